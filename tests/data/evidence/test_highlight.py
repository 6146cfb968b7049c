"""The figure is found where the quote says it, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.evidence.highlight import figures_in
from data.rows import records
from tests.data.whole import whole_facts


def words(quote: str, value: float, unit: str = "person") -> list[str]:
    return [quote[start:end] for start, end in figures_in(quote, value, unit)]


@pytest.mark.parametrize(
    ("quote", "value", "unit", "found"),
    [
        ("五年累计脱贫174万人,贫困发生率由32%下降到15%", 1740000, "person", ["174万"]),
        ("五年累计脱贫174万人,贫困发生率由32%下降到15%", 15, "%", ["15%"]),
        ("五年累计脱贫174万人,贫困发生率由32%下降到15%", 15, "person", []),  # a percentage is no count
        ("累积脱貧77万多人贫困发生率降至0.028%", 0.028, "%", ["0.028%"]),
        ("累积脱貧77万多人贫困发生率降至0.028%", 770000, "person", ["77万多"]),
        ("我省六盘山片区7.2万户26.65万人脱贫", 266500, "person", ["26.65万"]),
        ("八所学校结对", 8, "school", ["八"]),
        ("没有数字", 8, "school", []),
        ("", 8, "school", []),
        ("脱贫174万人", float("nan"), "person", []),
    ],
)
def test_by_hand(quote, value, unit, found):
    assert words(quote, value, unit) == found


def test_the_same_characters_in_another_number_are_left_alone():
    assert figures_in("由15%降到5%", 5, "%") == ((6, 8),)
    assert words("135万人和135个村", 135, "village") == ["135"]
    assert figures_in("135万人和135个村", 135, "village")[0][0] == 6


def test_a_figure_said_twice_is_found_twice():
    assert words("青海20所、铜仁20所", 20, "school") == ["20", "20"]


@given(st.text(alphabet="0123456789万亿%.,多约人由到", max_size=30), st.integers(0, 10**6), st.sampled_from(["%", "person"]))
def test_positions_lie_in_the_quote_and_do_not_overlap(quote, value, unit):
    spans = figures_in(quote, value, unit)
    flat = [position for span in spans for position in span]
    assert flat == sorted(flat) and all(0 <= start < end <= len(quote) for start, end in spans)


def test_every_figure_of_the_facts_is_found_in_its_quote():
    facts = whole_facts()
    units = dict(zip(facts.indicators["indicator_id"], facts.indicators["unit"], strict=True))
    # What was worked out from other figures of the quote does not stand in it.
    said = facts.observations[facts.observations["status"] != "derived"]
    rows = [(r, units[r["indicator_id"]]) for r in records(said)]
    rows += [(r, r["unit"]) for r in records(facts.cooperation)]
    assert rows and [r["quote"] for r, unit in rows if not figures_in(r["quote"], r["value"], unit)] == []
