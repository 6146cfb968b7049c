"""A house's own template: its slides are ours, its master, theme and size the house's; what it lacks is said."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from pptx import Presentation
from pptx.util import Emu

from export.pptx.base.template import read_template
from export.pptx.base.unpacking import MAX_UNPACKED
from export.pptx.drawing.paint import EMU
from export.pptx.drawing.theme import tone
from export.trouble import (
    ExportTrouble,
    TemplateLarge,
    TemplateLocked,
    TemplateMacros,
    TemplateShape,
    TemplateUnreadable,
    TemplateWithoutRoom,
    TemplateWithoutTitle,
)
from look.color import rgb
from look.palette import palette
from tests.export import deck
from tests.export.pptx.test_open_xml import faults
from tests.export.pptx.test_pptx import A, opened, parts, plain_slide, show_of, write
from tests.export.pptx.test_pptx_theme import resolved
from text.catalogue import Catalogue
from views.slide import Figure, Footnote


def saved(prs) -> bytes:
    file = io.BytesIO()
    prs.save(file)
    return file.getvalue()


def rewritten(content: bytes, change) -> bytes:
    """The same zip file with other parts: what ``change`` gives for a name and a part, None to leave it out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return file.getvalue()


@cache
def house() -> bytes:
    """A template of a house, 10 by 7½ inches, with a slide, notes and a section; its first accent is green."""
    prs = Presentation()
    old = prs.slides.add_slide(prs.slide_layouts[0])
    old.shapes.title.text = "年度工作"
    old.notes_slide.notes_text_frame.text = "内部"

    def dressed(name: str, part: bytes) -> bytes:
        if name == "ppt/theme/theme1.xml":
            return re.sub(rb"(<a:accent1>).*?(</a:accent1>)", rb'\1<a:srgbClr val="1F7A1F"/>\2', part)
        return part.replace(b"presentation.main+xml", b"template.main+xml") if name == "[Content_Types].xml" else part

    return rewritten(saved(prs), dressed)


def with_layouts(change) -> bytes:
    prs = Presentation()
    for layout in prs.slide_layouts:
        change(layout)
    return saved(prs)


def test_slides_stand_on_the_houses_master_and_its_own_slides_are_gone():
    show = show_of(plain_slide(title="结对", sentence="三十二对", points=("闽宁",)), plain_slide(title="二"))
    made = write(show, template=read_template(house()))
    prs = opened(made)

    assert [page.shapes.title.text_frame.text for page in prs.slides] == ["结对", "二"]
    assert {page.slide_layout.name for page in prs.slides} == {"Title Only"}
    assert (prs.slide_width, prs.slide_height) == (9_144_000, 6_858_000)
    assert b"1F7A1F" in parts(made, r"ppt/theme/theme1\.xml")["ppt/theme/theme1.xml"]
    text = b"".join(parts(made, r".*\.xml").values()).decode()
    assert "年度工作" not in text and "内部" not in text


def test_nothing_leaves_a_smaller_slide_and_type_grows_small_with_it():
    made = write(show_of(replace(deck.show().slides[5], notes="")), template=read_template(house()))
    (page,) = opened(made).slides

    for shape in page.shapes:
        assert shape.left >= 0 and shape.left + shape.width <= 9_144_000
        assert shape.top >= 0 and shape.top + shape.height <= 6_858_000 + 9_525
    assert min(int(run.get("sz")) for run in page._element.iter(f"{A}rPr") if run.get("sz")) == 1200


def test_colours_are_tones_of_the_house_without_a_turn_of_the_hue():
    look = palette("light")
    made = write(show_of(deck.show().slides[0]), template=read_template(house()))
    (xml,) = parts(made, r"ppt/slides/slide1\.xml").values()

    assert b"srgbClr" not in xml and b"hueOff" not in xml and b"accent1" in xml
    shades = [tone(rgb(c)[0], look, exact=False) + "</a:schemeClr>" for c in look.ramp(6)]
    lightness = [sum(bytes.fromhex(resolved(shade, {"accent5": "#00695C"}))) for shade in shades]
    assert lightness == sorted(lightness, reverse=True) and len(set(lightness)) == 6


def test_a_deck_on_a_template_breaks_no_rule_of_powerpoint(tmp_path):
    show = deck.show()
    path = tmp_path / "house.pptx"
    path.write_bytes(write(replace(show, slides=(show.slides[1], show.slides[5])), template=read_template(house())))
    assert faults(path) == []


def test_what_we_export_can_be_a_template_itself():
    template = read_template(write(show_of(plain_slide(title="old"))))
    again = opened(write(show_of(plain_slide(title="new")), template=template))
    assert [page.shapes.title.text_frame.text for page in again.slides] == ["new"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_is_that_of_the_ground(theme):
    assert read_template(write(replace(show_of(plain_slide()), theme=theme))).theme == theme


# --- what is refused


def without_titles() -> bytes:
    def strip(layout):
        for shape in list(layout.placeholders):
            if shape.placeholder_format.idx == 0:
                shape._element.getparent().remove(shape._element)

    return with_layouts(strip)


def with_titles_in_the_middle() -> bytes:
    def lower(layout):
        for shape in layout.placeholders:
            if shape.placeholder_format.idx == 0:
                shape.left, shape.top, shape.width, shape.height = (Emu(n) for n in (0, 3_000_000, 9_144_000, 900_000))

    return with_layouts(lower)


def upright() -> bytes:
    prs = Presentation()
    prs.slide_width, prs.slide_height = Emu(6_858_000), Emu(9_144_000)
    return saved(prs)


def with_part(name: str, part: bytes) -> bytes:
    file = io.BytesIO(house())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, part)
    return file.getvalue()


def with_entities() -> bytes:
    evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
    return rewritten(house(), lambda name, part: evil + part if name == "ppt/presProps.xml" else part)


REFUSED = {
    "no zip": (lambda: b"%PDF-1.7", TemplateUnreadable),
    "nothing": (lambda: b"", TemplateUnreadable),
    "cut off": (lambda: house()[:5000], TemplateUnreadable),
    "a zip of something else": (
        lambda: rewritten(house(), lambda n, p: p if n == "docProps/app.xml" else None),
        TemplateUnreadable,
    ),
    "a part is missing": (
        lambda: rewritten(house(), lambda n, p: None if n == "ppt/slideMasters/slideMaster1.xml" else p),
        TemplateUnreadable,
    ),
    "entities": (with_entities, TemplateUnreadable),
    "locked": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), TemplateLocked),
    "macros": (lambda: with_part("ppt/vbaProject.bin", b"x"), TemplateMacros),
    "a bomb": (lambda: with_part("ppt/media/image1.png", bytes(MAX_UNPACKED + 1)), TemplateLarge),
    "too large": (lambda: bytes(21 * 2**20), TemplateLarge),
    "upright": (upright, TemplateShape),
    "no title": (without_titles, TemplateWithoutTitle),
    "no room": (with_titles_in_the_middle, TemplateWithoutRoom),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_a_base_is_refused_with_the_way_out(case):
    make, expected = REFUSED[case]

    with pytest.raises(ExportTrouble) as caught:
        read_template(make())

    assert type(caught.value) is expected
    for lang in ("zh", "en"):
        assert len(caught.value.words(Catalogue.load(lang))) > 20


@pytest.mark.parametrize("house_given", [False, True])
def test_a_cover_stands_on_the_title_page_with_the_type_of_its_layout(house_given, tmp_path):
    cover = plain_slide(slide_id="cover", kind="cover", title="汇报", sentence="闽宁协作", points=("王某", "2026年11月22日"))
    made = write(show_of(cover, plain_slide(title="二")), template=read_template(house()) if house_given else None)
    first, second = opened(made).slides

    assert first.slide_layout._element.get("type") == "title" and second.slide_layout._element.get("type") != "title"
    assert {str(p.placeholder_format.type).split(" ")[0]: p.text_frame.text for p in first.placeholders} == {
        "CENTER_TITLE": "汇报",
        "SUBTITLE": "闽宁协作\n王某\n2026年11月22日",
    }
    # Size and place are the layout's: a house that moves its title moves ours.
    runs = first.shapes._spTree.findall(f".//{A}rPr")
    assert len(runs) == 4 and {run.get("sz") for run in runs} == {None} and {run.get("lang") for run in runs} == {"zh-CN"}
    assert all(shape._element.spPr.find(f"{A}xfrm") is None for shape in first.placeholders)
    file = tmp_path / "deck.pptx"
    file.write_bytes(made)
    assert faults(file) == []


def test_a_cover_without_a_title_page_is_written_like_any_slide():
    bare = with_layouts(lambda layout: layout._element.attrib.pop("type", None) if layout.name == "Title Slide" else None)
    cover = plain_slide(slide_id="cover", kind="cover", title="汇报", sentence="闽宁协作", points=("王某",))
    (page,) = opened(write(show_of(cover), template=read_template(bare))).slides

    assert page.slide_layout.name == "Title Only" and page.shapes.title.text_frame.text == "汇报"
    assert "闽宁协作" in "".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)


@pytest.mark.parametrize("house_given", [False, True])
def test_chapters_are_sections(house_given, tmp_path):
    names = ("", "格局", "格局", "成效")
    show = show_of(
        *(plain_slide(slide_id=f"s{n}", title=str(n), chapter=name) for n, name in enumerate(names)), title="汇报"
    )
    made = write(show, template=read_template(house()) if house_given else None)
    prs = opened(made)
    sections = prs.element.findall(".//{*}section")

    assert [section.get("name") for section in sections] == ["汇报", "格局", "成效"]
    listed = [[one.get("id") for one in section.iter("{*}sldId")] for section in sections]
    ids = [one.get("id") for one in prs.slides._sldIdLst]
    assert listed == [ids[:1], ids[1:3], ids[3:]]
    assert len({section.get("id") for section in sections}) == 3
    file = tmp_path / "deck.pptx"
    file.write_bytes(made)
    assert faults(file) == []


def test_a_deck_without_chapters_has_no_sections():
    assert opened(write(show_of(plain_slide()))).element.findall(".//{*}section") == []


def test_three_figures_and_what_follows_have_room_where_a_house_has_a_high_title():
    """They would else reach into the sources: its body is three quarters as high as ours."""
    label, when = "People lifted out of poverty, Liupan Mountains area, Shaanxi part", "up to 2018 · Basis not stated"
    figures = tuple(Figure(f"{n}66,500 people", label, when, (2,)) for n in range(3))
    slide = replace(
        plain_slide(figures=figures, points=("a point",), footnotes=(Footnote(2, "s", "新华社"),)),
        charts=deck.show().slides[5].charts[:1],
    )
    made = write(show_of(slide), template=read_template(house()))
    words = [shape for shape in opened(made).slides[0].shapes if shape.has_text_frame]
    boxes = [shape for shape in words if "people" in shape.text_frame.text]
    (point,) = (shape for shape in words if shape.text_frame.text == "a point")
    (foot,) = (shape for shape in words if "新华社" in shape.text_frame.text)
    assert len(boxes) == 3
    for above, below in pairwise([*boxes, point, foot]):
        assert above.top + above.height <= below.top
    # A line of the smallest type, and no box that its words leave.
    assert point.height >= 1.25 * 16 * EMU
