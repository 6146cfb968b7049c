"""A document with all its quotes: the figures highlighted, and under each quote what the atlas records from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from data.evidence.dossier import Passage, counts, passages
from data.evidence.highlight import Span, figures_in
from data.load import Facts
from data.rows import Row
from text.catalogue import Catalogue
from text.dates import format_date, record_period
from views.book import Book
from views.parts.delisting_card import area_name
from views.parts.markup import Markup, element, join, marked
from views.parts.pair_names import parties
from views.parts.words import measure_text, publisher_of, size_text, translated_title, value_text


def document(facts: Facts, source_id: str, book: Book, record_id: str = "") -> Markup:
    """Show one document.

    Parameters
    ----------
    record_id : str
        Record to point out; its passage is marked.
    """
    t, source = book.t, book.sources[source_id]
    translated = translated_title(source, t)
    subtitle = element("p", t("document.translated", title=translated), cls="panel-where") if translated else ""
    note = source["note"] if t.lang == "zh" else source["note_en"]
    rows = [
        (t("document.publisher"), publisher_of(source, t) or _unknown(source, t)),
        (t("document.published"), _published(source, t)),
        (t("card.tier"), t(f"tier.{source['tier']}")),
        (t("document.kind"), t(f"source_kind.{source['kind']}")),
        (t("document.url"), _address(source, t)),
        (t("document.records"), summary(facts, source_id, book)),
        (t("document.note"), note),
    ]
    facts_list = element(
        "dl", *(join(element("dt", name), element("dd", value)) for name, value in rows if value), cls="document-facts"
    )
    quotes = [_passage(passage, book, record_id) for passage in passages(facts, source_id)]
    stated = element("p", t("document.title_given"), cls="panel-where") if source["title_from"] else ""
    head = join(element("h2", source["title"]), stated, subtitle, facts_list)
    return element("article", head, *quotes, cls="document", id=f"s-{source_id}")


def _published(source: Row, t: Catalogue) -> str:
    date = format_date(source["published"], t.lang)
    if not date:
        return _unknown(source, t)
    origin = source["published_from"]
    return t(f"document.dated_by_{origin}", date=date) if origin in ("address", "title") else date


def _unknown(source: Row, t: Catalogue) -> str:
    """Only a document that is held has been read whole: of the others one knows what was noted when they were found."""
    return t("document.not_printed") if source["document"] else t("document.not_recorded")


def _address(source: Row, t: Catalogue) -> str:
    if source["url"] or source["tier"] == "core":
        return str(source["url"])
    return t("document.no_address")


def summary(facts: Facts, source_id: str, book: Book) -> str:
    """Count what rests on a document, in words; empty where nothing does."""
    t = book.t
    return t("describe.comma").join(t(f"document.n_{table}", n=n) for table, n in counts(facts, source_id).items())


def record_text(table: str, row: dict[str, Any], book: Book) -> str:
    """Say a record in one line.

    Parameters
    ----------
    table : str
        Table name.
    row : dict
        The row.
    """
    t = book.t
    if table == "arrangements":
        return t("record.line", what=t.name(row), detail=format_date(row["date"], t.lang))
    if table == "pairings":
        pair = t("tip.pair", helper=book.region(row["helper_id"]), recipient=book.region(row["recipient_id"]))
        return t("record.line", what=pair, detail=t.name(book.programmes[row["programme_id"]]))
    if table == "observations":
        indicator = book.indicators[row["indicator_id"]]
        subject = t("figure.of_region", region=book.region(row["region_id"]), indicator=t.name(indicator))
        value = value_text(row, indicator["unit"], t)
        when = record_period(row, t)
        if row["status"] != "reported":
            when = t(f"status.{row['status']}", period=when)
        return t("record.figure", what=subject, value=value, when=when, basis=t.name(book.bases[row["basis_id"]]))
    if table == "cooperation":
        subject = t(
            "figure.of_region", region=parties(row, book), indicator=measure_text(book.measures[row["measure_id"]], t)
        )
        return t(
            "record.figure",
            what=subject,
            value=value_text(row, row["unit"], t),
            when=record_period(row, t),
            basis=t(f"dimension.{row['dimension']}"),
        )
    if table == "events":
        return t("record.line", what=row[f"title_{t.lang}"], detail=format_date(row["date"], t.lang))
    if table == "terms":
        return t("record.line", what=t.name(row), detail=row[f"definition_{t.lang}"])
    if table == "outlines":
        return t("record.outline", area=book.region(row["area_id"]), area_km2=size_text(row["outline"], t.lang))
    return t("record.member", region=book.region(row["region_id"]), area=book.region(row["area_id"]))


def _delisted(passage: Passage, book: Book) -> Iterator[str]:
    """Say what a quote says of counties that left the list: a line for all of whom it says the same."""
    t = book.t
    counties: dict[str, dict[str, None]] = {}
    for row in (row for table, row in passage.records if table == "delistings"):
        counties.setdefault(_delisting_text(row, book), {})[book.region(row["region_id"])] = None
    for what, names in counties.items():
        yield t("record.delisted", what=what, n=len(names), counties=t("describe.comma").join(names))


def _delisting_text(row: Row, book: Book) -> str:
    t = book.t
    if row["part"] == "date_":
        return t("record.delisted_on", date=format_date(row["date"], t.lang))
    if row["part"] == "area_":
        return t("record.line", what=t("delisting.area"), detail=area_name(row["area"], book))
    if not row["part"] and row["batch"] not in row["quote"]:
        # Of which batch they are the list says, in words of its own.
        return t("record.delisting_proposed" if row["basis"] == "proposal" else "record.delisting_announced")
    return t("delisting.batch" if row["status"] == "stated" else "delisting.conflict", batch=row["batch"])


def _passage(passage: Passage, book: Book, record_id: str) -> Markup:
    figures: tuple[Span, ...] = ()
    items, is_here = [], False
    for table, row in passage.records:
        key = row[next(iter(row))]  # the first column of every table names the record
        is_here = is_here or key == record_id
        if table == "delistings":
            continue
        mark = f"{key}-{row['region_id']}" if table == "area_members" else key  # an area stands here once a member
        items.append(element("li", record_text(table, row, book), id=f"r-{mark}"))
        if "value" in row:
            unit = row["unit"] if table == "cooperation" else book.indicators[row["indicator_id"]]["unit"]
            figures += figures_in(row["quote"], row["value"], unit)
    return element(
        "section",
        element("blockquote", marked(passage.quote, figures), lang="zh"),
        element("ul", *items, *(element("li", text) for text in _delisted(passage, book))),
        cls="passage passage-here" if is_here else "passage",
    )
