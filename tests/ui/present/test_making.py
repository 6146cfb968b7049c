"""A real file by a real worker: what it is, and that the worker says nothing of the page it does not have."""

from __future__ import annotations

import base64
import io
import os
import pickle
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pikepdf
import pytest
from pptx import Presentation

from export.deck.deck import Deck, DeckSlide
from export.jobs import machine
from export.jobs.worker import Onward
from export.trouble import ExportTrouble, NothingToShow
from tests.browser import chromium
from tests.pages.at_once import AtOnce
from tests.source import ROOT
from text.catalogue import Catalogue
from ui.present.jobs import documents, making, previews, queues
from ui.present.jobs.files import GROUPS, KINDS, offered
from ui.present.jobs.films import FILMS
from ui.present.jobs.making import Wish
from ui.present.jobs.view_files import NAMES

DECK = Deck("东西部扶贫协作", (DeckSlide("region?region=650000"), DeckSlide("pairings", "结对")))
PROGRAM = """
import logging, pathlib, sys
from functools import partial
if __name__ == "__main__":
    logging.disable(logging.WARNING)  # of this process alone: it has no page either
    from export.deck.deck import Deck, DeckSlide
    from ui.present.jobs import queues
    from ui.present.jobs import making
    deck = Deck("东西部扶贫协作", (DeckSlide("region?region=650000"), DeckSlide("pairings", "结对")))
    wish = making.Wish("pptx", deck, "zh", "light", "2026-01-01")
    job = queues.FILES.start(partial(making.file, wish=wish))
    assert job.wait(300), job.state()
    assert job.error() is None, job.error()
    # A cover, a closing slide, and a second one with the pairs of the place.
    assert (job.state().step, job.state().total) == (5, 5)
    pathlib.Path(sys.argv[1]).write_bytes(job.result())
    queues.close()
"""


def test_a_presentation_by_a_worker_is_the_same_as_without_one(tmp_path):
    """And quiet: a worker has no page, and Streamlit would say so at every turn."""
    program, file = tmp_path / "program.py", tmp_path / "deck.pptx"
    program.write_text(PROGRAM, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, str(program), str(file)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    slides = Presentation(str(file)).slides
    # A cover and a closing slide stand around them.
    assert (
        len(slides) == 5
        and slides[4].shapes.title.text_frame.text == "依据与来源"
        and slides[2].shapes.title.text_frame.text == "新疆维吾尔自治区（续）"
        and slides[3].shapes.title.text_frame.text == "结对"
    )
    here = making.file(AtOnce(), Wish("pptx", DECK, "zh", "light", "2026-01-01"))  # type: ignore[arg-type]
    assert file.read_bytes() == here


@pytest.mark.parametrize("kind", ["pdf", "png"])
def test_what_needs_a_browser_goes_on_where_there_is_one(kind):
    onward = making.file(AtOnce(), Wish(kind, DECK, "zh", "light", "2026-01-01"))  # type: ignore[arg-type]
    assert isinstance(onward, Onward) and onward.lane == "browser"


@pytest.mark.parametrize("kind", ["pdf", "png", "svg", "docx", "handout"])
@pytest.mark.parametrize("view", ["region?region=620000", "trends?show=rates"])
def test_what_goes_on_can_be_sent_to_another_process(kind, view):
    """A chart that is still to be drawn for a room could not: the file would fail where a browser has to draw it."""
    onward = making.file(AtOnce(), Wish(kind, Deck("t", (DeckSlide(view),)), "en", "light", "2026-01-01"))  # type: ignore[arg-type]
    assert isinstance(onward, Onward)
    assert isinstance(pickle.loads(pickle.dumps(onward)), Onward)


@pytest.mark.parametrize("kind", ["svg", "csv", "xlsx"])
def test_what_needs_none_is_made_at_once(kind):
    """A map has no chart."""
    deck = Deck("t", (DeckSlide("pairings"),))
    made = making.file(AtOnce(), Wish(kind, deck, "zh", "light", "2026-01-01"))  # type: ignore[arg-type]
    assert isinstance(made, bytes) and zipfile.is_zipfile(io.BytesIO(made))


def test_a_preview_comes_as_it_was_made():
    drawn = base64.b64decode(making.small_map(AtOnce(), "region?region=650000", "zh", "light"))  # type: ignore[arg-type]
    assert b"<svg" in drawn and "新疆" in drawn.decode()
    assert making.small_map(AtOnce(), "sources", "zh", "light") == b""  # type: ignore[arg-type]


def test_a_view_says_its_title_without_waiting_for_a_picture(monkeypatch):
    monkeypatch.setattr(previews, "PREVIEWS", None)
    words = previews.own_words("region?region=650000", "zh", "light")
    assert words is not None and "新疆" in words[0] and words[1]
    assert previews.own_words("nowhere?x=1", "zh", "light") is None


class Runtime:
    """Stands for Streamlit's, with one reader."""

    there = True

    def is_active_session(self, _session: str) -> bool:
        return self.there


def test_a_reader_who_was_cut_off_for_a_moment_is_still_there(monkeypatch):
    runtime, now = Runtime(), [100.0]
    monkeypatch.setattr(queues, "get_instance", lambda: runtime)
    monkeypatch.setattr("ui.present.jobs.queues.time", SimpleNamespace(monotonic=lambda: now[0]))
    viewer = queues.Viewer()
    runtime.there = False
    now[0] = 119.0
    assert viewer.is_present()
    runtime.there = True
    assert viewer.is_present()
    runtime.there = False
    now[0] = 138.0
    assert viewer.is_present()
    now[0] = 139.0
    assert not viewer.is_present()


@pytest.mark.parametrize(("kind", "begins"), [("sheet", b"PK"), ("gpkg", b"SQLite format 3"), ("geojson", b"PK")])
def test_files_of_one_view_are_made_at_once(kind, begins):
    deck = Deck("新疆", (DeckSlide("region?region=650000"),))
    made = making.file(AtOnce(), Wish(kind, deck, "zh", "light", "2026-01-01"))  # type: ignore[arg-type]
    assert isinstance(made, bytes) and made.startswith(begins)


@pytest.mark.parametrize("kind", ["pdf", "wall"])
def test_paper_is_white_whatever_the_screen_is(kind):
    deck = Deck("新疆", (DeckSlide("region?region=650000"),))
    dark, light = (making.file(AtOnce(), Wish(kind, deck, "zh", theme, "2026-01-01")) for theme in ("dark", "light"))  # type: ignore[arg-type]
    assert isinstance(dark, Onward) and isinstance(light, Onward)
    assert dark.work.keywords["page"] == light.work.keywords["page"]  # type: ignore[attr-defined]


def test_a_wall_map_is_laid_out_here_and_printed_where_there_is_a_browser():
    deck = Deck("新疆", (DeckSlide("region?region=650000"),))
    onward = making.file(AtOnce(), Wish("wall", deck, "zh", "light", "2026-01-01", paper="a2"))  # type: ignore[arg-type]
    assert isinstance(onward, Onward) and onward.lane == "browser"


def test_a_view_without_a_map_has_no_wall_map_and_says_so():
    deck = Deck("t", (DeckSlide("cooperation?show=terms"),))
    with pytest.raises(NothingToShow):
        making.file(AtOnce(), Wish("wall", deck, "zh", "light", "2026-01-01"))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["png", "svg", "gpkg", "geojson"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_would_be_empty_says_why_and_what_there_is(kind, lang):
    """Terms are words alone: an archive with nothing in it would say nothing."""
    deck = Deck("t", (DeckSlide("cooperation?show=terms"),))
    with pytest.raises(NothingToShow) as trouble:
        making.file(AtOnce(), Wish(kind, deck, lang, "light", "2026-01-01"))  # type: ignore[arg-type]
    assert "XLSX" in trouble.value.words(Catalogue.load(lang))


def test_only_a_place_alone_has_a_fact_sheet_and_only_a_view_has_layers():
    place, map_ = DeckSlide("region?region=650000"), DeckSlide("pairings")
    assert {"sheet", "gpkg", "geojson"} <= set(offered(Deck("t", (place,))))
    assert "sheet" not in offered(Deck("t", (map_,))) and "gpkg" in offered(Deck("t", (map_,)))
    assert not {"sheet", "gpkg", "geojson"} & set(offered(Deck("t", (place, map_))))


def test_the_sheets_of_all_provinces_come_one_by_one(monkeypatch):
    """With progress, so that one who has enough can end it; three provinces are enough to see it."""
    assert len(documents._provinces()) == 34
    monkeypatch.setattr(documents, "_provinces", lambda: ["350000", "640000", "650000"])
    steps: list[tuple[int, int]] = []

    class Counting(AtOnce):
        def step(self, done: int, total: int, _text: str = "") -> None:
            steps.append((done, total))

    deck = Deck("新疆", (DeckSlide("region?region=650000"),))
    monkeypatch.setattr(documents, "_IN_ONE_GO", 2)
    first = making.file(Counting(), Wish("sheets", deck, "zh", "light", "2026-01-01"))  # type: ignore[arg-type]
    assert isinstance(first, Onward) and first.lane == "making", "two in one go, then the time begins anew"
    made = first.work(Counting())  # type: ignore[arg-type]
    assert isinstance(made, bytes)
    assert zipfile.ZipFile(io.BytesIO(made)).namelist() == [
        "350000-福建省-2026-01-01.docx",
        "640000-宁夏回族自治区-2026-01-01.docx",
        "650000-新疆维吾尔自治区-2026-01-01.docx",
    ]
    assert [step for step in steps if step[1] == 3] == [(0, 3), (1, 3), (2, 3), (2, 3), (3, 3)]


def test_a_handout_without_charts_needs_no_browser():
    deck = Deck("t", (DeckSlide("pairings", notes="讲稿"),))
    made = making.file(AtOnce(), Wish("docx", deck, "zh", "dark", "2026-01-01"))  # type: ignore[arg-type]
    assert isinstance(made, bytes) and made.startswith(b"PK")


@pytest.mark.browser
def test_a_handout_is_printed_with_its_notes_under_its_title(monkeypatch):
    monkeypatch.setenv(machine.BROWSER_VARIABLE, chromium.executable())
    deck = Deck("汇报", (DeckSlide("pairings", notes="讲稿一句"), DeckSlide("pairings?show=coverage")), author="王某")
    onward = making.file(AtOnce(), Wish("handout", deck, "zh", "dark", "2026-01-01"))  # type: ignore[arg-type]
    assert isinstance(onward, Onward) and onward.lane == "browser"
    # Playwright drives one browser a thread, and pytest's plugin has one in this.
    with ThreadPoolExecutor(1) as threads:
        printed = threads.submit(onward.work, AtOnce()).result()  # type: ignore[arg-type]
    assert isinstance(printed, bytes)
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        assert (str(pdf.docinfo["/Title"]), str(pdf.docinfo["/Author"]), len(pdf.pages) >= 2) == ("汇报", "王某", True)
        assert [round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:]] == [210, 297]
        with pdf.open_outline() as outline:
            assert [entry.title for entry in outline.root][:1] == ["汇报"]


@pytest.mark.parametrize("kind", sorted({*KINDS} - {"sheets"}))  # those are made in goes, tested above
def test_every_kind_that_is_offered_is_made_as_what_it_is(kind):
    deck = Deck("t", (DeckSlide("region?pair=350000-640000"),))
    try:
        content = making.file(AtOnce(), Wish(kind, deck, "zh", "light", "2026-01-01"))  # type: ignore[arg-type]
    except ExportTrouble as trouble:
        assert kind in FILMS, f"a pair has no film, and {trouble} is said"
    else:
        assert isinstance(content, Onward if kind in ("pdf", "handout", "png", "svg", "wall", "docx") else bytes)


def test_a_kind_that_nothing_makes_is_no_file_of_another_kind():
    with pytest.raises(ValueError, match="'odt'"):
        making.file(AtOnce(), Wish("odt", DECK, "zh", "light", "2026-01-01"))  # type: ignore[arg-type]


def test_every_kind_of_file_is_offered_in_one_group():
    grouped = [kind for kinds in GROUPS.values() for kind in kinds]
    assert sorted(grouped) == sorted(KINDS) and sorted(grouped) == sorted(NAMES)
