"""The counties that left the list of poor counties as a map of the country, by the year of their batch."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pandas as pd

from data.load import Facts
from data.rows import Row, records
from data.schema.place_model import BATCHES, POOR_AREAS, SPECIAL
from geo.compose.counties import Group, batch_scene
from geo.compose.scenes import Setting
from geo.scene import Scene
from text.dates import format_date
from views.book import Book
from views.loaders import Shapes, gazetteer
from views.memo import memoized
from views.overview.national import credit
from views.parts.delisting_card import area_name
from views.parts.words import reporter

#: What outlines are drawn around: nothing, the counties of the last batch, groups that a source puts a county into.
OUTLINES: Final = ("none", "last", "special", "areas")
#: So many counties without a shape are named; of more, only their number is said.
_NAMED: Final = 3


def listed(facts: Facts) -> list[Row]:
    """Return the counties of the lists, each once, with what is stated of its leaving: rows of ``delistings``."""
    rows = facts.delistings
    return memoized("listed", lambda: records(rows[rows["status"] == "stated"]), facts)


def left_until(facts: Facts, when: str) -> list[Row]:
    """Return the counties that had left by a batch.

    Parameters
    ----------
    when : str
        Year of the batch; that batch counts.
    """
    return [row for row in listed(facts) if row["batch"] <= when]


def provinces_of(facts: Facts) -> list[str]:
    """Return the provinces with counties on the list, by code."""
    return list(dict.fromkeys(sorted(province_of(row["region_id"], facts) for row in listed(facts))))


def province_of(region_id: str, facts: Facts) -> str:
    """Return the province that a region lies in; an unknown one is taken by its code."""
    above = facts.hierarchy.ancestors(region_id)
    return next((i for i in above if i.endswith("0000")), f"{region_id[:2]}0000")


def county_scene(facts: Facts, shapes: Shapes, when: str, outline: str, chosen: str, book: Book) -> Scene:
    """Compose the map.

    Parameters
    ----------
    when : str
        Year of the batch that is shown first.
    outline : str
        A member of :data:`OUTLINES`.
    chosen : str
        Province or county that is marked; empty for none.
    """
    t, rows, places = book.t, listed(facts), gazetteer(facts, shapes, book.t.lang)
    groups = _groups(rows, outline, {book.short(i) for i in provinces_of(facts)}, book)
    setting = Setting(
        book.look,
        t,
        credit(shapes, t),
        t("delisted.alt", n=len(rows), first=BATCHES[0], last=BATCHES[-1]),
        title=t("legend.batches", n=len(rows)),
        chosen=("region", chosen) if chosen else None,
    )
    inside = sum(len(group.members) for group in groups)
    rim = t(f"outline.{outline}", n=inside) if groups else ""
    notes = [t("delisted.uncoloured"), t("delisted.batch_note"), *_undrawn(rows, places.labels.keys(), book)]
    if outline in ("special", "areas"):
        notes.append(t("outline.recorded", n=inside))
    batch_of = {row["region_id"]: row["batch"] for row in rows}
    return batch_scene(batch_of, BATCHES, when, groups, rim, places, setting, tuple(notes))


def _groups(rows: list[Row], outline: str, outlined: Collection[str], book: Book) -> list[Group]:
    """Gather the counties within each outline; a group without any is left out, as is a name that is said already."""
    if outline == "last":
        members = tuple(row["region_id"] for row in rows if row["batch"] == BATCHES[-1])
        return [Group("", members)] if members else []
    if outline == "special":
        named = {value: book.t(f"special_area.{n}") for n, value in enumerate(SPECIAL, start=1)}
        column = "special"
    else:
        named, column = {value: area_name(value, book) for value in POOR_AREAS if outline == "areas"}, "area"
    named = {value: "" if name in outlined else name for value, name in named.items()}
    groups = [Group(name, tuple(r["region_id"] for r in rows if r[column] == value)) for value, name in named.items()]
    return [group for group in groups if group.members]


def _undrawn(rows: list[Row], drawn: Collection[str], book: Book) -> list[str]:
    """Say which counties of the list the map does not show."""
    t, missing = book.t, [row for row in rows if row["region_id"] not in drawn]
    if not missing:
        return []
    if len(missing) > _NAMED:
        return [t("delisted.undrawn", n=len(missing))]
    named = t("describe.comma").join(
        t("delisted.undrawn_one", name=book.short(row["region_id"]), batch=row["batch"]) for row in missing
    )
    return [t("delisted.undrawn_names", n=len(missing), names=named)]


def county_sentence(facts: Facts, when: str, book: Book) -> str:
    """Say how many counties had left by a batch, and how many had not."""
    t, total, left = book.t, len(listed(facts)), len(left_until(facts, when))
    key = "delisted.until_all" if left == total else "delisted.until"
    return t(key, year=when, n=left, total=total, ahead=total - left)


def county_table(facts: Facts, when: str, book: Book) -> pd.DataFrame:
    """Return the counties that had left by a batch as a table.

    Returns
    -------
    DataFrame
        One row a county, by batch and code: province, county, batch, approval, area, who says so, the words. Headings in
        the reader's language; empty where none had left.
    """
    t = book.t
    return pd.DataFrame(
        [
            {
                t("level.province"): book.region(province_of(row["region_id"], facts)),
                t("level.county"): book.region(row["region_id"]),
                t("delisted.batch"): row["batch"],
                t("delisted.approved"): format_date(row["date"], t.lang) if row["date"] else "",
                t("delisting.area"): area_name(row["area"], book),
                t("table.reported"): reporter(book.sources[row["source_id"]], t),
                t("table.quote"): row["quote"],
            }
            for row in sorted(left_until(facts, when), key=lambda row: (row["batch"], row["region_id"]))
        ]
    )


def province_table(facts: Facts, when: str, book: Book) -> pd.DataFrame:
    """Return how many counties had left by a batch, province by province.

    Returns
    -------
    DataFrame
        One row a province with counties on the list: its name, each batch, all that had left, all on the list. Headings in
        the reader's language.
    """
    t, years = book.t, [year for year in BATCHES if year <= when]
    rows_of_table = []
    for province in provinces_of(facts):
        own = [row["batch"] for row in listed(facts) if province_of(row["region_id"], facts) == province]
        counts = {year: own.count(year) for year in years}
        sums = {t("delisted.left"): sum(counts.values()), t("delisted.on_list"): len(own)}
        rows_of_table.append({t("delisted.province"): book.short(province), **counts, **sums})
    return pd.DataFrame(rows_of_table)
