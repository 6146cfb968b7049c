"""The labels of a trend: every value at its marker as reported, the name of its series at the last one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from charts.base import SMALL_PX, TEXT_PX, ChartOptions
from charts.escaping import escape
from charts.lettering import width_em, wrap
from charts.placement import LEFT_FIRST, RIGHT_FIRST, Box, Label, Segment, place
from charts.plane import Plane
from charts.series import Join, Mark, Series
from charts.words import value_text
from text.catalogue import Catalogue

MARKER_PX: Final = 10.0
_LINE: Final = 1.32
_BOLD: Final = 1.06
_NAME_EM: Final = 17.0


@dataclass(frozen=True)
class PlacedLabel:
    """Text of a label in plotly's HTML, and its ``textposition``."""

    text: str
    side: str


def label_marks(
    series: Sequence[Series],
    joins: Sequence[Join],
    plane: Plane,
    t: Catalogue,
    unit: str,
    days_px: Sequence[float] = (),
) -> dict[str, PlacedLabel]:
    """Place the labels of all series.

    Parameters
    ----------
    series : sequence of Series
    joins : sequence of Join
        Lines that labels had better not cross.
    plane : Plane
    t : Catalogue
    unit : str
        Unit of the indicator.
    days_px : sequence of float
        Where vertical lines of events stand.

    Returns
    -------
    dict of str to PlacedLabel
        By observation id. Names with values are placed first; where there is no room for both the value
        stands alone; where there is none for it either, the mark has no entry.
    """
    marks = [mark for one in series for mark in one.marks]
    taken = [_marker_box(mark, plane) for mark in marks]
    lines = [_segment(join, plane) for join in joins]
    days = [(x, plane.frame[1], x, plane.frame[3]) for x in days_px]
    named = {one.marks[-1].observation_id: _name_lines(one, series, t) for one in series}
    placed: dict[str, PlacedLabel] = {}
    # First the ends with names, then what is left without; each round keeps clear of the one before.
    for names in (named, dict[str, list[str]]((m.observation_id, []) for m in marks)):
        round_marks = [m for m in marks if m.observation_id in names and m.observation_id not in placed]
        texts = [[*names[m.observation_id], value_text(m, t, unit)] for m in round_marks]
        labels = [_label(m, text, plane) for m, text in zip(round_marks, texts, strict=True)]
        sides = place(labels, taken, lines, plane.frame, days)
        for mark, text, label, side in zip(round_marks, texts, labels, sides, strict=True):
            if side is not None:
                placed[mark.observation_id] = PlacedLabel(_html(text), side)
                taken.append(label.box(side))
    return placed


def _name_lines(one: Series, series: Sequence[Series], t: Catalogue) -> list[str]:
    """Name of the region, with the basis where the region has a series on another one."""
    several = sum(other.region_id == one.region_id for other in series) > 1
    name = t("chart.series_name", name=one.name, basis=one.basis) if several else one.name
    lines = wrap(name, _NAME_EM)
    # As many lines as needed, but of about one length.
    even = wrap(name, max(width_em(name) / len(lines) * 1.15, 4))
    return even if len(even) == len(lines) else lines


def room_before(marks: Sequence[Mark], first_year: int, t: Catalogue, unit: str, options: ChartOptions) -> float:
    """Return the room that labels need left of the first year: those of values at the start of a period.

    Parameters
    ----------
    marks : sequence of Mark
    first_year : int
        First year of the time axis.
    t : Catalogue
    unit : str
        Unit of the indicator.
    options : ChartOptions

    Returns
    -------
    float
        Pixels; 0 if no period starts in that year.
    """
    starts = [mark for mark in marks if mark.point == "start" and mark.on.year == first_year]
    widths = [width_em(value_text(mark, t, unit)) * TEXT_PX + MARKER_PX + 4 for mark in starts]
    return options.px(max(widths, default=0.0))


def _label(mark: Mark, lines: list[str], plane: Plane) -> Label:
    px = plane.options.px
    widest = max(width_em(line) * (_BOLD if i < len(lines) - 1 else 1) for i, line in enumerate(lines))
    return Label(
        plane.x_px(mark.on),
        plane.y_px(mark.value),
        px(widest * TEXT_PX),
        px(len(lines) * TEXT_PX * _LINE + 3),
        px(MARKER_PX / 2) * 1.25 + 2,
        LEFT_FIRST if mark.point == "start" else RIGHT_FIRST,
    )


def _html(lines: list[str]) -> str:
    *name, value = [escape(line) for line in lines]
    return "<br>".join([*(f"<b>{line}</b>" for line in name), value])


def _marker_box(mark: Mark, plane: Plane) -> Box:
    half = plane.options.px(MARKER_PX / 2) + 2
    x, y = plane.x_px(mark.on), plane.y_px(mark.value)
    up = plane.options.px(ARROW_PX) if mark.bound in RISING else 0.0
    down = plane.options.px(ARROW_PX) if mark.bound in FALLING else 0.0
    return x - half, y - max(half, up), x + half, y + max(half, down)


def _segment(join: Join, plane: Plane) -> Segment:
    return (
        plane.x_px(join.first.on), plane.y_px(join.first.value),
        plane.x_px(join.second.on), plane.y_px(join.second.value),
    )  # fmt: skip


#: Bounds whose true value lies above, or below, what is drawn; and how long their arrows are.
RISING: Final = (">=", ">")
FALLING: Final = ("<=", "<")
ARROW_PX: Final = 26.0

#: Size of the number in an event's flag, and of the flag.
FLAG_TEXT_PX: Final = SMALL_PX
FLAG_PX: Final = 19.0
