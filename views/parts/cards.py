"""Fact cards: a figure that opens to the words it came from. Plain HTML, so opening one asks no server."""

from __future__ import annotations

from data.evidence.highlight import Span, figures_in
from data.rows import Row
from text.dates import format_date, record_period
from views.book import Book
from views.parts.markup import Markup, element, join, marked
from views.parts.pair_names import parties, start_text
from views.parts.words import measure_text, reporter, title_of, value_text


def observation_card(row: Row, book: Book, *, big: bool = False, with_region: bool = True, is_open: bool = False) -> Markup:
    """Make the card of an observation.

    Parameters
    ----------
    row : mapping
        A row of ``observations``.
    big : bool
        Headline size.
    with_region : bool
        Name the region in the label.
    is_open : bool
        Show the quote at once.
    """
    t, indicator = book.t, book.indicators[row["indicator_id"]]
    unit = indicator["unit"]
    label = t.name(indicator)
    if with_region:
        region = book.short(row["region_id"]) if big else book.region(row["region_id"])
        label = t("figure.of_region", region=region, indicator=label)
    when = record_period(row, t)
    if row["status"] != "reported":
        when = t(f"status.{row['status']}", period=when)
    parts = (value_text(row, unit, t), label, when)
    extra = ((t("card.basis"), t.name(book.bases[row["basis_id"]])), *_other_reports(row, unit, book))
    return _card(row["observation_id"], parts, row, figures_in(row["quote"], row["value"], unit), book, extra, big, is_open)


def change_card(start: Row, end: Row, book: Book) -> Markup:
    """Make the headline card of a reported change: both end points of one period.

    Parameters
    ----------
    start, end : mapping
        Rows of ``observations`` that share region, indicator, period and source.
    """
    t, indicator = book.t, book.indicators[start["indicator_id"]]
    unit = indicator["unit"]
    figure = t("figure.change", start=value_text(start, unit, t), end=value_text(end, unit, t))
    label = t("figure.of_region", region=book.short(start["region_id"]), indicator=t.name(indicator))
    when = record_period({**end, "point": "over"}, t)
    figures = figures_in(end["quote"], start["value"], unit) + figures_in(end["quote"], end["value"], unit)
    extra = ((t("card.basis"), t.name(book.bases[start["basis_id"]])),)
    return _card(end["observation_id"], (figure, label, when), end, figures, book, extra, True, False)


def cooperation_card(row: Row, book: Book, *, big: bool = False, is_open: bool = False, remark: str = "") -> Markup:
    """Make the card of a co-operation figure.

    Parameters
    ----------
    row : mapping
        A row of ``cooperation``.
    big : bool
        As a headline.
    remark : str
        Said after its period, such as why a map does not draw it.
    """
    t = book.t
    label = t("figure.of_region", region=parties(row, book), indicator=measure_text(book.measures[row["measure_id"]], t))
    when = t("pair.dot").join(filter(None, (record_period(row, t), remark)))
    parts = (value_text(row, row["unit"], t), label, when)
    extra = ((t("card.task"), t(f"dimension.{row['dimension']}")), *_other_reports(row, row["unit"], book))
    figures = figures_in(row["quote"], row["value"], row["unit"])
    return _card(row["cooperation_id"], parts, row, figures, book, extra, big, is_open)


def pairing_card(row: Row, book: Book, *, named: bool = True, is_open: bool = False) -> Markup:
    """Make the card of a pairing.

    Parameters
    ----------
    row : mapping
        A row of ``pairings``.
    named : bool
        Name the two sides; without, the programme stands in their place.
    """
    t = book.t
    title = t("tip.pair", helper=book.region(row["helper_id"]), recipient=book.region(row["recipient_id"]))
    when = start_text(row, book)
    if row["start"] and row["pairing_id"] not in book.by_list:
        when = t("pairing.since", date=when)
    if row["end"]:
        when = t("pairing.until", since=when, date=format_date(row["end"], t.lang))
    programme = t.name(book.programmes[row["programme_id"]])
    parts = ("", title, t("pairing.line", programme=programme, when=when)) if named else ("", programme, when)
    return _card(row["pairing_id"], parts, row, (), book, (), False, is_open)


def event_card(row: Row, book: Book, *, mark: str = "", is_open: bool = False) -> Markup:
    """Make the card of an event or target.

    Parameters
    ----------
    row : mapping
        A row of ``events``.
    mark : str
        A sign put before the title, such as the event's number on a chart.
    """
    t = book.t
    title = f"{mark} {row[f'title_{t.lang}']}".strip()
    return _card(row["event_id"], ("", title, format_date(row["date"], t.lang)), row, (), book, (), False, is_open)


def quote_block(
    row: Row, figures: tuple[Span, ...], book: Book, extra: tuple[tuple[str, str], ...] = (), *, named: bool = True
) -> Markup:
    """Show the source's words with the figure highlighted, and who said them.

    Parameters
    ----------
    row : mapping
        ``quote``, ``source_id``.
    figures : tuple of (start, end)
        Positions in the quote to highlight.
    extra : tuple of (label, value)
        Further lines, such as the statistical basis.
    named : bool
        Name who reported it; a card has said so above.
    """
    t, source = book.t, book.sources[row["source_id"]]
    lines = [*extra, (t("card.tier"), t(f"tier.{source['tier']}"))]
    note = row.get("note" if t.lang == "zh" else "note_en", "")
    facts = join(*(join(element("span", label), " ", value, " ") for label, value in lines))
    return join(
        element("blockquote", marked(row["quote"], figures), lang="zh"),
        element("p", reporter(source, t), cls="fact-source") if named else "",
        element("p", title_of(source, t), cls="fact-title") if source["publisher"] else "",
        element("p", facts, cls="fact-basis"),
        element("p", element("span", t("card.note")), " ", note, cls="fact-basis") if note else "",
    )


def _other_reports(row: Row, unit: str, book: Book) -> tuple[tuple[str, str], ...]:
    """What else is reported of the same thing, for a card's further lines."""
    t, texts = book.t, []
    for other in book.other_reports(row):
        value, by = value_text(other, unit, t), reporter(book.sources[other["source_id"]], t)
        if "basis_id" in other:
            texts.append(t("card.other", value=value, basis=t.name(book.bases[other["basis_id"]]), by=by))
        else:
            texts.append(t("card.other_report", value=value, by=by))
    return ((t("card.others"), t("describe.semicolon").join(texts)),) if texts else ()


def _card(
    record_id: str,
    parts: tuple[str, str, str],
    row: Row,
    figures: tuple[Span, ...],
    book: Book,
    extra: tuple[tuple[str, str], ...],
    big: bool,
    is_open: bool,
) -> Markup:
    figure, label, when = parts
    t, source = book.t, book.sources[row["source_id"]]
    # What is worked out from a source was not reported by it.
    derived = row.get("status") == "derived"
    by = t("card.derived_from", by=reporter(source, t, bare=True)) if derived else reporter(source, t)
    summary = element(
        "summary",
        element("span", figure, cls="fact-figure") if figure else "",
        element("span", label, cls="fact-label"),
        element("span", when, cls="fact-when"),
        element("span", by, cls="fact-by"),
    )
    block = quote_block(row, figures, book, extra, named=False)
    kind = "fact fact-big" if big else "fact"
    opened = {"open": "open"} if is_open else {}
    return element("details", summary, block, cls=kind, id=f"r-{record_id}", data_source=row["source_id"], **opened)
