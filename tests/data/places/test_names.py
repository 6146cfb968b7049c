"""Short English names: what a map has room for."""

from __future__ import annotations

from collections import Counter

import pytest

from data.places.names import short_name, short_of
from data.rows import records
from tests.data.whole import whole_facts


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Fujian Province", "Fujian"),
        ("Ningxia Hui Autonomous Region", "Ningxia"),
        ("Inner Mongolia Autonomous Region", "Inner Mongolia"),
        ("Xinjiang Uygur Autonomous Region", "Xinjiang"),
        ("Linxia Hui Autonomous Prefecture", "Linxia"),
        ("Enshi Tujia and Miao Autonomous Prefecture", "Enshi"),
        ("Bayingolin Mongol Autonomous Prefecture", "Bayingolin"),
        ("Ngawa Tibetan and Qiang Autonomous Prefecture", "Ngawa"),
        ("Kashgar Prefecture", "Kashgar"),
        ("Xilingol League", "Xilingol"),
        ("Hong Kong Special Administrative Region", "Hong Kong"),
        ("Ningde", "Ningde"),
        ("Li", "Li"),  # a name that is only the name of a people stays
        ("", ""),
    ],
)
def test_by_hand(full, short):
    assert short_name(full) == short


def test_no_region_loses_its_name_and_no_two_provinces_share_one():
    regions = whole_facts().regions
    short = regions["name_en"].map(short_name)
    assert short.ne("").all() and short.eq(short.str.strip()).all()
    assert short[regions["level"] == "province"].is_unique
    assert not short[regions["level"].isin(["province", "prefecture"])].str.contains("Autonomous|Province|Prefecture").any()


def test_a_short_name_is_short_already():
    names = whole_facts().regions["name_en"].map(short_name)
    assert (names.map(short_name) == names).all()


@pytest.mark.parametrize(
    ("row", "short"),
    [
        (("隆德县", "隆德", "Longde County"), "Longde"),
        (("赵县", "赵县", "Zhaoxian County"), "Zhaoxian"),  # one character: the kind is part of the name
        (("和田县", "和田县", "Hotan County"), "Hotan County"),  # the prefecture is Hotan
        (("和田市", "和田市", "Hotan City"), "Hotan City"),
        (("朝阳区", "朝阳区", "Chaoyang District"), "Chaoyang District"),
        (("莫力达瓦达斡尔族自治旗", "莫力达瓦", "Morin Dawa Daur Autonomous Banner"), "Morin Dawa"),
        (("镇沅彝族哈尼族拉祜族自治县", "镇沅", "Zhenyuan Yi, Hani and Lahu Autonomous County"), "Zhenyuan"),
        (("福建省", "福建", "Fujian Province"), "Fujian"),
    ],
)
def test_a_short_english_name_leaves_the_kind_out_where_the_chinese_does(row, short):
    region = dict(zip(("name_zh", "short_zh", "name_en"), row, strict=True))
    assert short_of(region, "en") == short and short_of(region, "zh") == row[1]


def test_no_two_places_within_one_share_a_short_name():
    rows = records(whole_facts().regions)
    for lang in ("zh", "en"):
        names = Counter((short_of(row, lang), row["parent_id"]) for row in rows)
        assert [name for name, n in names.items() if n > 1] == []


def test_no_two_prefectures_share_an_english_name():
    """福州 and 抚州 are both Fuzhou, and stand on one map."""
    regions = whole_facts().regions
    named = regions.loc[regions["level"].isin(["province", "prefecture"]), "name_en"]
    assert named[named.duplicated(keep=False)].tolist() == []
    assert regions.set_index("region_id")["name_en"][["350100", "361000"]].tolist() == ["Fuzhou", "Fuzhou (Jiangxi)"]


def test_in_english_a_prefecture_is_not_called_as_a_province_is():
    """Qinghai has a Hainan beside the province of that name: the Chinese says 海南州, its whole name and its kind."""
    regions = whole_facts().regions
    rows = regions[regions["level"].isin(("province", "prefecture"))].to_dict("records")
    provinces = {short_of(row, "en") for row in rows if row["level"] == "province"}
    prefectures = {row["short_zh"]: short_of(row, "en") for row in rows if row["level"] == "prefecture"}

    assert {name for name in prefectures.values() if name in provinces} == set()
    assert (prefectures["海南州"], prefectures["博州"], prefectures["临夏"]) == ("Hainan Prefecture", "Bortala", "Linxia")
