"""Traces of a plotly figure as series: lines, markers, labels, names."""

from __future__ import annotations

from typing import Any, Final

import plotly.graph_objects as go

from export.pptx_paint import Pen
from export.pptx_plot import Dot, Line, Tag, each, items, meta_of, number, plain, year_of

_DASHES: Final[dict[str, tuple[float, ...]]] = {
    "dot": (1.2, 2.4),
    "dash": (4, 3),
    "longdash": (8, 4),
    "dashdot": (4, 3, 1.2, 3),
    "longdashdot": (8, 3, 1.2, 3),
}
_SYMBOLS: Final = {
    "circle": "circle",
    "square": "square",
    "diamond": "diamond",
    "x": "x",
    "x-thin": "x",
    "cross": "plus",
    "star": "star",
    "triangle-up": "triangle",
    "triangle-down": "triangle",
    "line-ew": "dash",
}


def pen_of(line: Any, opacity: float | None) -> Pen:
    """Return the line of a trace or shape.

    Parameters
    ----------
    line : plotly line
    """
    width = float(line.width or 2)
    dash = tuple(width * step for step in _DASHES.get(line.dash or "", ()))
    return Pen(str(line.color or "#000000"), width, dash, opacity=1.0 if opacity is None else float(opacity))


def dots(marker: Any, n: int, opacity: float | None = None) -> tuple[Dot, ...]:
    """Return the markers of a trace.

    Parameters
    ----------
    marker : plotly's marker
    n : int
        Number of points.
    """
    symbols, sizes, colors = (
        each(value, n) for value in (marker.symbol or "circle", marker.size or 6, marker.color or "#000")
    )
    edges, widths = each(marker.line.color, n), each(marker.line.width or 0, n)
    found = []
    for symbol, size, color, edge, width in zip(symbols, sizes, colors, edges, widths, strict=True):
        shape = _SYMBOLS.get(str(symbol).removesuffix("-open"), "circle")
        thin = shape in ("x", "dash", "plus")
        fill = "" if str(symbol).endswith("-open") else str(color)
        found.append(
            Dot(shape if size else "none", float(size), fill, str(edge or color), max(float(width), 1.5 if thin else 0))
        )
    return tuple(found)


def scatter_line(trace: Any, name: str) -> Line:
    """Return a trace of points as a series.

    Parameters
    ----------
    trace : plotly scatter

    Returns
    -------
    Line
        Dates have become years with their part.
    """
    x = tuple(None if value is None else year_of(value) for value in items(trace.x))
    y = tuple(number(value) for value in items(trace.y))
    modes = trace.mode or "lines+markers"
    return Line(
        name,
        x,
        y,
        tuple("" if value is None else str(value)[:10] for value in items(trace.x)),
        tuple(str(one) for one in items(trace.customdata)),
        pen_of(trace.line, trace.opacity) if "lines" in modes else None,
        dots(trace.marker, len(x), trace.opacity) if "markers" in modes else (),
        tags_of(trace) if "text" in modes else {},
        in_legend=bool(trace.showlegend and trace.name),
    )


def tags_of(trace: Any) -> dict[int, Tag]:
    """Return the labels that a trace writes.

    Parameters
    ----------
    trace : plotly trace

    Returns
    -------
    dict of int to Tag
        By point; empty texts are none.
    """
    n = len(items(trace.y))
    texts, sides = each(trace.text, n), each(trace.textposition or "middle center", n)
    colors = each(trace.textfont.color or "#000000", n)
    rows = enumerate(zip(texts, sides, colors, strict=False))
    return {i: Tag(plain(text), _side(side), str(color)) for i, (text, side, color) in rows if text and plain(text)}


def _side(position: str) -> str:
    if position in ("inside", "outside", "auto", "none"):
        return "outEnd" if position != "inside" else "ctr"
    rows, columns = {"top": "t", "bottom": "b"}, {"left": "l", "right": "r"}
    upright, across = str(position).split()
    # PowerPoint has no corners.
    return rows.get(upright) or columns.get(across, "ctr")


class Names:
    """Names for series: plotly's own where a trace has one, else that of its region with what kind of line it is."""

    def __init__(self, figure: go.Figure) -> None:
        heads = [note.text for note in figure.layout.annotations if note.name == "title"]
        self.fallback = plain(figure.layout.title.text or "") or " ".join(map(plain, heads)).replace("\n", " ") or "…"
        self._regions: dict[tuple[str, str], str] = {}
        self._kinds: dict[str, str] = {}
        for trace in figure.data:
            if trace.name:
                self._regions.setdefault((meta_of(trace, "region_id"), meta_of(trace, "basis_id")), plain(trace.name))
                self._kinds.setdefault(meta_of(trace, "of"), plain(trace.name))

    def of(self, trace: Any) -> str:
        """Return the name of a trace."""
        kind = self._kinds.get(meta_of(trace, "kind"), "")
        region = (
            self._regions.get((meta_of(trace, "region_id"), meta_of(trace, "basis_id")), "")
            if meta_of(trace, "region_id")
            else ""
        )
        return plain(trace.name or "") or " – ".join(part for part in (region, kind) if part) or self.fallback
