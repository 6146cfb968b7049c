"""The list of helpers beside the overview's map: who helps whom, by hand from the guideline of December 2016."""

from __future__ import annotations

import pytest

from tests.data.seeds import seed_facts
from tests.pages.app import html, scene
from views import loaders
from views.book import Book
from views.overview.helpers import helpers
from views.overview.national import landing
from views.reader import Reader

FUJIAN, GUANGDONG = "350000", "440000"


def listed(lang: str) -> dict[str, tuple[str, str]]:
    facts = seed_facts()
    rows = helpers(landing(facts), facts, loaders.shapes(""), Book.of(facts, Reader(lang)))
    return {row.region_id: (row.name, row.text) for row in rows}


def test_nine_provinces_from_north_to_south():
    order = [name for name, _ in listed("zh").values()]
    assert sorted(order) == sorted(["北京", "天津", "辽宁", "上海", "江苏", "浙江", "福建", "山东", "广东"])
    assert order[0] == "辽宁" and order[-2:] == ["福建", "广东"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [("zh", "宁夏；福州\u00a0→ 定西；厦门\u00a0→ 临夏"), ("en", "Ningxia; Fuzhou\u00a0→ Dingxi; Xiamen\u00a0→ Linxia")],
)
def test_a_province_helps_first_then_its_cities(lang, text):
    assert listed(lang)[FUJIAN][1] == text


def test_a_row_focuses_its_pairs_and_chosen_again_lets_go(app_test):
    at = app_test()
    at.button(key=f"helper-{GUANGDONG}").click().run()
    assert at.query_params["region"] in (GUANGDONG, [GUANGDONG]) and scene(at)["chosen"] == {
        "kind": "region",
        "id": GUANGDONG,
    }
    assert "广东省" in html(at)
    at.button(key=f"helper-{GUANGDONG}").click().run()
    assert "region" not in at.query_params and scene(at)["chosen"] is None


def test_a_map_of_rates_has_no_list(app_test):
    at = app_test(query={"fill": "rate"})
    assert not [one for one in at.button if str(one.key).startswith("helper-")]
