"""The fact sheet of a place and of a pair, read as Word reads it: styles, heads of tables, alt texts, sources."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from openxml_audit import FileFormat, OpenXmlValidator

from export.document.sheet import write_sheet
from geo.still.draw import load_geometry
from text.catalogue import Catalogue
from text.lettering import width_em
from views.sheets.make import fact_sheet, has_sheet
from views.sheets.sheet import FactSheet
from views.slide import Show

GUIZHOU = "region?region=520000"
XINJIANG, PAIR = "region?region=650000", "region?pair=350000-640000"
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@cache
def sheet_of(view: str, lang: str) -> FactSheet:
    sheet = fact_sheet(view, lang)
    assert sheet is not None
    return sheet


@cache
def written(view: str, lang: str) -> bytes:
    sheet = sheet_of(view, lang)
    show = Show(sheet.slide.title, lang, "light", (), "边界 X", "v1", "2026-11-27")
    return write_sheet(sheet, show, load_geometry(), Catalogue.load(lang))


def texts(view: str, lang: str, style: str) -> list[str]:
    return [p.text for p in Document(io.BytesIO(written(view, lang))).paragraphs if p.style and p.style.name == style]


@LANGS
@pytest.mark.parametrize("view", [XINJIANG, PAIR])
def test_word_opens_it_without_repair(view, lang, tmp_path):
    path = Path(tmp_path) / "sheet.docx"
    path.write_bytes(written(view, lang))
    result = OpenXmlValidator(FileFormat.MICROSOFT_365, max_errors=20).validate(path)
    assert [f"{fault.part_uri} {fault.path}: {fault.description}" for fault in result.errors] == []


@LANGS
def test_what_leads_stands_first_in_styles_that_word_knows(lang):
    assert texts(XINJIANG, lang, "Title") == [sheet_of(XINJIANG, lang).slide.title]
    figures = texts(XINJIANG, lang, "Figure")
    assert figures[0].startswith("32% → 15%") and figures[0].endswith("[1]")
    assert texts(XINJIANG, lang, "Heading 1")[-1] == Catalogue.load(lang)("sheet.sources")
    assert texts(XINJIANG, lang, "Caption") == [sheet_of(XINJIANG, lang).caption]


@LANGS
@pytest.mark.parametrize("view", [XINJIANG, PAIR])
def test_every_table_says_its_head_again_on_the_next_page(view, lang):
    tables = Document(io.BytesIO(written(view, lang))).tables
    assert len(tables) == len(sheet_of(view, lang).sections) > 2
    for table, section in zip(tables, sheet_of(view, lang).sections, strict=True):
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
        assert [cell.text for cell in table.rows[0].cells] == list(section.table.columns)
        assert len(table.rows) == len(section.table) + 1


@LANGS
def test_sources_are_numbered_as_the_tables_name_them(lang):
    """Each mark in a table or figure has its source, each source has its words, and none stands there for nothing."""
    slide = sheet_of(XINJIANG, lang).slide
    cited = "".join("".join(section.table.iloc[:, -1]) for section in sheet_of(XINJIANG, lang).sections)
    marks = {int(n) for n in cited.strip("[]").split("][")} | {n for figure in slide.figures for n in figure.notes}
    assert marks == {note.number for note in slide.footnotes}
    lines = texts(XINJIANG, lang, "List Number")
    assert len(lines) == len(slide.footnotes)
    assert lines[0].startswith({"zh": "新疆日报", "en": "Xinjiang Daily"}[lang])
    assert "贫困发生率由32%下降到15%" in lines[0]


def test_a_picture_has_words_for_who_does_not_see_it():
    document = Document(io.BytesIO(written(XINJIANG, "zh")))
    (picture,) = document.inline_shapes
    alt = picture._inline.docPr.get("descr")
    assert "新疆" in alt and "32%" in alt
    assert picture.width == Cm(17)


def test_both_scripts_have_a_typeface_and_the_paper_is_a4():
    document = Document(io.BytesIO(written(XINJIANG, "zh")))
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == fonts.get(qn("w:ascii")) == "Microsoft YaHei"
    section = document.sections[0]
    assert [round((side or 0) / Mm(1)) for side in (section.page_width, section.page_height)] == [210, 297]
    assert document.core_properties.title == "新疆维吾尔自治区"


def test_it_is_the_same_file_when_made_again():
    again = fact_sheet(XINJIANG, "zh")
    assert again is not None
    show = Show(again.slide.title, "zh", "light", (), "边界 X", "v1", "2026-11-27")
    assert write_sheet(again, show, load_geometry(), Catalogue.load("zh")) == written(XINJIANG, "zh")
    with ZipFile(io.BytesIO(written(XINJIANG, "zh"))) as packed:
        assert {info.date_time[:3] for info in packed.infolist()} == {(1980, 1, 1)}


def test_all_pairs_of_a_place_come_first_and_what_finds_no_room_is_counted():
    """Guizhou has nine rows of pairs of thirty sources, whose words would leave room for three of them."""
    sections, slide = {s.title: s for s in sheet_of(GUIZHOU, "zh").sections}, sheet_of(GUIZHOU, "zh").slide
    assert len(sections["结对记录"].table) == 9 and not sections["结对记录"].note
    assert not any(note.quotes for note in slide.footnotes) and texts(GUIZHOU, "zh", "Heading 1")[-1] == "来源"
    others = [sections[title] for title in ("贫困发生率", "协作数据", "报道的数据")]
    assert all(int("".join(c for c in other.note if c.isdigit())) > 0 for other in others)


def test_each_helper_has_its_own_years():
    """'江苏；大连；… | 1996、2001、2021' left open who had helped since when."""
    table = next(s.table for s in sheet_of(GUIZHOU, "zh").sections if s.title == "结对记录")
    helpers = table["帮扶方（起始年份）"].iloc[0].split("；")
    assert "广东（2021）" in helpers and len(helpers) == 6


def test_two_pages_hold_what_they_can():
    """Nineteen figures of Fujian and Ningxia stood as three rows, with most of the second page empty."""
    sections = {section.title: section for section in sheet_of(PAIR, "zh").sections}
    assert len(sections["协作数据"].table) == 19
    assert {section.note for section in sections.values()} == {""}


def test_rows_of_one_kind_stand_together_the_latest_first():
    (work,) = [s for s in sheet_of(PAIR, "zh").sections if s.title == "协作数据"]
    kinds = list(work.table["内容"])
    assert [kind for kind, before in zip(kinds, ["", *kinds], strict=False) if kind != before] == list(dict.fromkeys(kinds))


def test_years_are_not_broken():
    """'2016年12月7日' has a line to itself: a program breaks what has no room anywhere, within a year too."""
    table = Document(io.BytesIO(written(PAIR, "zh"))).tables[0]
    heads = [cell.text for cell in table.rows[0].cells]
    column = heads.index("起始")
    longest = max(width_em(row.cells[column].text) for row in table.rows)
    assert table.rows[0].cells[column].width >= Pt(8.5 * (longest + 1))


def test_a_pair_says_that_nothing_is_a_cause():
    assert Catalogue.load("zh")("panel.not_causal") in texts(PAIR, "zh", "Table Note")


def test_only_places_and_pairs_have_one():
    assert has_sheet(XINJIANG) and has_sheet(PAIR)
    assert not has_sheet("pairings") and not has_sheet("region?wrong=1")
    with pytest.raises(ValueError, match="no place"):
        fact_sheet("pairings")


@pytest.mark.parametrize("view", [PAIR, "region?region=620000"])
def test_events_stand_in_the_order_in_which_they_happened(view):
    """Those of the five documents have room first, wherever in time they are."""
    (events,) = [
        section.table for section in sheet_of(view, "zh").sections if section.title == Catalogue.load("zh")("panel.events")
    ]
    years = [int(text[:4]) for text in events.iloc[:, 0]]
    assert years == sorted(years) and len(set(years)) > 1
