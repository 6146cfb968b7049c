"""A PDF of a real deck: what it says of itself, its bookmarks and tags, its fonts, its size; it looks as it was printed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from fontTools.ttLib import TTFont

from export.deck.show import show
from export.deck.story import story
from export.jobs import machine
from export.jobs.worker import Onward
from export.pdf.faces import Face, postscript_faces, truetype
from export.pdf.finish import finish
from export.pictures import browser
from tests.browser import chromium
from tests.pages.at_once import AtOnce
from text.catalogue import Catalogue
from ui.present.jobs import making
from ui.present.jobs.making import Wish

needs_browser = pytest.mark.browser
T = TypeVar("T")

MADE = "2026-11-22"
DECK = replace(story("zh"), author="陈")
#: Rings of 300 points, one below the other: an outline that comes again on the second page.
RING = "M" + " L".join(f"{200 + 150 * np.cos(a):.1f} {200 + 150 * np.sin(a):.1f}" for a in np.linspace(0, 6.2, 300)) + "Z"
HALO = (
    f"<section><h1>第{{n}}页</h1><svg width='800' height='400'><path d='{RING}' fill='{{fill}}'/>"
    "<text x='60' y='200' font-size='40' stroke='#fff' stroke-width='10' stroke-linejoin='round' paint-order='stroke'"
    " fill='#a3262a'>新疆 和田 Hotan</text></svg></section>"
)


@dataclass(frozen=True)
class Printed:
    """Before and after it was mended."""

    raw: bytes
    content: bytes


def apart(work: Callable[[], T]) -> T:
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(work).result()


def printed(work: Callable[[], bytes]) -> Printed:
    """Print, and keep what the browser wrote."""
    kept: list[bytes] = []

    def keeping(content: bytes, *, created: str, author: str = "") -> bytes:
        kept.append(content)
        return finish(content, created=created, author=author)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(machine.BROWSER_VARIABLE, chromium.executable())
        patch.setattr(browser, "finish", keeping)
        return Printed(content=apart(work), raw=kept[0])


@pytest.fixture(scope="module")
def deck() -> Printed:
    onward = making.file(AtOnce(), Wish("pdf", DECK, "zh", "light", MADE))  # type: ignore[arg-type]
    assert isinstance(onward, Onward)
    return printed(lambda: onward.work(AtOnce()))  # type: ignore[arg-type, return-value]


@pytest.fixture(scope="module")
def halos() -> Printed:
    pages = "".join(HALO.format(n=n, fill=fill) for n, fill in ((1, "#2b6a99"), (2, "#d98b2b")))
    style = "body, h1 { margin: 0; font-family: 'Noto Sans CJK SC', sans-serif } section { break-after: page }"
    head = f"<meta charset='utf-8'><title>地图</title><style>{style}</style>"
    html = f"<!doctype html><html lang='zh-CN' data-ready='1'><head>{head}</head><body>{pages}</body></html>"
    return printed(lambda: browser.to_pdf(html, width_in=10, height_in=5.625, created=MADE))


def fonts_of(pdf: pikepdf.Pdf, kind: str) -> Iterator[pikepdf.Object]:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font" and thing.get("/Subtype") == kind:
            yield thing


def seen(content: bytes) -> np.ndarray:
    with pdfium.PdfDocument(content) as pdf:
        return np.stack([page.render(scale=2).to_numpy().astype(int) for page in pdf])


@needs_browser
def test_it_says_what_it_is(deck):
    with pikepdf.open(BytesIO(deck.content)) as pdf:
        assert (str(pdf.docinfo.Title), str(pdf.docinfo.Author)) == (DECK.title, "陈")
        assert str(pdf.docinfo.CreationDate) == "D:20261122000000+00'00'" and "/Creator" not in pdf.docinfo
        assert pdf.Root.Lang == "zh-CN" and bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == DECK.title and metadata["dc:creator"] == ["陈"]
            assert metadata["dc:language"] == {"zh-CN"} and str(metadata["xmp:CreateDate"]).startswith(MADE)


@needs_browser
def test_its_bookmarks_are_its_slides_and_its_sources_and_it_is_tagged(deck):
    ready = show(DECK, "zh", "light", MADE)
    with pikepdf.open(BytesIO(deck.content)) as pdf, pdf.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
        assert titles == [*(slide.title for slide in ready.slides), Catalogue.load("zh")("player.sources")]
        kinds = {str(thing.get("/S")) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)}
        assert {"/Document", "/H2", "/P"} <= kinds and bool(pdf.Root.MarkInfo.Marked) and "/StructTreeRoot" in pdf.Root


@needs_browser
def test_each_font_is_in_it_once_and_none_is_drawn(deck):
    """A typeface in two weights: two fonts, which the whole of the deck shares."""
    with pikepdf.open(BytesIO(deck.content)) as pdf:
        assert not list(fonts_of(pdf, "/Type3"))
        fonts = [str(font.BaseFont).partition("+")[2] for font in fonts_of(pdf, "/Type0")]
        assert fonts and len(fonts) == len(set(fonts))
        assert all("/FontFile2" in font.FontDescriptor for font in fonts_of(pdf, "/CIDFontType2"))


@needs_browser
def test_the_built_in_deck_is_within_two_megabytes(deck):
    """Printed it has three and more: the same borders on every map."""
    assert len(deck.content) <= 2_000_000 < len(deck.raw)


@needs_browser
def test_halos_are_strokes_of_the_same_letters_and_look_the_same(halos):
    before, after = seen(halos.raw), seen(halos.content)
    assert before.shape == after.shape
    # Rounded to a thousandth of the type size, an edge may fall a fraction of a pixel beside.
    assert (np.abs(before - after).max(axis=-1) > 160).mean() < 0.0001
    inside = (slice(None), slice(310, 380), slice(110, 500))  # white on the ring: halos alone
    white = [(pages[inside] == 255).all(axis=-1).sum() for pages in (before, after)]
    assert white[0] > 2000 and white[1] == pytest.approx(white[0], rel=0.1)
    with pikepdf.open(BytesIO(halos.raw)) as raw, pikepdf.open(BytesIO(halos.content)) as pdf:
        assert list(fonts_of(raw, "/Type3")) and not list(fonts_of(pdf, "/Type3"))
        operators = [str(part.operator) for part in pikepdf.parse_content_stream(pdf.pages[0])]
        assert "Tr" in operators and operators.count("q") == operators.count("Q")


@needs_browser
def test_a_name_with_a_halo_is_copied_once(halos):
    def words(content: bytes) -> str:
        with pdfium.PdfDocument(content) as pdf:
            return str(pdf[1].get_textpage().get_text_bounded())

    assert "新新疆疆" in words(halos.raw) and "新疆 和田 Hotan" in words(halos.content)


@needs_browser
def test_an_outline_that_comes_again_is_written_once_in_each_colour(halos):
    with pikepdf.open(BytesIO(halos.content)) as pdf:
        forms = [page.Resources.XObject for page in pdf.pages]
        assert len({form.objgen for page in forms for form in page.values()}) == 1
    before, after = seen(halos.raw), seen(halos.content)
    ring = after[:, 400, 300, :3]  # left of the ring's middle
    assert (ring == before[:, 400, 300, :3]).all() and (ring[0] != ring[1]).any()


# --- typefaces


def test_a_typeface_as_truetype_has_the_letters_that_are_wanted_as_wide_as_before():
    available = postscript_faces()
    if not available:
        pytest.skip("the machine's Chinese typeface is TrueType, or nothing lists it")
    assert {face.weight for face in available} <= {400, 700}
    content = truetype(available[0], "汉字 AV汉\n")
    assert content == truetype(available[0], "\nVA 字汉")
    with TTFont(BytesIO(content)) as font, TTFont(available[0].path, fontNumber=available[0].index) as whole:
        assert "CFF " not in font and {chr(code) for code in font.getBestCmap()} == set("汉字 AV")
        for code, name in font.getBestCmap().items():
            assert font["hmtx"][name][0] == whole["hmtx"][whole.getBestCmap()[code]][0]
        glyph = font["glyf"][font.getBestCmap()[ord("汉")]]
        assert glyph.numberOfContours > 1 and 0 <= glyph.xMin < glyph.xMax <= font["head"].unitsPerEm
        kerned = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
        assert "kern" in kerned


LISTS = {
    "the first that there is": (
        {"Noto Sans CJK SC": "/f/b.ttc\t2\tCFF\tFalse\t200\t0\t100\n/f/r.ttc\t2\tCFF\tFalse\t80\t0\t100\n"},
        [Face("Noto Sans CJK SC", 700, Path("/f/b.ttc"), 2), Face("Noto Sans CJK SC", 400, Path("/f/r.ttc"), 2)],
    ),
    "embedded as it is": ({"Microsoft YaHei": "/f/msyh.ttc\t0\tTrueType\tFalse\t80\t0\t100\n"}, []),
    "all weights in one": ({"Noto Sans SC": "/f/v.otf\t0\tCFF\tTrue\t[40 210]\t0\t100\n"}, []),
    "neither light nor slanted": (
        {"Noto Sans SC": "/f/l.otf\t0\tCFF\tFalse\t50\t0\t100\n/f/i.otf\t0\tCFF\tFalse\t80\t100\t100\n"},
        [],
    ),
    "none of them": ({}, []),
}


@pytest.mark.parametrize(("listed", "expected"), LISTS.values(), ids=LISTS)
def test_which_typeface_of_the_machine_is_written_anew(tmp_path, monkeypatch, listed, expected):
    program = tmp_path / "fc-list"
    cases = "".join(f"*'family={family}') printf '{rows}' ;;\n" for family, rows in listed.items())
    program.write_text(f'#!/bin/sh\ncase "$*" in\n{cases}esac\n'.replace("\t", "\\t"), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert postscript_faces() == expected


def test_where_nothing_lists_typefaces_none_is_written_anew(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert postscript_faces() == []
