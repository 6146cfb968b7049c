from __future__ import annotations

import re
from itertools import pairwise

import pandas as pd
import pytest

from charts.base import ChartOptions
from charts.grids.matrix import matrix_spec
from charts.grids.matrix_blocks import COLUMNS
from tests.charts.toy import EN, HOSTILE, LOOK, drawn, traces

matrix_figure = drawn(matrix_spec)

ROWS = [
    ("p1", "320000", "Jiangsu", "610000", "Shaanxi", "610000", "Shaanxi", "East–West"),
    ("p2", "320000", "Jiangsu", "630000", "Qinghai", "630100", "Xining", "East–West"),
    ("p3", "110000", "Beijing", "630000", "Qinghai", "630000", "Qinghai", "Other"),
    ("p4", "110000", "Beijing", "630000", "Qinghai", "630000", "Qinghai", "East–West"),
]


def pairs(*rows):
    return pd.DataFrame(list(rows), columns=list(COLUMNS), dtype="str")


def draw(frame, options=None):
    return matrix_figure(frame, LOOK, EN, options or ChartOptions())


def axis_texts(figure):
    return [text for key in figure.layout.to_plotly_json() if "axis" in key for text in figure.layout[key].ticktext or ()]


def drawn_texts(figure):
    texts = [one.text for one in figure.layout.annotations] + axis_texts(figure)
    for trace in figure.data:
        texts += [trace.name or "", *(trace.hovertext or ())]
    return texts


def test_each_pairing_is_a_mark_in_its_row_and_column():
    marks = {
        record: (x, y)
        for trace in traces(draw(pairs(*ROWS)), "pairs")
        for record, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)
    }

    # Rows: Beijing, Jiangsu. Columns: Shaanxi, Qinghai, Xining; two pairings of one pair stand side by side.
    assert marks == {"p1": (0, 1), "p2": (2, 1), "p3": (0.75, 0), "p4": (1.25, 0)}


def test_a_province_stands_before_its_prefectures_and_is_named_below_them():
    figure = draw(pairs(*ROWS))

    assert list(figure.layout.xaxis.ticktext) == ["<b>Shaanxi</b>", "<b>Qinghai</b>", "Xining", "Pairings"]
    assert list(figure.layout.xaxis2.ticktext) == ["Qinghai"]
    assert list(figure.layout.yaxis.ticktext) == ["Beijing", "Jiangsu", "Pairings"]


def test_rows_and_columns_are_counted_at_the_margin():
    figure = draw(pairs(*ROWS))

    assert list(traces(figure, "row_counts")[0].text) == ["2", "2"]
    assert list(traces(figure, "column_counts")[0].text) == ["1", "2", "1"]


def test_without_a_change_marks_differ_by_kind():
    marks = {one.meta["of"]: one.marker.symbol for one in traces(draw(pairs(*ROWS)), "pairs")}

    assert marks == {"East–West": "square", "Other": "diamond"}


def test_a_change_differs_in_shape_and_not_by_colour_alone():
    figure = draw(pairs(*ROWS).assign(change=["ended", "kept", "added", "kept"]))

    marks = {one.meta["of"]: (one.marker.symbol, one.marker.color == LOOK.ground) for one in traces(figure, "pairs")}
    assert marks == {"kept": ("square", False), "added": ("diamond", False), "ended": ("square", True)}
    assert [one.name for one in traces(figure, "legend")] == ["Kept", "Added", "Ended"]


def wide(helpers=45, recipients=120):
    rows = [
        (
            f"p{i}",
            f"{10 + i % helpers}0000",
            f"H{i % helpers}",
            f"{60 + i // 10}0000",
            f"P{i // 10}",
            f"{60 + i // 10}{i % 10}100",
            f"Place {i}",
            "East–West",
        )
        for i in range(recipients)
    ]
    return pairs(*rows)


def test_what_is_chosen_has_the_colour_of_a_choice_and_keeps_its_shape():
    frame = pairs(*ROWS)
    spec = matrix_spec(frame.assign(chosen=frame["pairing_id"] == "p2"), LOOK, EN, ChartOptions())
    (series,) = (one for one in spec.series if one.kind == "pairs" and any(mark.record == "p2" for mark in one.marks))
    signs = {mark.record: series.sign_of(mark) for mark in series.marks}
    assert {record for record, sign in signs.items() if sign and sign.fill == LOOK.accent} == {"p2"}
    assert len({sign.shape for sign in signs.values() if sign}) == 1


def test_many_columns_go_on_in_further_blocks_with_the_rows_that_they_need():
    figure = draw(wide(), ChartOptions(width_px=860, height_px=460))

    marks = traces(figure, "pairs")
    assert len(marks) == 3
    assert sum(len(trace.customdata) for trace in marks) == 120
    assert any(re.fullmatch(r"1/3", text) for one in traces(figure, "row_counts") for text in one.text)
    ends = [figure.layout[key].domain for key in ("yaxis", "yaxis2", "yaxis3")]
    assert all(lower[1] < upper[0] for upper, lower in pairwise(ends))
    assert ends[-1][0] >= 0


def test_columns_keep_a_distance_at_which_their_names_can_be_read():
    figure = draw(wide(), ChartOptions(width_px=860, height_px=460))

    plot_px = 860 - figure.layout.margin.l - figure.layout.margin.r
    for key in ("xaxis", "xaxis3", "xaxis5"):
        axis = figure.layout[key]
        assert plot_px * axis.domain[1] / (axis.range[1] - axis.range[0]) >= 14.5


def test_an_empty_frame_says_that_nothing_is_recorded():
    assert [one.text for one in draw(pairs()).layout.annotations] == ["No data recorded"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_drawn_as_text(text):
    frame = pairs(*ROWS).assign(helper=text, province=text, recipient=text, kind=text, detail=text)

    assert not [text_ for text_ in drawn_texts(draw(frame)) if re.search(r"<(?!/?b>|br>)", text_)]


def test_a_kind_keeps_its_sign_whatever_else_is_drawn():
    def signs(frame):
        frame = frame.assign(kind=pd.Categorical(frame["kind"], ["East–West", "Other"]))
        return {one.meta["of"]: (one.marker.symbol, one.marker.color) for one in traces(draw(frame), "pairs")}

    assert signs(pairs(*ROWS))["Other"] == signs(pairs(ROWS[2]))["Other"] != signs(pairs(ROWS[0]))["East–West"]
