"""A chart that PowerPoint has none of, as a group of its shapes, each of which can be moved and recoloured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import Final

from charts.base import SMALL_PX, TITLE_PX, heading, legend_height_px, title_height_px
from charts.spec import Axis, ChartSpec, Label, Mark, Paint, Panel, Place, Ribbon, Series, Stroke, Tick
from export.deck.layout import Area
from export.pptx.charts.legend import dot, legend
from export.pptx.charts.native import Native
from export.pptx.charts.parts import edge_of, fill_of, pen_of
from export.pptx.drawing.paint import Pen, solid
from export.pptx.drawing.shapes import Drawn, Ids, box, group, place, polyline, ribbon, words
from export.pptx.drawing.text import Paragraph, Run
from text.catalogue import Catalogue
from text.lettering import BOLD, SPARE, width_em

_LINE: Final = 1.32
_DEGREE: Final = 60_000
_XFRM: Final = re.compile("<a:xfrm>")


def drawn_chart(
    spec: ChartSpec,
    left: float,
    top: float,
    wide: float,
    high: float,
    t: Catalogue,
    ids: Ids,
    tip: str = "",
    most: float = 1.0,
) -> Drawn:
    """Draw a chart as a group of shapes.

    Parameters
    ----------
    spec : ChartSpec
        With panels. It keeps its proportions, and is no larger than the room.
    left, top, wide, high : float
        The room, in units of the slide.
    tip : str
        Alternative text.
    most : float
        How many times as large as it was laid out it may be.

    Returns
    -------
    Drawn
        A group, named by the chart's title. Words that plotly would break off are whole.
    """
    size = fits(spec, wide, high, most)
    pencil = _Pencil(spec, left, top, size, t, ids)
    parts = [*pencil.heading(), *(part for panel in spec.panels for part in pencil.panel(panel)), *pencil.legend()]
    return group(ids, spec.title or t("pptx.chart"), parts, tip)


def drawn_frame(
    spec: ChartSpec,
    plots: Sequence[Native],
    left: float,
    top: float,
    wide: float,
    high: float,
    t: Catalogue,
    ids: Ids,
    tip: str,
    most: float = 1.0,
) -> Drawn:
    """Draw what stands around the panels of a chart that are PowerPoint's own charts.

    Parameters
    ----------
    plots : sequence of Native
        As :func:`export.pptx.charts.native.natives` gives them. Panels without one are drawn.

    Returns
    -------
    Drawn
        Title, notes, the words at no value (kind ``head``) and the legend, as :func:`drawn_chart` has them.
    """
    pencil = _Pencil(spec, left, top, fits(spec, wide, high, most), t, ids)
    numbers = {plot.spec.panels[0].number for plot in plots}
    parts = pencil.heading()
    for panel in spec.panels:
        parts += pencil.heads(panel) if panel.number in numbers else pencil.panel(panel)
    return group(ids, spec.title or t("pptx.chart"), [*parts, *pencil.legend()], tip)


def plot_area(spec: ChartSpec, plot: Native, left: float, top: float, wide: float, high: float, most: float = 1.0) -> Area:
    """Return where the plot of a panel lies on the slide, in units."""
    panel = plot.spec.panels[0]
    assert panel.x is not None
    size, margin, (begin, end), (foot, head) = (fits(spec, wide, high, most), spec.margin, panel.x.span, panel.y.span)
    head = foot + (head - foot) * panel.y.share(plot.y.high)
    across, tall = spec.options.width_px - margin.left - margin.right, spec.height_px - margin.top - margin.bottom
    x, y = left + size * (margin.left + across * begin), top + size * (margin.top + tall * (1 - head))
    return Area(x, y, size * across * (end - begin), size * tall * (head - foot))


def fits(spec: ChartSpec, wide: float, high: float, most: float = 1.0) -> float:
    """Return how large a chart is drawn in a room: ``most`` times as it was laid out, less where the room is smaller."""
    return min(most, wide / spec.options.width_px, high / spec.height_px)


@dataclass(frozen=True)
class _Pencil:
    """Draws the parts of a chart, each place in pixels of the chart turned into units of the slide."""

    spec: ChartSpec
    left: float
    top: float
    size: float
    t: Catalogue
    ids: Ids

    def at(self, x_px: float, y_px: float) -> tuple[float, float]:
        """A place on the slide."""
        return self.left + x_px * self.size, self.top + y_px * self.size

    def x(self, axis: Axis, value: Place) -> float:
        """Pixels from the left edge of the chart."""
        margin, (low, high) = self.spec.margin, axis.span
        wide = self.spec.options.width_px - margin.left - margin.right
        return margin.left + wide * (low + (high - low) * axis.share(value))

    def y(self, axis: Axis, value: Place) -> float:
        """Pixels from the upper edge of the chart."""
        margin, (low, high) = self.spec.margin, axis.span
        tall = self.spec.height_px - margin.top - margin.bottom
        return margin.top + tall * (1 - low - (high - low) * axis.share(value))

    def heading(self) -> list[Drawn]:
        """Title and notes."""
        spec = self.spec
        head, look, px = heading(spec.title, spec.notes, spec.options, spec.period), spec.look, spec.options.px
        title = [Run(line, px(TITLE_PX) * self.size, look.ink, bold=True) for line in head.title]
        notes = [Run(line, px(SMALL_PX) * self.size, look.quiet) for line in head.notes]
        shapes = self._text(title, 0.0, 0.0, px(TITLE_PX), "l") if title else []
        return shapes + (self._text(notes, 0.0, title_height_px(head, spec.options), px(SMALL_PX), "l") if notes else [])

    def legend(self) -> list[Drawn]:
        """The entries below the plot."""
        entries, spec = self.spec.entries(), self.spec
        if not entries:
            return []
        names, plot = [entry.name for entry in entries], spec.options.width_px - spec.margin.left - spec.margin.right
        tall = legend_height_px(names, spec.options, plot)
        x, y = self.at(0.0, spec.height_px - tall)
        size = spec.options.px(SMALL_PX) * self.size
        return [legend(entries, x, y, spec.options.width_px * self.size, size, spec.look, self.t, self.ids)]

    def panel(self, panel: Panel) -> Iterator[Drawn]:
        """Lines behind the marks, names of the axes, bars, lines and markers, then words."""
        across = panel.x or next(other.x for other in self.spec.panels if other.x is not None)
        yield from self._grid(across, panel.y)
        yield from self._rules(panel, across)
        yield from (self._ribbon(ribbon, across, panel.y) for ribbon in panel.ribbons)
        yield from self._names(across, panel.y)
        if panel.under:
            yield from self._foot(panel.under, panel.y, self.y(panel.y, panel.y.low))
        for series in panel.series:
            axis = panel.under if series.under and panel.under else across
            yield from self._bars(series, axis, panel.y) if series.paint else self._points(series, axis, panel.y)
        for series in panel.series:
            axis = panel.under if series.under and panel.under else across
            for mark in series.marks:
                yield from self._label(mark, series, axis, panel.y)

    def heads(self, panel: Panel) -> Iterator[Drawn]:
        """Words of a panel that stand at no value."""
        assert panel.x is not None
        for series in panel.series:
            if series.kind == "head":
                for mark in series.marks:
                    yield from self._label(mark, series, panel.x, panel.y)

    def _grid(self, across: Axis, up: Axis) -> Iterator[Drawn]:
        if not (across.visible or up.visible):
            return
        low, high = self.x(across, across.low), self.x(across, across.high)
        foot, head = self.y(up, up.low), self.y(up, up.high)
        for stroke, places in ((across.grid, [tick.at for tick in across.ticks]), (across.thin, across.thin_at)):
            if stroke:
                yield from self._lines([((self.x(across, at), foot), (self.x(across, at), head)) for at in places], stroke)
        if up.grid:
            yield from self._lines([((low, self.y(up, t.at)), (high, self.y(up, t.at))) for t in up.ticks], up.grid)
        if across.zero:
            yield from self._lines([((self.x(across, 0.0), foot), (self.x(across, 0.0), head))], across.zero)
        if up.zero:
            yield from self._lines([((low, self.y(up, 0.0)), (high, self.y(up, 0.0)))], up.zero)

    def _rules(self, panel: Panel, across: Axis) -> Iterator[Drawn]:
        up, margin = panel.y, self.spec.margin
        tall = self.spec.height_px - margin.top - margin.bottom
        ends = (self.x(across, across.low), self.x(across, across.high))
        for rule in panel.rules:
            if rule.shares == "x":
                # Shares of the plotting area, never days.
                xs = [ends[0] + (ends[1] - ends[0]) * float(x) for x in rule.x]  # type: ignore[arg-type]
            else:
                xs = [self.x(across, x) for x in rule.x]
            ys = [margin.top + tall * (1 - y) for y in rule.y] if rule.shares == "y" else [self.y(up, y) for y in rule.y]
            if rule.is_box:
                pen = pen_of(rule.stroke) if rule.stroke else None
                paint = solid(rule.fill, 1.0 if rule.opacity is None else rule.opacity) if rule.fill else solid("")
                yield self._box(xs, ys, paint, pen)
            elif rule.stroke:
                yield from self._lines([((xs[0], ys[0]), (xs[1], ys[1]))], rule.stroke)

    def _ribbon(self, one: Ribbon, across: Axis, up: Axis) -> Drawn:
        there, back = ([self.at(self.x(across, x), self.y(up, y)) for x, y in edge] for edge in one.edges())
        return ribbon(self.ids, one.name, there, back, solid(one.paint.fill, one.paint.opacity), edge_of(one.paint))

    def _names(self, across: Axis, up: Axis) -> Iterator[Drawn]:
        if up.visible:
            left = self.x(across, across.low) - self.spec.options.px(6) - up.standoff
            for tick in up.ticks:
                yield from self._tick(tick, up, left, self.y(up, tick.at), "middle left")
        if across.visible:
            above = across.side == "top"
            edge = min(self.y(up, up.low), self.y(up, up.high)) if above else max(self.y(up, up.low), self.y(up, up.high))
            yield from self._foot(across, up, edge)

    def _foot(self, across: Axis, up: Axis, edge: float) -> Iterator[Drawn]:
        gap = self.spec.options.px(4)
        for tick in across.ticks:
            x = self.x(across, tick.at)
            if across.angle:
                yield from self._slanted(tick, across, x, edge - gap if across.side == "top" else edge + gap)
            else:
                side = "top center" if across.side == "top" else "bottom center"
                yield from self._tick(tick, across, x, edge - gap if across.side == "top" else edge + gap, side)

    def _tick(self, tick: Tick, axis: Axis, x: float, y: float, side: str) -> Iterator[Drawn]:
        lines = [*tick.lines[:-1], f"{tick.lines[-1]}  {tick.behind}".rstrip()] if tick.lines else []
        label = Label(tuple(lines), axis.color or self.spec.look.quiet, axis.size, side, max(tick.bold, bool(tick.behind)))
        yield from self._words(label, x, y, 0.0)

    def _slanted(self, tick: Tick, axis: Axis, x: float, y: float) -> Iterator[Drawn]:
        """A name that stands aslant, its first letter at its column where it stands above, else its last."""
        assert axis.angle is not None
        text, turn = " ".join(tick.lines), radians(axis.angle)
        wide, tall = width_em(text) * axis.size * BOLD, axis.size * _LINE
        sign = 1 if (axis.side == "top") == (axis.angle < 0) else -1
        middle_x, middle_y = x + sign * cos(turn) * wide / 2, y + sign * sin(turn) * wide / 2
        run = Run(text, axis.size * self.size, axis.color or self.spec.look.quiet, bold=tick.bold > 0)
        left, top = self.at(middle_x - wide / 2, middle_y - tall / 2)
        box = place(left, top, wide * self.size, tall * self.size)
        text_box = words(self.ids, text, box, [Paragraph((run,), "ctr")], self.t.lang, "ctr", wrapped=False)
        yield replace(text_box, xml=_XFRM.sub(f'<a:xfrm rot="{round(axis.angle * _DEGREE)}">', text_box.xml, count=1))

    def _bars(self, series: Series, across: Axis, up: Axis) -> Iterator[Drawn]:
        assert series.paint is not None
        for mark in series.marks:
            if mark.y is not None and mark.x is not None:
                xs, ys = self._extent(mark, series.paint, across, up)
                yield self._box(xs, ys, fill_of(series.paint, self.spec.look), edge_of(series.paint), series.name)

    def _extent(self, mark: Mark, paint: Paint, across: Axis, up: Axis) -> tuple[list[float], list[float]]:
        """The edges of a bar. One of time ends where its mark says, any other is as long as it says."""
        assert mark.x is not None and mark.y is not None
        half = mark.thickness / 2
        if not paint.across:
            base = float(mark.base or 0.0)  # type: ignore[arg-type]
            assert isinstance(mark.x, float | int)
            return [self.x(across, mark.x - half), self.x(across, mark.x + half)], [
                self.y(up, base),
                self.y(up, base + mark.y),
            ]
        ys = [self.y(up, mark.y - half), self.y(up, mark.y + half)]
        if across.kind == "time":
            return [self.x(across, mark.base or across.low), self.x(across, mark.x)], ys
        base = float(mark.base or 0.0)  # type: ignore[arg-type]
        return [self.x(across, base), self.x(across, base + float(mark.x))], ys  # type: ignore[arg-type]

    def _points(self, series: Series, across: Axis, up: Axis) -> Iterator[Drawn]:
        if series.stroke:
            runs: list[list[tuple[float, float]]] = [[]]
            for mark in series.marks:
                if mark.x is None or mark.y is None:
                    runs.append([])
                else:
                    runs[-1].append((self.x(across, mark.x), self.y(up, mark.y)))
            yield from self._lines([run for run in runs if len(run) > 1], series.stroke, series.opacity)
        for mark in series.marks:
            sign = series.sign_of(mark)
            if sign is not None and sign.size and mark.x is not None and mark.y is not None:
                x, y = self.at(self.x(across, mark.x), self.y(up, mark.y))
                edge = replace(sign.edge, width=sign.edge.width * self.size) if sign.edge else None
                sized = replace(sign, size=sign.size * self.size, edge=edge)
                yield from dot(sized, x, y, self.spec.look, series.name or self.t("pptx.sign"), self.ids, False)

    def _label(self, mark: Mark, series: Series, across: Axis, up: Axis) -> Iterator[Drawn]:
        label = mark.label
        if label is None or mark.x is None or mark.y is None:
            return
        if series.paint:
            xs, ys = self._extent(mark, series.paint, across, up)
            x, y = max(xs), sum(ys) / 2
            if label.side == "inside":
                x, label = sum(xs) / 2, replace(label, side="middle center")
            elif label.side == "outside":
                label = replace(label, side="middle right")
        else:
            x, y = self.x(across, mark.x), self.y(up, mark.y)
        if label.at is not None:
            x, y = self.x(across, label.at[0]), self.y(up, label.at[1])
        sign = series.sign_of(mark) if not series.paint else None
        gap = label.gap or (sign.size / 2 + 1 if sign and "center" not in label.side else 0.0)
        if label.shift is not None:
            x, y, gap = x + label.shift[0], y - label.shift[1], 0.0
        yield from self._words(label, x, y, gap)

    def _words(self, label: Label, x: float, y: float, gap: float) -> Iterator[Drawn]:
        if not any(label.lines):
            return
        upright, along = label.side.split()
        halo = self.spec.look.ground if label.halo else ""
        runs = [
            Run(line, label.size * self.size, label.color, bold=n < label.bold, halo=halo)
            for n, line in enumerate(label.lines)
        ]
        tall = len(runs) * label.size * _LINE
        gap_up = gap if along == "center" else gap * 0.7
        top = {"top": y - tall - gap_up, "middle": y - tall / 2, "bottom": y + gap_up}[upright]
        align = {"left": "r", "center": "ctr", "right": "l"}[along]
        x = {"left": x - gap, "center": x, "right": x + gap}[along]
        yield from self._text(runs, x, top, label.size, align)

    def _text(self, runs: Sequence[Run], x: float, top: float, size: float, align: str) -> list[Drawn]:
        """Lines of words that begin, end or have their middle at a place."""
        wide = max(width_em(run.text) * (BOLD if run.bold else 1) for run in runs) * size * SPARE
        left = {"l": x, "r": x - wide, "ctr": x - wide / 2}[align]
        at = self.at(left, top)
        box = place(*at, max(1.0, wide * self.size), len(runs) * size * _LINE * self.size)
        lines = [Paragraph((run,), align) for run in runs]
        return [words(self.ids, runs[0].text, box, lines, self.t.lang, "ctr", wrapped=False)]

    def _lines(
        self, paths: Sequence[Sequence[tuple[float, float]]], stroke: Stroke, opacity: float | None = None
    ) -> Iterator[Drawn]:
        if paths:
            thin = replace(stroke, width=stroke.width * self.size)
            yield polyline(
                self.ids, self.t("pptx.chart"), [[self.at(*p) for p in path] for path in paths], pen_of(thin, opacity)
            )

    def _box(self, xs: Sequence[float], ys: Sequence[float], fill: str, pen: Pen | None, name: str = "") -> Drawn:
        left, top = self.at(min(xs), min(ys))
        wide, tall = (max(0.5, (max(ends) - min(ends)) * self.size) for ends in (xs, ys))
        return box(self.ids, name or self.t("pptx.chart"), place(left, top, wide, tall), fill, pen)
