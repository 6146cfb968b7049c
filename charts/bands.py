"""Bands: a rate of which a source says only between which values it lies. Drawn as a span, never as a point."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from charts.base import SMALL_PX, halo
from charts.escaping import escape
from charts.lettering import width_em
from charts.placement import Box, Label, Segment, place
from charts.plane import Plane
from charts.series import FALLING, RISING, Mark, to_marks
from charts.words import hover_text, value_text
from look.palette import Palette
from text.catalogue import Catalogue

_WIDE_PX: Final = 11.0
_GAP_PX: Final = 5.0
_CAP_PX: Final = 15.0
_HEAD_PX: Final = 9.0
_OPEN_PX: Final = 34.0
_LABEL_GAP_PX: Final = 8.0
_LINE: Final = 1.32
_ABOVE: Final = ("top center", "middle right", "middle left")
_BELOW: Final = ("bottom center", "middle right", "middle left")


@dataclass(frozen=True)
class Band:
    """A band in its place on a plane.

    Parameters
    ----------
    mark : Mark
        ``mark.value`` is the lower end, or the only one of an open band; ``mark.value_high`` the upper end.
    ends : tuple of float
        Between which values the bar is drawn; that of an open band ends where its arrow does.
    caps : tuple of float
        The ends that a source gives and the axis reaches; none where the only one is a zero on a logarithmic axis.
    aside_px : float
        How far from its day the bar stands, where others stand on the same day.
    """

    mark: Mark
    ends: tuple[float, float]
    caps: tuple[float, ...]
    aside_px: float

    @property
    def tip(self) -> float:
        """The value at which its label stands: the last cap, or where the bar begins if there is none."""
        return self.caps[-1] if self.caps else self.ends[0]

    @property
    def arrow(self) -> str:
        """Plotly's symbol at the open end; '' for a closed band."""
        if not isnan(self.mark.value_high):
            return ""
        return "triangle-up" if self.mark.bound in RISING else "triangle-down"


@dataclass(frozen=True)
class BandLabel:
    """The band in figures at one of its caps, once for equal bands that stand together: how many they are."""

    band: Band
    bands: int
    text: str
    aside_px: float
    side: str
    box: Box


def drawn_bands(points: pd.DataFrame) -> list[Mark]:
    """Return what is a band and has a date.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`charts.series.COLUMNS`. Plain values (``=`` or ``~`` without an upper end) are no bands.

    Returns
    -------
    list of Mark
        Equal bands of one day stand together; empty without bands.
    """
    found = [m for m in to_marks(points) if m.drawable and (not isnan(m.value_high) or m.bound in RISING + FALLING)]
    return sorted(found, key=lambda m: (m.on, m.value, m.bound, m.value_high))


def band_values(marks: Sequence[Mark]) -> list[float]:
    """Return every end of some bands, for the choice of a value axis.

    Parameters
    ----------
    marks : sequence of Mark
        From :func:`drawn_bands`.

    Returns
    -------
    list of float
        Without NaN; empty for no bands.
    """
    return [v for mark in marks for v in (mark.value, mark.value_high) if not isnan(v)]


def lay_bands(marks: Sequence[Mark], plane: Plane) -> list[Band]:
    """Put bands into their places, those of one day side by side.

    Parameters
    ----------
    marks : sequence of Mark
        From :func:`drawn_bands`.
    plane : Plane
        Its value axis must reach the bands: :func:`band_values` says how far.
    """
    days = [mark.on for mark in marks]
    bands = []
    for before, mark in enumerate(marks):
        beside = days[:before].count(mark.on) - (days.count(mark.on) - 1) / 2
        bands.append(Band(mark, *_span(mark, plane), beside * plane.options.px(_CAP_PX + _GAP_PX)))
    return bands


def band_boxes(bands: Sequence[Band], plane: Plane) -> list[Box]:
    """Return the room that the bars take."""
    half = plane.options.px(_CAP_PX / 2)
    middles = [plane.x_px(band.mark.on) + band.aside_px for band in bands]
    return [
        (x - half, plane.y_px(band.ends[1]) - 2, x + half, plane.y_px(band.ends[0]) + 2)
        for x, band in zip(middles, bands, strict=True)
    ]


def label_bands(
    bands: Sequence[Band],
    plane: Plane,
    t: Catalogue,
    unit: str,
    taken: Sequence[Box] = (),
    lines: Sequence[Segment] = (),
    days_px: Sequence[float] = (),
    known: Collection[str] = (),
) -> list[BandLabel]:
    """Place the labels of bands: above the upper cap, below the only cap of a band that is open upwards, or beside it.

    Parameters
    ----------
    taken : sequence of Box
        What no label may cover.
    lines : sequence of Segment
        What labels had better not cross.
    days_px : sequence of float
        Where vertical lines of events stand.
    known : collection of str
        Regions that are named elsewhere in the figure, by the colour they share with their bands.

    Returns
    -------
    list of BandLabel
        Equal bands of one day share one; a band without room for a label has none. Where several statistical bases
        have bands, each label names its own; a region that is named nowhere else is named too.
    """
    several = len({band.mark.basis_id for band in bands}) > 1
    runs: dict[tuple[date, str], list[Band]] = {}
    for band in bands:
        text = value_text(band.mark, t, unit)
        if several:
            text = t("chart.series_name", name=text, basis=band.mark.basis)
        if band.mark.region_id not in known:
            text = t("chart.bands.of", name=band.mark.short, band=text)
        runs.setdefault((band.mark.on, text), []).append(band)
    asides = [sum(band.aside_px for band in run) / len(run) for run in runs.values()]
    labels = [
        _label(run[0], text, aside, plane, len(run)) for ((_, text), run), aside in zip(runs.items(), asides, strict=True)
    ]
    days = [(x, plane.frame[1], x, plane.frame[3]) for x in days_px]
    sides = place(labels, [*taken, *band_boxes(bands, plane)], lines, plane.frame, days)
    return [
        BandLabel(run[0], len(run), text, aside, side, label.box(side))
        for ((_, text), run), aside, label, side in zip(runs.items(), asides, labels, sides, strict=True)
        if side is not None
    ]


def _label(band: Band, text: str, aside_px: float, plane: Plane, bars: int) -> Label:
    px, sides = plane.options.px, _BELOW if band.arrow == "triangle-up" else _ABOVE
    return Label(
        plane.x_px(band.mark.on) + aside_px,
        plane.y_px(band.tip),
        px(width_em(text) * SMALL_PX),
        # Of several bars the text stands over the middle, which is the side of none.
        px(SMALL_PX * _LINE),
        px(_LABEL_GAP_PX),
        sides if bars == 1 else sides[:1],
    )


def add_bands(
    figure: go.Figure,
    bands: Sequence[Band],
    labels: Sequence[BandLabel],
    plane: Plane,
    look: Palette,
    t: Catalogue,
    unit: str = "%",
    colors: Mapping[str, str] | None = None,
) -> None:
    """Add the traces of bands to a figure whose axes are those of a plane.

    Parameters
    ----------
    bands : sequence of Band
        None adds nothing.
    colors : mapping of str to str, or None
        Colour of each region; the theme's last series colour, if not given.

    Notes
    -----
    A translucent vertical bar from end to end (``meta.kind`` ``bands``), caps at the ends that the source gives
    (``band_caps``), an arrow where the band is open (``band_arrows``), the band in figures (``band_labels``). No marker
    stands between the ends. ``customdata`` is the observation id.
    """
    if not bands:
        return
    paint = [(colors or {}).get(band.mark.region_id, look.series[-1]) for band in bands]
    traces = [_bar(band, color, plane) for band, color in zip(bands, paint, strict=True)]
    traces.append(_caps(bands, paint, plane, t, unit))
    if any(band.arrow for band in bands):
        traces.append(_arrows(bands, paint, plane, t, unit))
    figure.add_traces([*traces, _texts(labels, plane, look)])


def _x(band: Band, plane: Plane) -> str:
    return plane.later(band.mark.on, band.aside_px).isoformat()


def _span(mark: Mark, plane: Plane) -> tuple[tuple[float, float], tuple[float, ...]]:
    """Where the bar runs, and which of its ends are the source's; zero is out of sight on a logarithmic axis."""
    lowest, high, length = plane.scale.low, mark.value_high, plane.options.px(_OPEN_PX)
    seen = max(mark.value, lowest)
    caps = (mark.value,) if seen == mark.value else ()
    if not isnan(high):
        return (seen, max(high, lowest)), (*caps, high)
    if mark.bound in RISING:
        return (seen, min(plane.value_beyond(seen, length), plane.scale.high)), caps
    return (max(plane.value_beyond(seen, -length), lowest), seen), caps


def _bar(band: Band, color: str, plane: Plane) -> go.Scatter:
    return go.Scatter(
        x=[_x(band, plane)] * 2,
        y=list(band.ends),
        mode="lines",
        line={"color": color, "width": plane.options.px(_WIDE_PX)},
        opacity=0.32,
        customdata=[band.mark.observation_id] * 2,
        # Plotly selects markers only: what is hovered and clicked are the caps and the arrow at its ends.
        hoverinfo="skip",
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


def _arrows(bands: Sequence[Band], paint: Sequence[str], plane: Plane, t: Catalogue, unit: str) -> go.Scatter:
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
        customdata=[band.mark.observation_id for band, _ in some],
        hovertext=[_hover(band, t, unit) for band, _ in some],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        meta={"kind": "band_arrows"},
    )


def _texts(labels: Sequence[BandLabel], plane: Plane, look: Palette) -> go.Scatter:
    # Plotly adds some air of its own.
    shift = plane.options.px(_LABEL_GAP_PX - 3)
    rises = {"top": shift, "middle": 0.0, "bottom": -shift}
    # Beside a bar the text begins at its edge, which plotly measures from the middle: spaces make up for the rest.
    air = {"right": ("\u2002", ""), "left": ("", "\u2002"), "center": ("", "")}
    return go.Scatter(
        x=[plane.later(one.band.mark.on, one.aside_px).isoformat() for one in labels],
        y=[plane.value_beyond(one.band.tip, rises[one.side.split()[0]]) for one in labels],
        mode="text",
        text=[escape(one.text).join(air[one.side.split()[1]]) for one in labels],
        textposition=[one.side for one in labels],
        textfont={"size": plane.options.px(SMALL_PX), "color": look.ink, "shadow": halo(look, plane.options)},
        cliponaxis=False,
        customdata=[one.band.mark.observation_id for one in labels],
        hoverinfo="skip",
        showlegend=False,
        meta={"kind": "band_labels"},
    )


def _hover(band: Band, t: Catalogue, unit: str) -> str:
    return hover_text(band.mark, t, unit, (t("chart.bands.note"),))
