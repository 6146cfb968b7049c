"""The national map by year: one basis at a time, stepped and played in the browser, followed by a table when it rests."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from data.dates import day_of
from data.load import Facts
from data.rows import Row, records
from geo.compose import Setting, rate_scene
from geo.layers.frames import rate_frames
from geo.scene import Scene
from ui import theme
from ui.cards import Book, observation_card
from ui.loaders import Shapes, gazetteer
from ui.markup import Markup, element, join
from ui.national import RATE, credit
from ui.words import period_text, reporter, value_text

UNSTATED = "unstated"
#: What the browser may tell: a year and how many years a report may stand for.
MOMENTS = frozenset(f"{year}~{within}" for year in range(1978, 2031) for within in (0, 1, 2, 3, 5))


@dataclass(frozen=True)
class ByYear:
    """The map by year and what it shows now.

    Attributes
    ----------
    scene : Scene
    year : int
        The year it shows.
    rows : tuple of dict
        The observations on the map in its year, as rows with ``year``.
    """

    scene: Scene
    year: int
    rows: tuple[Row, ...]


def dated(facts: Facts, basis_id: str) -> pd.DataFrame:
    """Return the reported rates of a basis with the year each stands for.

    Parameters
    ----------
    facts : Facts
    basis_id : str

    Returns
    -------
    DataFrame
        Rows of ``observations`` and ``year`` (int). The level at the beginning of a period is left out: it is no year's.
    """
    rows = facts.observations
    rows = rows[(rows["indicator_id"] == RATE) & (rows["status"] == "reported") & (rows["basis_id"] == basis_id)]
    rows = rows[rows["point"] != "start"]
    days = [day_of(row["period_start"], row["period_end"], row["point"]) for row in records(rows)]
    years = pd.Series([day.year if day else 0 for day in days], index=rows.index, dtype="int64")
    return rows.assign(year=years)[years > 0]


def bases_with_years(facts: Facts) -> list[str]:
    """Return the bases that have reported rates with a date: stated ones first, then by number of records.

    Parameters
    ----------
    facts : Facts

    Returns
    -------
    list of str
    """
    counts = {str(i): len(dated(facts, str(i))) for i in facts.bases["basis_id"]}
    # A basis that is stated before one that is not: its values compare.
    order = sorted(counts.items(), key=lambda pair: (pair[0] == UNSTATED, -pair[1]))
    return [basis for basis, n in order if n]


def by_year(facts: Facts, shapes: Shapes, basis_id: str, when: str, book: Book) -> ByYear | None:
    """Compute the map of a basis by year.

    Parameters
    ----------
    facts : Facts
    shapes : Shapes
    basis_id : str
    when : str
        ``year~within``, as the browser tells it; anything else gives the last year alone.
    book : Book

    Returns
    -------
    ByYear or None
        None where the basis has nothing that can be drawn.
    """
    t, indicator = book.t, book.indicators[RATE]
    places = gazetteer(facts, shapes, t.lang)
    rows = dated(facts, basis_id)
    texts = [value_text(row, indicator["unit"], t) for row in records(rows)]
    year, within = split(when)
    frames = rate_frames(rows.assign(text=texts), places.levels, places.members, places.names, places.labels, year, within)
    if frames is None:
        return None
    basis = t.name(book.bases[basis_id])
    title = t("legend.rate_title", indicator=t.name(indicator), unit=t(f"unit.{indicator['unit']}"))
    setting = Setting(theme.look(), t, credit(shapes, t), t("map.alt_years", first=frames.years[0], last=frames.years[-1]),
                      title=title)  # fmt: skip
    empty = pd.DataFrame({"region_id": [], "value": []})
    no_flows = pd.DataFrame(columns=["flow_id", "helper_id", "recipient_id", "x0", "y0", "cx", "cy", "x1", "y1"])
    scene = rate_scene(empty, {}, {}, no_flows, places, setting, (t("legend.basis", bases=basis), t("legend.by_year")))
    words = {k: t(f"time.{k}") for k in ("year", "year_back", "year_on", "play", "exact", "within", "known")}
    scene = replace(scene, frames=frames, labels=(), text=scene.text | words | {"basis": basis})
    return ByYear(scene, frames.year, tuple(_shown(rows, frames.year, within)))


def with_choice(scene: Scene, chosen: tuple[str, str] | None) -> Scene:
    """Return a scene with what the reader has chosen.

    Parameters
    ----------
    scene : Scene
    chosen : (kind, id) or None

    Returns
    -------
    Scene
    """
    return replace(scene, chosen=chosen)


def split(when: str) -> tuple[int | None, int]:
    """Read ``year~within`` as the browser tells it.

    Parameters
    ----------
    when : str

    Returns
    -------
    year : int or None
    within : int
    """
    year, _, within = when.partition("~")
    return (int(year) if year.isascii() and year.isdigit() else None), (int(within) if within in set("01235") else 0)


def year_panel(shown: ByYear, book: Book) -> Markup:
    """List what the map shows in its year, each figure opening to its source.

    Parameters
    ----------
    shown : ByYear
    book : Book

    Returns
    -------
    Markup
    """
    t = book.t
    title = t("time.panel", year=shown.year, n=len({row["region_id"] for row in shown.rows}))
    return join(element("h2", title, cls="panel-title"), *(observation_card(row, book) for row in shown.rows))


def year_table(shown: ByYear, book: Book) -> pd.DataFrame:
    """Return what the map shows in its year as a table with headings in the reader's language.

    Parameters
    ----------
    shown : ByYear
    book : Book

    Returns
    -------
    DataFrame
    """
    t, unit = book.t, book.indicators[RATE]["unit"]
    return pd.DataFrame(
        [
            {
                t("table.region"): book.region(row["region_id"]),
                t("table.value"): value_text(row, unit, t),
                t("table.period"): period_text(row, t),
                t("table.basis"): t.name(book.bases[row["basis_id"]]),
                t("table.reported"): reporter(book.sources[row["source_id"]], t),
                t("table.quote"): row["quote"],
            }
            for row in shown.rows
        ]
    )


def _shown(rows: pd.DataFrame, year: int, within: int) -> list[Row]:
    near = rows[(rows["year"] <= year) & (rows["year"] >= year - within)]
    last = near[near["year"] == near.groupby("region_id")["year"].transform("max")] if len(near) else near
    return records(last.sort_values(["region_id", "observation_id"], kind="stable"))


@st.cache_resource(max_entries=8, show_spinner=False)
def bases_of(version: str, *, _facts: Facts) -> list[str]:
    """Return :func:`bases_with_years`, once for a version of the facts."""
    return bases_with_years(_facts)
