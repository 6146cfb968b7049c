"""Nine provinces of the east, a small map each: together they show the thirty-two pairs, each once."""

from __future__ import annotations

from tests.pages import app
from views import loaders
from views.overview.national import landing
from views.slides.make import slide

#: North to south, with the pairs of each by the guideline of December 2016.
HELPED = {"辽宁": 1, "北京": 3, "天津": 2, "山东": 4, "江苏": 4, "上海": 2, "浙江": 5, "福建": 3, "广东": 8}


def test_each_pair_stands_on_one_map():
    panels = slide("overview?fill=nine").panels
    assert [panel.title for panel in panels] == [f"{name}：{n} 对" for name, n in HELPED.items()]
    flows = [flow.flow_id for panel in panels for flow in panel.scene.flows]
    assert sorted(flows) == sorted(landing(loaders.facts())["pairing_id"]) and len(flows) == 32


def test_a_map_names_those_who_are_helped_and_the_line_under_its_title_by_which_city():
    guangdong = slide("overview?fill=nine").panels[-1]
    named = {label.region_id: label.text for label in guangdong.scene.labels}
    helped = ["450000", "513300", "522700", "520500", "513400", "530600", "533300"]
    # Not Guangdong: its title names it, and on so small a map its name would cover where the lines begin.
    assert named == dict.fromkeys(helped, "")
    assert guangdong.region_id == "440000"
    text = guangdong.text.replace("\N{NO-BREAK SPACE}", " ")
    assert text == "广西、甘孜；广州 → 黔南、毕节；佛山 → 凉山；中山 → 昭通；东莞 → 昭通；珠海 → 怒江"
    assert {panel.scene.legend for panel in slide("overview?fill=nine").panels} == {guangdong.scene.legend}


def test_a_click_leads_to_the_helper_on_the_map_of_all(app_test):
    at = app_test("pages/overview.py", query={"fill": "nine"})
    assert not at.exception and app.html(at).count('class="panel-picture"') == 9
    at.button(key="panel-8").click().run()
    assert not at.exception and app.scene(at)["chosen"] == {"kind": "region", "id": "440000"}
    assert {k: at.query_params[k] for k in at.query_params} in ({"region": "440000"}, {"region": ["440000"]})


def test_with_nothing_recorded_or_no_shapes_it_says_so(app_test, tmp_path):
    folder = app.write_headers_only(tmp_path / "facts")
    at = app_test("pages/overview.py", query={"fill": "nine"}, env={"ATLAS_FACTS": str(folder)})
    assert not at.exception and "没有记录到结对" in app.html(at)
    shapes = app.copy_of_shapes(tmp_path)
    (shapes / "nation.json").unlink()
    at = app_test("pages/overview.py", query={"fill": "nine"}, env={"ATLAS_SHAPES": str(shapes)})
    assert not at.exception and "nation.json" in app.html(at) and "panel-picture" not in app.html(at)
