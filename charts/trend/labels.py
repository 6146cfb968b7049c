"""The labels of a trend: every value at its marker as reported, the name of its series at the last one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from charts.base import SMALL_PX, TEXT_PX, ChartOptions
from charts.spec import Label
from charts.spec.plane import Plane
from charts.trend.placement import (
    LED_PX,
    LEFT_FIRST,
    RIGHT_FIRST,
    Box,
    Segment,
    crosses,
    is_mistaken,
    overlap,
    place,
    place_aside,
    side_of,
)
from charts.trend.placement import Label as Candidate
from charts.trend.series import FALLING, RISING, Join, Mark, Series
from charts.words import value_text
from text.catalogue import Catalogue
from text.lettering import BOLD, width_em, wrap

MARKER_PX: Final = 10.0
_LINE: Final = 1.32
_NOWHERE: Final = (0.0, 0.0, 0.0, 0.0)
_NAME_EM: Final = 13.0
_AIR_PX: Final = 6.0
#: Below the plot there is so much air before its axis is named.
_BELOW_PX: Final = 5.0
#: So near above or below, and beside, the end of a band a value is read as that end's.
_REACH_PX, _ASIDE_PX = 28.0, 30.0
_MOST_AFTER: Final = 0.2


@dataclass(frozen=True)
class PlacedLabel:
    """A label, and the room it takes; None where another label of the same words serves.

    Parameters
    ----------
    leader : (float, float) or None
        Where the line ends at which it stands, in px to the right and down from its marker; None for a label at its marker.
    """

    label: Label | None
    box: Box
    leader: tuple[float, float] | None = None

    @property
    def names(self) -> bool:
        """Whether it names its series."""
        return self.label is not None and self.label.bold > 0


def label_marks(
    series: Sequence[Series],
    joins: Sequence[Join],
    plane: Plane,
    t: Catalogue,
    unit: str,
    colors: Mapping[str, str],
    days_px: Sequence[float] = (),
    bands: Sequence[Box] = (),
    standing: Sequence[Box] = (),
    with_names: bool = True,
    only: Collection[str] | None = None,
) -> dict[str, PlacedLabel]:
    """Place the labels of all series.

    Parameters
    ----------
    joins : sequence of Join
        Lines that labels had better not cross.
    unit : str
        Unit of the indicator.
    colors : mapping of str to str
        By region id.
    days_px : sequence of float
        Where vertical lines of events stand.
    bands : sequence of Box
        Where bands stand: a mark may lie on one, and no value stands where it would be read as that of an end of one.
    standing : sequence of Box
        What else stands there and must not be covered.
    with_names : bool
        Whether the last label of a series names its region.
    only : collection of str or None
        Observation ids of the marks that get a label; None for all.

    Returns
    -------
    dict of str to PlacedLabel
        By observation id. Names with values are placed first; where there is no room for both the value
        stands alone; where there is none for it either, the mark has no entry. Where several sources give a series
        the same value for the same day, one label serves all their marks: the others have an entry without a label.
    """
    marks = [mark for line in series for mark in line.marks]
    drawn = [*bands, *(marker_box(mark, plane) for mark in marks)]
    occupied = [*drawn, *standing]
    lines = [segment(join, plane) for join in joins]
    days = [(x, plane.frame[1], x, plane.frame[3]) for x in days_px]
    left_px, top_px, right_px, low_px = plane.frame
    frame = left_px, top_px, right_px, low_px + plane.options.px(_BELOW_PX)
    at_ends = [zone for band in bands for zone in _ends_of(band, plane)]
    last = {line.marks[-1].observation_id: line for line in series}
    # Of one place, whose heading names it: beside a band a name with a value would be read as that of the band.
    alone = len({line.region_id for line in series}) == 1
    named = {
        i: _name_lines(line, series, t) if with_names and not (alone and lies_on(line.marks[-1], plane, bands)) else []
        for i, line in last.items()
    }
    twins = _twins(series)
    placed: dict[str, PlacedLabel] = {}
    wanted = marks if only is None else [mark for mark in marks if mark.observation_id in only]
    # What a source reports as a change is what a headline speaks of: its ends go before others.
    ends = {m.observation_id for join in joins if join.kind == "end_points" for m in (join.first, join.second)}
    wanted = sorted(wanted, key=lambda mark: mark.observation_id not in ends)
    # First the ends with names, then what is left without, then without saying which end of a period it is, which the
    # line says; each round keeps clear of the one before.
    rest = {m.observation_id: list[str]() for m in marks if m.observation_id not in twins}
    short = {m.observation_id: list[str]() for m in marks if m.observation_id in ends and m.observation_id in rest}
    for names, worded in ((named, True), (rest, True), (short, False)):
        round_marks = [m for m in wanted if m.observation_id in names and m.observation_id not in placed]
        texts = [[*names[m.observation_id], value_text(m if worded else replace(m, point=""), t, unit)] for m in round_marks]
        labels = [_label(m, text, plane, bands) for m, text in zip(round_marks, texts, strict=True)]
        sides = place(labels, occupied, lines, frame, days, at_ends)
        for mark, text, candidate, side in zip(round_marks, texts, labels, sides, strict=True):
            # Rather fewer words than words that a line crosses.
            shorter = worded and mark.observation_id in short
            if side is not None and not (shorter and any(crosses(candidate.box(side), line) for line in lines)):
                size, color = plane.options.px(TEXT_PX), colors[mark.region_id]
                label = Label(tuple(text), color, size, side, len(text) - 1, candidate.gap_px)
                placed[mark.observation_id] = PlacedLabel(label, candidate.box(side))
                occupied.append(candidate.box(side))
    # What would still be read as the value of another mark stands off its own, at the end of a line.
    for mark in (m for m in wanted if m.observation_id in short and not plane.in_strip(m.value)):
        own = placed.get(mark.observation_id)
        at = plane.x_px(mark.on), plane.y_px(mark.value)
        obstacles = [box for box in occupied if not (own and box == own.box) and not _holds(box, at)]
        signs = [box for box in obstacles if box in drawn]
        if own is None or (not own.names and is_mistaken(own.box, signs, at_ends)):
            words = value_text(mark, t, unit)
            candidate = _label(mark, [words], plane)
            offset = place_aside(candidate, obstacles, lines, frame, at_ends)
            if offset:
                label = Label((words,), colors[mark.region_id], plane.options.px(TEXT_PX), side_of(offset[0]), gap=LED_PX)
                box = candidate.led(offset).box(label.side)
                occupied = [box, *(other for other in occupied if not (own and other == own.box))]
                placed[mark.observation_id] = PlacedLabel(label, box, offset)
    silent = {twin: PlacedLabel(None, _NOWHERE) for twin, mark in twins.items() if mark in placed}
    return silent | placed


def _holds(box: Box, at: tuple[float, float]) -> bool:
    return box[0] <= at[0] <= box[2] and box[1] <= at[1] <= box[3]


def _twins(series: Sequence[Series]) -> dict[str, str]:
    """Marks that say what a later one of their series says at the same place, and that mark."""
    twins: dict[str, str] = {}
    for line in series:
        last: dict[tuple[object, ...], str] = {}
        for mark in reversed(line.marks):
            first_id = last.setdefault((mark.on, mark.value, mark.bound, mark.point, mark.status), mark.observation_id)
            if first_id != mark.observation_id:
                twins[mark.observation_id] = first_id
    return twins


def _name_lines(line: Series, series: Sequence[Series], t: Catalogue) -> list[str]:
    """Name of the region, with the basis where the region has a series on another one.

    In a chart of one region a name of several lines is left out: its heading says of whom it is, its markers on which basis.
    """
    several = sum(other.region_id == line.region_id for other in series) > 1
    short = line.marks[-1].short
    name = t("chart.series_name", name=short, basis=line.basis) if several else short
    lines = wrap(name, _NAME_EM)
    if several and len(lines) > 1 and len({other.region_id for other in series}) == 1:
        return []
    # As many lines as needed, but of about one length.
    even = wrap(name, max(width_em(name) / len(lines) * 1.15, 4))
    return even if len(even) == len(lines) else lines


def room_before(marks: Sequence[Mark], first_year: int, t: Catalogue, unit: str, options: ChartOptions) -> float:
    """Return the room that labels need left of the first year: those of values at the start of a period.

    Parameters
    ----------
    first_year : int
        First year of the time axis.
    unit : str
        Unit of the indicator.

    Returns
    -------
    float
        Pixels; 0 if no period starts in that year.
    """
    starts = [mark for mark in marks if mark.point == "start" and mark.on.year == first_year]
    widths = [width_em(value_text(mark, t, unit)) * TEXT_PX + MARKER_PX + 4 for mark in starts]
    return options.px(max(widths, default=0.0))


def room_after(series: Sequence[Series], plane: Plane, t: Catalogue, unit: str) -> float:
    """Return the right margin with which names and values of series that end near it stand beside their markers.

    Parameters
    ----------
    plane : Plane
        As it would be without that room.
    unit : str
        Unit of the indicator.

    Returns
    -------
    float
        Pixels, at least the margin of the plane, and at most a fifth of the figure's width where that is less.
    """
    rights = [plane.right_px]
    for line in series:
        mark = line.marks[-1]
        label = _label(mark, [*_name_lines(line, series, t), value_text(mark, t, unit)], plane)
        beyond = label.box("middle right")[2] + plane.options.px(_AIR_PX) - plane.frame[2]
        share = (plane.x_px(mark.on) - plane.left_px) / plane.width_px
        # What the margin takes from the axis moves a marker by its share of it.
        if mark.point != "start" and beyond > 0 and share > 0:
            rights.append(plane.right_px + beyond / share)
    return min(max(rights), max(plane.right_px, plane.options.width_px * _MOST_AFTER))


def stands_right(mark: Mark, plane: Plane, t: Catalogue, unit: str) -> bool:
    """Say whether there is room for a value right of its mark."""
    return _label(mark, [value_text(mark, t, unit)], plane).box("middle right")[2] <= plane.frame[2]


def _label(mark: Mark, lines: list[str], plane: Plane, bands: Sequence[Box] = ()) -> Candidate:
    px, at = plane.options.px, plane.x_px(mark.on)
    sides: tuple[str, ...] = LEFT_FIRST if mark.point == "start" else RIGHT_FIRST
    gap = px(MARKER_PX / 2) * 1.25 + 2
    under = lies_on(mark, plane, bands)
    if under:
        # Above or below a marker that lies on a band it would be read as the value of that one's end.
        sides = tuple(sorted(sides, key=lambda side: not side.startswith("middle")))
        beside = [max(at - left, right - at) for left, _, right, _ in under if left < at < right]
        gap = max(gap, *(side + 1 for side in beside), 0.0)
    widest = max(width_em(line) * (BOLD if i < len(lines) - 1 else 1) for i, line in enumerate(lines))
    return Candidate(
        at, plane.y_px(mark.value), px(widest * TEXT_PX), px(len(lines) * TEXT_PX * _LINE + 3), gap, sides, bool(under)
    )


def lies_on(mark: Mark, plane: Plane, bands: Sequence[Box]) -> list[Box]:
    """Return the bands on which a marker lies."""
    own = marker_box(mark, plane)
    return [box for box in bands if overlap(own, box)]


def _ends_of(band: Box, plane: Plane) -> tuple[Box, Box]:
    """Where a value is read as that of an end of a band: right above or below it, and close beside."""
    left, top, right, bottom = band
    reach, aside = plane.options.px(_REACH_PX), plane.options.px(_ASIDE_PX)
    return (left - aside, top - reach, right + aside, top + 1), (left - aside, bottom - 1, right + aside, bottom + reach)


def marker_box(mark: Mark, plane: Plane) -> Box:
    """Return the room that a marker takes, with the arrow of a bound."""
    half = plane.options.px(MARKER_PX / 2) + 2
    x, y = plane.x_px(mark.on), plane.y_px(mark.value)
    up = plane.options.px(ARROW_PX) if mark.bound in RISING else 0.0
    down = plane.options.px(ARROW_PX) if mark.bound in FALLING else 0.0
    return x - half, y - max(half, up), x + half, y + max(half, down)


def segment(join: Join, plane: Plane) -> Segment:
    """Return where a join runs."""
    return (
        plane.x_px(join.first.on),
        plane.y_px(join.first.value),
        plane.x_px(join.second.on),
        plane.y_px(join.second.value),
    )


#: How long the arrow at a bound is, beyond the rim of its marker.
ARROW_PX: Final = 15.0

#: Size of the number in an event's flag, and of the flag.
FLAG_TEXT_PX: Final = SMALL_PX
FLAG_PX: Final = 19.0
