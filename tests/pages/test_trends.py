"""The trends under AppTest: the page opens, takes what a link gives, and lives with nothing recorded."""

from __future__ import annotations

import pytest

from tests.hostile import HOSTILE
from tests.pages.app import html, notices, write_headers_only
from text.catalogue import Catalogue

PAGE = "pages/trends.py"
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@LANGS
def test_it_opens(app_test, lang):
    at = app_test(PAGE, query={"lang": lang})
    assert not at.exception and not notices(at)
    assert Catalogue.load(lang)("trends.title") in html(at)


@pytest.mark.parametrize(
    "query", [{"axis": "linear"}, {"regions": "650000"}, {"regions": "620000,650000"}, {"record": "o-xj-phr-end"}]
)
def test_a_link_opens_what_was_chosen(app_test, query):
    at = app_test(PAGE)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception and not notices(at)
    if "record" in query:
        assert "<mark>15%</mark>" in html(at)


@pytest.mark.parametrize("name", ["axis", "regions", "record"])
@pytest.mark.parametrize("value", ["nonsense", HOSTILE[0], HOSTILE[7]])
def test_a_value_the_link_may_not_give_is_named_as_text(app_test, name, value):
    at = app_test(PAGE)
    at.query_params[name] = value
    at.run()
    assert not at.exception
    (notice,) = notices(at)
    assert name in notice and "<img" not in notice


@LANGS
def test_with_nothing_recorded_the_page_still_stands(app_test, tmp_path, lang):
    at = app_test(PAGE, query={"lang": lang}, env={"ATLAS_FACTS": str(write_headers_only(tmp_path / "facts"))})
    assert not at.exception and Catalogue.load(lang)("trends.title") in html(at)


def test_without_any_file_each_is_named(app_test, tmp_path):
    at = app_test(PAGE, query={"lang": "en"}, env={"ATLAS_FACTS": str(tmp_path / "nowhere")})
    assert not at.exception and "observations.csv: the file is missing" in html(at)
