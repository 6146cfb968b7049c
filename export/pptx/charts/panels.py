"""The panels of a chart as so many charts of PowerPoint's: where each stands, in which type, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from charts.base import SMALL_PX
from charts.spec import ChartSpec, Label, Series, Sign, Stroke
from export.deck.layout import Area
from export.pptx.charts.drawn import fits, plot_area
from export.pptx.charts.native import Native
from export.pptx.charts.parts import Setting
from text.catalogue import Catalogue

#: Room of a frame around its plot, in px at scale 1: figures reach above it and to its right, years stand below it.
_ABOVE_PX: Final = 10.0
_BELOW_PX: Final = 24.0
_BESIDE_PX: Final = 4.0


@dataclass(frozen=True)
class PanelChart:
    """A chart for PowerPoint, upper left corner and setting of its frame, its name, and its alternative text."""

    plot: Native
    setting: Setting
    left: float
    top: float
    name: str
    alt: str


def panels(
    spec: ChartSpec,
    plots: Sequence[Native],
    left: float,
    top: float,
    wide: float,
    high: float,
    t: Catalogue,
    created: datetime,
    most: float = 1.0,
) -> Iterator[PanelChart]:
    """Set the charts of panels into a room, each where the chart has its panel.

    Parameters
    ----------
    plots : sequence of Native
        As :func:`export.pptx.charts.native.natives` gives them.
    left, top, wide, high : float
        The room, in units of the slide. The chart keeps its proportions, and is no larger than the room.
    created : datetime
        Date of the data.
    most : float
        How many times as large as it was laid out it may be.

    Yields
    ------
    PanelChart
        Frames do not overlap. Type and markers are as large as the chart is drawn.
    """
    size, px = fits(spec, wide, high, most), spec.options.px
    by_number = {panel.number: panel for panel in spec.panels}
    for plot in plots:
        panel = by_number[plot.spec.panels[0].number]
        assert panel.x is not None
        area = plot_area(spec, plot, left, top, wide, high, most)
        # The names of values stand in the margin of the chart, left of its first column.
        before = spec.margin.left if not panel.x.span[0] else px(_BESIDE_PX)
        after = spec.margin.right - px(_BESIDE_PX)
        above, below = size * px(_ABOVE_PX) + area.h * (1 / panel.y.share(plot.y.high) - 1), size * px(_BELOW_PX)
        inner = Area(size * before, above, area.w, area.h)
        setting = Setting(
            t, spec.look, size * px(SMALL_PX), area.w + size * (before + after), area.h + above + below, created, inner
        )
        heads = [line for series in panel.series if series.kind == "head" for line in _words(series)]
        figures = [line for series in plot.series for line in _words(series)]
        name = " · ".join(heads) or t("pptx.chart")
        alt = t("pptx.panel", name=name, figures=t("describe.comma").join(figures)) if figures else name
        drawn = replace(plot, series=tuple(_sized(series, size) for series in plot.series))
        yield PanelChart(drawn, setting, area.x - inner.x, area.y - inner.y, name, alt)


def _words(series: Series) -> list[str]:
    return [" ".join(mark.label.lines) for mark in series.marks if mark.label]


def _sized(series: Series, size: float) -> Series:
    """Type, markers and lines of a series as large as the chart is drawn."""
    marks = tuple(replace(m, label=_label(m.label, size), sign=_sign(m.sign, size)) for m in series.marks)
    return replace(series, marks=marks, sign=_sign(series.sign, size), stroke=_stroke(series.stroke, size))


def _label(label: Label | None, size: float) -> Label | None:
    if label is None:
        return None
    shift = (label.shift[0] * size, label.shift[1] * size) if label.shift else None
    return replace(label, size=label.size * size, gap=label.gap * size, shift=shift)


def _sign(sign: Sign | None, size: float) -> Sign | None:
    return replace(sign, size=sign.size * size, edge=_stroke(sign.edge, size)) if sign else None


def _stroke(stroke: Stroke | None, size: float) -> Stroke | None:
    return replace(stroke, width=stroke.width * size) if stroke else None
