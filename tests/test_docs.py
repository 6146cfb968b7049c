"""The documents for developers name files that are there."""

from __future__ import annotations

import re

import pytest

from tests.source import ROOMS, ROOT

PAGES = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
#: A path as it is written between backticks; a name with a placeholder is none.
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.*-]*|[A-Z]+\.md)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_that_is_named_is_there(page):
    # Within the rooms: what a deployment adds (secrets, documents) is not in the repository.
    named = [path for path in PATH.findall(page.read_text("utf-8")) if path.split("/")[0] in (*ROOMS, "tests", "docs")]
    assert [path for path in named if not list(ROOT.glob(path.rstrip("/")))] == []


def test_the_rooms_are_described_in_the_order_of_their_imports():
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rooms = re.findall(r"^\| `(\w+)/` \|", text, re.MULTILINE)
    assert rooms == ["text", "look", "data", "geo", "charts", "views", "export", "ui", "pages"]


def test_every_decision_is_in_the_list():
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text("utf-8"))
    assert listed == sorted(page.name for page in folder.glob("0*.md"))
