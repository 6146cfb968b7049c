"""A slide that is finished: the same file, without the tree that it was made of."""

from __future__ import annotations

import io
import zipfile

from pptx import Presentation
from pptx.util import Emu

from export.pptx.part import finish
from look.palette import palette


def saved(*, finished: bool) -> dict[str, bytes]:
    deck = Presentation()
    for title in ("结对", "协作"):
        page = deck.slides.add_slide(deck.slide_layouts[5])
        page.shapes.title.text = title
        page.shapes.add_textbox(Emu(0), Emu(0), Emu(9_525), Emu(9_525)).text_frame.text = "闽宁"
        page.notes_slide.notes_text_frame.text = "来源"
        part = page.part
        if finished:
            finish(page, palette("light"))
            assert not hasattr(part, "_element") and not vars(page)
    file = io.BytesIO()
    deck.save(file)
    with zipfile.ZipFile(file) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_a_finished_slide_gives_the_same_file():
    assert saved(finished=True) == saved(finished=False)
