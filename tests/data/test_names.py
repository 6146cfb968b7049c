"""Short English names: what a map has room for."""

from __future__ import annotations

import pytest

from data.load import load_facts
from data.names import short_name


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
    regions = load_facts().regions
    short = regions["name_en"].map(short_name)
    assert short.ne("").all() and short.eq(short.str.strip()).all()
    assert short[regions["level"] == "province"].is_unique
    assert not short[regions["level"].isin(["province", "prefecture"])].str.contains("Autonomous|Province|Prefecture").any()


def test_a_short_name_is_short_already():
    names = load_facts().regions["name_en"].map(short_name)
    assert (names.map(short_name) == names).all()
