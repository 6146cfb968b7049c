"""What is left behind opens in Office without repair: every part of the files is held against Office's own schemas."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from openxml_audit import FileFormat, OpenXmlValidator, context

from charts.bars.matched import matched_spec
from charts.base import ChartOptions
from export.tables.sheets import write_xlsx
from tests.charts.bars.test_matched import schools
from tests.charts.toy import EN, LOOK
from tests.export import deck
from tests.export.pptx.test_pptx import show_of, write
from tests.hostile import HOSTILE
from views.slide import Chart

#: Slides of the deck: figures and lines, a chart alone, a chart with figures; a map with a chart; a map in steps.
WITHOUT_MAP, WITH_MAP, IN_STEPS = (1, 4, 5, 10), (7,), (2,)


def faults(path: Path) -> list[str]:
    found = OpenXmlValidator(FileFormat.MICROSOFT_365, max_errors=20).validate(path)
    return [f"{one.part_uri} {one.path}: {one.description}" for one in found.errors]


@pytest.fixture(autouse=True)
def _places_are_not_counted(monkeypatch):
    """Where among its brothers an element stands is only said of a fault; with thousands of them counting takes a minute."""
    monkeypatch.setattr(context, "_sibling_position", lambda _element: 1)


@pytest.fixture
def kept(tmp_path):
    """Return a function that writes a file and gives its path."""

    def keep(content: bytes, name: str) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return keep


@pytest.mark.parametrize(
    ("slides", "lang", "theme"),
    [(WITHOUT_MAP, "zh", "light"), (WITHOUT_MAP, "en", "dark"), (WITH_MAP, "zh", "dark"), (IN_STEPS, "zh", "light")],
)
def test_a_deck_breaks_no_rule_of_powerpoint(kept, slides, lang, theme):
    show = deck.show(lang, theme)
    path = kept(write(replace(show, slides=tuple(show.slides[n] for n in slides))), "deck.pptx")
    assert faults(path) == []


def test_nor_do_piled_bars(kept):
    spec = matched_spec(schools(), LOOK, EN, ChartOptions())
    shown = deck.slide_of(1, "en", "light", charts=(Chart(spec, "schools", pd.DataFrame({"n": [648]})),))
    assert faults(kept(write(show_of(shown)), "piled.pptx")) == []


def test_nor_does_a_deck_of_hostile_words(kept):
    shown = deck.slide_of(1, "zh", "light", title="".join(HOSTILE), points=tuple(HOSTILE), notes="\n".join(HOSTILE))
    assert faults(kept(write(show_of(shown)), "hostile.pptx")) == []


def test_a_workbook_breaks_no_rule_of_excel(kept):
    table = pd.DataFrame({"值": [15.0, None, 0.028], "=1+1": HOSTILE[:3]})
    path = kept(write_xlsx({"表": table, "空": table.head(0)}, about=[("a", "b")], created="2026-01-01"), "table.xlsx")
    assert faults(path) == []


def test_the_check_itself_finds_what_office_would_repair(kept, tmp_path):
    show = deck.show()
    whole = kept(write(replace(show, slides=show.slides[4:5])), "whole.pptx")
    broken = tmp_path / "broken.pptx"
    with ZipFile(whole) as source, ZipFile(broken, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(b"<c:plotVisOnly", b"<c:bogus/><c:plotVisOnly") if "/chart" in name else part)
    assert faults(whole) == [] and len(faults(broken)) == 1
