"""Whatever a keeper has becomes the same plain cells, and what is no table says so."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.importing.reading.delimited import read_delimited
from data.importing.reading.limits import Allowance, Unreadable
from data.importing.reading.printed import date_text, number_text, tidy
from data.importing.reading.workbook import read_pasted, read_workbook
from tests.data.importing.books import FILES, book, saved, with_part
from tests.fuzz import seeds
from text.catalogue import Catalogue

ROWS: list[list[Any]] = [
    ["单位：万元"],
    ["地区", "2018年", "比重"],
    ["固原市", 1234.5, 0.127],
    ["西吉县", date(2020, 11, 23), "约３"],
]
PRINTED = ["单位：万元", "地区", "2018年", "比重", "固原市", "1234.5", "12.7%", "西吉县", "2020-11-23", "约３"]
SMALL = book(*ROWS, merged=("A1:C1",), formats={"C3": "0.0%"})


def texts(content: bytes, name: str = "表.xlsx") -> list[str]:
    return [cell.text for cells in read_workbook(name, content).sheets[0].rows.values() for cell in cells]


def why(content: bytes, name: str = "表.xlsx") -> str:
    with pytest.raises(Unreadable) as raised:
        read_workbook(name, content)
    assert all(raised.value.message(Catalogue.load(lang)) for lang in ("zh", "en"))
    return raised.value.key


def test_a_workbook_of_excel():
    sheet = read_workbook("C:\\表\\x.xlsx", SMALL).sheets[0]

    assert [cell.text for cells in sheet.rows.values() for cell in cells] == PRINTED
    assert (sheet.at(3, 3).value, sheet.at(1, 1).columns, sheet.over(1, 3).text, sheet.at(1, 3).text) == (
        *(0.127, 3, "单位：万元"),
        "",
    )


def test_older_workbooks_say_the_same_but_for_their_formats():
    for name in ("small.xls", "small.ods"):
        read = read_workbook(name, (FILES / name).read_bytes()).sheets[0]
        found = [cell.text for cells in read.rows.values() for cell in cells]
        assert found == [text if text != "12.7%" else "0.127" for text in PRINTED]

    hidden = read_workbook("small.xls", (FILES / "small.xls").read_bytes()).sheets[1]
    assert (hidden.hidden, hidden.at(7, 3).text) == (True, "远处")


def test_the_kind_is_told_by_the_bytes():
    assert texts(SMALL, "表.csv") == PRINTED
    assert texts("地区,值\n固原市,3\n".encode(), "表.xlsx") == ["地区", "值", "固原市", "3"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gb2312", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
def test_text_in_the_encodings_of_this_field(encoding, delimiter):
    lines = [["地区", "人口"], ["固原市", "1,234.50" if delimiter != "," else '"1,234.50"'], ["西吉县", ""]]
    content = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)

    assert texts(content, "表.csv") == ["地区", "人口", "固原市", "1,234.50", "西吉县"]


def test_pasted_cells_stay_where_they_are():
    sheet = read_pasted("地区\t2018\t2019\n固原市\t\t3\n").sheets[0]

    assert (sheet.at(2, 1).text, sheet.at(2, 2).text, sheet.at(2, 3).text) == ("固原市", "", "3")


def test_a_page_saved_as_a_workbook():
    page = (
        '<html><meta charset=gb2312><script>x</script><table><tr><th rowspan=2>州<th colspan="2">2018年</tr>'
        "<tr><th>人口<br>（人）<td>率<tr><td>怒江州<td>142&nbsp;600<td>&mdash;<img src='http://a.invalid/x'></table>"
    )
    sheet = read_workbook("表.xls", page.encode("gb2312")).sheets[0]

    assert [(cell.name, cell.text) for cells in sheet.rows.values() for cell in cells] == [
        *[("A1", "州"), ("B1", "2018年"), ("B2", "人口\n（人）"), ("C2", "率")],
        *[("A3", "怒江州"), ("B3", "142\xa0600"), ("C3", "—")],
    ]
    assert (sheet.over(2, 1).text, sheet.over(1, 3).text) == ("州", "2018年")


def test_hidden_rows_columns_and_sheets_are_known():
    made = openpyxl.Workbook()
    made.active.append(["地区", "值"])
    made.active.append(["固原市", 3])
    made.active.row_dimensions[2].hidden = True
    made.create_sheet("藏").append(["x"])
    made["藏"].sheet_state = "hidden"
    first, second = read_workbook("x.xlsx", saved(made)).sheets

    assert (first.at(1, 1).hidden, first.at(2, 2).hidden, second.hidden) == (False, True, True)


def test_formulas_without_a_result_and_error_values_are_faults():
    sheet = read_workbook("x.xlsx", book(["a", "=1+1"], ["#REF!", 3])).sheets[0]

    assert (sheet.at(1, 2).fault, sheet.at(1, 2).text) == ("importing.no_result", "")
    assert sheet.at(2, 1).fault in ("importing.error_value", "")


def test_what_is_not_read_says_why():
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * 160 * 2**20)
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><sst>&a;</sst>'
    wide = b'<worksheet><sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'

    assert why(b"") == why(b" \n") == "importing.empty"
    assert why(locked, "x.xls") == "importing.password"
    assert why(bomb.getvalue()) == "importing.zip_bomb"
    assert why(with_part(SMALL, "xl/vbaProject.bin", b"x")) == "importing.macros"
    assert why(with_part(SMALL, "xl/externalLinks/externalLink1.xml", b"<x/>")) == "importing.external_links"
    assert why(with_part(SMALL, "xl/sharedStrings.xml", entity)) == "importing.entities"
    assert why(with_part(SMALL, "xl/worksheets/sheet1.xml", wide)) == "importing.too_spread"
    assert why(SMALL, "表.et") == "importing.wps"
    assert why(SMALL[:-300]) == "importing.damaged"
    assert why(b"%PDF-1.7 ...") == "importing.not_a_table"
    assert why(b"<html><body><p>x") == "importing.no_table"
    assert why(b"\x01\x00\x02", "x.csv") == "importing.not_text"
    assert why(b"a," * (21 * 2**19)) == "importing.too_large"
    assert why(b"1," * 200_001) == "importing.too_many_cells"


def test_time_is_up_at_some_cell():
    with pytest.raises(Unreadable, match="seconds"):
        read_workbook("x.csv", b"a,b\n1,2\n", Allowance(ends=0.0))


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e14, max_value=1e14))
def test_a_number_is_printed_with_its_digits(value):
    assert float(number_text(value)) == pytest.approx(value, rel=1e-14, abs=1e-300)
    assert "e" not in number_text(value).lower()


@given(st.dates())
def test_a_day_is_printed_as_far_as_its_format_shows_it(day):
    assert date_text(day) == day.isoformat()
    assert day.isoformat().startswith(date_text(day, 'yyyy"年"m"月"'))


@given(st.text())
def test_tidy_text_stays_as_it_is(text):
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.fuzz
def test_damaged_files_are_read_or_refused():
    sound = [
        SMALL,
        *((FILES / name).read_bytes() for name in ("small.xls", "small.ods")),
        "地区,值\n固原,3".encode("gb18030"),
    ]
    for seed in seeds(150):
        random_ = random.Random(seed)
        content = bytearray(random_.choice(sound))
        for _ in range(random_.randint(1, 12)):
            content[random_.randrange(len(content))] = random_.randrange(256)
        if random_.random() < 0.3:
            del content[random_.randrange(len(content)) :]
        try:
            read_workbook("x.xlsx", bytes(content))
        except Unreadable as error:
            assert str(error)


def test_reading_a_text_leaves_the_limits_of_all_other_texts_as_they_were():
    """What Python's reader of CSV takes for one cell holds for the whole process, facts included."""
    before = csv.field_size_limit()
    read_delimited("地区,值\n新疆,15%\n", "t", Allowance())
    assert csv.field_size_limit() == before
    with pytest.raises(Unreadable) as refused:
        read_delimited("地区,值\n新疆," + "x" * (before + 1), "t", Allowance())
    assert refused.value.key == "importing.not_csv"
