"""The records behind a view as tables for a spreadsheet, with everything a reader needs to check or cite a figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import pandas as pd

from data.dates import parse_date
from data.load import Facts
from data.rows import Row, records
from export.tables.columns import COLUMNS, DOCUMENT, HEADINGS, KINDS, OF_ALL
from text.catalogue import Catalogue
from text.citation import cite_gbt7714, cited_title
from text.dates import format_date, format_period, record_period
from views.parts.words import translated_title

_BOUNDS: Final = {
    "=": "export.bound_exact",
    "<=": "export.bound_at_most",
    ">=": "export.bound_at_least",
    "<": "export.bound_below",
    ">": "export.bound_above",
    "~": "export.bound_about",
}
_POINTS: Final = {
    "at": "export.point_at",
    "over": "export.point_over",
    "start": "export.point_start",
    "end": "export.point_end",
}
_STATUSES: Final = {
    "reported": "export.status_reported",
    "target": "export.status_target",
    "derived": "export.status_derived",
    "event": "export.status_event",
}


def facts_tables(facts: Facts, t: Catalogue, record_ids: Iterable[str] | None = None) -> dict[str, pd.DataFrame]:
    """Return records as one table a kind, then the documents they come from: the sheets of a workbook.

    Parameters
    ----------
    t : Catalogue
        The reader's language, for headings and cells.
    record_ids : iterable of str, optional
        Ids of observations, co-operation figures, pairings, arrangements, events and terms, repeated or not; without
        them, every such record.

    Returns
    -------
    dict of str to DataFrame
        Name of the sheet to its table, without kinds that have no record; the columns of a kind are always the same. One row
        a record, in the order of the files; values are numbers as stored, both codes of a pair have columns of their own,
        the period stands in words, as the two ISO dates and as its first and last day, quote and title as printed.

    Raises
    ------
    KeyError
        If there is no record with one of the ids: leaving it out would hide a source.
    """
    rows = _rows(facts, t, record_ids)
    sheets = {}
    for table, (_, sheet, kind) in KINDS.items():
        of_kind = [row for row in rows if row["kind"] == t(kind)]
        if of_kind:
            sheets[t(sheet)] = _headed(of_kind, t, _names(COLUMNS[table] | OF_ALL))
    documents = {row["citation"]: row for row in rows}
    if documents:
        sheets[t("export.sheet_sources")] = _headed(list(documents.values()), t, _names(DOCUMENT))
    return sheets


def about(
    t: Catalogue, *, title: str, period: str, basis: str, boundaries: str, data_version: str, created: str
) -> list[tuple[str, str]]:
    """Say what a file holds, line by line, for its first sheet.

    Parameters
    ----------
    title : str
        What it is about.
    period, basis : str
        What its figures speak of; empty is said to be each record's own.
    boundaries : str
        Source and version of the boundaries.
    created : str
        ISO date of the export.

    Returns
    -------
    list of (str, str)
        Heading and text.
    """
    lines = [
        (t("export.about_title"), title),
        (t("export.about_period"), period or t("export.about_each")),
        (t("export.about_basis"), basis or t("export.about_each")),
        (t("export.about_reported"), t("export.about_reported_text")),
        (t("export.about_missing"), t("export.about_missing_text")),
        (t("export.about_boundaries"), boundaries),
        (t("export.about_version"), data_version),
        (t("export.about_made"), created),
    ]
    cited = t("export.about_cite_text", title=title, version=data_version, made=created)
    return [*lines, (t("export.about_cite"), cited)]


def _names(columns: set[str]) -> list[str]:
    """Columns in their order."""
    return [name for name in HEADINGS if name in columns]


def _rows(facts: Facts, t: Catalogue, record_ids: Iterable[str] | None) -> list[Row]:
    wanted_ids = None if record_ids is None else set(record_ids)
    words = _Words(facts, t)
    rows = []
    for table, (key, _, kind) in KINDS.items():
        frame = facts.table(table)
        chosen = frame if wanted_ids is None else frame[frame[key].isin(list(wanted_ids))]
        rows += [{"id": row[key], "kind": t(kind)} | words.describe(table, row) for row in records(chosen)]
    missing = set() if wanted_ids is None else wanted_ids - {row["id"] for row in rows}
    if missing:
        raise KeyError(f"no record {', '.join(sorted(missing))}")
    return rows


def _headed(rows: list[Row], t: Catalogue, names: list[str]) -> pd.DataFrame:
    cells = {t(HEADINGS[name]): [row.get(name, "") for row in rows] for name in names}
    frame = pd.DataFrame(cells, dtype=object)
    for name in ("value", "value_high"):
        if name in names:
            frame[t(HEADINGS[name])] = pd.to_numeric(frame[t(HEADINGS[name])].replace("", None)).astype("float64")
    return frame


class _Words:
    """Looks up what the ids of a record stand for."""

    def __init__(self, facts: Facts, t: Catalogue) -> None:
        self.t = t
        self.regions = dict(_keyed(facts.regions, "region_id"))
        self.sources = dict(_keyed(facts.sources, "source_id"))
        self.indicators = dict(_keyed(facts.indicators, "indicator_id"))
        self.measures = dict(_keyed(facts.measures, "measure_id"))
        self.bases = dict(_keyed(facts.bases, "basis_id"))
        self.programmes = dict(_keyed(facts.programmes, "programme_id"))
        self.hierarchy = facts.hierarchy
        self.arrangements = dict(_keyed(facts.arrangements, "arrangement_id"))

    def describe(self, table: str, row: Row) -> Row:
        """Return the cells of a record by the keys of the headings; what a kind does not have is left out."""
        describe = {
            "observations": self._observation,
            "cooperation": self._cooperation,
            "pairings": self._pairing,
            "arrangements": self._arrangement,
            "events": self._event,
            "terms": self._term,
        }
        return describe[table](row) | self._source(row)

    def _observation(self, row: Row) -> Row:
        indicator = self.indicators[row["indicator_id"]]
        return {
            **self._places(row["region_id"]),
            "what": self.t.name(indicator),
            **self._value(row, indicator["unit"]),
            "value_high": row["value_high"],
            "basis": self.t.name(self.bases[row["basis_id"]]),
            "status": self.t(_STATUSES[row["status"]]),
        }

    def _cooperation(self, row: Row) -> Row:
        return {**self._sides(row), "what": self.t.name(self.measures[row["measure_id"]]), **self._value(row, row["unit"])}

    def _pairing(self, row: Row) -> Row:
        programme = self.t.name(self.programmes[row["programme_id"]])
        arrangement = self.arrangements.get(row["arrangement_id"])
        if arrangement is None:
            description = programme
        else:
            description = self.t("export.programme_of", programme=programme, arrangement=self.t.name(arrangement))
        when = self._period(row["start"], row["end"])
        if row["end"] and not row["start"]:  # the source says until when, not since when
            when["period"] = self.t("period.until", date=format_date(row["end"], self.t.lang))
        return {**self._sides(row), "what": description, **when}

    def _arrangement(self, row: Row) -> Row:
        return {"what": self.t.name(row), **self._period(row["date"], row["date"])}

    def _event(self, row: Row) -> Row:
        return {
            **self._places(row["region_ids"]),
            "what": row[f"title_{self.t.lang}"],
            **self._period(row["date"], row["date"]),
            "status": self.t(_STATUSES[row["kind"]]),
        }

    def _term(self, row: Row) -> Row:
        return {"what": self.t("export.term_means", term=self.t.name(row), meaning=row[f"definition_{self.t.lang}"])}

    def _places(self, text: str) -> Row:
        """Name places and give their codes; several ids are separated by semicolons, and no id is an empty cell."""
        ids = [region_id for region_id in text.split(";") if region_id]
        names = self.t("export.comma").join(self.t.name(self.regions[region_id]) for region_id in ids)
        return {"region": names, "region_codes": " ".join(ids)}

    def _sides(self, row: Row) -> Row:
        """Both ends of a pair, each by name and code, and the province of whom is helped."""
        helper, recipient = row["helper_id"], row["recipient_id"]
        over = self.hierarchy.ancestors(recipient)
        province = next((i for i in over if self.regions.get(i, {}).get("level") == "province"), "")
        codes = {"helper": helper, "recipient": recipient, "province": province}
        names = {side: self.t.name(self.regions[code]) if code else "" for side, code in codes.items()}
        return {**names, **{f"{side}_code": code for side, code in codes.items()}}

    def _value(self, row: Row, unit: str) -> Row:
        return {
            "value": row["value"],
            "unit": self.t(f"unit.{unit}") if self.t.has(f"unit.{unit}") else unit,
            "bound": self.t(_BOUNDS[row["bound"]]),
            "period": record_period(row, self.t),
            **_days(row["period_start"], row["period_end"]),
            "point": self.t(_POINTS[row["point"]]),
        }

    def _period(self, start: str, end: str) -> Row:
        words = format_period(start, end, self.t.lang) or self.t("export.undated")
        return {"period": words, **_days(start, end)}

    def _source(self, row: Row) -> Row:
        source = self.sources[row["source_id"]]
        english = self.t.lang == "en"
        title = cited_title(source["title"], source["title_from"])
        return {
            "quote": row["quote"],
            "note": row.get("note_en" if english else "note", ""),
            "title": title,
            "translation": translated_title(source, self.t),
            "publisher": (source["publisher_en"] if english else "") or source["publisher"],
            "published": source["published"],
            "url": source["url"],
            "tier": self.t(f"tier.{source['tier']}"),
            "citation": cite_gbt7714(title, source["publisher"], source["published"], source["url"]),
        }


def _days(start: str, end: str) -> Row:
    """A period as it is recorded, as days, and as a year where it lies in one."""
    first, last = parse_date(start), parse_date(end)
    years = {date.year for date in (first, last) if date}
    return {
        "year": years.pop() if len(years) == 1 else None,
        "period_start": start,
        "period_end": end,
        "first_day": first.first_day if first else None,
        "last_day": last.last_day if last else None,
    }


def _keyed(frame: pd.DataFrame, key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((row[key], row) for row in records(frame))
