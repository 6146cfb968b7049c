"""Pairings as spans: dates as recorded, a start that nobody states stays open."""

from __future__ import annotations

import pandas as pd
import pytest

from charts.timeline.rows import COLUMNS
from data.rows import records
from tests.data.seeds import seed_facts
from text.catalogue import Catalogue
from views.book import Book
from views.reader import Reader
from views.region.timeline import spans, spans_of

EN, ZH = Catalogue.load("en"), Catalogue.load("zh")


def spans_at(region, t=EN):
    facts = seed_facts()
    return records(spans_of(facts, region, Book.of(facts, Reader(t.lang))))


def test_fujian_by_hand():
    # A month that has begun is known to the month, a year to the year: the record's own words.
    assert [(row["pairing_id"], row["partner_id"], row["start"], row["end"]) for row in spans_at("350000")] == [
        ("p-1996-fj-nx", "640000", "1996", ""),
        ("p-201612-18", "640000", "2016-12", ""),
    ]


@pytest.mark.parametrize(
    ("t", "partner", "programme"),
    [(EN, "Fujian Province", "East–West poverty-alleviation co-operation"), (ZH, "福建省", "东西部扶贫协作")],
)
def test_the_partner_is_the_other_side_in_the_readers_language(t, partner, programme):
    assert {(row["partner"], row["programme"]) for row in spans_at("640000", t)} == {(partner, programme)}


def test_what_has_no_start_is_attested_by_the_date_of_its_source():
    (row,) = spans_at("540000")
    assert (row["pairing_id"], row["start"], row["attested"]) == ("p-js-xizang", "", "2019-04-02")


def test_a_place_without_a_pairing_has_no_span_but_every_column():
    facts = seed_facts()
    found = spans_of(facts, "460000", Book.of(facts, Reader(EN.lang)))
    assert found.empty and list(found.columns) == list(COLUMNS)


def test_a_helper_of_many_has_a_span_a_record():
    # Jiangsu: three of the guideline, five of which no year is stated.
    rows = spans_at("320000")
    assert len(rows) == 8 and [bool(row["start"]) for row in rows] == [True] * 3 + [False] * 5


def test_no_pairings_give_no_spans():
    facts = seed_facts()
    assert isinstance(spans(facts.pairings.head(0), "350000", Book.of(facts, Reader(EN.lang))), pd.DataFrame)
