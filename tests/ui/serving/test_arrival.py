"""What a page runs first must run in browsers that run nothing else of it, and have its words with it."""

from __future__ import annotations

import json
import re

import pytest

from tests.ui.asgi import get
from tests.ui.serving.test_server import app
from text.catalogue import LANGUAGES
from ui.client import CLIENT_DIR
from ui.serving import files

SCRIPT = CLIENT_DIR / "arrival.js"
#: What came after ES5, as it is written.
NEWER = r"=>|`|\.\.\.|\?\.|\?\?|\*\*|\b(?:let|const|class|async|await|import|export|of|yield|super)\b"


def code(text: str) -> str:
    """Return a script without comments and strings."""
    return re.sub(r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", " ", text, flags=re.DOTALL)


def test_it_is_written_for_old_browsers():
    assert re.findall(NEWER, code(SCRIPT.read_text("utf-8"))) == []


@pytest.mark.parametrize("line", ["const x = 1;", "f(() => 1);", "x = `a`;", "x = a?.b;", "f(...x);", "for (x of y) {}"])
def test_newer_writing_would_be_found(line):
    assert re.findall(NEWER, code(f'"use strict"; // const\n{line}'))


def test_every_fault_has_its_words_in_both_languages_and_the_lines_that_are_missing(monkeypatch):
    monkeypatch.setenv("ATLAS_SITE", "https://www.example.cn/atlas/")
    files.arrival_script.cache_clear()
    words = json.loads(files.arrival_script().rpartition("\natlasArrival(")[2].removesuffix(");\n"))
    files.arrival_script.cache_clear()
    faults = set(re.findall(r'(?:tell|answered|once)\("(\w+)"\)|fault \|\| "(\w+)"', SCRIPT.read_text("utf-8")))
    assert {first or second for first, second in faults} == {"old", "away", "host", "upgrade", "slow"}
    assert [said["lang"] for said in words["said"]] == list(LANGUAGES)
    for said in words["said"]:
        assert all(said[f"{fault}_what"] for fault in ("old", "away", "host", "upgrade", "slow"))
    assert words["site"] == "https://www.example.cn/atlas/"
    assert "Host $http_host" in words["lines"]["host"] and "Upgrade $http_upgrade" in words["lines"]["upgrade"]


def test_it_comes_with_the_address_of_the_present_version():
    answer = get(app(), f"/atlas/client/arrival.js?v={files.version()}")
    assert answer.headers["cache-control"].endswith("immutable") and answer.text.endswith(");\n")
