"""Cells, heads and names as tables write them, one question at a time."""

from __future__ import annotations

import csv
import io
import random
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.importing.__main__ import main
from data.importing.cells.dates import read_date
from data.importing.cells.figures import Reading, read_figure
from data.importing.cells.signs import kind_of
from data.importing.cells.units import read_unit, split_head
from data.importing.preview import preview
from data.importing.reading.limits import Unreadable
from data.importing.reading.sheet import Cell, Workbook
from data.importing.reading.workbook import read_pasted, read_workbook
from data.importing.understanding.layout import find_table
from data.importing.understanding.personal import has_identity, has_phone, is_personal_head
from data.importing.understanding.places import Places
from data.load import Facts, load_facts
from data.rows import records
from data.schema.model import FACTS_DIR, SCHEMAS
from data.store.merge import with_own
from export.tables.records import facts_tables
from export.tables.sheets import write_csv, write_xlsx
from tests.data.importing.books import FILES, book
from tests.data.importing.test_tables import TABLES
from tests.fuzz import seeds
from text.catalogue import Catalogue


@cache
def facts() -> Facts:
    return load_facts()


@cache
def places() -> Places:
    return Places.of(facts())


def pasted(*lines: str) -> Workbook:
    return read_pasted("\n".join(lines))


def open_keys(workbook: Workbook, **answers: str) -> set[str]:
    return {d.key.removeprefix("1.") for d in preview(workbook, facts(), answers).open}


@given(
    st.integers(0, 10**9),
    st.sampled_from([("", "="), ("约", "~"), ("近", "~"), ("不足", "<"), ("超过", ">"), ("不少于", ">=")]),
)
def test_a_hedged_count_keeps_its_number(number, hedge):
    word, bound = hedge
    for said in (f"{word}{number}", f"{word}{number:,}", f" {word}{number}人 "):
        read = read_figure(said)
        assert isinstance(read, Reading) and (read.value, read.bound) == (number, bound)


@given(st.decimals(0, 100, places=2, allow_nan=False))
def test_a_percentage_is_the_number_before_its_sign(number):
    full_width = str(number).translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    for said in (f"{number}%", f"{number} %", f"{full_width}％"):
        read = read_figure(said)
        assert isinstance(read, Reading) and (read.value, read.unit) == (number, "%")


@given(st.integers(0, 999), st.integers(1, 999), st.sampled_from("~～—-–至到"))
def test_a_band_has_two_ends_in_order(low, more, sign):
    read = read_figure(f"{low}{sign}{low + more}")
    assert isinstance(read, Reading) and (read.value, read.high) == (low, low + more)
    assert isinstance(read_figure(f"{low + more}{sign}{low}"), str)


@given(st.text(max_size=40))
@settings(max_examples=400)
def test_any_text_is_read_or_refused(text):
    read_figure(text)
    read_date(Cell(1, 1, text))
    read_unit(text)
    split_head(text)
    kind_of(text)


def test_what_is_no_figure():
    found = {
        said: read_figure(said)
        for said in ("0.9亿分", "5个百分点", "12 34", "1,23", "2020-11", "0954-0000000", "1e5", "abc", "（3）")
    }
    assert all(isinstance(one, str) for one in found.values()), found


@given(st.dates(min_value=date(1949, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_in_eight_ways(day):
    y, m, d = day.year, day.month, day.day
    for said in (
        f"{y}年{m}月{d}日",
        f"{y}.{m}.{d}",
        f"{y}/{m}/{d}",
        f"{y}-{m:02}-{d:02}",
        f"{y}{m:02}{d:02}",
        f"{y}年 {m}月 {d}日",
    ):
        read = read_date(Cell(1, 1, said.replace(" ", "") if "年" in said else said))
        assert read is not None and read.choices == (day.isoformat(),)
    for said in (f"{y}年{m}月", f"{y}.{m:02}", f"{y}/{m}"):
        month = read_date(Cell(1, 1, said))
        assert month is not None and month.choices == (f"{y}-{m:02}",)


def test_dates_that_may_be_two():
    assert [read_date(Cell(1, 1, said)).choices for said in ("2020年底", "2015年末", "2020年初")] == [  # type: ignore[union-attr]
        *(("2020", "2020-12"), ("2015", "2015-12"), ("2020", "2020-01"))
    ]
    assert read_date(Cell(1, 1, "2020.1", 2020.1)).choices == ("2020-01", "2020-10")  # type: ignore[union-attr]
    assert read_date(Cell(1, 1, "拟2020年")).planned and read_date(Cell(1, 1, "2020年13月")) is None  # type: ignore[union-attr]


def test_units_of_heads():
    found = {
        head: split_head(head)[1]
        for head in (
            "资金(万元)",
            "资金（亿元）",
            "GDP,亿元",
            "人口/万人",
            "贫困发生率（％）",
            "退出村（个）",
            "市（州、盟）",
        )
    }
    assert {head: unit and (unit.factor, unit.unit) for head, unit in found.items()} == {
        **{
            "资金(万元)": (Decimal(10**4), "yuan"),
            "资金（亿元）": (Decimal(10**8), "yuan"),
            "GDP,亿元": (Decimal(10**8), "yuan"),
        },
        **{"人口/万人": (Decimal(10**4), "person"), "贫困发生率（％）": (Decimal(1), "%"), "退出村（个）": (Decimal(1), "")},
        "市（州、盟）": None,
    }


def test_every_place_is_found_by_its_name_within_what_it_lies_in():
    regions = facts().regions
    rows = regions[regions["level"] != "area"]
    missed = [
        name
        for i, name, parent in zip(rows["region_id"], rows["name_zh"], rows["parent_id"], strict=True)
        if places().match(name, within=parent if parent != "100000" else "").region_id != i
        and i not in places().match(name, within=parent).choices
    ]
    assert missed == []


def test_every_place_is_found_by_its_code():
    assert [i for i in facts().regions["region_id"] if i.isdigit() and places().match("", f"{i}.0").region_id != i] == []


def test_personal_heads_and_numbers():
    assert all(
        is_personal_head(head)
        for head in ("姓名", "户主姓名", "身份证号", "联系电话", "手机号码", "银行账号", "家庭住址", "联系人")
    )
    assert not any(
        is_personal_head(head) for head in ("地区名称", "电话普及率（%）", "项目名称", "县名", "单位", "手机用户（万户）")
    )
    assert (
        has_identity("'999999190002020010") and has_identity("99999919000101000X") and not has_identity("123456789012345678")
    )
    assert has_phone("监督电话：0000-1234567") and has_phone("联系:13900000000") and not has_phone("2018年11月1日")


def test_a_number_of_eleven_digits_in_a_column_of_figures_is_no_telephone():
    found = preview(read_workbook("x.xlsx", book(["地区", "2018年贫困人口（人）"], ["固原市", 13900000000])), facts())
    assert not any(refusal.key.startswith("importing.personal") for refusal in found.refusals)


def test_a_table_without_doubts_asks_for_basis_and_source_only():
    table = pasted("地区\t2018年贫困发生率（%）\t2019年贫困发生率（%）", "固原市\t3.1\t1.2", "西吉县\t5.2\t2.3")
    assert open_keys(table) == {"basis", "document-title"}

    found = preview(table, facts(), {"1.basis": "registration", "document-title": "某局表"})
    frame = found.tables["observations"]
    assert found.ready and frame[["region_id", "period_end", "value"]].to_numpy().tolist() == [
        *(["640400", "2018", "3.1"], ["640400", "2019", "1.2"], ["640422", "2018", "5.2"], ["640422", "2019", "2.3"])
    ]
    assert found.tables["sources"].iloc[0][["title", "tier"]].tolist() == ["某局表", "own"]


@pytest.mark.parametrize("number", ["表3 ", "附表2-1：", "6-30　", "表三、", "续表 4 ", "图A.2 ", ""])
def test_where_heads_are_years_the_title_names_the_figure_without_its_number_years_and_unit(number):
    table = pasted(f"{number}2018—2019年各县造林人数（万人）", "地区\t2018年\t2019年", "固原市\t3.1\t1.2")
    (what,) = (d for d in preview(table, facts()).decisions if d.key.startswith("1.what"))
    assert what.key == "1.what.各县造林人数"
    found = preview(
        table, facts(), {what.key: "own", "1.definition.各县造林人数": "实测", "1.basis": "unstated", "document-title": "表"}
    )
    assert found.tables["indicators"].iloc[0][["name_zh", "unit"]].tolist() == ["各县造林人数", "person"]
    assert found.tables["observations"]["value"].tolist() == ["31000", "12000"]


def test_a_unit_that_only_the_cells_have_is_said_in_words_before_the_figure_is_named():
    said = preview(pasted("地区\t年份\t某数", "固原市\t2018\t3万人", "西吉县\t2018\t2.5万人"), facts()).decisions
    (unit,) = (d for d in said if d.message == "importing.said_unit")
    assert unit.fields["value"] == "人"


def test_what_is_counted_of_pairs_is_a_measure_of_ones_own_and_no_party_is_lost():
    table = pasted("帮扶方\t受援方\t年份\t直播带货主播（人）", "厦门市\t固原市\t2020\t12", "福州市\t定西市\t2020\t30")
    key = "直播带货主播"
    answers = {"document-title": "x", f"1.what.{key}": "own"}
    assert {f"definition.{key}", f"task.{key}"} <= open_keys(table, **answers)

    answers |= {f"1.definition.{key}": "政府培训的人", f"1.task.{key}": "society", "1.programme": "east_west"}
    found = preview(table, facts(), answers)
    assert found.ready, [decision.key for decision in found.open]
    (measure,) = records(found.tables["measures"])
    assert (measure["name_zh"], measure["dimension"]) == (key, "society")
    rows = found.tables["cooperation"]
    assert rows[["helper_id", "recipient_id", "value", "dimension"]].to_numpy().tolist() == [
        ["350200", "640400", "12", "society"],
        ["350100", "621100", "30", "society"],
    ]
    assert set(rows["measure_id"]) == {measure["measure_id"]} and rows["note"].str.contains("政府培训的人").all()
    assert "observations" not in found.tables and found.rows == 2

    whole = with_own(facts(), found.tables, "x")
    assert measure["measure_id"] in set(whole.measures["measure_id"]) and len(whole.faults) == len(facts().faults)


def test_fractions_are_asked_about_and_never_guessed():
    table = pasted("地区\t2018年贫困发生率", "固原市\t0.031", "西吉县\t0.052")
    answers = {"1.basis": "survey", "document-title": "x"}
    assert open_keys(table, **answers) == {"fraction.贫困发生率"}

    values = {
        said: preview(table, facts(), answers | {"1.fraction.贫困发生率": said}).tables["observations"]["value"].tolist()
        for said in ("fraction", "percent")
    }
    assert values == {"fraction": ["3.1", "5.2"], "percent": ["0.031", "0.052"]}


def test_a_nought_is_asked_about_and_neither_answer_is_suggested():
    lines = ("地区\t2018年贫困人口（人）", "固原市\t〇", "西吉县\t—", "海原县\t○")
    asked = {d.key: (d.suggested, [o.value for o in d.options]) for d in preview(pasted(*lines), facts()).open}
    assert {key: asked[key] for key in asked if key.startswith("1.sign")} == {
        "1.sign.〇": ("", ["missing", "zero"]),
        "1.sign.—": ("missing", ["missing", "zero"]),
        "1.sign.○": ("", ["missing", "zero"]),
    }
    said = {"document-title": "x", "1.basis": "survey", "1.sign.〇": "zero", "1.sign.—": "missing", "1.sign.○": "missing"}
    stored = preview(pasted(*lines), facts(), said).tables["observations"]
    assert stored[["region_id", "value"]].to_numpy().tolist() == [["640400", "0"]]


def test_a_sign_that_the_note_explains_is_not_asked_about():
    lines = ("地区\t2018年贫困人口（人）", "固原市\t—", "西吉县\t5200", "注：“—”表示无此项数据")
    assert "sign.—" not in open_keys(pasted(*lines)) and "sign.—" in open_keys(pasted(*lines[:3]))


def test_three_rows_of_heads_and_helpers_with_recipients():
    content = book(
        ["结对帮扶资金表"],
        ["帮扶方", "受援方", "2018年", None],
        [None, None, "援助资金(来源未细分)", None],
        [None, None, "（万元）", None],
        ["福建省", "宁夏", 120, None],
        merged=("A1:D1", "A2:A4", "B2:B4"),
    )
    found = preview(read_workbook("x.xlsx", content), facts(), {"document-title": "x", "1.programme": "east_west"})
    rows = (
        found.tables["cooperation"][["helper_id", "recipient_id", "measure_id", "value", "period_end"]].to_numpy().tolist()
    )
    assert rows == [["350000", "640000", "aid_funds", "1200000", "2018"]]


def test_a_sum_that_does_not_add_up_is_said():
    table = pasted("地区\t2018年贫困人口（人）", "合计\t90", "固原市\t30", "西吉县\t50")
    assert "importing.said_sum_differs" in {d.message for d in preview(table, facts()).decisions}


def test_a_value_ten_thousand_times_its_neighbours_is_pointed_out():
    rows = [f"{name}\t{value}" for name, value in (("固原市", 31), ("西吉县", 40), ("隆德县", 290000), ("泾源县", 25))]
    found = preview(pasted("地区\t2018年贫困人口（人）", *rows), facts(), {"1.basis": "survey", "document-title": "x"})
    assert [found.origins[row].cell for row in found.far] == ["B4"]


def test_an_answer_that_is_none_of_those_offered_is_asked_again():
    table = pasted("地区\t贫困发生率（%）", "固原市\t3.1")
    assert {"basis", "period"} <= open_keys(table, **{"1.basis": "nonsense", "1.period": "soon"})


def test_a_confirmed_name_is_remembered():
    table = pasted("地区\t2018年贫困人口（人）", "朝阳\t3")
    found = preview(table, facts(), {"1.basis": "survey", "document-title": "x"}, {"朝阳": "211300"})
    assert found.tables["observations"]["region_id"].tolist() == ["211300"]


def test_a_remembered_name_gives_way_to_the_rest_of_the_row_and_can_be_changed():
    heads, remembered = "省\t县\t2018年贫困发生率（%）", {"朝阳": "211300", "鼓楼区": "320106"}
    settled = preview(pasted(heads, "福建省\t鼓楼区\t1.2", "北京市\t朝阳\t1"), facts(), {}, remembered)
    assert "鼓楼区" not in "".join(d.key for d in settled.decisions) and not {d.key for d in settled.open} & {"name:朝阳"}

    answers = {"1.basis": "survey", "document-title": "x"}
    table = pasted("地区\t2018年贫困发生率（%）", "朝阳\t1.2")
    (said,) = (d for d in preview(table, facts(), answers, remembered).decisions if d.key == "name:朝阳")
    assert (said.value, said.message, said.answered) == ("211300", "importing.said_remembered", False)
    assert {"110105", "220104"} <= {option.value for option in said.options}
    changed = preview(table, facts(), {**answers, "name:朝阳": "110105"}, remembered)
    assert changed.tables["observations"]["region_id"].tolist() == ["110105"]


@pytest.mark.parametrize("table", list(SCHEMAS))
def test_our_own_files_come_back_as_they_are(table):
    content = (FACTS_DIR / f"{table}.csv").read_bytes()
    found = preview(read_workbook(f"{table}.csv", content), facts())
    assert found.rows == 0 and not found.refusals and not found.tables, found.refusals[:3]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_our_exports_come_back_as_they_are(lang):
    t = Catalogue.load(lang)
    sheets = facts_tables(facts(), t)
    exported = write_xlsx(sheets, about=[("a", "b")], created="2026-11-27")
    found = preview(read_workbook("x.xlsx", exported), facts())
    assert not found.tables and not found.refusals and len(found.decisions) >= 4

    first = next(iter(sheets.values()))
    changed = first.assign(**{t("export.column_value"): 77.7}).head(1)
    refused = preview(read_workbook("x.csv", write_csv(changed)), facts())
    assert [one.key for one in refused.refusals] == ["importing.export_changed"]


def test_a_new_row_in_a_file_of_ours_is_taken_letter_for_letter():
    lines = (FACTS_DIR / "pairings.csv").read_text(encoding="utf-8").splitlines()
    row = next(csv.reader(io.StringIO(lines[1])))
    row[0], row[4] = "p-new", "1997"
    text = io.StringIO()
    csv.writer(text).writerow(row)
    found = preview(read_workbook("pairings.csv", f"{lines[0]}\n{lines[1]}\n{text.getvalue()}".encode()), facts())
    assert found.tables["pairings"].to_numpy().tolist() == [row] and found.ready


def test_the_command_says_what_a_file_gives(capsys):
    assert main([str(TABLES / "11_花名册_身份证_电话_应拒收.xlsx")]) == 1
    assert main(["--lang", "en", str(FILES / "none.xlsx"), str(TABLES / "09_全角数字_约余近_区间.xlsx")]) == 2
    said = capsys.readouterr().out
    assert "户主姓名" in said and "甲某某" not in said and "open questions" in said


def test_find_table_needs_heads():
    sheet = pasted("固原市\t3", "西吉县\t4").sheets[0]
    assert find_table(sheet, places().is_place) is None


@pytest.mark.fuzz
def test_damaged_tables_give_a_preview_or_a_reason():
    sound = [path.read_bytes() for path in sorted(TABLES.iterdir())]
    for seed in seeds(60):
        random_ = random.Random(seed)
        content = bytearray(random_.choice(sound))
        for _ in range(random_.randint(1, 6)):
            content[random_.randrange(len(content))] = random_.randrange(256)
        try:
            workbook = read_workbook("x", bytes(content))
        except Unreadable as error:
            assert str(error)
        else:
            preview(workbook, facts())


@pytest.mark.fuzz
def test_tables_with_shuffled_cells_give_a_preview():
    said = [
        "地区",
        "固原市",
        "朝阳",
        "2018年",
        "（万元）",
        "约3",
        "—",
        "合计",
        "1.1万余",
        "帮扶方",
        "受援方",
        "〃",
        "",
        "0",
        "20-25",
        "单位：人",
        "拟2020年",
        "650100",
    ]
    for seed in seeds(60):
        random_ = random.Random(seed)
        rows = [[random_.choice(said) for _ in range(random_.randint(1, 6))] for _ in range(random_.randint(1, 9))]
        text = "\n".join("\t".join(row) for row in rows)
        if text.strip():
            preview(read_pasted(text), facts(), {"document-title": "x", "1.basis": "survey", "1.period": "2018"})


AREAS = (
    "本市协作片区名单",
    "片区名称\t省份\t县（市、区）",
    "滨海协作片区\t福建省\t霞浦县",
    "同上\t福建省\t福安市",
    "山区协作片区\t宁夏\t西吉县",
    "滨海协作片区\t甘肃省\t安定区",
)


def test_a_list_of_areas_gives_areas_and_members_that_later_tables_may_name():
    listed = preview(pasted(*AREAS), facts(), {"document-title": "名单"})
    assert not listed.open and not listed.refusals and listed.rows == 4
    areas = {row["name_zh"]: row for row in records(listed.tables["regions"])}
    # From two provinces it lies in the country, of one county in its prefecture.
    assert {name: row["parent_id"] for name, row in areas.items()} == {"滨海协作片区": "100000", "山区协作片区": "640400"}
    coast = areas["滨海协作片区"]["region_id"]
    members = records(listed.tables["area_members"])
    assert [row["region_id"] for row in members if row["area_id"] == coast] == ["350921", "350981", "621102"]
    assert members[1]["quote"] == "滨海协作片区 同上 福建省 福安市"

    own = with_own(facts(), listed.tables, "own")
    assert not own.faults
    figures = preview(
        pasted("地区\t2018年贫困人口（人）", "滨海协作片区\t300"), own, {"document-title": "x", "1.basis": "survey"}
    )
    assert [row["region_id"] for row in records(figures.tables["observations"])] == [coast]
    again = preview(pasted(*AREAS, "滨海协作片区\t福建省\t蕉城区"), own, {"document-title": "又一份"})
    assert [row["region_id"] for row in records(again.tables["area_members"])] == ["350902"]
    assert "regions" not in again.tables and not again.refusals


def test_a_recorded_area_is_not_changed_and_a_row_needs_its_area():
    rows = ("片区名称\t县", "六盘山片区\t霞浦县", "\t福安市", "滨海协作片区\t柘荣县")
    found = preview(pasted(*rows), facts(), {"document-title": "x"})
    assert [(refusal.key, refusal.cell) for refusal in found.refusals] == [
        ("importing.area_unnamed", "A3"),
        ("importing.area_recorded", "A2"),
    ]
    assert found.rows == 1


def test_beside_figures_a_column_of_areas_is_a_place_where_it_is_recorded_or_alone():
    said = {"document-title": "x", "1.basis": "survey"}
    alone = preview(pasted("片区\t2018年贫困人口（人）", "六盘山片区\t300"), facts(), said)
    assert [row["region_id"] for row in records(alone.tables["observations"])] == ["A-liupanshan"]
    beside = preview(pasted("片区\t县\t2018年贫困人口（人）", "一号片区\t西吉县\t300"), facts(), said)
    assert [row["region_id"] for row in records(beside.tables["observations"])] == ["640422"]
    assert any(decision.message == "importing.said_unread" for decision in beside.decisions)
