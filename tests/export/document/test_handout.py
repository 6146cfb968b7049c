"""The handout of a deck: a page a slide with its picture, its notes and its sources."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from openxml_audit import FileFormat, OpenXmlValidator

from export.document.handout import draw_maps, sources_of, write_handout
from export.document.handout_page import handout_page
from geo.still.draw import load_geometry
from tests.export import deck
from tests.export.pptx.test_pptx import show_of
from text.catalogue import Catalogue
from views.slide import Footnote, Show

ZH = Catalogue.load("zh")
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080000000"
    "03a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)


@cache
def small_show() -> Show:
    """A chart alone, and a map with a chart and notes."""
    slides = deck.show("zh").slides
    return show_of(replace(slides[4], notes=""), replace(slides[7], notes="第一句\n\n第二句"))


@cache
def written() -> bytes:
    show = small_show()
    maps = draw_maps(show, load_geometry(), lambda _n, _total: None)
    return write_handout(show, maps, {(1, 0): DOT}, ZH)


def paragraphs(style: str) -> list[str]:
    return [p.text for p in Document(io.BytesIO(written())).paragraphs if p.style and p.style.name == style]


def test_word_opens_it_without_repair(tmp_path):
    path = Path(tmp_path) / "handout.docx"
    path.write_bytes(written())
    result = OpenXmlValidator(FileFormat.MICROSOFT_365, max_errors=20).validate(path)
    assert [f"{fault.part_uri} {fault.path}: {fault.description}" for fault in result.errors] == []


def test_every_slide_begins_a_page_under_its_number_and_title():
    titles = [slide.title for slide in small_show().slides]
    assert paragraphs("Heading 1") == [f"{n}　{title}" for n, title in enumerate(titles, start=1)]
    headings = [p for p in Document(io.BytesIO(written())).paragraphs if p.style and p.style.name == "Heading 1"]
    assert [bool(p.paragraph_format.page_break_before) for p in headings] == [False, True]


def test_what_a_map_is_from_stands_on_it_and_in_its_words_and_takes_no_line_of_its_own():
    """A last page had that line alone."""
    document = Document(io.BytesIO(written()))
    boundaries = small_show().boundaries
    assert boundaries and not any(boundaries in p.text for p in document.paragraphs)
    assert [boundaries in shape._inline.docPr.get("descr") for shape in document.inline_shapes] == [True, False]


def test_a_line_that_introduces_others_has_no_bullet():
    slide = replace(small_show().slides[0], points=("第一：一", "以下两处：", "二"))
    show = show_of(slide, title="Rates")
    document = Document(io.BytesIO(write_handout(show, {}, {}, ZH)))
    bullets = [p.text for p in document.paragraphs if p.style and p.style.name == "List Bullet"]
    assert bullets[:2] == ["第一：一", "二"] and "以下两处：" in [p.text for p in document.paragraphs]
    assert '<li class="lead">以下两处：</li>' in handout_page(show, {}, {}, ZH)


def test_notes_stand_line_by_line_and_a_slide_without_any_has_no_heading_for_them():
    assert paragraphs("Heading 2").count(ZH("handout.notes")) == 1
    lines = paragraphs("Normal")
    assert lines.index("第二句") == lines.index("第一句") + 1


def test_a_chart_is_a_picture_with_words_or_else_its_table():
    document = Document(io.BytesIO(written()))
    (first, second) = small_show().slides
    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(alts) == 2 and all(alts) and second.charts[0].alt in alts
    heads = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert [str(name) for name in first.charts[0].table.columns] in heads


def test_of_very_many_sources_all_are_named_and_the_first_have_their_words():
    notes = tuple(Footnote(n, f"s{n}", f"来源 {n}", quotes=("原话",), drawn=n < 30) for n in range(1, 31))
    slide = replace(small_show().slides[0], footnotes=notes, figures=(), points=("投资 [30]",), further=())
    document = Document(io.BytesIO(write_handout(show_of(slide), {}, {}, ZH)))
    listed = [p.text for p in document.paragraphs if p.style and p.style.name == "List Number"]
    assert [text.split(" · ")[0] for text in listed] == [f"来源 {n}" for n in range(1, 31)]
    # Twenty, what the text cites among them.
    assert [n for n, text in enumerate(listed, start=1) if "原话" in text] == [*range(1, 20), 30]


def test_sources_of_what_is_not_on_paper_are_not_listed_and_no_line_is_quoted_twice():
    notes = tuple(Footnote(n, f"s{n}", f"来源 {n}", quotes=("原话", "另一段"), drawn=n == 1) for n in (1, 2, 3))
    slide = replace(small_show().slides[0], footnotes=notes, figures=(), points=("宁波 → 贵州：“原话”[2]",), further=())
    assert [(note.number, note.quotes) for note in sources_of(slide)] == [(1, ("原话", "另一段")), (2, ("另一段",))]
    cited_by_none = replace(slide, points=(), footnotes=(notes[1], notes[2]))
    assert [note.number for note in sources_of(cited_by_none)] == [2, 3]


def test_every_source_that_the_words_cite_is_listed_under_its_own_number():
    notes = tuple(Footnote(n, f"s{n}", f"来源 {n}", quotes=("原话",), drawn=True) for n in range(5, 40))
    slide = replace(
        small_show().slides[0], footnotes=notes, figures=(), points=("援助 [5]", "投资 [6]", "劳务 [39]"), further=()
    )
    document = Document(io.BytesIO(write_handout(show_of(slide), {}, {}, ZH)))
    starts = {}
    for abstract in document.part.numbering_part.element.findall(qn("w:abstractNum")):
        starts[abstract.get(qn("w:abstractNumId"))] = int(abstract.find(f".//{qn('w:start')}").get(qn("w:val")))
    lists = {n.numId: starts[str(n.abstractNumId.val)] for n in document.part.numbering_part.element.findall(qn("w:num"))}
    shown, counted = [], dict[int, int]()
    for line in (p for p in document.paragraphs if p.style and p.style.name == "List Number"):
        (num_id,) = map(int, line._p.xpath("./w:pPr/w:numPr/w:numId/@w:val"))
        counted[num_id] = counted.get(num_id, lists[num_id] - 1) + 1
        shown.append((counted[num_id], line.text.split(" · ")[0]))
    assert shown == [(n, f"来源 {n}") for n in range(5, 40)]

    page = handout_page(show_of(slide), {}, {}, ZH)
    assert re.findall(r'<li value="(\d+)">(来源 \d+)', page) == [(str(n), f"来源 {n}") for n in range(5, 40)]


def test_it_is_the_same_when_made_again():
    show = small_show()
    maps = draw_maps(show, load_geometry(), lambda _n, _total: None)
    assert write_handout(show, maps, {(1, 0): DOT}, ZH) == written()


# --- on paper


def laid_out(show: Show, charts: dict[tuple[int, int], bytes]) -> str:
    return handout_page(show, draw_maps(show, load_geometry(), lambda _n, _total: None), charts, ZH)


def test_a_printed_handout_has_a_heading_a_slide_and_a_chart_that_is_not_drawn_as_its_table():
    show = small_show()
    page = laid_out(show, {(1, 0): DOT})

    assert re.findall("<h2>(.*?)</h2>", page) == [f"{n}　{slide.title}" for n, slide in enumerate(show.slides, start=1)]
    assert page.count("<table>") == 1 and page.count('src="data:image/png;base64,') == 2
    assert page.count(ZH("handout.notes")) == 1 and "<p>第一句</p><p>第二句</p>" in page


def test_what_others_wrote_is_text_in_a_printed_handout():
    note = Footnote(1, "s", "<b>来源</b>", "javascript:alert(1)", ("<i>引文</i>",), "页")
    slide = replace(small_show().slides[0], title="<script>x</script>", notes="<img src=x>")
    slide = replace(slide, footnotes=tuple(replace(note, number=n) for n in range(1, 14)))
    page = laid_out(show_of(slide), {})

    assert "<script" not in page and "<img src=x" not in page and "<b>来源" not in page and "javascript:" not in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page and page.count("&lt;b&gt;来源&lt;/b&gt;") == 13


def test_a_view_that_goes_on_on_a_second_slide_says_its_title_once():
    first, second = small_show().slides
    going_on = ZH("slide.continued", title="Rates")
    show = show_of(replace(first, title="Rates"), replace(second, title=going_on), title="Rates")
    document = Document(io.BytesIO(write_handout(show, {}, {}, ZH)))
    page = handout_page(show, {}, {}, ZH)
    assert [p.text for p in document.paragraphs].count("Rates") == 1 and page.count("Rates</h") == 1
    assert [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"] == [f"2　{going_on}"]
    assert re.findall("<h2>(.*?)</h2>", page) == [f"2　{going_on}"]


def test_a_single_slide_has_its_title_and_no_number_and_no_boundaries_without_a_map():
    slide = replace(small_show().slides[0], title="Rates", period="2010", basis="")
    show = show_of(slide, title="Rates", boundaries="cnmaps")
    texts = [p.text for p in Document(io.BytesIO(write_handout(show, {}, {}, ZH))).paragraphs]
    page = handout_page(show, {}, {}, ZH)
    assert texts.count("Rates") == 1 and page.count("Rates</h") == 1
    assert ZH("handout.alone") in texts and "cnmaps" not in texts and "cnmaps" not in page
    assert "时期：2010" in texts and "时期：2010" in page
