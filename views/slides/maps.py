"""Slides of the overview and of the pairings page: maps of who helps whom, of rates, of coverage, of what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.evidence.compared import in_simplified
from data.rows import Row, records
from text.catalogue import Catalogue
from text.citation import within_marks
from text.dates import record_period
from views.declared import Address
from views.overview.helpers import helpers
from views.overview.national import own_pairs
from views.overview.nine import of_helper
from views.overview.view import overview as overview_view
from views.pairings.view import pairings as pairings_view
from views.parts.pair_names import pair_name
from views.parts.words import value_text
from views.slide import Build, Figure, Slide
from views.slides.charts import MAIN, WHOLE, chart_of
from views.slides.listed import beside_list, beside_names, cited_pair_lines, pair_lines
from views.slides.parts import Notes, SlideContext, counts_of, pairing_lines, slide_of, still
from views.slides.room import beside_map
from views.view import View

#: Longer periods stand at the foot alone.
_SHORT = 40


def overview(context: SlideContext, at: Address) -> Slide:
    """Make the slide of a view of the overview."""
    view = overview_view(at, context.facts, context.shapes, context.book)
    if at["fill"] in ("role", "nine"):
        return _pairs(context, view)
    if at["fill"] == "money":
        return _money(context, view)
    notes = Notes(context.book)
    notes.draw(view.observations)
    classes = _class_lines(view, notes, context)
    # How many places have a value, not what was reported of some of them.
    figures = () if view.panels or classes else _counted(view, (), context)
    # In large type beside a map of one year, values that are of none would be read as that year's.
    rows_of = {line: view.left_out_rows.get(line, ()) for line in view.left_out}
    marked = [_dateless_line(row, notes, context) for rows in rows_of.values() for row in rows]
    last = [line for line, rows in rows_of.items() if not rows]
    content = slide_of(context, view, notes, figures=figures, points=classes, last=last, further=marked)
    return beside_list(content, context) if classes and not content.rest else content


def _dateless_line(row: Row, notes: Notes, context: SlideContext) -> str:
    """Say of a value that is of no year what its source says of its time instead."""
    t, book = context.t, context.book
    value = value_text(row, book.indicators[row["indicator_id"]]["unit"], t)
    note = "" if row["period_end"] else row["note" if t.lang == "zh" else "note_en"]
    line = t("slide.dateless", region=book.region(row["region_id"]), value=value, when=note or record_period(row, t))
    return f"{line} [{notes.number(row)}]"


def _class_lines(view: View, notes: Notes, context: SlideContext) -> list[str]:
    """Name the provinces of each class of a map of bands, which are said by their colours alone; empty for any other map."""
    scene, book = still(view.scene, context) if view.scene else None, context.book
    if scene is None or not scene.has_list or scene.fill.areas:
        return []
    of_class: dict[int, list[str]] = {}
    for region_id, index in sorted(scene.fill.provinces.items()):
        of_class.setdefault(index, []).append(region_id)
    rows = {row["region_id"]: row for row in view.observations}
    lines = []
    for index, region_ids in sorted(of_class.items()):
        reported = [i for i in region_ids if i in rows]
        if reported:
            names = context.t("describe.comma").join(book.short(i) for i in reported)
            marks = "".join(f"[{n}]" for n in notes.numbers(rows[i] for i in reported))
            lines.append(f"{context.t('slide.of', region=scene.fill.classes[index].text, what=names)} {marks}")
    return lines


def _money(context: SlideContext, view: View) -> Slide:
    """The amounts beside the map, each with its source."""
    t, notes = context.t, Notes(context.book)
    notes.draw(row for row in view.cooperation if row["cooperation_id"] not in view.remarks)
    lines = []
    for row in view.cooperation:
        # Measure and year are the title's.
        who, value = pair_name(row, context.book, short=True), value_text(row, row["unit"], t)
        remark = view.remarks.get(row["cooperation_id"], "")
        line = t("slide.amount", who=who, value=value, n=notes.number(row))
        lines.append(t("slide.remarked", line=line, remark=remark) if remark else line)
    return slide_of(context, view, notes, figures=counts_of(view, (), "", t), points=lines)


def pairings(context: SlideContext, at: Address) -> Slide:
    """Make the slide of a view of the pairings page."""
    view = pairings_view(at, context.facts, context.shapes, context.book)
    if at["show"] in ("compare", "coverage"):
        return _checked(context, view, at["show"] == "coverage")
    return _pairs(context, view, at["build"])


def _pairs(context: SlideContext, view: View, build: str = "") -> Slide:
    notes, chosen = Notes(context.book), view.chosen
    rows, marked = records(view.pairings), records(view.chosen_pairings) if view.chosen else []
    # The first sources are those of what is chosen; the others of all that the map shows.
    numbers = notes.draw(records(view.chosen_pairings))
    notes.draw(rows)
    points: Sequence[str] = pairing_lines(marked, notes, context)
    more: Sequence[str] = ()
    # Beside a diagram the words of sources give way to a list of them all, rather than go on to a slide of a few lines.
    if view.charts and chosen and not beside_map((*points, *view.incomplete, *view.left_out)):
        points, more = cited_pair_lines(view.chosen_pairings, notes, context), points
    # Of a single pairing there is nothing to count.
    # Several maps need the width, and their titles count.
    alone = bool(view.panels) or (chosen is not None and chosen[0] == "flow")
    # Nor of a place that has none of those listed; what a diagram shows its sentence counts.
    counted = not (alone or view.charts) and len(view.chosen_pairings) > 0
    figures = _counted(view, numbers if len(numbers) == 1 else (), context) if counted else ()
    last = (*view.incomplete, *view.left_out)
    # The sentence counts them; what a map of many pairs cannot say is every name.
    alone = alone or len(view.chosen_pairings) < 2
    lines = pair_lines(view.chosen_pairings, context) if view.scene and not (alone or view.charts) else ()
    others = _other_lines(view, notes, context) if lines and chosen else ()
    listed = [few for few in ((*lines, *others), lines) if few and beside_map((*few, *last))][:1]
    has_others = bool(others) and listed == [(*lines, *others)]
    content = slide_of(
        context,
        view,
        notes,
        figures=() if listed else figures,
        points=listed[0] if has_others else (*listed[0], *points) if listed else points,
        last=last,
        further=points if has_others else more,
        charts=tuple(chart_of(plot, MAIN if chosen or last else WHOLE) for plot in view.charts),
        builds=_builds(view, context) if build and view.scene else (),
    )
    if view.panels:
        return _small_maps(content, view, notes, context)
    if not (listed and content.scene):
        return content
    if not chosen or has_others:
        return beside_list(content, context)
    # Beside a choice the map shows other pairs too, of which the list has none. Words of sources for which the list leaves
    # no room are in the notes: on a second slide they would be a line or two.
    further = (*content.rest, *content.further)
    return replace(content, scene=beside_names(content.scene, context), rest=(), further=further)


def _small_maps(content: Slide, view: View, notes: Notes, context: SlideContext) -> Slide:
    """Small maps take a slide; which source names whom goes on to a second one."""
    return replace(content, rest=cited_pair_lines(view.chosen_pairings, notes, context))


def _other_lines(view: View, notes: Notes, context: SlideContext) -> tuple[str, ...]:
    """The dashed pairs of what is chosen, with the numbers of their sources, behind a line that says what they are."""
    others = own_pairs(view.chosen, view.pairings, context.facts) if view.chosen else view.pairings.head(0)
    notes.draw(records(others))
    return (context.t("slide.other_pairs"), *cited_pair_lines(others, notes, context)) if len(others) else ()


def _checked(context: SlideContext, view: View, checks: bool) -> Slide:
    notes = Notes(context.book)
    numbers = notes.draw(view.stands_on)
    notes.draw(records(view.pairings))
    # A comparison checks nothing.
    rules = view.stands_on if checks else ()
    checked = [_rule(row, notes.number(row), context.t) for row in rules if view.points]
    points = (*checked, *view.points)
    # What two lists have in common comes last: where it has no room beside the map, the notes have it, and a line says so.
    # A second slide would be of one line.
    few = points
    if not (checks or beside_map((*points, *view.incomplete))):
        word, n = [count for count in view.counts if count[1]][-1]
        few = (*points[:-1], context.t("slide.in_notes", title=word, n=n))
    if not (view.points and beside_map((*few, *view.incomplete))):
        return slide_of(context, view, notes, figures=_counted(view, numbers, context), points=points, last=view.incomplete)
    # The sentence counts what the lists name.
    content = slide_of(context, view, notes, points=few, last=view.incomplete, further=() if few == points else points[-1:])
    return beside_list(content if few == points else replace(content, beside=points), context)


def _rule(row: Row, n: int, t: Catalogue) -> str:
    """The words of a rule in the reader's characters, or what they say in English: as printed they are with their source."""
    if row["translation"]:
        return t("slide.rule_translated", title=row["translation"], n=n)
    own = in_simplified(row["quote"]) if t.lang == "zh" else row["quote"]
    return t("slide.rule" if own == row["quote"] else "slide.rule_simplified", quote=within_marks(own), n=n)


def _counted(view: View, numbers: tuple[int, ...], context: SlideContext) -> tuple[Figure, ...]:
    return counts_of(view, numbers, view.period if len(view.period) < _SHORT else "", context.t)


def _builds(view: View, context: SlideContext) -> tuple[Build, ...]:
    """One step a province that helps, with its cities, from north to south."""
    from_north = helpers(view.pairings, context.facts, context.shapes, context.book)
    flows = [of_helper(view.pairings, helper.region_id, context.facts)["pairing_id"] for helper in from_north]
    lines = pair_lines(view.pairings, context)
    return tuple(Build(line, tuple(map(str, ids))) for line, ids in zip(lines, flows, strict=True))
