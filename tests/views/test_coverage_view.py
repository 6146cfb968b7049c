"""Is every autonomous prefecture covered? By hand from the guideline: thirty, ten paired, nine through their province."""

from __future__ import annotations

import math

import pytest

from data.pairings.coverage import AUTONOMOUS, coverage, rules
from data.pairings.filters import PairingFilter, apply
from data.rows import records
from geo.still.draw import draw
from tests.data.seeds import seed_facts
from tests.geo.pictures import geometry
from tests.ui.page import address as address
from tests.ui.shared.test_markup import HtmlReader
from text.catalogue import Catalogue
from views.book import Book
from views.pairings.coverage import answer, coverage_lists, rule_name, translation
from views.reader import Reader
from views.slides.make import slide

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])

# Yanbian, Enshi, Xiangxi, Garzê, Liangshan, Qianxinan, Qiandongnan, Qiannan, Nujiang, Linxia.
DIRECT = {"222400", "422800", "433100", "513300", "513400", "522300", "522600", "522700", "533300", "622900"}
# Ngawa in Sichuan; Chuxiong, Honghe, Wenshan, Xishuangbanna, Dali, Dehong, Dêqên in Yunnan; Gannan in Gansu.
THROUGH = {"513200", "532300", "532500", "532600", "532800", "532900", "533100", "533400", "623000"}
# Six in Qinghai, five in Xinjiang: neither province is in the guideline's list.
NOT_RECORDED = {"632200", "632300", "632500", "632600", "632700", "632800", "652300", "652700", "652800", "653000", "654000"}
GUIDELINE = PairingFilter(programmes=("east_west",), date="2016-12")


def covered(wanted=GUIDELINE):
    facts = seed_facts()
    (rule,) = [rule for rule in rules(facts) if rule.rule_id == AUTONOMOUS]
    return coverage(rule, apply(wanted, facts.pairings, facts), facts.regions, facts.area_members)


def by_status(result):
    found: dict[str, set[str]] = {}
    for row in records(result):
        found.setdefault(row["status"], set()).add(row["region_id"])
    return found


def test_thirty_autonomous_prefectures_by_hand():
    assert by_status(covered()) == {"direct": DIRECT, "through_province": THROUGH, "none": NOT_RECORDED}


def test_with_every_programme_jiangsus_qinghai_and_xinjiang_count_as_provinces():
    assert by_status(covered(PairingFilter())) == {"direct": DIRECT, "through_province": THROUGH | NOT_RECORDED}


def test_with_no_pairing_none_is_covered():
    found = by_status(covered(PairingFilter(helpers=("460000",))))
    assert {status: len(ids) for status, ids in found.items()} == {"none": 30}


@LANGS
def test_the_sentence_and_the_lists_say_the_same(address, lang):
    facts, t = seed_facts(), Catalogue.load(lang)
    book, result = Book.of(facts, Reader(t.lang)), covered()
    (rule,) = [rule for rule in rules(facts) if rule.rule_id == AUTONOMOUS]
    html = "".join(coverage_lists(result, facts, book))
    assert (
        answer(rule, result, "", book)
        == {
            "zh": "30 个自治州：10 个直接结对 · 9 个由所在省结对 · 11 个未列入",
            "en": "30 autonomous prefectures: 10 directly · 9 through the province · 11 not among the pairs checked",
        }[lang]
    )
    assert answer(rule, result, "2016", book).startswith({"zh": "2016的结对，30 个", "en": "2016, 30 "}[lang])
    for title, n in (("direct", 10), ("through_province", 9), ("none", 11)):
        assert t("coverage.list", title=t(f"coverage.{title}"), n=n) in HtmlReader(html).words
    assert html.count("<li") == 30
    assert html.count("pair=310000-530000") == 7  # Shanghai–Yunnan covers seven of Yunnan's eight
    assert html.count("pair=") == 19  # who is not covered has no link


@LANGS
def test_every_rule_has_a_name(lang):
    facts = seed_facts()
    book = Book.of(facts, Reader(lang))
    names = [rule_name(rule, book) for rule in rules(facts)]
    assert len(set(names)) == len(names) >= 2 and all(names)


@LANGS
def test_a_reader_of_english_is_told_what_the_chinese_rule_says(lang):
    english = "every ethnic autonomous prefecture and every deeply poor western prefecture is covered"
    (rule,) = [rule for rule in rules(seed_facts()) if rule.rule_id == AUTONOMOUS]
    assert (english in translation(rule, Catalogue.load(lang))) == (lang == "en")
    points = " ".join(slide("pairings?show=coverage", lang).points)
    assert (english in points, "实现对民族自治州" in points) == (lang == "en", lang == "zh")


@LANGS
@pytest.mark.parametrize(("width", "height"), [(1000, 540), (896, 526)])
def test_where_lines_meet_each_has_its_own_names(lang, width, height):
    """Without Ningbo's name its line to Yanbian began at Hangzhou's; without that of Xiangxi Jinan's ended at Enshi's."""
    shown = slide("pairings?show=coverage", lang)
    assert shown.listed is not None
    picture = draw(shown.listed, geometry(), shown.names, width, height, smallest=16)
    written = {word.text for word in picture.words}
    wanted = {i: shown.names[i][0] for i in ("330100", "330200", "370100", "222400", "422800", "433100")}
    assert {i: name for i, name in wanted.items() if name not in written} == {}
    k = 16 / 12
    assert all(math.dist(tie.start, tie.end) <= 37 * k for tie in picture.ties) and picture.ties
