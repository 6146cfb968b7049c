"""Before and after on the map: three changes told apart by colour and dash, new lines on top."""

from __future__ import annotations

import pytest

from geo.compose.layers.changes import change_colors, change_legend, changed_lines
from geo.scene import FlowLine
from look.palette import palette
from text.catalogue import Catalogue

LOOK = palette("light")
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


def line(flow_id):
    return FlowLine(flow_id, "350000", "640000", (0, 0, 1, 1, 2, 0))


LINES = tuple(line(i) for i in ("new", "old", "gone", "unnamed"))
CHANGES = {"new": "added", "old": "kept", "gone": "ended"}


def test_what_ended_lies_lowest_and_what_was_added_on_top():
    assert [one.flow_id for one in changed_lines(LINES, CHANGES, LOOK)] == ["gone", "old", "unnamed", "new"]


def test_colour_and_dash_by_hand():
    styled = {one.flow_id: (one.color, bool(one.dash)) for one in changed_lines(LINES, CHANGES, LOOK)}
    assert styled == {
        "new": (LOOK.flow_to, False),
        "old": (LOOK.quiet, False),
        "gone": (LOOK.flow_from, True),  # told apart without colour too
        "unnamed": (LOOK.quiet, False),
    }


def test_a_line_keeps_its_course_and_its_ends():
    (before,), (after,) = LINES[:1], changed_lines(LINES[:1], CHANGES, LOOK)
    assert (after.points, after.helper_id, after.recipient_id) == (before.points, before.helper_id, before.recipient_id)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_two_changes_share_a_colour(theme):
    assert len(set(change_colors(palette(theme)).values())) == 4


def test_no_lines_stay_none():
    assert changed_lines((), CHANGES, LOOK) == ()


@LANGS
def test_the_legend_counts_each_change_also_the_one_that_does_not_occur(lang):
    t = Catalogue.load(lang)
    items = change_legend({"kept": 1, "added": 31, "ended": 0}, LOOK, t)
    assert [item.text for item in items] == [t("legend.kept", n=1), t("legend.added", n=31), t("legend.ended", n=0)]
    assert {item.kind for item in items} == {"flow"}


def test_the_legend_leaves_out_what_the_lists_cannot_tell():
    t = Catalogue.load("en")
    items = change_legend({"kept": 1, "added": 2, "unclear": 31}, LOOK, t)
    assert [item.text for item in items] == [t("legend.kept", n=1), t("legend.added", n=2), t("legend.unclear", n=31)]


def test_the_legend_draws_lines_as_the_map_does():
    drawn = {one.color: " ".join(map(str, one.dash)) for one in changed_lines(LINES, CHANGES, LOOK)}
    items = change_legend(dict.fromkeys(("kept", "added", "ended"), 0), LOOK, Catalogue.load("en"))
    assert {item.color: item.dash for item in items} == drawn
