"""The rates of two years side by side: one basis, the same classes, one legend; what changed class is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.figures.comparability import BAND
from data.load import Facts
from data.rows import Row
from geo.compose.layers.bands import band_of
from geo.compose.layers.rates import rate_class
from geo.scene import Panel
from geo.year import of_year
from views.book import Book
from views.loaders import Shapes, gazetteer
from views.memo import memoized
from views.overview.by_year import ByYear, by_year, dated


@dataclass(frozen=True)
class TwoYears:
    """Two years of a series, the earlier first, and how provinces of which both are known moved between the classes.

    Attributes
    ----------
    higher, lower, same : int
        Provinces whose class of the later year is a higher one, a lower one, the same.
    overlap : int
        Provinces whose bands of the two years are not the same and overlap: which is the higher nobody knows.
    differ : int
        Provinces of which in one of the years reports fall into different classes.
    once : int
        Provinces of which one of the two years is known alone.
    """

    years: tuple[ByYear, ByYear]
    panels: tuple[Panel, Panel]
    higher: int
    lower: int
    same: int
    overlap: int
    differ: int
    once: int


def reported_years(facts: Facts, series: str) -> list[str]:
    """Return the years of which a series has a value, ascending, as an address has them.

    Parameters
    ----------
    series : str
        ``indicator~basis``; empty gives none.
    """
    indicator, _, basis = series.partition("~")
    return [str(year) for year in sorted(set(dated(facts, indicator, basis)["year"]))] if basis else []


def two_years(facts: Facts, shapes: Shapes, series: str, years: tuple[int, int], book: Book) -> TwoYears | None:
    """Compute the maps of two years.

    Parameters
    ----------
    years : (int, int)
        In any order; a report stands for its own year alone.

    Returns
    -------
    TwoYears or None
        None where the two are one year, or one of them has nothing that can be drawn.
    """
    return memoized(
        "two_years", lambda: _two_years(facts, shapes, series, sorted(years), book), facts, shapes, book, series, years
    )


def _two_years(facts: Facts, shapes: Shapes, series: str, years: Sequence[int], book: Book) -> TwoYears | None:
    first, last = (by_year(facts, shapes, series, f"{year}~0", None, book) for year in years)
    if first.year == last.year or [first.year, last.year] != list(years):
        return None
    moves = dict.fromkeys(("higher", "lower", "same", "overlap", "differ", "once"), 0)
    before, after = (_reports(shown, book) for shown in (first, last))
    for region in before.keys() | after.keys():
        moves[_move(before.get(region), after.get(region))] += 1
    return TwoYears((first, last), (_panel(first, facts, shapes, book), _panel(last, facts, shapes, book)), **moves)


@dataclass(frozen=True)
class _Report:
    """What is reported of a province in a year: its classes, and between which values it lies."""

    classes: frozenset[object]
    low: float
    high: float


def _reports(shown: ByYear, book: Book) -> dict[str, _Report]:
    found: dict[str, list[Row]] = {}
    for row in shown.rows:
        if book.regions[row["region_id"]]["level"] == "province":
            found.setdefault(row["region_id"], []).append(row)
    return {region: _report(rows) for region, rows in found.items()}


def _report(rows: Sequence[Row]) -> _Report:
    if rows[0]["indicator_id"] == BAND:
        bands = [band_of(row) for row in rows]
        return _Report(frozenset(bands), min(band[0] for band in bands), max(band[1] for band in bands))
    classes = [rate_class(row["value"]) for row in rows]
    return _Report(frozenset(classes), min(classes), max(classes))


def _move(before: _Report | None, after: _Report | None) -> str:
    """Say how a province moved: bands that overlap tell no direction, reports that differ nothing at all."""
    if before is None or after is None:
        return "once"
    if before.classes == after.classes and len(after.classes) == 1:
        return "same"
    if len(before.classes) > 1 or len(after.classes) > 1:
        return "differ"
    if after.high <= before.low:
        return "lower"
    return "higher" if after.low >= before.high else "overlap"


def _panel(shown: ByYear, facts: Facts, shapes: Shapes, book: Book) -> Panel:
    t, levels = book.t, gazetteer(facts, shapes, book.t.lang).levels
    drawn = [i for i in shapes.places if i in levels]
    provinces, prefectures = ([i for i in drawn if levels[i] == level] for level in ("province", "prefecture"))
    scene = of_year(shown.scene, provinces, prefectures)
    n = len({row["region_id"] for row in shown.rows})
    title = t("time.panel", year=shown.year, n=n)
    scene = replace(scene, text=scene.text | {"alt": title, "unnamed": t("map.unnamed_short", n="{n}")}, chosen=None)
    return Panel(title, scene, said=t("years.year", year=shown.year))


def two_years_finding(shown: TwoYears, book: Book) -> str:
    """Count what changed class among provinces of which both years are known."""
    t, (first, last) = book.t, (one.year for one in shown.years)
    kinds = {
        t("years.lower", n=shown.lower): shown.lower,
        t("years.higher", n=shown.higher): shown.higher,
        t("years.overlap", n=shown.overlap): shown.overlap,
        t("years.differ", n=shown.differ): shown.differ,
        t("years.unchanged", n=shown.same): shown.same,
    }
    both, changes = sum(kinds.values()), [text for text, n in kinds.items() if n]
    if changes:
        return t("years.says", first=first, last=last, n=both, told=t("describe.comma").join(changes))
    return t("years.no_province", first=first, last=last)


def two_years_qualifier(shown: TwoYears, book: Book) -> str:
    """Count the provinces of which one of the years is known; empty where there is none."""
    return book.t("years.once", n=shown.once) if shown.once else ""
