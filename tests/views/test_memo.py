"""What is computed once for all readers: kept by everything it follows from, and by nothing of a reader's own."""

from __future__ import annotations

import pytest

from data.evidence.verified import verified
from data.figures.amounts import comparable_amounts
from tests.data.whole import whole_facts
from views import loaders
from views.by_page import VIEWS
from views.declared import from_values
from views.memo import Memo, Same
from views.overview.amounts import amounts_of
from views.overview.by_year import series_with_years
from views.reader import Reader

SAME = Reader("zh", "light", ())


def view(page, reader=SAME, unverified=False, **values):
    facts, shapes = loaders.facts(unverified=unverified), loaders.shapes()
    book = loaders.book(facts, reader)
    return VIEWS[page](from_values(page, facts, book, values), facts, shapes, book)


@pytest.mark.parametrize(
    ("page", "values"),
    [
        ("overview", {}),
        ("overview", {"region": "650000"}),
        ("overview", {"fill": "rate"}),
        ("overview", {"fill": "money"}),
        ("pairings", {"helper": "350000"}),
        ("pairings", {"show": "compare"}),
        ("pairings", {"show": "coverage"}),
    ],
)
def test_a_view_is_made_once_for_all_who_ask_for_the_same(page, values):
    first = view(page, **values)
    assert view(page, **values) is first
    for other in (Reader("en", "light", ()), Reader("zh", "dark", ()), Reader("zh", "light", (("unverified", "1"),))):
        assert view(page, other, **values) is not first


def test_another_choice_is_another_view():
    asked = [{}, {"region": "650000"}, {"pair": "350000-640000"}, {"fill": "rate"}, {"fill": "rate", "region": "650000"}]
    asked += [{"fill": "rate", "series": series_with_years(loaders.facts())[1]}, {"fill": "money"}, {"fill": "nine"}]
    made = [view("overview", **values) for values in asked]
    assert len({id(one) for one in made}) == len(made)
    filters = [{}, {"date": "all"}, {"region": "650000"}, {"show": "sankey"}, {"show": "coverage"}, {"show": "compare"}]
    made = [view("pairings", **values) for values in filters]
    assert len({id(one) for one in made}) == len(made)


def test_what_a_view_does_not_follow_from_makes_no_other():
    assert view("overview", series="poverty_headcount_ratio~registration") is view("overview")
    assert view("pairings", before="x", rule="y") is view("pairings")


def test_facts_of_the_same_version_that_lack_some_records_make_another():
    """What was left out of the facts has no version of its own: a slide says the one of the files."""
    everything = whole_facts()
    less = verified(everything)
    shapes = loaders.shapes()
    assert less.version == everything.version and len(less.cooperation) < len(everything.cooperation)
    with_all, without = ([one.key for one in amounts_of(facts)] for facts in (everything, less))
    assert with_all == [one.key for one in comparable_amounts(everything.cooperation)]
    assert without == [one.key for one in comparable_amounts(less.cooperation)] != with_all
    books = [loaders.book(facts, SAME) for facts in (everything, less)]
    assert books[0].version != books[1].version and len(books[0].same) > len(books[1].same)
    assert loaders.pairs(everything) == loaders._pairs(everything) and loaders.pairs(less) == loaders._pairs(less)
    assert loaders.gazetteer(less, shapes, "zh") is loaders.gazetteer(less, shapes, "zh")


def test_records_of_unverified_pages_make_another():
    assert view("overview", unverified=True) is not view("overview")


def test_an_object_counts_by_being_the_same():
    one, other = {"a": [1]}, {"a": [1]}
    memo = Memo(8)
    assert memo.get(Same(one), lambda: "one") == memo.get(Same(one), lambda: "anew") == "one"
    assert memo.get(Same(other), lambda: "other") == "other"
    assert Same(one) == Same(one) and Same(one) != Same(other) and Same(one) != one
