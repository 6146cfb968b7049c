"""A page of two lines alone is spared by a picture that is a little smaller; a page that has something to say stays."""

from __future__ import annotations

import io

import pytest
from docx.shared import Cm
from PIL import Image

from export.document.fitting import SPARSE, fit, pages_of
from export.document.paper import HEIGHT, WIDTH, blank
from export.document.parts import add, add_picture
from tests.export.document.test_handout import small_show
from tests.export.pptx.test_pptx import show_of
from text.catalogue import Catalogue

ZH = Catalogue.load("zh")
#: Points of a line of running text, with the room after its paragraph.
LINE, AFTER = 9.5 * 1.5, 4
HIGH = HEIGHT / 2.54 * 72


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (170, 96)).save(buffer, "PNG")
    return buffer.getvalue()


def document_of(lines: int, pictured: bool = True):
    document = blank(show_of(*small_show().slides), ZH)
    if pictured:
        add_picture(document, picture(), "alt", "")
    for number in range(lines):
        add(document, f"第{number}行")
    return document


def lines_on_a_page(left: float = HIGH) -> int:
    return int((left + AFTER) // (LINE + AFTER))


def test_lines_fill_a_page_and_go_on_to_the_next():
    full = lines_on_a_page()
    assert full == 41
    (share,) = pages_of(document_of(full, pictured=False))
    assert share == pytest.approx(full * (LINE + AFTER) / HIGH)
    first, second = pages_of(document_of(full + 2, pictured=False))
    assert 0.95 < first <= 1.01 and second == pytest.approx(2 * (LINE + AFTER) / HIGH)


def test_a_paragraph_that_is_too_long_for_a_line_has_several():
    document = blank(show_of(*small_show().slides), ZH)
    # 17 cm are 50.7 em of 9.5 points.
    add(document, "字" * 120)
    (share,) = pages_of(document)
    assert share == pytest.approx((3 * LINE + AFTER) / HIGH)


@pytest.mark.parametrize("over", [1, 2])
def test_a_few_lines_alone_come_back_beside_a_smaller_picture(over):
    picture_high = WIDTH * 96 / 170 / 2.54 * 72
    document = document_of(lines_on_a_page(HIGH - picture_high - AFTER) + over)
    before = document.inline_shapes[0].width
    assert len(pages_of(document)) == 2 and pages_of(document)[1] < SPARSE
    fit(document)
    shape = document.inline_shapes[0]
    assert len(pages_of(document)) == 1
    assert 0.8 * before <= shape.width < before == Cm(WIDTH)
    assert shape.height / shape.width == pytest.approx(96 / 170, abs=0.001)


@pytest.mark.parametrize("lines", [5, 22 + 15])
def test_pictures_stay_as_they_are_where_that_would_save_no_page(lines):
    document = document_of(lines)
    pages = pages_of(document)
    fit(document)
    assert document.inline_shapes[0].width == Cm(WIDTH) and pages_of(document) == pages


def test_without_a_picture_lines_stand_a_little_closer():
    document = document_of(lines_on_a_page() + 1, pictured=False)
    fit(document)
    assert len(pages_of(document)) == 1
    (pitch,) = {p.paragraph_format.line_spacing.pt for p in document.paragraphs}
    assert pitch == pytest.approx(LINE * 0.95, abs=0.1)


def test_each_slide_of_a_handout_has_its_own_pages():
    document = document_of(lines_on_a_page() + 1, pictured=False)
    add(document, "又一页").paragraph_format.page_break_before = True
    add(document, "它的话")
    fit(document)
    assert len(pages_of(document)) == 2
    assert [p.paragraph_format.line_spacing for p in document.paragraphs[-2:]] == [None, None]
