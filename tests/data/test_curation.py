"""Toy raw rows of each kind, with the record or the reason known by hand."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from data.checks import run_checks
from data.curation.basis import listed, parse_basis
from data.curation.clauses import cut, shorten, without_remark
from data.curation.curate import curate, main, read_facts
from data.curation.decisions import Decisions, read_decisions
from data.curation.ledger import Refused
from data.curation.names import Gazetteer
from data.curation.periods import Period, parse_period
from data.curation.raw import RawRow, read_raw, row_key
from data.curation.report import conflicts_of
from data.curation.sources import source_id
from data.curation.units import parse_amount
from data.model import FACTS_DIR, columns
from tests.data.toy import ROWS, write_toy

INFERRED = "registration (建档立卡; basis inferred, not stated in quote)"
NBS = "NBS household survey, 2010 standard"


def indicator(**cells: str) -> dict[str, str]:
    row = {
        "region": "宁夏回族自治区", "level": "province", "indicator": "贫困发生率", "year_or_date": "2017",
        "value": "6", "unit": "%", "statistic_basis": INFERRED, "quote": "宁夏贫困发生率由2017年的6%下降至2019年的0.47%",
        "source_title": "宁夏(新华社,镜像)", "url": "http://mirror.example/1", "published": "2020-01-02",
    }  # fmt: skip
    return row | cells


def figure(**cells: str) -> dict[str, str]:
    row = {
        "helper": "福建省", "recipient": "宁夏回族自治区", "dimension": "资金支持", "measure": "累计援助",
        "period": "1996-2011", "value": "7.74", "unit": "亿元", "quote": "1996年到2011年,福建累计援助7.74亿元",
        "source_title": "福建帮扶宁夏", "url": "http://press.example/2",
    }  # fmt: skip
    return row | cells


def pair(**cells: str) -> dict[str, str]:
    row = {
        "helper": "福建省", "helper_level": "province", "recipient": "固原市", "recipient_level": "prefecture",
        "programme": "东西扶贫协作", "start_year": "1997", "quote": "1997年起福建帮扶固原",
        "source_title": "福建与固原", "url": "http://press.example/3",
    }  # fmt: skip
    return row | cells


def happening(**cells: str) -> dict[str, str]:
    row = {"date": "1996-11", "event": "首次联席会议", "quote": "当年11月,闽宁第一次联席会议在福州召开",
           "source_title": "闽宁协作20年", "url": "http://press.example/4"}  # fmt: skip
    return row | cells


def key_of(file: str, cells: dict[str, str]) -> str:
    return row_key(file, cells)


DECIDED = {
    "names": [
        {"raw_name": "西海固(9县区)", "region_ids": "A-xihaigu"},
        {"raw_name": "对口支援地区(全部)", "region_ids": "-"},
    ],
    "bases": [
        {"raw_basis": NBS, "basis_id": "survey_2010", "status": ""},
        {"raw_basis": f"{NBS} (by elimination: the 10)", "basis_id": "survey_2010", "status": "derived"},
        {"raw_basis": "official delisting", "basis_id": "delisting", "status": ""},
    ],
    "indicators": [
        {"raw_indicator": "贫困发生率", "indicator_id": "rate", "point": "at"},
        {"raw_indicator": "贫困发生率区间(band)", "indicator_id": "rate", "point": "at"},
        {"raw_indicator": "累计脱贫人口", "indicator_id": "lifted", "point": "over"},
    ],
    "measures": [{"raw_dimension": "资金支持", "raw_measure": "累计援助", "measure_id": "funds", "point": "over"}],
    "programmes": [
        {"raw_programme": "东西扶贫协作", "raw_start": "", "programme_id": "east_west", "arrangement_id": ""}
    ],
}  # fmt: skip
BASES = [["unstated", "未说明", "Not stated", "未说明", "not stated", "", ""],
         ["survey_2010", "抽样调查", "Survey", "推算", "estimate", "", ""]]  # fmt: skip
FUNDS = ["funds", "援助资金", "Funds", "yuan", "funds"]


def toy_facts(folder: Path) -> Path:
    return write_toy(folder, bases=BASES, measures=[*ROWS["measures"], FUNDS])


def run(tmp_path: Path, decided: dict[str, list[dict[str, str]]] | None = None, **rows: list[dict[str, str]]):
    """Curate toy rows; return the records behind the hand-made ones by table, and the outcomes in order."""
    raw = {
        file: [RawRow(file, line, row_key(file, cells), cells) for line, cells in enumerate(rows.get(file, []), 2)]
        for file in ("indicators", "pairings", "cooperation", "timeline")
    }
    facts = read_facts(toy_facts(tmp_path / "facts"))
    result = curate(raw, facts, Decisions(DECIDED | (decided or {})))
    return {t: result.tables[t][len(facts[t]) :] for t in result.tables}, result.entries


def test_a_rate_becomes_an_observation_with_its_clause(tmp_path):
    made, (entry,) = run(tmp_path, indicators=[indicator()])
    (record,) = made["observations"]
    assert entry.outcome == "kept" and entry.records == (record["observation_id"],)
    assert record["observation_id"] == "o-640000-rate-2017-un-6"
    assert (record["basis_id"], record["status"], record["point"]) == ("unstated", "reported", "at")
    assert (record["value"], record["bound"], record["value_high"]) == ("6", "=", "")
    assert record["quote"] == "宁夏贫困发生率由2017年的6%下降至2019年的0.47%"
    (source,) = made["sources"]
    assert (source["source_id"], source["tier"], source["mirror"], source["published"]) == (
        record["source_id"], "press", "yes", "2020-01-02",
    )  # fmt: skip


def test_a_band_keeps_both_ends_and_no_middle(tmp_path):
    row = indicator(indicator="贫困发生率区间(band)", year_or_date="2016", value="5-10", statistic_basis=NBS,
                    quote="贫困发生率在5%~10%的省份有7个,包括陕西、宁夏")  # fmt: skip
    made, _ = run(tmp_path, indicators=[row])
    (record,) = made["observations"]
    assert (record["value"], record["value_high"], record["bound"], record["basis_id"]) == ("5", "10", "=", "survey_2010")


def test_what_was_worked_out_by_elimination_is_derived(tmp_path):
    row = indicator(indicator="贫困发生率区间(band)", value="<3", quote="其他10省贫困发生率均在3%以下",
                    statistic_basis=f"{NBS} (by elimination: the 10)")  # fmt: skip
    made, _ = run(tmp_path, indicators=[row])
    assert (made["observations"][0]["status"], made["observations"][0]["bound"]) == ("derived", "<")


def test_a_planted_row_that_its_quote_does_not_support_is_dropped(tmp_path):
    made, (entry,) = run(tmp_path, indicators=[indicator(value="7")])
    assert made["observations"] == [] and made["sources"] == []
    assert (entry.outcome, entry.reason) == ("dropped", "the quote does not say the value")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"region": "西部某地"}, "the place '西部某地' is not decided on"),
        ({"indicator": "恩格尔系数"}, "the indicator '恩格尔系数' is not decided on"),
        ({"statistic_basis": "hearsay"}, "no basis is decided for 'hearsay'"),
        ({"year_or_date": "从前"}, "no period is decided for '从前'"),
        ({"unit": "斤"}, "value or unit cannot be read: 6 斤"),
    ],
)
def test_what_is_not_decided_on_is_dropped_with_its_reason(tmp_path, cells, reason):
    _, (entry,) = run(tmp_path, indicators=[indicator(**cells)])
    assert (entry.outcome, entry.reason) == ("dropped", reason)


def test_a_decision_drops_a_row(tmp_path):
    row = indicator()
    drop = [{"file": "indicators", "row_key": key_of("indicators", row), "reason": "a page of low reliability"}]
    _, (entry,) = run(tmp_path, {"drops": drop}, indicators=[row])
    assert (entry.outcome, entry.reason) == ("dropped", "a page of low reliability")


def test_a_decision_amends_a_cell_but_never_invents_a_quote(tmp_path):
    row = indicator()
    key = key_of("indicators", row)
    dated = {"row_key": key, "column": "period_start", "value": "2016"}
    made, _ = run(tmp_path, {"amends": [dated]}, indicators=[row])
    assert made["observations"][0]["period_start"] == "2016"
    invented = {"row_key": key, "column": "quote", "value": "宁夏2017年6%"}
    _, (entry,) = run(tmp_path, {"amends": [invented]}, indicators=[row])
    assert (entry.outcome, entry.reason) == ("dropped", "the decided quote is not in the row")


def test_the_same_statement_is_merged_into_the_better_source(tmp_path):
    official = indicator(source_title="统计公报", url="http://www.stats.example/1")
    host = {"host": "www.stats.example", "tier": "official", "mirror": "no", "publisher": "某局", "publisher_en": ""}
    decided = {"domains": [host]}
    made, (one, other) = run(tmp_path, decided, indicators=[indicator(), official])
    (record,) = made["observations"]
    assert record["source_id"] == "pub-stats-example-" + record["source_id"][-6:]
    assert (one.outcome, one.reason, other.outcome) == ("merged", "the same statement from another page", "kept")
    assert one.records == other.records == (record["observation_id"],)


def test_conflicting_values_are_both_kept_and_told(tmp_path):
    other = indicator(value="5", quote="2017年宁夏贫困发生率5%", url="http://mirror.example/2")
    made, entries = run(tmp_path, indicators=[indicator(), other])
    assert [entry.outcome for entry in entries] == ["kept", "kept"]
    (group,) = conflicts_of(made["observations"])
    assert sorted(row["value"] for row in group) == ["5", "6"]


def test_a_hedge_of_the_source_becomes_the_bound(tmp_path):
    row = indicator(region="西海固(9县区)", indicator="累计脱贫人口", value="60", unit="万人(余)")
    row["quote"] = "2017年西海固60万余人脱贫"
    made, _ = run(tmp_path, indicators=[row])
    (record,) = made["observations"]
    assert (record["region_id"], record["value"], record["bound"], record["point"]) == ("A-xihaigu", "600000", ">=", "over")


def test_a_cooperation_figure_begins_only_where_its_quote_says(tmp_path):
    vague = figure(quote="十余年来福建累计援助7.74亿元", url="http://press.example/5")
    to_all = figure(recipient="对口支援地区(全部)", period="2011", quote="2011年援助7.74亿元", url="http://press.example/6")
    made, _ = run(tmp_path, cooperation=[figure(), vague, to_all])
    names = ("recipient_id", "period_start", "dimension", "unit")
    found = {record["cooperation_id"]: tuple(record[name] for name in names) for record in made["cooperation"]}
    assert found == {
        "c-350000-640000-funds-1996-2011-774000000": ("640000", "1996", "funds", "yuan"),
        "c-350000-640000-funds-to-2011-774000000": ("640000", "", "funds", "yuan"),
        "c-350000-all-funds-2011-774000000": ("", "2011", "funds", "yuan"),
    }


def test_a_pairing_begins_where_its_quote_says_and_an_undated_one_joins_it(tmp_path):
    undated = pair(start_year="1997", quote="福建帮扶固原", url="http://press.example/7")
    made, (one, other) = run(tmp_path, pairings=[pair(), undated])
    (record,) = made["pairings"]
    assert (record["pairing_id"], record["start"], record["arrangement_id"]) == ("p-ew-350000-640400-1997", "1997", "")
    assert (one.outcome, other.outcome, other.records) == ("kept", "merged", ("p-ew-350000-640400-1997",))


def test_a_pairing_of_a_seed_is_not_recorded_again(tmp_path):
    made, (entry,) = run(tmp_path, pairings=[pair(recipient="宁夏回族自治区", start_year="1996", quote="福建帮扶宁夏")])
    assert made["pairings"] == []
    assert (entry.outcome, entry.records) == ("merged", ("p-1",))


def test_arrangements_and_members_rest_on_raw_rows(tmp_path):
    row = pair()
    key = key_of("pairings", row)
    decided = {
        "arrangements": [{"arrangement_id": "ew-1997", "programme_id": "east_west", "date": "1997", "name_zh": "一",
                          "name_en": "one", "complete": "no", "row_key": key, "quote": "", "note": "", "note_en": ""}],
        "members": [{"area_id": "A-xihaigu", "region_ids": "640400", "row_key": key, "quote": "福建帮扶固原"}],
    }  # fmt: skip
    made, (entry,) = run(tmp_path, decided, pairings=[row])
    assert (made["arrangements"][0]["quote"], entry.records) == ("1997年起福建帮扶固原", ("ew-1997",))
    assert [m["region_id"] for m in made["area_members"]] == ["640400"]


def test_an_event_is_told_once(tmp_path):
    first, again, lost = happening(), happening(url="http://press.example/8"), happening(event="无题")
    line = {"event_id": "ev-1", "title_zh": "会议", "title_en": "Meeting", "region_ids": "", "quote": "", "kind": "event"}
    decided = {"events": [line | {"row_key": key_of("timeline", first), "date": "1996-11"},
                          line | {"row_key": key_of("timeline", again), "date": ""}]}  # fmt: skip
    made, entries = run(tmp_path, decided, timeline=[first, again, lost])
    assert [(e.outcome, e.reason) for e in entries] == [
        ("kept", ""), ("merged", "tells a recorded event again"), ("dropped", "the event is not decided on"),
    ]  # fmt: skip
    assert [(r["event_id"], r["quote"]) for r in made["events"]] == [("ev-1", first["quote"])]


# --- the pieces


@pytest.mark.parametrize(
    ("quote", "value", "unit", "names", "found"),
    [
        ("2205万人,比上年减少357万人 (推得2562)", 22_050_000, "person", (), "2205万人,比上年减少357万人"),
        ("甲省…3个,乙省…5个,丙省…3个", 3, "county", ("丙省",), "5个,丙省…3个"),
        ("全省1万人…贫困率降到5%", 5, "%", (), "贫困率降到5%"),
        ("全省1万人脱贫", 2, "person", (), None),
        ("貧困發(fā)生率降至6.51%", 6.51, "%", (), "貧困發生率降至6.51%"),
    ],
)
def test_a_quote_is_cut_to_the_clause_with_the_figure(quote, value, unit, names, found):
    assert cut(quote, value, unit, names) == found


def test_a_long_quote_is_cut_at_clauses():
    long = "".join(f"第{n}句话没有什么要紧的内容," for n in range(20)) + "贫困发生率降到5%,此后不再多说。"
    piece = cut(long, 5, "%")
    assert piece is not None
    assert len(piece) <= 130 and piece in long and piece.endswith("贫困发生率降到5%,此后不再多说")
    assert len(shorten(long)) <= 130 and long.startswith(shorten(long))


def test_the_year_comes_along_where_there_is_room():
    assert cut("2018年末全国1660万人…贫困发生率1.7%", 1.7, "%", (), ("2018",)) == "2018年末全国1660万人…贫困发生率1.7%"
    assert without_remark("降至0 (全部脱贫,记为0)") == "降至0"


@pytest.mark.parametrize(
    ("raw", "start", "end"),
    [
        ("2013", "2013", "2013"), ("2018-04", "2018-04", "2018-04"), ("1996-2011", "1996", "2011"),
        ("2016-09–2020-04", "2016-09", "2020-04"), ("2019-01–08", "2019-01", "2019-08"), ("to 2020-12", "", "2020-12"),
        ("至2019", "", "2019"), ("1996-2014-05", "1996", "2014-05"), ("early 1980s", "", ""),
    ],
)  # fmt: skip
def test_periods_of_every_shape(raw, start, end):
    decided = {"early 1980s": {"start": "", "end": ""}}
    assert parse_period(raw, decided) == Period(start, end)


@pytest.mark.parametrize(
    ("value", "unit", "found"),
    [
        ("9899", "万人", ("98990000", "", "", "person", False)), ("1.2", "万亿元", ("1200000000000", "", "", "yuan", False)),
        ("280", "个(左右,预计)", ("280", "", "~", "", True)), ("<3", "%", ("3", "", "<", "%", False)),
        ("3-6", "%", ("3", "6", "", "%", False)), ("50", "万人/年(超过)", ("500000", "", ">", "person", False)),
        ("418", "人次", ("418", "", "", "person_time", False)),
    ],
)  # fmt: skip
def test_values_and_units(value, unit, found):
    amount = parse_amount(value, unit)
    assert (amount.value, amount.high, amount.bound, amount.unit, amount.expected) == found


def test_an_inferred_basis_is_unstated_and_arithmetic_is_derived():
    decided = {NBS: {"basis_id": "survey_2010", "status": ""}}
    assert parse_basis(INFERRED, {}) == ("unstated", "reported")
    assert parse_basis(f"{INFERRED}; planned/expected value", {}) == ("unstated", "target")
    assert parse_basis(f"{NBS} (derived: 10.2+2.5)", decided) == ("survey_2010", "derived")
    with pytest.raises(Refused):
        parse_basis("hearsay", decided)


def test_lists_of_counties_are_bases_of_their_own():
    assert [listed(unit, "delisting") for unit in ("个", "个(国定)", "个(区定)", "个(含省定)")] == [
        "delisting", "delisting_national", "delisting_provincial", "delisting_all",
    ]  # fmt: skip
    assert listed("个(国定)", "unstated") == "unstated"


def test_a_name_that_two_regions_share_must_be_decided():
    rows = [{"region_id": code, "name_zh": "朝阳区", "short_zh": "朝阳", "name_en": "x"} for code in ("110105", "220104")]
    with pytest.raises(Refused):
        Gazetteer({}, rows).find("朝阳区")
    assert Gazetteer({"朝阳区": {"region_ids": "110105"}}, rows).one("朝阳区") == "110105"


def test_a_source_is_named_for_its_address_and_not_for_its_title():
    one, other = (RawRow("indicators", 2, "k", indicator(source_title=title)) for title in ("甲", "乙"))
    assert source_id(one) == source_id(other)
    assert source_id(RawRow("indicators", 2, "k", indicator(url="(none)"))).startswith("pub-no-address-")


# --- the whole


def write_raw(folder: Path) -> Path:
    folder.mkdir()
    rows = {
        "indicators": [indicator(), indicator(value="7")],
        "pairings": [pair()],
        "cooperation": [figure()],
        "timeline": [happening()],
    }
    for file, lines in rows.items():
        with (folder / f"{file}.csv").open("w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, list(lines[0]))
            writer.writeheader()
            writer.writerows(lines)
    return folder


def test_a_second_run_changes_nothing_and_the_checks_stay_green(tmp_path, capsys):
    facts, raw, out = toy_facts(tmp_path / "facts"), write_raw(tmp_path / "raw"), tmp_path / "out"
    decisions = tmp_path / "decisions"
    decisions.mkdir()
    out.mkdir()
    for table, lines in DECIDED.items():
        with (decisions / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(lines[0]))
            writer.writeheader()
            writer.writerows(lines)
    given = ["--raw", str(raw), "--facts", str(facts), "--decisions", str(decisions), "--out", str(out)]
    states = []
    for _ in range(2):
        assert main(given) == 0
        states.append({path.name: path.read_bytes() for folder in (facts, out) for path in sorted(folder.iterdir())})
    assert states[0] == states[1]
    assert capsys.readouterr().out.splitlines()[0] == "5 raw rows: 3 kept, 0 merged, 2 dropped"
    assert "| indicators.csv | 1 | the quote does not say the value |" in states[0]["REPORT.md"].decode()
    assert [line.split(",")[3] for line in states[0]["ledger.csv"].decode().splitlines()[1:]] == [
        "kept", "dropped", "kept", "kept", "dropped",
    ]  # fmt: skip
    documents = tmp_path / "none"
    documents.mkdir()
    assert run_checks(facts, documents).faults == ()


def test_rows_made_by_hand_stay_first_and_as_they_are(tmp_path):
    facts = toy_facts(tmp_path / "facts")
    before = read_facts(facts)
    after = curate(read_raw(tmp_path), before, Decisions({})).tables
    assert after == before


def test_the_committed_facts_hold_together_with_the_committed_decisions(tmp_path):
    """Without the raw rows nothing can be made again, but what is committed must fit: ids, keys, ledger."""
    shutil.copytree(FACTS_DIR, tmp_path / "facts")
    facts = read_facts(tmp_path / "facts")
    with (Path(__file__).parents[2] / "data" / "curation" / "ledger.csv").open(encoding="utf-8", newline="") as lines:
        ledger = list(csv.DictReader(lines))
    tables = ("arrangements", "pairings", "observations", "cooperation", "events")
    ids = {row[columns(table)[0]] for table in tables for row in facts[table]}
    assert len(ledger) == 1239
    assert {key for line in ledger for key in line["records"].split(";") if key} <= ids
    assert all(line["reason"] for line in ledger if line["outcome"] != "kept")
    keys = {line["row_key"] for line in ledger}
    decisions = read_decisions()
    for table in ("drops", "amends", "pairs", "events", "arrangements", "members"):
        assert {line["row_key"] for line in decisions.lines(table)} <= keys, table


def test_all_nineteen_help_xinjiang_and_every_prefecture_of_tibet_is_helped():
    facts = read_facts(FACTS_DIR)
    xinjiang = [row for row in facts["pairings"] if row["arrangement_id"] == "xinjiang-2010"]
    assert len({row["helper_id"] for row in xinjiang}) == 19
    divisions = {row["recipient_id"] for row in facts["pairings"] if row["recipient_id"].startswith("A-xpcc-")}
    assert divisions == {f"A-xpcc-{n}" for n in (1, 2, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14)}
    parents = {row["region_id"]: row["parent_id"] for row in facts["regions"]}
    tibet = {row["recipient_id"] for row in facts["pairings"] if row["programme_id"] == "tibet_aid"}
    prefectures = {"540100", "540200", "540300", "540400", "540500", "540600", "542500"}
    assert prefectures <= {region if region in prefectures else parents[region] for region in tibet}
    qinghai = {row["recipient_id"] for row in facts["pairings"] if row["arrangement_id"] == "qinghai-2010"}
    assert {"632200", "632300", "632500", "632600", "632700", "632800"} <= qinghai
