"""Pinyin of county names, for English maps: the word for the kind is left out where a name is left without it."""

from __future__ import annotations

import pytest

from data.names import romanised


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("隆德县", "Longde"),
        ("原州区", "Yuanzhou"),
        ("灵武市", "Lingwu"),
        ("闽侯县", "Minhou"),
        ("赫县", "Hexian"),  # one character is no name in Chinese
        ("矿区", "Kuangqu"),
        ("鄂温克族自治旗", "Ewenke"),
        ("积石山保安族东乡族撒拉族自治县", "Jishishan"),
        ("朝阳区", "Chaoyang"),
        ("单县", "Shanxian"),
        ("万柏林区", "Wanbolin"),
        ("长安区", "Chang'an"),
        ("神农架林区", "Shennongjia"),
        ("龙胜各族自治县", "Longsheng"),
        ("双湖", "Shuanghu"),
        ("", ""),
    ],
)
def test_by_hand(zh, en):
    assert romanised(zh) == en
