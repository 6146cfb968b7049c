"""Charts that PowerPoint has none of: as shapes, each bar, marker and word where the chart has it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from lxml import etree
from pptx import Presentation

from charts.bars.delisting import delisting_spec
from charts.base import ChartOptions
from charts.grids.scorecard import scorecard_spec
from charts.key_points.panels import KeyOptions, key_points_spec
from charts.spec import ChartSpec
from export.deck.layout import layout
from export.pptx.charts.drawn import drawn_chart, fits
from export.pptx.charts.native import native
from export.pptx.drawing.paint import EMU
from export.pptx.drawing.shapes import numbers, rooted
from tests.charts.grids.test_scorecard import card
from tests.charts.toy import EN, HOSTILE, LOOK, five_rows, point, points
from tests.export.pptx.test_pptx import plain_slide, show_of, write
from views.slide import Chart

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
SOME = card(("a-b", "East", "West", "funds", "Funds", 3), ("a-b", "East", "West", "labour", "Labour", 0))
LEADS = {"1": ("a-start", "a-end"), "2": ("b-start", "b-end"), "3": ("c",)}


def key_points(**given: object) -> ChartSpec:
    rows = [row | given for row in five_rows()]
    return key_points_spec(points(*rows), LEADS, LOOK, EN, KeyOptions(1200, 500, 4 / 3, lead="Core"))


def delisting(width_px: int = 1200) -> ChartSpec:
    rows = [point(f"p{n}", n + 1, "2017", region_id=f"{n:06}", name=f"P{n}", point="over") for n in range(7)]
    return delisting_spec(points(*rows), LOOK, EN, ChartOptions(width_px, 500, 4 / 3), blocks=2)


def shapes(spec: ChartSpec, wide: float = 1200, high: float = 500):
    return etree.fromstring(rooted(drawn_chart(spec, 40, 130, wide, high, EN, numbers(2)).xml))


def texts(drawn) -> list[str]:
    return ["".join(one.itertext(f"{A}t")) for one in drawn.iter(f"{P}txBody")]


def middles(drawn) -> dict[str, tuple[int, int]]:
    """Middle of each box of words, in EMU."""
    found = {}
    for shape in drawn.iter(f"{P}sp"):
        words = "".join(shape.itertext(f"{A}t"))
        off, ext = shape.find(f".//{A}off"), shape.find(f".//{A}ext")
        if words:
            x, y = (int(off.get(k)) + int(ext.get(n)) // 2 for k, n in (("x", "cx"), ("y", "cy")))
            found[words] = (x, y)
    return found


@pytest.mark.parametrize("spec", [key_points(), delisting(), scorecard_spec(SOME, LOOK, EN, ChartOptions(1200, 500))])
def test_powerpoint_has_no_chart_of_these_and_every_word_of_theirs_is_drawn(spec):
    assert native(spec) is None
    said = texts(shapes(spec))
    labels = [line for one in spec.series for m in one.marks if m.label for line in m.label.lines]
    ticks = [
        line for p in spec.panels for axis in (p.x, p.y) if axis and axis.visible for t in axis.ticks for line in t.lines
    ]
    whole = "\n".join(said)
    assert [line for line in (*labels, *ticks) if line not in whole] == []


def test_what_is_higher_or_later_stands_higher_or_further_right():
    at = middles(shapes(key_points()))
    assert at["46.8%"][1] < at["32%"][1] < at["22.7%"][1] < at["15%"][1] < at["0.028%"][1]
    assert at["32%"][0] < at["15%"][0] < at["46.8%"][0] < at["22.7%"][0] < at["0.028%"][0]


def test_every_mark_and_bar_is_a_shape():
    spec = delisting()
    bars = sum(len(one.marks) for one in spec.series if one.paint)
    boxes = [
        s
        for s in shapes(spec).iter(f"{P}sp")
        if s.find(f".//{A}prstGeom[@prst='rect']") is not None and s.find(f"{P}txBody") is None
    ]
    assert len(boxes) >= bars == 7


@pytest.mark.parametrize(("wide", "high"), [(1200, 500), (600, 500), (1200, 200)])
def test_it_keeps_within_its_room(wide, high):
    spec = key_points()
    drawn = drawn_chart(spec, 40, 130, wide, high, EN, numbers(2))
    assert fits(spec, wide, high) == pytest.approx(min(1, wide / 1200, high / 500))
    # Words at the edges may reach a little over it: they are measured without their typeface.
    assert drawn.left >= 40 - 12 and drawn.right <= 40 + wide + 30
    assert drawn.top >= 130 - 12 and drawn.bottom <= 130 + high + 12


@pytest.mark.parametrize("words", HOSTILE)
def test_a_strangers_words_are_written_as_they_are(words):
    spec = key_points(name=words, short=words, basis=words)
    drawn = shapes(spec)  # well-formed in any case
    assert not list(drawn.iter("script", "img"))


def test_on_a_slide_they_are_a_group_with_the_charts_words_and_no_table():
    spec = delisting()
    made = plain_slide(charts=(Chart(spec, "What it shows", points(), spec),))
    page = Presentation(io.BytesIO(write(show_of(made)))).slides[0]
    (group,) = [s for s in page.shapes if hasattr(s, "shapes")]
    assert group.name == spec.title
    assert group._element.nvGrpSpPr.cNvPr.get("descr") == "What it shows"
    assert not [s for s in page.shapes if s.has_table]


def test_words_too_small_to_read_give_way_to_the_table():
    tiny = replace(delisting(), height_px=5000.0)
    frame = points(*five_rows())[["name", "period"]]
    page = Presentation(io.BytesIO(write(show_of(plain_slide(charts=(Chart(tiny, "It", frame),)))))).slides[0]
    assert [s for s in page.shapes if s.has_table] and not [s for s in page.shapes if hasattr(s, "shapes")]


def test_on_an_old_projector_a_chart_has_the_type_of_the_slide():
    """It is laid out three quarters as wide as the slide: at its own size it would leave a quarter empty."""
    narrow = delisting(900)
    made = plain_slide(charts=(Chart(delisting(), "What it shows", points(), narrow),))
    page = Presentation(io.BytesIO(write(show_of(made), shape="4:3"))).slides[0]
    (group,) = [s for s in page.shapes if hasattr(s, "shapes")]
    plan = layout("4:3")
    sizes = {run.font.size.pt for s in group.shapes if s.has_text_frame for p in s.text_frame.paragraphs for run in p.runs}
    assert min(sizes) >= 0.97 * plan.small_size * EMU / 12700
