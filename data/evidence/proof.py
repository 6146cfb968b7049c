"""What a record's quote, its source's title and date prove together: place, measure, period and value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from data.evidence.compared import comparable, simplified
from data.evidence.dating import batches_by_month, is_as_exact, is_batch, is_dated, is_reported_soon
from data.evidence.naming import Naming
from data.figures.comparability import UNSTATED
from data.load import Facts
from data.places.areas import NATION
from data.rows import records

Row = Mapping[str, Any]
_Rule = Callable[[Row, str, Row], Iterable[str]]

#: What a record can lack, in the order in which it is said.
PARTS: Final = ("place", "what", "period", "method")
#: The tables that are looked through.
JUDGED: Final = ("observations", "cooperation", "pairings", "events", "delistings")
#: How sources say that a county left the list.
_DELISTED: Final = ("摘帽", "退出", "脱贫", "贫困县")
#: How sources say by which national standard people count as poor.
_STANDARDS: Final = re.compile(
    r"国定贫困线|国家(?:统计|扶贫|贫困)?标准|现行标准|国家\d+元"
    r"|national poverty line|country s poverty line|current standard"
)
#: Indicators that count people by a standard.
_BY_STANDARD: Final = ("poverty_headcount_ratio", "poor_population", "poor_population_decrease", "people_lifted")


@dataclass(frozen=True)
class Gap:
    """What a record lacks.

    Attributes
    ----------
    row : int
        As a spreadsheet counts.
    parts : tuple of str
        Of :data:`PARTS`; never empty.
    noted : bool
        Whether a reviewed note says what the words leave open.
    """

    table: str
    record_id: str
    row: int
    parts: tuple[str, ...]
    noted: bool


def find_gaps(facts: Facts) -> list[Gap]:
    """Find the records whose quote, title and date do not name place, measure and period.

    Parameters
    ----------
    facts : Facts
        Observations, co-operation figures, pairings, events and counties delisted are judged; figures in quotes are
        :func:`data.evidence.quotes.number_faults`'s.

    Returns
    -------
    list of Gap
        In the order of the tables and their rows; empty where every record is proved by what a reader is shown.
    """
    named = Naming(facts)
    indicators = {row["indicator_id"]: row["words"] for row in records(facts.indicators)}
    measures = {row["measure_id"]: row["words"] for row in records(facts.measures)}
    sources = {row["source_id"]: row for row in records(facts.sources)}

    batches = batches_by_month((row["batch"], row["date"]) for row in records(facts.table("delistings")))

    def observation(row: Row, text: str, source: Row) -> Iterable[str]:
        lacking = _figure(row, text, [row["region_id"]], indicators.get(row["indicator_id"], ""), named, source)
        yield from (part for part in lacking if part != "period" or not is_batch(row, text, source, batches))
        yield from _method(row)

    def figure(row: Row, text: str, source: Row) -> Iterable[str]:
        places = [row["helper_id"], row["recipient_id"]]
        return _figure(row, text, places, measures.get(row["measure_id"], ""), named, source)

    rules: tuple[tuple[str, str, _Rule], ...] = (
        ("observations", "observation_id", observation),
        ("cooperation", "cooperation_id", figure),
        ("pairings", "pairing_id", lambda row, text, source: _pairing(row, text, named, source)),
        ("events", "event_id", lambda row, text, source: _event(row, text, named, source)),
        ("delistings", "region_id", lambda row, text, _: _delisting(row, text, named, sources)),
    )
    gaps = []
    for table, key, lacking in rules:
        frame = facts.table(table)
        for row_number, row in zip(frame.index, records(frame), strict=True):
            source = sources.get(row["source_id"], {})
            parts = tuple(lacking(row, comparable(f"{row['quote']}|{source.get('title', '')}"), source))
            if parts:
                gaps.append(Gap(table, row[key], int(row_number), parts, bool(row["note"])))
    return gaps


def _figure(row: Row, text: str, places: list[str], words: str, named: Naming, source: Row) -> Iterable[str]:
    named_places = [place for place in places if place]
    by_elimination = row.get("status") == "derived" and all(named.is_among_the_others(place, text) for place in named_places)
    if not (by_elimination or named.all_named(named_places, text, source.get("publisher", ""))):
        yield "place"
    if not any(simplified(word) in text for word in words.split(";")):
        yield "what"
    dates = [date for date in (row["period_start"], row["period_end"]) if date]
    if not is_dated(row, dates, text, source):
        yield "period"


def _method(row: Row) -> Iterable[str]:
    # 'Basis not stated' beside words that name the standard needs a note: what they leave open is the method.
    if row["basis_id"] == UNSTATED and row["indicator_id"] in _BY_STANDARD and _STANDARDS.search(comparable(row["quote"])):
        yield "method"


def _pairing(row: Row, text: str, named: Naming, source: Row) -> Iterable[str]:
    if not named.all_named([row["helper_id"], row["recipient_id"]], text, source.get("publisher", "")):
        yield "place"
    # What takes effect with a decision has the date of the decision's own document.
    published = source.get("published", "")
    with_document = bool(row["start"]) and published.startswith(row["start"])
    if row["start"] and not with_document and not is_dated(row, [row["start"]], text, source):
        yield "period"


def _event(row: Row, text: str, named: Naming, source: Row) -> Iterable[str]:
    # What concerns the whole country need not say so.
    regions = [region_id for region_id in row["region_ids"].split(";") if region_id and region_id != NATION]
    if regions and not named.any_named(regions, text):
        yield "place"
    if not (is_dated(row, [row["date"]], text, source) or is_reported_soon(row["date"], source.get("published", ""))):
        yield "period"


def _delisting(row: Row, text: str, named: Naming, sources: Mapping[str, Row]) -> Iterable[str]:
    # A county is proved by the announcement and the list of its batch together: both are shown.
    listed = sources.get(row["list_source_id"], {})
    text += comparable("|".join((row["list_quote"], listed.get("title", ""))))
    if not (simplified(row["listed_name"]) in text or named.stands_in(row["region_id"], text)):
        yield "place"
    if not any(word in text for word in _DELISTED):
        yield "what"
    by = sources.get(row["date_source_id"], {})
    dated_by = comparable(f"{row['date_quote']}|{by.get('title', '')}")
    if row["batch"] not in text or not is_as_exact(row["date"], dated_by, by.get("published", "")):
        yield "period"
