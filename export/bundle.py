"""Many files of a deck in one: a picture a slide, or a table a slide, in a ZIP that is the same for the same deck."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import Final

import pandas as pd

from export.browser import Pictures, chart_svg
from export.pictures import to_png
from export.sheets import write_csv
from export.slide import Show, Slide
from export.still import SIZES, still, still_chart, words_of
from geo.geometry import Geometry
from look.palette import Theme

#: No clock in a file: two exports of the same deck are the same.
_TIME: Final = (1980, 1, 1, 0, 0, 0)
_NAME: Final = 48
#: What a chart that names no size of its own was laid out for, in pixels: the larger room of a slide.
_LAID: Final = (768, 500)


def write_pictures(
    show: Show, geometry: Geometry, size: str, kind: str, progress: Callable[[int, int], None],
    cancelled: Callable[[], bool] = lambda: False,
) -> bytes:  # fmt: skip
    """Write a picture of every map and chart of a deck.

    Parameters
    ----------
    show : Show
    geometry : Geometry
    size : str
        A key of :data:`export.still.SIZES`.
    kind : {"png", "svg"}
    progress : callable
        Called with the number of slides done and of all; what it raises ends the writing.
    cancelled : callable
        Asked while a browser draws a chart.

    Returns
    -------
    bytes
        A ZIP. A slide of words alone has no picture; a deck of such slides gives a ZIP with nothing in it.

    Raises
    ------
    MissingFont, MissingBrowser, BrowserFailed, PageFailed, TooSlow, Cancelled
        As :mod:`export.browser`; a deck without charts needs no browser.
    """
    with ExitStack() as stack:
        using: list[Pictures] = []

        def browser() -> Pictures:
            if not using:
                using.append(stack.enter_context(Pictures(cancelled=cancelled)))
            return using[0]

        files: dict[str, bytes] = {}
        for number, one in enumerate(show.slides, start=1):
            progress(number - 1, len(show.slides))
            for name, svg in _stills(one, show, geometry, size, browser):
                drawn = svg.encode() if kind == "svg" else to_png(svg, SIZES[size][0])
                files[f"{number:02d} {_plain(one.title)}{name}.{kind}"] = drawn
        progress(len(show.slides), len(show.slides))
    return pack_files(files)


def _stills(
    one: Slide, show: Show, geometry: Geometry, size: str, browser: Callable[[], Pictures]
) -> Iterator[tuple[str, str]]:  # fmt: skip
    words, theme = words_of(one, show), _theme(show)
    if one.scene:
        yield "", still(one.scene, geometry, one.names, words, size)
    for number, chart in enumerate(one.charts, start=1):
        # At the size it was laid out for, then made to fit: what a chart says is placed for its own width and height.
        laid = chart.figure.layout
        svg = chart_svg(chart.figure, int(laid.width or _LAID[0]), int(laid.height or _LAID[1]), using=browser())
        yield f" {number}" if one.scene or len(one.charts) > 1 else "", still_chart(svg, words, theme, size, chart.alt)


def _theme(show: Show) -> Theme:
    return "dark" if show.theme == "dark" else "light"


def write_tables(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """Write tables as CSV files.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Name of a file, without its ending, to its table; empty tables are left out.

    Returns
    -------
    bytes
        A ZIP of files as :func:`export.sheets.write_csv` writes them.
    """
    named = {f"{_plain(name)}.csv": table for name, table in tables.items() if len(table)}
    return pack_files({name: write_csv(table) for name, table in named.items()})


def pack_files(files: Mapping[str, bytes]) -> bytes:
    """Put files into a ZIP without a date.

    Parameters
    ----------
    files : mapping of str to bytes
        By name, in their order.

    Returns
    -------
    bytes
    """
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, content)
    return room.getvalue()


def only_file(packed: bytes) -> tuple[str, bytes] | None:
    """Return the file of a ZIP that holds no other: nobody wants to unpack a single picture.

    Parameters
    ----------
    packed : bytes
        As :func:`pack_files` writes it.

    Returns
    -------
    (name, content) or None
        None for a ZIP of several files or of none.
    """
    with zipfile.ZipFile(io.BytesIO(packed)) as room:
        names = room.namelist()
        return (names[0], room.read(names[0])) if len(names) == 1 else None


def _plain(text: str) -> str:
    """A name that every file system takes: letters, digits, spaces, hyphens."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in text)
    return " ".join(kept.split())[:_NAME].strip() or "file"
