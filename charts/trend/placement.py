"""Which side of its marker a label stands on, so that labels cover neither one another nor the lines.

Everything here is in pixels of the figure, x to the right, y downwards. Plotly places labels on one of eight
sides of a marker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Segment = tuple[float, float, float, float]
"""x and y of one end, x and y of the other."""

RIGHT_FIRST: Final = (
    "middle right",
    "top right",
    "bottom right",
    "top center",
    "bottom center",
    "top left",
    "bottom left",
    "middle left",
)
LEFT_FIRST: Final = (
    "middle left",
    "top left",
    "bottom left",
    "top center",
    "bottom center",
    "top right",
    "bottom right",
    "middle right",
)

# A label on another label cannot be read; one crossed by a thin line can.
_CROSSED: Final = 6.0
_FAINT: Final = 1.0
_NEXT_SIDE: Final = 1.0
# Beside another marker a label would be read as that one's.
_MISTAKEN: Final = 9.0
_BESIDE_PX, _ABOVE_PX = 12.0, 4.0
# At the end of a band it would be: rather a line through it.
_AT_ANOTHER: Final = 15.0
_COVERED: Final = 100.0
_ROUNDS: Final = 4
#: From the end of a line to the text that stands there.
LED_PX: Final = 3.0
# How far off its marker a label may stand with a line to it: steps of its own height, the nearest first; and whither, as
# steps to the right and down.
_REACHES: Final = (1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0)
_WHITHER: Final = tuple((x, y) for x in (1.0, 0.6, -1.0, -0.6) for y in (-1.0, 1.0, -0.5, 0.5))


@dataclass(frozen=True)
class Label:
    """A label that wants a place beside a marker.

    Parameters
    ----------
    x_px, y_px : float
        Middle of the marker.
    width_px, height_px : float
        Size of the text block.
    gap_px : float
        Distance of the text from the middle of the marker.
    sides : tuple of str
        Plotly's ``textposition`` values, the best first.
    level : bool
        Whether off the height of its marker it would be read as the label of something else.
    """

    x_px: float
    y_px: float
    width_px: float
    height_px: float
    gap_px: float
    sides: tuple[str, ...] = RIGHT_FIRST
    level: bool = False

    def box(self, side: str) -> Box:
        """Return where the text stands on a side.

        Parameters
        ----------
        side : str
            A plotly ``textposition``.
        """
        vertical, horizontal = side.split()
        left = {
            "left": self.x_px - self.gap_px - self.width_px,
            "center": self.x_px - self.width_px / 2,
            "right": self.x_px + self.gap_px,
        }[horizontal]
        top = {
            "top": self.y_px - self.gap_px - self.height_px,
            "middle": self.y_px - self.height_px / 2,
            "bottom": self.y_px + self.gap_px,
        }[vertical]
        return left, top, left + self.width_px, top + self.height_px

    def led(self, offset: tuple[float, float]) -> Label:
        """Return the label as it stands at the end of a line that leads so far to the right and down."""
        return replace(self, x_px=self.x_px + offset[0], y_px=self.y_px + offset[1], gap_px=LED_PX)


def place(
    labels: Sequence[Label],
    obstacles: Sequence[Box],
    lines: Sequence[Segment],
    frame: Box,
    faint_lines: Sequence[Segment] = (),
    others: Sequence[Box] = (),
) -> list[str | None]:
    """Choose a side for each label.

    Parameters
    ----------
    labels : sequence of Label
        The important ones first: where two must overlap, the later one is given up.
    obstacles : sequence of Box
        What no label may cover: markers, flags, other texts.
    lines : sequence of Segment
        What labels had better not cross.
    frame : Box
        Where labels must stay.
    faint_lines : sequence of Segment
        What labels may cross, if another side costs more.
    others : sequence of Box
        Where a label would be read as that of something else.

    Returns
    -------
    list of str or None
        A ``textposition`` a label, in the order given; None where every side would cover something.

    Notes
    -----
    Each label takes its cheapest side in turn; then neighbours that could overlap choose again, two at a time,
    until nothing gets better. Always the same for the same labels.
    """
    boxes = [[label.box(side) for side in label.sides] for label in labels]
    alone = [
        [
            rank * _NEXT_SIDE
            + _MISTAKEN * (label.level and not side.startswith("middle"))
            + _CROSSED * _count(box, lines)
            + _FAINT * _count(box, faint_lines)
            + _MISTAKEN * sum(overlap(_grown(box), other) for other in obstacles)
            + _AT_ANOTHER * any(overlap(box, other) for other in others)
            + _COVERED * (not _inside(box, frame) or any(overlap(box, other) for other in obstacles))
            for rank, (side, box) in enumerate(zip(label.sides, row, strict=True))
        ]
        for label, row in zip(labels, boxes, strict=True)
    ]
    chosen = _choose(alone, _meetings(boxes))
    sides: list[str | None] = []
    full = list(obstacles)
    for label, row, a in zip(labels, boxes, chosen, strict=True):
        free = _inside(row[a], frame) and not any(overlap(row[a], other) for other in full)
        sides.append(label.sides[a] if free else None)
        if free:
            full.append(row[a])
    return sides


def is_mistaken(box: Box, obstacles: Sequence[Box], others: Sequence[Box] = ()) -> bool:
    """Say whether a text stands where it would be read as that of something else.

    Parameters
    ----------
    obstacles : sequence of Box
        Markers other than its own, and other texts.
    others : sequence of Box
        As :func:`place` has them.
    """
    return any(overlap(_grown(box), other) for other in obstacles) or any(overlap(box, other) for other in others)


def place_aside(
    label: Label, obstacles: Sequence[Box], lines: Sequence[Segment], frame: Box, others: Sequence[Box] = ()
) -> tuple[float, float] | None:
    """Find the nearest place for a label that needs a line to its marker.

    Parameters
    ----------
    obstacles : sequence of Box
        What neither the label nor its line may cover: other markers, and texts.
    lines : sequence of Segment
        What the label may not cross.

    Returns
    -------
    (float, float) or None
        Where the line ends, in px to the right and down from the middle of the marker: the text stands level with it, on
        the side that it leads to. None where there is no such place.
    """
    for reach in _REACHES:
        for right, down in _WHITHER:
            x, y = right * reach * label.height_px, down * reach * label.height_px
            box = label.led((x, y)).box(side_of(x))
            line = (label.x_px, label.y_px, label.x_px + x, label.y_px + y)
            if (
                _inside(box, frame)
                and not is_mistaken(box, obstacles, others)
                and not _count(box, lines)
                and not any(crosses(other, line) for other in obstacles)
            ):
                return x, y
    return None


def side_of(right: float) -> str:
    """Return the side of the end of a line on which its label stands: that to which it leads."""
    return "middle right" if right > 0 else "middle left"


#: For each label those that it could overlap, and for each of its sides whether it does on each of theirs, 1 or 0.
_Meetings = Sequence[Mapping[int, Sequence[bytes]]]


def _meetings(boxes: Sequence[Sequence[Box]]) -> _Meetings:
    around = [
        (min(b[0] for b in row), min(b[1] for b in row), max(b[2] for b in row), max(b[3] for b in row)) for row in boxes
    ]
    return [
        {
            j: [bytes(overlap(box, theirs) for theirs in boxes[j]) for box in boxes[i]]
            for j, other in enumerate(around)
            if j != i and overlap(whole, other)
        }
        for i, whole in enumerate(around)
    ]


def _choose(alone: Sequence[Sequence[float]], meetings: _Meetings) -> list[int]:
    """Give each label its cheapest side in turn, then let pairs of neighbours choose again."""
    chosen = [-1] * len(alone)
    # How many neighbours each side would cover as they stand: kept, since counted anew it takes most of the time.
    covers = [[0] * len(costs) for costs in alone]

    def put(i: int, side: int) -> None:
        for j in meetings[i]:
            for row, sides in enumerate(meetings[j][i]):
                covers[j][row] += sides[side] - (chosen[i] >= 0 and sides[chosen[i]])
        chosen[i] = side

    for i, costs in enumerate(alone):
        priced = [cost + _COVERED * n for cost, n in zip(costs, covers[i], strict=True)]
        put(i, priced.index(min(priced)))
    pairs = [(i, j) for i, met in enumerate(meetings) for j in met if i < j]
    for _ in range(_ROUNDS):
        before = list(chosen)
        for i, j in pairs:
            first, second = (
                [
                    cost + _COVERED * (n - met[chosen[other]])
                    for cost, n, met in zip(alone[label], covers[label], meetings[label][other], strict=True)
                ]
                for label, other in ((i, j), (j, i))
            )
            met = meetings[i][j]
            _, a, b = min(
                (first[a] + second[b] + _COVERED * met[a][b], a, b) for a in range(len(first)) for b in range(len(second))
            )
            if a != chosen[i]:
                put(i, a)
            if b != chosen[j]:
                put(j, b)
        if chosen == before:
            break
    return chosen


def _grown(box: Box) -> Box:
    return box[0] - _BESIDE_PX, box[1] - _ABOVE_PX, box[2] + _BESIDE_PX, box[3] + _ABOVE_PX


def _count(box: Box, lines: Sequence[Segment]) -> int:
    return sum(crosses(box, line) for line in lines)


def overlap(box: Box, other: Box) -> bool:
    """Say whether two boxes share an area; touching edges do not count."""
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def crosses(box: Box, line: Segment) -> bool:
    """Say whether a straight line runs through a box.

    Returns
    -------
    bool
        Liang–Barsky clipping: a part of the line is left after cutting at the four edges.
    """
    x, y, x_end, y_end = line
    first, last = 0.0, 1.0
    for step, gap in ((x - x_end, x - box[0]), (x_end - x, box[2] - x), (y - y_end, y - box[1]), (y_end - y, box[3] - y)):
        if step == 0:
            if gap < 0:
                return False
            continue
        at = gap / step
        if step < 0:
            first = max(first, at)
        else:
            last = min(last, at)
    return first < last


def _inside(box: Box, frame: Box) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def spread(targets: Sequence[float], gap: float) -> list[float]:
    """Move numbers apart along one axis, as little as a single sweep can, and keep their order.

    Parameters
    ----------
    targets : sequence of float
        Where each would like to be, in any order.
    gap : float
        Least distance between neighbours.

    Returns
    -------
    list of float
        New places, in the order given. Neighbours that are too close are set apart evenly around the middle
        of where they wanted to be.

    Examples
    --------
    >>> spread([10.0, 12.0, 40.0], 6.0)
    [8.0, 14.0, 40.0]
    """
    order = sorted(range(len(targets)), key=lambda i: targets[i])
    groups: list[list[int]] = []
    for i in order:
        groups.append([i])
        while len(groups) > 1 and _first(groups[-1], targets, gap) < _last(groups[-2], targets, gap) + gap:
            last = groups.pop()
            groups[-1] += last
    places = [0.0] * len(targets)
    for group in groups:
        for step, i in enumerate(group):
            places[i] = _first(group, targets, gap) + step * gap
    return places


def _first(group: list[int], targets: Sequence[float], gap: float) -> float:
    return sum(targets[i] for i in group) / len(group) - gap * (len(group) - 1) / 2


def _last(group: list[int], targets: Sequence[float], gap: float) -> float:
    return _first(group, targets, gap) + gap * (len(group) - 1)
