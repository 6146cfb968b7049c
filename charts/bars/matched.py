"""One side's count against those of several partners: two counts of different things, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Final

import pandas as pd

from charts.bars.cooperation import Figure, to_figures
from charts.base import SMALL_PX, TEXT_PX, ChartOptions, Heading, heading
from charts.spec import Axis, ChartSpec, Label, Margin, Mark, Paint, Panel, Rule, Series, Stroke, message
from charts.spec.rows import names
from charts.trend.placement import spread
from charts.words import joined
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import BOLD, width_em, wrap
from text.numbers import format_number
from text.quantity import unit_word

_BAR: Final = 0.5
_WIDEST_PX: Final = 560.0
_NAME_EM: Final = 18.0
_LINE: Final = 1.32


def matched_spec(rows: pd.DataFrame, look: Palette, t: Catalogue, options: ChartOptions) -> ChartSpec:
    """Draw a helper's count beside those of its recipients, which are counts of something else.

    Parameters
    ----------
    rows : pandas.DataFrame
        Columns :data:`charts.bars.cooperation.COLUMNS`: figures of one helper, date and unit. The one without a recipient
        is the helper's own count; each of the others counts what that recipient has.

    Returns
    -------
    ChartSpec
        A bar for the helper's count (kind ``helper``) and one bar a recipient, stacked (``recipient``);
        records are co-operation figures. Where every count is exact the subtitle does the sum, as arithmetic
        of the atlas and not as a figure that anyone reported; ``meta["sum"]`` holds it, else None. Without
        a count on both sides the chart says so.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    every = [figure for figure in to_figures(rows) if not isnan(figure.value)]
    if not every:
        return message(t("chart.empty"), look, options)
    own = next((figure for figure in every if not figure.recipient), None)
    partners = [figure for figure in every if figure.recipient]
    if own is None or not partners:
        return message(t("chart.matched.one_side"), look, options)
    total = _sum(partners)
    notes = [t("chart.matched.note")]
    if total is not None and own.bound in ("=", ""):
        notes.append(_arithmetic(own, partners, total, t))
    period = own.period or t("chart.undated")
    head = heading(t("chart.matched.title", helper=own.helper, unit=unit_word(own.unit, t)), notes, options, period)
    margin, x, y = _place(own, partners, head, look, t, options)
    shifts = _shifts(partners, (options.height_px - margin.top - margin.bottom) / _top(own, partners), t, options)
    series, base = [_bar(0, own, 0.0, 0.0, look, t, options)], 0.0
    for figure, shift in zip(partners, shifts, strict=True):
        series.append(_bar(1, figure, base, shift, look, t, options))
        base += figure.value
    foot = Rule((0.0, 1.0), (0.0, 0.0), "x", Stroke(look.quiet, options.px(1)))
    panel = Panel(x, y, tuple(series), (foot,))
    height = float(options.height_px)
    unit, meta = unit_word(own.unit, t), {"sum": total}
    return ChartSpec(options, look, height, margin, head.text, period, head.all_notes, (panel,), unit=unit, meta=meta)


def _sum(partners: Sequence[Figure]) -> float | None:
    """Sum of exact counts; a sum of bounds would say more than was reported."""
    return sum(figure.value for figure in partners) if all(figure.bound in ("=", "") for figure in partners) else None


def _arithmetic(own: Figure, partners: Sequence[Figure], total: float, t: Catalogue) -> str:
    parts = " + ".join(format_number(figure.value, t.lang) for figure in partners)
    key = "chart.matched.equal" if total == own.value else "chart.matched.unequal"
    return t(key, parts=parts, sum=format_number(total, t.lang), own=format_number(own.value, t.lang))


def _top(own: Figure, partners: Sequence[Figure]) -> float:
    """Where the axis of the counts ends: a little above the higher pile."""
    return (max(own.value, sum(figure.value for figure in partners)) or 1.0) * 1.02


def _bar(place: int, figure: Figure, base: float, lift: float, look: Palette, t: Catalogue, options: ChartOptions) -> Series:
    """One count with its words beside it."""
    names, amount = _label_lines(figure, t)
    sign = 1 if place else -1
    label = Label(
        (*names, amount),
        look.ink,
        options.px(TEXT_PX),
        "middle right" if place else "middle left",
        len(names),
        shift=(sign * options.px(10), lift),
        at=(place + sign * _BAR / 2, base + figure.value / 2),
    )
    mark = Mark(float(place), figure.value, figure.cooperation_id, label, figure.tip(t), base=base, thickness=_BAR)
    # Edges in the colour of the ground part the slices.
    edge = Stroke(look.ground, options.px(2))
    paint = Paint(look.recipient_strong if place else look.helper_strong, edge, across=False)
    return Series("recipient" if place else "helper", (mark,), figure.recipient or figure.helper, paint=paint)


def _label_lines(figure: Figure, t: Catalogue) -> tuple[list[str], str]:
    return wrap(figure.recipient or figure.helper, _NAME_EM), figure.amount(t)


def _shifts(partners: Sequence[Figure], scale: float, t: Catalogue, options: ChartOptions) -> list[float]:
    """How far up the words of each slice move, apart from one another where a slice is thinner than its words."""
    tall = options.px((max(len(_label_lines(figure, t)[0]) for figure in partners) + 1) * TEXT_PX * _LINE)
    targets = [(sum(figure.value for figure in partners[:i]) + partners[i].value / 2) * scale for i in range(len(partners))]
    places = spread(targets, tall)
    # No label sinks below the foot of the bars.
    lift = max(0.0, tall / 2 - options.px(10) - min(places))
    return [place - want + lift for place, want in zip(places, targets, strict=True)]


def _place(
    own: Figure, partners: Sequence[Figure], head: Heading, look: Palette, t: Catalogue, options: ChartOptions
) -> tuple[Margin, Axis, Axis]:
    px = options.px

    def label_width(figures: Sequence[Figure]) -> float:
        lines = [line for figure in figures for line in (*_label_lines(figure, t)[0], figure.amount(t))]
        return px(max(width_em(line) for line in lines) * TEXT_PX * BOLD + 16)

    measures = (own.measure, joined(list(dict.fromkeys(figure.measure for figure in partners)), t))
    left, right = label_width([own]), label_width(partners)
    # The bars keep together on a wide screen, so that their heights compare.
    width = min(1.0, px(_WIDEST_PX) / max(1.0, options.width_px - left - right))
    # Two heads share the width of the plot, with a letter's room between them.
    half_em = (options.width_px - left - right) * width / 2 / px(SMALL_PX) - 1
    heads = names(measures, max(4.0, min(_NAME_EM, half_em)))
    lines = max(len(tick.lines) for tick in heads)
    ends = (-_BAR / 2 - 0.03, 1 + _BAR / 2 + 0.03)
    x = Axis(*ends, ticks=heads, span=(0.0, width), color=look.ink, size=px(SMALL_PX), angle=0.0)
    margin = Margin(left, right, head.height_px + px(6), px(lines * SMALL_PX * _LINE + 16))
    return margin, x, Axis(0.0, _top(own, partners))
