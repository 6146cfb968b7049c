"""What quote, title and date prove together, on records whose answer one can read off."""

from __future__ import annotations

import pytest

from data.evidence.dating import batches_by_month
from data.evidence.groups import PHRASES
from data.evidence.proof import JUDGED, find_gaps
from data.load import load_facts
from data.rows import records
from tests.data.toy import ROWS, write_toy
from tests.data.whole import whole_facts

INDICATORS = [
    ["poverty_headcount_ratio", "贫困发生率", "Poverty rate", "%", "1", "比重", "share", "贫困发生率;poverty rate"]
]


ALONE: dict[str, list[list[str]]] = {"pairings": [], "events": [], "cooperation": [], "arrangements": [], "delistings": []}


def gaps(folder, quote, *, start="2018", end="2018", title="一份文件", span="", note="", **more):
    source = ["toy", title, more.get("publisher", "某报"), more.get("published", "2019-03"), "copy", "", "", "", "", "", ""]
    place, status, value = more.get("place", "640000"), more.get("status", "reported"), more.get("value", "5")
    row = [
        "o-1",
        place,
        "poverty_headcount_ratio",
        start,
        end,
        value,
        "=",
        "unstated",
        status,
        "toy",
        quote,
        "at",
        "",
        span,
        note,
        note,
    ]
    tables = {**ALONE, "sources": [[*source, "printed", "report"]], **more.get("tables", {})}
    facts = load_facts(write_toy(folder, **{"indicators": INDICATORS, "observations": [row], **tables}))
    return [gap.parts for gap in find_gaps(facts)]


@pytest.mark.parametrize(
    "quote",
    [
        "2018年宁夏贫困发生率为5%",
        "2018年末,寧夏回族自治區貧困發(fā)生率為5%",
        "二〇一八年底宁夏贫困发生率5%",
        "去年宁夏贫困发生率降到5%",
        "Ningxia's poverty rate was 5% in 2018",
        "2016至18年宁夏贫困发生率降到5%",
    ],
)
def test_words_that_name_place_measure_and_year(tmp_path, quote):
    assert gaps(tmp_path / "facts", quote) == []


@pytest.mark.parametrize(
    ("quote", "parts"),
    [
        ("2018年贫困发生率为5%", ("place",)),
        ("宁夏贫困发生率为5%", ("period",)),
        ("2018年宁夏降到5%", ("what",)),
        ("降到5%", ("place", "what", "period")),
        ("2018年固原贫困发生率为5%", ("place",)),
    ],
)
def test_what_is_missing_is_named(tmp_path, quote, parts):
    assert gaps(tmp_path / "facts", quote) == [parts]


@pytest.mark.parametrize(
    "quote",
    [
        "2018年宁夏国定贫困线以下，贫困发生率为5%",
        "2018年宁夏按國家標準貧困發生率為5%",
        "Ningxia's poverty rate by the current standard was 5% in 2018",
    ],
)
def test_words_that_name_a_standard_do_not_pass_as_a_basis_not_stated(tmp_path, quote):
    assert gaps(tmp_path / "facts", quote) == [("method",)]


def test_the_title_speaks_too_and_a_note_is_remembered(tmp_path):
    assert gaps(tmp_path / "a", "贫困发生率为5%", title="宁夏2018年脱贫攻坚") == []
    assert gaps(tmp_path / "b", "降到5%", note="据上下文") == [("place", "what", "period")]


def test_forms_of_a_period_that_name_no_year(tmp_path):
    assert gaps(tmp_path / "a", "过去三年宁夏贫困发生率降到5%", start="", end="2019", span="past-3") == []
    assert gaps(tmp_path / "b", "“十二五”末宁夏贫困发生率5%", start="2011", end="2015") == []
    assert gaps(tmp_path / "c", "“十二五”末宁夏贫困发生率5%", start="2011", end="2014") == [("period",)]


CHARACTERS = {
    "aliases": [["350000", "闽", "one_character", "", "", "", "", ""], ["640000", "宁", "one_character", "", "", "", "", ""]]
}


@pytest.mark.parametrize(
    ("quote", "parts"),
    [
        ("2018年援宁资金使贫困发生率降到5%", []),
        ("2018年闽宁两省区贫困发生率5%", []),
        ("2018年干部入宁挂职,贫困发生率5%", []),
        ("2018年宁可慢些,贫困发生率5%", [("place",)]),
        ("2018年他宁两省区贫困发生率5%", [("place",)]),
    ],
)
def test_one_character_names_a_place_only_beside_others_or_after_a_word_for_aid(tmp_path, quote, parts):
    assert gaps(tmp_path / "facts", quote, tables=CHARACTERS) == parts


def test_our_province_is_that_of_the_paper(tmp_path):
    quote = "2018年我区贫困发生率为5%"
    assert gaps(tmp_path / "a", quote, publisher="宁夏日报") == []
    assert gaps(tmp_path / "b", quote, publisher="福建日报") == [("place",)]
    assert gaps(tmp_path / "c", "2018年贫困发生率为5%", publisher="宁夏日报") == [("place",)], "the paper alone says nothing"


def test_an_english_name_is_looked_for_as_whole_words(tmp_path):
    regions = [*ROWS["regions"], ["620000", "宁县", "宁县", "Ning County", "ning xian", "province", "100000", "县"]]
    told = {"place": "620000", "tables": {"regions": regions}}
    assert gaps(tmp_path / "a", "poverty rate of Ning and others 5% in 2018", **told) == []
    assert gaps(tmp_path / "b", "poverty rate, beginning at 5% in 2018", **told) == [("place",)]


def test_a_group_is_named_by_all_its_members(tmp_path):
    members = {"area_members": [["A-xihaigu", one, "toy", "两省区"] for one in ("350000", "640000")]}
    assert gaps(tmp_path / "a", "2018年福建、宁夏贫困发生率5%", place="A-xihaigu", tables=members) == []
    assert gaps(tmp_path / "b", "2018年福建贫困发生率5%", place="A-xihaigu", tables=members) == [("place",)]


@pytest.mark.parametrize(
    ("told", "parts"),
    [
        # What goes on until the report ends on its day, but begins where the words say.
        ({"start": "2016", "end": "2019-03", "span": "since", "quote": "2016年以来宁夏贫困发生率降到5%"}, []),
        ({"start": "2016", "end": "2019-03", "span": "since", "quote": "宁夏贫困发生率降到5%"}, [("period",)]),
        ({"start": "2016", "end": "2019-02", "span": "since", "quote": "2016年以来宁夏贫困发生率降到5%"}, [("period",)]),
        ({"start": "2016", "end": "2019-03", "span": "since", "quote": "“十三五”以来宁夏贫困发生率降到5%"}, []),
        ({"start": "2012-11", "end": "2019-03", "span": "since", "quote": "十八大以来宁夏贫困发生率降到5%"}, []),
        ({"start": "2013-11", "end": "2019-03", "span": "since", "quote": "十八大以来宁夏贫困发生率降到5%"}, [("period",)]),
        (
            {
                "start": "2017-10",
                "end": "2019-03",
                "span": "since",
                "quote": "since the last National Congress Ningxia's poverty rate 5%",
            },
            [],
        ),
        (
            {
                "start": "2012-11",
                "end": "2019-03",
                "span": "since",
                "quote": "since the last National Congress Ningxia's poverty rate 5%",
            },
            [("period",)],
        ),
        # A report leaves out its own year.
        ({"start": "2019-02-25", "end": "2019-02-25", "quote": "2月25日宁夏贫困发生率5%"}, []),
        ({"start": "2019-02-25", "end": "2019-02-25", "quote": "12月25日宁夏贫困发生率5%"}, [("period",)]),
        ({"quote": "宁夏全年贫困发生率降到5%"}, []),
        ({"start": "2017", "end": "2017", "quote": "宁夏全年贫困发生率降到5%"}, [("period",)]),
        # What was worked out for the year before.
        ({"start": "2017", "end": "2017", "status": "derived", "quote": "2018年宁夏贫困发生率3%,比上年下降2个百分点"}, []),
        ({"start": "2017", "end": "2017", "quote": "2018年宁夏贫困发生率5%,比上年下降2个百分点"}, [("period",)]),
        ({"title": "2019 Yearbook of Ningxia", "quote": "the poverty rate was 5%"}, []),
        (
            {"title": "2018 Yearbook of Ningxia", "quote": "the poverty rate was 5%", "start": "2016", "end": "2016"},
            [("period",)],
        ),
    ],
)
def test_the_date_of_the_source_gives_what_the_words_leave_to_it(tmp_path, told, parts):
    assert gaps(tmp_path / "facts", told.pop("quote"), **told) == parts


def test_figures_given_year_by_year_are_each_of_their_own_year(tmp_path):
    quote = "2016至2019年宁夏贫困发生率分别为9%、7%、5%、2%"
    assert gaps(tmp_path / "a", quote) == []
    assert gaps(tmp_path / "b", quote, start="2017", end="2017") == [("period",)], "5% is not the second"
    assert gaps(tmp_path / "c", quote, start="2017", end="2017", value="7") == []


def test_a_month_gives_the_batch_of_the_counties_that_were_approved_in_it(tmp_path):
    indicators = [["counties_delisted", "摘帽数", "Counties delisted", "county", "0", "县数", "counties", "退出"]]
    county = [*ROWS["delistings"][0]]
    for folder, published, date, parts in (
        ("a", "2019-04", "2019-04-28", []),
        ("b", "2019-05", "2019-04-28", []),
        ("d", "2019-03", "2019-04-28", [("period",)]),
        ("c", "2020-03", "2019-04-28", [("period",)]),
    ):
        county[9] = date
        source = ["toy", "一份文件", "某报", published, "copy", *[""] * 6, "printed", "report"]
        row = ["o-1", "640000", "counties_delisted", "2018", "2018", "5", "=", "unstated", "reported", "toy"]
        tables = {**ALONE, "indicators": indicators, "delistings": [county], "sources": [source]}
        facts = load_facts(write_toy(tmp_path / folder, **tables, observations=[[*row, "批准宁夏5个县退出", "over"]]))
        assert [gap.parts for gap in find_gaps(facts) if gap.table == "observations"] == parts, folder


def test_a_month_of_two_batches_tells_none():
    dated = [("2018", "2019-04"), ("2018", "2019-04-28"), ("2018", "2019-12"), ("2019", "2019-12-09"), ("2019", "2019")]
    assert batches_by_month(dated) == {"2019-04": "2018", "2019-12": ""}


def test_the_others_are_those_that_are_not_named(tmp_path):
    """Two of 31 provinces are not named among the rest, and the quote speaks of two others."""
    names = [f"{chr(0x7532 + n)}{chr(0x5C71 + n)}" for n in range(31)]
    regions = [ROWS["regions"][0]] + [
        [f"{n + 11}0000", f"{name}省", name, f"Province {name}", "x", "province", "100000", "省"]
        for n, name in enumerate(names)
    ]
    told = f"2018年贫困发生率在3%以上的是{'、'.join(names[2:])},其他2省在5%以下"
    tables = {"regions": regions, "area_members": [], "aliases": []}
    assert gaps(tmp_path / "a", told, place="110000", status="derived", tables=tables) == []
    assert gaps(tmp_path / "b", told, place="110000", tables=tables) == [("place",)], "only worked out, never reported"
    fewer = told.replace("其他2省", "其他3省")
    assert gaps(tmp_path / "c", fewer, place="110000", status="derived", tables=tables) == [("place",)]


def test_a_county_is_proved_by_its_announcement_and_the_list_of_its_batch(tmp_path):
    county = [*ROWS["delistings"][0]]
    assert find_gaps(load_facts(write_toy(tmp_path / "a", **{**ALONE, "observations": [], "delistings": [county]}))) == []
    county[6], county[-2:] = "批准固原退出", ["批次据同页", "the batch is on the same page"]
    facts = load_facts(write_toy(tmp_path / "b", **{**ALONE, "observations": [], "delistings": [county]}))
    assert [(gap.table, gap.parts, gap.noted) for gap in find_gaps(facts)] == [("delistings", ("period",), True)]


@pytest.mark.parametrize(
    ("date", "words", "published", "proved"),
    [
        ("2019-04-29", "2019年4月29日批准固原退出", "2020", True),
        ("2019-04-29", "4月29日批准固原退出", "2019-11", True),
        ("2019-04-29", "29日批准固原退出", "2019-04-30", True),
        ("2019-04-29", "今天批准固原退出", "2019-04-29", True),
        ("2019-04-29", "批准固原退出", "2019-04-29", False),
        ("2019-04-29", "29日批准固原退出", "2019-11-01", False),
        ("2019-04-29", "4月29日批准固原退出", "2020-11", False),
        ("2019-04-09", "4月29日批准固原退出", "2019-11", False),
        ("2019-04", "4月批准固原退出", "2019-11", True),
        ("2019-04", "近日批准固原退出", "2019-04-30", True),
        ("2019-04", "近日批准固原退出", "2019-05-01", False),
        ("2019", "批准固原退出", "2019-05-01", False),
        ("2019", "今年批准固原退出", "2019-05-01", True),
        ("2019", "2019年批准固原退出", "", True),
        ("", "批准固原退出", "", True),
    ],
)
def test_a_date_of_approval_is_no_finer_than_its_words_and_the_date_of_their_page(tmp_path, date, words, published, proved):
    county = [*ROWS["delistings"][0]]
    county[9:12] = [date, "toy" if date else "", words if date else ""]
    source = ["toy", "一份文件", "某报", published, "copy", *[""] * 6, "printed" if published else "", "report"]
    tables = {**ALONE, "observations": [], "delistings": [county], "sources": [source]}
    found = find_gaps(load_facts(write_toy(tmp_path / "facts", **tables)))
    assert [gap.parts for gap in found] == ([] if proved else [("period",)])


def test_of_all_records_97_in_100_are_proved_by_what_is_shown_and_the_rest_say_how_they_are_read():
    facts = whole_facts()
    found = find_gaps(facts)
    total = sum(len(facts.table(table)) for table in JUDGED)
    assert len(found) <= 0.03 * total, f"{len(found)} of {total}"
    assert all(gap.noted for gap in found)
    by_table = {table: sum(gap.table == table for gap in found) / len(facts.table(table)) for table in JUDGED}
    assert max(by_table.values()) < 0.1, by_table


def test_phrases_are_of_groups_that_there_are():
    facts = whole_facts()
    groups = {row["region_id"] for row in records(facts.regions) if row["level"] == "area"}
    assert set(PHRASES) <= groups


def test_no_records_no_gaps(tmp_path):
    empty: dict[str, list[list[str]]] = {table: [] for table in ROWS if table != "regions"}
    assert find_gaps(load_facts(write_toy(tmp_path / "facts", **empty))) == []
