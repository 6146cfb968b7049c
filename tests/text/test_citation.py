"""Citations as a person would write them by hand, with what is not known said to be so."""

from __future__ import annotations

import pytest

from text.catalogue import Catalogue
from text.citation import cite_gbt7714, cite_plain, cited_title, within_marks

EN, ZH = Catalogue.load("en"), Catalogue.load("zh")
XINJIANG = "新疆党委召开扶贫开发工作会议"

BY_HAND = [
    (
        (XINJIANG, "新疆日报", "2016-01-09", "http://example.org/a", "2026-11-21"),
        "新疆党委召开扶贫开发工作会议[EB/OL].[出版地不详]:新疆日报,2016(2016-01-09)[2026-11-21].http://example.org/a.",
    ),
    ((XINJIANG, "新疆日报", "2016", "", None), "新疆党委召开扶贫开发工作会议[EB/OL].[出版地不详]:新疆日报,2016."),
    (
        (XINJIANG, "", "2018-04", "http://example.org/b", ""),
        "新疆党委召开扶贫开发工作会议[EB/OL].[出版地不详]:[出版者不详],2018(2018-04).http://example.org/b.",
    ),
    ((XINJIANG, "", "", "", None), "新疆党委召开扶贫开发工作会议[EB/OL].[出版地不详]:[出版者不详]."),
    (
        ("Poverty on the wane", "China Daily", "2018-09-24", "http://example.org/c", "2026-11-21"),
        "Poverty on the wane[EB/OL].[S.l.]:China Daily,2018(2018-09-24)[2026-11-21].http://example.org/c.",
    ),
    (("Poverty on the wane", "", "", "", None), "Poverty on the wane[EB/OL].[S.l.]:[s.n.]."),
]


@pytest.mark.parametrize(("known", "cited"), BY_HAND)
def test_by_the_standard(known, cited):
    assert cite_gbt7714(*known) == cited


def test_in_words():
    known = (XINJIANG, "新疆日报", "2016-01-09", "http://example.org/a")

    assert cite_plain(*known, ZH, "2026-11-21") == (
        "新疆日报：《新疆党委召开扶贫开发工作会议》，2016年1月9日，http://example.org/a（2026年11月21日查阅）"
    )
    assert cite_plain("Poverty on the wane", "China Daily", "2018", "http://example.org/c", EN) == (
        'China Daily: "Poverty on the wane", 2018, http://example.org/c'
    )


def test_what_is_not_stated_is_said_to_be_so_and_a_title_keeps_its_own_marks():
    assert cite_plain("印发《意见》", "", "", "", ZH, "2026-11-21") == "发布者不详：印发《意见》，日期不详"
    assert cite_plain("A report", "", "", "", EN) == 'publisher not stated: "A report", date not stated'


def test_a_title_that_the_document_does_not_print_stands_in_square_brackets():
    title = cited_title("苏青协作", "given")
    assert cite_gbt7714(title, "新华网", "2024", "") == "[苏青协作][EB/OL].[出版地不详]:新华网,2024."
    assert cite_plain(title, "新华网", "2024", "", ZH) == "新华网：[苏青协作]，2024年"
    assert cited_title("苏铜携手显成效", "") == "苏铜携手显成效"


def test_marks_within_marks_are_single():
    assert within_marks("要求“两不愁三保障”，“不落一人”") == "要求‘两不愁三保障’，‘不落一人’"
    assert within_marks('China’s "pairing"') == 'China’s "pairing"'
