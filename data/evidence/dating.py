"""Do a record's words, and the date of its source, give its period?"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from data.dates import parse_date
from data.evidence.numerals import find_numerals

Row = Mapping[str, Any]

#: Days within which a report dates what it tells by the day of the month alone.
SOON_DAYS: Final = 45
#: Five-year plans by the years they cover, as sources write them. 十五 alone is in 二十五.
_PLANS: Final = {
    ("2001", "2005"): ("“十五”", "十五期间", "十五时期"),
    ("2006", "2010"): ("十一五",),
    ("2011", "2015"): ("十二五", "12th five-year", "twelfth five-year"),
    ("2016", "2020"): ("十三五", "13th five-year", "thirteenth five-year"),
    ("2021", "2025"): ("十四五", "14th five-year"),
}
#: Congresses from which sources count, by the month they met.
_CONGRESSES: Final = {
    "2012-11": ("十八大", "18th national congress"),
    "2017-10": ("十九大", "19th national congress"),
    "2022-10": ("二十大", "20th national congress"),
}
_LAST_CONGRESS: Final = "last national congress"
_THIS_YEAR: Final = (
    *("今年", "本年", "目前", "截至", "如今", "现在", "现有", "已", "日前", "至此"),
    *("this year", "so far", "now", "currently", "by the end", "recently", "than last year"),
)
#: 全年 and 'in the whole year' speak of a year that is over.
_LAST_YEAR: Final = (
    *("去年", "上年", "一年来", "全年"),
    *("last year", "previous year", "a year earlier", "in the whole year", "im vergangenen jahr"),
)
_THAN_BEFORE: Final = ("比上年", "较上年", "同比", "比去年", "lastyear")
_TODAY: Final = ("今天", "今日")
_DIGITS: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YEARS: Final = re.compile(r"(20\d\d)年?[至到—–\-~〜]+(20\d\d)年")
_IN_TURN: Final = re.compile("分别|分別|依次|respectively")
_YEAR_AND_MONTH: Final = re.compile(r"(20\d\d)年(\d{1,2})月")
_YEARBOOK: Final = re.compile(r"(20\d\d) Yearbook|Yearbook (20\d\d)|年鉴(20\d\d)")
#: ``2018-04``: a partial date that names a month.
_MONTH: Final = 7


def is_dated(row: Row, dates: list[str], text: str, source: Row) -> bool:
    """Say whether the years of a record stand in the words, or follow from the date of the source.

    Parameters
    ----------
    row : mapping
        The record.
    dates : list of str
        Its dates, the earlier first.
    text : str
        As :func:`data.evidence.compared.comparable` writes it.
    source : mapping
        Its document; empty where there is none.
    """
    published = source.get("published", "")
    span = row.get("span", "")
    years = list(dict.fromkeys(date[:4] for date in dates))
    if not years or span == "reported" or span.startswith(("past", "nth")):
        return True
    if any(_has(word, text) for word in _PLANS.get((years[0], years[-1]), ())):
        return True
    if _ends_with_report(row, published):
        dates = dates[:-1]
    if years == [_year_of_yearbook(source)]:
        return True
    numerals_text = text.translate(_DIGITS)
    return all(_date_named(date, row, published, text, numerals_text) for date in dates) or _is_in_turn(row)


def batches_by_month(dated: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Tell the batch of the counties that were approved in a month.

    Parameters
    ----------
    dated : iterable of tuple
        Batch and partial ISO date of approval of each county.

    Returns
    -------
    dict of str to str
        ``YYYY-MM`` to the year of the batch, to empty text where counties of two batches were approved in a month.
    """
    batches_of_month: dict[str, set[str]] = {}
    for batch, date in dated:
        if len(date) >= _MONTH:
            batches_of_month.setdefault(date[:_MONTH], set()).add(batch)
    return {month: next(iter(batches)) if len(batches) == 1 else "" for month, batches in batches_of_month.items()}


def is_batch(row: Row, text: str, source: Row, batches: Mapping[str, str]) -> bool:
    """Say whether counties left the list in a month whose approvals are all of the record's batch.

    Parameters
    ----------
    batches : mapping
        From :func:`batches_by_month`.
    """
    year = row.get("period_end", "")
    if row.get("indicator_id") != "counties_delisted" or row.get("period_start") != year:
        return False
    months = [f"{match[1]}-{int(match[2]):02d}" for match in _YEAR_AND_MONTH.finditer(text)]
    if months:
        return any(batches.get(month) == year for month in months)
    # Without a month of its own a text tells what was approved just before it, or this year so far.
    report = source.get("published", "")[:_MONTH]
    if len(report) < _MONTH or report in batches:
        return batches.get(report) == year
    return {batch for month, batch in batches.items() if month[:4] == report[:4] and month <= report} == {year}


def is_as_exact(date: str, text: str, published: str) -> bool:
    """Say whether a partial date is no finer than the words beside it and the date of their page.

    Parameters
    ----------
    date : str
        Partial ISO date; empty claims nothing.
    text : str
        As :func:`data.evidence.compared.comparable` writes it.
    published : str
        Partial ISO date of the page; empty where it has none.

    Returns
    -------
    bool
        A day has to stand in the words, in full or as 'on the 20th' and 'today' of a report that followed soon; a month
        stands there or is that of the report; a year stands there or is told by 'this year' and the like.
    """
    held = parse_date(date)
    if held is None:
        return not date
    year_told = date[:4] in text or _is_of_its_year(date, published)
    if held.month is None:
        return _year_named(date[:4], published, text, text.translate(_DIGITS))
    if held.day is None:
        return published[:_MONTH] == date or (year_told and _day_named(date, text))
    if published == date and any(word in text for word in _TODAY):
        return True
    is_day_told = re.search(rf"(?<!\d){held.day}日", text) is not None
    is_month_told = _day_named(date[:_MONTH], text)
    return is_day_told and ((is_month_told and year_told) or is_reported_soon(date, published))


def is_reported_soon(date: str, published: str) -> bool:
    """Say whether a day or month is followed by its report, so that 'on the 20th' can mean no other month."""
    held, report = parse_date(date), parse_date(published)
    if held is None or report is None or held.month is None or report.month is None:
        return False
    return 0 <= (report.last_day - held.first_day).days <= SOON_DAYS


def _year_of_yearbook(source: Row) -> str:
    """A yearbook tells of the year before its own."""
    match = _YEARBOOK.search(f"{source.get('title', '')}|{source.get('note', '')}")
    return str(int(match[1] or match[2] or match[3]) - 1) if match else ""


def _has(word: str, text: str) -> bool:
    return word.replace(" ", "") in text


def _ends_with_report(row: Row, published: str) -> bool:
    """What goes on 'since 2016' or 'so far' ends with its report, whose date is shown beside it."""
    end = row.get("period_end", "")
    if not end or not published or not published.startswith(end):
        return False
    return row.get("span") in ("since", "part") or (not row.get("period_start") and len(end) >= _MONTH)


def _date_named(date: str, row: Row, published: str, text: str, numerals_text: str) -> bool:
    year = date[:4]
    if _year_named(year, published, text, numerals_text) or _is_congress(date, published, text):
        return True
    # “十二五”以来
    if row.get("span") == "since" and date == row.get("period_start"):
        return any(_has(word, text) for (first, _), words in _PLANS.items() if first == year for word in words)
    # 2017年…比上年减少95万人, of what was worked out for 2016
    if row.get("status") == "derived" and any(word in text for word in _THAN_BEFORE):
        return _year_named(str(int(year) + 1), published, text, numerals_text)
    return _day_named(date, text) and (is_reported_soon(date, published) or _is_of_its_year(date, published))


def _is_congress(date: str, published: str, text: str) -> bool:
    if any(_has(word, text) for word in _CONGRESSES.get(date, ())):
        return True
    before = [month for month in _CONGRESSES if month < published[:_MONTH]]
    return _has(_LAST_CONGRESS, text) and before[-1:] == [date]


def _is_of_its_year(date: str, published: str) -> bool:
    """A report leaves out the year of a day that is of its own year."""
    held, report = parse_date(date), parse_date(published)
    return held is not None and report is not None and held.year == report.year and held.first_day <= report.last_day


def _day_named(date: str, text: str) -> bool:
    """Say whether a month, with its day where there is one, stands in the words: 2月25日, 截至11月底."""
    parts = [int(part) for part in date.split("-")[1:]]
    if not parts:
        return False
    day_text = f"{parts[0]}月{parts[1]}日" if len(parts) > 1 else f"{parts[0]}月"
    return re.search(rf"(?<!\d){day_text}", text) is not None


def _year_named(year: str, published: str, text: str, numerals_text: str) -> bool:
    if year in text or year in numerals_text:
        return True
    # 2016至18年, 2016-17年
    if re.search(rf"20\d\d年?[至到—–\-~、和及与,]+{year[2:]}年", text):
        return True
    if published[:4] == year:
        return any(_has(word, text) for word in _THIS_YEAR)
    if published[:4].isdigit() and int(published[:4]) == int(year) + 1:
        return any(_has(word, text) for word in _LAST_YEAR)
    return False


def _is_in_turn(row: Row) -> bool:
    """Say whether figures are given for each of several years in turn, and the record's is that of its year."""
    quote, year = str(row["quote"]), row.get("period_end", "")
    years = _YEARS.search(quote)
    if years is None or year != row.get("period_start") or not int(years[1]) <= int(year[:4]) <= int(years[2]):
        return False
    match = _IN_TURN.search(quote, years.end())
    if match is None:
        return False
    figures = list(find_numerals(quote[match.end() :]))
    at = int(year[:4]) - int(years[1])
    if len(figures) <= int(years[2]) - int(years[1]):
        return False
    return math.isclose(float(figures[at].value), float(row["value"]), rel_tol=1e-9)
