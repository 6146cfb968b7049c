"""The pairs of a place as rows: one a prefecture or province that is helped, each pair once however many records it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.load import Facts
from data.pairings.pair import pair_id
from data.rows import Row, records
from views.book import Book
from views.parts.cards import quote_block
from views.parts.markup import Markup, element, join
from views.parts.pair_names import pair_name, start_text

_UNITS: Final = ("prefecture", "province")


@dataclass(frozen=True)
class PairLine:
    """One pair.

    Attributes
    ----------
    key : str
        As :func:`data.pairings.pair.pair_id` makes it.
    flow_id : str
        The record that stands for it on a map: the first of a pair.
    """

    key: str
    flow_id: str
    helper_id: str
    recipient_id: str


@dataclass(frozen=True)
class PairRow:
    """The pairs of one prefecture or province that is helped.

    Attributes
    ----------
    region_id : str
        The prefecture or province; what lies in none is a row of its own.
    where : str
        Name of the province it lies in, if the page is not of that province; else empty.
    pairs : tuple of PairLine
        In the order of the records.
    records : tuple of dict
        Rows of ``pairings``, all that these pairs have.
    """

    region_id: str
    name: str
    where: str
    pairs: tuple[PairLine, ...]
    records: tuple[Row, ...]


def pair_rows(pairings: pd.DataFrame, region_id: str, facts: Facts, book: Book) -> tuple[PairRow, ...]:
    """Return the pairs of a place by whom they help, in the order of the codes: a province before its prefectures.

    Parameters
    ----------
    pairings : DataFrame
        Rows of ``pairings`` that the place has part in.
    region_id : str
        The place.
    """
    level = {i: row["level"] for i, row in book.regions.items()}
    own = {*facts.hierarchy.within(region_id), *facts.hierarchy.ancestors(region_id)}
    lines: dict[str, dict[str, PairLine]] = {}
    behind: dict[str, list[Row]] = {}
    for row in records(pairings):
        helper, recipient = row["helper_id"], row["recipient_id"]
        over = facts.hierarchy.ancestors(recipient)
        unit = next((i for i in over if level.get(i) in _UNITS), recipient)
        key = pair_id(helper, recipient)
        lines.setdefault(unit, {}).setdefault(key, PairLine(key, row["pairing_id"], helper, recipient))
        behind.setdefault(unit, []).append(row)

    def where(unit: str) -> str:
        province = next((i for i in facts.hierarchy.ancestors(unit) if level.get(i) == "province"), unit)
        return "" if province == unit or own & {unit, province} else book.short(province)

    return tuple(
        PairRow(unit, book.short(unit), where(unit), tuple(lines[unit].values()), tuple(behind[unit]))
        for unit in sorted(lines)
    )


def rows_markup(rows: tuple[PairRow, ...], book: Book) -> Markup:
    """Write rows as a list; no rows give nothing.

    Returns
    -------
    Markup
        A row begins with a button; it and each pair name what they show on the map beside them (``data-region``,
        ``data-flow``; ``ui/client/page.js``). Behind the dates are the words of the records.
    """
    if not rows:
        return Markup("")
    t, pairs = book.t, sum(len(row.pairs) for row in rows)
    title = t("region.pairs", n=pairs, records=sum(len(row.records) for row in rows))
    hint = element("span", t("region.pairs_hint"), cls="pair-hint")
    items = [element("li", *_cells(row, book)) for row in rows]
    kind = "pair-rows pair-rows-far" if any(row.where for row in rows) else "pair-rows"
    return element("section", element("h2", title, " ", hint, cls="panel-title"), element("ul", *items), cls=kind)


def _cells(row: PairRow, book: Book) -> list[Markup]:
    where = element("span", row.where, cls="pair-where") if row.where else Markup("")
    light = {"type": "button", "data_region": row.region_id, "aria_pressed": "false", "title": book.t("region.light")}
    name = element("span", element("button", row.name, **light), where, cls="pair-of")
    return [name, element("p", *_partners(row, book)), _words(row, book)]


def _partners(row: PairRow, book: Book) -> list[Markup]:
    """Who helps: by itself where it helps the row's own region, else with whom it helps within."""
    by_helper: dict[str, list[PairLine]] = {}
    for line in row.pairs:
        by_helper.setdefault(line.helper_id, []).append(line)

    def link(line: PairLine, text: str) -> Markup:
        attributes = {"data_flow": line.flow_id, "data_region": line.recipient_id}
        return element("a", text, href=book.href("region", pair=line.key), target="_self", **attributes)

    items, comma = [], book.t("describe.comma")
    for helper, lines in by_helper.items():
        name = book.short(helper)
        if [line.recipient_id for line in lines] == [row.region_id]:
            items.append(element("span", link(lines[0], name), cls="pair-by"))
            continue
        links = [link(line, book.short(line.recipient_id)) for line in lines]
        listed = [part for link in links for part in (link, comma)][:-1]
        items.append(element("span", element("b", name), *listed, cls="pair-by"))
    return items


def _words(row: PairRow, book: Book) -> Markup:
    """The years in which the records begin, which open to the words of each: words that several share stand once."""
    by_words: dict[tuple[str, str], list[Row]] = {}
    for record in row.records:
        by_words.setdefault((record["source_id"], record["quote"]), []).append(record)
    t = book.t
    # The years alone: how each record gives its beginning is said with its words.
    years = sorted({record["start"][:4] for record in row.records if record["start"]})
    when = t("describe.comma").join(years) or t("region.words")
    blocks = []
    for same in by_words.values():
        programmes = t("describe.comma").join(dict.fromkeys(t.name(book.programmes[row["programme_id"]]) for row in same))
        names = t("describe.comma").join(dict.fromkeys(pair_name(row, book) for row in same))
        starts = t("describe.comma").join(dict.fromkeys(start_text(row, book) for row in same))
        head = element("h5", names, element("span", t("pairing.line", programme=programmes, when=starts), cls="fact-when"))
        blocks.append(join(head, quote_block(same[0], (), book)))
    summary = element("summary", element("span", when, cls="fact-when"))
    return element("details", summary, *blocks, cls="fact")
