"""What quote, title and date prove together, on records whose answer one can read off."""

from __future__ import annotations

import pytest

from data.evidence.proof import find_gaps
from data.load import load_facts
from tests.data.toy import ROWS, write_toy

INDICATORS = [["rate", "贫困发生率", "Poverty rate", "%", "1", "比重", "share", "贫困发生率;poverty rate"]]


def gaps(folder, quote, *, start="2018", end="2018", title="一份文件", span="", note=""):
    source = ["toy", title, "某报", "2019-03", "copy", "", "", "", "", "", "", "printed", "report"]
    row = ["o-1", "640000", "rate", start, end, "5", "=", "unstated", "reported", "toy", quote, "at", "", span, note, note]
    tables = {"pairings": [], "events": [], "cooperation": [], "arrangements": [], "sources": [source]}
    facts = load_facts(write_toy(folder, **tables, indicators=INDICATORS, observations=[row]))
    return [gap.parts for gap in find_gaps(facts)]


@pytest.mark.parametrize(
    "quote",
    [
        "2018年宁夏贫困发生率为5%",
        "2018年末,寧夏回族自治區貧困發(fā)生率為5%",
        "二〇一八年底宁夏贫困发生率5%",
        "去年宁夏贫困发生率降到5%",
        "Ningxia's poverty rate was 5% in 2018",
        "2016至18年宁夏贫困发生率降到5%",
    ],
)
def test_words_that_name_place_measure_and_year(tmp_path, quote):
    assert gaps(tmp_path / "facts", quote) == []


@pytest.mark.parametrize(
    ("quote", "parts"),
    [
        ("2018年贫困发生率为5%", ("place",)),
        ("宁夏贫困发生率为5%", ("period",)),
        ("2018年宁夏降到5%", ("what",)),
        ("降到5%", ("place", "what", "period")),
        ("2018年固原贫困发生率为5%", ("place",)),
    ],
)
def test_what_is_missing_is_named(tmp_path, quote, parts):
    assert gaps(tmp_path / "facts", quote) == [parts]


def test_the_title_speaks_too_and_a_note_is_remembered(tmp_path):
    assert gaps(tmp_path / "a", "贫困发生率为5%", title="宁夏2018年脱贫攻坚") == []
    assert gaps(tmp_path / "b", "降到5%", note="据上下文") == [("place", "what", "period")]


def test_forms_of_a_period_that_name_no_year(tmp_path):
    assert gaps(tmp_path / "a", "过去三年宁夏贫困发生率降到5%", start="", end="2019", span="past-3") == []
    assert gaps(tmp_path / "b", "“十二五”末宁夏贫困发生率5%", start="2011", end="2015") == []
    assert gaps(tmp_path / "c", "“十二五”末宁夏贫困发生率5%", start="2011", end="2014") == [("period",)]


def test_no_records_no_gaps(tmp_path):
    empty: dict[str, list[list[str]]] = {table: [] for table in ROWS if table != "regions"}
    assert find_gaps(load_facts(write_toy(tmp_path / "facts", **empty))) == []
