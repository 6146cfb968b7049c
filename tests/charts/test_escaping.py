from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.plotly.escaping import escape
from tests.charts.toy import HOSTILE


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_drawn_letter_for_letter(text):
    safe = escape(text)

    assert not set("<>$") & set(safe)
    assert html.unescape(safe) == text


def test_what_was_escaped_stays_what_it_was():
    assert escape("&lt;b&gt;") == "&amp;lt;b&amp;gt;"


def test_line_breaks_and_direction_overrides_become_spaces():
    assert escape("one\r\ntwo\u202ethree") == "one two three"


def test_a_number_is_turned_into_text():
    assert escape(9.6) == "9.6"


@given(st.text())
def test_nothing_opens_a_tag_or_a_formula(text):
    assert not set("<>$\n\r") & set(escape(text))
