"""Co-operation figures of one measure: a bar each, as reported, with who, when and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import Final

import pandas as pd

from charts.bars.plot import BoundBar, bar_axis, bar_series
from charts.base import TEXT_PX, ChartOptions, heading
from charts.spec import ChartSpec, Paint, Panel, Tick, Tip, message
from charts.spec.rows import lay_rows, names_em, wrap_parts
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import BOLD, width_em, wrap
from text.quantity import quantity, unit_word

COLUMNS: Final = ("cooperation_id", "measure", "who", "helper", "recipient", "value", "bound", "unit", "period", "source")
"""Columns of a frame of co-operation figures. ``who`` names both sides, or the one whose total it is, and ``helper`` or
``recipient`` is empty then; ``measure``, names, ``period`` and ``source`` are plain text in the reader's language."""

_NAME_EM: Final = 22.0


@dataclass(frozen=True)
class Figure:
    """One reported co-operation figure."""

    cooperation_id: str
    measure: str
    who: str
    helper: str
    recipient: str
    value: float
    bound: str
    unit: str
    period: str
    source: str

    def parties(self, t: Catalogue) -> str:
        """Both sides, or the one whose total it is."""
        return self.who if self.helper and self.recipient else t("chart.cooperation.total", name=self.who)

    def amount(self, t: Catalogue) -> str:
        """The value as reported, with its bound and unit."""
        return quantity(self.value, self.unit, self.bound, t)

    def tip(self, t: Catalogue) -> Tip:
        """What is said when one points at it."""
        lines = (self.measure, self.period or t("chart.undated"), t("chart.hover.source", source=self.source))
        return Tip((self.parties(t), self.amount(t)), (*lines, t("chart.hover.click")))


def to_figures(group: pd.DataFrame) -> list[Figure]:
    """Return the rows of a frame of co-operation figures.

    Parameters
    ----------
    group : pandas.DataFrame
        Columns :data:`COLUMNS`.

    Returns
    -------
    list of Figure
        In the order of the rows.
    """
    return [Figure(*row) for row in group[list(COLUMNS)].itertuples(index=False)]


def cooperation_spec(group: pd.DataFrame, look: Palette, t: Catalogue, options: ChartOptions) -> ChartSpec:
    """Draw comparable figures of one measure as horizontal bars, the largest first.

    Parameters
    ----------
    group : pandas.DataFrame
        Columns :data:`COLUMNS`, all of one measure and unit.
    options : ChartOptions
        The chart grows beyond its height when there are many bars, and keeps below it when there are few.

    Returns
    -------
    ChartSpec
        Bars of kind ``reported``, their records co-operation figures, and arrows at
        the ends of bars that are bounds (``bounds``). Who and when stand at the left, the value as reported behind
        the bar. ``meta["left_out"]`` lists rows without a value; an empty frame gives a chart that says so.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        If the figures are of several units, which one axis cannot show.
    """
    every = to_figures(group)
    drawn = sorted(
        (figure for figure in every if not isnan(figure.value)), key=lambda figure: (-figure.value, figure.cooperation_id)
    )
    if not drawn:
        return message(t("chart.empty"), look, options)
    units = sorted({figure.unit for figure in drawn})
    if len(units) > 1:
        raise ValueError(f"one axis cannot show figures in {', '.join(units)}: draw a chart for each unit")
    missing = [figure.cooperation_id for figure in every if isnan(figure.value)]
    notes = [t("chart.cooperation.note")]
    if len({figure.period for figure in drawn}) > 1:
        notes.append(t("chart.cooperation.periods"))
    if missing:
        notes.append(t("chart.lifted.left_out", count=len(missing)))
    periods = {figure.period for figure in drawn}
    # Two groups of one measure differ in their period: of one period the title says it.
    common = periods.pop() if len(periods) == 1 else ""
    head = heading(t("chart.cooperation.title", measure=drawn[0].measure), notes, options, common)
    # The longest bar leaves room for its value behind it.
    right = options.px(max(width_em(figure.amount(t)) for figure in drawn) * TEXT_PX + 24)
    wide_em = names_em(_NAME_EM, options, right)
    rows = lay_rows(
        [_tick(place, figure, wide_em, t) for place, figure in enumerate(drawn)],
        head,
        look,
        options,
        below=options.px(10),
        right=right,
        air=12,
        stretch=1.5,
    )
    bars = [
        BoundBar(figure.value, place, figure.cooperation_id, figure.bound, figure.amount(t), figure.tip(t))
        for place, figure in enumerate(drawn)
    ]
    # Slate for what was reported: blue and orange would say helper and recipient.
    series = bar_series("reported", bars, Paint(look.series[-1]), look, options)
    panel = Panel(bar_axis([figure.value for figure in drawn], look), rows.axis, series)
    return ChartSpec(
        options,
        look,
        rows.height_px,
        rows.margin,
        head.text,
        common,
        head.all_notes,
        (panel,),
        unit=unit_word(drawn[0].unit, t),
        meta={"left_out": missing},
    )


def _tick(place: int, figure: Figure, wide_em: float, t: Catalogue) -> Tick:
    sides = wrap(figure.parties(t), wide_em)
    when = wrap_parts((figure.period or t("chart.undated"), figure.source), wide_em * BOLD)
    return Tick(float(place), (*sides, *when), len(sides))
