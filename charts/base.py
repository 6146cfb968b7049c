"""What every chart shares: type, ground, margins, and a configuration that never leaves the host."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from look.palette import Palette
from text.lettering import BOLD, width_em, wrap

FONT_FAMILY: Final = '"Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif'

#: For the browser: no buttons that lead to a cloud, no MathJax. Scatter and bar traces fetch nothing.
PLOTLY_CONFIG: Final[dict[str, Any]] = {
    "displaylogo": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "showSendToCloud": False,
    "showEditInChartStudio": False,
    "plotlyServerURL": "",
    "typesetMath": False,
    "topojsonURL": "",
}

# At scale 1, in px. The smallest text is 12, so that scale 2 reads from the back row at 1080 lines.
TITLE_PX: Final = 16.0
TEXT_PX: Final = 13.0
SMALL_PX: Final = 12.0
_LINE: Final = 1.32
_LEGEND_SYMBOL_PX: Final = 52.0
#: Height of an entry in lines of its type.
_LEGEND_ROW: Final = 1.6
#: More columns than this are no longer read as one legend.
_MOST_COLUMNS: Final = 4
_WIDEST_GAP: Final = 24.0
#: Letters are measured without the reader's typeface: room that an entry has to spare.
_ENTRY_SPARE: Final = 1.06


@dataclass(frozen=True)
class ChartOptions:
    """Size of a chart.

    Parameters
    ----------
    width_px, height_px : int
        Where it is shown. The height is kept; the width follows its place on the page, and labels are placed
        for the width given here.
    scale : float
        1 on a page; more when presenting: type, markers and lines grow with it.
    """

    width_px: int = 860
    height_px: int = 460
    scale: float = 1.0

    def px(self, size: float) -> float:
        """Return a size at this scale.

        Parameters
        ----------
        size : float
            In px at scale 1.
        """
        return size * self.scale


def layout(look: Palette, options: ChartOptions) -> dict[str, Any]:
    """Return the layout that every chart begins with.

    Returns
    -------
    dict
        Arguments of :meth:`plotly.graph_objects.Figure.update_layout`. Nothing zooms or drags, so that a click
        is a click; what is not selected does not fade.
    """
    return {
        "template": "none",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "height": options.height_px,
        "autosize": True,
        "font": {"family": FONT_FAMILY, "size": options.px(TEXT_PX), "color": look.ink},
        "dragmode": False,
        "hovermode": "closest",
        "hoverdistance": 24,
        "uirevision": "charts",
        "showlegend": False,
        "hoverlabel": {
            "bgcolor": look.ground,
            "bordercolor": look.quiet,
            "align": "left",
            "font": {"family": FONT_FAMILY, "size": options.px(TEXT_PX), "color": look.ink},
        },
    }


@dataclass(frozen=True)
class Heading:
    """Title and subtitle, broken into lines, the room they take, and both as they were before (``text``, ``all_notes``)."""

    title: tuple[str, ...]
    notes: tuple[str, ...]
    height_px: float
    text: str
    all_notes: tuple[str, ...]


def heading(title: str, notes: Sequence[str], options: ChartOptions, period: str = "") -> Heading:
    """Break title and subtitle for the width of a chart.

    Parameters
    ----------
    title : str
        Plain text.
    notes : sequence of str
        Plain text; those that follow one another share a line where they have room.
    period : str
        Stands behind the title, or on a line of its own where there is no room.
    """
    title_em = options.width_px / options.px(TITLE_PX * BOLD) - 1
    whole = f"{title} · {period}" if period else title
    parts = [whole] if width_em(whole) <= title_em else [title, period]
    notes_em = options.width_px / options.px(SMALL_PX) - 1
    titles = tuple(line for part in parts if part for line in wrap(part, title_em))
    lines = tuple(line for part in _sharing(notes, notes_em) for line in wrap(part, notes_em))
    down = len(titles) * TITLE_PX * _LINE + len(lines) * SMALL_PX * _LINE
    return Heading(titles, lines, options.px(down + 16), title, tuple(notes))


def _sharing(notes: Sequence[str], room_em: float) -> list[str]:
    """Put notes on one line as long as they fit: what they take in height, the chart lacks."""
    lines: list[str] = []
    for note in notes:
        together = f"{lines[-1]} · {note}" if lines else note
        if lines and width_em(together) <= room_em:
            lines[-1] = together
        else:
            lines.append(note)
    return lines


def title_height_px(head: Heading, options: ChartOptions) -> float:
    """Return how far below the upper edge the subtitle begins."""
    return options.px(len(head.title) * TITLE_PX * _LINE + 5)


def legend(look: Palette, options: ChartOptions) -> dict[str, Any]:
    """Return a legend that lies below the chart and only explains: a click hides nothing.

    Returns
    -------
    dict
        ``layout.legend``.
    """
    return {
        "orientation": "h",
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 0,
        "yref": "container",
        "yanchor": "bottom",
        "font": {"size": options.px(SMALL_PX), "color": look.quiet},
        "itemsizing": "trace",
        "itemwidth": max(30, round(options.px(30))),
        "itemclick": False,
        "itemdoubleclick": False,
        "bgcolor": "rgba(0,0,0,0)",
    }


def legend_columns(names: Sequence[str], options: ChartOptions, room_px: float) -> tuple[float, ...]:
    """Return where the columns begin in which the entries of a legend stand below a chart.

    Parameters
    ----------
    names : sequence of str
        Texts of the entries.
    room_px : float
        Width of the plotting area, beyond which plotly lets no legend of its own reach.

    Returns
    -------
    tuple of float
        Shares of the width of the chart; empty where all stand in one row, which plotly sets, or where there is nothing.
        As many columns as fit: each as wide as its longest entry, filled one after the other.
    """
    widths = [_entry_px(name, options) for name in names]
    if not widths or sum(widths) <= room_px:
        return ()
    for columns in range(min(_MOST_COLUMNS, len(widths)), 0, -1):
        rows = ceil(len(widths) / columns)
        wide = [max(widths[n : n + rows]) for n in range(0, len(widths), rows)]
        spare = options.width_px - sum(wide)
        if spare >= 0:
            # What is left over parts the columns, but not so far that they are no longer read as one legend.
            gap = min(spare / len(wide), options.px(_WIDEST_GAP))
            return tuple((sum(wide[:n]) + n * gap) / options.width_px for n in range(len(wide)))
    return (0.0,)


def legend_order(names: Sequence[str], options: ChartOptions) -> list[int]:
    """Return in which order the entries of a legend stand.

    Returns
    -------
    list of int
        Places in ``names``: as they are, or the longest first where only then two columns fit. One column of many rows
        would leave no room for the plot.
    """
    given = list(range(len(names)))
    by_length = sorted(given, key=lambda n: -_entry_px(names[n], options))

    def columns(order: Sequence[int]) -> int:
        return len(legend_columns([names[n] for n in order], options, 0.0))

    return by_length if columns(given) == 1 < columns(by_length) else given


#: A legend that begins above this share of the height is taken by plotly for one over the plot, with no room left for both.
_LOW: Final = 0.5


def columned_legends(look: Palette, options: ChartOptions, columns: Sequence[float], rows: int) -> dict[str, dict[str, Any]]:
    """Return the legends of a chart whose entries stand in columns, one legend a column.

    Parameters
    ----------
    columns : sequence of float
        As :func:`legend_columns` gives them; none gives the one legend that plotly sets in a row.

    Returns
    -------
    dict of str to dict
        ``layout.legend``, ``layout.legend2`` and so on; a trace names its own.
    """
    if not columns:
        return {"legend": legend(look, options)}
    top = options.px(SMALL_PX * _LEGEND_ROW * rows + 8) / options.height_px
    # A standing legend would push the plot aside. A lying one does not, and its entries stand in a column all the same where
    # each is wider than half of the plot; nothing is drawn in the room that an entry does not need.
    place: dict[str, Any] = {"y": top, "yanchor": "top", "entrywidth": options.width_px}
    if top > _LOW:
        place |= {"y": 0, "yanchor": "bottom"}
    return {legend_name(n): legend(look, options) | place | {"x": start} for n, start in enumerate(columns)}


def legend_name(column: int) -> str:
    """Return plotly's name of the legend that is a column.

    Parameters
    ----------
    column : int
        From 0.
    """
    return "legend" if not column else f"legend{column + 1}"


def _entry_px(name: str, options: ChartOptions) -> float:
    return options.px(width_em(name) * SMALL_PX * _ENTRY_SPARE + _LEGEND_SYMBOL_PX)


def legend_height_px(names: Sequence[str], options: ChartOptions, room_px: float = 0.0) -> float:
    """Return the room that the legend takes.

    Parameters
    ----------
    names : sequence of str
        Texts of the entries; none gives 0.
    room_px : float
        Width of the plotting area; not given, the legend is taken not to fit into it, and to stand in columns.
    """
    if not names:
        return 0.0
    rows = ceil(len(names) / len(legend_columns(names, options, room_px) or names))
    return options.px(SMALL_PX * _LEGEND_ROW * rows + 12)


def halo(look: Palette, options: ChartOptions) -> str:
    """Return the shadow that keeps a label legible where a thin line runs behind it.

    Returns
    -------
    str
        A CSS ``text-shadow`` in the colour of the ground.
    """
    blur = options.px(2)
    return ", ".join([f"0 0 {blur:g}px {look.ground}"] * 4)
