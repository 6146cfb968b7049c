"""Bands: a rate of which a source says only between which values it lies. Drawn as a span, never as a point."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import isnan
from typing import Final

import pandas as pd

from charts import spec
from charts.base import SMALL_PX
from charts.spec import Sign, Stroke
from charts.spec.plane import Plane
from charts.trend.placement import Box, Label, Segment, overlap, place
from charts.trend.series import FALLING, RISING, Mark, to_marks
from charts.words import tip_of, value_text
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import width_em

_WIDE_PX: Final = 11.0
_STEM_PX: Final = 1.6
_GAP_PX: Final = 5.0
_CAP_PX: Final = 15.0
_HEAD_PX: Final = 9.0
#: How long an open band is drawn: its arrow is a sign, the same for all and so short that it reads as no reach.
_OPEN_PX: Final = 13.0
#: Of a year's width, how far a band may stand from its day: within the year it is of.
_HALF: Final = 0.45
#: Where an open band may stand, in steps before its day: the nearest without a marker there.
_ASIDE: Final = (0.0, 0.5, 1.0)
_LABEL_GAP_PX: Final = 11.0
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
        Columns :data:`charts.trend.series.COLUMNS`. Plain values (``=`` or ``~`` without an upper end) are no bands.

    Returns
    -------
    list of Mark
        Equal bands of one day stand together; empty without bands.
    """
    bands = [m for m in to_marks(points) if m.drawable and (not isnan(m.value_high) or m.bound in RISING + FALLING)]
    return sorted(bands, key=lambda m: (m.on, m.value, m.bound, m.value_high))


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


def lay_bands(marks: Sequence[Mark], plane: Plane, markers: Sequence[Box] = ()) -> list[Band]:
    """Put bands into their places, those of one day side by side.

    Parameters
    ----------
    marks : sequence of Mark
        From :func:`drawn_bands`.
    plane : Plane
        Its value axis must reach the bands: :func:`band_values` says how far.
    markers : sequence of Box
        Where values stand: an open band whose cap or arrow would lie on one stands beside it, at most half a year's width
        away; where there is no such place, its cap alone keeps off. '≥ 10%' and '≤ 10%' of one day would be a mark that
        points both ways.
    """
    days = [mark.on for mark in marks]
    bands = []
    for before, mark in enumerate(marks):
        # Those of the last day of a year do not reach into the next.
        middle = 1.0 if (mark.on.month, mark.on.day) == (12, 31) else 0.5
        beside = days[:before].count(mark.on) - (days.count(mark.on) - 1) * middle
        apart = plane.options.px(_CAP_PX + _GAP_PX)
        year = plane.x_px(mark.on) - plane.x_px(mark.on - timedelta(days=365))
        step = min(apart, _HALF * year)
        span = _span(mark, plane, plane.options.px(_OPEN_PX))
        laid = [Band(mark, *span, beside * apart - step * share) for share in (_ASIDE if isnan(mark.value_high) else (0.0,))]
        free = [band for band in laid if not _meets(_cap_box(band, plane), markers)]
        clear = [band for band in free if not _meets(_head_box(band, plane), markers)]
        bands.append((clear or free or laid[-1:])[0])
    return bands


def _meets(box: Box, markers: Sequence[Box]) -> bool:
    return any(overlap(box, marker) for marker in markers)


def _cap_box(band: Band, plane: Plane) -> Box:
    x, y, half = plane.x_px(band.mark.on) + band.aside_px, plane.y_px(band.mark.value), plane.options.px(_CAP_PX / 2)
    return x - half, y - 1, x + half, y + 1


def _head_box(band: Band, plane: Plane) -> Box:
    x, y = plane.x_px(band.mark.on) + band.aside_px, plane.y_px(band.ends[band.arrow == "triangle-up"])
    half = plane.options.px(_HEAD_PX / 2)
    return x - half, y - half, x + half, y + half


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
    occupied: Sequence[Box] = (),
    lines: Sequence[Segment] = (),
    days_px: Sequence[float] = (),
    region_ids: Collection[str] = (),
) -> list[BandLabel]:
    """Place the labels of bands: above the upper cap, below the only cap of a band that is open upwards, or beside it.

    Parameters
    ----------
    occupied : sequence of Box
        What no label may cover.
    lines : sequence of Segment
        What labels had better not cross.
    days_px : sequence of float
        Where vertical lines of events stand.
    region_ids : collection of str
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
        if band.mark.region_id not in region_ids:
            text = t("chart.bands.of", name=band.mark.short, band=text)
        runs.setdefault((band.mark.on, text), []).append(band)
    asides = [sum(band.aside_px for band in run) / len(run) for run in runs.values()]
    labels = [
        _label(run[0], text, aside, plane, len(run)) for ((_, text), run), aside in zip(runs.items(), asides, strict=True)
    ]
    days = [(x, plane.frame[1], x, plane.frame[3]) for x in days_px]
    sides = place(labels, [*occupied, *band_boxes(bands, plane)], lines, plane.frame, days)
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


def band_series(
    bands: Sequence[Band],
    labels: Sequence[BandLabel],
    plane: Plane,
    look: Palette,
    t: Catalogue,
    unit: str = "%",
    colors: Mapping[str, str] | None = None,
) -> list[spec.Series]:
    """Return the series of bands on the axes of a plane.

    Parameters
    ----------
    bands : sequence of Band
        None gives none.
    colors : mapping of str to str, or None
        Colour of each region; the theme's last series colour, if not given.

    Returns
    -------
    list of charts.spec.Series
        A translucent vertical bar from end to end (kind ``bands``), of an open band a thin line with an arrow
        (``band_arrows``), caps at the ends that the source gives (``band_caps``), the band in figures (``band_labels``).
        No marker stands between the ends.
    """
    if not bands:
        return []
    px, bars, caps, arrows = plane.options.px, [], [], []
    for band in bands:
        mark, day = band.mark, plane.later(band.mark.on, band.aside_px)
        color = (colors or {}).get(mark.region_id, look.series[-1])
        tip = tip_of(mark, t, unit, (t("chart.bands.note"),))
        # Plotly selects markers only: what is pointed at and clicked are the caps and the arrow at its ends.
        ends = tuple(spec.Mark(day, value, mark.observation_id) for value in band.ends)
        # A box with an end would say how far an open band reaches.
        stroke, pale = (Stroke(color, px(_STEM_PX)), None) if band.arrow else (Stroke(color, px(_WIDE_PX)), 0.32)
        bars.append(
            spec.Series("bands", ends, region_id=mark.region_id, basis_id=mark.basis_id, stroke=stroke, opacity=pale)
        )
        cap = Sign("line-ew", px(_CAP_PX), color, Stroke(color, px(2)))
        caps += [(color, spec.Mark(day, value, mark.observation_id, tip=tip), cap) for value in band.caps]
        if band.arrow:
            head = Sign(band.arrow, px(_HEAD_PX), color)
            arrows.append(spec.Mark(day, band.ends[band.arrow == "triangle-up"], mark.observation_id, None, tip, head))
    # Caps of a region are one series: they have one look.
    for color, cap in {color: cap for color, _, cap in caps}.items():
        bars.append(spec.Series("band_caps", tuple(cap for c, cap, _ in caps if c == color), sign=cap))
    if arrows:
        bars.append(spec.Series("band_arrows", tuple(arrows)))
    return [*bars, _texts(labels, plane, look)]


def _span(mark: Mark, plane: Plane, length: float) -> tuple[tuple[float, float], tuple[float, ...]]:
    """Where the bar runs, and which of its ends are the source's; zero is out of sight on a logarithmic axis."""
    lowest, high = plane.scale.low, mark.value_high
    start = max(mark.value, lowest)
    caps = (mark.value,) if start == mark.value else ()
    if not isnan(high):
        return (start, max(high, lowest)), (*caps, high)
    if mark.bound in RISING:
        return (start, min(plane.value_beyond(start, length), plane.scale.high)), caps
    return (max(plane.value_beyond(start, -length), lowest), start), caps


def _texts(labels: Sequence[BandLabel], plane: Plane, look: Palette) -> spec.Series:
    size, gap = plane.options.px(SMALL_PX), plane.options.px(_LABEL_GAP_PX)
    return spec.Series(
        "band_labels",
        tuple(
            spec.Mark(
                plane.later(label.band.mark.on, label.aside_px),
                label.band.tip,
                label.band.mark.observation_id,
                spec.Label((label.text,), look.ink, size, label.side, gap=gap),
            )
            for label in labels
        ),
    )
