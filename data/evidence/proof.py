"""What a record's quote, its source's title and date prove together: place, measure, period and value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, Final

import opencc

from data.dates import parse_date
from data.evidence.quotes import normalise
from data.load import Facts
from data.places.areas import NATION
from data.places.names import short_name
from data.rows import records

Row = Mapping[str, Any]

#: What a record can lack, in the order in which it is said.
PARTS: Final = ("place", "what", "period")
#: Days within which a report dates what it tells by the day of the month alone.
SOON_DAYS: Final = 45
#: Words for the whole country.
_NATION: Final = ("全国", "我国", "中国", "国家", "农村贫困", "china", "national", "the country", "nationwide", "chinese")
#: Five-year plans by the years they cover, as sources write them.
_PLANS: Final = {
    ("2001", "2005"): ("十五",),
    ("2006", "2010"): ("十一五",),
    ("2011", "2015"): ("十二五", "12th five-year", "twelfth five-year"),
    ("2016", "2020"): ("十三五", "13th five-year", "thirteenth five-year"),
}
_THIS_YEAR: Final = (
    *("今年", "本年", "目前", "截至", "如今", "现在", "现有", "已"),
    *("this year", "so far", "now", "currently", "by the end"),
)
_LAST_YEAR: Final = ("去年", "上年", "一年来", "last year", "previous year")
_DIGITS: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
#: What a name ends with that sources leave out, the longest first.
_KINDS: Final = re.compile(
    r"(?:土家族苗族|布依族苗族|苗族侗族|藏族羌族|哈尼族彝族|壮族苗族|傣族景颇族|蒙古族藏族|柯尔克孜|哈萨克|[一-龥]{1,3}族)*"
    r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|林区|地区|新区|省|市|县|区|盟|旗|州)$"
)


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
        Observations, co-operation figures, pairings and events are judged; figures in quotes are
        :func:`data.evidence.quotes.number_faults`'s.

    Returns
    -------
    list of Gap
        In the order of the tables and their rows; empty where every record is proved by what a reader is shown.
    """
    named = _Names(facts)
    indicators = {row["indicator_id"]: row["words"] for row in records(facts.indicators)}
    measures = {row["measure_id"]: row["words"] for row in records(facts.measures)}
    sources = {row["source_id"]: row for row in records(facts.sources)}
    rules: tuple[tuple[str, str, Callable[[Row, str], Iterable[str]]], ...] = (
        (
            "observations",
            "observation_id",
            lambda row, text: _figure(
                row, text, (row["region_id"],), indicators.get(row["indicator_id"], ""), named, sources
            ),
        ),
        (
            "cooperation",
            "cooperation_id",
            lambda row, text: _figure(
                row, text, (row["helper_id"], row["recipient_id"]), measures.get(row["measure_id"], ""), named, sources
            ),
        ),
        ("pairings", "pairing_id", lambda row, text: _pairing(row, text, named, sources)),
        ("events", "event_id", lambda row, text: _event(row, text, named, sources)),
    )
    gaps = []
    for table, key, lacking in rules:
        frame = facts.table(table)
        for row_number, row in zip(frame.index, records(frame), strict=True):
            parts = tuple(lacking(row, _shown(row, sources)))
            if parts:
                gaps.append(Gap(table, row[key], int(row_number), parts, bool(row["note"])))
    return gaps


@cache
def _converter() -> Any:
    return opencc.OpenCC("t2s")


@cache
def simplified(text: str) -> str:
    """Write a text as texts are compared: in simplified characters and lower case, without glosses and white space."""
    # 陜 is how some mirrors write 陝; the converter knows only the latter.
    return str(_converter().convert(normalise(text.replace("陜", "陝")))).lower()


def _shown(row: Row, sources: Mapping[str, Row]) -> str:
    source = sources.get(row["source_id"], {})
    # White space goes, English words too are compared without it.
    return simplified(f"{row['quote']}|{source.get('title', '')}")


def _figure(
    row: Row, text: str, places: Iterable[str], words: str, named: _Names, sources: Mapping[str, Row]
) -> Iterable[str]:
    given = [place for place in places if place]
    as_pair = len(given) == 2 and named.pair(given[0], given[1], text)
    if not (as_pair or all(named.stands_in(place, text) for place in given)):
        yield "place"
    if not any(simplified(word) in text for word in words.split(";")):
        yield "what"
    dates = [row["period_start"], row["period_end"]]
    if not _dated(row, [date for date in dates if date], text, sources):
        yield "period"


def _pairing(row: Row, text: str, named: _Names, sources: Mapping[str, Row]) -> Iterable[str]:
    both = (row["helper_id"], row["recipient_id"])
    if not (all(named.stands_in(place, text) for place in both) or named.pair(*both, text)):
        yield "place"
    # A list gives all its pairs the date of its decision, which its own record proves.
    if row["start"] and not row["arrangement_id"] and not _dated(row, [row["start"]], text, sources):
        yield "period"


def _event(row: Row, text: str, named: _Names, sources: Mapping[str, Row]) -> Iterable[str]:
    # What concerns the whole country need not say so.
    regions = [one for one in row["region_ids"].split(";") if one and one != NATION]
    if regions and not any(named.stands_in(one, text) for one in regions):
        yield "place"
    if not (_dated(row, [row["date"]], text, sources) or _reported_soon(row, sources)):
        yield "period"


def _reported_soon(row: Row, sources: Mapping[str, Row]) -> bool:
    """Say whether an event's day is followed by its report, so that 'on the 20th' can mean no other month."""
    held = parse_date(row["date"])
    report = parse_date(sources.get(row["source_id"], {}).get("published", ""))
    if held is None or report is None or held.month is None or report.month is None:
        return False
    return 0 <= (report.last_day - held.first_day).days <= SOON_DAYS


def _dated(row: Row, dates: list[str], text: str, sources: Mapping[str, Row]) -> bool:
    """Say whether the years of a record stand in the words, or follow from the date of the source."""
    published = sources.get(row["source_id"], {}).get("published", "")
    years = list(dict.fromkeys(date[:4] for date in dates))
    span = row.get("span", "")
    if not years or span == "reported" or span.startswith(("past", "nth")):
        return True
    plan = _PLANS.get((years[0], years[-1]), ())
    if any(word.replace(" ", "") in text for word in plan):
        return True
    spoken = text.translate(_DIGITS)
    return all(_year_named(year, published, text, spoken) for year in years)


def _year_named(year: str, published: str, text: str, spoken: str) -> bool:
    if year in text or year in spoken:
        return True
    # 2016至18年, 2016-17年
    if re.search(rf"20\d\d年?[至到—–\-~、和及与,]+{year[2:]}年", text):
        return True
    if published[:4] == year:
        return any(word.replace(" ", "") in text for word in _THIS_YEAR)
    if published[:4].isdigit() and int(published[:4]) == int(year) + 1:
        return any(word.replace(" ", "") in text for word in _LAST_YEAR)
    return False


class _Names:
    """The names under which sources speak of a region."""

    def __init__(self, facts: Facts) -> None:
        self._names: dict[str, set[str]] = {}
        for row in records(facts.regions):
            zh, english = row["name_zh"], row["name_en"]
            stem = _KINDS.sub("", zh)
            names = {zh, row["short_zh"], stem if len(stem) > 1 else zh, english, short_name(english)}
            self._names[row["region_id"]] = {simplified(name) for name in names if name}
        self._names[NATION] |= {word.replace(" ", "") for word in _NATION}
        self._characters: dict[str, set[str]] = {}
        for row in records(facts.table("aliases")):
            # One character says nothing alone: 青 is in 青年. Two together do, see :meth:`pair`.
            kept = self._characters if row["kind"] == "one_character" else self._names
            for region_id in row["region_ids"].split(";"):
                kept.setdefault(region_id, set()).add(simplified(row["alias"]))

    def pair(self, one: str, other: str, text: str) -> bool:
        """Say whether a text names two regions by one character each, as in 苏陕 or 京蒙."""
        both = product(self._characters.get(one, ()), self._characters.get(other, ()))
        return any(a + b in text or b + a in text for a, b in both)

    def stands_in(self, region_id: str, text: str) -> bool:
        """Say whether a text names a region."""
        return any(name in text for name in self._names.get(region_id, ()))
