from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.lettering import width_em, wrap


def test_chinese_is_wider_than_latin():
    assert width_em("新疆") == 2
    assert width_em("") == 0
    assert width_em("Gansu") < 5 * 0.7


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("Four prefectures of southern Xinjiang", 10, ["Four prefectures of", "southern Xinjiang"]),
        ("六盘山片区", 3, ["六盘山", "片区"]),
        ("提高到16000元", 5, ["提高到", "16000元"]),
        ("unbreakable", 2, ["unbreakable"]),
        ("", 5, [""]),
    ],
)
def test_lines_break_between_words_and_anywhere_in_chinese(text, limit, lines):
    assert wrap(text, limit) == lines


@given(st.text(alphabet="ab 新疆1", max_size=60), st.floats(1, 20))
def test_no_sign_is_lost_in_breaking(text, limit):
    assert "".join(wrap(text, limit)).replace(" ", "") == text.replace(" ", "")
