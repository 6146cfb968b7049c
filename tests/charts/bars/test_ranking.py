"""Bars of a ranking, ranks beside the names, bounds apart."""

from __future__ import annotations

import re
from dataclasses import replace
from math import nan

import pandas as pd
import pytest

from charts.bars.ranking import COLUMNS, RankingOptions, ranking_spec
from tests.charts.toy import EN, HOSTILE, LOOK, drawn, drawn_texts, point, traces

ranking_figure = drawn(ranking_spec)

OPTIONS = RankingOptions(indicator="Poverty rate", basis="Household survey", level="Province level", year=2018)


def place(key: str, value: float, first: float, last: float | None = None, **other: object) -> dict[str, object]:
    ranks = {"rank_first": first, "rank_last": first if last is None else last}
    return point(key, value, "2018", **({"region_id": key, "name": key.upper()} | other)) | ranks


def draw(*rows: dict[str, object], options: RankingOptions = OPTIONS):
    return ranking_figure(pd.DataFrame(list(rows), columns=list(COLUMNS)), LOOK, EN, options)


def names(figure):
    return [re.sub("</?b>", "", text).replace("\u00a0\u00a0", " ") for text in figure.layout.yaxis.ticktext]


THREE = (place("b", 6.1, 1), place("a", 4.3, 2), place("c", 4.3, 2), place("d", 8, nan, bound="<"))


def test_a_bar_is_as_long_as_its_value_and_leads_to_its_record():
    figure = draw(*THREE)

    (bars,) = traces(figure, "values")
    assert (list(bars.x), list(bars.customdata)) == ([6.1, 4.3, 4.3], ["b", "a", "c"])
    assert figure.layout.xaxis.range[0] == 0
    (labels,) = traces(figure, "label")
    assert [text.strip("\u00a0") for text in labels.text] == ["6.1%", "4.3%", "4.3%", "&lt; 8%"]


def test_ranks_stand_beside_the_names_and_ties_share_one():
    assert names(draw(*THREE)) == ["B 1", "A 2", "C 2", "D —"]


def test_side_by_side_no_value_has_a_rank_and_no_word_promises_one():
    rows = (place("b", 6.1, nan), place("a", 4.3, nan), place("d", 8, nan, bound="<"))
    figure = draw(*rows, options=replace(OPTIONS, ranked=False))

    assert names(figure) == ["B", "A", "D"]
    (bars,) = traces(figure, "values")
    assert list(bars.customdata) == ["b", "a"], "a value without a rank is a value still, not a bound"
    said = [one.text for one in figure.layout.annotations if one.name in ("title", "subtitle")]
    assert any("side by side" in text for text in said) and any("no ranks" in text for text in said)


def test_a_bound_is_hatched_named_and_set_apart():
    figure = draw(*THREE)

    (bounds,) = traces(figure, "bounds")
    assert (list(bounds.customdata), bounds.marker.pattern.shape, bounds.showlegend) == (["d"], "/", True)
    (line,) = figure.layout.shapes
    assert line.y0 == 2.5


def test_basis_year_and_level_are_in_the_subtitle():
    text = next(one.text for one in draw(*THREE).layout.annotations if one.name == "subtitle")

    assert all(word in text for word in ("Household survey", "2018", "Province level", "3 regions"))


def test_a_span_of_ranks_is_explained():
    figure = draw(place("a", 6, 1, 2), place("b", 5, 1, 2, bound="~"))

    assert names(figure) == ["A 1–2", "B 1–2"]
    assert any("A span of ranks" in one.text for one in figure.layout.annotations)


def test_what_has_no_number_is_listed():
    assert list(draw(place("a", 6, 1), place("b", nan, nan)).layout.meta["left_out"]) == ["b"]


def test_many_regions_make_it_grow_and_few_keep_it_low():
    many = [place(f"r{i}", i + 1.0, 34 - i) for i in range(34)]

    assert draw(*many).layout.height > 700 > 300 > draw(*many[:3]).layout.height


def test_an_empty_frame_says_that_nothing_is_recorded():
    assert [one.text for one in draw().layout.annotations] == ["No data recorded"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_drawn_as_text(text):
    options = RankingOptions(indicator=text, basis=text, level=text, year=2018, cautions=(text,))
    figure = draw(place("a", 6, 1, name=text, basis=text, source=text, period=text), options=options)

    assert not [text_ for text_ in drawn_texts(figure) if re.search(r"<(?!/?b>|br>)", text_)]
