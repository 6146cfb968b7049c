"""The sentence under a map says what the map shows."""

from __future__ import annotations

import pandas as pd

from geo.compose.describe import pairings_sentence, values_sentence
from text.catalogue import Catalogue

ZH, EN = Catalogue.load("zh"), Catalogue.load("en")
NAMES = {"350000": "Fujian", "640000": "Ningxia", "110000": "Beijing"}


def table(*pairs):
    return pd.DataFrame(pairs, columns=["helper_id", "recipient_id"], dtype="str")


def test_each_helper_is_named_once_with_all_it_helps():
    rows = table(("110000", "150000"), ("350000", "640000"), ("110000", "640000"))
    assert pairings_sentence(rows, NAMES, EN) == (
        "The map shows 3 pairings between 2 helpers and 2 recipients: Beijing helps 150000, Ningxia; Fujian helps Ningxia."
    )
    assert pairings_sentence(table(("350000", "640000")), {"350000": "福建", "640000": "宁夏"}, ZH) == (
        "地图显示 1 对结对关系，1 个帮扶方，1 个受援方：福建帮扶宁夏。"
    )


def test_values_with_their_places():
    lines = {"640000": "15%, 2015", "999999": "3%, 2018"}
    sentence = values_sentence(lines, NAMES, "Poverty rate", EN)
    assert sentence == "Poverty rate, 2 places on the map: Ningxia 15%, 2015; 999999 3%, 2018."


def test_nothing_is_said_to_be_nothing():
    assert pairings_sentence(table(), NAMES, EN) == "No pairing is recorded for this choice."
    assert values_sentence({}, NAMES, "poverty rate", EN) == "No poverty rate is recorded."
