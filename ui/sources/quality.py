"""Where figures disagree, do not add up, or are missing: conflicts, consistency checks, what is recorded."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.grids.recorded import RecordedOptions, recorded_spec
from data.consistency.result import CheckResult
from data.consistency.run import run
from data.figures.conflicts import KINDS, Conflict, CooperationConflict
from data.figures.recorded import EVERY, grid
from data.load import Facts
from data.rows import records
from data.spoken import spoken
from text.numbers import format_number
from ui import view
from ui.shared.chartview import show_chart
from ui.shared.panel import show_panel
from ui.shared.switch import show_switch
from ui.shared.tables import show_table
from ui.shared.window import window
from views.book import Book
from views.parts import panel
from views.parts.cards import cooperation_card, observation_card
from views.parts.markup import Markup, element, join
from views.sources.verdicts import checks_of, conflicts_of, time_of, verdict_names


def show_conflicts(facts: Facts, book: Book) -> None:
    """List every thing for which sources report more than one value, the sources side by side."""
    t = book.t
    found, work = conflicts_of(facts)
    st.html(element("p", t("conflict.intro", n=len(found) + len(work)), cls="says"))
    parts = []
    for kind, key in KINDS.items():
        some = [one for one in found if one.kind == kind]
        if some:
            parts.append(element("h3", t("coverage.list", title=t(key), n=len(some))))
            parts += [_conflict(one, book) for one in some]
    if work:
        parts.append(element("h3", t("coverage.list", title=t("conflict.cooperation"), n=len(work))))
        parts += [_cooperation(one, book) for one in work]
    st.html(element("div", *parts, cls="panel honesty"))


def _conflict(one: Conflict, book: Book) -> Markup:
    t, indicator = book.t, book.indicators[one.indicator_id]
    what = t("figure.of_region", region=book.region(one.region_id), indicator=t.name(indicator))
    when = time_of(one, t)
    cards = [observation_card(row, book, with_region=False) for row in records(one.rows)]
    return _side_by_side(what, when, one.spread, indicator["unit"], one.may_agree, cards, book)


def _cooperation(one: CooperationConflict, book: Book) -> Markup:
    t, rows = book.t, records(one.rows)
    sides = " → ".join(book.region(i) for i in (one.helper_id, one.recipient_id) if i)
    what = t("figure.of_region", region=sides, indicator=t.name(book.measures[one.measure_id]))
    when = time_of(one, t)
    cards = [cooperation_card(row, book) for row in rows]
    return _side_by_side(what, when, one.spread, rows[0]["unit"], one.may_agree, cards, book)


def _side_by_side(
    what: str, when: str, spread: float, unit: str, may_agree: bool, cards: list[Markup], book: Book
) -> Markup:
    t = book.t
    sign = "%" if unit == "%" else ""
    apart = t("conflict.points", n=format_number(spread, t.lang)) if sign else format_number(spread, t.lang)
    note = t("conflict.rounding") if may_agree else ""
    head = element("h4", t("conflict.head", what=what, when=when, spread=apart))
    said = element("p", note, cls="panel-note") if note else ""
    return element("section", head, said, element("div", *cards, cls="beside"))


def show_checks(facts: Facts, book: Book) -> None:
    """Show every consistency check with its arithmetic and its verdict."""
    t = book.t
    results = run(facts) if st.session_state.pop("rerun_checks", False) else checks_of(facts)
    words = verdict_names(t)
    param = view.address("sources", facts, book).param("verdict")
    counts = {verdict: sum(1 for r in results if r.verdict == verdict) for verdict in words}
    left, right = st.columns([7, 2], vertical_alignment="center")
    with left:
        show_switch(
            t("consistency.verdict"), param, lambda v: t("filter.option", name=words[v], n=counts[v]), values=tuple(words)
        )
    right.button(t("consistency.again"), key="rerun_checks_button", on_click=_again, icon=":material/refresh:")
    st.html(element("p", t("consistency.intro", n=len(results)), cls="says"))
    chosen = view.read(param)
    shown = [r for r in results if r.verdict == chosen]
    st.html(element("div", *(_check(one, words[chosen], facts, book) for one in shown), cls="panel honesty"))


def _again() -> None:
    st.session_state["rerun_checks"] = True


def _check(one: CheckResult, verdict: str, facts: Facts, book: Book) -> Markup:
    t = book.t

    title = spoken(one.title_key, one.fields, t, book.name)
    steps = [element("li", spoken(step.key, step.fields, t, book.name)) for step in one.steps]
    cards = _used(one.record_ids, facts, book)
    return element(
        "section",
        element("h4", t("consistency.head", verdict=verdict, title=title)),
        element("ol", *steps),
        element("details", element("summary", t("consistency.records", n=len(cards))), *cards) if cards else "",
    )


def _used(record_ids: tuple[str, ...], facts: Facts, book: Book) -> list[Markup]:
    rows = facts.observations[facts.observations["observation_id"].isin(record_ids)]
    work = facts.cooperation[facts.cooperation["cooperation_id"].isin(record_ids)]
    return [observation_card(row, book) for row in records(rows)] + [cooperation_card(row, book) for row in records(work)]


def show_recorded(facts: Facts, book: Book) -> None:
    """Show what is recorded of each region and year, so that a gap is seen before it surprises."""
    t = book.t
    at = view.address("sources", facts, book)
    indicator, level, basis = at.param("indicator"), at.param("level"), at.param("basis")
    columns = st.columns(3)
    key, changed = view.bound(indicator)
    columns[0].selectbox(
        t("recorded.indicator"),
        indicator.allowed,
        format_func=lambda i: t.name(book.indicators[i]),
        key=key,
        on_change=changed,
    )
    chosen = at["indicator"]
    key, changed = view.bound(basis)
    columns[1].selectbox(
        t("table.basis"),
        basis.allowed,
        format_func=lambda b: t("filter.all") if b == "all" else t.name(book.bases[b]),
        key=key,
        on_change=changed,
    )
    key, changed = view.bound(level)
    columns[2].selectbox(
        t("filter.kind"),
        level.allowed,
        format_func=lambda v: t("filter.all") if v == "all" else t(f"level.{v}"),
        key=key,
        on_change=changed,
    )
    asked = [at[name].replace("all", EVERY) for name in ("basis", "level")]
    found = grid(facts, chosen, asked[0], asked[1]) if chosen else pd.DataFrame()
    if found.empty:
        st.html(element("p", t("recorded.none"), cls="panel-nothing"))
        return
    found = found.assign(name=[book.short(i) for i in found["region_id"]])
    named = t.name(book.bases[asked[0]]) if asked[0] else ""
    now = window()
    options = RecordedOptions(
        now.wide(0.7), round(560 * now.scale), now.scale, indicator=t.name(book.indicators[chosen]), basis=named
    )
    ids = {f"{row['region_id']}~{row['year']}": str(row["record_ids"]) for row in records(found) if row["n"]}
    cell = at.param("cell")
    keys = {joined: key for key, joined in ids.items()}
    left, right = st.columns([7, 3], gap="small")
    with left:
        figure = recorded_spec(found, book.look, t, options)
        show_chart(
            figure,
            "recorded",
            t("recorded.alt"),
            lambda joined: view.write(cell, keys.get(joined, "")),
            ids.get(view.read(cell), ""),
        )
    with right:
        inside = _used(tuple(ids.get(view.read(cell), "").split(";")), facts, book)
        show_panel(join(*inside) if inside else panel.hint(t("panel.click_cell")))
    wide = found[found["n"] > 0].groupby("name", sort=False)["year"].agg(lambda years: ", ".join(y or "?" for y in years))
    table = pd.DataFrame({t("table.region"): wide.index, t("recorded.years"): wide.to_numpy()})
    show_table(t("recorded.alt"), table, (), t, "recorded-table")
