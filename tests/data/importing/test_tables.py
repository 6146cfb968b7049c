"""Nine kinds of tables that people of this field keep, and what each must give. Every number in them is made up."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from data.importing.preview import Preview, preview
from data.importing.reading.workbook import read_workbook
from data.load import Facts, load_facts
from text.catalogue import Catalogue

TABLES = Path(__file__).with_name("tables")


@cache
def facts() -> Facts:
    return load_facts()


def given(number: str, **answers: str) -> Preview:
    """What a table gives, with answers by the last part of their key."""
    path = next(TABLES.glob(f"{number}_*"))
    book, said = read_workbook(path.name, path.read_bytes()), {"document-title": "表"}
    for _ in range(4):
        found = preview(book, facts(), said)
        said |= {d.key: answers[short] for d in found.decisions if (short := d.key.removeprefix("1.")) in answers}
    return found


def asked(found: Preview) -> set[str]:
    return {decision.key.removeprefix("1.") for decision in found.open}


def concluded(found: Preview) -> str:
    t = Catalogue.load("zh")
    return "\n".join(d.sentence(t, lambda table, key: key) for d in found.decisions if d.value is not None)


def refused(found: Preview) -> dict[str, str]:
    return {refusal.cell: refusal.key.removeprefix("importing.") for refusal in found.refusals}


def cells(found: Preview, table: str, *columns: str) -> dict[str, tuple[str, ...]]:
    """Cell to what its record says in some columns."""
    if table not in found.tables:
        return {}
    frame = found.tables[table]
    return {found.origins[number].cell: tuple(row) for number, *row in frame[list(columns)].itertuples()}


def test_01_funds_by_county_with_the_sum_first():
    open_ = given("01")

    assert asked(open_) == {"what.资金分配额", "programme", "helper", "period"}
    assert {d.key: d.suggested for d in open_.open}["1.period"] == "2018"
    assert "B4 的合计 2000 与各行之和相符" in concluded(open_)
    assert "A11 有电话号码，没有导入，也没有保留" in concluded(open_)
    assert "0000" not in repr(open_.tables) + concluded(open_) + repr(open_.refusals)

    found = given("01", **{"what.资金分配额": "aid_funds", "programme": "east_west", "helper": "无锡", "period": "2018年"})

    assert found.ready and refused(found) == {}
    assert cells(found, "cooperation", "helper_id", "recipient_id", "value", "period_end") == {
        "B5": ("320200", "630202", "4100000", "2018"),
        "B6": ("320200", "630203", "500000", "2018"),
        "B7": ("320200", "630222", "6200000", "2018"),
        "B8": ("320200", "630223", "3000000", "2018"),
        "B9": ("320200", "630224", "5700000", "2018"),
        "B10": ("320200", "630225", "500000", "2018"),
    }
    # Who helps is said by its name, not by the code that is kept.
    helper = next(d for d in found.decisions if d.key == "1.helper")
    assert helper.sentence(Catalogue.load("zh"), lambda table, key: f"<{table} {key}>") == "帮扶方：<regions 320200>。"
    notes = cells(found, "cooperation", "note")
    assert "备注：卫生室改造。" in notes["B7"][0] and "备注：卫生室改造。" in notes["B9"][0] and "备注" not in notes["B6"][0]


def test_03_counties_that_left_the_list_with_dates_of_eight_kinds():
    open_ = given("03")

    assert asked(open_) == {"batch", "date.2020年底"}
    assert refused(open_) == {"E12": "planned_date"}
    assert "A13 写共 8 个，表里有 9 行" in concluded(open_)

    found = given("03", batch="first_half", **{"date.2020年底": "2020-12"})

    said = {draft.cell: draft.row for draft in found.origins.values() if draft.table == "delistings"}
    assert {cell: (row["region_id"], row["batch"], row["date"]) for cell, row in said.items()} == {
        "C4": ("522634", "2018", "2019-04"),
        "C5": ("522632", "2020", "2020-11-23"),
        "C6": ("522633", "2020", "2020-11"),
        "C7": ("520526", "2020", "2020-11-23"),
        "C8": ("522326", "2020", "2020-11"),
        "C9": ("533301", "2020", "2020"),
        "C10": ("533325", "2020", "2020-11"),
        "C11": ("653225", "2020", "2020-12"),
    }
    assert said["C5"]["quote"].startswith("贵州 黔东南州 榕江")
    # These counties are recorded with the same batches; what is new is another month for one of them.
    assert len(found.same) == 7 and [record for _, record in found.conflicts] == ["653225"]
    assert cells(found, "delistings", "status", "date") == {"C11": ("conflict", "2020-12")} and found.ready
    assert not given("03", batch="first_half", **{"date.2020年底": "2020"}).ready


def test_03_another_batch_than_is_recorded_is_a_conflict():
    found = given("03", batch="2017", **{"date.2020年底": "leave"})

    assert set(found.tables["delistings"]["status"]) == {"conflict"} and len(found.conflicts) == 7


def test_05_pairs_with_merged_parties_and_several_in_a_cell():
    open_ = given("05")

    assert asked(open_) == {"programme", "name:广东省(不含深圳)"}
    assert refused(open_) == {"A11": "place_unknown"}

    found = given("05", programme="east_west", **{"name:广东省(不含深圳)": "440000"})
    rows = found.tables["pairings"][["helper_id", "recipient_id", "start"]].itertuples(index=False, name=None)

    assert list(rows) == [
        ("110000", "150000", "2016-12"),
        ("110108", "150430", "2018-03"),
        ("110107", "150429", "2018-03"),
        ("110107", "150722", "2018-03"),
        ("350100", "621100", "2016-12"),
        ("350200", "622900", "2016-12"),
        ("210200", "520200", "2016-12"),
        ("440400", "533300", "2016-12"),
        ("320500", "520600", "2013"),
    ]
    assert "铜仁地区" in cells(found, "pairings", "note")["D12"][0]


def test_06_a_yearbook_with_two_panels_side_by_side():
    open_ = given("06")
    title = "各地区农村居民人均可支配收入"  # without the number of the table

    assert asked(open_) == {f"what.{title}", "basis"}
    assert "左右并排 2 栏" in concluded(open_) and "A13 的注提到口径" in concluded(open_)

    found = given("06", basis="unstated", **{f"what.{title}": "own", f"definition.{title}": "住户调查"})
    values = cells(found, "observations", "region_id", "period_end", "value")

    assert found.ready and len(values) == 32
    assert values["B5"] == ("100000", "2016", "10001") and values["D11"] == ("150000", "2018", "10303")
    assert values["G5"] == ("410000", "2017", "9502") and values["F11"] == ("460000", "2016", "9401")
    assert {year for cell, (_, year, _) in values.items() if cell[0] in "FG"} == {"2016", "2017"}
    assert "D12" not in values


def test_07_text_in_gbk_with_codes_as_decimals():
    open_ = given("07")

    assert asked(open_) == {
        *("what.财政帮扶资金", "what.GDP", "basis", "date.2015年末", "nation.全国合计", "programme", "helper")
    } - ({"programme", "helper"} - asked(open_))
    assert "“新彊维吾尔自治区”读作新疆维吾尔自治区" in concluded(open_)

    answers = {"what.财政帮扶资金": "aid_funds", "what.GDP": "leave", "basis": "unstated", "date.2015年末": "2015-12"}
    found = given("07", programme="unstated", helper="nobody", **answers, **{"nation.全国合计": "leave"})
    values = cells(found, "observations", "region_id", "period_end", "value", "bound")

    assert found.ready
    assert values["D2"] == ("530000", "2015", "4715000", "=") and values["E2"][2] == "12.7" and values["E3"][2] == "14"
    assert values["D4"][2:] == ("3250000", "~") and values["D5"] == ("650000", "2015-12", "1800000", ">=")
    assert values["E5"][2:] == ("15", "~")
    assert cells(found, "cooperation", "value") == {"F2": ("123450000000",), "F3": ("1230000000",), "F6": ("0",)}

    nation = given("07", programme="unstated", helper="nobody", **answers, **{"nation.全国合计": "100000"})
    assert cells(nation, "observations", "region_id", "value")["D7"] == ("100000", "55750000")


def test_09_full_width_digits_hedges_and_bands():
    open_ = given("09")

    assert asked(open_) >= {"basis", "period", "coarse.7千", "sign.无", "sign.…", "sign.—", "sign.〇", "sign.-"}
    assert refused(open_) == {"C6": "unknown_unit"} and open_.rows == 0

    whats = {
        "what.减贫人口": "poor_population_decrease",
        "what.人均纯收入": "income_per_capita",
        "what.退出村": "villages_delisted",
    }
    signs = {f"sign.{sign}": "missing" for sign in "无…—-"} | {"sign.〇": "zero"}
    found = given("09", basis="unstated", period="2018", **{"coarse.7千": "about"}, **whats, **signs)
    values = cells(found, "observations", "value", "bound", "value_high")

    assert {cell: values[cell] for cell in ("B2", "B3", "B4", "B5", "B6", "B7")} == {
        "B2": ("23.5", "=", ""),
        "B3": ("18.9", "=", ""),
        "B4": ("5", "<", ""),
        "B5": ("0.028", "<=", ""),
        "B6": ("15", "<=", ""),
        "B7": ("20", "=", "25"),
    }
    assert (values["C2"], values["C4"], values["C7"]) == (("32000", "~", ""), ("11000", ">=", ""), ("150000", "=", "160000"))
    assert values["C3"][0] == "20000" and values["C3"][1] in ("<", "~") and values["C5"][0] == "775000"
    assert (values["D2"][0], values["D3"][0], values["D4"], values["D5"][0]) == ("6800", "6512", ("7000", "~", ""), "15000")
    assert (values["E2"], values["E3"], values["E5"], values["E7"][0]) == (
        *(("100", ">=", ""), ("60", ">=", ""), ("400", "=", "500")),
        "0",
    )
    assert not {"D6", "D7", "E4", "E6", "C6"} & set(values)


def test_11_a_register_of_persons_is_refused_whole():
    found = given("11")
    said = " ".join(refusal.sentence(Catalogue.load("zh")) for refusal in found.refusals)

    assert set(refused(found)) == {"D2", "E2", "F2", "E3", "E4", "F3", "F4"}
    assert not found.tables and not found.decisions and not found.origins
    for private in ("甲某某", "乙某某", "99999919000101000X", "999999190002020010", "19900000000", "0954-0000000"):
        assert private not in said + repr(found.refusals)


def test_14_old_names_old_codes_and_names_of_several_places():
    found = given("14", basis="unstated", **{"what.人均纯收入": "income_per_capita"})

    assert asked(found) == {"name:海南", "name:吉林", "name:朝阳", "name:鼓楼区", "name:新彊"}
    assert refused(found) == {
        **{"B11": "place_dissolved", "B12": "place_dissolved", "B18": "place_unknown", "B19": "place_disagrees"}
    }
    assert {cell: region for cell, (region,) in cells(found, "observations", "region_id").items()} == {
        **{"C2": "520500", "C3": "520600", "C4": "630200", "C5": "540600", "C6": "540500", "C7": "650500"},
        **{"C8": "650400", "C9": "420600", "C10": "530800", "C21": "460400"},
    }
    assert "“毕节地区”是旧称或旧代码，今为毕节市" in concluded(found)
    assert {d.key: d.suggested for d in found.open}["name:新彊"] == "650000"


def test_15_a_page_saved_as_a_workbook():
    found = given("15", basis="unstated", **{"what.发生率": "poverty_headcount_ratio", "sign.—": "missing"})

    assert found.ready and refused(found) == {}
    assert "B5 的合计 146500 与各行之和相符" in concluded(found)
    assert cells(found, "observations", "region_id", "period_end", "value") == {
        "B3": ("533300", "2018", "142600"),
        "C3": ("533300", "2018", "32.5"),
        "D3": ("533300", "2019", "44700"),
        "E3": ("533300", "2019", "10.1"),
        "B4": ("533400", "2018", "3900"),
        "C4": ("533400", "2018", "1.2"),
    }


@pytest.mark.parametrize("path", sorted(TABLES.iterdir()), ids=lambda path: path.name[:2])
def test_everything_is_said_in_both_languages(path):
    found = preview(read_workbook(path.name, path.read_bytes()), facts())
    for lang in ("zh", "en"):
        t = Catalogue.load(lang)
        for one in found.decisions:
            assert one.sentence(t, lambda table, key: key)
            assert all(one.label(option.value, t, lambda table, key: key) for option in one.options)
        assert all(refusal.sentence(t) for refusal in found.refusals)
