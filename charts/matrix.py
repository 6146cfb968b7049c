"""Helper × recipient: one mark a recorded pairing, in as many blocks as the width asks for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from charts.base import SMALL_PX, ChartOptions, add_heading, heading, layout, legend, legend_height_px, no_data
from charts.escaping import escape
from charts.lettering import wrap
from charts.matrix_blocks import Block, Geometry, Pair, geometry, to_blocks, to_pairs
from look.palette import Palette
from text.catalogue import Catalogue

CHANGES: Final = ("kept", "added", "ended")
"""What a column ``change`` may hold."""

# Shapes that differ without colour too.
_SHAPES: Final = ("square", "diamond", "circle", "triangle-up", "pentagon", "star")
_HOVER_EM: Final = 30
_LINE_PX: Final = 1.0


def matrix_figure(pairs: pd.DataFrame, look: Palette, t: Catalogue, options: ChartOptions) -> go.Figure:
    """Draw which helper is paired with which recipient.

    Parameters
    ----------
    pairs : pandas.DataFrame
        Columns :data:`charts.matrix_blocks.COLUMNS`, one row a recorded pairing; names and ``kind`` are plain text
        in the reader's language. Of a categorical ``kind`` each category keeps its sign whatever else is drawn.
        ``change`` (one of :data:`CHANGES`), if there is such a column, is drawn instead of ``kind``; ``detail`` is told
        in the hover box.
    options : ChartOptions
        The chart grows beyond its height when there are many helpers, and keeps below it when there are few.
        Where the columns do not fit beside one another, they go on in a further block below, with the helpers
        that have a mark there.

    Returns
    -------
    plotly.graph_objects.Figure
        A trace of markers a block and kind or change, ``meta.kind`` ``pairs``, ``meta.of`` the kind or change,
        ``customdata`` the pairing ids; several pairings of one pair stand side by side in its cell. Numbers at
        the right and below (``meta.kind`` ``row_counts`` and ``column_counts``) count pairings. Helpers are in
        the order of their codes, recipients in that of their provinces, with the province first. An empty frame
        gives a figure that says so.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    found = to_pairs(pairs)
    if not found:
        return no_data(look, t, options)
    notes = [t("chart.matrix.note", count=len(found))]
    kinds = _kinds(found, "change" in pairs)
    signs = _styled(pairs, kinds)
    head = heading(t("chart.matrix.title"), notes, options)
    names = [_kind_name(kind, t) for kind in kinds]
    below = legend_height_px(names, options) if len(names) > 1 or "change" in pairs else options.px(4)
    blocks, shape = _fit(found, head.height_px, below, t, options)
    if len(blocks) > 1:
        notes.append(t("chart.matrix.blocks", count=len(blocks)))
        head = heading(t("chart.matrix.title"), notes, options)
        blocks, shape = _fit(found, head.height_px, below, t, options)
    figure = go.Figure(layout=_layout(blocks, shape, look, t, options))
    add_heading(figure, head, look, options)
    for number, block in enumerate(blocks, start=1):
        _add_lines(figure, number, block, look)
        for kind in kinds:
            _add_marks(figure, number, block, kind, signs, shape, look, t, options)
        _add_counts(figure, number, block, blocks, look, t, options)
    if len(names) > 1 or "change" in pairs:
        _add_legend(figure, kinds, signs, look, t, options)
    return figure


def _fit(
    found: Sequence[Pair], top_px: float, below_px: float, t: Catalogue, options: ChartOptions
) -> tuple[list[Block], Geometry]:
    total = t("chart.matrix.total")
    blocks = to_blocks(found, total, options)
    return blocks, geometry(blocks, total, top_px, below_px, options)


def _kinds(found: Sequence[Pair], change: bool) -> list[str]:
    """What marks differ by: changes in their own order, kinds in the order they come up."""
    seen = dict.fromkeys(pair.sort for pair in found)
    return [kind for kind in CHANGES if kind in seen] if change else list(seen)


def _styled(pairs: pd.DataFrame, kinds: Sequence[str]) -> list[str]:
    """All kinds there are, drawn or not, where the column is categorical: a sign then means the same in every selection."""
    column = pairs.get("kind")
    known = list(column.cat.categories) if column is not None and isinstance(column.dtype, pd.CategoricalDtype) else []
    return list(dict.fromkeys([*known, *kinds]))


def _kind_name(kind: str, t: Catalogue) -> str:
    told = {"kept": "chart.matrix.kept", "added": "chart.matrix.added", "ended": "chart.matrix.ended"}
    return t(told[kind]) if kind in told else kind


def _style(kind: str, kinds: Sequence[str], look: Palette) -> tuple[str, str, bool]:
    """Shape, colour, and whether filled. Blue and red would say helper and selection."""
    slate, green, ochre, violet = look.series[5], look.series[3], look.series[2], look.series[4]
    changes = {"kept": ("square", slate, True), "added": ("diamond", green, True), "ended": ("square", ochre, False)}
    if kind in changes:
        return changes[kind]
    place = kinds.index(kind)
    return _SHAPES[place % len(_SHAPES)], (slate, violet, ochre, green)[place % 4], True


def _marker(
    kind: str, kinds: Sequence[str], size: float | list[float], look: Palette, options: ChartOptions
) -> dict[str, Any]:
    shape, color, filled = _style(kind, kinds, look)
    return {
        "symbol": shape,
        "size": size,
        "color": color if filled else look.ground,
        "line": {"color": color, "width": options.px(1.8)},
        "opacity": 1,
    }


def _add_marks(
    figure: go.Figure,
    number: int,
    block: Block,
    kind: str,
    kinds: Sequence[str],
    shape: Geometry,
    look: Palette,
    t: Catalogue,
    options: ChartOptions,
) -> None:
    marks = [(pair, *place) for pair, place in block.places() if pair.sort == kind]
    if not marks:
        return
    sizes = [shape.marker_px(crowd, options) for _, _, _, crowd in marks]
    figure.add_trace(
        go.Scatter(
            x=[x for _, x, _, _ in marks],
            y=[y for _, _, y, _ in marks],
            xaxis=f"x{2 * number - 1}" if number > 1 else "x",
            yaxis=f"y{number}" if number > 1 else "y",
            mode="markers",
            marker=_marker(kind, kinds, sizes, look, options),
            unselected={"marker": {"opacity": 1}},
            cliponaxis=False,
            customdata=[pair.pairing_id for pair, _, _, _ in marks],
            hovertext=[_hover(pair, _kind_name(pair.sort, t), t) for pair, _, _, _ in marks],
            hovertemplate="%{hovertext}<extra></extra>",
            name=escape(_kind_name(kind, t)),
            showlegend=False,
            meta={"kind": "pairs", "of": kind, "block": number},
        )
    )


def _hover(pair: Pair, kind: str, t: Catalogue) -> str:
    inside = pair.province if pair.recipient_id != pair.province_id else ""
    lines = [inside, kind, pair.detail, t("chart.hover.click")]
    name = t("chart.pair", helper=pair.helper, recipient=pair.recipient)
    return "<br>".join(
        [f"<b>{escape(name)}</b>", *(escape(line) for text in lines if text for line in wrap(text, _HOVER_EM))]
    )


def _add_counts(
    figure: go.Figure, number: int, block: Block, blocks: Sequence[Block], look: Palette, t: Catalogue, options: ChartOptions
) -> None:
    """Write how many pairings a row and a column hold; of a row in several blocks, of how many in all."""
    in_all: dict[str, int] = {}
    for one in blocks:
        for row, count in zip(one.rows, one.row_counts(), strict=True):
            in_all[row.region_id] = in_all.get(row.region_id, 0) + count
    rows = [
        str(count) if in_all[row.region_id] == count else t("chart.matrix.part", count=count, total=in_all[row.region_id])
        for row, count in zip(block.rows, block.row_counts(), strict=True)
    ]
    font = {"size": options.px(SMALL_PX), "color": look.quiet}
    width, height = len(block.columns), len(block.rows)
    texts = [
        ("row_counts", [width - 0.25] * height, list(range(height)), rows, "middle right"),
        ("column_counts", list(range(width)), [height] * width, [str(n) for n in block.column_counts()], "middle center"),
    ]
    for kind, x, y, text, side in texts:
        below = kind == "column_counts"
        figure.add_trace(
            go.Scatter(
                x=x,
                y=y,
                text=text,
                mode="text",
                textposition=side,
                textfont=font,
                cliponaxis=False,
                hoverinfo="skip",
                # The axis with the provinces' names needs something that stands on it.
                xaxis=f"x{2 * number}" if below else (f"x{2 * number - 1}" if number > 1 else "x"),
                yaxis=f"y{number}" if number > 1 else "y",
                unselected={"textfont": {"color": look.quiet}},
                showlegend=False,
                meta={"kind": kind, "block": number},
            )
        )


def _add_lines(figure: go.Figure, number: int, block: Block, look: Palette) -> None:
    """Part the provinces: thin lines between groups of columns, and a frame around the block."""
    width, height = len(block.columns), len(block.rows)
    groups = [len(list(group)) for _, group in groupby(block.columns, key=lambda place: place.group_id)]
    edges = [sum(groups[:i]) - 0.5 for i in range(1, len(groups))]
    rows = [len(list(group)) for _, group in groupby(block.rows, key=lambda place: place.group_id)]
    across = [sum(rows[:i]) - 0.5 for i in range(1, len(rows))]
    axes = {"xref": f"x{2 * number - 1}" if number > 1 else "x", "yref": f"y{number}" if number > 1 else "y"}
    line = {"color": look.line, "width": _LINE_PX}
    for x in edges:
        figure.add_shape(type="line", x0=x, x1=x, y0=-0.5, y1=height - 0.5, layer="below", line=line, **axes)
    for y in across:
        figure.add_shape(type="line", x0=-0.5, x1=width - 0.5, y0=y, y1=y, layer="below", line=line, **axes)
    figure.add_shape(
        type="rect",
        x0=-0.5,
        x1=width - 0.5,
        y0=-0.5,
        y1=height - 0.5,
        layer="below",
        line={"color": look.border_province, "width": _LINE_PX},
        **axes,
    )


def _add_legend(
    figure: go.Figure, kinds: Sequence[str], signs: Sequence[str], look: Palette, t: Catalogue, options: ChartOptions
) -> None:
    for kind in kinds:
        figure.add_trace(
            go.Scatter(
                x=[None],
                y=[None],
                mode="markers",
                marker=_marker(kind, signs, options.px(11), look, options),
                name=escape(_kind_name(kind, t)),
                hoverinfo="skip",
                meta={"kind": "legend", "of": kind},
            )
        )
    figure.layout.showlegend = True


def _layout(blocks: Sequence[Block], shape: Geometry, look: Palette, t: Catalogue, options: ChartOptions) -> dict[str, Any]:
    axes: dict[str, Any] = {}
    for number, (block, place) in enumerate(zip(blocks, shape.places, strict=True), start=1):
        axes |= _axes(number, block, place, look, t, options)
    return {
        **layout(look, options),
        "height": round(shape.height_px),
        "margin": {"l": shape.left_px, "r": shape.right_px, "t": shape.top_px, "b": shape.bottom_px, "pad": 0},
        "legend": legend(look, options),
        **axes,
    }


def _axes(
    number: int, block: Block, place: tuple[float, float, float], look: Palette, t: Catalogue, options: ChartOptions
) -> dict[str, Any]:
    """Names of recipients above, of their provinces below, of helpers at the left."""
    right, low, high = place
    width, height = len(block.columns), len(block.rows)
    x, y = ("x", "y") if number == 1 else (f"x{2 * number - 1}", f"y{number}")
    total = t("chart.matrix.total")
    font = {"size": options.px(SMALL_PX), "color": look.ink}
    common = {"tickmode": "array", "tickfont": font, "zeroline": False, "fixedrange": True, "automargin": False}
    grid = {"showgrid": True, "gridcolor": look.line, "gridwidth": 0.5, "griddash": "dot"}
    across = {"range": [-0.5, width + 0.5], "domain": [0, right]}
    return {
        f"xaxis{x[1:]}": common
        | grid
        | across
        | {
            "anchor": y,
            "side": "top",
            "tickangle": -60,
            "tickvals": list(range(width + 1)),
            "ticktext": [*(_bold(one.label, one.leads) for one in block.columns), escape(total)],
        },
        f"xaxis{2 * number}": common
        | across
        | {
            "anchor": y,
            "overlaying": x,
            "side": "bottom",
            "tickangle": 60 if block.groups() else 0,
            "tickvals": [middle for middle, _ in block.groups()],
            "ticktext": [escape(name) for _, name in block.groups()],
            "tickfont": font | {"color": look.quiet},
            "showgrid": False,
        },
        f"yaxis{y[1:]}": common
        | grid
        | {
            "anchor": x,
            "range": [height + 0.5, -0.5],
            "domain": [low, high],
            "tickvals": list(range(height + 1)),
            "ticktext": [*(escape(one.label) for one in block.rows), escape(total)],
            "ticklabelstandoff": round(options.px(6)),
        },
    }


def _bold(text: str, strong: bool) -> str:
    return f"<b>{escape(text)}</b>" if strong else escape(text)
