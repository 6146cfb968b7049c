"""People lifted out of poverty: one bar a reported figure. The figures do not compare, and the chart says so."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, isnan

import pandas as pd

from charts.bars.plot import BoundBar, bar_axis, bar_series
from charts.base import TEXT_PX, ChartOptions, heading, legend_height_px
from charts.spec import CLEAR, ChartSpec, Paint, Panel, Series, Stroke, Tick, message
from charts.spec.rows import lay_rows, names_em, wrap_parts
from charts.trend.series import Mark, to_marks
from charts.words import tip_of
from look.palette import Palette
from text.catalogue import Catalogue
from text.dates import format_period
from text.lettering import width_em, wrap
from text.quantity import quantity, unit_word

_UNIT = "person"
_NAME_EM = 20.0
_LINE_EM = 32.0


def lifted_spec(points: pd.DataFrame, look: Palette, t: Catalogue, options: ChartOptions | None = None) -> ChartSpec:
    """Draw reported and targeted numbers of people lifted out of poverty as horizontal bars.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`charts.trend.series.COLUMNS`, one row a reported value of ``people_lifted``.
    options : ChartOptions, optional
        Of the default size, if not given; the chart grows beyond its height when there are many bars.

    Returns
    -------
    ChartSpec
        Filled bars for reported figures (kind ``reported``) and hollow ones for targets (``target``); records are
        observations. Bars are in the order of region ids,
        never of values. ``meta["left_out"]`` lists rows without a value; an empty frame gives a chart
        that says so.
    """
    options = options or ChartOptions()
    marks = to_marks(points)
    drawn = sorted((m for m in marks if not isnan(m.value)), key=lambda m: (m.region_id, m.status == "target", m.period_end))
    if not drawn:
        return message(t("chart.empty"), look, options)
    missing = [m.observation_id for m in marks if isnan(m.value)]
    notes = [t("chart.lifted.note")]
    if missing:
        notes.append(t("chart.lifted.left_out", count=len(missing)))
    head, px = heading(t("chart.lifted.title"), notes, options), options.px
    series = tuple(bars for target in (False, True) for bars in _bars(drawn, target, look, t, options))
    # The longest bar leaves room for its value behind it.
    right = px(max(width_em(_value(m, t)) for m in drawn) * TEXT_PX + 18)
    ticks = [_tick(place, m, t, names_em(_LINE_EM, options, right)) for place, m in enumerate(drawn)]
    entries = [entry.name for entry in series if entry.in_legend]
    below = legend_height_px(entries, options) + px(6)
    rows = lay_rows(ticks, head, look, options, below=below, right=right, air=12, stretch=inf)
    panel = Panel(bar_axis([m.value for m in drawn], look), rows.axis, series)
    return ChartSpec(
        options,
        look,
        rows.height_px,
        rows.margin,
        head.text,
        notes=head.all_notes,
        panels=(panel,),
        unit=unit_word(_UNIT, t),
        meta={"left_out": missing},
    )


def _tick(place: int, mark: Mark, t: Catalogue, most_em: float) -> Tick:
    """Name of the region, and below it since and until when, and on which basis: in lines of at most so many em."""
    period = mark.period or t("chart.undated")
    # A period with a form of its own ('the 3 years to 2019') says already until when.
    plain = mark.period == format_period("", mark.period_end, t.lang)
    if mark.period and plain and mark.point == "over" and not mark.period_start:
        key = "chart.lifted.by" if mark.status == "target" else "chart.lifted.until"
        period = t(key, period=mark.period)
    name = wrap(mark.name, min(_NAME_EM, most_em))
    return Tick(float(place), (*name, *wrap_parts((period, mark.basis), most_em)), len(name))


def _bars(drawn: Sequence[Mark], target: bool, look: Palette, t: Catalogue, options: ChartOptions) -> tuple[Series, ...]:
    # Slate for what was reported: blue and orange would say helper and recipient.
    color = look.accent if target else look.series[-1]
    bars = [
        BoundBar(m.value, place, m.observation_id, m.bound, _value(m, t), tip_of(m, t, _UNIT))
        for place, m in enumerate(drawn)
        if (m.status == "target") == target
    ]
    paint = Paint(CLEAR if target else color, Stroke(color, options.px(1.8)))
    name = t("chart.lifted.target") if target else t("chart.lifted.reported")
    return bar_series("target" if target else "reported", bars, paint, look, options, name)


def _value(mark: Mark, t: Catalogue) -> str:
    return quantity(mark.value, _UNIT, mark.bound, t)
