"""Words of the slides: none points at what is not there, no number is without its words, nothing is hidden for no reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

import pytest

from charts.base import SMALL_PX
from charts.trend.events import circled
from export.deck.deck import Deck, DeckSlide
from export.deck.layout import HEIGHTS, layout
from export.deck.show import show
from export.deck.story import story
from export.html.room import lines_of
from export.pptx.charts.drawn import fits
from export.pptx.drawing.text import fitting, shortened
from export.pptx.foot import DOTS
from geo.still.draw import draw, load_geometry
from tests.views.test_slides import OTHERS
from text.catalogue import Catalogue
from text.lettering import wrap
from views.addresses import VIEWS
from views.slide import Chart, Slide
from views.slides.make import slide
from views.slides.room import with_rest

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
#: A place on a page, or something to be done there: neither is on a slide, in a file, or on paper.
POINTING = re.compile(
    "下方(?:的)?(?:表|图|逐)|在下方|(?:地图|页面)下方|上方表|下面的|右侧|左侧|见表|表格|点击|旁边"
    r"|\bthe table\b|above the|below the|\bbelow\b(?=[.;])|beside it|\bclick\b",
    re.IGNORECASE,
)
FLAGS = frozenset(circled(n) for n in range(1, 21))


@cache
def every(lang: str) -> tuple[tuple[str, Slide], ...]:
    """The slides of the built-in deck, and of views of every page."""
    views = dict.fromkeys([*(one.view for one in story(lang).slides), *VIEWS, *OTHERS])
    return tuple((view, one) for view in views for one in with_rest(slide(view, lang), Catalogue.load(lang)))


def words_of_chart(chart: Chart) -> Iterator[str]:
    yield chart.alt
    for spec in (chart.spec, chart.tall):
        if spec is not None:
            yield from (spec.title, spec.period, spec.message, *spec.notes)
            yield from (entry.name for entry in spec.entries())


def words_of(one: Slide) -> Iterator[str]:
    """What is written on a slide, as itself: not the quotes, which are the sources' own words."""
    yield from (one.title, one.sentence, one.period, one.basis, *one.points)
    yield from chain.from_iterable((figure.label, figure.when) for figure in one.figures)
    yield from chain.from_iterable(words_of_chart(chart) for chart in one.charts)
    for scene in one.scenes:
        yield from (scene.text["alt"], scene.text["unnamed"], scene.legend.title, *scene.legend.notes)
        yield from (item.text for item in scene.legend.items)
    yield from chain.from_iterable((panel.title, panel.text) for panel in one.panels)


@LANGS
def test_no_word_points_at_what_is_not_there(lang):
    pointing = {
        (view, text[:80])
        for view, one in every(lang)
        for text in words_of(one)
        if POINTING.search(re.sub(r"[“\"][^”\"]*[”\"]", "", text))
    }
    assert pointing == set()


def test_what_the_test_looks_for_would_be_seen():
    for text in (
        "列在下方表格末尾",
        "（见表格）",
        "同样内容在地图下方。",
        "in the table below.",
        "a click on a bar leads to its source",
    ):
        assert POINTING.search(text), text


@LANGS
def test_no_flag_is_numbered_without_its_words(lang):
    """A flag on the chart is explained on the same slide, by its number."""
    flagged = 0
    for view in (
        "trends?show=rates&events=1",
        "trends?show=rates&events=1&regions=650000,640000,620000,520000,530000,350900",
    ):
        one = slide(view, lang)
        for spec in (one.charts[0].spec, one.charts[0].tall):
            assert spec is not None
            drawn = FLAGS & set(repr(spec))
            explained = FLAGS & set(" ".join(point[:1] for point in one.points))
            assert drawn <= explained
            flagged += len(explained)
    assert flagged > 1


@LANGS
def test_nothing_is_counted_as_left_out_while_a_slide_has_room(lang):
    """'12 more' stands on a second slide alone, and that one is full."""
    t = Catalogue.load(lang)
    more = re.compile(re.escape(t("slide.more", n=0)).replace("0", r"\d+"))
    for view, one in every(lang):
        counting = [point for point in one.points if more.fullmatch(point)]
        if counting:
            assert one.title.endswith(t("slide.continued", title="")), view
            beside_chart, alone = 19.5, 56
            assert sum(len(wrap(point, beside_chart if one.charts else alone)) for point in one.points) >= 10, view


def test_on_paper_a_view_is_one_slide_with_each_line_once():
    deck, t = Deck("deck", (DeckSlide("region?region=620000"), DeckSlide("cooperation")), cover=False), Catalogue.load("zh")
    screen, paper = (show(deck, "zh", "light", "2026-01-01", whole=whole) for whole in (False, True))
    assert [one.title.endswith("（续）") for one in screen.slides] == [False, True, False, True]
    assert len(paper.slides) == 2
    for (first, second), one in zip((screen.slides[:2], screen.slides[2:]), paper.slides, strict=True):
        lines = (*one.points, *one.further)
        assert len(set(lines)) == len(lines) and set(first.points) <= set(lines)
        assert second.goes_on(first) and not one.goes_on(first)
    assert set(screen.slides[1].points) <= set(paper.slides[0].points)
    assert paper.slides[1].charts == screen.slides[3].charts
    assert re.fullmatch(t("slide.more", n=r"\d+"), paper.slides[1].points[-1]), "what has no room is counted"


def test_a_second_slide_cites_what_stands_on_it():
    first, second = with_rest(slide("cooperation?show=terms", "zh"), Catalogue.load("zh"))
    cited = {int(n) for point in second.points for n in re.findall(r"\[(\d+)\]", point)}
    assert {note.number for note in second.footnotes} == cited and second.title == "术语（续）"
    assert first.rest == () and first.points and not set(first.points) & set(second.points)


@LANGS
def test_bars_of_one_year_stand_apart_from_a_headline_of_another(lang):
    content = slide("cooperation", lang)
    first, second = with_rest(content, Catalogue.load(lang))
    assert content.apart and len(content.charts) == 1, "a picture of the view has the chart"
    assert not first.charts and "2011" in first.sentence and "2011" in first.figures[0].when
    assert second.charts == content.charts and "12" in second.sentence and "2011" not in second.sentence
    # Each cites its own: the bars' two newspapers stand on the second alone.
    titles = {note.text for note in second.footnotes if note.drawn}
    assert len(titles) == 2 and not titles & {note.text for note in first.on_face}
    assert [figure.notes for figure in first.figures] == [(1,), (2,), (3,)]
    assert not with_rest(slide("cooperation?task=labour", lang), Catalogue.load(lang))[0].apart


@pytest.mark.parametrize("view", ["overview", "overview?fill=rate", "pairings", "pairings?show=coverage"])
def test_a_map_has_seven_tenths_of_the_width_and_the_names_of_a_page(view):
    """A page of 1366 × 768 gives its map 836 × 560 px at a type of 12 px; a slide's type is a quarter larger for its map."""
    ready = show(Deck("deck", (DeckSlide(view),)), "zh", "light", "2026-01-01")
    one = ready.slides[0]
    plan = layout().with_lines(*lines_of(one, ready, layout(), Catalogue.load("zh")))
    area = plan.rooms(2, mapped=True)[0]
    assert area.w == 0.7 * plan.width and area.h >= layout().body.h
    assert one.scene is not None
    on_page = draw(one.scene, load_geometry(), one.names, 836, 560, smallest=12)
    on_slide = draw(one.scene, load_geometry(), one.names, area.w, area.h, smallest=plan.small_size)
    names = len(on_page.words)
    assert names > 30 and len(on_slide.left_out) - len(on_page.left_out) <= 0.06 * names


@LANGS
@pytest.mark.parametrize("shape", ["16:9", "4:3"])
def test_no_chart_is_too_high_for_the_type_of_a_slide(lang, shape):
    """A chart that grows with its rows is made smaller as a whole, and its words with it."""
    plan = layout(shape)
    for view, one in every(lang):
        if not one.charts or one.mapped:
            continue
        area = plan.rooms(2 if one.figures or one.points else 1)[0]
        chart = one.charts[0]
        sizes = [
            spec.options.px(SMALL_PX) * fits(spec, area.w, area.h, plan.small_size / spec.options.px(SMALL_PX))
            for spec in (chart.spec, chart.tall)
            if spec is not None and spec.panels
        ]
        # Old projectors have larger type: there the smaller of a wide screen's will do.
        assert not sizes or max(sizes) >= 0.96 * layout().small_size * (1 if shape == "16:9" else 0.95), (view, sizes)


@LANGS
@pytest.mark.parametrize("shape", HEIGHTS)
def test_no_sentence_over_a_slide_is_cut(lang, shape):
    plan = layout(shape)
    wide, high = plan.sentence.w * DOTS, plan.sentence.h
    cut = set()
    for view, one in every(lang):
        size = fitting(one.sentence, (plan.sentence_size, plan.small_size), wide, high)
        if shortened(one.sentence, size, wide, high) != one.sentence:
            cut.add((view, one.sentence))
    assert cut == set()


def test_what_limits_a_finding_is_kept_where_a_slide_has_no_room_for_it():
    one = slide("trends", "en")
    assert "state no basis" not in one.sentence and any("state no basis" in line for line in one.further)


def test_a_place_without_a_pair_on_the_list_has_no_figures_of_nothing():
    assert slide("overview?region=650000", "zh").figures == ()
    assert [figure.value for figure in slide("overview?region=640000", "zh").figures] == ["1", "1", "1"]


@LANGS
def test_what_a_figure_says_in_its_bracket_is_no_note_of_its_own(lang):
    """'Whether made or agreed is not stated' stood alone among the notes, of nothing."""
    one = slide("cooperation", lang)
    bracket = {"zh": "未说明是否到位", "en": "whether made or agreed is not stated"}[lang]
    assert bracket in one.figures[0].label
    assert [line for line in one.further if line.casefold() == bracket] == []
