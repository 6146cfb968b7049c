"""Helper × recipient: one mark a recorded pairing, in as many blocks as the width asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

import pandas as pd

from charts.base import SMALL_PX, ChartOptions, heading, legend_height_px
from charts.grids.matrix_blocks import Block, Geometry, Pair, Place, geometry, to_blocks, to_pairs
from charts.spec import Axis, ChartSpec, Label, Margin, Mark, Panel, Rule, Series, Sign, Stroke, Tick, Tip, message
from look.palette import Palette
from text.catalogue import Catalogue

CHANGES: Final = ("kept", "added", "ended")
"""What a column ``change`` may hold."""

# Shapes that differ without colour too.
_SHAPES: Final = ("square", "diamond", "circle", "triangle-up", "pentagon", "star")
_LINE_PX: Final = 1.0


def matrix_spec(pairs: pd.DataFrame, look: Palette, t: Catalogue, options: ChartOptions) -> ChartSpec:
    """Draw which helper is paired with which recipient.

    Parameters
    ----------
    pairs : pandas.DataFrame
        Columns :data:`charts.grids.matrix_blocks.COLUMNS`, one row a recorded pairing; names and ``kind`` are plain text
        in the reader's language. Of a categorical ``kind`` each category keeps its sign whatever else is drawn.
        ``change`` (one of :data:`CHANGES`), if there is such a column, is drawn instead of ``kind``; ``detail`` is told
        in the hover box. ``count``: how many pairings a row stands for, written into its mark. ``chosen``: true of those
        that stand out.
    options : ChartOptions
        The chart grows beyond its height when there are many helpers, and keeps below it when there are few.
        Where the columns do not fit beside one another, they go on in a further block below, with the helpers
        that have a mark there.

    Returns
    -------
    ChartSpec
        A panel a block, and in it a series of kind ``pairs`` a kind or change (``of``); records are pairings.
        Several pairings of one pair stand side by side in its cell. Numbers at
        the right and below (``row_counts`` and ``column_counts``) count pairings. Helpers are in
        the order of their codes, recipients in that of their provinces, with the province first. An empty frame
        gives a chart that says so.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    paired = to_pairs(pairs)
    if not paired:
        return message(t("chart.empty"), look, options)
    note = "chart.matrix.note_provinces" if "count" in pairs else "chart.matrix.note"
    notes = [t(note, count=sum(pair.count for pair in paired))]
    kinds = _kinds(paired, "change" in pairs)
    signs = _styled(pairs, kinds)
    head = heading(t("chart.matrix.title"), notes, options)
    names = [_kind_name(kind, t) for kind in kinds]
    below = legend_height_px(names, options) if len(names) > 1 or "change" in pairs else options.px(4)
    blocks, shape = _fit(paired, head.height_px, below, t, options)
    if len(blocks) > 1:
        notes.append(t("chart.matrix.blocks", count=len(blocks)))
        head = heading(t("chart.matrix.title"), notes, options)
        blocks, shape = _fit(paired, head.height_px, below, t, options)
    panels = tuple(_panel(number, blocks, kinds, signs, shape, look, t, options) for number in range(1, len(blocks) + 1))
    return ChartSpec(
        options,
        look,
        round(shape.height_px),
        Margin(shape.left_px, shape.right_px, shape.top_px, shape.bottom_px),
        head.text,
        notes=head.all_notes,
        panels=panels,
        legend=_legend(kinds, signs, look, t, options) if len(names) > 1 or "change" in pairs else (),
    )


def _fit(
    paired: Sequence[Pair], top_px: float, below_px: float, t: Catalogue, options: ChartOptions
) -> tuple[list[Block], Geometry]:
    total = t("chart.matrix.total")
    blocks = to_blocks(paired, total, options)
    return blocks, geometry(blocks, total, top_px, below_px, options)


def _kinds(paired: Sequence[Pair], change: bool) -> list[str]:
    """What marks differ by: changes in their own order, kinds in the order they come up."""
    sorts = dict.fromkeys(pair.sort for pair in paired)
    return [kind for kind in CHANGES if kind in sorts] if change else list(sorts)


def _styled(pairs: pd.DataFrame, kinds: Sequence[str]) -> list[str]:
    """All kinds there are, drawn or not, where the column is categorical: a sign then means the same in every selection."""
    column = pairs.get("kind")
    categories = list(column.cat.categories) if column is not None and isinstance(column.dtype, pd.CategoricalDtype) else []
    return list(dict.fromkeys([*categories, *kinds]))


def _kind_name(kind: str, t: Catalogue) -> str:
    messages = {"kept": "chart.matrix.kept", "added": "chart.matrix.added", "ended": "chart.matrix.ended"}
    return t(messages[kind]) if kind in messages else kind


def _style(kind: str, kinds: Sequence[str], look: Palette) -> tuple[str, str, bool]:
    """Shape, colour, and whether filled. Blue and red would say helper and selection."""
    slate, green, ochre, violet = look.series[5], look.series[3], look.series[2], look.series[4]
    changes = {"kept": ("square", slate, True), "added": ("diamond", green, True), "ended": ("square", ochre, False)}
    if kind in changes:
        return changes[kind]
    place = kinds.index(kind)
    return _SHAPES[place % len(_SHAPES)], (slate, violet, ochre, green)[place % 4], True


def _sign(kind: str, kinds: Sequence[str], size: float, look: Palette, options: ChartOptions) -> Sign:
    shape, color, filled = _style(kind, kinds, look)
    return Sign(shape, size, color if filled else look.ground, Stroke(color, options.px(1.8)))


def _panel(
    number: int,
    blocks: Sequence[Block],
    kinds: Sequence[str],
    signs: Sequence[str],
    shape: Geometry,
    look: Palette,
    t: Catalogue,
    options: ChartOptions,
) -> Panel:
    block = blocks[number - 1]
    x, y, under = _axes(block, shape.places[number - 1], look, t, options)
    marks = (_marks(block, kind, signs, shape, look, t, options) for kind in kinds)
    series = (*(series for series in marks if series.marks), *_counts(block, blocks, look, t, options))
    return Panel(x, y, series, _lines(block, look), number, under)


def _marks(
    block: Block, kind: str, kinds: Sequence[str], shape: Geometry, look: Palette, t: Catalogue, options: ChartOptions
) -> Series:
    places = [(pair, *place) for pair, place in block.places() if pair.sort == kind]
    sizes = {crowd: _sign(kind, kinds, shape.marker_px(crowd, options), look, options) for *_, crowd in places}
    alike = next(iter(sizes.values()), None)
    marks = tuple(
        Mark(
            x,
            y,
            pair.pairing_id,
            Label((str(pair.count),), look.ground, options.px(SMALL_PX), "middle center", 1, halo=False)
            if pair.count > 1
            else None,
            _tip(pair, _kind_name(kind, t), t),
            _chosen(sizes[crowd], look) if pair.chosen else sizes[crowd] if len(sizes) > 1 else None,
        )
        for pair, x, y, crowd in places
    )
    return Series("pairs", marks, _kind_name(kind, t), kind, sign=alike)


def _chosen(sign: Sign, look: Palette) -> Sign:
    """Give a sign the colour of what is chosen; one that was hollow stays so."""
    edge = replace(sign.edge, color=look.accent) if sign.edge else None
    return replace(sign, fill=sign.fill if sign.fill == look.ground else look.accent, edge=edge)


def _tip(pair: Pair, kind: str, t: Catalogue) -> Tip:
    inside = pair.province if pair.recipient_id != pair.province_id else ""
    name = t("chart.pair", helper=pair.helper, recipient=pair.recipient)
    return Tip((name,), (inside, kind, pair.detail, t("chart.hover.click")))


def _counts(block: Block, blocks: Sequence[Block], look: Palette, t: Catalogue, options: ChartOptions) -> Iterator[Series]:
    """Write how many pairings a row and a column hold; of a row in several blocks, of how many in all."""
    in_all: dict[str, int] = {}
    for grid_block in blocks:
        for row, count in zip(grid_block.rows, grid_block.row_counts(), strict=True):
            in_all[row.region_id] = in_all.get(row.region_id, 0) + count
    width, height = len(block.columns), len(block.rows)

    def mark(x: float, y: float, text: str, side: str) -> Mark:
        return Mark(x, y, label=Label((text,), look.quiet, options.px(SMALL_PX), side, halo=False))

    rows = [
        str(count) if in_all[row.region_id] == count else t("chart.matrix.part", count=count, total=in_all[row.region_id])
        for row, count in zip(block.rows, block.row_counts(), strict=True)
    ]
    yield Series("row_counts", tuple(mark(width - 0.25, y, text, "middle right") for y, text in enumerate(rows)))
    below = tuple(mark(x, height, str(n), "middle center") for x, n in enumerate(block.column_counts()))
    # The axis with the provinces' names needs something that stands on it.
    yield Series("column_counts", below, under=True)


def _lines(block: Block, look: Palette) -> tuple[Rule, ...]:
    """Part the provinces: thin lines between groups of columns, and a frame around the block."""
    width, height = len(block.columns) - 0.5, len(block.rows) - 0.5
    line = Stroke(look.line, _LINE_PX)

    def edges(places: Sequence[Place]) -> list[float]:
        groups = [len(list(group)) for _, group in groupby(places, key=lambda place: place.group_id)]
        return [sum(groups[:i]) - 0.5 for i in range(1, len(groups))]

    return (
        *(Rule((x, x), (-0.5, height), stroke=line) for x in edges(block.columns)),
        *(Rule((-0.5, width), (y, y), stroke=line) for y in edges(block.rows)),
        Rule((-0.5, width), (-0.5, height), stroke=Stroke(look.border_province, _LINE_PX)),
    )


def _legend(
    kinds: Sequence[str], signs: Sequence[str], look: Palette, t: Catalogue, options: ChartOptions
) -> tuple[Series, ...]:
    return tuple(
        Series(
            "legend", (), _kind_name(kind, t), kind, sign=_sign(kind, signs, options.px(11), look, options), in_legend=True
        )
        for kind in kinds
    )


def _axes(
    block: Block, place: tuple[float, float, float], look: Palette, t: Catalogue, options: ChartOptions
) -> tuple[Axis, Axis, Axis]:
    """Names of recipients above, of helpers at the left, of recipients' provinces below."""
    right, low, high = place
    width, height = len(block.columns), len(block.rows)
    total, size, grid = t("chart.matrix.total"), options.px(SMALL_PX), Stroke(look.line, 0.5, "dot")

    def named(places: Sequence[Place], bold: bool) -> tuple[Tick, ...]:
        ticks = [Tick(float(at), (region.label,), int(bold and region.leads)) for at, region in enumerate(places)]
        return (*ticks, Tick(float(len(ticks)), (total,)))

    across = Axis(
        -0.5,
        width + 0.5,
        ticks=named(block.columns, True),
        span=(0.0, right),
        color=look.ink,
        size=size,
        grid=grid,
        side="top",
        angle=-60.0,
    )
    down = Axis(
        height + 0.5,
        -0.5,
        ticks=named(block.rows, False),
        span=(low, high),
        color=look.ink,
        size=size,
        grid=grid,
        standoff=options.px(6),
    )
    groups = tuple(Tick(middle, (name,)) for middle, name in block.groups())
    angle = 60.0 if groups else 0.0
    return across, down, replace(across, ticks=groups, color=look.quiet, grid=None, side="bottom", angle=angle)
