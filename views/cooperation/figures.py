"""Co-operation figures: those of a task and of two sides, their names, and what charts and lists make of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

import pandas as pd

from data.figures.cooperation import ASPECTS, TASKS, Group
from data.figures.cooperation_headline import headline
from data.load import Facts
from data.rows import Row, records
from text.dates import record_period
from views.book import Book, same_thing
from views.parts.cards import cooperation_card
from views.parts.markup import Markup, element, join
from views.parts.pair_names import parties
from views.parts.words import reporter, value_text

#: What a name explains in a bracket.
_BRACKET: Final = re.compile(r" ?[(\N{FULLWIDTH LEFT PARENTHESIS}](?P<inner>.*?)[)\N{FULLWIDTH RIGHT PARENTHESIS}]")
#: Besides tasks and aspects: 携手奔小康, which the documents report on its own.
VIEWS = ("tasks", "aspects", "pairing")
#: All that the page can show.
SHOW_VALUES = (*VIEWS, "scorecard", "terms")


def dimensions(choice: str) -> tuple[str, ...]:
    """Return the dimensions of a view: the five tasks, the five aspects of assessment, or paired institutions.

    Parameters
    ----------
    choice : str
        A member of :data:`VIEWS`.
    """
    return {"tasks": TASKS, "aspects": ASPECTS}.get(choice, ("pairing",))


def dimension_name(dimension: str, book: Book) -> str:
    """Name a task or aspect in the reader's language."""
    t = book.t
    names = {
        "industry": t("dimension.industry"),
        "labour": t("dimension.labour"),
        "talent": t("dimension.talent"),
        "funds": t("dimension.funds"),
        "society": t("dimension.society"),
        "outcome": t("dimension.outcome"),
        "pairing": t("dimension.pairing"),
    }
    return names.get(dimension, dimension)


def figures_of(facts: Facts, helper: str, recipient: str) -> pd.DataFrame:
    """Return the co-operation figures of a helper, a recipient, a pair, or all.

    Parameters
    ----------
    helper, recipient : str
        Region ids; empty for any.

    Returns
    -------
    DataFrame
        Rows of ``cooperation``.
    """
    rows = facts.cooperation
    if helper:
        rows = rows[rows["helper_id"] == helper]
    if recipient:
        rows = rows[rows["recipient_id"] == recipient]
    return rows


def group_name(group: Group, book: Book) -> str:
    """Name a group of comparable figures: what is counted, and the side and period that all have in common.

    Returns
    -------
    str
        With the number of figures.
    """
    t, rows = book.t, records(group.rows)
    sides = [{row[side] for row in rows} for side in ("helper_id", "recipient_id")]
    common = [book.region(region_id) for ids in sides if len(ids) == 1 for region_id in ids if region_id]
    periods = {record_period(row, t) for row in rows}
    parts = [t.name(book.measures[group.measure_id]), *common, *(periods if len(periods) == 1 else ())]
    return t("filter.option", name=" · ".join(part for part in parts if part), n=len(rows))


def points_of(rows: pd.DataFrame, book: Book) -> pd.DataFrame:
    """Return co-operation figures as charts take them.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``cooperation``.

    Returns
    -------
    DataFrame
        ``rows`` with ``who``, ``helper``, ``recipient``, ``measure``, ``period`` and ``source`` in the reader's language.
    """
    t = book.t
    rows_of_points = [
        row
        | {
            "who": parties(row, book),
            "helper": book.region(row["helper_id"]) if row["helper_id"] else "",
            "recipient": book.region(row["recipient_id"]) if row["recipient_id"] else "",
            "measure": t.name(book.measures[row["measure_id"]]),
            "period": record_period(row, t),
            "source": reporter(book.sources[row["source_id"]], t, bare=True),
        }
        for row in records(rows)
    ]
    return pd.DataFrame(rows_of_points)


def unlike(group: Group, book: Book) -> Markup:
    """List figures that share no chart, with the reason and the words of each."""
    t = book.t
    items = [
        element(
            "li",
            t(
                "record.figure",
                what=parties(row, book),
                value=value_text(row, row["unit"], t),
                when=record_period(row, t),
                basis=reporter(book.sources[row["source_id"]], t),
            ),
            element("q", row["quote"]),
        )
        for row in records(group.rows)
    ]
    why = element("p", t("cooperation.not_charted", reason=t(group.reason)), cls="left-out")
    return join(element("h4", t.name(book.measures[group.measure_id])), why, element("ul", *items, cls="figures"))


def regions_on_side(rows: pd.DataFrame, side: str) -> Collection[str]:
    """Return the regions that occur on one side of some figures, ``rows[side]``, in the order of their codes."""
    return sorted({str(i) for i in rows[side] if i})


def lead(rows: pd.DataFrame, dimension: str, book: Book) -> tuple[str, str, str]:
    """Say the one figure that a reader wants of a task or aspect, what a bracket explains of it, and its id.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``cooperation`` of the sides that are asked for.

    Returns
    -------
    (str, str, str)
        All empty where there is none.
    """
    row = headline(rows, dimension, _tiers(book), book.regions)
    if row is None:
        return "", "", ""
    t, name = book.t, book.t.name(book.measures[row["measure_id"]])
    value, short = value_text(row, row["unit"], t), _BRACKET.sub("", name)
    line = t("cooperation.lead", value=value, when=record_period(row, t), who=parties(row, book), what=short)
    bracket = _BRACKET.search(name)
    explained = bracket["inner"] if bracket else ""
    return line, explained[:1].upper() + explained[1:], str(row["cooperation_id"])


def most(rows: Sequence[Row], book: Book) -> str:
    """Say whose figure is the largest of some that compare, of two both; empty where none is, or there are fewer.

    Parameters
    ----------
    rows : sequence of mapping
        Rows of ``cooperation``, of one measure; bounds, since they may be passed by others, leave it open.
    """
    if len(rows) < 2 or len({row["measure_id"] for row in rows}) > 1 or any(row["bound"] != "=" for row in rows):
        return ""
    first, second = sorted(rows, key=lambda row: -row["value"])[:2]
    if first["value"] == second["value"]:
        return ""
    sides, amounts = parties(first, book, short=True), [value_text(row, row["unit"], book.t) for row in (first, second)]
    # Of two there is no "most": both are said.
    if len(rows) == 2 and same_thing(first) == same_thing(second):
        return book.t("cooperation.differ", who=sides, first=amounts[0], second=amounts[1])
    texts = [
        book.t("amount.line", who=parties(row, book, short=True), amount=amount)
        for row, amount in zip((first, second), amounts, strict=True)
    ]
    if len(rows) == 2:
        return book.t("cooperation.two", first=texts[0], second=texts[1])
    return book.t("cooperation.most", n=len(rows), line=texts[0])


def headlines(rows: pd.DataFrame, dimensions: Sequence[str], book: Book) -> Markup:
    """Show the one figure that a reader wants of each task or aspect, large, with its words; empty where there is none.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``cooperation`` of the sides that are asked for.
    dimensions : sequence of str
        Tasks or aspects.
    """
    tiers = _tiers(book)
    reports = [(dimension, headline(rows, dimension, tiers, book.regions)) for dimension in dimensions]
    cards = [
        element("section", element("h4", dimension_name(dimension, book)), cooperation_card(row, book, big=True))
        for dimension, row in reports
        if row is not None
    ]
    return element("div", *cards, cls="task-figures") if cards else Markup("")


def _tiers(book: Book) -> dict[str, str]:
    return {source_id: str(source["tier"]) for source_id, source in book.sources.items()}
