"""What stands below the head of each page: the elements of ``pages/`` in their order, from the same view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from data.pairings.arrangements import choices
from data.pairings.comparison import comparable
from data.pairings.coverage import rules
from data.rows import records
from ui import unverified
from ui.first.opened import Body, Opened
from ui.first.parts import MAP, block, columns, html, search, select, switch
from ui.first.tables import cooperation, sources
from ui.overview.panels import leads_on, small_maps
from ui.pairings.controls import FILTER_SHARES, filters_of
from views.by_page import VIEWS
from views.overview.amounts import amount_option
from views.overview.by_year import series_name
from views.overview.helpers import Helper, helpers, is_below
from views.pairings.comparison import option_name
from views.pairings.coverage import rule_name
from views.params import UNVERIFIED
from views.parts.markup import Markup, answered_head, element, named_head
from views.parts.panel import headline_cards
from views.region.view import PlaceView
from views.view import View


def body(opened: Opened) -> Body | None:
    """Return the body of a page.

    Returns
    -------
    Body or None
        None where the page stands on something that only the living page knows, such as the room of its charts.
    """
    make = _BODIES.get(opened.at.page)
    page_view = VIEWS[opened.at.page](opened.at, opened.facts, opened.shapes, opened.book) if make else None
    return make(opened, page_view) if make and page_view else None


def _overview(opened: Opened, page_view: View) -> Body | None:
    at, t = opened.at, opened.book.t
    fill = at.param("fill")
    names = {value: t(f"overview.fill_{value}") for value in fill.allowed}
    head = columns(
        (5, 2.1, 2.4),
        html(answered_head(page_view.title, page_view.finding, page_view.qualifier)),
        switch(fill, names, at["fill"], opened.origin),
        search(t("search.placeholder")),
        center=True,
    )
    listed = helpers(page_view.pairings, opened.facts, opened.shapes, opened.book) if at["fill"] == "role" else ()
    below, rows = is_below(at["region"], bool(page_view.chosen), listed), [_helpers(opened, listed)] if listed else []
    beside = [_overview_control(opened, page_view), *([] if below else rows)]
    if page_view.chosen:
        beside.append(_link(t("panel.back"), data_kind="region"))
    beside.append(_panel(page_view.panel))
    if at["region"]:
        beside += _left_out(opened, [at["region"]])
    beside += rows if below else []
    if page_view.scene is None:
        return _small_maps(opened, page_view, head, block(*beside))
    return Body(_with_map(head, "national", (7, 3), beside), page_view.scene)


def _small_maps(opened: Opened, page_view: View, head: Markup, beside: Markup) -> Body | None:
    """As :mod:`ui.overview.panels` draws them, for a window of which is known how large it is."""
    at, book = opened.at, opened.book
    found = opened.window and small_maps(page_view, at, opened.facts, opened.shapes, book, opened.window, target="_parent")
    if not found:
        return None
    boxes = []
    for n, (panel, picture) in enumerate(zip(page_view.panels, found.pictures, strict=True)):
        href = book.href("overview", region=panel.region_id) if leads_on(at) else ""
        button = element("div", element("button", element("p", panel.title), type="button", data_href=href), cls="stButton")
        title = element("div", button, cls="stElementContainer")
        note = html(element("p", panel.text, cls="panel-note")) if panel.text else ""
        heading = title if href else html(element("h2", panel.title, cls="panel-title"))
        boxes.append(block(heading, html(picture), note, key=f"panel-map-{n}"))
    drawn = block(block(*boxes, key=found.key), html(found.foot))
    return Body(block(head, drawn) if leads_on(at) else block(head, columns((7, 3), drawn, beside)))


def _left_out(opened: Opened, region_ids: Sequence[str]) -> list[Markup]:
    """As :func:`ui.unverified.note` says it."""
    n = 0 if UNVERIFIED.name in opened.origin.query else unverified.left_out_about(region_ids)
    return [html(element("p", opened.book.t("unverified.of_place", n=n), cls="counted"))] if n else []


def _overview_control(opened: Opened, page_view: View) -> Markup:
    at, book, t = opened.at, opened.book, opened.book.t
    if at["fill"] == "money" and at.param("money").allowed:
        return select(t("amount.choose"), amount_option(at["money"], book, opened.facts), at.param("money"))
    if at["fill"] != "rate":
        return Markup("")
    first = select(t("time.series"), series_name(at["series"], book), at.param("series"))
    years, compare = list(at.param("compare").allowed), at.param("compare")
    if len(years) == 1:
        return block(first, html(element("p", t("years.only_year", year=years[0]), cls="panel-note")))
    if len(years) < 2:
        return first
    named = {year: t("years.year", year=year) for year in years}
    if not page_view.panels:
        return block(first, select(t("years.with"), named.get(at["compare"], t("years.none")), compare))
    drawn = [panel.said for panel in page_view.panels]
    one = next((year for year in years if named[year] in drawn and year != at["compare"]), page_view.period)
    other = select(t("years.with"), named.get(at["compare"], ""), compare)
    this = select(t("years.first"), t("years.year", year=one), at.param("when"))
    return block(first, columns((1, 1), other, this))


def _helpers(opened: Opened, listed: Sequence[Helper]) -> Markup:
    at, t = opened.at, opened.book.t
    rows = (
        element(
            "button",
            element("p", element("strong", row.name), " ", row.text),
            type="button",
            kind="secondary" if row.region_id == at["region"] else "tertiary",
            data_kind="region",
            data_id="" if row.region_id == at["region"] else row.region_id,
        )
        for row in listed
    )
    title = html(element("h2", t("overview.helpers"), cls="panel-title"))
    boxes = (element("div", element("div", row, cls="stButton"), cls="stElementContainer") for row in rows)
    return block(title, *boxes, key="helpers")


def _pairings(opened: Opened, page_view: View) -> Body:
    at, facts, book, t = opened.at, opened.facts, opened.book, opened.book.t
    show = at.param("show")
    names = {value: t(f"pairings.show_{value}") for value in show.allowed}
    title = html(answered_head(page_view.title, page_view.finding, page_view.qualifier))
    head = [columns((5, 5), title, switch(show, names, at["show"], opened.origin), center=True)]
    if at["show"] == "compare":
        head += _arrangements(opened)
    else:
        boxes = (select(each.label, each.name(at[each.param.name]), each.param) for each in filters_of(at, facts, book))
        head.append(block(columns(FILTER_SHARES, *boxes), key="filters"))
    if at["show"] == "table":  # it has a map for its slide alone
        return Body(block(*head))
    covers = at["show"] == "coverage"
    if covers:
        named = {rule.rule_id: rule_name(rule, book) for rule in rules(facts)}
        head += [select(t("coverage.rule"), named[at["rule"]], at.param("rule"))] if named else []
    beside = []
    if page_view.chosen and at["show"] != "compare":
        words = t("pairings.open_pair") if at["pair"] else t("pairings.open_region")
        to = {"pair": at["pair"]} if at["pair"] else {"region": at["region"]}
        beside.append(_link(words, data_href=book.href("region", **to)))
    beside.append(_panel(page_view.panel))
    if page_view.scene is None:  # a chart stands there, which is laid out by what draws it
        nothing = html(element("p", t("describe.no_pairings"), cls="panel-nothing"))
        return Body(block(*head, columns((7, 3), Markup(""), block(*beside)) if page_view.charts else nothing))
    return Body(_with_map(block(*head), "coverage" if covers else "pairings", (7, 3), beside), page_view.scene)


def _arrangements(opened: Opened) -> list[Markup]:
    """As :func:`ui.pairings.controls.arrangements` draws their choice."""
    at, book = opened.at, opened.book
    if comparable(choices(opened.facts)) is None:
        return []
    by_id = {row["arrangement_id"]: row for row in records(choices(opened.facts))}
    labels = {"before": book.t("compare.before"), "after": book.t("compare.after")}
    boxes = (select(label, option_name(by_id[at[name]], book), at.param(name)) for name, label in labels.items())
    return [block(columns((1, 1), *boxes), key="filters")]


def _region(opened: Opened, page_view: View) -> Body | None:
    book, t = opened.book, opened.book.t
    if not isinstance(page_view, PlaceView) or page_view.scene is None:
        return None
    title = html(named_head(page_view.title, page_view.finding, page_view.under(t)))
    head = [columns((7, 2.6), title, search(t("search.placeholder")), center=True)]
    head += _left_out(opened, page_view.sides)
    leading = html(element("div", headline_cards(page_view.leads, book), cls="headline"))
    standing = block(_map("place"), key="place-pair" if page_view.pair else "place-standing")
    row = columns((6, 4) if page_view.pair else (7, 3), standing, block(leading, key="leading"))
    return Body(block(*head, row), page_view.scene)


def _trends(opened: Opened, page_view: View) -> Body | None:
    at, t = opened.at, opened.book.t
    show, form, outline = (at.param(name) for name in ("show", "as", "outline"))
    names = {value: t(f"trends.show_{value}") for value in show.allowed}
    title = html(answered_head(page_view.title, page_view.finding, page_view.qualifier))
    head = [columns((5, 5), title, switch(show, names, at["show"], opened.origin, (at.param("record"),)), center=True)]
    if at["show"] != "delisted":
        return Body(block(*head))
    forms = {value: t("delisted.chart") if value == "chart" else t("delisted.map") for value in form.allowed}
    form_switch = switch(form, forms, at["as"], opened.origin, (at.param("place"),))
    if page_view.scene is None:
        return Body(block(*head, columns((3, 7), form_switch, Markup(""), center=True)))
    outline_switch = switch(
        outline, {value: t(f"delisted.outline_{value}") for value in outline.allowed}, at["outline"], opened.origin
    )
    head.append(columns((3, 7), form_switch, outline_switch, center=True))
    beside = [] if at["place"] else [_panel(page_view.panel)]
    return Body(_with_map(block(*head), "delisted", (7, 3), beside), page_view.scene)


_BODIES: Final[Mapping[str, Callable[[Opened, View], Body | None]]] = {
    "overview": _overview,
    "pairings": _pairings,
    "region": _region,
    "trends": _trends,
    "cooperation": cooperation,
    "sources": sources,
}


def _with_map(head: Markup, key: str, shares: tuple[float, float], beside: Iterable[Markup]) -> Markup:
    """A head, and below it the map with what stands beside it."""
    return block(head, columns(shares, _map(key), block(*beside)))


def _map(key: str) -> Markup:
    return block(element("div", MAP, cls="stElementContainer"), key=f"map-{key}")


def _panel(markup: Markup) -> Markup:
    return block(html(element("div", markup, cls="panel")), key="panel") if markup else Markup("")


def _link(words: str, **attributes: str) -> Markup:
    """A button that leads on, or lets go of what is chosen."""
    return element("div", element("button", words, type="button", cls="first-link", **attributes), cls="stElementContainer")
