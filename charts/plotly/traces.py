"""Marks as plotly's traces. Words are broken and escaped here, for plotly reads HTML in every text it draws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import log10
from typing import Any, Final

from charts.base import halo, legend_name
from charts.plotly.escaping import escape
from charts.spec import CLEAR, Axis, ChartSpec, Label, Mark, Panel, Place, Series, Sign, Stroke, Tip
from text.lettering import wrap

# A source's title may be a long sentence, and plotly does not break the lines of a hover box.
_HOVER_EM: Final = 30
_DAY_MS: Final = 86_400_000
# Plotly sets words a little further off than the edge of the marker they stand at: a quarter of its radius and a pixel.
_OFF: Final = 1.25
_SPACE_EM: Final = 0.27
#: Of an entry of the legend.
_SQUARE_PX: Final = 12.0


def markup(lines: Sequence[str], bold: int = 0) -> str:
    """Return lines of plain text as plotly reads them, the first so many in bold."""
    return "<br>".join(f"<b>{escape(line)}</b>" if n < bold else escape(line) for n, line in enumerate(lines))


def _hover(tip: Tip) -> str:
    heads = [line for text in tip.heads if text for line in wrap(text, _HOVER_EM)]
    return markup([*heads, *(line for text in tip.lines if text for line in wrap(text, _HOVER_EM))], len(heads))


def font_of(label: Label, spec: ChartSpec) -> dict[str, Any]:
    """Return the font of a label."""
    font: dict[str, Any] = {"size": label.size, "color": label.color}
    return font | ({"shadow": halo(spec.look, spec.options)} if label.halo else {})


def end_of(axis: Axis, place: Place) -> Any:
    """Return a place on an axis that plotly wants as an exponent of ten where the axis is logarithmic."""
    return log10(place) if axis.kind == "log" and not isinstance(place, date) else place_of(place)


def place_of(place: Place | None) -> Any:
    """Return a place as plotly takes it: a date as ISO."""
    return place.isoformat() if isinstance(place, date) else place


def _same(values: Sequence[Any]) -> Any:
    """One value for all where they are the same."""
    return values[0] if len(set(values)) == 1 else list(values)


def line_of(stroke: Stroke) -> dict[str, Any]:
    """Return a line of plotly."""
    return {"color": stroke.color, "width": stroke.width} | ({"dash": stroke.dash} if stroke.dash else {})


def axes_of(panel: Panel) -> dict[str, str]:
    """Return the names of the axes of a panel: those of the first have no number."""
    first = "" if panel.x is None or panel.number == 1 else str(2 * panel.number - 1)
    return {"xaxis": "x" + first, "yaxis": "y" + ("" if panel.number == 1 else str(panel.number))}


def trace_of(series: Series, panel: Panel, spec: ChartSpec, column: int) -> dict[str, Any]:
    """Return a series as a trace; ``column`` is that of the legend, where it has an entry."""
    meta = {"kind": series.kind, "region_id": series.region_id, "basis_id": series.basis_id, "of": series.of}
    marks = series.marks
    under = {"xaxis": f"x{2 * panel.number}"} if series.under else {}
    common: dict[str, Any] = {
        **axes_of(panel),
        **under,
        "x": [place_of(mark.x) for mark in marks],
        "y": [mark.y for mark in marks],
        "showlegend": series.in_legend,
        "meta": {key: value for key, value in meta.items() if value},
    }
    if column:
        common["legend"] = legend_name(column)
    if series.name:
        common["name"] = escape(series.name)
    if any(mark.record for mark in marks):
        common["customdata"] = [list(m.record) if isinstance(m.record, tuple) else m.record for m in marks]
    if any(mark.tip for mark in marks):
        common["hovertext"] = [_hover(mark.tip) if mark.tip else "" for mark in marks]
        common["hovertemplate"] = "%{hovertext}<extra></extra>"
    else:
        common["hoverinfo"] = "skip"
    if series.paint:
        return {"type": "bar"} | common | _bars(series, spec)
    return {"type": "scatter"} | common | _points(series, spec)


def _points(series: Series, spec: ChartSpec) -> dict[str, Any]:
    labels = [mark.label if mark.label and mark.label.shift is None else None for mark in series.marks]
    words = [label for label in labels if label]
    marked = bool(series.sign) or any(mark.sign for mark in series.marks)
    gaps = words and not marked and any(label.gap for label in words)
    modes = [series.stroke and "lines", (marked or gaps) and "markers", words and "text"]
    parts: dict[str, Any] = {"mode": "+".join(mode for mode in modes if mode) or "none"}
    unselected: dict[str, Any] = {}
    if series.stroke:
        parts["line"] = line_of(series.stroke)
    if series.opacity is not None:
        parts["opacity"] = series.opacity
    if marked:
        signs = [sign for mark in series.marks if (sign := series.sign_of(mark))]
        parts["marker"] = _marker(signs, bool(series.sign))
        unselected["marker"] = {"opacity": parts["marker"].get("opacity", 1)}
    elif gaps:
        # Nobody sees it: plotly keeps words off by the size of their marker.
        sizes = [max(0.0, (label.gap - 1) * 2 / _OFF) if label else 0.0 for label in labels]
        parts["marker"] = {"size": sizes, "color": CLEAR, "opacity": 0}
        unselected["marker"] = {"opacity": 0}
    if words:
        parts["text"] = [markup(label.lines, label.bold) if label else "" for label in labels]
        parts["textposition"] = [label.side if label else "middle right" for label in labels]
        parts["textfont"] = font_of(words[0], spec)
        unselected["textfont"] = {"color": words[0].color}
    if marked or words:
        # Streamlit selects what was clicked; nothing else may fade for it.
        parts |= {"unselected": unselected, "cliponaxis": False}
    return parts


def _marker(signs: Sequence[Sign], of_all: bool) -> dict[str, Any]:
    shapes = [sign.shape for sign in signs]
    edges = [sign.edge or Stroke(sign.fill, 0.0) for sign in signs]
    marker: dict[str, Any] = {
        "symbol": shapes[0] if of_all and len(set(shapes)) == 1 else shapes,
        "size": _same([sign.size for sign in signs]),
        "color": _same([sign.fill for sign in signs]),
        "line": {"color": _same([edge.color for edge in edges]), "width": _same([edge.width for edge in edges])},
    }
    return marker | {"opacity": signs[0].opacity} if signs[0].opacity is not None else marker


def _bars(series: Series, spec: ChartSpec) -> dict[str, Any]:
    paint = series.paint
    assert paint is not None
    bars: dict[str, Any] = {
        "width": _same([mark.thickness for mark in series.marks]),
        "cliponaxis": False,
        "marker": {
            "color": paint.fill,
            "line": line_of(paint.edge) if paint.edge else {"width": 0},
            "opacity": paint.opacity,
        },
        "unselected": {"marker": {"opacity": paint.opacity}},
    }
    if paint.across:
        bars["orientation"] = "h"
    if paint.hatch:
        pattern = {"shape": "/", "fgcolor": paint.hatch, "bgcolor": CLEAR, "size": paint.hatch_size}
        bars["marker"]["pattern"] = pattern | {"solidity": paint.solidity}
    if any(mark.base is not None for mark in series.marks):
        bars["base"] = [place_of(mark.base) for mark in series.marks]
        if any(isinstance(mark.base, date) for mark in series.marks):
            bars["x"] = [_length_ms(mark) for mark in series.marks]
    words = [mark.label for mark in series.marks if mark.label and mark.label.side in ("outside", "inside")]
    if words:
        font = font_of(words[0], spec)
        texts = [_spaced(mark.label) if mark.label else "" for mark in series.marks]
        bars |= {"text": texts, "textposition": words[0].side, "textfont": font}
        bars |= {"constraintext": "none", "textangle": 0}
        bars["unselected"]["textfont"] = {"color": words[0].color}
        if words[0].side == "inside":
            bars |= {"insidetextanchor": "middle", "insidetextfont": font}
    return bars


def _length_ms(mark: Mark) -> int:
    """How long a bar of time is; a day that is known to the day is still a day long."""
    assert isinstance(mark.x, date) and isinstance(mark.base, date), mark
    return max(1, (mark.x - mark.base).days) * _DAY_MS


def _spaced(label: Label) -> str:
    return "\u00a0" * round(label.gap / label.size / _SPACE_EM) + markup(label.lines, label.bold)


def bar_labels(panel: Panel, spec: ChartSpec) -> list[dict[str, Any]]:
    """Words that stand beside bars, as a trace of their own that can be clicked like them."""
    marks = [mark for series in panel.series if series.paint for mark in series.marks if mark.label]
    labelled = tuple(mark for mark in marks if mark.label and mark.label.shift is None and " " in mark.label.side)
    return [trace_of(Series("label", labelled), panel, spec, 0)] if labelled else []


def entry_of(entry: Series, column: int, spec: ChartSpec) -> dict[str, Any]:
    """An entry of the legend: a trace without points; what bars are painted with is a square."""
    sign = entry.sign
    if entry.paint:
        sign = Sign("square", spec.options.px(_SQUARE_PX), entry.paint.fill, entry.paint.edge)
    parts = _points(Series(entry.kind, (Mark(None, None),), stroke=entry.stroke, sign=sign, opacity=entry.opacity), spec)
    shown = {"name": escape(entry.name), "showlegend": True, "hoverinfo": "skip"}
    meta = {"meta": {"kind": entry.kind, "of": entry.of}} | ({"legend": legend_name(column)} if column else {})
    return {"type": "scatter", "x": [None], "y": [None]} | shown | meta | parts


def moved_labels(panel: Panel, spec: ChartSpec) -> Iterable[dict[str, Any]]:
    """Words that gave way to others, which the text of a trace cannot."""
    for mark in (mark for series in panel.series for mark in series.marks):
        label = mark.label
        if label is None or label.shift is None:
            continue
        upright, across = label.side.split()
        anchor = {"left": "right", "right": "left", "center": "center"}[across]
        x, y = label.at or (mark.x, mark.y)
        axes = axes_of(panel)
        yield {
            "name": "label",
            "xref": axes["xaxis"],
            "yref": axes["yaxis"],
            "x": place_of(x),
            "y": None if y is None else end_of(panel.y, y),
            "xshift": label.shift[0],
            "yshift": label.shift[1],
            "text": markup(label.lines, label.bold),
            "xanchor": anchor,
            "yanchor": upright,
            "align": anchor,
            "showarrow": False,
            "font": font_of(label, spec),
        }
