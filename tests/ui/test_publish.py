"""The published site is told from the facts: every page of the navigation, and no link to a page that there is not."""

from __future__ import annotations

from itertools import islice

import pytest

from text.catalogue import LANGUAGES
from ui import publish
from views import loaders
from views.reader import Reader

HEAD = len(publish.NAVIGATION) + len(publish.FURTHER)


@pytest.fixture(params=LANGUAGES)
def book(request):
    return loaders.book(loaders.facts(), Reader(request.param))


def known(facts) -> set[str]:
    pages = {path for _, path, _ in publish.NAVIGATION} | {path for path, _, _ in publish.FURTHER}
    pages |= {f"regions/{i}.html" for i in facts.regions["region_id"]}
    pages |= {f"pairs/{key}.html" for key in loaders.pairs(facts)}
    return pages | {f"sources/{i}.html" for i in facts.sources["source_id"]}


def test_the_first_pages_are_those_of_the_navigation_and_what_they_lead_to(book):
    facts = loaders.facts()
    pages = list(islice(publish.pages(facts, book), HEAD + 3))
    assert [page.path for page in pages[:HEAD]] == [
        *(path for _, path, _ in publish.NAVIGATION),
        *(path for path, _, _ in publish.FURTHER),
    ]
    assert all(page.slide.title and page.slide.footnotes for page in pages[: len(publish.NAVIGATION)])
    there = known(facts)
    links = {path for page in pages for _, listed in page.lists for _, path in listed}
    assert links and links <= there
    assert {path for page in pages for path in page.flows.values()} <= there


def test_a_pair_of_an_area_is_named_by_both_ends(book):
    key = next(key for key in loaders.pairs(loaders.facts()) if key.startswith("A-"))
    name = publish.pair_name(key, book)
    assert "→" in name and "A-" not in name
    helper, recipient = publish.ends_of(key, book)
    assert f"{helper}-{recipient}" == key


def test_a_key_of_nobody_is_its_own_name(book):
    assert publish.pair_name("x-y-z", book) == "x-y-z" and publish.ends_of("x-y-z", book) == ()


def test_a_folder_with_something_else_is_refused_in_words(tmp_path, capsys):
    (tmp_path / "diary.txt").write_text("mine")
    assert publish.main(["--out", str(tmp_path), "--lang", "zh"]) == 2
    told = capsys.readouterr().err
    assert str(tmp_path) in told and "--out" in told
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]
