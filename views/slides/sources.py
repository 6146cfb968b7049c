"""Slides of the sources page: the words of a document, reports that disagree, checks of the arithmetic, what is recorded."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts.grids.recorded import RecordedOptions, recorded_spec
from data.evidence.dossier import QUOTED, passages
from data.figures.recorded import EVERY, grid
from data.rows import Row, records
from data.spoken import spoken
from text.dates import format_date
from views.declared import BOUNDARIES, Address
from views.pairings.selection import ALL
from views.parts.periods import spell
from views.parts.words import publisher_of, title_of, value_text
from views.slide import Chart, Slide
from views.slides.parts import ALONE, WHOLE, Notes, Stage, both_shapes, counted, few
from views.slides.records import facts_table
from views.sources.verdicts import checks_of, conflicts_of, time_of, verdict_names

#: Rows of the grid of what is recorded on a slide.
_ROWS = 12


def sources(stage: Stage, at: Address) -> Slide:
    """Make the slide of a view of the sources page: points with their words, since it has no picture."""
    show = at["show"]
    makers = {"documents": _document, "conflicts": _conflicts, "checks": _checks, "recorded": _recorded, "own": _own}
    return makers[show](stage, at)


def _document(stage: Stage, at: Address) -> Slide:
    facts, t, book, notes = stage.facts, stage.t, stage.book, Notes(stage.book)
    source_id = at["source"]
    if source_id == BOUNDARIES:
        return Slide("", t("boundaries.title"), t("boundaries.statement"), points=(t("boundaries.source"),))
    source, found = book.sources[source_id], passages(facts, source_id)
    record = at["record"]
    tables: dict[str, list[Row]] = {}
    lines: list[str] = []
    for passage in found:
        ids = [str(row[QUOTED[table]]) for table, row in passage.records]
        number = notes.number({"source_id": source_id, "quote": passage.quote})
        line = t("slide.quoted", quote=passage.quote, n=number)
        lines = [line, *lines] if record and record in ids else [*lines, line]
        for table, row in passage.records:
            tables.setdefault(table, []).append(row)
    asked_for = {
        name: rows for name, rows in tables.items() if name in ("observations", "pairings", "cooperation", "events")
    }
    count = sum(len(rows) for rows in tables.values())
    date = format_date(source["published"], t.lang) or t("slide.no_date")
    figure = counted(count, t("slide.records"), date, notes.numbers([{"source_id": source_id, "quote": ""}]), t)
    who = publisher_of(source, t) or t("slide.no_publisher")
    return Slide(
        "",
        title_of(source, t),
        t("slide.document", who=who, date=date, n=len(found)),
        figures=(figure,),
        points=few(lines, ALONE - 1, t),
        table=pd.DataFrame({t("table.quote"): [p.quote for p in found]}),
        facts=facts_table(stage, **asked_for),
        footnotes=notes.footnotes(),
        period=date,
    )


def _conflicts(stage: Stage, _at: Address) -> Slide:
    facts, t, book, notes = stage.facts, stage.t, stage.book, Notes(stage.book)
    found = conflicts_of(facts)
    seeds = {i for i, source in book.sources.items() if source["tier"] == "core"}
    # What touches the documents first, then the widest: a slide has no room for all of them.
    first = sorted(found[0], key=lambda one: (one.may_agree, not seeds & set(one.rows["source_id"])))
    lines: list[str] = []
    table: list[tuple[str, str, str]] = []
    observations: list[Row] = []
    work: list[Row] = []
    for one in first:
        indicator = book.indicators[one.indicator_id]
        what = t("figure.of_region", region=book.short(one.region_id), indicator=t.name(indicator))
        rows = records(one.rows)
        observations += rows
        when = time_of(one, t)
        said = [(value_text(row, indicator["unit"], t), notes.number(row)) for row in rows]
        table.append((what, when, t("describe.semicolon").join(value for value, _ in said)))
        if len(lines) < ALONE:
            values = t("describe.semicolon").join(t("slide.noted", text=value, n=n) for value, n in said)
            lines.append(t("slide.conflict", what=what, when=when, values=values))
    for other in found[1]:
        rows = records(other.rows)
        work += rows
        sides = " → ".join(book.short(i) for i in (other.helper_id, other.recipient_id) if i)
        what = t("slide.of", region=sides, what=t.name(book.measures[other.measure_id]))
        values = t("describe.semicolon").join(value_text(row, row["unit"], t) for row in rows)
        table.append((what, time_of(other, t), values))
        notes.numbers(rows)
    heads = [t("slide.what"), t("table.period"), t("table.value")]
    n = len(found[0]) + len(found[1])
    made = pd.DataFrame(table, columns=heads)
    return Slide(
        "",
        t("sources.show_conflicts"),
        t("conflict.intro", n=n),
        figures=(counted(n, t("slide.conflicts"), "", (), t),),
        points=_shown(lines, n, stage),
        table=made,
        facts=facts_table(stage, observations=observations, cooperation=work),
        footnotes=notes.footnotes(),
        period=spell(observations, t),
    )


def _shown(lines: list[str], n: int, stage: Stage) -> tuple[str, ...]:
    most = ALONE - 2
    more = n - min(len(lines), most)
    return (*lines[:most], *([stage.t("slide.more", n=more)] if more > 0 else []))


def _checks(stage: Stage, at: Address) -> Slide:
    facts, t, book, notes = stage.facts, stage.t, stage.book, Notes(stage.book)
    results = checks_of(facts)
    names = verdict_names(t)
    chosen = at["verdict"]
    shown = [one for one in results if one.verdict == chosen]
    figures = tuple(counted(sum(1 for one in results if one.verdict == v), names[v], "", (), t) for v in names)

    told = [
        (spoken(one.title_key, one.fields, t, book.name), [spoken(s.key, s.fields, t, book.name) for s in one.steps])
        for one in shown
    ]
    ids = {i for one in shown for i in one.record_ids}
    rows = records(facts.observations[facts.observations["observation_id"].isin(ids)])
    work = records(facts.cooperation[facts.cooperation["cooperation_id"].isin(ids)])
    notes.numbers([*rows, *work])
    lines = [t("slide.listed", title=title, names=steps[-1] if steps else "") for title, steps in told]
    table = pd.DataFrame([(title, " ".join(steps)) for title, steps in told], columns=[t("slide.what"), t("slide.steps")])
    return Slide(
        "",
        t("sources.show_checks"),
        t("slide.checks_says", n=len(shown), total=len(results), verdict=names[chosen]),
        figures=figures,
        points=_shown(lines, len(lines), stage),
        table=table,
        facts=facts_table(stage, observations=rows, cooperation=work),
        footnotes=notes.footnotes(),
        period=spell(rows, t),
    )


def _recorded(stage: Stage, at: Address) -> Slide:
    facts, t, book = stage.facts, stage.t, stage.book
    chosen = at["indicator"]
    basis, level = (at[name].replace(ALL, EVERY) for name in ("basis", "level"))
    found = grid(facts, chosen, basis, level) if chosen else pd.DataFrame()
    if found.empty:
        return Slide("", t("sources.show_recorded"), t("recorded.none"))
    found = found.assign(name=[book.short(i) for i in found["region_id"]])
    of_each = found.groupby("region_id", sort=False)["n"].sum().sort_values(ascending=False, kind="stable")
    most = found[found["region_id"].isin(of_each.index[:_ROWS])]
    indicator, named = t.name(book.indicators[chosen]), t.name(book.bases[basis]) if basis else ""

    def draw(room: tuple[int, int], scale: float) -> Any:
        return recorded_spec(most, stage.look, t, RecordedOptions(*room, scale, indicator=indicator, basis=named))

    wide_, tall = both_shapes(draw, WHOLE)
    wide = found[found["n"] > 0].groupby("name", sort=False)["year"].agg(lambda years: ", ".join(y or "?" for y in years))
    table = pd.DataFrame({t("table.region"): wide.index, t("recorded.years"): wide.to_numpy()})
    rows = facts.observations[facts.observations["indicator_id"] == chosen]
    some, notes = records(rows[rows["region_id"].isin(found["region_id"])]), Notes(book)
    notes.numbers(some)
    chart = Chart(wide_, t("recorded.alt"), table, tall)
    shown = t("slide.first_rows", n=_ROWS) if len(of_each) > _ROWS else ""
    return Slide(
        "",
        t("sources.show_recorded"),
        f"{t('slide.recorded_says')} {shown}".strip(),
        charts=(chart,),
        table=table,
        facts=facts_table(stage, observations=some),
        footnotes=notes.footnotes(),
        period=spell(some, t),
        basis=named,
    )


def _own(stage: Stage, _at: Address) -> Slide:
    facts, t, notes = stage.facts, stage.t, Notes(stage.book)
    own = facts.sources[facts.sources["tier"] == "own"]
    if own.empty:
        return Slide("", t("sources.show_own"), t("own.none"))
    ids = set(own["source_id"])
    kinds = ("observations", "pairings", "cooperation", "events")
    found = {name: records(facts.table(name)[facts.table(name)["source_id"].isin(ids)]) for name in kinds}
    every = [row for rows in found.values() for row in rows]
    counts = [(row, sum(one["source_id"] == row["source_id"] for one in every)) for row in records(own)]
    notes.numbers(every)
    return Slide(
        "",
        t("sources.show_own"),
        t("own.slide", n=len(every)),
        points=few([t("own.point", title=title_of(row, t), n=n) for row, n in counts], ALONE, t),
        table=pd.DataFrame({t("own.table"): [title_of(row, t) for row, _ in counts], t("own.rows"): [n for _, n in counts]}),
        facts=facts_table(stage, **{name: rows for name, rows in found.items() if rows}),
        footnotes=notes.footnotes(),
        period=spell(found["observations"], t) if found["observations"] else "",
    )
