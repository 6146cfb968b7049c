"""Counties delisted: as a chart over the years, or as a map of one year or of the latest totals, as reported."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from charts.words import figure_to_table
from data.delisted import INDICATOR, TOTAL, delisted, moments
from data.delistings import by_region
from data.load import Facts
from data.rows import records
from geo.compose import Setting, count_scene
from geo.scene import Scene
from text.dates import format_date, record_period
from ui import panel, theme, view
from ui.cards import Book, Row, observation_card
from ui.deployment import map_approval
from ui.loaders import Shapes, gazetteer, kept
from ui.mapview import show_map
from ui.markup import Markup, as_plain, element, join
from ui.national import credit
from ui.record_panel import record_panel
from ui.tables import show_table
from ui.trend_data import NATION, as_points, with_quotes
from ui.trend_view import show_delisted
from ui.words import reporter, value_text

FORM = view.Param("as", "chart", ("chart", "map"))
_YEAR = 4
#: Characters of a reporter's name on a card of the map.
_BY = 24


def show_delisting(facts: Facts, shapes: Shapes, record: str, book: Book, choose: Callable[[str], None]) -> None:
    """Draw counties delisted as a chart or as a map, with the words behind what was clicked.

    Parameters
    ----------
    record : str
        Record whose words are shown beside the chart; empty for none.
    choose : callable
        Called with the id of the record whose mark in the chart was clicked.
    """
    t = book.t
    rows = facts.observations[facts.observations["indicator_id"] == INDICATOR]
    provinces = {i for i in rows["region_id"] if i in book.regions and book.regions[i]["level"] == "province"}
    found = moments(rows, provinces)
    place = view.Param("place", "", provinces)
    form, year = st.columns([2, 8], vertical_alignment="center")
    key, changed = view.bound(FORM, clears=(place,))
    form.segmented_control(
        t("delisted.form"),
        FORM.allowed,
        key=key,
        on_change=changed,
        label_visibility="collapsed",
        required=True,
        format_func=lambda one: t("delisted.chart") if one == "chart" else t("delisted.map"),
    )
    if view.read(FORM) == "chart" or not found:
        left, right = st.columns([7, 3], gap="small")
        with left:
            show_delisted(facts, book, choose)
        with right:
            panel.show(record_panel(facts, record, book) if record else panel.hint(t("trends.hint")))
        return
    # It opens with the year of which most provinces are reported.
    of_provinces = rows[rows["region_id"].isin(provinces)]
    most = max(found[::-1], key=lambda one: delisted(of_provinces, one)["region_id"].nunique())
    when = view.Param("when", most, found)
    key, changed = view.bound(when)
    year.segmented_control(
        t("delisted.when"),
        found,
        key=key,
        on_change=changed,
        label_visibility="collapsed",
        required=True,
        format_func=lambda one: t("delisted.totals") if one == TOTAL else as_plain(format_date(one, t.lang)),
    )
    _show_map(facts, shapes, view.read(when), place, book)


def _show_map(facts: Facts, shapes: Shapes, when: str, place: view.Param, book: Book) -> None:
    t, chosen = book.t, view.read(place)
    drawn, others = delisted_by_province(facts, when, book)

    def go(kind: str, region: str) -> None:
        """A click on a prefecture stands for its province; one beside everything clears."""
        province = f"{region[:2]}0000"
        view.write(place, province if kind == "region" and province in place.allowed and province != chosen else "")

    key = ("delisted", facts.version, shapes.version, t.lang, theme.current(), map_approval(), when, chosen)
    left, right = st.columns([7, 3], gap="small")
    with left:
        show_map(kept(key, lambda: delisting_scene(drawn, facts, shapes, when, chosen, book)), "delisted", t, go)
    with right:
        panel.show(_panel(facts, when, chosen, book))
    left_out = (t("delisted.elsewhere", n=len(others)),) if len(others) else ()
    table = with_quotes(figure_to_table(as_points(drawn, book), t, "county"), facts, book)
    show_table(delisting_sentence(drawn, when, book), table, left_out, t)


def delisted_by_province(facts: Facts, when: str, book: Book) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the figures of a moment that a map of provinces draws, and the other ones.

    Parameters
    ----------
    when : str
        As :func:`data.delisted.moments` gives them.

    Returns
    -------
    drawn, others : DataFrame
        Rows of ``observations``: of provinces; of smaller places. The nation's are in neither.
    """
    rows = delisted(facts.observations, when)
    levels = rows["region_id"].map(lambda i: book.regions[i]["level"])
    return rows[levels == "province"], rows[~levels.isin(("province", "nation"))]


def delisting_scene(drawn: pd.DataFrame, facts: Facts, shapes: Shapes, when: str, chosen: str, book: Book) -> Scene:
    """Compose the map of counties delisted by province.

    Parameters
    ----------
    drawn : DataFrame
        As :func:`delisted_by_province` gives them.
    when : str
        As :func:`data.delisted.moments` gives them.
    chosen : str
        Province that is marked; empty for none.
    """
    t = book.t
    lines = _lines(drawn, when, book)
    tips: dict[str, list[str]] = {}
    for row in records(drawn):
        by = reporter(book.sources[row["source_id"]], t, bare=True)[:_BY]
        figure = t("overview.value_line", value=value_text(row, "county", t), date=record_period(row, t))
        basis = t.name(book.bases[row["basis_id"]])
        tips.setdefault(row["region_id"], []).extend((figure, t("tip.by", basis=basis, by=by)))
    bases = list(dict.fromkeys(t.name(book.bases[b]) for b in drawn["basis_id"]))
    notes = [t("delisted.note")]
    if bases:
        notes.append(t("legend.basis", bases=t("describe.comma").join(bases)))
    if len(bases) > 1:
        notes.append(t("legend.mixed"))
    setting = Setting(
        theme.look(),
        t,
        credit(shapes, t),
        t("delisted.alt", n=len(lines), when=_when(when, book)),
        title=_when(when, book),
        chosen=("region", chosen) if chosen else None,
    )
    return count_scene(drawn, lines, tips, gazetteer(facts, shapes, t.lang), setting, tuple(notes))


def _lines(drawn: pd.DataFrame, when: str, book: Book) -> dict[str, str]:
    """The line under a province's name: its figures, each once; a total with the year it was reached."""
    t = book.t
    lines: dict[str, dict[str, None]] = {}
    for row in records(drawn):
        value = value_text(row, "", t).strip()
        if when == TOTAL:
            value = t("overview.value_line", value=value, date=row["period_end"][:_YEAR])
        lines.setdefault(row["region_id"], {})[value] = None
    return {region: " / ".join(values) for region, values in lines.items()}


def _when(when: str, book: Book) -> str:
    t = book.t
    return t("delisted.title_total") if when == TOTAL else t("delisted.title_year", year=format_date(when, t.lang))


def delisting_sentence(drawn: pd.DataFrame, when: str, book: Book) -> str:
    """Say what the map of counties delisted shows; ``drawn`` as :func:`data.delisted.delisted` gives it."""
    t = book.t
    clauses = [t("describe.value", region=book.region(i), value=line) for i, line in _lines(drawn, when, book).items()]
    return t("delisted.says", title=_when(when, book), n=len(clauses), list=t("describe.semicolon").join(clauses))


def _panel(facts: Facts, when: str, chosen: str, book: Book) -> Markup:
    """The figures of the place chosen, of all moments, else those of the nation; those of the moment come first."""
    t = book.t
    region = chosen or NATION
    rows = facts.observations
    rows = rows[(rows["indicator_id"] == INDICATOR) & (rows["region_id"] == region)]
    now = set(delisted(rows, when)["observation_id"])
    first, others = rows[rows["observation_id"].isin(now)], rows[~rows["observation_id"].isin(now)]
    title = book.region(region) if region in book.regions else ""
    listed = _listed(facts, region, when, book)
    parts = [
        element("h3", title) if title else "",
        element("p", listed, cls="panel-note") if listed else "",
        panel.section(_when(when, book), _cards(records(first), book)),
    ]
    if first.empty:
        parts.append(element("p", t("delisted.nothing", title=_when(when, book)), cls="panel-nothing"))
    parts.append(panel.section(t("delisted.others"), _cards(records(others), book)))
    return join(*parts, "" if chosen else panel.hint(t("delisted.hint")))


def _listed(facts: Facts, region: str, when: str, book: Book) -> str:
    """Say how many counties of a place the lists of counties name, in the batch of a year and in all."""
    t, batches = book.t, kept(("batches", facts.version), lambda: by_region(facts.delistings, facts.regions)).get(region, {})
    if not batches:
        return ""
    total = sum(batches.values())
    if when == TOTAL:
        return t("delisted.listed", n=total)
    return t("delisted.listed_batch", year=when, n=batches.get(when, 0), total=total)


def _cards(rows: Sequence[Row], book: Book) -> list[Markup]:
    return [observation_card(row, book, with_region=False) for row in rows]
