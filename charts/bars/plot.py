"""Bars that lie across, one a reported figure, with the value as reported behind each and an arrow where it is a bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from charts.base import TEXT_PX, ChartOptions
from charts.spec import Axis, Label, Mark, Paint, Series, Sign, Stroke, Tip
from charts.trend.series import FALLING, RISING
from look.palette import Palette

_BAR: Final = 0.46
_HEAD_PX: Final = 12.0
#: Between a bar, or the arrow at its end, and its words.
_GAP_PX: Final = (3.5, 10.5)


@dataclass(frozen=True)
class BoundBar:
    """A bar: its length, row, record, bound, words and tip."""

    value: float
    row: int
    record: str
    bound: str
    words: str
    tip: Tip


def bar_axis(values: Sequence[float], look: Palette) -> Axis:
    """Return the axis along which bars lie: from zero to a little beyond the longest, whose edge would else be cut."""
    return Axis(0.0, (max(values) or 1) * 1.006, zero=Stroke(look.quiet))


def bar_series(
    kind: str, bars: Sequence[BoundBar], paint: Paint, look: Palette, options: ChartOptions, name: str = ""
) -> tuple[Series, ...]:
    """Return bars of one kind, and arrows (kind ``bounds``) at the ends of those that are bounds.

    Parameters
    ----------
    bars : sequence of BoundBar
        None gives no series.
    name : str
        In the legend; empty for none.
    """
    if not bars:
        return ()
    px, marks, heads = options.px, [], []
    color = paint.edge.color if paint.edge else paint.fill
    for bar in bars:
        gap = px(_GAP_PX[bar.bound in RISING])
        label = Label((bar.words,), look.ink, px(TEXT_PX), "outside", gap=gap)
        marks.append(Mark(bar.value, bar.row, bar.record, label, bar.tip, thickness=_BAR))
        if bar.bound in RISING + FALLING:
            shape = "triangle-right" if bar.bound in RISING else "triangle-left"
            heads.append(Mark(bar.value, bar.row, sign=Sign(shape, px(_HEAD_PX), color)))
    drawn = Series(kind, tuple(marks), name, paint=paint, in_legend=bool(name))
    return (drawn, Series("bounds", tuple(heads))) if heads else (drawn,)
