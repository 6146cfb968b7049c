"""A filled cell is a record, an empty one is a gap."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from charts.base import SMALL_PX
from charts.grids.recorded import COLUMNS, RecordedOptions, recorded_spec
from tests.charts.toy import EN, HOSTILE, LOOK, drawn, drawn_texts, traces
from text.lettering import width_em

recorded_figure = drawn(recorded_spec)

OPTIONS = RecordedOptions(indicator="Poverty rate", basis="Basis not stated")


def frame(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(COLUMNS))


TOY = frame(
    ("1", "One", "2015", 2, "a;b", True),
    ("1", "One", "2016", 0, "", False),
    ("2", "Two", "2015", 0, "", False),
    ("2", "Two", "2016", 1, "c", False),
    ("3", "Three", "2015", 0, "", False),
    ("3", "Three", "2016", 0, "", False),
)


def draw(grid: pd.DataFrame = TOY, options: RecordedOptions = OPTIONS):
    return recorded_figure(grid, LOOK, EN, options)


def cells(figure, kind):
    return {
        key: (round(base + 0.42), y, text)
        for trace in traces(figure, kind)
        for key, base, y, text in zip(trace.customdata, trace.base, trace.y, trace.text, strict=True)
    }


def test_a_cell_stands_in_its_row_and_year_with_the_number_of_its_records():
    figure = draw()

    assert cells(figure, "recorded") == {"c": (1, 1, "")}
    assert cells(figure, "differ") == {"a;b": (0, 0, "2")}
    assert list(figure.layout.xaxis.ticktext) == ["2015", "2016"]


def test_values_that_differ_are_outlined():
    figure = draw()

    (differ,) = traces(figure, "differ")
    assert differ.marker.line.color == LOOK.accent and differ.marker.line.width > 2


def test_a_region_without_a_record_keeps_its_row_and_is_listed():
    figure = draw()

    assert list(figure.layout.yaxis.ticktext) == ["One", "Two", "Three"]
    assert list(figure.layout.meta["none"]) == ["3"]
    assert any("2 of 3 regions have a record, 3 records" in one.text for one in figure.layout.annotations)


def test_the_undated_have_a_column_that_says_so():
    figure = draw(frame(("1", "One", "2015", 1, "a", False), ("1", "One", "", 1, "b", False)))

    assert re.sub("<br>", " ", figure.layout.xaxis.ticktext[-1]) == EN("chart.undated")


def test_forty_regions_and_twenty_five_years_grow_and_years_that_have_no_room_lose_their_label():
    rows = [(str(r), f"R{r}", str(y), 1, f"{r}-{y}", False) for r in range(40) for y in range(1996, 2021)]
    figure = draw(frame(*rows))

    assert figure.layout.height > 40 * 18
    assert list(figure.layout.xaxis.ticktext) == [str(year) for year in range(1996, 2021, 2)]


def test_an_empty_grid_or_one_without_records_says_so():
    for grid in (frame(), TOY[TOY["n"] == 0]):
        assert [one.text for one in draw(grid).layout.annotations] == ["No data recorded"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_drawn_as_text(text):
    figure = draw(frame(("1", text, "2015", 1, "a", False)), RecordedOptions(indicator=text, basis=text))

    assert not [text_ for text_ in drawn_texts(figure) if re.search(r"<(?!/?b>|br>)", text_)]


@pytest.mark.parametrize("width", [700, 1200])
def test_the_words_of_the_undated_stand_in_the_chart_and_on_no_year(width):
    rows = [("1", "R", str(year) if year < 2021 else "", 1, f"{year}", False) for year in range(1978, 2022)]
    spec = recorded_spec(frame(*rows), LOOK, EN, RecordedOptions(width, 500, indicator="Rate"))
    (panel,) = spec.panels
    assert panel.x
    *_, before, undated = panel.x.ticks
    assert undated.at == 43 and isinstance(before.at, float)
    px = (width - spec.margin.left - spec.margin.right) / 44
    reach = max(map(width_em, undated.lines)) * SMALL_PX / 2
    assert px / 2 + spec.margin.right >= reach
    assert (43 - before.at) * px >= reach + width_em(before.lines[0]) * SMALL_PX / 2
