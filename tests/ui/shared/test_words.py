"""Records in words, no more exact than their source."""

from __future__ import annotations

import pytest

from text.catalogue import Catalogue
from text.dates import record_period
from views.parts.words import publisher_of, reporter, title_of, value_text

ZH, EN = Catalogue.load("zh"), Catalogue.load("en")
DAILY = {
    "title": "一份文件",
    "title_en": "A document",
    "publisher": "新疆日报",
    "publisher_en": "Xinjiang Daily",
    "published": "2016-01-09",
    "kind": "report",
    "title_from": "",
    "title_zh": "",
    "language": "zh",
}
BARE = DAILY | {"title": "《意见》印发", "title_en": "", "publisher": "", "publisher_en": "", "published": ""}


@pytest.mark.parametrize(
    ("value", "bound", "unit", "zh", "en"),
    [
        (22.7, "=", "%", "22.7%", "22.7%"),
        (0.028, "=", "%", "0.028%", "0.028%"),
        (1740000, "=", "person", "174万人", "1,740,000 people"),
        (770000, ">=", "person", "≥77万人", "≥ 770,000 people"),
        (9, "=", "furlong", "9furlong", "9 furlong"),  # a unit without a word stands as it is
    ],
)
def test_values(value, bound, unit, zh, en):
    row = {"value": value, "bound": bound}
    assert (value_text(row, unit, ZH).replace(" ", ""), value_text(row, unit, EN)) == (zh, en)


def period(start, end, point, t=EN):
    return record_period({"period_start": start, "period_end": end, "point": point}, t)


@pytest.mark.parametrize(
    ("start", "end", "point", "words"),
    [
        ("2011", "2015", "start", "2011–2015, start of period"),
        ("2011", "2015", "end", "2011–2015, end of period"),
        ("2011", "2015", "over", "2011–2015"),
        ("2018-04", "2018-04", "at", "Apr 2018"),
        ("", "2018", "over", "up to 2018"),
        ("", "", "at", "The source gives no exact year"),
    ],
)
def test_periods(start, end, point, words):
    assert period(start, end, point) == words


def test_an_end_point_of_a_period_is_not_given_a_year_of_its_own():
    assert period("2011", "2015", "start", ZH) != period("2011", "2011", "at", ZH)
    assert "2011–2015" in period("2011", "2015", "start", ZH)


def test_who_reported():
    assert reporter(DAILY, ZH) == "据新疆日报2016年1月9日报道"
    assert reporter(DAILY, EN) == "as reported by Xinjiang Daily, 9 Jan 2016"
    assert "《意见》印发" in reporter(BARE, ZH)  # no publisher is printed: the title speaks
    opinion = DAILY | {"kind": "opinion"}
    assert reporter(opinion, ZH) == "据新疆日报2016年1月9日署名文章"
    assert reporter(opinion | {"published": ""}, EN) == "signed article, Xinjiang Daily"
    assert "None" not in reporter(BARE, EN) and reporter(BARE, EN).startswith("as reported by")


def test_publisher_and_title_in_the_readers_language_where_there_is_one():
    assert (publisher_of(DAILY, ZH), publisher_of(DAILY, EN)) == ("新疆日报", "Xinjiang Daily")
    assert publisher_of(DAILY | {"publisher_en": ""}, EN) == "新疆日报"
    assert publisher_of(BARE, EN) == ""
    assert (title_of(DAILY, ZH), title_of(DAILY, EN)) == ("《一份文件》", '"A document"')
    assert title_of(BARE, ZH) == "《意见》印发"  # no second pair of marks
    assert title_of(BARE, EN) == '"《意见》印发"'


def test_what_is_written_in_another_language_has_its_title_translated_and_says_so():
    german = DAILY | {
        "title": "Zahl der Armen in Tibet",
        "title_zh": "西藏贫困人口数",
        "title_en": "Number of the poor in Tibet",
    }
    german |= {"language": "de"}
    assert title_of(german, ZH) == "《西藏贫困人口数》（德文）"
    assert title_of(german, EN) == '"Number of the poor in Tibet" (in German)'
    assert title_of(german | {"title_zh": ""}, ZH) == "“Zahl der Armen in Tibet”（德文）"
    english = german | {"title": "The poor", "title_en": "", "language": "en"}
    assert (title_of(english, ZH), title_of(english, EN)) == ("《西藏贫困人口数》（英文）", '"The poor"')
    assert title_of(english | {"title_zh": "《摆脱贫困》第四集"}, ZH) == "《摆脱贫困》第四集（英文）"
    assert title_of(english | {"title_from": "given"}, ZH) == "西藏贫困人口数（题名为收集时所拟）"


def test_a_title_that_the_document_does_not_print_says_so_and_has_no_marks():
    given = DAILY | {"title_from": "given"}
    assert title_of(given, ZH) == "一份文件（题名为收集时所拟）"
    assert title_of(given, EN) == "A document (title given when gathered)"
    assert title_of(given | {"title_en": ""}, EN) == "一份文件 (title given when gathered)"
