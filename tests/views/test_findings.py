"""What a page says first: an answer with its number, short enough for a headline."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from charts.grids.recorded import RecordedOptions, recorded_spec
from geo.scene import NAMED_RANK
from look.palette import palette
from tests.views.parity import addresses, view_at
from text.catalogue import Catalogue

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
# The longest lists nine places, each with its figure.
LONGEST = 110


@pytest.mark.parametrize(
    ("address", "finding", "qualifier"),
    [
        ("overview", "东部 9 省市及其所辖市帮扶 31 个地方，共 32 对", "帮扶方共 21 个"),
        ("overview?fill=nine", "共 32 对：广东最多（8 对），辽宁最少（1 对）", ""),
        # Guangdong helps Guangxi and Garzê, its cities six more; eight prefectures of Guizhou are helped.
        (
            "pairings?recipient=520000",
            "2016年12月的 8 条结对：只选了受援方在贵州的；浙江、广东连同所辖市帮扶最多（各 2 条）",
            "8 个受援方",
        ),
        ("pairings", "2016年12月的 32 条结对：广东连同所辖市帮扶最多（8 条）；贵州境内受援最多（8 条）", "31 个受援方"),
        # What is chosen is what the title asks after, and what the answer is of.
        ("overview?pair=350000-640000", "福建 → 宁夏：32 对中的 1 对", "2016年12月"),
        ("pairings?region=640000", "福建：32 条中的 1 条", "共记录 255 条"),
        ("pairings?region=520000", "大连、上海、苏州、杭州、宁波、青岛、广州（2 对）：32 条中的 8 条", "共记录 255 条"),
        ("pairings?region=650000", "所选的 32 条里没有新疆的；各时期各项安排共有 8 对", "共记录 255 条"),
        ("pairings?region=710000", "没有台湾的结对记录", "共记录 255 条"),
        # One partner of the list is named, seven are not.
        (
            "region?region=640000",
            "贫困发生率 0.47%（2019年）；各时期结对 3 对（5 条记录），其中2016年12月名单 1 对（福建）",
            "",
        ),
        ("region?region=440000", "各时期结对 36 对（43 条记录），其中2016年12月名单 8 对", ""),
        ("overview?region=440000", "广西、甘孜、黔南、毕节、凉山、昭通（2 对）、怒江：32 对中的 8 对", "其他安排的 28 对"),
        ("pairings?pair=350000-640000", "福建 → 宁夏：32 条中的 1 条", "共记录 255 条"),
        # Of a single helper there is no first.
        ("pairings?helper=310000", "2016年12月的 2 条结对", "1 个帮扶方、2 个受援方"),
        ("pairings?show=compare", "15 对 → 32 对：新增 25 对 · 不再列出 8 对 · 保留 7 对", "只比对两份名单"),
        (
            "overview?region=650000",
            "江苏、山东、北京（5 对）、山西：共记录 8 对",
            "不在2016年12月《指导意见》的 32 对里；记录未必齐全；8 对中 2 对未画出",
        ),
        (
            "overview?fill=rate",
            "2018年，31 个省（区、市）：23 个 ≤3%、8 个 <6%",
            "<6%：山西、广西、贵州、云南、西藏、陕西、甘肃、新疆",
        ),
        ("trends", "2011–2015年：新疆 32% → 15%、南疆四地州 46.8% → 22.7%；2018年4月：宁德 0.028%；", "没有说明口径"),
        ("trends?show=rates&regions=110000", "2 个报道数值，来自 2 个来源", ""),
        # Of one of five tasks, with its name.
        (
            "cooperation",
            "产业合作：东部15个帮扶省市 → 西部地区，企业与合作项目投资 1,201.28亿元（2011年）",
            "未说明是否到位",
        ),
        ("cooperation?show=pairing", "江苏省，结对学校 648所学校（2019年4月2日报道）", "帮扶方"),
        ("region?pair=350000-640000", "1996年起结对；贫困发生率（2019年：宁夏 0.47%）", ""),
        ("trends?show=ranking", "2019年有数据的 3 个地区中，铜仁市最高", "地级、建档立卡口径之内"),
        ("overview?fill=money", "辽宁 → 青海 3,730万元；", "20 对没有可比的数"),
        ("cooperation?show=scorecard", "各时期共 234 对，74 对有数字可查", "同一对只算一次"),
        # What the list chosen has nothing of is not without help.
        (
            "pairings?show=coverage",
            "2016年12月的结对，30 个自治州：10 个直接结对 · 9 个由所在省结对 · 11 个未列入",
            "11 个，都另有结对涉及（直接，或由所在省、片区）",
        ),
        ("sources?show=recorded", "贫困发生率：34 个地区中 16 个有数，共 67 条记录", "31 个地区有"),
        # 58.3 and 86 lie farther apart than any other two on one basis; 30.7 % and 97.5 % have different ones.
        ("sources?show=conflicts", "5 个数各来源报道不一，如2012年西藏贫困人口：58.3万人、86万人", "另有 5 处口径不同"),
    ],
)
def test_the_answer_comes_first_and_what_limits_it_after(address, finding, qualifier):
    view = view_at(address)
    assert view.finding.startswith(finding)
    assert qualifier in view.qualifier


def test_no_answer_is_longer_than_a_headline():
    long = {address: view.finding for address in addresses() if len((view := view_at(address)).finding) > LONGEST}
    assert long == {}


@LANGS
def test_a_long_run_of_years_without_a_record_takes_one_column(lang):
    years = ["1978", *map(str, range(1979, 2012))]
    recorded = {"1978", "2010", "2011"}
    rows = [("450000", "广西", year, int(year in recorded), year if year in recorded else "", False) for year in years]
    grid = pd.DataFrame(rows, columns=["region_id", "name", "year", "n", "record_ids", "differ"])
    made = recorded_spec(grid, palette("light"), Catalogue.load(lang), RecordedOptions(width_px=900, height_px=300))
    (panel,) = made.panels
    assert panel.x is not None
    assert [tick.lines for tick in panel.x.ticks] == [("1978",), ("…",), ("2010",), ("2011",)]
    assert sorted(float(str(mark.base)) + 0.42 for mark in panel.series[0].marks) == pytest.approx([0, 2, 3])


def test_beside_a_map_of_rates_the_highest_are_listed_first():
    panel = str(view_at("overview?fill=rate").panel)
    figures = re.findall(r'class="fact-figure">(.*?)<', panel)
    assert figures == ["&lt;6%"] * 8 + ["≤3%"] * 23


def test_a_headline_that_says_a_place_is_in_none_of_the_pairs_has_no_other_named_first():
    first = {}
    for address in ("pairings", "pairings?region=650000"):
        scene = view_at(address).scene
        first[address] = {one.region_id for one in scene.labels if one.rank == NAMED_RANK} if scene else set()
    general = {"440000", "520000"}
    assert general <= first["pairings"] and not general & first["pairings?region=650000"]


def test_a_county_that_was_asked_for_is_named_before_the_prefecture_that_answers():
    assert view_at("overview?region=422822").title == "建始县：谁帮扶恩施土家族苗族自治州？"
    assert view_at("overview?region=422800").title == "谁帮扶恩施土家族苗族自治州？"
