"""The coverage check: a rule, what the recorded pairings support of it, and what they don't."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.coverage import Rule, coverage, rules
from data.load import Facts
from data.rows import records
from geo.compose import Setting
from geo.compose_pairs import coverage_scene
from text.catalogue import Catalogue
from ui import theme, view
from ui.cards import Book, quote_block
from ui.links import href
from ui.loaders import Shapes, gazetteer
from ui.mapview import show_map
from ui.markup import Markup, element, join
from ui.national import credit, curves_of
from ui.tables import show_table


def show_coverage(pairings: pd.DataFrame, facts: Facts, shapes: Shapes, book: Book) -> None:
    """Draw the coverage check over the pairings selected.

    Parameters
    ----------
    pairings : DataFrame
        The pairings that count.
    """
    t = book.t
    found = {rule.rule_id: rule for rule in rules(facts)}
    if not found:
        st.html(element("p", t("coverage.no_rules"), cls="panel-nothing"))
        return
    param = view.Param("rule", next(iter(found)), set(found))
    key, changed = view.bound(param)
    names = {i: rule_name(rule, book) for i, rule in found.items()}
    st.selectbox(t("coverage.rule"), list(found), format_func=lambda i: names[i], key=key, on_change=changed)
    rule = found[view.read(param)]
    result = coverage(rule, pairings, facts.regions, facts.area_members)
    statuses = {row["region_id"]: row["status"] for row in records(result)}
    shaped = {i: str(book.regions[i]["level"]) for i in shapes.places if i in book.regions}
    direct = pairings[pairings["pairing_id"].isin({i for ids in result["pairing_ids"] for i in ids})]
    direct = direct[direct["recipient_id"].isin(statuses)]
    setting = Setting(
        theme.look(), t, credit(shapes, t), t("coverage.alt", name=rule_name(rule, book)), title=rule_name(rule, book)
    )
    left, right = st.columns([7, 3], gap="small")
    with left:
        notes = (t("coverage.note"),)
        places = gazetteer(facts, shapes, t.lang)
        scene = coverage_scene(statuses, curves_of(direct, facts, shapes), places, setting, notes, shaped)
        show_map(scene, "coverage", t, _ignore)
    with right, st.container(key="panel"):
        said = {"quote": rule.quote, "source_id": rule.source_id}
        head = join(element("h3", rule_name(rule, book)), _summary(statuses, book), quote_block(said, (), book))
        st.html(element("div", head, *_lists(result, facts, book), cls="panel fact"))
    show_table(rule_name(rule, book), coverage_table(result, facts, book), (), t)


def status_names(t: Catalogue) -> dict[str, str]:
    """Name the ways in which a place may be covered."""
    return {
        "direct": t("coverage.direct"),
        "through_province": t("coverage.through_province"),
        "through_area": t("coverage.through_area"),
        "none": t("coverage.none"),
    }


def coverage_table(result: pd.DataFrame, facts: Facts, book: Book) -> pd.DataFrame:
    """Return every place of a rule with how it is covered and by which pairs, in the reader's language.

    Parameters
    ----------
    result : DataFrame
        As :func:`data.coverage.coverage` gives it.

    Returns
    -------
    DataFrame
        Three columns: place, status, pairs.
    """
    t, titles = book.t, status_names(book.t)
    pairs = {row["pairing_id"]: row for row in records(facts.pairings)}
    heads = (t("table.region"), t("slide.status"), t("slide.pairings"))
    rows = [
        (
            book.region(row["region_id"]),
            titles[row["status"]],
            t("describe.semicolon").join(
                dict.fromkeys(
                    t("tip.pair", helper=book.region(one["helper_id"]), recipient=book.region(one["recipient_id"]))
                    for one in (pairs[i] for i in row["pairing_ids"])
                )
            ),
        )
        for row in records(result)
    ]
    return pd.DataFrame(rows, columns=list(heads))


def rule_name(rule: Rule, book: Book) -> str:
    """Name a rule in the reader's language."""
    fields = {name: book.region(value) for name, value in rule.fields.items()}
    return book.t(rule.name_key, **fields)


def _ignore(_kind: str, _chosen: str) -> None:
    """The lists beside the map lead on."""


def _summary(statuses: dict[str, str], book: Book) -> Markup:
    count = {status: sum(1 for s in statuses.values() if s == status) for status in set(statuses.values())}
    return element(
        "p",
        book.t(
            "coverage.summary",
            n=len(statuses),
            direct=count.get("direct", 0),
            through=count.get("through_province", 0),
            area=count.get("through_area", 0),
            none=count.get("none", 0),
        ),
        cls="panel-where",
    )


def _lists(result: pd.DataFrame, facts: Facts, book: Book) -> list[Markup]:
    t = book.t
    # What is not covered comes first: it is what the check was asked for.
    titles = dict(sorted(status_names(t).items(), key=lambda one: one[0] != "none"))
    pairs = {row["pairing_id"]: row for row in records(facts.pairings)}
    parts = []
    for status, title in titles.items():
        rows = [row for row in records(result) if row["status"] == status]
        if not rows:
            continue
        items = []
        for row in rows:
            # Two records of one pair, such as of two arrangements, lead to the same page.
            ways = {(pairs[i]["helper_id"], pairs[i]["recipient_id"]): pairs[i] for i in row["pairing_ids"]}
            links = [part for one in ways.values() for part in (t("describe.semicolon"), _pair_link(one, book))][1:]
            part = element("small", t("coverage.parts")) if row["part_ids"] and status == "none" else ""
            items.append(element("li", book.region(row["region_id"]), " " if links or part else "", *links, part))
        parts.append(join(element("h4", t("coverage.list", title=title, n=len(rows))), element("ul", *items)))
    return parts


def _pair_link(row: dict[str, str], book: Book) -> Markup:
    text = book.t("coverage.by", helper=book.region(row["helper_id"]), recipient=book.region(row["recipient_id"]))
    return element("a", text, href=href("region", pair=f"{row['helper_id']}-{row['recipient_id']}"), target="_self")
