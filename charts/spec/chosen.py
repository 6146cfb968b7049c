"""The mark that a reader has chosen, ringed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from charts.spec.axes import Panel
from charts.spec.chart import ChartSpec
from charts.spec.marks import CLEAR, Mark, Paint, Series, Sign, Stroke

#: Around a marker: how much wider the ring is, and its line, in px at scale 1.
_WIDER_PX: Final = 10.0
_LINE_PX: Final = 2.2


def ringed(spec: ChartSpec, record: str) -> ChartSpec:
    """Ring the marks of a record.

    Parameters
    ----------
    record : str
        Its id; empty, or one that no mark has, rings nothing.

    Returns
    -------
    ChartSpec
        One more series (kind ``chosen``) in each panel where the record has marks or bars, above all others.
    """
    if not record or not any(_is_of(mark, record) for series in spec.series for mark in series.marks):
        return spec
    return replace(spec, panels=tuple(_ringed(panel, record, spec) for panel in spec.panels))


def _ringed(panel: Panel, record: str, spec: ChartSpec) -> Panel:
    rings: list[Series] = []
    line = Stroke(spec.look.ink, spec.options.px(_LINE_PX))
    for series in panel.series:
        matching = [mark for mark in series.marks if _is_of(mark, record) and mark.y is not None]
        if series.paint and matching:
            bars = tuple(replace(mark, label=None) for mark in matching)
            rings.append(Series("chosen", bars, paint=Paint(CLEAR, line, across=series.paint.across)))
            continue
        marks = tuple(ring for mark in matching if (ring := _ring(mark, series.sign_of(mark), line, spec)))
        if marks:
            rings.append(Series("chosen", marks, under=series.under))
    return replace(panel, series=(*panel.series, *rings))


def _ring(mark: Mark, sign: Sign | None, line: Stroke, spec: ChartSpec) -> Mark | None:
    if sign is None or not sign.size:
        return None
    shape = sign.shape if sign.shape in ("square", "diamond") else "circle"
    wider = spec.options.px(4.0 if shape == "square" else _WIDER_PX)
    return replace(mark, label=None, sign=Sign(shape, sign.size + wider, CLEAR, line))


def _is_of(mark: Mark, record: str) -> bool:
    return mark.record == record or (isinstance(mark.record, tuple) and record in mark.record[:1])
