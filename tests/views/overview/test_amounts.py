"""The map of money: what is recorded of 2010, added up by hand, is what page, slide and table say."""

from __future__ import annotations

import json

import pytest

from data.figures.amounts import comparable_amounts
from geo.payload import to_json
from geo.scene import FIRST_QUIET
from geo.still.draw import draw
from geo.still.sheet import pictures
from tests.data.whole import whole_facts
from tests.geo.pictures import geometry
from tests.pages import app
from tests.views.parity import view_at
from views.slides.make import slide

#: Liaoning to Qinghai, Jiangsu to Shaanxi, Beijing to Inner Mongolia.
KNOWN = {("210000", "630000"): 37_300_000.0, ("320000", "610000"): 35_590_000.0, ("110000", "150000"): 24_480_000.0}
AT = "overview?fill=money&money=aid_funds~2010"


def test_the_figures_are_those_of_the_sources():
    found = next(one for one in comparable_amounts(whole_facts().cooperation) if one.key == "aid_funds~2010")
    assert {pair: row["value"] for pair, row in found.pairs.items()} == KNOWN
    assert found.total == (97_370_000.0, "=")
    assert sorted(row["value"] for row in found.apart) == [32_330_000.0, 50_800_000.0]


def test_finding_widths_and_table_agree():
    made = slide(AT)
    assert made.sentence == (
        "辽宁 → 青海 3,730万元；江苏 → 陕西 3,559万元；北京 → 内蒙古 2,448万元。"
        "2010年底的 23 对结对中，3 对有可比的数，在此相加为 9,737万元；20 对没有可比的数"
    )
    assert made.scene is not None
    wide = {(f.helper_id, f.recipient_id): f.width for f in made.scene.flows if f.measured}
    assert wide == {pair: round(12 * value / 37_300_000, 2) for pair, value in KNOWN.items()}
    assert sum(not f.measured and f.dash == (4, 4) for f in made.scene.flows) == 20
    # A picture of the map alone has no list: its legend says that sums have no line, and where the only hatch is.
    assert made.scene.legend.notes[-1] == "多地合计的数不画线：2 个"
    assert "受援方：武威市的县、市" in [item.text for item in made.scene.legend.items]
    assert list(made.table["金额"][:3]) == ["3,730万元", "3,559万元", "2,448万元"]
    assert list(made.table["图上"]).count("细虚线：没有可比的数") == 20 and list(made.table["图上"]).count("线宽") == 3
    # A figure that is not counted says why, in the list and in the table.
    assert list(made.table["图上"]).count("未计入：是多地合计的数") == 2
    assert view_at(AT).panel.count("2010年 · 未计入：是多地合计的数") == 2
    assert slide(AT, "en").sentence == (
        "Liaoning → Qinghai ¥37.3 m; Jiangsu → Shaanxi ¥35.59 m; Beijing → Inner Mongolia ¥24.48 m. "
        "Of 23 pairs at the end of 2010, 3 have a comparable figure, ¥97.37 m as added up here; 20 have none"
    )


def test_a_choice_makes_no_line_wider_than_its_amount():
    made = slide(f"{AT}&region=630000")
    assert made.scene is not None and made.scene.chosen == ("region", "630000")
    picture = draw(made.scene, geometry(), made.names, 1200, 620, smallest=12)
    arrow = next(a for a in picture.arrows if a.recipient_id == "630000" and a.helper_id == "210000")
    assert (arrow.strength, arrow.width) == (2, 12.0)
    assert [s.h for s in picture.swatches if s.kind == "width"] == pytest.approx([6.43, 3.22, 1.61], abs=0.01)


def test_a_pair_is_chosen_by_its_record_of_that_year():
    """Fujian to Ningxia stands in the table of 2001–2010 too: its line of 2010 is that one."""
    made = slide(f"{AT}&pair=350000-640000").scene
    assert made is not None and made.chosen == ("flow", "p-ew-350000-640000-ew-2001")
    assert made.chosen[1] in {flow.flow_id for flow in made.flows}


@pytest.mark.parametrize("address", [AT, "overview?fill=money&region=150000", "overview?fill=money&money=fiscal_aid~2019"])
def test_page_and_slide_draw_one_scene(app_test, address):
    query = dict(part.split("=") for part in address.split("?")[1].split("&"))
    at = app_test("pages/overview.py", query=query)
    made = slide(address).scene
    assert made is not None and not at.exception and app.scene(at.run()) == json.loads(to_json(made))


def test_where_nothing_can_be_compared_it_says_so(app_test, tmp_path):
    folder = app.write_headers_only(tmp_path / "facts")
    at = app_test(query={"fill": "money"}, env={"ATLAS_FACTS": str(folder)})
    assert not at.exception and "没有记录到可以互相比较的金额" in app.html(at)


@pytest.mark.parametrize("width", range(320, 1300, 120))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_amount_without_its_pair_stands_on_its_own_line(lang, width):
    """Tied from aside, it would be anybody's."""
    shown = slide("overview?fill=money", lang)
    scene = shown.scenes[0]
    picture = draw(scene, geometry(), shown.names, width, 620, smallest=12)
    measured = {flow.flow_id for flow in scene.flows if flow.measured}
    labels = [label for label in scene.labels if label.region_id in measured]
    places, wholes = (
        {label.text: picture.view.at((label.at[0], label.at[1])) for label in labels},
        {label.name for label in labels},
    )
    assert len(places) == len(measured) > 1
    for before, word in zip((picture.words[0], *picture.words), picture.words, strict=False):
        # A long name goes on two lines, the amount on the second.
        if word.text in places and f"{before.text} {word.text}" not in wholes:
            assert (word.x, word.y) == pytest.approx(places[word.text], abs=0.01)


@pytest.mark.parametrize(("width", "height"), [(1280, 500), (1280, 534), (896, 526)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_amounts_have_room_on_pictures_and_slides(lang, width, height):
    """Beside twenty pairs that nothing is known of, Beijing's amount had none: its point lay in its own arrowhead."""
    shown = slide(AT, lang)
    scene = shown.scenes[0]
    (placed,) = pictures(scene, (), geometry(), shown.names, width, height, smallest=16)
    amounts = [label for label in scene.labels if label.region_id in {flow.flow_id for flow in scene.flows if flow.measured}]
    written = " ".join(word.text for word in placed.picture.words)
    assert len(amounts) == 3
    assert [label.text for label in amounts if label.text not in written] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_only_those_between_whom_an_amount_went_are_named_before_others(lang):
    scene = slide(AT, lang).scenes[0]
    strong = {label.region_id for label in scene.labels if label.rank < FIRST_QUIET and label.region_id.isdigit()}
    assert strong == {region_id for pair in KNOWN for region_id in pair}
