"""Views as slides: every one of the story stands on records, and no number is said that they do not hold."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd
import pytest
import shapely

from charts.base import SMALL_PX
from charts.plotly.figure import plotly_figure
from export.deck.show import show
from export.deck.story import story
from export.html.page import smallest_type, write_html
from export.pictures.still import words_of
from geo.still.draw import draw, load_geometry
from geo.still.sheet import pictures
from look.palette import palette
from tests.data.whole import whole_facts
from tests.hostile import HOSTILE
from text.catalogue import Catalogue
from text.citation import introduces
from views.addresses import VIEWS
from views.slide import Show, Slide, cited, uncited
from views.slides.make import slide
from views.slides.moments import moments
from views.slides.room import with_rest

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
KEYS = {"observations": "observation_id", "pairings": "pairing_id", "cooperation": "cooperation_id", "events": "event_id"}
WAN = {"万": 10_000, "亿": 100_000_000, "萬": 10_000}
#: Views that nothing but their page and one parameter names.
OTHERS = (
    "overview?fill=rate",
    "overview?fill=year",
    "overview?region=650000",
    "overview?pair=p-201612-18",
    "pairings?show=matrix",
    "pairings?show=sankey",
    "pairings?show=table",
    "pairings?show=compare",
    "pairings?programme=all&date=all&build=helper",
    "trends?show=ranking",
    "trends?show=delisted&as=chart",
    "trends?show=delisted&as=map",
    "trends?show=rates&axis=log",
    "trends?events=1",
    "region?region=100000",
    "region?region=640100",
    "cooperation?show=aspects&task=outcome",
    "cooperation?show=scorecard",
    "cooperation?show=terms",
    "cooperation?helper=350000&recipient=640000&task=funds",
    "sources?source=boundaries",
    "sources?show=checks",
    "sources?show=recorded",
    "sources?source=seed-001&record=o-xj-phr-end",
)


@cache
def whole(lang: str) -> Show:
    """Return the story, made once: that takes seconds."""
    return show(story(lang), lang, "light", "2026-01-01")


@cache
def shown(lang: str) -> tuple[Slide, ...]:
    """Return the first slide of each of its views."""
    slides = whole(lang).slides
    return tuple(one for one in slides if re.fullmatch(r"s\d+", one.slide_id))


@cache
def ids() -> set[str]:
    facts = whole_facts()
    return {str(i) for table, key in KEYS.items() for i in facts.table(table)[key]}


def numbers(text: str) -> set[float]:
    """Every number of a text, and what it comes to with 万 or 亿 behind it."""
    found = set()
    for digits, unit in re.findall(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s*([万亿萬]?)", text):
        plain = float(digits.replace(",", ""))
        found |= {plain, plain * WAN.get(unit, 1)}
    return found


def ground(one: Slide) -> set[float]:
    """What may be said on a slide: its records, quotes, sources, counted figures."""
    said = [note.text for note in one.footnotes] + [quote for note in one.footnotes for quote in note.quotes]
    said += [f"{figure.value} {figure.when}" for figure in one.figures] + list(one.points)
    said += [str(cell) for row in one.facts.itertuples(index=False) for cell in row]
    return {round(number, 4) for text in said for number in numbers(text)}


@LANGS
@pytest.mark.parametrize("at", range(12))
def test_every_slide_of_the_story_stands_on_records(lang, at):
    one, told = shown(lang)[at], story(lang).slides[at]
    assert one.footnotes and len(one.facts) and one.notes and one.period
    assert (one.title, one.sentence, one.link) == (told.title, told.sentence, told.view)
    assert {str(i) for i in one.facts.iloc[:, 0]} <= ids()
    assert [note.number for note in one.footnotes] == list(range(1, len(one.footnotes) + 1))
    assert all(n <= len(one.footnotes) for figure in one.figures for n in figure.notes)


@LANGS
@pytest.mark.parametrize("at", range(12))
def test_no_number_is_said_that_no_record_holds(lang, at):
    one = shown(lang)[at]
    said = {round(number, 4) for number in numbers(f"{one.sentence} {one.notes} {one.title}")}
    known = ground(one) | numbers(slide(one.link, lang).sentence)  # what the view itself counts
    # '77万' is one number said in two ways; what counts is that one of both is known.
    missing = {n for n in said if n not in known and round(n * 10_000, 4) not in known and round(n / 10_000, 4) not in known}
    assert not missing


def test_both_languages_tell_the_same_story():
    assert [one.link for one in shown("zh")] == [one.link for one in shown("en")]
    for zh, en in zip(shown("zh"), shown("en"), strict=True):
        assert list(zh.facts.iloc[:, 0]) == list(en.facts.iloc[:, 0])
        assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"[“(][^”)]*[”)]", "", en.notes) + en.sentence + en.title)


def test_the_pairings_build_up_province_by_province():
    one = slide("pairings?build=helper", "zh")
    assert one.scene is not None
    assert one.builds[0].text == "辽宁：大连\N{NO-BREAK SPACE}→ 六盘水"
    assert "北京：内蒙古、张家口、保定" in [build.text for build in one.builds]
    assert len(one.builds) == 9 and sum(len(build.flow_ids) for build in one.builds) == 32
    assert {i for build in one.builds for i in build.flow_ids} == {flow.flow_id for flow in one.scene.flows}
    assert not slide("pairings", "zh").builds


def test_the_headline_of_xinjiang_is_what_was_reported():
    (figure,) = slide("trends?show=rates&regions=650000", "zh").figures
    assert (figure.value, figure.when) == ("32% → 15%", "2011–2015年 · 口径未说明")
    note = slide("trends?show=rates&regions=650000", "zh").footnotes[figure.notes[0] - 1]
    assert note.source_id == "seed-001"
    assert any(quote.endswith("五年累计脱贫174万人,贫困发生率由32%下降到15%") for quote in note.quotes)


@LANGS
@pytest.mark.parametrize("view", [*VIEWS, *OTHERS])
def test_every_view_is_a_slide(lang, view):
    one = slide(view, lang, "dark")
    assert one.title and one.sentence and one.link == view
    assert one.scene or one.charts or one.points or one.figures
    assert one.scene is None or (one.scene.look == palette("dark") and one.names and one.scene.frames is None)
    for chart in one.charts:
        assert chart.alt and smallest_type(plotly_figure(chart.spec).to_plotly_json()) >= SMALL_PX


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", ["region", "show", "pair", "series"])
def test_a_value_that_no_page_takes_gives_what_the_page_shows_then(view, name):
    if view == "region" and name in ("region", "pair"):  # the country, and not some other place
        assert slide(f"{view}?{name}=nonsense").title == slide("region?region=100000").title
    elif name in VIEWS[view]:
        assert slide(f"{view}?{name}=nonsense").title == slide(view).title


@pytest.mark.parametrize("view", ["", "nowhere", "http://example.org", "overview?q=1", HOSTILE[0]])
def test_what_is_no_view_is_no_slide(view):
    with pytest.raises(ValueError, match="no view"):
        slide(view)


def test_the_theme_is_given_for_a_slide_alone():
    scenes = [slide("overview", "zh", theme).scene for theme in ("dark", "light")]
    assert [scene and scene.look for scene in scenes] == [palette("dark"), palette("light")]


@LANGS
@pytest.mark.parametrize("view", ["region?pair=350000-640000", "region?region=650000", "region?region=620000"])
def test_a_place_or_pair_with_a_course_has_map_and_curve_side_by_side(lang, view):
    """What then finds no room on the slide is for the speaker, and for a page that is scrolled."""
    one = slide(view, lang)
    assert one.even and len(one.charts) == 1 and len(one.figures) == 1 and one.points == ()
    numbered = [bool(re.search(r"\[\d+\]$", line)) for line in one.further]
    # How many more there are, and which pairs could not be drawn, stands last and needs no source.
    assert sum(numbered) > 2 and numbered == sorted(numbered, reverse=True)
    assert "values" in {series.kind for series in one.charts[0].spec.series}


def test_a_pair_without_a_course_keeps_its_lines_beside_the_map():
    one = slide("region?pair=440300-653101", "zh")
    assert one.scene is not None and one.charts == () and one.points and not one.even and one.further == ()


@pytest.mark.parametrize("wide", [680, 1200])
def test_on_the_map_of_a_province_each_county_that_is_helped_has_its_name_on_itself(wide):
    """Guizhou beside its curve and on a picture of its own: thirteen counties, where names of others find room."""
    one, geometry = slide("region?region=520000", "zh"), load_geometry()
    assert one.scene is not None and len(one.scene.fill.counties) == 13
    (placed,) = pictures(one.scene, one.panels, geometry, one.names, wide, 526, smallest=16)
    rings = geometry.counties("520000").rings
    names = {label.region_id: label.name for label in one.scene.labels if label.region_id in rings}
    words = {word.text: shapely.Point(placed.picture.view.back((word.x, word.y))) for word in placed.picture.words}

    assert len(names) == 13 and not placed.picture.left_out and not placed.picture.ties
    areas = {i: shapely.union_all([shapely.Polygon(ring) for ring in rings[i]]) for i in names}
    assert [name for i, name in names.items() if not areas[i].covers(words[name])] == []


@LANGS
@pytest.mark.parametrize(("width", "height"), [(896, 526), (1024, 700)])
def test_no_line_of_a_name_passes_the_dot_where_another_begins(lang, width, height):
    """It would seem to tie that place to this name: of Gansu's, that of 镇原 ran over the dots of two counties."""
    one = slide("region?region=620000", lang)
    assert one.scene is not None
    ties = draw(one.scene, load_geometry(), one.names, width, height, smallest=16).ties
    lines = {tie.start: shapely.LineString([tie.start, tie.end]) for tie in ties}
    # The radius of a dot, and half the light edge of a line.
    near = 3 * 16 / 12
    passed = [
        begin for begin in lines for own, line in lines.items() if own != begin and line.dwithin(shapely.Point(begin), near)
    ]

    assert len(ties) > 5 and not passed


@LANGS
@pytest.mark.parametrize("place", ["320000", "440000", "110000"])
def test_a_place_with_one_band_alone_says_it_and_leaves_the_room_to_its_map(lang, place):
    """Half a slide for one bar, and the map of its pairs under the legend, is what nobody would show."""
    one = slide(f"region?region={place}", lang)
    assert one.charts == () and not one.even and one.points
    assert one.figures[0].value.replace(" ", "") == "≤3%"


@LANGS
def test_what_a_map_does_not_show_goes_on_when_it_is_long(lang):
    one = slide("pairings?programme=all&date=all", lang)
    assert one.points and one.rest


def test_a_slide_of_trends_says_how_much_it_shows():
    one = slide("trends?show=rates&regions=650000,620000", "en")
    drawn = len(one.charts[0].table)
    # The last value of each place, as the chart writes it at its end; the figures beside it are those of the documents.
    assert one.sentence.startswith("Latest reports, 2019: Xinjiang 1.24%; 2018: Gansu 5.6%. ")
    assert f" {drawn} reported values from " in one.sentence and len(one.sentence) < 160


@LANGS
def test_what_is_chosen_is_what_the_slide_lists(lang):
    """Tianjin helps Gansu, three cities its prefectures: four of the 32 pairings of December 2016, and 16 pairs besides."""
    t, one = Catalogue.load(lang), slide("overview?region=620000", lang)
    facts = whole_facts()
    landing = facts.pairings[facts.pairings["arrangement_id"] == "ew-2016-12"]
    inside = landing[landing["recipient_id"].str.startswith("62")]
    at = one.points.index(t("slide.other_pairs"))
    lists = one.points[:at], [line for line in one.points[at + 1 :] if "[" in line]
    counts = [sum(len(re.split("、|, |；|; ", line)) for line in lines) for lines in lists]
    assert counts == [len(inside), 16] == [4, 16]
    assert one.listed and all(re.search(r"\[\d+\]$", line) for line in lists[1]), "each with its sources"
    # They are drawn, and so are the sources and years of the picture theirs too.
    drawn = {note.number for note in one.footnotes if note.drawn}
    assert drawn >= {int(n) for line in lists[1] for n in re.findall(r"\[(\d+)\]", line)} and "2010" in one.period
    assert not any(" ；" in uncited(line) or "[" in uncited(line) for line in lists[1])
    # The words of the source, pair by pair, are in the notes; the sentence counts.
    quoted = [line for line in one.further if "[1]" in line]
    assert len(quoted) == 4 and re.search(r"\b4\b|32 对中的 4 对", one.sentence)
    assert any(name in one.title for name in ("甘肃省", "Gansu Province"))
    pair = slide("overview?pair=p-201612-18", lang)
    assert pair.figures == () and len(pair.points) == 1 and t("slide.pairings") in pair.title
    assert "32" in slide("overview", lang).sentence


def test_checks_are_counted_as_shown():
    one = slide("sources?show=checks", "en")
    assert one.sentence.startswith(f"{len(one.table)} of ")


@LANGS
def test_the_built_in_deck_is_one_file_of_at_most_four_megabytes(lang):
    """The limit is the built-in deck's; one made by hand for other tests says nothing of it."""
    text = write_html(whole(lang), load_geometry(), Catalogue.load(lang), palette("light"))
    assert len(text.encode()) <= 4_000_000


@LANGS
def test_what_a_slide_of_counties_cites_is_the_document_that_says_it(lang):
    one = slide("trends?show=delisted&as=map", lang)
    numbers = [int(found[1]) for line in one.further if (found := re.search(r"\[(\d+)\]$", line))]
    quotes = {note.number: note.quotes for note in one.footnotes}
    events = {row["quote"] for _, row in whole_facts().events.iterrows() if row["kind"] == "target"}
    assert numbers and all(set(quotes[n]) & events for n in numbers)
    # On its face stand the list of counties and the report of the whole country; the goals stand in its notes.
    assert {note.number for note in one.on_face}.isdisjoint(numbers) and len(one.on_face) == 2
    # 88 counties of Yunnan are the most; 832 all together.
    assert sum(map(int, re.findall(r" (\d+)", one.points[0]))) == 832 and one.points[0].index("88") < one.points[0].index(
        "74"
    )


@LANGS
@pytest.mark.parametrize(
    "query",
    [
        *("sankey", "sankey&date=all", "sankey&programme=all&date=all", "sankey&helper=440000"),
        # All records of all programmes are more rows than a slide has lines: their table stands in a file's matrix.
        *("matrix", "matrix&date=all", "matrix&helper=440000"),
    ],
)
def test_a_diagram_leaves_as_a_diagram_with_type_that_a_room_can_read(lang, query):
    one = slide(f"pairings?show={query}", lang)

    assert one.scene is None and [chart.spec.message for chart in one.charts] == [""]
    assert {series.kind for series in one.charts[0].spec.series} >= {"pairs"}
    for spec in (one.charts[0].spec, one.charts[0].tall):
        assert spec is not None
        # What grows beyond its slide is drawn smaller.
        assert spec.options.px(SMALL_PX) * min(1.0, spec.options.height_px / spec.height_px) >= SMALL_PX


#: Counties that left the list in each batch, counted in data/facts/delistings.csv.
BATCH_COUNTS = {"2016": 28, "2017": 125, "2018": 283, "2019": 344, "2020": 52}


@LANGS
def test_each_frame_of_the_film_of_delistings_says_how_many_had_left_by_then(lang):
    """The last one alone says that all had: what a source counts of the whole country is said in its words alone."""
    t, said = Catalogue.load(lang), [slide(view, lang) for view in moments("trends?show=delisted")]
    words = [t("delisted.finding_year", year=year, n=n) for year, n in BATCH_COUNTS.items()]
    until = [28, 153, 436, 780]
    assert [one.sentence for one in said] == [
        t("delisted.finding_first", total=832, year="2016", n=28),
        *(
            t("delisted.finding_until", total=832, year=year, n=n, years=" · ".join(words[: at + 1]))
            for at, (year, n) in list(enumerate(zip(BATCH_COUNTS, until, strict=False)))[1:]
        ),
        t("delisted.finding", total=832, years=" · ".join(words)),
    ]
    assert [re.sub(r"\D+$", "", one.figures[0].value) for one in said] == ["28", "153", "436", "780", "832"]
    assert [len(one.figures) for one in said] == [1] * 5 and [bool(one.figures[0].notes) for one in said] == [False] * 4 + [
        True
    ]


@LANGS
def test_amounts_that_are_not_compared_say_why_beside_those_that_are(lang):
    """Three pairs of 2010 compare; of two helpers only a sum over several places is reported, one of them the largest."""
    t, one = Catalogue.load(lang), slide("overview?fill=money", lang)
    lines = (*one.points, *one.rest)
    assert len(lines) == 5 and not one.rest
    assert [t("amount.not_drawn_sum") in line for line in lines] == [False, False, False, True, True]
    # A picture of the map has the sources of the three that it draws.
    assert [note.number for note in one.footnotes if note.drawn] == [1, 2, 3]


@LANGS
def test_a_slide_of_one_year_has_no_value_without_a_date_on_its_face(lang):
    """In large type beside a map of 2018, 84 % of no year were read as of that year."""
    one = slide("overview?fill=rate", lang)
    assert "84%" in "".join(one.further) and "84%" not in "".join((one.sentence, *one.points, *one.rest))
    # Each says of what time it is, as far as its source does, and cites that.
    assert len(one.further) == 8 and all(len(cited((line,))) == 1 for line in one.further)
    assert "20世纪80年代初" in one.further[3] or "early 1980s" in one.further[3]
    assert re.search("截至2019年的时期，期初|the period to 2019, start of period", one.further[2])


@LANGS
def test_what_the_sentence_counts_as_differing_comes_first(lang):
    """Five on which sources disagree; that of 1978 stands on two standards, below a line that says so."""
    one, t = slide("sources?show=conflicts", lang), Catalogue.load(lang)
    assert re.search(r"^5 个数|on 5 figures", one.finding) and not one.figures and not one.rest
    assert one.points[5] == t("slide.conflicts_below", n=5) and len(one.points) == 11
    # It is none of them: no file gives it a bullet.
    assert [introduces(line) for line in one.points] == [n == 5 for n in range(11)]
    assert ["1978" in line for line in one.points[:7]] == [False] * 6 + [True]


@LANGS
@pytest.mark.parametrize("view", ["trends?show=delisted&as=map", "trends?show=delisted&as=chart"])
def test_counties_of_the_whole_country_are_held_against_goals_of_the_whole_country(lang, view):
    goals = whole_facts().events
    of_one = goals.loc[(goals["kind"] == "target") & (goals["region_ids"] == "650000"), f"title_{lang}"]
    said = " ".join(slide(view, lang).further)
    assert len(of_one) == 3 and not [title for title in of_one if title in said] and "2020" in said


@LANGS
def test_a_picture_of_a_chart_says_what_its_bars_show_and_cites_nothing_else(lang):
    """Over two bars of 2019 stood the 120.128 billion yuan of 2011, of which the picture has no mark; the slide has."""
    one, rows = slide("cooperation", lang), whole_facts().cooperation
    (chart,) = one.charts
    bars = rows.loc[(rows["measure_id"] == "cooperation_investment") & (rows["period_end"] == "2019"), "source_id"]
    (led,) = rows.loc[(rows["value"] == 120_128_000_000) & (rows["period_end"] == "2011"), "source_id"]
    said = words_of(one, Show("", lang, "light", (one,), "", "v", "2026-01-01"), chart.provenance)

    assert chart.provenance and chart.provenance.source_ids <= set(bars) and len(said.footnotes) == 2
    assert ("120.72亿元" if lang == "zh" else "¥12.072 bn") in said.finding
    assert "2011" not in "".join((said.finding, *said.lines))
    assert one.sentence.startswith(one.finding) and led in {note.source_id for note in one.footnotes if note.drawn}


@LANGS
@pytest.mark.parametrize("view", ["region?region=640000", "region?pair=350000-640000"])
def test_a_picture_of_a_place_cites_its_rate_its_curve_and_its_pairs_and_nothing_else(lang, view):
    """Fujian helps Ningxia by the guideline; its 0.47 % is of another source, and its poor population of others again."""
    one, facts = slide(view, lang), whole_facts()
    drawn = {note.source_id for note in one.footnotes if note.drawn}
    rows = facts.observations[facts.observations["region_id"] == "640000"]
    rates = rows[rows["indicator_id"].isin(("poverty_headcount_ratio", "poverty_rate_band"))]
    (latest,) = rates.loc[(rates["value"] == 0.47) & (rates["period_end"] == "2019"), "source_id"].unique()
    assert {"seed-003", latest} <= drawn <= set(rates["source_id"]) | set(facts.pairings["source_id"])


@LANGS
@pytest.mark.parametrize(
    "view", ["trends", "trends?events=1", "trends?show=delisted&as=chart", "region?region=520000", "region?region=620000"]
)
def test_a_picture_of_a_chart_alone_cites_what_has_a_mark_on_it_and_its_period(lang, view):
    """Of a place's slide the map stands on the pairs: sources of 24 articles had no part in Guizhou's six rates."""
    one, facts = slide(view, lang), whole_facts()
    (chart,) = one.charts
    assert chart.provenance is not None
    rows = pd.concat([facts.observations, facts.events.assign(observation_id=facts.events["event_id"])])
    marked = rows[rows["observation_id"].isin(chart.spec.records)]
    # What is counted county by county, where nothing is reported, stands on a list.
    lists = set(facts.delistings["list_source_id"]) - {""} if "delisted" in view else set()
    assert chart.provenance.source_ids == set(marked["source_id"]) | lists and len(marked)
    deck = Show("", lang, "light", (one,), "", "v", "2026-01-01")
    words = words_of(one, deck, chart.provenance)
    assert one.mapped == (one.provenance is not None)
    assert len(words.footnotes) == len(chart.provenance.source_ids)
    assert chart.provenance.period in words.lines and chart.provenance.basis in words.lines
    if one.provenance is not None:
        assert {"seed-003"} <= one.provenance.source_ids != chart.provenance.source_ids
        assert one.period not in words_of(one, deck, one.provenance).lines


@LANGS
def test_the_slide_of_all_points_cites_as_many_sources_as_its_sentence_counts(lang):
    """The page shows people lifted out below, of five more sources; the slide does not."""
    one = slide("trends?show=rates", lang)
    # Where the sentence is long, its second half stands in the notes.
    counted = " ".join((one.sentence, *one.further)).removeprefix(one.finding)
    assert str(len(one.footnotes)) in re.findall(r"\d+", counted)
    assert all(note.drawn for note in one.footnotes) and len(one.footnotes) > 10


@LANGS
def test_an_unverified_page_is_called_one_wherever_it_is_cited(lang):
    """The list of 832 counties is a page whose publisher nobody knows."""
    t, one = Catalogue.load(lang), slide("trends?show=delisted&as=map", lang)
    first, second = one.on_face
    assert first.flagged == first.text + t("slide.unverified") and second.flagged == second.text


@pytest.mark.parametrize("place", ["620000", "520000", "440000", "650000", "520300"])
def test_no_number_of_a_source_is_passed_over_on_the_two_slides_of_a_place(place):
    """What stands in the notes alone comes last: on Gansu's slides [21] was missing between others."""
    slides = with_rest(slide(f"region?region={place}"), Catalogue.load("zh"))
    numbers = sorted({note.number for one in slides for note in one.on_face})
    assert numbers == list(range(1, len(numbers) + 1))
