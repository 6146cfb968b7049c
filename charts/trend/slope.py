"""From the start of a period to its end: the two reported end points of each region, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from charts.base import SMALL_PX, TEXT_PX, Heading, heading, legend_height_px
from charts.spec import Axis, ChartSpec, Label, Margin, Mark, Panel, Series, Sign, Stroke, Tick, message
from charts.spec.scale import Scale, fit
from charts.trend.labels import MARKER_PX
from charts.trend.marks import basis_symbols, region_colors
from charts.trend.placement import spread
from charts.trend.plot import TrendOptions
from charts.trend.series import Join, end_points, to_marks, to_series
from charts.trend.series import Mark as SeriesMark
from charts.trend.series import Series as Ends
from charts.words import tip_of
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import BOLD, width_em, wrap
from text.numbers import format_value
from text.quantity import unit_word

# Names take up to a third of the width, and no more than this.
_NAME_EM: Final = 17.0
_LINE: Final = 1.32


def slope_spec(points: pd.DataFrame, look: Palette, t: Catalogue, options: TrendOptions) -> ChartSpec:
    """Draw each pair of start and end of a reported period as a slope between two columns.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`charts.trend.series.COLUMNS`, one row a reported value of one indicator.

    Returns
    -------
    ChartSpec
        A series a pair, kind ``end_points``; records are the two observations. Where all pairs
        are of one period it stands in the title, else with each name. ``meta["left_out"]`` lists the
        observations that are no part of a pair. Without a pair the chart says so.
    """
    if points.empty:
        return message(t("chart.empty"), look, options)
    marks = to_marks(points)
    series = to_series(marks)
    pairs = [pair for line in series for pair in end_points(line)]
    if options.axis == "log":
        pairs = [pair for pair in pairs if pair.first.value > 0 and pair.second.value > 0]
    if not pairs:
        return message(t("chart.slope.none"), look, options)
    paired = {mark.observation_id for pair in pairs for mark in (pair.first, pair.second)}
    left_out = [mark.observation_id for mark in marks if mark.observation_id not in paired]
    head = _heading(pairs, len(left_out), t, options)
    values = [mark.value for pair in pairs for mark in (pair.first, pair.second)]
    scale = fit(values, options.axis, options.unit)
    margin, x, y = _place(pairs, head, scale, look, t, options)
    labels = _labels(pairs, region_colors(series, look), scale, options.height_px - margin.top - margin.bottom, t, options)
    slopes = [_slope(pair, both, series, look, t, options) for pair, both in zip(pairs, labels, strict=True)]
    return ChartSpec(
        options,
        look,
        options.height_px,
        margin,
        head.text,
        _common_period(pairs),
        head.all_notes,
        (Panel(x, y, tuple(slopes)),),
        _legend(pairs, look, options),
        unit=unit_word(options.unit, t),
        meta={"left_out": left_out},
    )


def _heading(pairs: Sequence[Join], left_out: int, t: Catalogue, options: TrendOptions) -> Heading:
    title = t("chart.slope.title", indicator=options.indicator)
    notes = [t("chart.scale.log") if options.axis == "log" else t("chart.scale.linear"), t("chart.slope.note")]
    if left_out:
        notes.append(t("chart.slope.left_out", count=left_out))
    return heading(title, notes, options, _common_period(pairs))


def _common_period(pairs: Sequence[Join]) -> str:
    periods = {pair.first.period for pair in pairs}
    return periods.pop() if len(periods) == 1 else ""


def _slope(
    pair: Join, labels: tuple[Label, Label], series: Sequence[Ends], look: Palette, t: Catalogue, options: TrendOptions
) -> Series:
    color = region_colors(series, look)[pair.first.region_id]
    shape, filled = basis_symbols(series)[pair.first.basis_id]
    edge = Stroke(color, options.px(2))
    return Series(
        "end_points",
        tuple(
            Mark(
                float(place),
                mark.value,
                mark.observation_id,
                labels[place],
                tip_of(mark, t, options.unit, (t("chart.hover.end_points"),)),
            )
            for place, mark in enumerate((pair.first, pair.second))
        ),
        pair.first.name,
        region_id=pair.first.region_id,
        basis_id=pair.first.basis_id,
        stroke=Stroke(color, options.px(1.8), "dash"),
        sign=Sign(shape, options.px(MARKER_PX), color if filled else look.ground, edge),
    )


def _labels(
    pairs: Sequence[Join], colors: Mapping[str, str], scale: Scale, height_px: float, t: Catalogue, options: TrendOptions
) -> list[tuple[Label, Label]]:
    """Write the values at both columns and the names at the right, moved apart where they would touch."""
    size, gap = options.px(TEXT_PX), options.px(MARKER_PX + 2)
    names = [_name(pair, pairs, options) for pair in pairs]
    tallest = max(len(name) for name in names) + 1

    def column(marks: Sequence[SeriesMark], rows: int, direction: int) -> list[Label]:
        targets = [scale.share(mark.value) * height_px for mark in marks]
        places = spread(targets, rows * size * _LINE)
        values = [format_value(mark.value, options.unit, mark.bound, t.lang) for mark in marks]
        lines = [(*name, value) if direction > 0 else (value,) for name, value in zip(names, values, strict=True)]
        side = "middle right" if direction > 0 else "middle left"
        return [
            Label(text, colors[mark.region_id], size, side, len(text) - 1, shift=(direction * gap, place - want))
            for mark, text, place, want in zip(marks, lines, places, targets, strict=True)
        ]

    before, after = column([pair.first for pair in pairs], 1, -1), column([pair.second for pair in pairs], tallest, 1)
    return list(zip(before, after, strict=True))


def _name(pair: Join, pairs: Sequence[Join], options: TrendOptions) -> list[str]:
    """Lines that name a slope, with its period where not all have the same."""
    lines = wrap(pair.first.name, min(_NAME_EM, options.width_px / options.px(TEXT_PX) / 3))
    return lines if _common_period(pairs) else [*lines, pair.first.period]


def _legend(pairs: Sequence[Join], look: Palette, options: TrendOptions) -> tuple[Series, ...]:
    symbols = basis_symbols([Ends("", "", p.first.basis_id, p.first.basis, ()) for p in pairs])
    edge = Stroke(look.quiet, options.px(2))

    def sign(basis_id: str) -> Sign:
        shape, filled = symbols[basis_id]
        return Sign(shape, options.px(MARKER_PX), look.quiet if filled else look.ground, edge)

    return tuple(
        Series("legend", (), basis, f"basis:{basis_id}", sign=sign(basis_id), in_legend=True)
        for basis_id, basis in {pair.first.basis_id: pair.first.basis for pair in pairs}.items()
    )


def _place(
    pairs: Sequence[Join], head: Heading, scale: Scale, look: Palette, t: Catalogue, options: TrendOptions
) -> tuple[Margin, Axis, Axis]:
    px = options.px
    bases = list({pair.first.basis for pair in pairs})
    names = [line for pair in pairs for line in _name(pair, pairs, options)]
    right = px(max(width_em(line) for line in names) * TEXT_PX * BOLD + MARKER_PX + 14)
    ticks = [Tick(tick, (format_value(tick, options.unit, "=", t.lang),)) for tick in scale.ticks]
    left = px(max(width_em(tick.lines[0]) for tick in ticks) * SMALL_PX + 14)
    values = [format_value(pair.first.value, options.unit, pair.first.bound, t.lang) for pair in pairs]
    # Room for the values left of the first column, as a share of what lies between the columns.
    before = px(max(width_em(text) for text in values) * TEXT_PX + MARKER_PX + 10)
    between = max(options.width_px - left - right - before, 1.0)
    columns = (Tick(0.0, (t("chart.slope.start"),)), Tick(1.0, (t("chart.slope.end"),)))
    x = Axis(-before / between, 1.01, ticks=columns, color=look.ink, size=px(TEXT_PX), grid=Stroke(look.quiet))
    y = Axis(scale.low, scale.high, scale.kind, tuple(ticks), color=look.quiet, size=px(SMALL_PX), grid=Stroke(look.line))
    return Margin(left, right, head.height_px, px(28) + legend_height_px(bases, options)), x, y
