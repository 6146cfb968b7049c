"""What an import would show, before anything of it is stored: its places on the map, its values over time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from charts.trend.events import COLUMNS as EVENT_COLUMNS
from charts.trend.plot import TrendOptions, trend_spec
from charts.trend.series import COLUMNS
from charts.words import describe, figure_to_table
from data.importing.preview import Preview
from data.load import Facts
from data.places.areas import NATION
from data.rows import Row, records
from data.schema.model import primary_key
from data.store.merge import with_own
from geo.compose.marked import marked_scene, undrawn
from geo.compose.scenes import Setting
from geo.scene import Scene
from text.dates import record_period
from views.book import Book
from views.loaders import Shapes, gazetteer, geometry
from views.memo import memoized
from views.overview.national import credit, curves_between
from views.parts.words import value_text
from views.region.place import frame, window_around
from views.trends.observations import points
from views.view import Plot, View

#: Places that a trend shows at once.
MOST_PLACES = 4
#: What tells rows that are not stored from recorded ones in a chart: their marks have a shape of their own.
_NEW = "~new"


@dataclass(frozen=True)
class Subject:
    """Rows of an import that are looked at together.

    Attributes
    ----------
    key : str
        Their table, with the indicator, measure or programme that they share.
    name : str
        In the reader's language.
    unit : str
        Of their values; empty where they have none.
    rows : DataFrame
        Rows of the table.
    """

    key: str
    table: str
    name: str
    unit: str
    rows: pd.DataFrame

    @property
    def region_ids(self) -> list[str]:
        """The places that the rows are about, each once, in their order."""
        # Of a member of an area the area is looked at.
        named = ("area_id",) if "area_id" in self.rows else ("region_id", "helper_id", "recipient_id")
        sides = [self.rows[c] for c in named if c in self.rows]
        return [i for i in dict.fromkeys(pd.concat(sides)) if i]


def merged(result: Preview, facts: Facts, mark: str) -> Facts:
    """Return the facts as they would be with an import, and without what its document said before.

    Parameters
    ----------
    mark : str
        Tells this import with these answers from any other.
    """
    documents = (
        [i for i in result.tables["sources"]["source_id"] if i.startswith("own-")] if "sources" in result.tables else []
    )

    def gather() -> Facts:
        held = {table: facts.table(table) for table in result.tables}
        others: dict[str, Any] = {
            table: rows[~rows["source_id"].isin(documents)] for table, rows in held.items() if "source_id" in rows
        }
        return with_own(replace(facts, **others), result.tables, mark)

    return memoized("own-merged", gather, facts, mark)


def subjects(result: Preview, facts: Facts, book: Book) -> tuple[Subject, ...]:
    """Return what an import has to look at on a map, in the order of its rows.

    Parameters
    ----------
    facts : Facts
        As :func:`merged` gives them.
    """
    t = book.t
    by = {"observations": "indicator_id", "cooperation": "measure_id", "pairings": "programme_id"}
    named = {"observations": book.indicators, "cooperation": book.measures, "pairings": book.programmes}
    gathered = []
    for table in (*by, "delistings", "area_members", "outlines"):
        if table not in result.tables:
            continue
        key = primary_key(table)[0]
        new = facts.table(table)[facts.table(table)[key].isin(set(result.tables[table][key]))]
        if table == "delistings":
            gathered.append(Subject(table, table, t("own.delistings"), "", new))
            continue
        if table not in by:
            name = t("own.template_areas") if table == "area_members" else t("own.outlines")
            gathered.append(Subject(table, table, name, "", new))
            continue
        for value in dict.fromkeys(new[by[table]]):
            rows = new[new[by[table]] == value]
            unit = {"observations": book.indicators, "cooperation": {}}.get(table, {}).get(value, {}).get("unit", "")
            if table == "cooperation":
                unit = str(rows["unit"].iloc[0])
            gathered.append(Subject(f"{table}~{value}", table, t.name(named[table][value]), unit, rows))
    return tuple(subject for subject in gathered if subject.region_ids)


def in_doubt(result: Preview, subject: Subject) -> set[str]:
    """Return the places of rows that say otherwise than a record, or whose value is far from the others."""
    if subject.table not in result.tables:
        return set()
    frame = result.tables[subject.table]
    key = primary_key(subject.table)[0]
    frame = frame[frame[key].isin(set(subject.rows[key]))]
    numbers = {*result.far, *(number for number, _ in result.conflicts)}
    rows = frame[frame.index.isin(list(numbers))]
    return {str(i) for c in ("region_id", "recipient_id") if c in rows for i in rows[c] if i}


def view_of(
    subject: Subject, doubtful: Collection[str], chosen: Sequence[str], facts: Facts, shapes: Shapes, book: Book
) -> View:
    """Show the rows of a subject on the map and, where they are observations, beside what is recorded over time.

    Parameters
    ----------
    doubtful : collection of str
        As :func:`in_doubt` gives them.
    chosen : sequence of str
        Places whose values are drawn over time; empty draws none.
    facts : Facts
        As :func:`merged` gives them.

    Returns
    -------
    View
        ``left_out`` names the places that no map can draw.
    """
    t, places = book.t, gazetteer(facts, shapes, book.t.lang)
    lost = undrawn(subject.region_ids, places)
    comma = t("describe.comma")
    notes = [t("own.undrawn", n=len(lost), names=comma.join(map(book.region, lost)))] if lost else []
    if subject.table == "outlines":
        drawn = geometry(shapes)
        rings = {i: places.outlines[i].rings for i in subject.region_ids if i in places.outlines}
        off = [i for i, lines in rings.items() if drawn and drawn.is_off_land(lines)]
        notes += [t("own.off_land", names=comma.join(map(book.region, off)))] if off else []
        notes += [t("own.check_outlines")]
    plots = (_trend(subject, chosen, facts, book),) if subject.table == "observations" and chosen else ()
    n = len(subject.region_ids)
    return View(
        title=subject.name,
        finding=t("own.on_map", n=len(subject.rows), places=n, name=subject.name),
        scene=_scene(subject, doubtful, facts, shapes, book),
        charts=plots,
        left_out=tuple(notes),
    )


def _scene(subject: Subject, doubtful: Collection[str], facts: Facts, shapes: Shapes, book: Book) -> Scene:
    t, places = book.t, gazetteer(facts, shapes, book.t.lang)
    lines = dict.fromkeys(subject.region_ids, "") | _lines(subject, book)
    counties = [i for i in lines if places.levels.get(i) == "county"]
    provinces = {f"{i[:2]}0000" for i in lines}
    alone = next(iter(provinces)) if counties and len(provinces) == 1 else ""
    # Counties are seen from their prefectures; those of several provinces only on the map of the nation.
    around = {i for county in counties for i in places.hierarchy.ancestors(county) if places.levels.get(i) == "prefecture"}
    outlined = [places.outlines[i].box for i in lines if i in places.outlines]
    close = sorted(i for i in {*around, *lines} - set(counties) if i in shapes.places) if alone else []
    setting = Setting(
        book.look,
        t,
        credit(shapes, t),
        t("own.on_map", n=len(subject.rows), places=len(lines), name=subject.name),
        title=subject.name,
        view_id="-".join(("own", *(close or lines))) if close or outlined else "nation",
        view_fit=frame(shapes, close) if close or not outlined else window_around(outlined),
        framed=tuple(close),
        counties_of=alone or (NATION if counties else ""),
    )
    curves = pd.DataFrame()
    if "recipient_id" in subject.rows:
        both = subject.rows[(subject.rows["helper_id"] != "") & (subject.rows["recipient_id"] != "")]
        both = both.drop_duplicates(["helper_id", "recipient_id"])
        curves, _ = curves_between(both.rename(columns={primary_key(subject.table)[0]: "flow_id"}), facts, shapes)
    shorts = {i: book.short(i) for i in counties}
    words = (t("own.place"), t("own.place_doubtful"))
    return marked_scene(lines, doubtful, shorts, curves, places, setting, words)


def _lines(subject: Subject, book: Book) -> dict[str, str]:
    """The latest value of each place with its date, and how many others there are."""
    t, by_place = book.t, dict[str, list[Row]]()
    if not subject.unit:
        return {}
    for row in records(subject.rows):
        by_place.setdefault(row.get("region_id") or row.get("recipient_id") or row["helper_id"], []).append(row)
    lines = {}
    for place, rows in by_place.items():
        last = max(rows, key=lambda row: row["period_end"] or row["period_start"])
        key = "own.value_line" if len(rows) == 1 else "own.value_line_more"
        value = value_text(last, subject.unit, t)
        lines[place] = t(key, value=value, date=record_period(last, t), n=len(rows) - 1)
    return lines


def _trend(subject: Subject, chosen: Sequence[str], facts: Facts, book: Book) -> Plot:
    t, indicator = book.t, str(subject.rows["indicator_id"].iloc[0])
    values = points(facts, indicator, chosen, book)[list(COLUMNS)]
    new = values["observation_id"].isin(set(subject.rows["observation_id"]))
    values = values.assign(
        basis_id=values["basis_id"].where(~new, values["basis_id"] + _NEW),
        basis=values["basis"].where(~new, pd.Series([t("own.not_stored", basis=b) for b in values["basis"]], values.index)),
    )
    rates = subject.unit == "%"
    options = TrendOptions(indicator=subject.name, unit=subject.unit, axis="log" if rates else "linear")
    nothing = pd.DataFrame(columns=list(EVENT_COLUMNS), dtype="str")
    return Plot(
        "own-trend",
        lambda o: trend_spec(values, nothing, book.look, t, o),
        options,
        describe(values, t, subject.unit),
        figure_to_table(values, t, subject.unit),
    )
