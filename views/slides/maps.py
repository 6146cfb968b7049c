"""Slides of the overview and of the pairings page: maps of who helps whom, of rates, of coverage, of what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from charts.base import ChartOptions
from charts.grids.matrix import matrix_spec
from data.figures.reported import RATE
from data.pairings.arrangements import choices
from data.pairings.comparison import comparable, possible_changes
from data.pairings.coverage import rules
from data.rows import Row, records
from data.select import latest_reported, pairings_of
from geo.scene import Scene
from text.catalogue import Catalogue
from text.dates import format_date
from views.declared import Address
from views.overview.by_year import by_year, series_name, with_choice, year_table
from views.overview.national import HEADLINES, landing, national, unplaced_notes
from views.pairings.comparison import change_names, comparison_of, comparison_table, comparison_title, incomplete
from views.pairings.coverage import check_of, coverage_table, rule_name, status_names
from views.pairings.rows import choice_of, flow_scene, links_of, pairing_rows
from views.pairings.selection import chosen_by, kind_names, recorded_in_part
from views.region.place import on_nation
from views.slide import Build, Chart, Slide
from views.slides.parts import (
    ALONE,
    BESIDE,
    MAIN,
    Notes,
    Stage,
    bases_of,
    both_shapes,
    counted,
    few,
    headline_figures,
    map_slide,
    spell,
    still,
)
from views.slides.records import facts_table, pair_name

#: Helpers and recipients of a matrix on a slide.
_MATRIX_ROWS, _MATRIX_COLUMNS = 12, 20


def overview(stage: Stage, at: Address) -> Slide:
    """Make the slide of a view of the overview."""
    facts, shapes, book, t = stage.facts, stage.shapes, stage.book, stage.t
    region, pair, fill = at["region"], at["pair"], at["fill"]
    chosen = choice_of(pair, on_nation(facts, shapes, region, book), landing(facts), facts)
    if fill == "year":
        return _year(stage, at, chosen)
    shown, notes = national(facts, shapes, fill, chosen, book), Notes(book)
    if fill == "rate":
        wanted = [region] if region else list(HEADLINES)
        figures, used = headline_figures(stage, wanted, RATE, notes)
        rows = records(latest_reported(facts.observations, RATE))
        notes.numbers(rows)
        return map_slide(
            stage,
            shown.scene,
            title=t("slide.rates"),
            figures=figures,
            points=shown.left_out,
            sentence=t("slide.rates_says", n=len({row["region_id"] for row in rows})),
            table=shown.table,
            facts=facts_table(stage, observations=[*used, *_others(rows, used)]),
            notes=notes,
            period=spell(rows, t),
            basis=bases_of(rows, book),
        )
    pairings = landing(facts)
    return _pairs(stage, pairings, shown.scene, chosen, t("slide.pairs_says"), shown.left_out)


def _others(rows: Sequence[Row], used: Sequence[Row]) -> list[Row]:
    known = {row["observation_id"] for row in used}
    return [row for row in rows if row["observation_id"] not in known]


def _year(stage: Stage, at: Address, chosen: tuple[str, str] | None) -> Slide:
    facts, book, t = stage.facts, stage.book, stage.t
    one = at["series"]
    found = by_year(facts, stage.shapes, one, at["when"], book)
    if found is None:
        return Slide("", t("slide.rates"), t("describe.no_values", indicator=series_name(one, book) if one else ""))
    notes, rows = Notes(book), list(found.rows)
    notes.numbers(rows)
    figure = counted(len({row["region_id"] for row in rows}), t("slide.places"), str(found.year), (), t)
    return map_slide(
        stage,
        with_choice(still(found.scene, stage), chosen),
        title=t("slide.year", series=series_name(one, book), year=found.year),
        sentence=t("time.says", year=found.year),
        figures=(figure,),
        table=year_table(found, book),
        facts=facts_table(stage, observations=rows),
        notes=notes,
        period=str(found.year),
        basis=bases_of(rows, book),
    )


def pairings(stage: Stage, at: Address) -> Slide:
    """Make the slide of a view of the pairings page."""
    show = at["show"]
    if show == "compare":
        return _comparison(stage, at)
    facts, t = stage.facts, stage.t
    chosen = chosen_by(at, facts).pairings
    if show == "coverage":
        return _coverage(stage, at, chosen)
    mark = choice_of(at["pair"], at["region"], chosen, facts)
    scene, unplaced = flow_scene(chosen, facts, stage.shapes, stage.book, mark)
    left_out = [*recorded_in_part(chosen, facts, t), *unplaced_notes(unplaced, facts, stage.book)]
    made = _pairs(stage, chosen, scene, mark, t("pairings.says", n=len(chosen)), left_out, at["build"])
    if show != "matrix":
        return made
    frame, kinds = links_of(chosen, stage.book), kind_names(t)
    # A name has a row or a column of its own: more than these cannot be read from the back of a room, and a map can.
    if frame["helper_id"].nunique() > _MATRIX_ROWS or frame["recipient_id"].nunique() > _MATRIX_COLUMNS:
        return made
    frame["kind"] = pd.Categorical([kinds[str(kind)] for kind in chosen["kind"]], list(kinds.values()))
    wide, tall = both_shapes(lambda room, k: matrix_spec(frame, stage.look, t, ChartOptions(*room, k)), MAIN)
    chart = Chart(wide, t("pairings.matrix_alt", n=len(chosen)), made.table, tall)
    return replace(made, scene=None, names={}, charts=(chart,))


def _pairs(
    stage: Stage,
    pairings: pd.DataFrame,
    scene: Scene,
    chosen: tuple[str, str] | None,
    sentence: str,
    left_out: Sequence[str],
    build: str = "",
) -> Slide:
    t, book, notes = stage.t, stage.book, Notes(stage.book)
    rows, marked = records(pairings), _marked(pairings, chosen, stage)
    # Title, figures and period are of what is chosen; sources, table and records of all that the map shows.
    subject = marked if chosen else rows
    numbers = notes.numbers(subject)
    notes.numbers(rows)
    dates = t("describe.comma").join(dict.fromkeys(format_date(row["start"], t.lang) for row in subject if row["start"]))
    first = numbers if len(numbers) == 1 else ()
    helpers, recipients = ({row[side] for row in subject} for side in ("helper_id", "recipient_id"))
    figures = (
        counted(len(subject), t("slide.pairs"), dates if len(dates) < _SHORT else "", first, t),
        counted(len(helpers), t("slide.helpers"), "", first, t),
        counted(len(recipients), t("slide.recipients"), "", first, t),
    )
    points = [t("slide.said", what=pair_name(row, book), quote=row["quote"], n=notes.number(row)) for row in marked]
    return map_slide(
        stage,
        scene,
        title=_titled(chosen, marked, stage),
        sentence=sentence,
        # Of a single pairing there is nothing to count.
        figures=() if chosen and chosen[0] == "flow" else figures,
        points=(*few(points, BESIDE, t), *left_out),
        table=pairing_rows(pairings, book),
        facts=facts_table(stage, pairings=rows),
        notes=notes,
        period=dates if len(dates) < _SHORT else spell_of(subject, t),
        builds=_builds(rows, stage) if build else (),
    )


def _marked(pairings: pd.DataFrame, chosen: tuple[str, str] | None, stage: Stage) -> list[Row]:
    """The pairings that are meant by what is chosen, as the map shows them: a province stands for its prefectures too."""
    if chosen is None:
        return []
    if chosen[0] == "flow":
        return records(pairings[pairings["pairing_id"] == chosen[1]])
    return records(pairings_of(pairings, chosen[1], stage.facts.hierarchy))


def _titled(chosen: tuple[str, str] | None, marked: Sequence[Row], stage: Stage) -> str:
    """What is chosen stands in the title."""
    t, book = stage.t, stage.book
    if chosen and chosen[0] == "flow" and marked:
        return t("slide.of", region=t("slide.pairings"), what=pair_name(marked[0], book))
    if chosen and chosen[0] == "region":
        return t("slide.of", region=t("slide.pairings"), what=book.region(chosen[1]))
    return t("slide.pairings")


#: Longer lists of dates are given as a span.
_SHORT = 40


def spell_of(rows: Sequence[Row], t: Catalogue) -> str:
    """Say from when to when some pairings began, as far as their sources say."""
    return spell([{"period_start": row["start"], "period_end": row["start"]} for row in rows], t)


def _builds(rows: Sequence[Row], stage: Stage) -> tuple[Build, ...]:
    """One step a helper, in the order in which the document names them."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["helper_id"], []).append(row)
    t, book = stage.t, stage.book
    made = []
    for helper, some in groups.items():
        helped = t("describe.comma").join(book.short(row["recipient_id"]) for row in some)
        text = t("tip.pair", helper=book.region(helper), recipient=helped)
        made.append(Build(text, tuple(str(row["pairing_id"]) for row in some)))
    return tuple(made)


def _coverage(stage: Stage, at: Address, pairings: pd.DataFrame) -> Slide:
    facts, book, t = stage.facts, stage.book, stage.t
    found = {rule.rule_id: rule for rule in rules(facts)}
    if not found:
        return Slide("", t("slide.coverage"), t("coverage.no_rules"))
    rule = found[at["rule"]]
    name, notes = rule_name(rule, book), Notes(book)
    said = {"quote": rule.quote, "source_id": rule.source_id}
    number = notes.number(said)
    result, used, scene = check_of(rule, pairings, facts, stage.shapes, book)
    rows = records(result)
    titles = status_names(t)
    by = {status: [row["region_id"] for row in rows if row["status"] == status] for status in titles}
    numbers = notes.numbers(records(used))
    figures = [counted(len(by[s]), titles[s], "", numbers[:1] if s != "none" else (), t) for s in titles if by[s]]
    points = [t("slide.said", what=name, quote=rule.quote, n=number)]
    points += [
        t("slide.listed", title=titles[s], names=t("describe.comma").join(book.short(i) for i in by[s]))
        for s in ("none", "through_province", "through_area")
        if by[s]
    ]
    count = {status: len(ids) for status, ids in by.items()}
    sentence = t(
        "coverage.summary",
        n=len(rows),
        direct=count["direct"],
        through=count["through_province"],
        area=count["through_area"],
        none=count["none"],
    )
    return map_slide(
        stage,
        scene,
        title=name,
        sentence=sentence,
        figures=tuple(figures),
        points=few(points, ALONE, t),
        table=coverage_table(result, facts, book),
        facts=facts_table(stage, pairings=records(used)),
        notes=notes,
        period=spell_of(records(used), t),
    )


def _comparison(stage: Stage, at: Address) -> Slide:
    facts, shapes, book, t = stage.facts, stage.shapes, stage.book, stage.t
    known = {row["arrangement_id"]: row for row in records(choices(facts)) if row["pairs"]}
    if comparable(choices(facts)) is None:
        return Slide("", t("slide.comparison"), t("compare.too_few"))
    before, after = (known[at[name]] for name in ("before", "after"))
    pairs, scene = comparison_of(before, after, at["pair"], facts, shapes, book)
    possible, title = possible_changes(before, after), comparison_title(before, after, t)
    words = {change: word for change, word in change_names(t).items() if change in possible}
    rows, notes = records(facts.pairings[facts.pairings["pairing_id"].isin(set(pairs["pairing_id"]))]), Notes(book)
    numbers = notes.numbers([before, after])
    notes.numbers(rows)
    counts = pairs["change"].value_counts()
    figures = tuple(counted(int(counts.get(c, 0)), word, "", numbers, t) for c, word in words.items())
    dates = t("describe.comma").join(format_date(row["date"], t.lang) for row in (before, after))
    sentence = t("describe.semicolon").join(incomplete(before, after, t)) or title
    return map_slide(
        stage,
        scene,
        title=title,
        sentence=sentence,
        figures=figures,
        table=comparison_table(pairs, book),
        facts=facts_table(stage, pairings=rows),
        notes=notes,
        period=dates,
    )
