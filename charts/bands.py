"""Bands: a rate of which a source says only between which values it lies. Drawn as a span, never as a point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from charts.base import SMALL_PX, halo
from charts.escaping import escape
from charts.lettering import wrap
from charts.plane import Plane
from charts.series import Mark, to_marks
from look.palette import Palette
from text.catalogue import Catalogue
from text.numbers import format_number, format_value

_WIDE_PX: Final = 11.0
_GAP_PX: Final = 5.0
_CAP_PX: Final = 15.0
_HEAD_PX: Final = 9.0
_OPEN_PX: Final = 34.0
_HOVER_EM: Final = 30
_RISING: Final = (">=", ">")
_FALLING: Final = ("<=", "<")


@dataclass(frozen=True)
class Band:
    """A band in its place on a plane.

    Parameters
    ----------
    mark : Mark
        ``mark.value`` is the lower end, or the only one of an open band.
    high : float
        The upper end, NaN for an open band.
    ends : tuple of float
        Between which values the bar is drawn; that of an open band ends where its arrow does.
    caps : tuple of float
        The ends that a source gives.
    aside_px : float
        How far from its day the bar stands, where others stand on the same day.
    """

    mark: Mark
    high: float
    ends: tuple[float, float]
    caps: tuple[float, ...]
    aside_px: float

    @property
    def arrow(self) -> str:
        """Plotly's symbol at the open end; '' for a closed band."""
        if not isnan(self.high):
            return ""
        return "triangle-up" if self.mark.bound in _RISING else "triangle-down"


def band_spans(
    points: pd.DataFrame, plane: Plane, look: Palette, t: Catalogue, unit: str = "%",
    colors: Mapping[str, str] | None = None,
) -> list[go.Scatter]:  # fmt: skip
    """Make the traces of some bands, for a figure whose axes are those of a plane.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`charts.series.COLUMNS`, and ``value_high`` where the table has it. Plain values (``=`` or ``~``
        without an upper end) are no bands and are passed over, and so is what has no date.
    plane : Plane
        Its value axis must reach the bands: :func:`band_values` says how far.
    look : Palette
    t : Catalogue
    unit : str
    colors : mapping of str to str, or None
        Colour of each region; the theme's last series colour, if not given.

    Returns
    -------
    list of plotly.graph_objects.Scatter
        A translucent vertical bar from end to end (``meta.kind`` ``bands``), caps at the ends that the source gives
        (``band_caps``), an arrow where the band is open (``band_arrows``), the band in figures above or below it
        (``band_labels``). No marker stands between the ends. ``customdata`` is the observation id. Empty without bands.
    """
    bands = _bands(points, plane)
    if not bands:
        return []
    paint = [(colors or {}).get(band.mark.region_id, look.series[-1]) for band in bands]
    traces = [_bar(band, color, plane, t, unit) for band, color in zip(bands, paint, strict=True)]
    traces.append(_caps(bands, paint, plane, t, unit))
    if any(band.arrow for band in bands):
        traces.append(_arrows(bands, paint, plane))
    return [*traces, _labels(bands, plane, look, t, unit)]


def band_values(points: pd.DataFrame) -> list[float]:
    """Return every end of some bands, for the choice of a value axis.

    Parameters
    ----------
    points : pandas.DataFrame
        As for :func:`band_spans`.

    Returns
    -------
    list of float
        Without NaN; empty for an empty frame.
    """
    highs = points["value_high"] if "value_high" in points else pd.Series(dtype="float64")
    return [float(value) for value in (*points["value"], *highs) if not pd.isna(value)]


def band_text(value: float, high: float, bound: str, unit: str, t: Catalogue) -> str:
    """Print a band: '5–10%', '≤ 3%'.

    Parameters
    ----------
    value, high : float
        Lower and upper end; ``high`` is NaN for a band that is open to one side.
    bound : str
        Of an open band.
    unit : str
    t : Catalogue

    Returns
    -------
    str
        Plain text.
    """
    if isnan(high):
        return format_value(value, unit, bound, t.lang)
    return t("chart.bands.range", low=format_number(value, t.lang), high=format_value(high, unit, "=", t.lang))


def _bands(points: pd.DataFrame, plane: Plane) -> list[Band]:
    highs = points["value_high"] if "value_high" in points else [float("nan")] * len(points)
    found = [
        (mark, float(high))
        for mark, high in zip(to_marks(points), highs, strict=True)
        if mark.drawable and (not pd.isna(high) or mark.bound in (*_RISING, *_FALLING))
    ]
    # Equal bands of one day stand together, so that one label serves them.
    found.sort(key=lambda one: (one[0].on, one[0].value, one[0].bound, one[1]))
    days = [mark.on for mark, _ in found]
    bands = []
    for place, (mark, high) in enumerate(found):
        beside = days[:place].count(mark.on) - (days.count(mark.on) - 1) / 2
        bands.append(Band(mark, high, *_span(mark, high, plane), beside * plane.options.px(_CAP_PX + _GAP_PX)))
    return bands


def _x(band: Band, plane: Plane) -> str:
    return plane.later(band.mark.on, band.aside_px).isoformat()


def _span(mark: Mark, high: float, plane: Plane) -> tuple[tuple[float, float], tuple[float, ...]]:
    """Where the bar runs, and which of its ends are the source's; zero is out of sight on a logarithmic axis."""
    lowest = plane.scale.low
    if not isnan(high):
        low = max(mark.value, lowest)
        return (low, high), ((low, high) if low == mark.value else (high,))
    length = plane.options.px(_OPEN_PX)
    if mark.bound in _RISING:
        return (mark.value, min(plane.value_beyond(mark.value, length), plane.scale.high)), (mark.value,)
    return (max(plane.value_beyond(mark.value, -length), lowest), mark.value), (mark.value,)


def _bar(band: Band, color: str, plane: Plane, t: Catalogue, unit: str) -> go.Scatter:
    return go.Scatter(
        x=[_x(band, plane)] * 2,
        y=list(band.ends),
        mode="lines",
        line={"color": color, "width": plane.options.px(_WIDE_PX)},
        opacity=0.32,
        customdata=[band.mark.observation_id] * 2,
        hovertext=[_hover(band, t, unit)] * 2,
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        meta={"kind": "bands", "region_id": band.mark.region_id, "basis_id": band.mark.basis_id},
    )


def _caps(bands: Sequence[Band], paint: Sequence[str], plane: Plane, t: Catalogue, unit: str) -> go.Scatter:
    caps = [(band, cap, color) for band, color in zip(bands, paint, strict=True) for cap in band.caps]
    colors = [color for *_, color in caps]
    return go.Scatter(
        x=[_x(band, plane) for band, *_ in caps],
        y=[cap for _, cap, _ in caps],
        mode="markers",
        marker={
            "symbol": "line-ew",
            "size": plane.options.px(_CAP_PX),
            "color": colors,
            "line": {"color": colors, "width": plane.options.px(2)},
            "opacity": 1,
        },
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
        customdata=[band.mark.observation_id for band, *_ in caps],
        hovertext=[_hover(band, t, unit) for band, *_ in caps],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        meta={"kind": "band_caps"},
    )


def _arrows(bands: Sequence[Band], paint: Sequence[str], plane: Plane) -> go.Scatter:
    some = [(band, color) for band, color in zip(bands, paint, strict=True) if band.arrow]
    return go.Scatter(
        x=[_x(band, plane) for band, _ in some],
        y=[band.ends[band.arrow == "triangle-up"] for band, _ in some],
        mode="markers",
        marker={
            "symbol": [band.arrow for band, _ in some],
            "size": plane.options.px(_HEAD_PX),
            "color": [color for _, color in some],
            "line": {"width": 0},
            "opacity": 1,
        },
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
        meta={"kind": "band_arrows"},
    )


def _labels(bands: Sequence[Band], plane: Plane, look: Palette, t: Catalogue, unit: str) -> go.Scatter:
    """The band in figures above its cap, below the only cap of a band that is open upwards; once for equal neighbours."""
    runs: dict[tuple[date, str], list[Band]] = {}
    for band in bands:
        text = band_text(band.mark.value, band.high, band.mark.bound, unit, t)
        runs.setdefault((band.mark.on, text), []).append(band)
    firsts = [run[0] for run in runs.values()]
    middles = [sum(band.aside_px for band in run) / len(run) for run in runs.values()]
    below = [band.arrow == "triangle-up" for band in firsts]
    gap = plane.options.px(4)
    return go.Scatter(
        x=[plane.later(day, px).isoformat() for (day, _), px in zip(runs, middles, strict=True)],
        y=[plane.value_beyond(band.caps[-1], -gap if low else gap) for band, low in zip(firsts, below, strict=True)],
        mode="text",
        text=[escape(text) for _, text in runs],
        textposition=["bottom center" if low else "top center" for low in below],
        textfont={"size": plane.options.px(SMALL_PX), "color": look.ink, "shadow": halo(look, plane.options)},
        cliponaxis=False,
        customdata=[band.mark.observation_id for band in firsts],
        hoverinfo="skip",
        showlegend=False,
        meta={"kind": "band_labels"},
    )


def _hover(band: Band, t: Catalogue, unit: str) -> str:
    mark = band.mark
    text = band_text(mark.value, band.high, mark.bound, unit, t)
    source = t("chart.hover.source", source=mark.source)
    lines = [t("chart.bands.note"), mark.period, mark.basis, source, t("chart.hover.click")]
    said = [escape(line) for one in lines if one for line in wrap(one, _HOVER_EM)]
    return "<br>".join([f"<b>{escape(mark.name)}</b>", f"<b>{escape(text)}</b>", *said])
