"""A spreadsheet shows what was written: Chinese intact, numbers as numbers, and never a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from export.tables.cells import numeric
from export.tables.sheets import clean, defuse, sheet_names, write_csv, write_xlsx

ABOUT = [("内容", "贫困发生率"), ("数据版本", "abc123")]
FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "  =1",
    "\u3000=1",
    "\ufeff=1",
    "\t1",
    "\n=1",
    "\r1",
)

anything = st.text() | st.sampled_from(FORMULAS) | st.from_regex(r"\A[=+@\-\t\r ＝－].{0,5}\Z")


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(content: bytes, **options: bool):
    return openpyxl.load_workbook(io.BytesIO(content), **options)


def xlsx(table: pd.DataFrame, **options: str):
    return read_xlsx(write_xlsx({"表": table}, about=ABOUT, created="2026-11-22", **options))


def test_a_csv_file_as_excel_wants_it():
    table = pd.DataFrame({"地区": ["新疆", '说"好"'], "数值": [32.0, 0.028], "引句": ["由32%,下降", "两\n行"]}, index=[7, 9])

    content = write_csv(table)

    assert content == ('\ufeff地区,数值,引句\r\n新疆,32,"由32%,下降"\r\n"说""好""",0.028,"两\n行"\r\n'.encode())


def test_numbers_are_printed_as_they_were_reported_and_missing_is_empty():
    table = pd.DataFrame({"a": [1740000.0, 0.1, 1e-5, float("nan"), -3.5, 1e20]})
    many = pd.DataFrame({"b": [None, pd.NA, pd.NaT, np.int64(5), np.float64(2.5), True, 10**20]}, dtype=object)

    assert [row[0] for row in read_csv(write_csv(table))[1:]] == [
        *("1740000", "0.1", "0.00001", "", "-3.5", "100000000000000000000")
    ]
    assert [row[0] if row else "" for row in read_csv(write_csv(many))[1:]] == [
        *("", "", "", "5", "2.5", "True", "100000000000000000000")
    ]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_begins_like_a_formula_is_defused(text):
    ((head,), (cell,)) = read_csv(write_csv(pd.DataFrame({text: [text]})))

    assert head == cell == "'" + clean(text)


@pytest.mark.parametrize("text", ["-5", "+3.2%", "-0.028%", "22.7%", "", "a=1", "‘=1", "——", "≥77万", "'=1"])
def test_numbers_and_plain_words_stay(text):
    assert defuse(text) == text


@given(st.lists(anything, min_size=1, max_size=4))
@example(["=cmd|' /C calc'!A0"])
def test_no_csv_cell_is_a_formula_and_every_other_text_comes_back(texts):
    (_, row) = read_csv(write_csv(pd.DataFrame([texts], columns=[f"c{n}" for n in range(len(texts))])))

    for text, cell in zip(texts, row or [""], strict=True):
        assert cell in (clean(text), "'" + clean(text))
        first = cell.strip()[:1]
        assert first not in "=@＝＋－＠" or first == ""
        assert first not in ("+", "-") or float(cell.strip("%")) is not None
        if cell[:1] not in ("'",):
            assert cell == clean(text)


@given(anything)
def test_no_workbook_cell_is_a_formula_and_every_text_comes_back(text):
    sheet = xlsx(pd.DataFrame({"a": [text]})).worksheets[1]
    cell = sheet["A2"]

    assert cell.data_type != "f"
    assert (cell.value or "") == clean(text)
    if clean(text):
        assert cell.data_type == "s"
        assert bool(cell.quotePrefix) is (defuse(clean(text)) != clean(text))


def test_numbers_are_numbers_and_dates_are_the_text_that_was_reported():
    sheet = xlsx(pd.DataFrame({"年": ["2016", "2016-12"], "值": [1740000.0, float("nan")], "率": [0.028, 5]})).worksheets[1]

    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["年", "值", "率"],
        ["2016", 1740000, 0.028],
        ["2016-12", None, 5],
    ]
    assert sheet["A2"].data_type == "s"
    assert sheet["B2"].number_format == "#,##0"
    assert sheet["C2"].number_format == "General"


def test_a_number_too_long_for_a_spreadsheet_keeps_its_digits():
    sheet = xlsx(pd.DataFrame({"n": [650000_12345678_12345, 5]}, dtype=object)).worksheets[1]

    assert [sheet["A2"].value, sheet["A3"].value] == ["6500001234567812345", 5]


def test_how_a_sheet_is_laid_out():
    quote = "五年累计脱贫174万人,贫困发生率由32%下降到15%" * 3
    book = xlsx(pd.DataFrame({"编号": ["o-1"], "引句": [quote]}))
    about, sheet = book.worksheets

    assert about.title == "about"
    assert [[cell.value for cell in row] for row in about.iter_rows()] == [list(line) for line in ABOUT]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B2")
    assert (sheet["B2"].alignment.wrap_text, sheet["B2"].font.name) == (True, "Microsoft YaHei")
    assert sheet.column_dimensions["A"].width < 15 < 50 < sheet.column_dimensions["B"].width < 60


def test_no_text_becomes_a_link():
    content = write_xlsx({"s": pd.DataFrame({"a": ["https://example.org/x"]})}, about=ABOUT, created="2026-11-22")

    assert read_xlsx(content).worksheets[1]["A2"].hyperlink is None


def test_two_workbooks_of_the_same_are_the_same():
    table = pd.DataFrame({"a": ["甲", "=1"], "b": [1.5, 2]})

    first, again = (write_xlsx({"s": table}, about=ABOUT, created="2026-11-22") for _ in range(2))

    assert first == again
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert read_xlsx(first).properties.created.isoformat() == "2026-11-22T00:00:00"


def test_a_table_without_rows_or_columns():
    book = read_xlsx(
        write_xlsx({"a": pd.DataFrame({"x": []}), "b": pd.DataFrame()}, about=[], created="2026-11-22", about_name="说明")
    )

    assert book.sheetnames == ["说明", "a", "b"]
    assert book["a"]["A1"].value == "x"
    assert write_csv(pd.DataFrame({"x": []})) == b"\xef\xbb\xbfx\r\n"


def test_a_text_too_long_for_a_cell_is_cut_and_says_so():
    sheet = xlsx(pd.DataFrame({"a": ["𠀀" * 20_000]})).worksheets[1]

    assert sheet["A2"].value == "𠀀" * 16_383 + "…"


def test_more_rows_than_a_sheet_holds_are_refused():
    with pytest.raises(ValueError, match="1,048,576 rows"):
        xlsx(pd.DataFrame({"a": np.zeros(1_048_576)}))


@given(st.lists(st.text() | st.sampled_from(["a", "A", "a/b", "History", "'", "很长的" * 20]), max_size=12))
def test_names_of_sheets_are_legal_and_told_apart(wanted):
    names = sheet_names(wanted)

    assert len({name.casefold() for name in names}) == len(wanted)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name and name.casefold() != "history"


def test_a_name_that_is_cut_does_not_end_in_an_apostrophe():
    """Thirty-one signs end behind "Shaanxi'", which Excel refuses at the end of a name."""
    (name,) = sheet_names(["9 The Liupan Mountains Shaanxi's part"])
    assert name == "9 The Liupan Mountains Shaanxi" and len(name) <= 31


def test_a_percentage_is_a_number_with_the_decimals_that_were_reported():
    table = pd.DataFrame({"率": ["32%", "0.028%", "≥5%", "5–10%", "110000", "1,740,000", "32%（期初）"]})
    sheet = xlsx(numeric(table)).worksheets[1]
    cells = [cell for (cell,) in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [0.32, 0.00028, "≥5%", "5–10%", "110000", 1740000, "32%（期初）"]
    assert [cell.number_format for cell in cells[:2]] == ["0%", "0.000%"]
    assert [row[0] for row in read_csv(write_csv(numeric(table)))[1:3]] == ["32%", "0.028%"]


def test_days_are_days_and_those_before_the_calendar_are_text():
    table = pd.DataFrame({"日": [date(2016, 12, 7), date(1899, 1, 1), None]}, dtype=object)
    cells = [cell for (cell,) in xlsx(table).worksheets[1].iter_rows(min_row=2)]
    assert (cells[0].value, cells[0].number_format) == (datetime(2016, 12, 7), "yyyy-mm-dd")
    assert [cell.value for cell in cells[1:]] == ["1899-01-01"], "and a missing one is no cell"
    assert [row[0] if row else "" for row in read_csv(write_csv(table))[1:]] == ["2016-12-07", "1899-01-01", ""]


def test_it_prints_across_a4_with_its_head_on_every_page_and_says_who_wrote_it():
    book = xlsx(pd.DataFrame({"a": range(200)}))
    sheet = book.worksheets[1]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert (book.properties.title, book.properties.creator) == ("贫困发生率", "Pairing Atlas / 结对图")


def test_a_wide_table_prints_on_pages_side_by_side_each_with_its_first_column():
    """Twenty columns of records on one page would be in a type of three points."""
    sheet = xlsx(pd.DataFrame({f"c{n}": ["x" * 60] for n in range(12)})).worksheets[1]
    # Twelve columns of 56 letters, 260 a page.
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (3, 0)
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")


def test_a_row_is_as_high_as_its_longest_cell_has_lines():
    """LibreOffice does not look for itself, and would write a long quote over the rows below it."""
    sheet = xlsx(pd.DataFrame({"原文": ["短", "扶贫协作" * 30, "短"], "b": ["x", "y", "z"]})).worksheets[1]
    # 120 characters of two letters each in a column of 56: five lines.
    assert sheet.row_dimensions[3].height >= 5 * 13
    assert [sheet.row_dimensions[row].height for row in (1, 2, 4)] == [None, None, None]
