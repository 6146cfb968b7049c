"""The national map of money: lines as wide as what is reported of each pair, in one measure and one year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.figures.amounts import Amounts, comparable_amounts
from data.load import Facts
from data.pairings.arrangements import in_force
from data.pairings.pair import pair_id
from data.rows import Row, records
from geo.compose.pairs import amount_scene
from geo.compose.scenes import Setting
from geo.scene import Scene
from text.quantity import quantity
from views.book import Book
from views.loaders import Shapes, gazetteer, pairs
from views.memo import memoized
from views.overview.national import credit, curves_between, landing
from views.parts.cards import cooperation_card
from views.parts.markup import Markup, element, join
from views.parts.pair_names import pair_name, parties
from views.parts.words import publisher_of, reporter, title_of, value_text

#: The programme whose lists say which pairs there were, and the unit of all figures here.
_PROGRAMME: Final = "east_west"
_UNIT: Final = "yuan"
#: So many amounts are said one by one above the map.
_FEW: Final = 3


@dataclass(frozen=True)
class AmountMap:
    """The map of a measure and year.

    Attributes
    ----------
    said : Amounts or None
        What is reported; None where nothing is that can be compared.
    lines : DataFrame
        Columns ``flow_id, helper_id, recipient_id``: the pairs in force at the end of the year, each once, and those that
        have a figure besides.
    unplaced : tuple of str
        Ids of lines that could not be drawn.
    """

    scene: Scene
    said: Amounts | None
    lines: pd.DataFrame
    unplaced: tuple[str, ...]

    @property
    def without(self) -> int:
        """How many of the lines have no figure."""
        return len(self.lines) - (len(self.said.pairs) if self.said else 0)


def amounts_of(facts: Facts) -> list[Amounts]:
    """Return the measures and years of which pairs can be compared by money; as :func:`comparable_amounts`."""
    return memoized("amounts", lambda: comparable_amounts(facts.cooperation), facts)


def amount_map(facts: Facts, shapes: Shapes, key: str, chosen: tuple[str, str] | None, book: Book) -> AmountMap:
    """Compute the map of a measure and year.

    Parameters
    ----------
    key : str
        ``measure~year``, of :func:`amounts_of`; any other gives the pairs of the overview, all without a figure.
    chosen : (kind, id) or None
    """
    return memoized("amount_map", lambda: _amount_map(facts, shapes, key, chosen, book), facts, shapes, book, key, chosen)


def _amount_map(facts: Facts, shapes: Shapes, key: str, chosen: tuple[str, str] | None, book: Book) -> AmountMap:
    said = next((one for one in amounts_of(facts) if one.key == key), None)
    t, places = book.t, gazetteer(facts, shapes, book.t.lang)
    lines = _lines(facts, said)
    curves, unplaced = curves_between(lines, facts, shapes)
    ids = dict(zip(zip(lines["helper_id"], lines["recipient_id"], strict=True), lines["flow_id"], strict=True))
    rows = said.pairs if said else {}
    title = amount_name(said, book) if said else t("legend.roles")
    alt = t("map.alt_amounts", n=len(lines), known=len(rows))
    drawn = {ids[pair]: row for pair, row in rows.items() if ids[pair] not in unplaced}
    said_of = {flow_id: (row, value_text(row, _UNIT, t)) for flow_id, row in drawn.items()}
    scene = amount_scene(
        lines,
        curves,
        {flow_id: float(row["value"]) for flow_id, row in drawn.items()},
        {
            flow_id: t("amount.beside", who=pair_name(row, book, short=True), amount=amount)
            for flow_id, (row, amount) in said_of.items()
        },
        {flow_id: amount for flow_id, (_, amount) in said_of.items()},
        places,
        Setting(book.look, t, credit(shapes, t), alt, title=title, chosen=chosen),
        lambda value: quantity(value, _UNIT, "=", t),
        len(said.apart) if said else 0,
    )
    return AmountMap(scene, said, lines, tuple(unplaced))


def _lines(facts: Facts, said: Amounts | None) -> pd.DataFrame:
    if said is None:
        rows = landing(facts)
    else:
        rows = in_force(facts.pairings, facts.arrangements, str(said.year), [_PROGRAMME], sources=facts.sources)
    lines = rows.rename(columns={"pairing_id": "flow_id"})[["flow_id", "helper_id", "recipient_id"]]
    known = set(zip(lines["helper_id"], lines["recipient_id"], strict=True))
    more = [
        {"flow_id": pairs(facts).get(pair_id(*pair)) or row["cooperation_id"], "helper_id": pair[0], "recipient_id": pair[1]}
        for pair, row in ({pair: some[0] for pair, some in said.differing.items()} | said.pairs if said else {}).items()
        if pair not in known
    ]
    return pd.concat([lines, pd.DataFrame(more, columns=lines.columns)]).drop_duplicates(["helper_id", "recipient_id"])


def amount_name(said: Amounts, book: Book) -> str:
    """Name a measure and its year in the reader's language."""
    return book.t("amount.name", measure=book.t.name(book.measures[said.measure_id]), year=said.year)


def amount_option(key: str, book: Book, facts: Facts) -> str:
    """Name one of :func:`amounts_of` by its key, with how many pairs have a figure."""
    said = next(one for one in amounts_of(facts) if one.key == key)
    return book.t("amount.option", name=amount_name(said, book), n=len(said.pairs))


def amount_finding(amounts: AmountMap, book: Book) -> str:
    """Say the amounts where they are few, else how many lines have one, what these come to, and how many have none."""
    t = book.t
    if not _says_each(amounts):
        return _counted(amounts, book)
    each = (
        t("amount.line", who=pair_name(row, book, short=True), amount=value_text(row, _UNIT, t)) for row in _sorted(amounts)
    )
    return t("describe.semicolon").join(each)


def amount_qualifier(amounts: AmountMap, book: Book) -> str:
    """Say of how many lines the amounts are that :func:`amount_finding` names; empty where it counts them itself."""
    return _counted(amounts, book) if _says_each(amounts) else ""


def _says_each(amounts: AmountMap) -> bool:
    return amounts.said is not None and 0 < len(amounts.said.pairs) <= _FEW


def _counted(amounts: AmountMap, book: Book) -> str:
    t, said = book.t, amounts.said
    if said is None:
        return t("amount.none")
    value, bound = said.total
    total = quantity(value, _UNIT, bound, t)
    return t(
        "amount.says", year=said.year, n=len(amounts.lines), known=len(said.pairs), total=total, without=amounts.without
    )


def amount_description(amounts: AmountMap, book: Book) -> str:
    """Say every amount that the map shows, for those who do not see it."""
    t = book.t
    lines = [t("amount.line", who=parties(row, book), amount=value_text(row, _UNIT, t)) for row in _sorted(amounts)]
    return " ".join((_counted(amounts, book), t("describe.semicolon").join(lines)))


def amount_rows(amounts: AmountMap) -> tuple[Row, ...]:
    """Return all figures of a map: those of pairs, the largest first, those that differ, sums over many pairs."""
    if amounts.said is None:
        return ()
    return (*_sorted(amounts), *(row for some in amounts.said.differing.values() for row in some), *amounts.said.apart)


def _sorted(amounts: AmountMap) -> list[Row]:
    return sorted(amounts.said.pairs.values(), key=lambda row: -row["value"]) if amounts.said else []


def amount_left_out(amounts: AmountMap, book: Book) -> tuple[str, ...]:
    """Name the sums over many pairs, the pairs whose sources differ, and the lines that have no place on the map."""
    t, said, notes = book.t, amounts.said, list[str]()
    if said and said.apart:
        notes.append(t("amount.apart", n=len(said.apart), figures=_told(said.apart, book)))
    for some in said.differing.values() if said else ():
        notes.append(t("amount.differing", figures=_told(some, book)))
    if amounts.unplaced:
        lost = records(amounts.lines[amounts.lines["flow_id"].isin(amounts.unplaced)])
        names = t("describe.comma").join(pair_name(row, book, short=True) for row in lost)
        notes.append(t("overview.unplaced", n=len(lost), names=names))
    return tuple(notes)


def _told(rows: Iterable[Row], book: Book) -> str:
    t = book.t
    return t("describe.semicolon").join(
        t("amount.line", who=parties(row, book), amount=value_text(row, _UNIT, t)) for row in rows
    )


def amount_panel(amounts: AmountMap, book: Book) -> Markup:
    """List helper, recipient, amount and source of what the map shows, then each figure with its words."""
    t, not_drawn = book.t, amount_remarks(amounts, book)
    if amounts.said is None:
        return element("p", t("amount.none"), cls="panel-nothing")
    heads = (t("table.helper"), t("table.recipient"), t("amount.amount"), t("amount.source"))
    body = [
        element(
            "tr",
            *(element("td", cell) for cell in (book.short(row["helper_id"]), book.short(row["recipient_id"]))),
            element("td", value_text(row, _UNIT, t), cls="amount"),
            element("td", _source(row, book)),
        )
        for row in _sorted(amounts)
    ]
    table = element(
        "table", element("thead", element("tr", *(element("th", h, scope="col") for h in heads))), element("tbody", *body)
    )
    return join(
        element("h2", amount_name(amounts.said, book), cls="panel-title"),
        element("div", table, cls="table-room amounts"),
        element("h3", t("amount.words"), cls="panel-said"),
        *(cooperation_card(row, book, remark=not_drawn.get(row["cooperation_id"], "")) for row in amount_rows(amounts)),
    )


def amount_remarks(amounts: AmountMap, book: Book) -> dict[str, str]:
    """Say by its id why a figure of :func:`amount_rows` is neither drawn nor counted."""
    t, said = book.t, amounts.said
    if said is None:
        return {}
    differing = {row["cooperation_id"]: t("amount.not_drawn_differing") for rows in said.differing.values() for row in rows}
    return differing | {row["cooperation_id"]: t("amount.not_drawn_sum") for row in said.apart}


def _source(row: Row, book: Book) -> str:
    source = book.sources[row["source_id"]]
    return publisher_of(source, book.t) or title_of(source, book.t)


def amount_table(amounts: AmountMap, book: Book) -> pd.DataFrame:
    """Return every line with its amount, and the figures that no line stands for; headings in the reader's language.

    Returns
    -------
    DataFrame
        A row a figure, the largest first, then the lines without one.
    """
    t, said = book.t, amounts.said
    how = amount_remarks(amounts, book) | {row["cooperation_id"]: t("amount.drawn") for row in _sorted(amounts)}
    rows = [
        (
            *(book.region(row[side]) for side in ("helper_id", "recipient_id")),
            value_text(row, _UNIT, t),
            how[row["cooperation_id"]],
            reporter(book.sources[row["source_id"]], t),
            row["quote"],
        )
        for row in amount_rows(amounts)
    ]
    with_figures = {*(said.pairs if said else ()), *(said.differing if said else ())}
    rows += [
        (book.region(row["helper_id"]), book.region(row["recipient_id"]), "", t("amount.unknown"), "", "")
        for row in records(amounts.lines)
        if (row["helper_id"], row["recipient_id"]) not in with_figures
    ]
    heads = ("table.helper", "table.recipient", "amount.amount", "amount.how", "table.reported", "table.quote")
    return pd.DataFrame(rows, columns=[t(head) for head in heads])
