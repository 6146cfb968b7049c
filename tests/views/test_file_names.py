"""Names of files: what is in them, and nothing that a file system refuses."""

from __future__ import annotations

import re

import pytest

from tests.hostile import HOSTILE
from views import loaders
from views.file_names import safe_name, view_file_name
from views.reader import Reader

DAY = "2026-11-26"
BOOK = loaders.book(loaders.facts(), Reader())
#: What Windows refuses in a name.
REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@pytest.mark.parametrize(
    ("view", "title", "name"),
    [
        ("pairings?show=sankey&date=2016-12", "结对关系", "结对关系-桑基图-2016-12-2026-11-26"),
        ("pairings", "谁和谁结对？", "谁和谁结对-2026-11-26"),
        ("pairings?show=sankey&recipient=520000", "谁和谁结对？", "谁和谁结对-桑基图-贵州-2026-11-26"),
        ("region?region=650000", "新疆维吾尔自治区", "新疆维吾尔自治区-2026-11-26"),
        ("region?pair=350000-640000", "福建省 → 宁夏回族自治区", "福建省-宁夏回族自治区-2026-11-26"),
        ("overview?pair=350000-640000", "谁帮谁？", "谁帮谁-福建-宁夏-2026-11-26"),
        ("trends?region=650000,350900", "趋势", "趋势-新疆-宁德-2026-11-26"),
        ("region?region=A-xpcc-6", "第六师", "第六师-2026-11-26"),
        ("region?region=999999", "地区", "地区-999999-2026-11-26"),
        ("trends?show=wrong", "趋势", "趋势-2026-11-26"),
        ("overview?fill=money", "谁给谁多少？", "谁给谁多少-金额-2026-11-26"),
        ("overview?fill=rate&when=2018~0", "贫困发生率，2018 年", "贫困发生率 2018 年-2026-11-26"),
        ("overview?fill=rate&when=2018~3&compare=2016", "一览", "一览-贫困发生率-2018-2016-2026-11-26"),
        ("overview?fill=wrong", "谁帮谁？", "谁帮谁-2026-11-26"),
        ("", "东西部扶贫协作", "东西部扶贫协作-2026-11-26"),
    ],
)
def test_a_name_says_what_is_in_the_file(view, title, name):
    assert view_file_name(view, title, DAY, BOOK) == name


def test_a_diagram_and_the_map_of_the_same_pairs_have_two_names():
    names = {view_file_name(f"pairings{query}", "结对", DAY, BOOK) for query in ("", "?show=sankey", "?show=matrix")}
    assert len(names) == 3


@pytest.mark.parametrize("title", [*HOSTILE, "CON", "lpt1", "aux.txt", "..", "a" * 400, "贫" * 400, "", "  "])
def test_windows_takes_every_name(title):
    name = safe_name(title, DAY)
    assert name.endswith(DAY) and len(name) <= 100 and not REFUSED.search(name)
    alone = safe_name(title)
    assert alone and not alone.endswith((" ", ".")) and alone.upper() not in {"CON", "LPT1", "AUX"}
