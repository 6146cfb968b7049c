"""Co-operation figures by hand: ten of Jiangsu, two measures with figures of pairs, the rest totals of one side."""

from __future__ import annotations

import pytest

from data.figures.cooperation import comparable_groups, is_aggregate
from data.rows import records
from tests.data.seeds import seed_facts
from tests.data.whole import whole_facts
from tests.ui.shared.test_markup import HtmlReader
from text.catalogue import Catalogue
from views import loaders
from views.book import Book
from views.cooperation.figures import VIEWS, dimension_name, dimensions, figures_of, most, points_of, regions_on_side
from views.cooperation.scorecard import counts_by_pair, figures_of_pairs
from views.parts.cards import cooperation_card
from views.parts.pair_names import parties
from views.parts.words import value_text
from views.reader import Reader
from views.slides.cooperation import cooperation_figure_of, cooperation_line, each_thing
from views.slides.parts import Notes, SlideContext

EN = Catalogue.load("en")
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
JIANGSU, SHAANXI, TONGREN = "320000", "610000", "520600"


def test_the_views():
    assert dimensions("tasks") == ("industry", "labour", "talent", "funds", "society")
    assert sorted(dimensions("aspects")) == ["funds", "industry", "labour", "outcome", "talent"]
    assert dimensions("pairing") == ("pairing",)


@LANGS
def test_every_dimension_has_a_name_of_its_own(lang):
    book = Book.of(seed_facts(), Reader(lang))
    ids = sorted({one for view in VIEWS for one in dimensions(view)})
    names = [dimension_name(one, book) for one in ids]
    assert len(ids) == 7 and len(set(names)) == 7 and not set(names) & set(ids)


@pytest.mark.parametrize(
    ("helper", "recipient", "count"),
    [("", "", 10), (JIANGSU, "", 10), ("", TONGREN, 2), (JIANGSU, SHAANXI, 2), ("110000", "", 0), ("110000", SHAANXI, 0)],
)
def test_figures_of_a_side_or_a_pair(helper, recipient, count):
    assert len(figures_of(seed_facts(), helper, recipient)) == count


def test_only_sides_that_occur_can_be_asked_for():
    rows = seed_facts().cooperation
    assert (list(regions_on_side(rows, "helper_id")), list(regions_on_side(rows, "recipient_id"))) == (
        [JIANGSU],
        [TONGREN, SHAANXI, "630000"],
    )


@pytest.mark.parametrize(
    ("record", "words"), [("c-js-sn-schools", "Jiangsu Province → Shaanxi Province"), ("c-js-schools", "Jiangsu Province")]
)
def test_who_by_hand(record, words):
    facts = seed_facts()
    (row,) = records(facts.cooperation[facts.cooperation["cooperation_id"] == record])
    assert parties(row, Book.of(facts, Reader(EN.lang))) == words


@pytest.mark.parametrize(
    ("measure", "dimension", "words"),
    [
        ("fiscal_aid", "funds", "Jiangsu Province → Shaanxi Province"),
        ("officials_sent", "talent", "Jiangsu Province → Shaanxi Province"),
        ("officials_exchanged", "talent", "Jiangsu Province with Shaanxi Province"),
        ("jobs_in_helper", "labour", "Jiangsu Province with Shaanxi Province"),
        ("labour_income", "labour", "Jiangsu Province with Shaanxi Province"),
    ],
)
def test_no_arrow_sends_people_the_wrong_way(measure, dimension, words):
    row = {"helper_id": JIANGSU, "recipient_id": SHAANXI, "measure_id": measure, "dimension": dimension}
    assert parties(row, Book.of(seed_facts(), Reader(EN.lang))) == words


def test_points_say_who_what_when_and_by_whom_and_keep_the_value():
    facts = seed_facts()
    points = records(points_of(facts.cooperation, Book.of(facts, Reader(EN.lang))))
    row = next(one for one in points if one["cooperation_id"] == "c-js-qh-hospitals")
    assert (row["value"], row["who"], row["helper"], row["recipient"]) == (
        20,
        "Jiangsu Province → Qinghai Province",
        "Jiangsu Province",
        "Qinghai Province",
    )
    assert "2019" in row["period"] and row["source"] and row["measure"]
    total = next(one for one in points if one["cooperation_id"] == "c-js-hospitals")
    assert (total["value"], total["recipient"]) == (155, "")


def test_schools_of_three_recipients_compare_and_the_total_over_all_stands_apart():
    groups = comparable_groups(figures_of(seed_facts(), JIANGSU, ""))
    charted = {group.measure_id: len(group.rows) for group in groups if not group.reason}
    assert charted == {"schools_recipient": 3, "hospitals_recipient": 3}
    assert sum(len(group.rows) for group in groups) == 10


def test_a_sum_over_many_pairs_is_no_pair():
    """'东部地区 → 西部地区' stood among the pairs with most figures."""
    facts = whole_facts()
    pairs = {(row["helper_id"], row["recipient_id"]) for row in counts_by_pair(facts)}
    assert ("A-east", "A-west") not in pairs and ("350000", "640000") in pairs
    recorded = set(zip(facts.pairings["helper_id"], facts.pairings["recipient_id"], strict=True))
    assert recorded <= pairs
    assert not any(is_aggregate(dict(zip(("helper_id", "recipient_id"), pair, strict=True))) for pair in pairs - recorded)


def test_a_pair_with_a_group_of_places_that_is_on_record_is_one():
    facts = whole_facts()
    figures = records(figures_of_pairs(facts))
    assert [row for row in figures if (row["helper_id"], row["recipient_id"]) == ("A-jinan-hitech", "433126")]
    assert all(row["helper_id"] and row["recipient_id"] for row in figures)


@LANGS
def test_two_reports_of_one_figure_stand_together_wherever_it_is_said(lang):
    """The East's fiscal aid to the West of 2011 to 2015: 60.7 and 56.9 (亿元), by two sources: once, with both notes."""
    facts, t = whole_facts(), Catalogue.load(lang)
    book = Book.of(facts, Reader(lang))
    aid = figures_of(facts, "A-east", "A-west").query("measure_id == 'fiscal_aid' and period_start == '2011'")
    first, second = records(aid)
    context, texts = SlideContext(facts, loaders.shapes(""), book), [value_text(row, "yuan", t) for row in (first, second)]
    assert texts == {"zh": ["60.7亿元", "56.9亿元"], "en": ["¥6.07 bn", "¥5.69 bn"]}[lang]

    assert each_thing([first, second]) == [first]
    line = cooperation_line(first, Notes(book), context)
    assert all(text in line for text in texts) and line.endswith("[1][2]")
    figure = cooperation_figure_of(second, Notes(book), context)
    assert figure.value == texts[1] and texts[0] in figure.when and figure.notes == (1, 2)
    assert texts[1] in HtmlReader(cooperation_card(first, book)).words
    # The two sides are named once, not with each value as those of two pairs are.
    found = most([first, second], book)
    assert all(text in found for text in texts) and found.count(book.short("A-west")) == 1
