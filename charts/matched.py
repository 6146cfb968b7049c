"""One side's count against those of several partners: two counts of different things, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from charts.base import SMALL_PX, TEXT_PX, ChartOptions, Heading, add_heading, empty_figure, halo, heading, layout, no_data
from charts.cooperation import Figure, to_figures
from charts.escaping import escape
from charts.lettering import width_em, wrap
from charts.placement import spread
from charts.words import joined
from look.palette import Palette
from text.catalogue import Catalogue
from text.numbers import format_number

_BAR: Final = 0.5
_WIDEST_PX: Final = 560.0
_NAME_EM: Final = 18.0
_LINE: Final = 1.32


def matched_figure(rows: pd.DataFrame, look: Palette, t: Catalogue, options: ChartOptions) -> go.Figure:
    """Draw a helper's count beside those of its recipients, which are counts of something else.

    Parameters
    ----------
    rows : pandas.DataFrame
        Columns :data:`charts.cooperation.COLUMNS`: figures of one helper, date and unit. The one without a recipient
        is the helper's own count; each of the others counts what that recipient has.

    Returns
    -------
    plotly.graph_objects.Figure
        A bar for the helper's count (``meta.kind`` ``helper``) and one bar a recipient, stacked (``recipient``);
        ``customdata`` the co-operation ids. Where every count is exact the subtitle does the sum, as arithmetic
        of the atlas and not as a figure that anyone reported; ``layout.meta.sum`` holds it, else None. Without
        a count on both sides the figure says so.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    every = [one for one in to_figures(rows) if not isnan(one.value)]
    if not every:
        return no_data(look, t, options)
    own = next((one for one in every if not one.recipient), None)
    others = [one for one in every if one.recipient]
    if own is None or not others:
        return empty_figure(escape(t("chart.matched.one_side")), look, options)
    total = _sum(others)
    notes = [t("chart.matched.note")]
    if total is not None and own.bound in ("=", ""):
        notes.append(_arithmetic(own, others, total, t))
    period = own.period or t("chart.undated")
    head = heading(t("chart.matched.title", helper=own.helper), notes, options, period)
    figure = go.Figure(layout=_layout(own, others, head, look, t, options))
    add_heading(figure, head, look, options)
    figure.add_trace(_bar(0, own, 0.0, "helper", look, t, options))
    base = 0.0
    for one in others:
        figure.add_trace(_bar(1, one, base, "recipient", look, t, options))
        base += one.value
    _add_labels(figure, own, others, look, t, options)
    figure.add_shape(
        type="line", xref="x domain", x0=0, x1=1, y0=0, y1=0, line={"color": look.quiet, "width": options.px(1)}
    )
    figure.layout.meta = {"sum": total}
    return figure


def _sum(others: Sequence[Figure]) -> float | None:
    """Sum of exact counts; a sum of bounds would say more than was reported."""
    return sum(one.value for one in others) if all(one.bound in ("=", "") for one in others) else None


def _arithmetic(own: Figure, others: Sequence[Figure], total: float, t: Catalogue) -> str:
    parts = " + ".join(format_number(one.value, t.lang) for one in others)
    key = "chart.matched.equal" if total == own.value else "chart.matched.unequal"
    return t(key, parts=parts, sum=format_number(total, t.lang), own=format_number(own.value, t.lang))


def _bar(place: int, one: Figure, base: float, kind: str, look: Palette, t: Catalogue, options: ChartOptions) -> go.Bar:
    return go.Bar(
        x=[place],
        y=[one.value],
        base=[base],
        width=_BAR,
        marker={
            "color": look.recipient_strong if place else look.helper_strong,
            # Edges in the colour of the ground part the slices.
            "line": {"color": look.ground, "width": options.px(2)},
            "opacity": 1,
        },
        unselected={"marker": {"opacity": 1}},
        customdata=[one.cooperation_id],
        hovertext=[one.hover(t)],
        hovertemplate="%{hovertext}<extra></extra>",
        name=escape(one.recipient or one.helper),
        showlegend=False,
        meta={"kind": kind},
    )


def _label_lines(one: Figure, t: Catalogue) -> tuple[list[str], str]:
    return wrap(one.recipient or one.helper, _NAME_EM), one.amount(t)


def _add_labels(
    figure: go.Figure, own: Figure, others: Sequence[Figure], look: Palette, t: Catalogue, options: ChartOptions
) -> None:
    """Write names and counts beside the bars, moved apart where a slice is thinner than its label."""
    margin = figure.layout.margin
    scale = (figure.layout.height - margin.t - margin.b) / figure.layout.yaxis.range[1]
    tallest = max(len(_label_lines(one, t)[0]) for one in others) + 1
    middles = [sum(one.value for one in others[:i]) + others[i].value / 2 for i in range(len(others))]
    wanted = [middle * scale for middle in middles]
    places = spread(wanted, options.px(tallest * TEXT_PX * _LINE))
    # No label sinks below the foot of the bars.
    lift = max(0.0, options.px(tallest * TEXT_PX * _LINE / 2 - 10) - min(places))
    shifts = [place - want + lift for place, want in zip(places, wanted, strict=True)]
    labels = [(0, own, own.value / 2, 0.0), *((1, *one) for one in zip(others, middles, shifts, strict=True))]
    for column, one, y, shift in labels:
        names, amount = _label_lines(one, t)
        figure.add_annotation(
            name="label",
            x=column + _BAR / 2 * (1 if column else -1),
            y=y,
            xshift=options.px(10) * (1 if column else -1),
            yshift=shift,
            text="<br>".join([*(f"<b>{escape(line)}</b>" for line in names), escape(amount)]),
            xanchor="left" if column else "right",
            yanchor="middle",
            align="left" if column else "right",
            showarrow=False,
            font={"size": options.px(TEXT_PX), "color": look.ink, "shadow": halo(look, options)},
        )


def _layout(
    own: Figure, others: Sequence[Figure], head: Heading, look: Palette, t: Catalogue, options: ChartOptions
) -> dict[str, Any]:
    px = options.px

    def room(figures: Sequence[Figure]) -> float:
        lines = [line for one in figures for line in (*_label_lines(one, t)[0], one.amount(t))]
        return px(max(width_em(line) for line in lines) * TEXT_PX * 1.06 + 16)

    measures = (own.measure, joined(list(dict.fromkeys(one.measure for one in others)), t))
    left, right = room([own]), room(others)
    # The bars keep together on a wide screen, so that their heights compare.
    width = min(1.0, px(_WIDEST_PX) / max(1.0, options.width_px - left - right))
    # Two heads share the width of the plot, with a letter's room between them.
    half_em = (options.width_px - left - right) * width / 2 / px(SMALL_PX) - 1
    heads = ["<br>".join(escape(line) for line in wrap(measure, max(4.0, min(_NAME_EM, half_em)))) for measure in measures]
    lines = max(text.count("<br>") for text in heads) + 1
    height = float(options.height_px)
    top = max(own.value, sum(one.value for one in others)) or 1.0
    return {
        **layout(look, options),
        "height": round(height),
        "margin": {"l": left, "r": right, "t": head.height_px + px(6), "b": px(lines * SMALL_PX * _LINE + 16), "pad": 0},
        "bargap": 0,
        "barmode": "overlay",
        "xaxis": {
            "range": [-_BAR / 2 - 0.03, 1 + _BAR / 2 + 0.03],
            "domain": [0, width],
            "tickmode": "array",
            "tickvals": [0, 1],
            "ticktext": heads,
            "tickangle": 0,
            "tickfont": {"size": px(SMALL_PX), "color": look.ink},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis": {
            "range": [0, top * 1.02],
            "showticklabels": False,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
    }
