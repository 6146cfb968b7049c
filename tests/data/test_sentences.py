"""Numbers, names and periods are put into words in the reader's language."""

from __future__ import annotations

import pytest

from data.sentences import Figure, Named, Period, Words, change, sentence, span, worked_out
from text.catalogue import Catalogue

EN, ZH = Catalogue.load("en"), Catalogue.load("zh")


def say(field: object, t: Catalogue) -> str:
    key = "consistency.parts_untestable"
    return sentence(key, {"missing": field}, t, lambda table, one: f"{table[0]}{one}").removeprefix(t(key, missing=""))  # type: ignore[dict-item]


SAID = [
    (Figure(1_740_000, "person"), "1,740,000 people", "174万人"),
    (Figure(770_000, "person", ">="), "≥ 770,000 people", "≥77万人"),
    (Figure(22.7, "%"), "22.7%", "22.7%"),
    (worked_out(10_235_294.1, "person"), "about 10,240,000 people", "约1,024万人"),
    (worked_out(970_495_098, "person"), "about 970,000,000 people", "约9.7亿人"),
    (span(9_638_888, 10_906_250, "person"), "9,639,000 to 10,910,000 people", "963.9万至1,091万人"),
    (Figure(-6.7, "%", high=9.9), "-6.7 to 9.9%", "-6.7至9.9%"),
    (change(-0.0001), "0%", "0%"),
    (Named("regions", ("1", "2", "3")), "r1, r2, r3", "r1、r2、r3"),
    (Named("regions", ()), "—", "—"),
    (Period("2011", "2015"), "2011–2015", "2011–2015年"),
    (Period("", ""), "—", "—"),
    (Words(("level.province", "level.county")), "Province level, County level", "省级、县级"),
    (3, "3", "3"),
    ("2016, 2018", "2016, 2018", "2016, 2018"),
]


@pytest.mark.parametrize(("field", "en", "zh"), SAID)
def test_a_field_is_said_in_both_languages(field, en, zh):
    assert (say(field, EN), say(field, ZH)) == (en, zh)
