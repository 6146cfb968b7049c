"""Number words become numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.evidence.numerals import find_numerals, is_compatible, parse_chinese

DIGITS = "零一二三四五六七八九"


def found(text: str) -> list[tuple[str, str, str]]:
    return [(format(n.value.normalize(), "f"), n.kind, n.bound) for n in find_numerals(text)]


def in_chinese(number: int) -> str:
    """Spell a number below 10,000 as a Chinese reader would: 1005 is 一千零五."""
    words, pending_zero = "", False
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, step)
        if digit:
            words += ("零" if pending_zero and words else "") + DIGITS[digit] + name
            pending_zero = False
        else:
            pending_zero = True
    return words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("脱贫174万人", [("1740000", "count", "=")]),
        ("1,740,000人", [("1740000", "count", "=")]),
        ("26.65万人", [("266500", "count", "=")]),
        ("由32%下降到15%", [("32", "percent", "="), ("15", "percent", "=")]),
        ("降至0.028%", [("0.028", "percent", "=")]),
        ("0.8‰", [("0.08", "percent", "=")]),
        ("百分之三十", [("30", "percent", "=")]),
        ("下降4.5个百分点", [("4.5", "points", "=")]),
        ("77万多人", [("770000", "count", ">=")]),
        ("16000多元", [("16000", "count", ">=")]),
        ("30多万人", [("300000", "count", ">=")]),
        ("1万餘人", [("10000", "count", ">=")]),
        ("近3000户", [("3000", "count", "~")]),
        ("最近3年", [("3", "count", "=")]),
        ("约5%", [("5", "percent", "~")]),
        ("超过20万人", [("200000", "count", ">")]),
        ("30户以上", [("30", "count", ">=")]),
        ("5%以内", [("5", "percent", "<=")]),
        ("不到一半,不足200人", [("1", "count", "<"), ("200", "count", "<")]),
        ("3億2000萬", [("320000000", "count", "=")]),
        ("308万9000人", [("3089000", "count", "=")]),
        ("16万2019年", [("160000", "count", "="), ("2019", "count", "=")]),
        ("4.73만명, 2.95억원", [("47300", "count", "="), ("295000000", "count", "=")]),
        ("auf 583.000 gesunken", [("583000", "count", "="), ("583", "count", "=")]),
        ("spadła z 283 900", [("283", "count", "="), ("283900", "count", "="), ("900", "count", "=")]),
        ("兩到三年", [("2", "count", "="), ("3", "count", "=")]),
        ("２２．７％", [("22.7", "percent", "=")]),
        ("more than 1.33 million people", [("1330000", "count", ">")]),
        ("by 2 percent, 3 percentage points", [("2", "percent", "="), ("3", "points", "=")]),
        ("“十二五”期间", []),
        ("没有数字", []),
        ("", []),
    ],
)
def test_words_of_the_sources(text, expected):
    assert found(text) == expected


@given(st.integers(1, 9999))
def test_every_chinese_number_is_read_back(number):
    assert parse_chinese(in_chinese(number)) == number


@given(st.integers(0, 10**9), st.sampled_from(["万", "萬", "亿", "億", ""]))
def test_a_scale_multiplies(number, scale):
    factor = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "": 1}[scale]
    assert [n.value for n in find_numerals(f"共{number}{scale}人")] == [number * factor]
    assert [n.value for n in find_numerals(f"共{number:,}{scale}人")] == [number * factor]


@given(st.decimals(0, 100, places=3))
def test_a_percentage_keeps_every_digit(rate):
    (numeral,) = find_numerals(f"贫困发生率{rate}%。")
    assert (numeral.value, numeral.kind) == (rate, "percent")


@given(st.text(alphabet="零一二两三十百千万亿多近约0123456789.,%‰个百分点以上ab ", max_size=20))
def test_any_text_can_be_searched(text):
    for numeral in find_numerals(text):
        assert 0 <= numeral.start < numeral.end <= len(text)
        assert isinstance(numeral.value, Decimal)


@pytest.mark.parametrize("word", ["", "十百", "三十四五", "十二五", "百", "零零三十x", "人"])
def test_what_is_no_number_is_none(word):
    assert parse_chinese(word) is None


def test_a_hedged_number_is_never_exact():
    assert not is_compatible("=", ">=")
    assert is_compatible(">=", ">") and is_compatible("~", ">=") and is_compatible("~", "~")
    assert not is_compatible("<=", ">=")
    assert is_compatible("=", "=") and is_compatible("<", "=")
