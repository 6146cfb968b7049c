"""The layers of a view: regions as its map colours them, figures of places, flows, what went along them, counties that left
the list.

Columns have the same names whatever the view and the language, codes are text, and every row has its source and its words,
so that layers of two exports can be joined and stacked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely
from geopandas import GeoDataFrame

from data.places.outlines import lonlat_of
from data.rows import Row, records
from geo.flows import bezier
from geo.projection import ALBERS, to_km
from geo.scene import Scene
from views import loaders
from views.addresses import refused, split_view
from views.book import Book
from views.by_page import VIEWS
from views.declared import from_values
from views.overview.national import credit, curves_of
from views.reader import Reader
from views.slides.parts import SlideContext, still
from views.unverified import facts_of
from views.view import View

#: Columns of a record's source, in every layer that has records.
_SOURCE: Final = ("source_id", "source_title", "publisher", "published", "tier", "url", "quote")
REGION_COLUMNS: Final = ("region_id", "name_zh", "name_en", "level", "parent_id", "class")
VALUE_COLUMNS: Final = (
    *("observation_id", "region_id", "name_zh", "name_en", "level", "indicator_id", "indicator_zh", "indicator_en"),
    *("value", "value_high", "bound", "unit", "period_start", "period_end", "point", "basis_id", "basis_zh", "basis_en"),
    *("status", *_SOURCE),
)
FLOW_COLUMNS: Final = (
    *("pairing_id", "helper_id", "helper_zh", "helper_en", "recipient_id", "recipient_zh", "recipient_en"),
    *("recipient_province_id", "programme_id", "programme_zh", "programme_en", "arrangement_id", "start", "end", *_SOURCE),
)
COOPERATION_COLUMNS: Final = (
    *("cooperation_id", "helper_id", "helper_zh", "helper_en", "recipient_id", "recipient_zh", "recipient_en", "dimension"),
    *("measure_id", "measure_zh", "measure_en", "value", "bound", "unit", "period_start", "period_end", "point", *_SOURCE),
)
DELISTING_COLUMNS: Final = (
    *("region_id", "listed_name", "name_zh", "name_en", "province_id", "batch", "status", "date", "area", "special"),
    *_SOURCE,
)
#: Pieces of a curve.
_PIECES: Final = 32


@dataclass(frozen=True, eq=False)
class Layer:
    """A layer by its name.

    Attributes
    ----------
    name : {"regions", "values", "flows", "cooperation", "delistings"}
    frame : GeoDataFrame
        Columns as the constant of its name has them, then ``geometry`` in kilometres of :data:`geo.projection.ALBERS`:
        polygons, for flows and co-operation lines from helper to recipient. What has no place on the map has None, and is
        still a row.
    """

    name: str
    frame: GeoDataFrame


@dataclass(frozen=True)
class Layers:
    """All layers of a view, and what is said of them."""

    title: str
    finding: str
    period: str
    basis: str
    boundaries: str
    data_version: str
    layers: tuple[Layer, ...]


def layers_of(view: str, lang: str = "zh", approval: str = "") -> Layers:
    """Return the layers of a view.

    Parameters
    ----------
    view : str
        Address below the atlas.
    approval : str
        The deployment's map approval number.

    Returns
    -------
    Layers
        A layer without rows is left out; ``regions`` stands only where the view has a map.

    Raises
    ------
    ValueError
        For an address that is no view of the atlas.
    """
    if refused(view):
        raise ValueError(f"{view[:80]!r} is no view of the atlas")
    page, values = split_view(view)
    facts, shapes = facts_of(values), loaders.shapes(approval)
    book = loaders.book(facts, Reader(lang))
    content = VIEWS[page](from_values(page, facts, book, values), facts, shapes, book)
    context = SlideContext(facts, shapes, book)
    layers = tuple(_layers(content, context)) if content else ()
    said = (content.title, content.finding, content.period, content.basis) if content else ("", "", "", "")
    return Layers(*said, credit(shapes, book.t), facts.version, layers)


def _layers(view: View, context: SlideContext) -> Iterator[Layer]:
    book, shapes = context.book, context.shapes
    if view.scene:
        yield Layer("regions", _regions(still(view.scene, context), context))
    if view.observations:
        rows = [_value(row, book) for row in view.observations]
        yield Layer("values", _frame(rows, VALUE_COLUMNS, [_outline(row["region_id"], context) for row in rows]))
    if len(view.pairings):
        curves = {row["flow_id"]: row for row in records(curves_of(view.pairings, context.facts, shapes))}
        rows = [_flow(row, context) for row in records(view.pairings)]
        yield Layer("flows", _frame(rows, FLOW_COLUMNS, [_line(curves.get(row["pairing_id"])) for row in rows]))
        if view.cooperation:
            lines = {(row["helper_id"], row["recipient_id"]): curves.get(row["pairing_id"]) for row in rows}
            rows = [_cooperation(row, book) for row in view.cooperation]
            between = [_line(lines.get((row["helper_id"], row["recipient_id"]))) for row in rows]
            if any(line is not None for line in between):
                yield Layer("cooperation", _frame(rows, COOPERATION_COLUMNS, between))
    if view.delistings:
        rows = [_delisting(row, context) for row in view.delistings]
        yield Layer("delistings", _frame(rows, DELISTING_COLUMNS, [_outline(row["region_id"], context) for row in rows]))


def _frame(rows: Sequence[Row], columns: Sequence[str], shapes: Sequence[Any]) -> GeoDataFrame:
    table = pd.DataFrame(rows, columns=list(columns))
    return GeoDataFrame(table, geometry=list(shapes), crs=ALBERS)


def _regions(scene: Scene, context: SlideContext) -> GeoDataFrame:
    """All provinces, and what else the map fills: each with the words of its class, empty where it has none."""
    facts, fill = context.facts, scene.fill
    classes = dict.fromkeys(facts.regions.loc[facts.regions["level"] == "province", "region_id"], fill.rest)
    classes |= {area.area_id: area.index for area in fill.areas}
    classes |= fill.provinces | {i: n for i, n in fill.prefectures.items() if i not in fill.provinces} | fill.counties
    rows = [
        _named(i, context.book) | {"class": "" if n is None else fill.classes[n].text}
        for i, n in sorted(classes.items())
        if i in context.book.regions
    ]
    return _frame(rows, REGION_COLUMNS, [_outline(row["region_id"], context) for row in rows])


def _named(region_id: str, book: Book) -> Row:
    row = book.regions[region_id]
    return {key: row[key] for key in ("region_id", "name_zh", "name_en", "level", "parent_id")}


def _value(row: Row, book: Book) -> Row:
    indicator, basis = book.indicators[row["indicator_id"]], book.bases[row["basis_id"]]
    return {
        **row,
        **_named(row["region_id"], book),
        "indicator_zh": indicator["name_zh"],
        "indicator_en": indicator["name_en"],
        "unit": indicator["unit"],
        "basis_zh": basis["name_zh"],
        "basis_en": basis["name_en"],
        **_source(row, book),
    }


def _flow(row: Row, context: SlideContext) -> Row:
    book = context.book
    helper, recipient = book.regions[row["helper_id"]], book.regions[row["recipient_id"]]
    programme = book.programmes[row["programme_id"]]
    return {
        **row,
        "helper_zh": helper["name_zh"],
        "helper_en": helper["name_en"],
        "recipient_zh": recipient["name_zh"],
        "recipient_en": recipient["name_en"],
        "recipient_province_id": _province(row["recipient_id"], context),
        "programme_zh": programme["name_zh"],
        "programme_en": programme["name_en"],
        **_source(row, book),
    }


def _cooperation(row: Row, book: Book) -> Row:
    """A figure of what one side did for the other, in the unit of its measure; a side that is not stated has no name."""
    helper, recipient = (book.regions.get(row[f"{side}_id"], {}) for side in ("helper", "recipient"))
    measure = book.measures[row["measure_id"]]
    return {
        **row,
        "helper_zh": helper.get("name_zh", ""),
        "helper_en": helper.get("name_en", ""),
        "recipient_zh": recipient.get("name_zh", ""),
        "recipient_en": recipient.get("name_en", ""),
        "measure_zh": measure["name_zh"],
        "measure_en": measure["name_en"],
        **_source(row, book),
    }


def _delisting(row: Row, context: SlideContext) -> Row:
    names = _named(row["region_id"], context.book)
    return {**row, **names, "province_id": _province(row["region_id"], context), **_source(row, context.book)}


def _province(region_id: str, context: SlideContext) -> str:
    over = context.facts.hierarchy.ancestors(region_id)
    return next((i for i in over if context.book.regions.get(i, {}).get("level") == "province"), "")


def _source(row: Row, book: Book) -> Row:
    source = book.sources[row["source_id"]]
    cells = {key: source[key] for key in ("source_id", "publisher", "published", "tier", "url")}
    return {**cells, "source_title": source["title"], "quote": row["quote"]}


def _outline(region_id: str, context: SlideContext) -> Any:
    """The polygon of a region, of an area its own or those of its members together; None where it has none."""
    outline = context.shapes.outline(region_id)
    if outline is not None:
        return outline
    drawn = context.facts.outlines
    own = drawn.loc[drawn["area_id"] == region_id, "outline"].tolist()
    if own:
        degrees = lonlat_of(own[0])
        return shapely.transform(degrees, lambda p: np.column_stack(to_km(p[:, 0], p[:, 1])))
    members = context.facts.area_members
    ids = members.loc[members["area_id"] == region_id, "region_id"]
    parts = [part for i in ids if (part := context.shapes.outline(i)) is not None]
    return shapely.union_all(parts) if parts else None


def _line(curve: Row | None) -> Any:
    if curve is None:
        return None
    ends = [(curve[f"x{n}"], curve[f"y{n}"]) for n in ("0", "1")]
    control = (curve["cx"], curve["cy"])
    return shapely.LineString(np.array([bezier(ends[0], control, ends[1], n / _PIECES) for n in range(_PIECES + 1)]))
