"""Many files of a deck in one: a picture a slide, or a table a slide, in a ZIP that is the same for the same deck."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final

import pandas as pd

from charts.plotly.figure import plotly_figure
from export.pictures.browser import Pictures
from export.pictures.png import to_png, with_dpi
from export.pictures.still import DPI, Finish, Words, chart_room, still, still_chart, words_of
from export.tables.sheets import write_csv
from geo.shapes.geometry import Geometry
from look.palette import Theme
from text.catalogue import Catalogue
from views.file_names import safe_name
from views.slide import Chart, Show

#: No clock in a file: two exports of the same deck are the same.
_TIME: Final = (1980, 1, 1, 0, 0, 0)
_NAME: Final = 48
_PLAIN: Final = Finish()


@dataclass(frozen=True)
class Picture:
    """A picture of a deck before it is written.

    Attributes
    ----------
    name : str
        Of its file, without the ending.
    svg : str
        Empty where a browser has to draw it first.
    chart : Chart or None
        What the browser draws, and the words that go around it.
    """

    name: str
    svg: str = ""
    chart: Chart | None = None
    words: Words | None = None


def lay_out(
    show: Show, geometry: Geometry, size: str, progress: Callable[[int, int], None], finish: Finish = _PLAIN
) -> list[Picture]:
    """Draw every map of a deck, and say which charts there are to draw.

    Parameters
    ----------
    size : str
        A key of :data:`export.pictures.still.SIZES`.
    progress : callable
        Called with the number of slides done and of all; what it raises ends the writing.

    Returns
    -------
    list of Picture
        A slide of words alone has none.
    """
    pictures, t = [], Catalogue.load(show.lang)
    for number, slide in enumerate(show.slides, start=1):
        progress(number - 1, len(show.slides))
        name = f"{number:02d} {_plain(slide.title)}"
        if slide.mapped:
            words, kind = words_of(slide, show, slide.provenance), f"-{t('picture.map')}" if slide.charts else ""
            pictures.append(Picture(f"{name}{kind}", still(slide, geometry, words, size, finish)))
        for n, chart in enumerate(slide.charts, start=1):
            words = words_of(slide, show, chart.provenance)
            kind = f"-{t('picture.chart')}" if slide.mapped or len(slide.charts) > 1 else ""
            named = f"{name}{kind}{n if len(slide.charts) > 1 else ''}"
            pictures.append(Picture(named, chart=chart.laid_out(*chart_room(words, size, finish)), words=words))
    progress(len(show.slides), len(show.slides))
    return pictures


def write_pictures(
    pictures: Sequence[Picture],
    theme: Theme,
    size: str,
    kind: str,
    progress: Callable[[int, int], None],
    finish: Finish = _PLAIN,
) -> bytes:
    """Write pictures that were laid out; charts are drawn by the machine's browser.

    Parameters
    ----------
    theme : {"light", "dark"}
    size : str
        As for :func:`lay_out`.
    kind : {"png", "svg"}
    progress : callable
        Called with the number of pictures done and of all; what it raises ends the writing.

    Returns
    -------
    bytes
        A ZIP; of no picture, one with nothing in it.

    Raises
    ------
    MissingFont, MissingBrowser, BrowserFailed, PageFailed, TooSlow
        As :mod:`export.pictures.browser`; a deck without charts needs no browser.
    """
    files: dict[str, bytes] = {}
    with ExitStack() as stack:
        browser = stack.enter_context(Pictures()) if any(picture.chart for picture in pictures) else None
        for number, picture in enumerate(pictures):
            progress(number, len(pictures))
            svg = picture.svg
            if browser is not None and picture.chart is not None and picture.words is not None:
                # At the size it was laid out for, then made to fit: what it says is placed for its own width and height.
                spec = picture.chart.spec
                drawn = browser.svg(plotly_figure(spec), spec.options.width_px, round(spec.height_px))
                svg = still_chart(drawn, picture.words, theme, size, picture.chart.alt, finish)
            files[f"{picture.name}.{kind}"] = svg.encode() if kind == "svg" else _png(svg, size, finish)
    progress(len(pictures), len(pictures))
    return pack_files(files)


def _png(svg: str, size: str, finish: Finish) -> bytes:
    """One that is meant for paper says how many of its pixels make an inch."""
    content = to_png(svg, finish.pixels(size))
    return with_dpi(content, DPI) if finish.sharpness == "300dpi" else content


def write_tables(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """Write tables as CSV files.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Name of a file, without its ending, to its table; empty tables are left out.

    Returns
    -------
    bytes
        A ZIP of files as :func:`export.tables.sheets.write_csv` writes them.
    """
    named = {f"{_plain(name)}.csv": table for name, table in tables.items() if len(table)}
    return pack_files({name: write_csv(table) for name, table in named.items()})


def pack_files(files: Mapping[str, bytes]) -> bytes:
    """Put files into a ZIP without a date.

    Parameters
    ----------
    files : mapping of str to bytes
        By name, in their order.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, content)
    return buffer.getvalue()


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
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        return (names[0], archive.read(names[0])) if len(names) == 1 else None


def _plain(text: str) -> str:
    return safe_name(text)[:_NAME].strip(" -")
