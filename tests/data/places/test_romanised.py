"""Pinyin of county names, for English maps: the word for the kind is left out where a name is left without it."""

from __future__ import annotations

import pytest

from data.places.names import romanised


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
        ("都安瑶族自治县", "Du'an"),
        ("红寺堡区", "Hongsibu"),
        ("乌什县", "Wushi"),
        ("尼勒克县", "Nileke"),
        ("浪卡子县", "Langkazi"),
        ("什邡市", "Shifang"),
        ("荥经县", "Yingjing"),
        ("佛坪县", "Foping"),
        ("佛冈县", "Fogang"),
        ("大城县", "Daicheng"),
        ("泊头市", "Botou"),
        ("召陵区", "Shaoling"),
        ("都兰县", "Dulan"),
        ("涡阳县", "Guoyang"),
        ("绿春县", "Lüchun"),
        ("略阳县", "Lüeyang"),
        ("旅顺口区", "Lüshunkou"),
        ("巴里坤哈萨克自治县", "Balikun"),
        ("木垒哈萨克自治县", "Mulei"),
        ("察布查尔锡伯自治县", "Chabucha'er"),
        ("和布克赛尔蒙古自治县", "Hebukesai'er"),
        ("瀍河回族区", "Chanhe"),
        ("梅里斯达斡尔族区", "Meilisi"),
        ("回民区", "Huimin"),  # named after the people, not the people's own
        ("彭水苗族土家族自治县", "Pengshui"),  # 水 is a people too, but here the name's own
        ("浦东新区", "Pudong"),
        ("清新区", "Qingxin"),
        ("", ""),
    ],
)
def test_by_hand(zh, en):
    assert romanised(zh) == en
