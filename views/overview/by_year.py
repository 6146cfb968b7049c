"""The national map by year: one basis at a time, stepped and played in the browser, followed by a table when it rests."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from data.dates import day_of
from data.figures.comparability import BAND
from data.figures.reported import RATE
from data.load import Facts
from data.rows import Row, records
from data.select import undated
from geo.compose.describe import values_sentence
from geo.compose.layers.bands import band_fill, band_index, bands_in, do_overlap
from geo.compose.layers.flowlines import flow_legend
from geo.compose.layers.frames import year_frames
from geo.compose.layers.own import own_legend
from geo.compose.layers.rates import rate_class, rate_fill, rate_legend
from geo.compose.scenes import Setting, rate_scene
from geo.scene import Fill, FillClass, Frames, Scene
from geo.year import known_in
from text.dates import record_period
from views.book import Book
from views.loaders import Shapes, gazetteer
from views.memo import memoized
from views.overview.national import credit, curves_of
from views.parts.cards import observation_card
from views.parts.markup import Markup, element, join
from views.parts.record_tables import values_table
from views.parts.words import value_text

UNSTATED = "unstated"
#: So many places are named in a sentence; all of them are in the table.
_NAMED = 5
#: What the browser may tell: a year and how many years a report may stand for.
MOMENTS = frozenset(f"{year}~{within}" for year in range(1978, 2031) for within in (0, 1, 2, 3, 5))


_NO_VALUES = pd.DataFrame({"region_id": [], "value": []})

#: So many provinces of a class are named.
_MOST_NAMED: Final = 10


@dataclass(frozen=True)
class ByYear:
    """The map by year and what it shows now.

    Attributes
    ----------
    fill : Fill
        Its classes.
    year : int
        The year it shows.
    rows : tuple of dict
        The observations on the map in its year, as rows with ``year``.
    """

    scene: Scene
    fill: Fill
    year: int
    rows: tuple[Row, ...]


def dated(facts: Facts, indicator_id: str, basis_id: str) -> pd.DataFrame:
    """Return the reported values of an indicator and basis with the year each stands for.

    Parameters
    ----------
    indicator_id : str
        The rate, or its bands.

    Returns
    -------
    DataFrame
        Rows of ``observations`` and ``year`` (int). The level at the beginning of a period is left out: it is no year's.
    """
    return memoized("dated", lambda: _dated(facts, indicator_id, basis_id), facts, indicator_id, basis_id)


def _dated(facts: Facts, indicator_id: str, basis_id: str) -> pd.DataFrame:
    rows = facts.observations
    rows = rows[(rows["indicator_id"] == indicator_id) & (rows["status"] == "reported") & (rows["basis_id"] == basis_id)]
    rows = rows[rows["point"] != "start"]
    days = [day_of(row["period_start"], row["period_end"], row["point"]) for row in records(rows)]
    years = pd.Series([day.year if day else 0 for day in days], index=rows.index, dtype="int64")
    return rows.assign(year=years)[years > 0]


def series_with_years(facts: Facts) -> list[str]:
    """Return what a map can be filled with, one basis each: first what covers most provinces in one year.

    Returns
    -------
    list of str
        ``indicator~basis``; a basis that is not stated comes after all that are: its values need not compare.
    """
    return memoized("series", lambda: _series_with_years(facts), facts)


def _series_with_years(facts: Facts) -> list[str]:
    provinces = set(facts.regions.loc[facts.regions["level"] == "province", "region_id"])

    def cover(rows: pd.DataFrame) -> tuple[int, int]:
        years = rows[rows["region_id"].isin(provinces)].groupby("year")["region_id"].nunique()
        return int(years.max()) if len(years) else 0, len(rows)

    series = {(i, str(b)): dated(facts, i, str(b)) for i in (RATE, BAND) for b in facts.bases["basis_id"]}
    order = sorted(
        ((key, cover(rows)) for key, rows in series.items() if len(rows)), key=lambda entry: entry[1], reverse=True
    )
    return [f"{indicator}~{basis}" for (indicator, basis), _ in sorted(order, key=lambda entry: entry[0][1] == UNSTATED)]


def indicator_of(series: str, book: Book) -> str:
    """Name the indicator of a series in the reader's language."""
    return book.t.name(book.indicators[series.partition("~")[0]])


def series_name(series: str, book: Book) -> str:
    """Name a series in the reader's language: indicator and basis."""
    indicator, _, basis = series.partition("~")
    return book.t("chart.series_name", name=book.t.name(book.indicators[indicator]), basis=book.t.name(book.bases[basis]))


def by_year(facts: Facts, shapes: Shapes, series: str, when: str, chosen: tuple[str, str] | None, book: Book) -> ByYear:
    """Compute the map of a series in a year, with all its other years for the time control.

    Parameters
    ----------
    series : str
        ``indicator~basis``, a member of :func:`series_with_years`; empty where nothing is recorded.
    when : str
        ``year~within``, as the browser tells it; anything else gives the year with most reports alone.
    chosen : (kind, id) or None
        Over values lines would hide the message: only a pair that is chosen has its own.

    Returns
    -------
    ByYear
        Of year 0, all hatched, where the series has nothing that can be drawn.
    """
    return memoized(
        "by_year", lambda: _by_year(facts, shapes, series, when, chosen, book), facts, shapes, book, series, when, chosen
    )


def _by_year(facts: Facts, shapes: Shapes, series: str, when: str, chosen: tuple[str, str] | None, book: Book) -> ByYear:
    indicator_id, _, basis_id = (series or f"{RATE}~{UNSTATED}").partition("~")
    t, places = book.t, gazetteer(facts, shapes, book.t.lang)
    # Where the table lacks it, a fault says so.
    indicator = book.indicators.get(indicator_id, {"name_zh": RATE, "name_en": RATE, "unit": "%"})
    rows = dated(facts, indicator_id, basis_id)
    values, fill = _classed(rows, indicator_id, indicator["unit"], book)
    lines = _other_series(facts, series, book)
    if lines:
        more = FillClass(book.look.land, t("legend.elsewhere"), book.look.faint)
        fill = replace(fill, classes=(*fill.classes[:-1], more, fill.classes[-1]))
    year, within = split(when)
    differ = len(fill.classes) - 1
    frames = year_frames(values, differ, places.levels, places.area, places.names, places.labels, year, within)
    pair = facts.pairings[facts.pairings["pairing_id"] == (chosen[1] if chosen and chosen[0] == "flow" else "")]
    curves = curves_of(pair, facts, shapes)
    scene = replace(_scene(frames, fill, indicator, basis_id, curves, facts, shapes, book), chosen=chosen)
    if frames is None:
        return ByYear(scene, fill, 0, ())
    scene = replace(scene, frames=replace(frames, others=lines))
    if indicator_id == BAND and do_overlap(bands_in(rows)):
        legend = replace(scene.legend, notes=(t("legend.bands_overlap"), *scene.legend.notes))
        scene = replace(scene, legend=legend)
    return ByYear(scene, fill, frames.year, tuple(_rows_of_year(rows, frames.year, within)))


def _scene(
    frames: Frames | None,
    fill: Fill,
    indicator: Row,
    basis_id: str,
    curves: pd.DataFrame,
    facts: Facts,
    shapes: Shapes,
    book: Book,
) -> Scene:
    t = book.t
    basis = t.name(book.bases[basis_id]) if basis_id in book.bases else ""
    alt = t("map.alt_years", first=frames.years[0], last=frames.years[-1]) if frames else t("map.alt_rate", n=0)
    title = t("legend.rate_title", indicator=t.name(indicator), unit=t(f"unit.{indicator['unit']}"))
    setting = Setting(book.look, t, credit(shapes, t), alt, title=title)
    notes = (t("legend.basis", bases=basis), t("legend.by_year"))
    scene = rate_scene(_NO_VALUES, {}, {}, curves, gazetteer(facts, shapes, t.lang), setting, notes)
    words = {k: t(f"time.{k}") for k in ("year", "year_back", "year_on", "play", "exact", "within", "within_label", "known")}
    own = own_legend((area.rings for area, _, _ in frames.areas.values()), book.look, t) if frames else ()
    legend = replace(scene.legend, items=rate_legend(fill) + own + flow_legend(len(curves), t))
    labels = () if frames else scene.labels
    return replace(scene, fill=fill, legend=legend, labels=labels, text=scene.text | words | {"basis": basis})


def _classed(rows: pd.DataFrame, indicator_id: str, unit: str, book: Book) -> tuple[pd.DataFrame, Fill]:
    """Give every row its class and its words; bands are classes of their own, rates fall into the fixed ones."""
    t, look, region_rows = book.t, book.look, records(rows)
    texts = [value_text(row, unit, t) for row in region_rows]
    if indicator_id == BAND:
        bands = bands_in(rows)
        index = [band_index(row, bands) for row in region_rows]
        named = dict(zip(index, texts, strict=True))
        return rows.assign(index=index, text=texts), band_fill(bands, [named[i] for i in range(len(bands))], look, t)
    fill, _ = rate_fill(pd.DataFrame({"region_id": [], "value": []}), {}, lambda _area: None, look, t)
    return rows.assign(index=[rate_class(row["value"]) for row in region_rows], text=texts), fill


def _other_series(facts: Facts, series: str, book: Book) -> dict[str, tuple[str, ...]]:
    """The latest report of each region on every other basis, as lines of its card: value, when, basis."""
    t, latest = book.t, dict[str, dict[str, tuple[int, str]]]()
    for other in series_with_years(facts):
        if other == series:
            continue
        indicator_id, _, basis_id = other.partition("~")
        unit, basis = book.indicators[indicator_id]["unit"], t.name(book.bases[basis_id])
        for row in records(dated(facts, indicator_id, basis_id)):
            figure = t("overview.value_line", value=value_text(row, unit, t), date=record_period(row, t))
            line = t("tip.elsewhere", figure=figure, basis=basis)
            if row["year"] >= latest.setdefault(row["region_id"], {}).get(other, (0, ""))[0]:
                latest[row["region_id"]][other] = (row["year"], line)
    return {region: tuple(line for _, line in lines.values()) for region, lines in latest.items()}


def year_finding(by_year: ByYear, book: Book) -> str:
    """Say how many provinces have a value on a map, and how many of them fall into each class."""
    t = book.t
    classes = _classes_of_provinces(by_year, book)
    if not classes:
        return t("time.says_places", year=by_year.year, n=len({row["region_id"] for row in by_year.rows}))
    texts = [t("time.class", name=by_year.fill.classes[index].text, n=n) for index, n in sorted(classes.items())]
    return t("time.says", year=by_year.year, n=sum(classes.values()), classes=t("describe.comma").join(texts))


def year_qualifier(by_year: ByYear, book: Book) -> str:
    """Name the provinces of the smallest class, where they are few and others are in another; empty otherwise."""
    t, classes = book.t, _classes_of_provinces(by_year, book)
    if len(classes) < 2:
        return ""
    least = min(classes, key=lambda index: (classes[index], -index))
    if classes[least] > _MOST_NAMED:
        return ""
    inside = [region for region, index in _class_of(by_year, book) if index == least]
    names = t("describe.comma").join(book.short(region) for region in sorted(inside))
    return t("slide.listed", title=by_year.fill.classes[least].text, names=names)


def year_description(by_year: ByYear, facts: Facts, shapes: Shapes, series: str, book: Book) -> str:
    """Say every value that a map shows, for those who do not see it; with its date where other years are among them."""
    texts_of: dict[str, dict[str, None]] = {}
    within = by_year.scene.frames.within if by_year.scene.frames else 0
    for row in by_year.rows:
        text = value_text(row, book.indicators[row["indicator_id"]]["unit"], book.t)
        dated_text = book.t("overview.value_line", value=text, date=record_period(row, book.t))
        texts_of.setdefault(row["region_id"], {})[dated_text if within else text] = None
    lines = {region: " / ".join(texts) for region, texts in texts_of.items()}
    name = series_name(series, book) if series else RATE
    return values_sentence(lines, gazetteer(facts, shapes, book.t.lang).names, name, book.t)


def _classes_of_provinces(by_year: ByYear, book: Book) -> Counter[int]:
    return Counter(index for _, index in _class_of(by_year, book))


def _class_of(by_year: ByYear, book: Book) -> list[tuple[str, int]]:
    """Every province that has a value on the map, and the index of its class."""
    frames = by_year.scene.frames
    if frames is None:
        return []
    provinces = {i: values for i, values in frames.values.items() if book.regions[i]["level"] == "province"}
    values_of = ((region, known_in(values, frames)) for region, values in provinces.items())
    return [(region, value[0]) for region, value in values_of if value]


def split(when: str) -> tuple[int | None, int]:
    """Read ``year~within`` as the browser tells it."""
    year, _, within = when.partition("~")
    return (int(year) if year.isascii() and year.isdigit() else None), (int(within) if within in set("01235") else 0)


def year_left_out(by_year: ByYear, facts: Facts, shapes: Shapes, book: Book) -> dict[str, tuple[Row, ...]]:
    """Name the places of a year's values without a shape, and the rates reported without any date.

    Returns
    -------
    dict of str to tuple of dict
        Sentences, and of the one that names values the records of all that there are.
    """
    t, places, notes = book.t, gazetteer(facts, shapes, book.t.lang), dict[str, tuple[Row, ...]]()
    ids = dict.fromkeys(row["region_id"] for row in by_year.rows)
    undrawn = [i for i in ids if places.levels.get(i) not in ("province", "prefecture") and places.area(i) is None]
    if undrawn:
        few = t("describe.comma").join(book.region(i) for i in undrawn[:_NAMED])
        notes[t("overview.undrawn", n=len(undrawn), names=few)] = ()
    dateless = records(undated(facts.observations, RATE))
    if dateless:
        few = t("describe.comma").join(
            t("overview.undated_value", region=book.region(row["region_id"]), value=value_text(row, "%", t))
            for row in dateless[:_NAMED]
        )
        more = t("overview.undated_more") if len(dateless) > _NAMED else ""
        notes[t("overview.undated", n=len(dateless))] = ()
        notes[t("overview.undated_named", names=few, more=more)] = tuple(dateless)
    return notes


def year_panel(by_year: ByYear, book: Book) -> Markup:
    """List what the map shows in its year, the highest first, each figure opening to its source."""
    t = book.t
    # Of one basis and year; a band by its upper end, as on the map.
    rows = sorted(by_year.rows, key=lambda row: -(row["value"] if pd.isna(row["value_high"]) else row["value_high"]))
    title = t("time.panel", year=by_year.year, n=len({row["region_id"] for row in by_year.rows}))
    return join(element("h2", title, cls="panel-title"), *(observation_card(row, book) for row in rows))


def year_table(by_year: ByYear, book: Book) -> pd.DataFrame:
    """Return what the map shows in its year as a table: a row a value, headings in the reader's language."""
    return values_table(by_year.rows, book)


def _rows_of_year(rows: pd.DataFrame, year: int, within: int) -> list[Row]:
    near = rows[(rows["year"] <= year) & (rows["year"] >= year - within)]
    last = near[near["year"] == near.groupby("region_id")["year"].transform("max")] if len(near) else near
    return records(last.sort_values(["region_id", "observation_id"], kind="stable"))
