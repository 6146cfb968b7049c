"""The series of a timeline: bars, dotted lead-ins, arrows, and the legend that explains them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from charts.spec import BREAK, Mark, Paint, Series, Sign, Stroke, Tip
from charts.spec.plane import Plane
from charts.timeline.rows import Span, span_text
from look.palette import Palette
from text.catalogue import Catalogue

BAR_PX: Final = 11.0
_OPACITY: Final = {"span": 1.0, "within": 0.6, "onward": 0.3}


@dataclass(frozen=True)
class Piece:
    """One stretch of a span, drawn in one way, at a height counted from the top."""

    span: Span
    kind: str
    first: date
    last: date
    y: float


def piece_series(pieces: Sequence[Piece], plane: Plane, look: Palette, t: Catalogue) -> Iterator[Series]:
    """Yield what is drawn of some pairings.

    Yields
    ------
    Series
        Bars of kind ``span``, ``within`` and ``onward``: the less is recorded, the paler. A dotted line
        (``unknown_start``) up to the date that a pairing without a start is attested at, and a mark there
        (``attested``). An arrow at the end of each bar without a recorded end.
    """
    color, px = look.series[-1], plane.options.px
    of = {kind: [p for p in pieces if p.kind == kind] for kind in (*_OPACITY, "unknown_start")}
    for kind, opacity in _OPACITY.items():
        if bars := tuple(_mark(p, t, base=p.first, thickness=BAR_PX) for p in of[kind]):
            yield Series(kind, bars, paint=Paint(color, opacity=opacity))
    if dotted := of["unknown_start"]:
        ends = tuple(mark for p in dotted for mark in (Mark(p.first, p.y), Mark(p.last, p.y), BREAK))
        yield Series("unknown_start", ends, stroke=Stroke(color, px(2.4), "dot"))
    for kind, of_kind, shape in (("attested", dotted, "diamond"), ("arrow", of["onward"], "triangle-right")):
        if of_kind:
            yield Series(kind, tuple(_mark(p, t) for p in of_kind), sign=Sign(shape, px(BAR_PX + 2), color))


def _mark(piece: Piece, t: Catalogue, base: date | None = None, thickness: float = 0.0) -> Mark:
    span = piece.span
    tip = Tip((span.partner,), (span.programme, span_text(span, t), t("chart.hover.click")))
    return Mark(piece.last, piece.y, span.pairing_id, None, tip, base=base, thickness=thickness)


def legend_names(t: Catalogue) -> list[str]:
    """Return the texts that the legend may have.

    Returns
    -------
    list of str
        Plain text.
    """
    return [t("chart.timeline.onward"), t("chart.timeline.within"), t("chart.timeline.unknown_start")]


def legend_entries(pieces: Sequence[Piece], plane: Plane, look: Palette, t: Catalogue) -> tuple[Series, ...]:
    """Return the legend: what a pale, a paler and a dotted stretch mean, and only of what is drawn."""
    px, color = plane.options.px, look.series[-1]
    signs = {
        "onward": Sign("triangle-right", px(13), color),
        "within": Sign("square", px(12), color, opacity=_OPACITY["within"]),
        "unknown_start": None,
    }
    dotted = Stroke(color, px(2.4), "dot")
    return tuple(
        Series("legend", (), name, kind, stroke=None if sign else dotted, sign=sign, in_legend=True)
        for (kind, sign), name in zip(signs.items(), legend_names(t), strict=True)
        if any(piece.kind == kind for piece in pieces)
    )
