"""The finding stands out in everything that is left behind: one sees it before what qualifies it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document
from pptx import Presentation

from export.deck.deck import Deck, DeckSlide
from export.deck.show import show
from export.document.handout import write_handout
from export.document.handout_page import handout_page
from export.html.page import write_html
from export.pptx.deck import write_pptx
from geo.still.draw import load_geometry
from look.palette import palette
from text.catalogue import Catalogue
from views.slide import Show, Slide

ZH = Catalogue.load("zh")
FINDING, THEN = "甘肃 9.6%。", "来源没有说明口径"
ENGLISH = Slide("s1", "Rate", "Gansu 9.6%. Basis not stated", finding="Gansu 9.6%")
SLIDE = Slide("s1", "贫困发生率", FINDING + THEN, finding="甘肃 9.6%", points=("一",))


def show_of(*slides: Slide) -> Show:
    return Show("D", "zh", "light", slides, "b", "v", "2026-11-28")


def test_a_sentence_is_parted_after_the_stop_of_its_finding():
    assert SLIDE.led(SLIDE.sentence) == (FINDING, THEN)
    assert SLIDE.led("甘肃 9.6%") == ("甘肃 9.6%", ""), "nothing follows"
    assert SLIDE.led("甘肃…") == ("甘肃…", ""), "cut within the finding"
    assert replace(SLIDE, finding="").led(THEN) == ("", THEN)


def test_in_the_player_and_on_a_printed_handout_it_is_bold():
    page = write_html(show_of(SLIDE), load_geometry(), ZH, palette("light"))
    assert f'<p class="sentence"><b>{FINDING}</b>{THEN}</p>' in page
    assert f"<p><b>{FINDING}</b>{THEN}</p>" in handout_page(show_of(SLIDE), {}, {}, ZH)


def test_on_a_slide_of_powerpoint_it_is_bold_and_in_ink():
    file = write_pptx(show_of(SLIDE), load_geometry(), ZH, palette("light"))
    texts = [shape.text_frame for shape in Presentation(io.BytesIO(file)).slides[0].placeholders if shape.has_text_frame]
    runs = next(frame.paragraphs[0].runs for frame in texts if frame.text == FINDING + THEN)
    assert [(run.text, bool(run.font.bold)) for run in runs] == [(FINDING, True), (THEN, False)]
    assert runs[0].font.color.theme_color != runs[1].font.color.theme_color


def test_in_word_it_is_bold():
    for slide, parts in ((SLIDE, (FINDING, THEN)), (ENGLISH, ("Gansu 9.6%.", " Basis not stated"))):
        document = Document(io.BytesIO(write_handout(show_of(slide), {}, {}, ZH)))
        runs = next(line.runs for line in document.paragraphs if line.text == slide.sentence)
        assert [(run.text, bool(run.bold)) for run in runs] == [(parts[0], True), (parts[1], False)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sentence_of_a_view_begins_with_its_finding_and_one_of_ones_own_is_said_first_as_a_whole(lang):
    deck = Deck("D", (DeckSlide("trends"), DeckSlide("trends", sentence="自己的话")), lang, cover=False)
    of_view, own = (slide for slide in show(deck, lang, "light", "2026-11-28").slides if slide.sentence)
    assert of_view.finding and of_view.sentence.startswith(of_view.finding) and of_view.led(of_view.sentence)[1]
    assert own.led(own.sentence) == ("自己的话", "")
