"""A page has its words before it needs them, in every language, and for each word of Streamlit's that it may meet."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import streamlit

from text.catalogue import LANGUAGES
from ui.serving import files
from ui.serving.head import client_words

BUILT = Path(streamlit.__file__).parent / "static" / "static" / "js"
#: Put together by libraries within Streamlit's build, or by its server.
NOT_LITERAL = {"Choose an option", "Choose options"}


def words():
    return json.loads(client_words.client_words())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_sentences(lang):
    assert all(words()[lang][key] for key in ("lost", "long", "back", "tag"))


def test_the_script_of_a_page_carries_them():
    script = files.page_script()
    assert words()["zh"]["lost"] in script and words()["en"]["lost"] in script
    assert "(WORDS)" not in script


def test_a_switch_of_languages_changes_what_was_changed_before():
    found = words()
    assert found["en"]["streamlit"][found["zh"]["streamlit"]["Skip to main content"]] == "Skip to main content"
    assert "Skip to main content" not in found["en"]["streamlit"]


@pytest.fixture(scope="module")
def built():
    return "\n".join(path.read_text("utf-8") for path in sorted(BUILT.glob("*.js")))


@pytest.mark.parametrize("english", sorted(set(client_words._STREAMLIT) - NOT_LITERAL))
def test_streamlit_still_says_what_is_translated(built, english):
    # Its sentences are put together from parts.
    parts = [part for part in re.split(r"\*| (?=available)|\. |\.$", english) if part.strip()]
    assert [part for part in parts if part not in built] == []
