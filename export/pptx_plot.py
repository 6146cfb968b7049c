"""What a chart shows, as PowerPoint's own charts know it: points on two axes, lines over categories, or bars."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from math import isnan
from typing import Any, Final, Literal
from unicodedata import east_asian_width

import numpy as np

from export.pptx_paint import Pen
from text.lettering import width_em

Kind = Literal["xy", "line", "bar"]
Number = float | None
_TAG: Final = re.compile(r"</?(?:b|i|span|sup|sub|a|em|strong)\b[^>]*>")


@dataclass(frozen=True)
class Dot:
    """A marker: PowerPoint's symbol, size in px, fill, edge and its width; symbol ``none`` draws nothing."""

    symbol: str = "none"
    size: float = 0.0
    fill: str = ""
    edge: str = ""
    edge_width: float = 0.0


@dataclass(frozen=True)
class Tag:
    """A label at a point: plain text, side (l, r, t, b, ctr, outEnd), colour, shift upwards as a share of the height."""

    text: str
    side: str
    color: str
    lift: float = 0.0


@dataclass(frozen=True)
class Line:
    """A series.

    Attributes
    ----------
    x, y : tuple of float or None
        None where a line is interrupted. With categories ``x`` is the place among them.
    told : tuple of str
        What ``x`` was in the figure, for the sheet of data: a date as ISO.
    ids : tuple of str
        Records behind the points.
    pen : Pen or None
        Line, or outline of a bar; widths in px.
    dots : tuple of Dot
        One a point, or none at all.
    fill, hatch : str
        Of bars.
    """

    name: str
    x: tuple[Number, ...]
    y: tuple[Number, ...]
    told: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    pen: Pen | None = None
    dots: tuple[Dot, ...] = ()
    tags: dict[int, Tag] = field(default_factory=dict)
    fill: str = ""
    hatch: str = ""
    in_legend: bool = False


@dataclass(frozen=True)
class Axis:
    """An axis: its ends, step, number format; ``names`` are texts that stand in for numbers, at their places."""

    low: float
    high: float
    step: float = 0.0
    log: bool = False
    format: str = "General"
    visible: bool = True
    names: tuple[tuple[float, str], ...] = ()
    title: str = ""


@dataclass(frozen=True)
class Plot:
    """A chart for PowerPoint.

    Attributes
    ----------
    kind : {"xy", "line", "bar"}
    x, y : Axis
        ``y`` is that of the values.
    horizontal, stacked, backwards : bool
        Of bars; ``backwards`` puts the first category on top.
    bar : float
        Share of its row that a bar takes.
    title, notes : str
        What stands over the chart.
    aside : tuple of str
        Values that a logarithmic axis has no place for.
    """

    kind: Kind
    lines: tuple[Line, ...]
    x: Axis
    y: Axis
    categories: tuple[str, ...] = ()
    horizontal: bool = False
    stacked: bool = False
    backwards: bool = False
    bar: float = 0.6
    title: str = ""
    notes: str = ""
    aside: tuple[str, ...] = ()


def plain(text: object) -> str:
    r"""Return the words of a text that plotly draws: without its tags and entities, line breaks as such.

    Examples
    --------
    >>> plain("<b>R&amp;D</b><br>2016")
    'R&D\n2016'
    """
    broken = str(text).replace("<br>", "\n").replace("<br />", "\n")
    return html.unescape(_TAG.sub("", broken)).replace("\u00a0", " ").strip()


def year_of(value: object) -> float:
    """Return a date as a year with its part, or a number as it is.

    Parameters
    ----------
    value : object
        ISO text, date, datetime or number.

    Examples
    --------
    >>> year_of("2016-07-02"), year_of(2016)
    (2016.5, 2016.0)
    """
    if isinstance(value, (int, float, np.number)):
        return float(value)
    if isinstance(value, np.datetime64):
        value = str(value)
    day = value if isinstance(value, date) else datetime.fromisoformat(str(value)[:10])
    first, next_first = date(day.year, 1, 1).toordinal(), date(day.year + 1, 1, 1).toordinal()
    return day.year + (day.toordinal() - first) / (next_first - first)


def number(value: Any) -> Number:
    """Return a value as a number.

    Returns
    -------
    float or None
        None for what is no number: a text, a date, NaN.
    """
    if value is None or isinstance(value, (str, date, np.datetime64)):
        return None
    return None if isnan(float(value)) else float(value)


def items(values: Any) -> list[Any]:
    """Return the values of a figure's part as a list."""
    return [] if values is None else list(values)


def each(value: Any, n: int) -> list[Any]:
    """Return a value for every point.

    Parameters
    ----------
    value : object
        One for all, or a sequence with one for each.
    """
    return list(value) if isinstance(value, (list, tuple, np.ndarray)) else [value] * n


def meta_of(trace: Any, key: str) -> str:
    """Return what the atlas wrote on a trace.

    Parameters
    ----------
    trace : plotly trace

    Returns
    -------
    str
        Empty where nothing is.
    """
    return str(trace.meta.get(key, "")) if isinstance(trace.meta, dict) else ""


def rejoined(text: str) -> str:
    """Put the lines of a broken text together again.

    Returns
    -------
    str
        On one line; a dot stands between what were sentences of their own.
    """
    lines = text.split("\n")
    full = 0.8 * max(map(width_em, lines))
    joined = lines[0]
    for before, after in pairwise(lines):
        # A line that ends well before the longest was not broken: it is a sentence of its own.
        apart = " · " if width_em(before) < full else ""
        wide = bool(before and after) and east_asian_width(before[-1]) in "WF" and east_asian_width(after[0]) in "WF"
        joined += (apart or ("" if wide else " ")) + after
    return joined
