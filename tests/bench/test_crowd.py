"""What viewers of the bench choose is there to be chosen."""

from __future__ import annotations

from urllib.parse import parse_qsl

from tests.bench.crowd import steps
from views import loaders
from views.declared import PAGES, from_values
from views.reader import Reader


def test_each_choice_is_taken_as_it_stands():
    facts = loaders.facts()
    book = loaders.book(facts, Reader("zh"))
    chosen = steps()
    for page, query in set(chosen):
        values = dict(parse_qsl(query))
        at = from_values(page or "overview", facts, book, values)
        assert {name: at[name] for name in values} == values, (page, query)
    assert {page or "overview" for page, _ in chosen} == set(PAGES) and len(set(chosen)) > 150
