"""Who helps whom, as bands: helper, recipient province, recipient prefecture. An option for Apache ECharts.

It is plain JSON: no function of it runs in a browser. ECharts draws labels on a canvas, letter for letter, but reads
tooltips as HTML and fills in ``{a}`` in both, so that every name goes through :func:`_label` or :func:`_html`.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from charts.base import FONT_FAMILY, SMALL_PX, TEXT_PX, TITLE_PX, ChartOptions
from charts.plotly.escaping import escape
from charts.sankey.graph import Band, Node, to_graph, width
from charts.sankey.margins import LINE, NODE_PX, Room, heading_lines
from look.palette import Palette
from text.catalogue import Catalogue

SERIES_ID: Final = "pairings"

_BAND_PX: Final = 11.0
_WIDEST_PX: Final = 28.0
_GAP_PX: Final = 7.0


def sankey_option(links: pd.DataFrame, look: Palette, t: Catalogue, options: ChartOptions) -> dict[str, Any]:
    """Return the bands from helpers over recipient provinces to recipient prefectures.

    Parameters
    ----------
    links : pandas.DataFrame
        Columns :data:`charts.sankey.graph.COLUMNS`, one row a pairing. One whose recipient is its province ends in
        the middle column; one without a province runs straight to the last.
    options : ChartOptions
        Give the chart the height of :func:`sankey_height`.

    Returns
    -------
    dict
        An ECharts option for ``st.echarts_chart(option, theme=None, height=…, on_select=…)``. Every band is one
        pairing and one unit wide; both bands of a pairing carry its id and are selected together. A node's
        ``name`` is an id, its label the name of the region. An empty frame gives an option without series
        whose title says so.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    nodes, bands = to_graph(links)
    base = {"animation": False, "backgroundColor": "transparent", "textStyle": {"fontFamily": FONT_FAMILY}}
    if not bands:
        return base | {"title": _empty_title(look, t, options), "series": []}
    lines = heading_lines(t, options)
    room = Room(nodes, lines, options)
    return base | {
        "title": [*_titles(lines, look, options), *_column_heads(nodes, room, look, t, options)],
        "tooltip": _tooltip(look, options),
        "series": [_series(nodes, bands, room, look, t, options)],
    }


def sankey_height(links: pd.DataFrame, t: Catalogue, options: ChartOptions) -> int:
    """Return the height at which every band is wide enough to click and every name has its line.

    Parameters
    ----------
    links : pandas.DataFrame
        Columns :data:`charts.sankey.graph.COLUMNS`.

    Returns
    -------
    int
        Px; ``options.height_px``, or more for many bands, or less for so few that they would look like walls.
    """
    nodes, bands = to_graph(links)
    if not bands:
        return options.height_px
    room = Room(nodes, heading_lines(t, options), options)
    least, most = 0.0, 0.0
    for column in range(3):
        count = sum(node.column == column for node in nodes)
        # What passes through a node has one width, so that the wider side counts.
        bound = sum(width(node, bands) for node in nodes if node.column == column)
        gaps = max(0, count - 1) * _GAP_PX
        least, most = max(least, bound * _BAND_PX + gaps), max(most, bound * _WIDEST_PX + gaps)
    around = room.top + room.bottom
    return round(max(around + options.px(least), min(options.height_px, around + options.px(most))))


def chosen_pairing(selection_state: object, links: pd.DataFrame) -> str | None:
    """Return the pairing whose band was chosen.

    Parameters
    ----------
    selection_state : object
        What ``st.echarts_chart`` returns or keeps under its key: a mapping
        ``{"selection": {"selected": [{"series_id", "data_type": "node" | "edge", "data_indices", …}], …}}``.
        None counts as nothing chosen.
    links : pandas.DataFrame
        The frame that was drawn.

    Returns
    -------
    str or None
        None when nothing, a node, or an index beyond the bands is chosen.
    """
    _, bands = to_graph(links)
    chosen = _chosen(selection_state, "edge", len(bands))
    return None if chosen is None else bands[chosen].pairing_id


def _chosen(selection_state: object, data_type: str, count: int) -> int | None:
    selection = selection_state.get("selection") if isinstance(selection_state, Mapping) else None
    groups = selection.get("selected") if isinstance(selection, Mapping) else None
    for group in groups or ():
        if group.get("data_type") == data_type and group.get("series_id") in (SERIES_ID, None):
            for index in group.get("data_indices") or ():
                # A selection outlives the links it was made in.
                if isinstance(index, int) and 0 <= index < count:
                    return index
    return None


def _text(size: float, color: str, options: ChartOptions) -> dict[str, Any]:
    return {"fontFamily": FONT_FAMILY, "fontSize": options.px(size), "color": color, "fontWeight": "normal"}


def _titles(lines: tuple[list[str], list[str]], look: Palette, options: ChartOptions) -> list[dict[str, Any]]:
    head = _text(TITLE_PX, look.ink, options) | {"fontWeight": "bold", "lineHeight": options.px(TITLE_PX * LINE)}
    note = _text(SMALL_PX, look.quiet, options) | {"lineHeight": options.px(SMALL_PX * LINE)}
    return [
        {
            "text": "\n".join(lines[0]),
            "subtext": "\n".join(lines[1]),
            "left": 0,
            "top": 0,
            "padding": options.px(2),
            "itemGap": options.px(3),
            "textStyle": head,
            "subtextStyle": note,
        }
    ]


def _column_heads(
    nodes: Sequence[Node], room: Room, look: Palette, t: Catalogue, options: ChartOptions
) -> list[dict[str, Any]]:
    """A heading over each column that holds nodes."""
    columns = {node.column for node in nodes}
    style = _text(SMALL_PX, look.quiet, options) | {"fontWeight": "bold"}
    base = {"top": room.heads_top, "padding": 0, "textStyle": style}
    last = max(columns)
    heads: list[dict[str, Any]] = [{"text": t("chart.sankey.helper"), "left": options.px(2)}]
    if 1 in columns:
        # Of the three columns the middle one stands half-way between the margins.
        middle = (room.left + options.width_px - room.right) / 2
        place = {"left": f"{100 * middle / options.width_px:.1f}%", "textAlign": "center"} if last == 2 else {"right": 0}
        heads.append({"text": t("chart.sankey.province"), **place})
    if 2 in columns:
        heads.append({"text": t("chart.sankey.prefecture"), "right": 0})
    return [base | head for head in heads]


def _tooltip(look: Palette, options: ChartOptions) -> dict[str, Any]:
    return {
        "trigger": "item",
        "confine": True,
        "backgroundColor": look.ground,
        "borderColor": look.quiet,
        "textStyle": _text(TEXT_PX, look.ink, options),
        "extraCssText": "max-width:28em;white-space:normal;",
    }


def _series(
    nodes: Sequence[Node], bands: Sequence[Band], room: Room, look: Palette, t: Catalogue, options: ChartOptions
) -> dict[str, Any]:
    chosen = {"borderColor": look.accent, "borderWidth": options.px(2)}
    return {
        "type": "sankey",
        "id": SERIES_ID,
        "left": room.left,
        "right": room.right,
        "top": room.top,
        "bottom": room.bottom,
        "nodeAlign": "left",
        "nodeWidth": options.px(NODE_PX),
        "nodeGap": options.px(_GAP_PX),
        "layoutIterations": 64,
        "draggable": False,
        "selectedMode": "single",
        "lineStyle": {
            "color": "gradient",
            "opacity": 0.42,
            "curveness": 0.5,
            # Bands between the same two nodes stay several.
            "borderColor": look.ground,
            "borderWidth": options.px(0.8),
        },
        "emphasis": {"focus": "adjacency", "lineStyle": {"opacity": 0.7}},
        "blur": {"lineStyle": {"opacity": 0.14}, "itemStyle": {"opacity": 0.6}, "label": {"opacity": 1}},
        "select": {"itemStyle": chosen, "lineStyle": {"color": look.accent, "opacity": 0.85}},
        "data": [_node(node, bands, room.names[node.column], look, t, options) for node in nodes],
        "links": [_link(band, t) for band in bands],
    }


def _node(
    node: Node, bands: Sequence[Band], name_px: float, look: Palette, t: Catalogue, options: ChartOptions
) -> dict[str, Any]:
    place = "left" if node.column == 0 else "right"
    count = t("chart.sankey.count", count=width(node, bands))
    return {
        "name": node.node_id,
        "depth": node.column,
        "itemStyle": {"color": look.helper_strong if node.column == 0 else look.recipient_strong, "borderWidth": 0},
        "label": _text(SMALL_PX, look.ink, options)
        | {
            "formatter": _label(node.name),
            "position": place,
            "width": name_px,
            "overflow": "truncate",
            # Names of the middle column stand on bands.
            "textBorderColor": look.ground,
            "textBorderWidth": options.px(3),
        },
        "tooltip": {"formatter": f"<b>{_html(node.name)}</b><br>{_html(count)}"},
    }


def _link(band: Band, t: Catalogue) -> dict[str, Any]:
    lines = [f"<b>{_html(t('chart.pair', helper=band.helper, recipient=band.recipient))}</b>"]
    if band.detail:
        lines.append(_html(band.detail))
    lines.append(_html(t("chart.sankey.click")))
    return {
        "id": band.pairing_id,
        "source": band.source.node_id,
        "target": band.target.node_id,
        "value": 1,
        "tooltip": {"formatter": "<br>".join(lines)},
    }


def _empty_title(look: Palette, t: Catalogue, options: ChartOptions) -> dict[str, Any]:
    return {"text": t("chart.empty"), "left": "center", "top": "middle", "textStyle": _text(TEXT_PX, look.quiet, options)}


def _plain(text: str) -> str:
    """Take out what nobody sees: control and direction characters."""
    return html.unescape(escape(text))


def _label(text: str) -> str:
    """Make a text a label: a word joiner, which nobody sees, keeps ECharts from reading ``{b}`` as a field."""
    return _plain(text).replace("{", "{\u2060")


def _html(text: str) -> str:
    """Make a text part of a tooltip, whose template is HTML with fields such as ``{b}``."""
    return html.escape(_plain(text)).replace("{", "&#123;").replace("}", "&#125;")
