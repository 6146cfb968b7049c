"""A map or a chart on a page of its own: everything on it, inside it, large enough, and the same every time."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
from PIL import Image

from export.pictures import png
from export.pictures.png import differ, to_png, with_dpi
from export.pictures.still import SIZES, SMALLEST, Finish, Words, chart_size, still, still_chart, words_of
from export.trouble import MissingFont
from geo.still.measures import overlap, text_width
from look.palette import palette
from tests.geo.pictures import NINGXIA, geometry, names, story
from tests.hostile import HOSTILE
from views.slide import Footnote, Show, Slide

SVG = "{http://www.w3.org/2000/svg}"
CHART = (
    '<?xml version="1.0"?><svg class="main-svg" xmlns="http://www.w3.org/2000/svg" width="400" height="300">'
    '<rect id="bar"/></svg>'
)
WORDS = Words(
    "谁帮扶谁",
    "2016年12月调整后的结对关系，一句相当长的话，说明图上能看到什么。" * 2,
    ("2016年12月", "建档立卡", "数据版本 1a2b"),
    tuple(f"[{n}] 国务院扶贫办，《关于进一步加强东西部扶贫协作工作的指导意见》，2016年12月" for n in range(1, 6)),
    finding="东部九省市帮扶三十一个地方，共三十二对",
)


def page(size: str = "16:9", words: Words = WORDS) -> str:
    return still(Slide("s", words.title, scene=story(), names=names()), geometry(), words, size)


def rooms(root: ElementTree.Element, dx: float = 0, dy: float = 0) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Each line of text with its rectangle, in pixels of the page; nested pictures stand at their own place."""
    found = []
    for node in root:
        if node.tag == f"{SVG}text":
            size, weight = float(node.get("font-size", 0)), int(node.get("font-weight", 400))
            w, x = text_width(node.text or "", size, weight), float(node.get("x", 0)) + dx
            left = x - {"start": 0.0, "middle": w / 2, "end": w}[node.get("text-anchor", "start")]
            y = float(node.get("y", 0)) + dy - 0.36 * size
            found.append((node.text or "", (left, y - size / 2, left + w, y + size / 2)))
        else:
            inner = node.tag == f"{SVG}svg"
            found += rooms(node, dx + float(node.get("x", 0)) * inner, dy + float(node.get("y", 0)) * inner)
    return found


def test_sources_without_room_for_their_titles_are_named_with_publisher_and_date():
    """None is left out while there is room to name it; of a hundred the last are counted."""
    few, many = (
        replace(
            WORDS,
            footnotes=tuple(f"• 新疆日报{n}，《一份相当长的文件》，2016年12月" for n in range(n_sources)),
            brief=tuple(f"新疆日报{n:03d}，2016年12月" for n in range(n_sources)),
        )
        for n_sources in (20, 100)
    )
    said = ["".join(text for text, _ in rooms(ElementTree.fromstring(page(words=words)))) for words in (few, many)]
    assert all(name in said[0] for name in few.brief) and "此处未列" not in said[0] and "一份相当长" not in said[0]
    named = sum(name in said[1] for name in many.brief)
    assert 20 < named < 100 and f"另有 {100 - named} 处来源，此处未列" in said[1]


@pytest.mark.parametrize("size", ["16:9", "4:3"])
def test_many_sources_leave_most_of_the_page_to_the_chart(size):
    words = replace(WORDS, footnotes=tuple(f"[{n}] 国务院扶贫办，《一份相当长的文件》，2016年12月" for n in range(1, 60)))
    inner = ElementTree.fromstring(still_chart(CHART, words, "light", size)).find(f"{SVG}svg")
    assert inner is not None and float(inner.get("height", 0)) > 0.55 * SIZES[size][1]


@pytest.mark.parametrize("size", SIZES)
def test_all_words_are_on_the_page_apart_and_large_enough(size):
    root = ElementTree.fromstring(page(size))
    width, height = SIZES[size]
    found = rooms(root)
    said = "".join(text for text, _ in found)

    assert (root.get("width"), root.get("height")) == (str(width), str(height))
    assert [(text, r) for text, r in found if r[0] < 0 or r[1] < 0 or r[2] > width or r[3] > height] == []
    assert [(a[0], b[0]) for a, b in combinations(found, 2) if overlap(a[1], b[1])] == []
    assert min(float(n.get("font-size", 0)) for n in root.iter(f"{SVG}text")) >= SMALLEST[size]
    for text in (
        WORDS.title,
        WORDS.finding,
        WORDS.sentence,
        *WORDS.lines,
        *WORDS.footnotes,
        "Boundaries: a data set",
        "A title",
    ):
        assert text.replace(" ", "") in said.replace(" ", "")


def test_the_finding_stands_before_what_qualifies_it_in_ink_and_on_lines_of_its_own():
    texts = {node.text: node for node in ElementTree.fromstring(page()).iter(f"{SVG}text")}
    finding, then = (
        texts[WORDS.finding],
        next(node for text, node in texts.items() if (text or "").startswith("2016年12月调整后")),
    )

    assert (finding.get("fill"), finding.get("font-weight")) == (palette("light").ink, "600")
    assert then.get("fill") == palette("light").quiet and float(then.get("y", 0)) > float(finding.get("y", 0))


def test_sources_without_room_are_counted():
    many = replace(WORDS, footnotes=WORDS.footnotes * 8)
    found = rooms(ElementTree.fromstring(page("square", many)))

    assert any(text.startswith("另有") for text, _ in found)
    assert max(r[3] for _, r in found) <= 1080


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text):
    root = ElementTree.fromstring(page(words=Words(text, text, (text,), (text,))))

    assert root.findtext(f"{SVG}title") == text
    assert not any(node.tag.endswith("script") or "onerror" in node.attrib for node in root.iter())


def test_a_long_address_is_broken_rather_than_cut():
    address = "https://example.org/" + "a" * 400
    found = rooms(ElementTree.fromstring(page("square", replace(WORDS, footnotes=(address,)))))

    assert address in "".join(text for text, _ in found)
    assert max(r[2] for _, r in found) <= 1080


def test_a_chart_fits_the_room_it_is_given():
    svg = still_chart(CHART, WORDS, "dark", "4:3", "a chart")
    root = ElementTree.fromstring(svg)
    inner = root.find(f"{SVG}svg")

    assert inner is not None and inner.get("viewBox") == "0 0 400 300" and inner.find(f".//{SVG}rect[@id='bar']") is not None
    width, height = SIZES["4:3"]
    assert 0.9 * width < float(inner.get("width", 0)) < width and 0.5 * height < float(inner.get("height", 0)) < height
    assert root.findtext(f"{SVG}desc") == "a chart"


@pytest.mark.parametrize(
    ("svg", "size"),
    [(CHART, (400, 300)), ('<svg viewBox="0 0 7.5 3">', (7.5, 3)), ("<svg width='12px' height='8'>", (12, 8))],
)
def test_the_size_of_a_chart_is_read(svg, size):
    assert chart_size(svg) == size


@pytest.mark.parametrize("text", ["", "a chart", "<svg>", '<svg width="100%" height="5">'])
def test_what_has_no_size_is_refused(text):
    with pytest.raises(ValueError, match="width and height"):
        chart_size(text)


def test_a_slide_tells_period_basis_version_and_sources():
    slide = Slide(
        "s", "谁帮扶谁", "一句话", footnotes=(Footnote(1, "src", "国务院扶贫办，2016"),), period="2016年", basis="建档立卡"
    )
    words = words_of(slide, Show("d", "zh", "light", (slide,), "boundaries", "1a2b", "2026-01-02"))

    assert words.footnotes == ("来源：国务院扶贫办，2016",)
    two = replace(slide, footnotes=(*slide.footnotes, Footnote(2, "other", "福建日报，2015")))
    several = words_of(two, Show("d", "zh", "light", (two,), "boundaries", "1a2b", "2026-01-02"))
    assert several.footnotes == ("• 国务院扶贫办，2016", "• 福建日报，2015")
    assert words.lines[:2] == ("2016年", "建档立卡") and "1a2b" in words.lines[2] and "2026年1月2日" in words.lines[3]


def test_a_png_has_its_size_and_the_colours_of_the_map():
    svg = page()
    png = to_png(svg, 960)
    image = Image.open(io.BytesIO(png)).convert("RGB")
    root = ElementTree.fromstring(svg)
    inner = root.find(f"{SVG}svg")
    assert inner is not None
    mark = next(n for n in inner.iter(f"{SVG}text") if n.text == "宁夏")
    # Beside its name, half a line above it: still in the province.
    x = (float(inner.get("x", 0)) + float(mark.get("x", 0))) / 2
    y = (float(inner.get("y", 0)) + float(mark.get("y", 0)) - 1.2 * float(mark.get("font-size", 0))) / 2

    around = [image.getpixel((round(x) + dx, round(y) + dy)) for dx in range(-6, 7) for dy in range(-4, 5)]

    assert image.size == (960, 540)
    assert any(_near(found, (0x44, 0x55, 0x66)) for found in around)
    assert _near(image.getpixel((3, 3)), (0xF6, 0xF4, 0xEE))
    assert NINGXIA in svg


def test_the_same_page_gives_the_same_bytes():
    assert page() == page()
    assert to_png(page("square"), 540) == to_png(page("square"), 540)


def test_a_machine_without_chinese_says_so(monkeypatch):
    monkeypatch.setattr(png, "has_chinese", lambda: False)

    with pytest.raises(MissingFont, match="fonts-noto-cjk"):
        to_png('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>谁</text></svg>', 9)
    assert to_png('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 9).startswith(b"\x89PNG")


def test_characters_without_a_glyph_look_alike():
    assert differ("汉", "字")
    assert not differ("\U0010fffd", "\U0010fffc")


def _near(found, wanted: tuple[int, int, int]) -> bool:
    return all(abs(a - b) <= 6 for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize("size", SIZES)
def test_a_sentence_without_end_leaves_room_for_the_map(size):
    long = replace(WORDS, sentence="甘肃 9.6%（2018年4月）；" * 120)
    root = ElementTree.fromstring(page(size, long))
    told = [text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert sum("甘肃 9.6%" in text for text in told) <= 3 and any(text.endswith("…") for text in told)
    inner = root.find(f"{SVG}svg")
    assert inner is not None and float(inner.get("height", 0)) > SIZES[size][1] * 0.4


def test_a_picture_alone_has_no_title_and_no_sources_but_its_legend_and_the_boundaries():
    slide = Slide("s", WORDS.title, scene=story(), names=names())
    root = ElementTree.fromstring(still(slide, geometry(), WORDS, "16:9", Finish(alone=True)))
    texts = [text for text, _ in rooms(root)]
    assert WORDS.title not in texts and not any("国务院扶贫办" in text for text in texts)
    credit, legend = slide.scenes[0].text["credit"], slide.scenes[0].legend.items[0].text
    joined = "".join(texts)
    assert credit[:6] in joined and legend in joined
    inner, whole = root.find(f"{SVG}svg"), ElementTree.fromstring(page()).find(f"{SVG}svg")
    assert inner is not None and whole is not None
    assert float(inner.get("height", 0)) > 1.3 * float(whole.get("height", 0))


def test_a_clear_picture_lets_shine_through_what_it_is_laid_upon():
    slide = Slide("s", WORDS.title, scene=story(), names=names())

    def opacity(finish: Finish) -> object:
        image = Image.open(io.BytesIO(to_png(still(slide, geometry(), WORDS, "square", finish), 400)))
        return image.convert("RGBA").getchannel("A").getpixel((3, 200))

    assert opacity(Finish(clear=True)) == 0
    assert opacity(Finish()) == 255


@pytest.mark.parametrize(("sharpness", "width"), [("1x", 2480), ("2x", 4960), ("300dpi", 3508)])
def test_a_page_of_a4_is_as_fine_as_it_is_wanted(sharpness, width):
    assert Finish(sharpness=sharpness).pixels("a4") == width


def test_a_picture_for_paper_says_its_size():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5" width="10" height="5"><rect width="5" height="5"/></svg>'
    )
    image = Image.open(io.BytesIO(with_dpi(to_png(svg, 600), 300)))
    image.load()
    assert image.size == (600, 300) and image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
