"""The traces of a timeline: bars, dotted lead-ins, arrows, and the legend that explains them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import plotly.graph_objects as go

from charts.escaping import escape
from charts.lettering import wrap
from charts.plane import Plane
from charts.timeline_rows import Span, span_text
from look.palette import Palette
from text.catalogue import Catalogue

BAR_PX: Final = 11.0
_HOVER_EM: Final = 30
_DAY_MS: Final = 86_400_000
_OPACITY: Final = {"span": 1.0, "within": 0.6, "onward": 0.3}


@dataclass(frozen=True)
class Piece:
    """One stretch of a span, drawn in one way, at a height counted from the top."""

    span: Span
    kind: str
    first: date
    last: date
    y: float


def add_bars(figure: go.Figure, pieces: Sequence[Piece], kind: str, plane: Plane, look: Palette, t: Catalogue) -> None:
    """Add the bars of one kind; the less is recorded, the paler.

    Parameters
    ----------
    pieces : sequence of Piece
        None changes nothing.
    kind : {"span", "within", "onward"}
    """
    if not pieces:
        return
    color = look.series[-1]
    figure.add_trace(
        go.Bar(
            base=[piece.first.isoformat() for piece in pieces],
            # A day that is known to the day is still a day long.
            x=[max(1, (piece.last - piece.first).days) * _DAY_MS for piece in pieces],
            y=[piece.y for piece in pieces],
            orientation="h",
            width=BAR_PX,
            marker={"color": color, "opacity": _OPACITY[kind], "line": {"width": 0}},
            unselected={"marker": {"opacity": _OPACITY[kind]}},
            cliponaxis=False,
            customdata=[piece.span.pairing_id for piece in pieces],
            hovertext=[_hover(piece.span, t) for piece in pieces],
            hovertemplate="%{hovertext}<extra></extra>",
            showlegend=False,
            meta={"kind": kind},
        )
    )


def add_dotted(figure: go.Figure, pieces: Sequence[Piece], plane: Plane, look: Palette, t: Catalogue) -> None:
    """Add a dotted line up to the date that a pairing without a start is attested at, and a mark there.

    Parameters
    ----------
    pieces : sequence of Piece
        None changes nothing.
    """
    if not pieces:
        return
    color = look.series[-1]
    figure.add_trace(
        go.Scatter(
            x=[x for piece in pieces for x in (piece.first, piece.last, None)],
            y=[y for piece in pieces for y in (piece.y, piece.y, None)],
            mode="lines",
            line={"color": color, "width": plane.options.px(2.4), "dash": "dot"},
            hoverinfo="skip",
            showlegend=False,
            meta={"kind": "unknown_start"},
        )
    )
    figure.add_trace(_points(pieces, [p.last for p in pieces], "diamond", "attested", plane, look, t))


def add_arrows(figure: go.Figure, pieces: Sequence[Piece], plane: Plane, look: Palette, t: Catalogue) -> None:
    """Add an arrow at the end of each bar without a recorded end.

    Parameters
    ----------
    pieces : sequence of Piece
        None changes nothing.
    """
    if pieces:
        figure.add_trace(_points(pieces, [p.last for p in pieces], "triangle-right", "arrow", plane, look, t))


def _points(
    pieces: Sequence[Piece], days: Sequence[date], symbol: str, kind: str, plane: Plane, look: Palette, t: Catalogue
) -> go.Scatter:
    return go.Scatter(
        x=list(days),
        y=[piece.y for piece in pieces],
        mode="markers",
        marker={
            "symbol": symbol,
            "size": plane.options.px(BAR_PX + 2),
            "color": look.series[-1],
            "line": {"width": 0},
            "opacity": 1,
        },
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
        customdata=[piece.span.pairing_id for piece in pieces],
        hovertext=[_hover(piece.span, t) for piece in pieces],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        meta={"kind": kind},
    )


def _hover(span: Span, t: Catalogue) -> str:
    lines = [span.programme, span_text(span, t), t("chart.hover.click")]
    words = [escape(line) for text in lines if text for line in wrap(text, _HOVER_EM)]
    return "<br>".join([f"<b>{escape(span.partner)}</b>", *words])


def legend_names(t: Catalogue) -> list[str]:
    """Return the texts that the legend may have.

    Returns
    -------
    list of str
        Plain text.
    """
    return [t("chart.timeline.onward"), t("chart.timeline.within"), t("chart.timeline.unknown_start")]


def add_legend(figure: go.Figure, pieces: Sequence[Piece], plane: Plane, look: Palette, t: Catalogue) -> None:
    """Add the legend: what a pale, a paler and a dotted stretch mean, and only of what is drawn.

    Parameters
    ----------
    pieces : sequence of Piece
        All that are drawn.
    """
    px, color = plane.options.px, look.series[-1]
    styles: dict[str, dict[str, Any]] = {
        "onward": {"mode": "markers", "marker": {"symbol": "triangle-right", "size": px(13), "color": color}},
        "within": {"mode": "markers", "marker": {"symbol": "square", "size": px(12), "color": color, "opacity": 0.6}},
        "unknown_start": {"mode": "lines", "line": {"color": color, "width": px(2.4), "dash": "dot"}},
    }
    for (kind, style), name in zip(styles.items(), legend_names(t), strict=True):
        if any(piece.kind == kind for piece in pieces):
            figure.add_trace(
                go.Scatter(
                    x=[None], y=[None], name=escape(name), hoverinfo="skip", meta={"kind": "legend", "of": kind}, **style
                )
            )
