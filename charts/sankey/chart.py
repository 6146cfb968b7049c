"""Who helps whom, as bands: helper, recipient province, recipient prefecture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from charts.base import SMALL_PX, ChartOptions, heading
from charts.sankey.graph import Band, Node, to_bands, widths
from charts.sankey.layout import Layout, arrange
from charts.spec import (
    Axis,
    ChartSpec,
    Label,
    Margin,
    Mark,
    Paint,
    Panel,
    Ribbon,
    Rule,
    Series,
    Sign,
    Stroke,
    Tick,
    Tip,
    message,
)
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import BOLD, SPARE, width_em, wrap

_NODE_PX: Final = 10.0
_SIGN_PX: Final = 8.0
_HEADS_PX: Final = 26.0
_BELOW_PX: Final = 8.0
#: Above the first node, whose name is higher than it.
_AIR_PX: Final = 7.0
#: Of bands where none is chosen, of those that are (names can be read on them), and of the others beside them.
_OPACITY: Final = 0.45
_CHOSEN: Final = 0.55
_BESIDES: Final = 0.22
#: Where the columns stand, as shares of the width; without a third, the second takes its place.
_PLACES: Final = {0: 0.0, 1: 0.5, 2: 1.0}


def sankey_spec(links: pd.DataFrame, look: Palette, t: Catalogue, options: ChartOptions) -> ChartSpec:
    """Draw bands from helpers over recipient provinces to recipient prefectures.

    Parameters
    ----------
    links : pandas.DataFrame
        Columns :data:`charts.sankey.graph.COLUMNS`, one row a pairing. One whose recipient is its province ends in
        the middle column; one without a province runs straight to the last. With ``count`` a row is a band of several.
        Where some are ``chosen``, the others are paler.
    options : ChartOptions
        The chart grows beyond its height when there are many bands, and keeps below it when there are few.

    Returns
    -------
    ChartSpec
        One panel. A ribbon a band, as wide as its pairings are many; a series ``pairs`` with a mark where a band ends,
        whose record is its pairing (the first of several); a series ``names`` with the regions. An empty frame gives
        a chart that says so.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    bands = to_bands(links)
    if not bands:
        return message(t("chart.empty"), look, options)
    merged = "count" in links
    title = t("chart.sankey.title_provinces" if merged else "chart.sankey.title")
    head = heading(title, [t("chart.sankey.note_provinces" if merged else "chart.sankey.note")], options)
    pencil = _Pencil(widths(bands), look, t, options, any(band.chosen for band in bands))
    top, below, air = head.height_px + options.px(pencil.heads_px), options.px(_BELOW_PX), options.px(_AIR_PX)
    layout = arrange(bands, options.height_px - top - air - below, options)
    return ChartSpec(
        options,
        look,
        round(top + air + layout.height_px + below),
        Margin(*pencil.sides(), top, below),
        head.text,
        notes=head.all_notes,
        panels=(pencil.panel(bands, layout),),
    )


def is_crowded(links: pd.DataFrame, look: Palette, t: Catalogue, options: ChartOptions) -> bool:
    """Say whether names of the middle column would run into what stands at the right: the diagram wants fewer columns.

    Parameters
    ----------
    links : pandas.DataFrame
        As of :func:`sankey_spec`.
    """
    pencil = _Pencil(widths(to_bands(links)), look, t, options)
    middle = [node for node in pencil.count if node.column == 1]
    if not middle or pencil.last != 2:
        return False
    widest = max(SPARE * width_em(pencil.words(node)) for node in middle)
    return options.px(SMALL_PX * widest + 1.5 * _NODE_PX + 3) > (options.width_px - sum(pencil.sides())) / 2


@dataclass(frozen=True)
class _Pencil:
    """Draws the parts of the diagram."""

    count: Mapping[Node, int]
    look: Palette
    t: Catalogue
    options: ChartOptions
    has_chosen: bool = False

    @property
    def last(self) -> int:
        """The last column there is."""
        return max(node.column for node in self.count)

    def at(self, column: int) -> float:
        """Where a column stands."""
        return _PLACES[column] if self.last == 2 else float(column)

    def words(self, node: Node) -> str:
        """What stands at a node: its name, and of several pairings how many."""
        n = self.count[node]
        return self.t("chart.sankey.several", name=node.name, count=n) if n > 1 else node.name

    def sides(self) -> tuple[float, float]:
        """Margins for the names of the outer columns, a third of the width at most."""
        px, heads = self.options.px, self._heads()
        found = []
        for column in (0, self.last):
            widest = max(width_em(self.words(node)) for node in self.count if node.column == column)
            # A heading stands over its column's middle.
            head = max(map(width_em, heads[column]))
            wide = max(SPARE * widest * SMALL_PX + _NODE_PX + 8, SPARE * head * SMALL_PX / 2)
            found.append(min(px(wide), self.options.width_px / 3))
        return found[0], found[1]

    def _heads(self) -> dict[int, list[str]]:
        """What stands over each column, in lines that leave room for those beside it."""
        names = {0: "chart.sankey.helper", 1: "chart.sankey.province", 2: "chart.sankey.prefecture"}
        limit = self.options.width_px / (self.last + 1) / self.options.px(SMALL_PX * SPARE * BOLD)
        return {column: wrap(self.t(name), limit) for column, name in names.items()}

    @property
    def heads_px(self) -> float:
        """The height of the headings, at a scale of 1."""
        lines = max(len(head) for column, head in self._heads().items() if column <= self.last)
        return _HEADS_PX + (lines - 1) * SMALL_PX * 1.3

    def panel(self, bands: Sequence[Band], layout: Layout) -> Panel:
        """Bars of nodes, bands between them, names, and a mark at the end of each band."""
        px, heads, columns = self.options.px, self._heads(), sorted({node.column for node in self.count})
        ticks = tuple(Tick(self.at(column), tuple(heads[column]), len(heads[column])) for column in columns)
        x = Axis(0.0, 1.0, ticks=ticks, color=self.look.quiet, size=px(SMALL_PX), angle=0, side="top")
        y = Axis(layout.height_px, -px(_AIR_PX), visible=False)
        half = px(_NODE_PX) / 2 / (self.options.width_px - sum(self.sides()))
        ribbons = [self._ribbon(band, ends, half) for band, ends in zip(bands, layout.ends, strict=True)]
        bars = tuple(
            Rule((self.at(node.column) - half, self.at(node.column) + half), extent, fill=self._color(node))
            for node, extent in layout.nodes.items()
        )
        return Panel(x, y, (self._marks(bands, layout, half), *self._names(layout)), bars, ribbons=tuple(ribbons))

    def _color(self, node: Node) -> str:
        return self.look.helper_deep if node.column == 0 else self.look.recipient_deep

    def _ribbon(self, band: Band, ends: tuple[tuple[float, float], tuple[float, float]], half: float) -> Ribbon:
        helper = band.source.column == 0
        fill = self.look.helper_strong if helper else self.look.recipient_strong
        edge = Stroke(self.look.ground, self.options.px(0.8))
        if band.chosen:
            paint = Paint(self.look.accent, edge, opacity=_CHOSEN)
        else:
            paint = Paint(fill, edge, opacity=_BESIDES if self.has_chosen else _OPACITY)
        x = (self.at(band.source.column) + half, self.at(band.target.column) - half)
        return Ribbon(x, ends[0], ends[1], paint, self.t("chart.pair", helper=band.helper, recipient=band.recipient))

    def _marks(self, bands: Sequence[Band], layout: Layout, half: float) -> Series:
        """At the end of each band, where none lies over another."""
        marks = []
        for band, (_, (top, bottom)) in zip(bands, layout.ends, strict=True):
            if band.last:
                name = self.t("chart.pair", helper=band.helper, recipient=band.recipient)
                several = self.t("chart.sankey.count", count=band.width) if band.width > 1 else ""
                tip = Tip((name,), (band.detail, several or self.t("chart.hover.click")))
                sign = self._sign(min(self.options.px(_SIGN_PX), bottom - top))
                x, y = self.at(band.target.column) - 2 * half, (top + bottom) / 2
                marks.append(Mark(x, y, band.pairing_id, tip=tip, sign=sign))
        return Series("pairs", tuple(marks), self.t("chart.sankey.pairing"))

    def _sign(self, size: float) -> Sign:
        return Sign("triangle-right", size, self.look.recipient_deep, Stroke(self.look.ground, 1.0))

    def _names(self, layout: Layout) -> Sequence[Series]:
        found = []
        for column in sorted({node.column for node in self.count}):
            # Names of a middle column stand on the bands that go on.
            side = "middle left" if column == 0 else "middle right"
            marks = tuple(self._name(node, extent, side) for node, extent in layout.nodes.items() if node.column == column)
            found.append(Series("names", marks, of=str(column)))
        return found

    def _name(self, node: Node, extent: tuple[float, float], side: str) -> Mark:
        px = self.options.px
        label = Label((self.words(node),), self.look.ink, px(SMALL_PX), side, gap=px(_NODE_PX / 2 + 3))
        tip = Tip((node.name,), (self.t("chart.sankey.count", count=self.count[node]),))
        return Mark(self.at(node.column), sum(extent) / 2, label=label, tip=tip)
