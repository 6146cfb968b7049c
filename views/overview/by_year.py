"""The national map by year: one basis at a time, stepped and played in the browser, followed by a table when it rests."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from data.dates import day_of
from data.figures.comparability import BAND
from data.figures.reported import RATE
from data.load import Facts
from data.rows import Row, records
from geo.compose.layers.bands import band_fill, band_index, bands_in
from geo.compose.layers.frames import year_frames
from geo.compose.layers.rates import rate_class, rate_fill, rate_legend
from geo.compose.scenes import Setting, rate_scene
from geo.scene import Fill, Scene
from views.book import Book
from views.loaders import Shapes, gazetteer
from views.memo import memoized
from views.overview.national import credit
from views.parts.cards import observation_card
from views.parts.markup import Markup, element, join
from views.parts.record_tables import values_table
from views.parts.words import value_text

UNSTATED = "unstated"
#: What the browser may tell: a year and how many years a report may stand for.
MOMENTS = frozenset(f"{year}~{within}" for year in range(1978, 2031) for within in (0, 1, 2, 3, 5))


@dataclass(frozen=True)
class ByYear:
    """The map by year and what it shows now.

    Attributes
    ----------
    year : int
        The year it shows.
    rows : tuple of dict
        The observations on the map in its year, as rows with ``year``.
    """

    scene: Scene
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
    rows = facts.observations
    rows = rows[(rows["indicator_id"] == indicator_id) & (rows["status"] == "reported") & (rows["basis_id"] == basis_id)]
    rows = rows[rows["point"] != "start"]
    days = [day_of(row["period_start"], row["period_end"], row["point"]) for row in records(rows)]
    years = pd.Series([day.year if day else 0 for day in days], index=rows.index, dtype="int64")
    return rows.assign(year=years)[years > 0]


def series_with_years(facts: Facts) -> list[str]:
    """Return what can be stepped through: stated bases first, then by number of records; bands as series of their own.

    Returns
    -------
    list of str
        ``indicator~basis``.
    """
    return memoized("series", lambda: _series_with_years(facts), facts)


def _series_with_years(facts: Facts) -> list[str]:
    counts = {(i, str(b)): len(dated(facts, i, str(b))) for i in (RATE, BAND) for b in facts.bases["basis_id"]}
    # A basis that is stated before one that is not: its values compare.
    order = sorted(counts.items(), key=lambda pair: (pair[0][0] != RATE, pair[0][1] == UNSTATED, -pair[1]))
    return [f"{indicator}~{basis}" for (indicator, basis), n in order if n]


def series_name(series: str, book: Book) -> str:
    """Name a series in the reader's language: indicator and basis."""
    indicator, _, basis = series.partition("~")
    return book.t("chart.series_name", name=book.t.name(book.indicators[indicator]), basis=book.t.name(book.bases[basis]))


def by_year(facts: Facts, shapes: Shapes, series: str, when: str, book: Book) -> ByYear | None:
    """Compute the map of a series by year.

    Parameters
    ----------
    series : str
        ``indicator~basis``, a member of :func:`series_with_years`.
    when : str
        ``year~within``, as the browser tells it; anything else gives the last year alone.

    Returns
    -------
    ByYear or None
        None where the basis has nothing that can be drawn.
    """
    indicator_id, _, basis_id = series.partition("~")
    if not basis_id:
        return None
    t, indicator = book.t, book.indicators[indicator_id]
    places = gazetteer(facts, shapes, t.lang)
    rows = dated(facts, indicator_id, basis_id)
    values, fill = _classed(rows, indicator_id, indicator["unit"], book)
    year, within = split(when)
    differ = len(fill.classes) - 1
    frames = year_frames(values, differ, places.levels, places.members, places.names, places.labels, year, within)
    if frames is None:
        return None
    basis = t.name(book.bases[basis_id])
    title = t("legend.rate_title", indicator=t.name(indicator), unit=t(f"unit.{indicator['unit']}"))
    setting = Setting(
        book.look, t, credit(shapes, t), t("map.alt_years", first=frames.years[0], last=frames.years[-1]), title=title
    )
    empty = pd.DataFrame({"region_id": [], "value": []})
    no_flows = pd.DataFrame(columns=["flow_id", "helper_id", "recipient_id", "x0", "y0", "cx", "cy", "x1", "y1"])
    scene = rate_scene(empty, {}, {}, no_flows, places, setting, (t("legend.basis", bases=basis), t("legend.by_year")))
    words = {k: t(f"time.{k}") for k in ("year", "year_back", "year_on", "play", "exact", "within", "known")}
    legend = replace(scene.legend, items=rate_legend(fill))
    scene = replace(scene, frames=frames, fill=fill, legend=legend, labels=(), text=scene.text | words | {"basis": basis})
    return ByYear(scene, frames.year, tuple(_shown(rows, frames.year, within)))


def _classed(rows: pd.DataFrame, indicator_id: str, unit: str, book: Book) -> tuple[pd.DataFrame, Fill]:
    """Give every row its class and its words; bands are classes of their own, rates fall into the fixed ones."""
    t, look, some = book.t, book.look, records(rows)
    texts = [value_text(row, unit, t) for row in some]
    if indicator_id == BAND:
        bands = bands_in(rows)
        index = [band_index(row, bands) for row in some]
        named = dict(zip(index, texts, strict=True))
        return rows.assign(index=index, text=texts), band_fill(bands, [named[i] for i in range(len(bands))], look, t)
    fill, _ = rate_fill(pd.DataFrame({"region_id": [], "value": []}), {}, {}, look, t)
    return rows.assign(index=[rate_class(row["value"]) for row in some], text=texts), fill


def with_choice(scene: Scene, chosen: tuple[str, str] | None) -> Scene:
    """Return a scene with what the reader has chosen.

    Parameters
    ----------
    chosen : (kind, id) or None
    """
    return replace(scene, chosen=chosen)


def split(when: str) -> tuple[int | None, int]:
    """Read ``year~within`` as the browser tells it."""
    year, _, within = when.partition("~")
    return (int(year) if year.isascii() and year.isdigit() else None), (int(within) if within in set("01235") else 0)


def year_panel(shown: ByYear, book: Book) -> Markup:
    """List what the map shows in its year, each figure opening to its source."""
    t = book.t
    title = t("time.panel", year=shown.year, n=len({row["region_id"] for row in shown.rows}))
    return join(element("h2", title, cls="panel-title"), *(observation_card(row, book) for row in shown.rows))


def year_table(shown: ByYear, book: Book) -> pd.DataFrame:
    """Return what the map shows in its year as a table: a row a value, headings in the reader's language."""
    return values_table(shown.rows, book)


def _shown(rows: pd.DataFrame, year: int, within: int) -> list[Row]:
    near = rows[(rows["year"] <= year) & (rows["year"] >= year - within)]
    last = near[near["year"] == near.groupby("region_id")["year"].transform("max")] if len(near) else near
    return records(last.sort_values(["region_id", "observation_id"], kind="stable"))
