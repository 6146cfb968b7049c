"""The first picture of a page says what the page will say, or there is none."""

from __future__ import annotations

import json
import re

import pytest

from geo.payload import to_json
from look.palette import Theme
from tests.ui.asgi import get
from tests.ui.serving.test_server import app
from ui.first import document as made
from ui.first.document import document
from ui.opened import shapes
from ui.serving.head import page as head
from views import loaders
from views.declared import from_values
from views.overview.view import overview
from views.reader import Reader


def text_of(page: str, query: dict[str, str] | None = None, *schemes: Theme) -> str:
    text = document(page, query or {}, schemes or ("light",))
    assert text is not None
    return text


def scenes(text: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="first-scene">(.*?)</script>', text, re.DOTALL)
    assert found
    return dict(json.loads(found[1])["scenes"])


@pytest.mark.parametrize("query", [{}, {"region": "650000"}, {"lang": "en", "theme": "dark", "fill": "money"}])
def test_it_has_the_scene_and_the_words_of_the_page(query):
    text, facts = text_of("overview", query), loaders.facts()
    carried = tuple((name, query[name]) for name in ("lang", "theme") if name in query)
    book = loaders.book(facts, Reader(query.get("lang", "zh"), query.get("theme", "light"), carried))
    view = overview(from_values("overview", facts, book, query), facts, shapes(), book)
    assert view.scene and scenes(text) == {book.reader.theme: json.loads(to_json(view.scene))}
    assert f"<h1>{view.title}</h1>" in text and view.finding in re.sub("</?span>", "", text)


def test_it_holds_the_colours_of_both_themes_where_the_system_chooses():
    text = text_of("overview", {}, "light", "dark")
    assert list(scenes(text)) == ["light", "dark"] and 'data-themes="light dark"' in text
    assert text.count("prefers-color-scheme") == 2
    assert list(scenes(text_of("overview", {"theme": "dark"}, "light", "dark"))) == ["dark"]


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("overview", {"region": "nowhere"}),
        ("overview", {"fill": "nine"}),
        ("overview", {"lang": "fr"}),
        ("overview", {"deck": "x"}),
        ("present", {}),
        ("nowhere", {}),
    ],
)
def test_an_address_that_says_more_has_none(page, query):
    assert document(page, query) is None


def test_words_of_the_address_never_become_markup():
    text = text_of("overview", {"x": "<script>", "region": "650000"})
    assert "%3Cscript%3E" in text and "<script>" not in text


def test_faulty_records_are_told_by_the_page_alone(monkeypatch):
    monkeypatch.setattr(made, "facts_of", lambda _query: _Faulty())
    assert document("overview", {}) is None


class _Faulty:
    faults = ("one",)


def test_a_page_comes_with_its_picture_and_without_what_fails(monkeypatch):
    for _ in range(20):
        with_picture = get(app(), "/?region=620000")
        if "data-first" in with_picture.text:
            break
    assert with_picture.text.count("<iframe") == 1 and len(with_picture.body) < 130_000

    def fail(*_args: object) -> str:
        raise ValueError("a view that cannot be made")

    monkeypatch.setattr(made, "document", fail)
    without = get(app(), "/?region=610000")
    assert without.status == 200 and "<iframe" not in without.text and "atlas-program" in without.text


def test_a_page_does_not_wait_for_a_slow_picture(monkeypatch):
    monkeypatch.setattr(head, "_PATIENCE_S", 0.0)
    answer = get(app(), "/?region=630000")
    assert answer.status == 200 and "<iframe" not in answer.text


@pytest.mark.parametrize(("lang", "name"), [("zh", "结对图"), ("en", "Pairing Atlas")])
def test_its_frame_is_named_in_the_language_of_the_address(lang, name):
    text = head.html("", "v", picture="<p>", lang=lang)
    assert re.search(rf'<iframe data-first="1"[^>]* title="{name}"', text)
