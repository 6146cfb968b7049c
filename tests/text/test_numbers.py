"""Numbers are printed as reported: nothing rounded, nothing added, in words a reader of that language uses."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.evidence.numerals import find_numerals
from text.numbers import MISSING, format_number, format_value

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@st.composite
def reported(draw):
    """A number as the files may hold it: at most fifteen digits, a decimal point anywhere among them."""
    digits = draw(st.integers(0, 10**15 - 1))
    return float(Decimal(digits).scaleb(-draw(st.integers(0, 14))))


def read_back(text: str) -> Decimal:
    """Undo the printing by hand."""
    scale = {"万": 10**4, "亿": 10**8}.get(text[-1], 1)
    return Decimal(text.rstrip("万亿").replace(",", "")) * scale


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (0.028, "0.028", "0.028"),
        (0, "0", "0"),
        (15, "15", "15"),
        (22.7, "22.7", "22.7"),
        (72213, "72,213", "72,213"),  # 7.2213万 is how nobody writes it
        (1740000, "174万", "1,740,000"),
        (72000, "7.2万", "72,000"),
        (266500, "26.65万", "266,500"),
        (10000, "1万", "10,000"),
        (9999, "9,999", "9,999"),
        (123400000, "12,340万", "123,400,000"),
        (150000000, "1.5亿", "150,000,000"),
    ],
)
def test_by_hand(value, zh, en):
    assert (format_number(value, "zh"), format_number(value, "en")) == (zh, en)


@LANGS
@given(value=reported())
@example(value=0.00000000000012)
@example(value=1e-7)
def test_what_is_printed_says_the_same_number(lang, value):
    printed = format_number(value, lang)
    assert read_back(printed) == Decimal(repr(value))
    assert [n.value for n in find_numerals(printed)] == [Decimal(repr(value))]  # as a source's words would be read


@LANGS
@given(value=reported())
def test_a_percentage_keeps_its_sign_and_value(lang, value):
    (found,) = find_numerals(format_value(value, "%", "=", lang))
    assert (found.value, found.kind) == (Decimal(repr(value)), "percent")


@LANGS
def test_a_tiny_rate_is_not_rounded_away(lang):
    assert format_value(0.028, "%", "=", lang) == "0.028%"


@LANGS
@pytest.mark.parametrize("value", [float("nan"), None])
def test_missing_is_a_dash_never_a_nought(lang, value):
    assert format_number(value, lang) == MISSING
    assert format_value(value, "%", ">=", lang) == MISSING


@pytest.mark.parametrize(
    ("bound", "zh", "en"),
    [
        ("=", "77万", "770,000"),
        ("", "77万", "770,000"),
        (">=", "≥77万", "≥ 770,000"),
        ("<=", "≤77万", "≤ 770,000"),
        ("<", "<77万", "< 770,000"),
        (">", ">77万", "> 770,000"),
        ("~", "约77万", "about 770,000"),
    ],
)
def test_a_bound_is_always_said(bound, zh, en):
    assert (format_value(770000, "person", bound, "zh"), format_value(770000, "person", bound, "en")) == (zh, en)
