"""Rows of a fact sheet: the first table's, then one of each other in turn, while two pages have room for all this."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.data.whole import whole_facts
from views import loaders
from views.reader import Reader
from views.sheets.room import Candidate, fitting
from views.slides.parts import Notes

BOOK = loaders.book(whole_facts(), Reader("zh"))
SOURCES = sorted(BOOK.sources)[:40]
ROWS = st.lists(st.tuples(st.integers(1, 120), st.sampled_from(SOURCES)), max_size=80)


def candidate(rows):
    def cells(row, notes):
        words, source = row
        return {"内容": "字" * words, "来源": f"[{notes.number({'source_id': source, 'quote': '原话'})}]"}

    return Candidate("表", rows, cells)


def test_of_few_rows_all_are_set_and_of_none_none():
    assert fitting([candidate([(4, SOURCES[0])] * 9), candidate([])], Notes(BOOK), 3, mapped=True) == [9, 0]


def test_rows_that_each_bring_a_source_are_fewer():
    """A source takes two lines and a row one: of rows with a source each, not half as many find room."""
    cited, plain = [(4, source) for source in SOURCES], [(4, SOURCES[0])] * 120
    (few,), (many,) = ([*fitting([candidate(rows)], Notes(BOOK), 3, mapped=True)] for rows in (cited, plain))
    assert 5 < few < many / 2 < 60


def test_the_first_table_is_filled_before_the_others_gain_a_second_row():
    tables = [candidate([(4, SOURCES[0])] * 90), candidate([(4, SOURCES[0])] * 90)]
    first, second = fitting(tables, Notes(BOOK), 3, mapped=True)
    assert 50 < first < 90 and second == 1


def test_sources_without_their_words_leave_room_for_more_rows():
    cited = [candidate([(4, source) for source in SOURCES])]
    (few,), (more,) = (fitting(cited, Notes(BOOK), 3, True, quoted=quoted) for quoted in (True, False))
    assert few < more


@settings(max_examples=25, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=4), st.booleans())
def test_one_row_at_least_is_set_of_each_table_and_what_fits_with_a_map_fits_without(tables, mapped):
    candidates = [candidate(rows) for rows in tables]
    counts = fitting(candidates, Notes(BOOK), 2, mapped)
    assert all(min(len(rows), 1) <= n <= len(rows) for rows, n in zip(tables, counts, strict=True))
    if counts == [len(rows) for rows in tables]:
        assert fitting(candidates, Notes(BOOK), 2, mapped=False) == counts
