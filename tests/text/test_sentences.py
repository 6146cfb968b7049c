"""Sentences one after another: each ends before the next begins, in either language."""

from __future__ import annotations

import pytest

from text.catalogue import Catalogue
from text.sentences import sentences

ZH, EN = Catalogue.load("zh"), Catalogue.load("en")


@pytest.mark.parametrize(
    ("said", "zh", "en"),
    [
        (("a 9.6%", "b."), "a 9.6%。b.", "a 9.6%. b."),
        (("a.", "b", "c"), "a.b。c", "a. b. c"),
        (("有吗？", "有。"), "有吗？有。", "有吗？ 有。"),
        (("", "a", ""), "a", "a"),
        ((), "", ""),
    ],
)
def test_each_ends_before_the_next(said, zh, en):
    assert sentences(said, ZH) == zh and sentences(said, EN) == en
