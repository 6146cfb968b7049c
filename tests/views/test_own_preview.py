"""What an import would show before it is stored; expected places, values and doubts by hand from the pasted rows."""

from __future__ import annotations

import json

import pytest

from data.importing.preview import Preview, preview
from data.importing.reading.workbook import read_pasted
from data.store.merge import with_own
from geo.scene import Scene
from tests.data.whole import whole_facts
from views import loaders
from views.book import Book
from views.own.preview import Subject, in_doubt, merged, subjects, view_of
from views.reader import Reader
from views.view import View

READER = Reader("zh")


def imported(*lines: str, **answers: str) -> tuple[Preview, tuple[Subject, ...], Book]:
    """What pasted rows give, with answers by the last part of their key."""
    facts, said = whole_facts(), {"document-title": "某县统计表", "document-year": "2019"}
    workbook = read_pasted("\n".join(lines))
    for _ in range(4):
        result = preview(workbook, facts, said)
        said |= {d.key: answers[k] for d in result.open for k in answers if d.key.endswith(k)}
    assert result.ready, [d.key for d in result.open]
    whole = merged(result, facts, "".join(lines))
    book = Book.of(whole, READER)
    return result, subjects(result, whole, book), book


def shown(lines: tuple[str, ...], chosen: tuple[str, ...] = (), **answers: str) -> View:
    result, (subject, *_), book = imported(*lines, **answers)
    whole = merged(result, whole_facts(), "".join(lines))
    return view_of(subject, in_doubt(result, subject), chosen, whole, loaders.shapes(), book)


def scene_of(view: View) -> Scene:
    assert view.scene is not None
    return view.scene


RATES = ("地区\t2017年贫困发生率（%）\t2018年贫困发生率（%）", "固原市\t5.2\t3.1", "新疆\t9.9\t6.1")


def test_places_and_their_latest_values_stand_on_the_map():
    scene = scene_of(shown(RATES, basis="unstated"))
    under = {label.region_id: label.text for label in scene.labels if label.text}
    assert under == {"640400": "3.1% · 2018年，另 1 个", "650000": "6.1% · 2018年，另 1 个"}
    # Of Xinjiang both years are recorded with other values: they are to be looked at, Guyuan's are new.
    assert (scene.fill.prefectures, scene.fill.provinces) == ({"640400": 0}, {"650000": 1})
    assert [item.kind for item in scene.legend.items] == ["fill", "hatch"]


def test_rows_that_are_not_stored_have_a_mark_of_their_own_beside_what_is_recorded():
    view = shown(RATES, ("650000",), basis="unstated")
    (plot,) = view.charts
    words = [entry.name for entry in plot.spec(900, 460, 1.0).legend]
    assert any("还没有保存" in word for word in words) and "口径未说明" in words
    assert len(plot.table) > 2 and {"9.9%", "6.1%"} <= set(plot.table.astype(str).to_numpy().ravel())


def test_counties_are_drawn_and_named_in_the_window_of_their_prefectures():
    scene = scene_of(shown(("地区\t2018年贫困发生率（%）", "西吉县\t5.5", "隆德县\t2.5"), basis="unstated"))
    assert set(scene.fill.counties) == {"640422", "640423"} and scene.counties_of == "640000"
    assert scene.framed == ("640400",) and scene.view_fit
    assert {label.region_id: label.text for label in scene.labels if label.region_id in scene.fill.counties} == {
        "640422": "5.5% · 2018年",
        "640423": "2.5% · 2018年",
    }


def test_pairs_are_lines():
    pairs = ("帮扶方\t受援方\t起始年份", "厦门市\t固原市\t2018", "厦门市\t吴忠市\t2018")
    result, found, book = imported(*pairs, programme="east_west")
    (one,) = found
    whole = merged(result, whole_facts(), "".join(pairs))
    scene = scene_of(view_of(one, (), (), whole, loaders.shapes(), book))
    assert {(flow.helper_id, flow.recipient_id) for flow in scene.flows} == {("350200", "640400"), ("350200", "640300")}


def test_an_outline_on_no_land_of_the_country_is_named():
    def square(name: str, x: float, y: float) -> dict[str, object]:
        ring = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]
        return {"type": "Feature", "properties": {"名称": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}

    # In Gansu, across the border to Mongolia, in Mongolia, in the Sea of Japan.
    features = [square("甲", 105, 35), square("乙", 100, 42), square("丙", 103, 46), square("丁", 134, 39)]
    view = shown((json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False),))
    assert view.left_out[0].startswith("完全不在中国的陆地和岛屿上：丙、丁。")


def test_of_a_table_that_is_given_again_what_it_says_now_is_looked_at():
    table = read_pasted("地区\t2018年财政援助资金（万元）\n固原市\t30")
    answers = {"document-title": "表", "1.programme": "east_west", "1.helper": "广东"}
    first = preview(table, whole_facts(), answers)
    stored = with_own(whole_facts(), first.tables, "first")
    again = preview(table, stored, {**answers, "1.helper": "无锡"})
    assert again.ready and not again.conflicts and not again.refusals

    facts = merged(again, stored, "again")
    own = facts.cooperation[facts.cooperation["source_id"].str.startswith("own-")]
    assert own["helper_id"].tolist() == ["320200"]
    (subject,) = subjects(again, facts, Book.of(facts, READER))
    assert subject.region_ids == ["320200", "640400"]


def test_the_facts_stay_as_they_are():
    before = whole_facts().version
    imported(*RATES, basis="unstated")
    assert whole_facts().version == before
    with pytest.raises(KeyError):
        whole_facts().observations.set_index("observation_id").loc["own-1"]
