"""The pairings page at an address: a selection of pairings, with what is chosen among them; a rule; two arrangements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from data.load import Facts
from data.pairings.arrangements import choices
from data.pairings.comparison import comparable, possible_changes
from data.pairings.coverage import rules
from data.pairings.filters import PairingFilter
from data.rows import records
from data.select import pairings_of
from text.dates import format_date
from text.sentences import sentences
from views.book import Book
from views.declared import Address
from views.loaders import Shapes
from views.memo import memoized
from views.overview.helpers import province_over
from views.overview.national import unplaced_notes, with_besides
from views.pairings.comparison import (
    change_lists,
    change_names,
    comparison_of,
    comparison_table,
    comparison_title,
    incomplete,
)
from views.pairings.coverage import (
    answer,
    check_of,
    coverage_lists,
    coverage_table,
    elsewhere,
    rule_name,
    status_names,
    translation,
)
from views.pairings.diagrams import DIAGRAMS, diagram
from views.pairings.partners import helper_lines, naming, partners_named, partners_of, partners_said
from views.pairings.rows import choice_of, flow_scene, pairing_rows, panel_of_region
from views.pairings.selection import FACET_OF, Selection, chosen_by, filter_of, recorded_in_part
from views.parts import pairing_links
from views.parts.cards import quote_block
from views.parts.markup import Markup, element, join
from views.parts.pair_names import pair_name
from views.parts.panel import pair_panel
from views.parts.periods import spell
from views.view import View

#: Longer lists of dates are given as a span.
_SHORT = 40
#: So many provinces share the first place in a sentence, at most.
_MOST_NAMED = 3
#: What is shown to the parameters that it follows from, where they are not the filters and the choice.
_ASKED: Mapping[str, tuple[str, ...]] = {"compare": ("before", "after", "pair"), "coverage": (*FACET_OF, "rule")}


def choice_title(chosen: tuple[str, str] | None, facts: Facts, book: Book) -> str:
    """Ask whom a chosen place helps or who helps it, or name a chosen pair.

    Returns
    -------
    str
        Empty without a choice, and for a pair that is not recorded.
    """
    if chosen is None:
        return ""
    t = book.t
    if chosen[0] == "flow":
        rows = records(facts.pairings[facts.pairings["pairing_id"] == chosen[1]])
        return t("slide.of", region=t("slide.pairings"), what=pair_name(rows[0], book)) if rows else ""
    inside, name = facts.hierarchy.within(chosen[1]), book.region(chosen[1])
    helps, is_helped = (bool(facts.pairings[side].isin(inside).any()) for side in ("helper_id", "recipient_id"))
    if helps != is_helped:
        return t("pairings.whom_it_helps" if helps else "pairings.who_helps_it", name=name)
    return t("slide.of", region=t("slide.pairings"), what=name)


def pairings(at: Address, facts: Facts, shapes: Shapes, book: Book) -> View:
    """Return what the pairings page shows: a map, a diagram in its place, or beside a table the map that says the same."""
    asked = at.values_of("show", *_ASKED.get(at["show"], (*FACET_OF, "region", "pair")))
    return memoized("pairings", lambda: _view(asked, facts, shapes, book), facts, shapes, book, *asked.items())


def _view(at: Mapping[str, str], facts: Facts, shapes: Shapes, book: Book) -> View:
    if at["show"] == "compare":
        return _comparison(at, facts, shapes, book)
    selection = chosen_by(at, facts)
    selected = selection.pairings
    if at["show"] == "coverage":
        return _coverage(at, selection, facts, shapes, book)
    t, chosen = book.t, choice_of(at["pair"], at["region"], selected, facts)
    table, chosen_pairings = pairing_rows(selected, book), pairings_of_choice(chosen, selected, facts)
    finding, names = _of_choice(chosen, chosen_pairings, len(selected), facts, book)
    covered = with_besides(chosen, chosen_pairings, selected, facts) if at["show"] == "map" else chosen_pairings
    view = View(
        title=choice_title(chosen, facts, book) or t("pairings.title"),
        finding=finding or _finding(selected, filter_of(at), facts, book),
        qualifier=sentences((names, _counted(selection, book, of_choice=bool(finding))), t),
        description=t("pairings.says", n=len(selected)),
        panel=_panel(selected, at["region"], chosen, facts, book),
        table=table,
        incomplete=tuple(recorded_in_part(selected, facts, t)),
        chosen=chosen,
        pairings=selected,
        chosen_pairings=chosen_pairings,
        counts=pair_counts(chosen_pairings, book),
        period=period_of(covered, book),
    )
    show = at["show"]
    if show in DIAGRAMS:
        marked = tuple(chosen_pairings["pairing_id"]) if chosen else ()
        of = (show, filter_of(at), marked)
        return replace(
            view, charts=(memoized("diagram", lambda: diagram(show, selected, marked, table, book), facts, book, *of),)
        )
    scene, unplaced = flow_scene(selected, facts, shapes, book, chosen)
    places = _places_named(chosen if finding else None, chosen_pairings, selected, facts, book)
    return replace(view, scene=naming(scene, places, facts, shapes, book), left_out=unplaced_notes(unplaced, facts, book))


def _of_choice(chosen: tuple[str, str] | None, pairs: pd.DataFrame, total: int, facts: Facts, book: Book) -> tuple[str, str]:
    """Say with whom a chosen place is paired, or which pair is chosen, and how many of the selection that is; else empty.

    Many partners are named in a second sentence.
    """
    if chosen is None or (pairs.empty and chosen[0] == "flow"):
        return "", ""
    t = book.t
    if pairs.empty:
        recorded = pairings_of(facts.pairings, chosen[1], facts.hierarchy).drop_duplicates(["helper_id", "recipient_id"])
        key = "pairings.none_of_place" if len(recorded) else "pairings.none_at_all"
        return t(key, name=book.short(chosen[1]), total=total, n=len(recorded)), ""
    if chosen[0] == "flow":
        return t("pairings.own", partners=pair_name(records(pairs)[0], book, short=True), n=len(pairs), total=total), ""
    partners, names = partners_said(partners_of(chosen[1], pairs, facts), book)
    return t("pairings.own", partners=partners, n=len(pairs), total=total), names


def pairings_of_choice(chosen: tuple[str, str] | None, selected: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Return those of some ``pairings`` that are chosen: a place stands for what lies in it too."""
    if chosen is None:
        return selected
    if chosen[0] == "flow":
        return selected[selected["pairing_id"] == chosen[1]]
    return pairings_of(selected, chosen[1], facts.hierarchy)


def pair_counts(rows: pd.DataFrame, book: Book) -> tuple[tuple[str, int], ...]:
    """Count some ``pairings`` and the places on both of their sides."""
    t = book.t
    return (
        (t("slide.pairs"), len(rows)),
        (t("slide.helpers"), rows["helper_id"].nunique()),
        (t("slide.recipients"), rows["recipient_id"].nunique()),
    )


def _panel(selected: pd.DataFrame, region: str, chosen: tuple[str, str] | None, facts: Facts, book: Book) -> Markup:
    if chosen and chosen[0] == "flow" and chosen[1]:
        return memoized("pair", lambda: pair_panel(facts, chosen[1], book), facts, book, chosen[1])
    if region:
        return panel_of_region(selected, region, facts, book)
    return pairing_links.by_helper(selected, book)


def period_of(pairings: pd.DataFrame, book: Book) -> str:
    """Say when some ``pairings`` began: their dates while they are few, else from when to when."""
    t, rows = book.t, records(pairings)
    dates = t("describe.comma").join(dict.fromkeys(format_date(row["start"], t.lang) for row in rows if row["start"]))
    return dates if len(dates) < _SHORT else spell([{"period_start": r["start"], "period_end": r["start"]} for r in rows], t)


def common_date(pairings: pd.DataFrame, book: Book) -> str:
    """Say when all of some ``pairings`` began; empty where they began at several dates, or a source gives none."""
    starts = {str(row["start"] or "") for row in records(pairings)}
    return format_date(starts.pop(), book.t.lang) if len(starts) == 1 and "" not in starts else ""


def _most(rows: pd.DataFrame, facts: Facts, book: Book) -> dict[str, tuple[list[str], int]]:
    """Of each side the provinces that have most of some pairings, with what lies in them, and how many each has.

    A side of which all have as many, or too many share the first place, is left out.
    """
    firsts = {}
    for side in ("helper", "recipient"):
        counts = rows[f"{side}_id"].map(lambda i: province_over(i, facts, book)).value_counts()
        most = sorted(counts[counts == counts.max()].index)
        if len(most) < min(len(counts), _MOST_NAMED):
            firsts[side] = (most, int(counts.max()))
    return firsts


def _places_named(
    chosen: tuple[str, str] | None, pairs: pd.DataFrame, selected: pd.DataFrame, facts: Facts, book: Book
) -> list[str]:
    """The places that the headline names."""
    if chosen is None:
        return [i for most, _ in _most(selected, facts, book).values() for i in most]
    return list(partners_named(partners_of(chosen[1], pairs, facts))) if chosen[0] == "region" else []


def _finding(rows: pd.DataFrame, criteria: PairingFilter, facts: Facts, book: Book) -> str:
    """Say how many pairings there are, and of the provinces on each side, with what lies in them, which has most or all.

    What was chosen is no finding: a side of which a filter leaves one province is said to be chosen.
    """
    t, parts, date = book.t, [], common_date(rows, book)
    counted = t("pairings.n_dated", n=len(rows), date=date) if date else t("pairings.n", n=len(rows))
    alone = {
        "helper": "pairings.only_helper" if criteria.helpers else "pairings.all_helper",
        "recipient": "pairings.only_recipient" if criteria.recipients else "pairings.all_recipient",
    }
    for side, key in alone.items():
        provinces = {province_over(i, facts, book) for i in rows[f"{side}_id"]}
        if len(rows) > 1 and len(provinces) == 1:
            parts.append(t(key, name=book.short(provinces.pop())))
    one = {"helper": "pairings.most_helper", "recipient": "pairings.most_recipient"}
    several = {"helper": "pairings.most_helper_several", "recipient": "pairings.most_recipient_several"}
    for side, (most, n) in _most(rows, facts, book).items():
        parts.append(
            t((several if len(most) > 1 else one)[side], names=t("describe.comma").join(map(book.short, most)), n=n)
        )
    return t("pairings.most", counted=counted, most=t("describe.semicolon").join(parts)) if parts else counted


def _counted(selection: Selection, book: Book, *, of_choice: bool = False) -> str:
    """Say how much of all that is recorded is selected; the sides of all of it are not those of a place that is chosen."""
    rows, total = selection.pairings, selection.total
    if rows.empty or of_choice:
        return book.t("pairings.counted", n=len(rows), total=total)
    helpers, recipients = rows["helper_id"].nunique(), rows["recipient_id"].nunique()
    return book.t("pairings.counted_sides", n=len(rows), total=total, helpers=helpers, recipients=recipients)


def _coverage(at: Mapping[str, str], selection: Selection, facts: Facts, shapes: Shapes, book: Book) -> View:
    t, selected = book.t, selection.pairings
    by_rule = {rule.rule_id: rule for rule in rules(facts)}
    if not by_rule:
        return View(t("slide.coverage"), t("coverage.no_rules"), _counted(selection, book))
    rule = by_rule[at["rule"]]
    name, translated = rule_name(rule, book), translation(rule, t)
    words = {"quote": rule.quote, "source_id": rule.source_id, "translation": translated}
    note = element("p", t("coverage.translated", title=translated), cls="panel-note") if translated else Markup("")
    result, used, scene = check_of(rule, selected, facts, shapes, book)
    summary, titles = answer(rule, result, common_date(selected, book), book), status_names(t)
    by = {titles[s]: [book.short(i) for i in result.loc[result["status"] == s, "region_id"]] for s in titles}
    # What nothing covers comes first: it is what the check was asked for.
    lists = [(titles[s], by[titles[s]]) for s in ("none", "through_province", "through_area", "direct")]
    # Of whom lines are drawn to, the list names who helps too.
    direct = used[used["recipient_id"].isin(set(result.loc[result["status"] == "direct", "region_id"]))]
    paired = {titles["direct"]: t("describe.semicolon").join(helper_lines(records(direct), book))}
    comma = t("describe.comma")
    points = tuple(t("slide.listed", title=title, names=paired.get(title) or comma.join(ids)) for title, ids in lists if ids)
    return View(
        title=name,
        finding=summary,
        qualifier=elsewhere(rule, result, facts, book),
        description=summary,
        scene=scene,
        panel=element("div", note, quote_block(words, (), book), *coverage_lists(result, facts, book), cls="fact"),
        table=coverage_table(result, facts, book),
        incomplete=tuple(recorded_in_part(selected, facts, t)),
        pairings=used,
        counts=tuple((name, len(ids)) for name, ids in by.items() if ids),
        points=points,
        chosen_pairings=used,
        stands_on=(words,),
        period=period_of(used, book),
    )


def _comparison(at: Mapping[str, str], facts: Facts, shapes: Shapes, book: Book) -> View:
    t, by_id = book.t, {row["arrangement_id"]: row for row in records(choices(facts)) if row["pairs"]}
    if comparable(choices(facts)) is None:
        return View(t("slide.comparison"), t("compare.too_few"))
    before, after = (by_id[at[name]] for name in ("before", "after"))
    pairs, scene = comparison_of(before, after, at["pair"], facts, shapes, book)
    names, notes = comparison_title(before, after, t), tuple(incomplete(before, after, t))
    possible, changes = possible_changes(before, after), pairs["change"].value_counts()
    counts = tuple((word, int(changes.get(change, 0))) for change, word in change_names(t).items() if change in possible)
    dates = [format_date(row["date"], t.lang) for row in (before, after)]
    rows = facts.pairings[facts.pairings["pairing_id"].isin(set(pairs["pairing_id"]))]
    lists = element("div", *(element("p", text, cls="panel-note") for text in notes), *change_lists(pairs, possible, book))
    changed = " · ".join(t("compare.count", what=word, n=n) for word, n in counts)
    words = pair_panel(facts, scene.chosen[1], book) if scene.chosen and scene.chosen[1] else Markup("")
    by_change = (
        (title, helper_lines(records(pairs[pairs["change"] == change]), book)) for change, title in change_names(t).items()
    )
    return View(
        title=names if dates[0] == dates[1] else t("compare.question", before=dates[0], after=dates[1]),
        finding=t("compare.finding", before=before["pairs"], after=after["pairs"], changes=changed),
        qualifier=t("describe.semicolon").join((t("compare.limits"), *notes)),
        description=t("compare.says", title=names, n=len(pairs)),
        scene=scene,
        panel=join(words, lists),
        table=comparison_table(pairs, book),
        chosen=scene.chosen,
        pairings=rows,
        chosen_pairings=rows,
        stands_on=(before, after),
        counts=counts,
        points=tuple(
            t("slide.listed", title=title, names=t("describe.semicolon").join(lines)) for title, lines in by_change if lines
        ),
        period=t("describe.comma").join(dates),
    )
