"""What a record is: one pandera schema a file of ``data/facts/``, in the order of their columns.

The schemas describe the files as they are read, every cell as text; :mod:`data.load` turns ``value`` and
``decimals`` into numbers afterwards. They also write ``datapackage.json`` (``python -m data.schema``).

When a value holds
------------------
``period_start`` and ``period_end`` name the period the source names, as partial ISO dates. ``point`` says
how the value stands in it:

- ``at``: a level or stock reported for that date or period (a year's rate, the number of paired schools on
  a day),
- ``over``: something counted over the whole period (people lifted in 2011–2015); an empty ``period_start``
  means that the source does not say since when, only until when,
- ``start``, ``end``: the level at the beginning, and at the end, of the period. 'Fell from 32% to 15% over
  2011–2015' is two records with the same period, one ``start`` and one ``end``: no source said 'in 2010',
  so no record does.

Both dates are empty where the source gives none; such a figure has no place on a time axis
(:func:`data.dates.day_of` gives None) and is shown with its quote.

``span`` is the form of a period that its two dates cannot say, and is printed as such:

- ``past-3``: 'in the past three years', up to ``period_end``, the date of the report; no start is worked out,
- ``nth-3``: 'in the third year' of a stage the source numbers, reported at ``period_end``,
- ``since``: from ``period_start`` on, to the report; ``period_end`` is its date where it is known,
- ``part``: the year ``period_start``, counted up to ``period_end`` within it ('2020, to mid-July'),
- ``reported``: the source names no date; ``period_end`` is the day or year of the report.

Other conventions
-----------------
- ``note`` says what the reader is not shown by quote, title and date together: which place 该县 means, that a stated
  total covers it. A record without a note is proved by them alone (:mod:`data.evidence.proof`).
- ``pairings.start`` empty: the source names the pairing, not since when; it is attested at its source's date.
- ``arrangements.complete`` is ``yes`` where the document lists every pair of the arrangement: a pair that is not
  recorded was not part of it. ``no`` where it names some of them only.
- ``pairings.arrangement_id`` empty: the source does not say under which arrangement the pair stands.
- ``cooperation.recipient_id`` (or ``helper_id``) empty: the figure is the other side's total over all its
  partners. At least one of the two is given.
- ``events.kind``: ``event`` happened; ``target`` is what a source sets out to reach by that date.
- ``bound`` is ``>=`` for 多 and 余, ``~`` for 近 and 约. Counts are in units, a percentage is the number
  before the % sign.
- ``status``: ``reported``; ``target``; ``derived`` by arithmetic on the quoted numbers.
- ``cooperation.dimension`` ``pairing`` is 携手奔小康: counties, towns, villages, schools, hospitals paired
  with one another.
- ``observations.value_high``: a band is from ``value`` to ``value_high``, as the source has its ends
  ('5%~10%'); its ``bound`` is ``=``. A band open to one side has a ``bound`` and no ``value_high``. Bands are
  the indicator ``poverty_rate_band`` and nothing else: no line, rank or mean takes them for points.
- ``sources.url`` is filled only for hosts of ``hosts.csv`` (:mod:`data.evidence.hosts`); a ``copy`` has none.

Which pairings were in force
----------------------------
``arrangements`` are the decisions that set pairings up, each with its date; ``pairings.arrangement_id`` says
which of them lists the pair, and is empty where only the pair is attested. :mod:`data.pairings.arrangements` has the rule.
``end`` is filled only where a source says so: that the list of December 2016 leaves out 大连–贵州 is told by its
being the later complete list, not by an invented end.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd
import pandera.pandas as pa

from data.schema.columns import (
    HOST,
    NOTE_LENGTH,
    REGION_ID,
    address,
    date,
    digit,
    key,
    number,
    one_of,
    quote,
    refers,
    span,
    text,
)
from data.schema.place_model import COMPOSITE, PLACES

FACTS_DIR: Final = Path(__file__).resolve().parents[1] / "facts"
PACKAGE_FILE: Final = "datapackage.json"

LEVELS: Final = ("nation", "province", "prefecture", "county", "area")
TIERS: Final = ("core", "official", "press", "copy", "unverified", "own")
DATED_BY: Final = ("printed", "address", "title")
TITLED_BY: Final = ("given",)
LANGUAGES_WRITTEN: Final = ("zh", "en", "ja", "ko", "de", "pl", "pt")
KINDS: Final = ("report", "release", "document", "opinion", "book", "paper", "other")
BOUNDS: Final = ("=", "<=", ">=", "<", ">", "~")
STATUSES: Final = ("reported", "target", "derived")
POINTS: Final = ("at", "over", "start", "end")
DIMENSIONS: Final = ("industry", "labour", "talent", "funds", "society", "outcome", "pairing")
EVENT_KINDS: Final = ("event", "target")
UNITS: Final = (
    *("%", "person", "household", "village", "county", "yuan", "town", "school", "hospital", "pair"),
    *("person_time", "project", "company"),
)
COMPLETE: Final = ("yes", "no")


def _table(**columns: pa.Column) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(columns, strict=True, ordered=True)


def _period() -> dict[str, pa.Column]:
    return {
        "period_start": date("begin of the period the source names, partial ISO date"),
        "period_end": date("end of the period the source names, partial ISO date"),
    }


def _source() -> dict[str, pa.Column]:
    return {"source_id": refers("the document", "sources"), "quote": quote()}


def _notes() -> dict[str, pa.Column]:
    return {
        "note": text("what quote, title and date leave open, and how it was read, in Chinese", required=False),
        "note_en": text("the same in English", required=False),
    }


def _reading() -> dict[str, pa.Column]:
    return {"span": span("form of the period, where it is not a plain one"), **_notes()}


def _names(subject: str) -> dict[str, pa.Column]:
    return {"name_zh": text(f"name of the {subject} in Chinese"), "name_en": text(f"name of the {subject} in English")}


def _definitions() -> dict[str, pa.Column]:
    return {
        "definition_zh": text("definition in Chinese", limit=NOTE_LENGTH),
        "definition_en": text("definition in English", limit=NOTE_LENGTH),
    }


SCHEMAS: Final[dict[str, pa.DataFrameSchema]] = {
    "regions": _table(
        region_id=key("GB/T 2260 code, or A-… for an area that is no unit of it", REGION_ID),
        name_zh=text("full name in Chinese"),
        short_zh=text("short name in Chinese"),
        name_en=text("name in English"),
        pinyin=text("name in pinyin, for search and sorting; empty for a group that one source adds up", required=False),
        level=one_of("administrative level", LEVELS),
        parent_id=refers("the region it lies in; empty for the nation", "regions", required=False),
        kind=text("kind of unit, in Chinese"),
    ),
    "hosts": _table(
        host=key("domain of official or press pages, which covers its subdomains", HOST),
        kind=one_of("whose pages stand there", ("official", "press")),
        name_zh=text("whose it is, in Chinese"),
    ),
    "aliases": PLACES["aliases"],
    "sources": _table(
        source_id=key("key"),
        title=text("title as printed, unless title_from says otherwise"),
        publisher=text("who published it; empty where it is not known", required=False),
        published=date("date of publication, partial ISO date; empty where it is not known"),
        tier=one_of("how close it is to its origin", TIERS),
        document=text("file name of the document, where a deployment holds it", required=False),
        url=address("address at a host of hosts.csv; empty for a copy elsewhere"),
        note=text("what was noted about it, in Chinese", required=False, limit=NOTE_LENGTH),
        note_en=text("the same in English", required=False, limit=NOTE_LENGTH),
        title_en=text("title in English, translated for the atlas, where it is in another language", required=False),
        publisher_en=text("publisher in English, where it has such a name", required=False),
        published_from=one_of("what the date was taken from, where that was recorded", DATED_BY, required=False),
        kind=one_of("kind of document", KINDS),
        title_from=one_of("given, where it was titled when gathered; else empty", TITLED_BY, required=False),
        title_zh=text("title in Chinese, translated for the atlas, where it is in another language", required=False),
        language=one_of("language it is written in, as ISO 639-1 has it", LANGUAGES_WRITTEN, required=False),
    ),
    "area_members": _table(
        area_id=refers("the area", "regions"), region_id=refers("a member of it", "regions"), **_source()
    ),
    "outlines": PLACES["outlines"],
    "delistings": PLACES["delistings"],
    "programmes": _table(programme_id=key("key"), **_names("programme")),
    "arrangements": _table(
        arrangement_id=key("key"),
        programme_id=refers("the programme it arranges", "programmes"),
        date=date("when it was decided or, for a table, from when on it holds", required=True),
        **_names("arrangement"),
        complete=one_of("whether all its pairs are recorded", COMPLETE),
        **_source(),
        note=text("how its pairs were read, in Chinese", required=False, limit=NOTE_LENGTH),
        note_en=text("the same in English", required=False, limit=NOTE_LENGTH),
    ),
    "pairings": _table(
        pairing_id=key("key"),
        programme_id=refers("the programme", "programmes"),
        helper_id=refers("who helps", "regions"),
        recipient_id=refers("who is helped", "regions"),
        start=date("since when; empty where the source does not say"),
        end=date("until when; empty where the source does not say"),
        **_source(),
        arrangement_id=refers("the arrangement that lists it; empty where none is known", "arrangements", required=False),
        **_notes(),
    ),
    "indicators": _table(
        indicator_id=key("key"),
        **_names("indicator"),
        unit=one_of("unit of its values", UNITS),
        decimals=digit("decimals usual for it"),
        **_definitions(),
        words=text("words by which sources name it, separated by ;", required=False),
    ),
    "bases": _table(
        basis_id=key("key"),
        **_names("basis"),
        **_definitions(),
        comparable_start=date("first date of the comparable spell"),
        comparable_end=date("last date of the comparable spell"),
    ),
    "observations": _table(
        observation_id=key("key"),
        region_id=refers("the region", "regions"),
        indicator_id=refers("what is measured", "indicators"),
        **_period(),
        value=number("the value, in the indicator's unit"),
        bound=one_of("how the value bounds the true one", BOUNDS),
        basis_id=refers("the statistical basis", "bases"),
        status=one_of("reported, target or derived", STATUSES),
        **_source(),
        point=one_of("how the value stands in its period", POINTS),
        value_high=number("upper end of a band; empty for a plain value", required=False),
        **_reading(),
    ),
    "measures": _table(
        measure_id=key("key"),
        **_names("measure"),
        unit=one_of("unit of its values", UNITS),
        dimension=one_of("task of the co-operation it belongs to", DIMENSIONS),
        words=text("words by which sources name it, separated by ;", required=False),
    ),
    "cooperation": _table(
        cooperation_id=key("key"),
        helper_id=refers("who helps; empty for a recipient's total", "regions", required=False),
        recipient_id=refers("who is helped; empty for a helper's total", "regions", required=False),
        dimension=one_of("task of the co-operation", DIMENSIONS),
        measure_id=refers("what is counted", "measures"),
        **_period(),
        value=number("the value, in its unit"),
        bound=one_of("how the value bounds the true one", BOUNDS),
        unit=one_of("unit", UNITS),
        **_source(),
        point=one_of("how the value stands in its period", POINTS),
        **_reading(),
    ),
    "events": _table(
        event_id=key("key"),
        date=date("when, partial ISO date", required=True),
        title_zh=text("what, in Chinese"),
        title_en=text("what, in English"),
        region_ids=refers("regions it concerns, separated by ;", "regions", required=False, many=True),
        **_source(),
        kind=one_of("event, or target set for that date", EVENT_KINDS),
        **_notes(),
    ),
    "terms": _table(term_id=key("key"), **_names("term"), **_definitions(), **_source()),
}
"""Table name to schema, in an order in which references point backwards (or to the table itself)."""

NUMERIC: Final = {
    "observations": {"value": "float64", "value_high": "float64"},
    "cooperation": {"value": "float64"},
    "indicators": {"decimals": "int64"},
}
"""Columns that become numbers once read, and their dtypes; an empty cell of one is NaN."""


def columns(table: str) -> list[str]:
    """Name the columns of a table, in order.

    Parameters
    ----------
    table : str
        A key of :data:`SCHEMAS`.
    """
    return list(SCHEMAS[table].columns)


def primary_key(table: str) -> list[str]:
    """Name the columns that tell the rows of a table apart.

    Parameters
    ----------
    table : str
        A key of :data:`SCHEMAS`.

    Returns
    -------
    list of str
        The key column; several where a table has none: its columns without which a row would say nothing.
    """
    return [n for n, c in SCHEMAS[table].columns.items() if (c.metadata or {}).get("key")] or COMPOSITE[table]


def references(table: str) -> dict[str, tuple[str, bool]]:
    """Name the columns of a table that point to other tables.

    Parameters
    ----------
    table : str
        A key of :data:`SCHEMAS`.

    Returns
    -------
    dict of str to (str, bool)
        Column to the table it points to, and whether it may hold several keys separated by ``;``.
    """
    targets = {}
    for name, column in SCHEMAS[table].columns.items():
        metadata = column.metadata or {}
        if "refers" in metadata:
            targets[name] = (metadata["refers"], metadata["many"])
    return targets


def empty_frame(table: str) -> pd.DataFrame:
    """Make the frame of a table without rows, with its columns and dtypes.

    Parameters
    ----------
    table : str
        A key of :data:`SCHEMAS`.

    Returns
    -------
    DataFrame
        Columns of the table, no rows.
    """
    numbers = NUMERIC.get(table, {})
    return pd.DataFrame({name: pd.Series(dtype=numbers.get(name, "str")) for name in columns(table)})
