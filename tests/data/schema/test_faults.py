"""A fault names the place, the thing and the way out, in the reader's language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import data
from data.schema.faults import Fault
from text.catalogue import LANGUAGES, Catalogue


def raised_keys() -> set[str]:
    """Every message the room's faults can ask for, read off its source."""
    sources = (path.read_text(encoding="utf-8") for path in Path(str(data.__file__)).parent.rglob("*.py"))
    return {key for source in sources for key in re.findall(r'"(fault\.[a-z0-9_.]+)"', source)}


def test_the_sentence_of_the_style_guide():
    fault = Fault("observations.csv", 14, "value", "32%", "fault.not_a_number_write", {"remedy": "32"})
    assert str(fault) == "observations.csv row 14, column 'value': '32%' is no number — write 32"


def test_a_file_and_a_row_are_places_too():
    messages = Catalogue.load("en")
    assert Fault("a.csv", 0, "", "", "fault.no_file").place(messages) == "a.csv"
    assert Fault("a.csv", 3, "", "", "fault.empty").place(messages) == "a.csv row 3"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_fault_has_its_words(lang):
    messages = Catalogue.load(lang)
    assert {key for key in raised_keys() if not messages.has(key)} == set()
