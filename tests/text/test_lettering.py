"""Lines break where a reader would break them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.lettering import width_em, wrap


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("自治州、黔东南（苗族）侗族", 4, ["自治州、", "黔东南", "（苗族）", "侗族"]),
        ("据报《新疆日报》报道", 3, ["据报", "《新疆", "日报》", "报道"]),
        ("截至2020年11月20日", 5, ["截至", "2020年", "11月20日"]),
        ("共 832 个县", 4, ["共", "832 个", "县"]),
        ("832 个县", 2, ["832", "个县"]),
    ],
)
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(text, limit, lines):
    assert wrap(text, limit) == lines


def test_an_address_is_broken_only_when_asked():
    assert wrap("at https://example.org/long", 6) == ["at", "https://example.org/long"]
    assert "".join(wrap("at https://example.org/long", 6, hard=True)) == "athttps://example.org/long"


def test_a_space_after_a_word_that_is_too_long_needs_no_line():
    assert wrap("ac1]。 ", 3) == ["ac1]。"]


@given(st.text(alphabet="ab 新疆1月个，（）、", max_size=60), st.floats(2, 20))
def test_hard_lines_never_exceed_their_limit_and_lose_no_sign(text, limit):
    lines = wrap(text, limit, hard=True)

    assert all(width_em(line) <= limit for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
