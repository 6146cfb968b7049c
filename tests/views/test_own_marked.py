"""The sheet of an import as it was read: which cells are marked, with which signs, and what is not repeated."""

from __future__ import annotations

from dataclasses import replace

from data.importing.preview import preview
from data.importing.reading.sheet import Cell, sheet_of
from data.importing.reading.workbook import read_pasted
from data.load import load_facts
from text.catalogue import Catalogue
from views.own.marked import MOST_FURTHER, MOST_ROWS, SIGNS, is_wide, legend, sentences_of, sheet_table, trimmed

ZH = Catalogue.load("zh")
ABOVE = "某县统计表\n单位：%\n地区\t2018年贫困发生率\n合计\t3.4\n"
TABLE = f"{ABOVE}固原市\t3.1\n朝阳\t4.2\n陕甘宁\t5\n<b>注</b>\n监督电话：0954-1234567"


def drawn(text: str) -> str:
    result = trimmed(preview(read_pasted(text), load_facts()))
    return "".join(sheet_table(sheet, sentences_of(result), ZH) for sheet in result.workbook.sheets)


def sentence(result, kind: str):
    return next(one for one in sentences_of(result) if one.kind == kind and one.names)


def test_cells_bear_the_sign_and_the_number_of_their_sentence():
    result = trimmed(preview(read_pasted(TABLE), load_facts()))
    html = sheet_table(result.workbook.sheets[0], sentences_of(result), ZH)

    for kind, name, text in (("refused", "A7", "陕甘宁"), ("asked", "A6", "朝阳"), ("unit", "A2", "单位：%")):
        sign = sentence(result, kind).sign
        assert sign.startswith(SIGNS[kind])
        first = " own-first" if name.startswith("A") else ""
        assert f'<td class="own-{kind}{first}"><b title="{name}">{sign}</b> {text}</td>' in html
    heads, totals = sentence(result, "heads").sign, sentence(result, "totals").sign
    assert f"{heads}</b> 地区" in html and f"{heads}" in html.split("2018年贫困发生率")[0].rsplit("<td", 1)[1]
    assert html.count(f"{totals}</b>") == 2  # the whole row
    assert '<td class="own-first">固原市</td><td>3.1</td>' in html


def test_numbers_are_those_of_the_sentences_each_once():
    result = preview(read_pasted(TABLE), load_facts())
    sentences = sentences_of(result)
    assert [one.number for one in sentences] == list(range(1, len(sentences) + 1))
    assert len(sentences) == len(result.refusals) + len(result.decisions)
    words = legend(sentences, ZH)
    assert all(SIGNS[one.kind] in words for one in sentences if one.names) and ZH("own.mark_refused") in words
    assert legend((), ZH) == ""


def test_a_telephone_is_not_repeated_and_a_strangers_text_stays_text():
    html = drawn(TABLE)
    assert "1234567" not in html and ZH("own.private") in html
    assert "<b>注</b>" not in html and "&lt;b&gt;注&lt;/b&gt;" in html


def test_of_a_register_no_cell_is_left():
    result = trimmed(preview(read_pasted("地区\t姓名\t身份证号\n西吉县\t张三\t640422198001010017"), load_facts()))
    assert result.register and not result.workbook.sheets and result.refusals
    assert not any(sentence.sign for sentence in sentences_of(result))
    assert "张三" not in repr(result) and "640422198001010017" not in repr(result)


def test_of_a_long_table_the_first_rows_are_drawn_and_those_that_are_refused():
    lines = [f"固原市\t{2010 + n % 10}\t{n % 90}" for n in range(300)]
    lines[200] = "固原市\t2012\t很多"
    result = trimmed(preview(read_pasted("\n".join(["地区\t年份\t贫困发生率（%）", *lines])), load_facts()))
    (sheet,) = result.workbook.sheets
    assert list(sheet.rows) == [*range(1, MOST_ROWS + 1), 202] and result.cut
    assert f"{SIGNS['refused']}1</b> 很多</td>" in sheet_table(sheet, sentences_of(result), ZH)

    wrong = [f"固原市\t2012\t很多{n}" for n in range(300)]
    result = trimmed(preview(read_pasted("\n".join(["地区\t年份\t贫困发生率（%）", *lines[:100], *wrong])), load_facts()))
    assert len(result.workbook.sheets[0].rows) == MOST_ROWS + MOST_FURTHER


def test_a_merged_cell_covers_its_place_and_no_more():
    result = preview(read_pasted("地区\t数\n固原市\t3"), load_facts())
    cells = [Cell(1, 1, "题", columns=40), Cell(2, 1, "左", rows=3), Cell(2, 2, "甲"), Cell(4, 2, "乙")]
    whole = replace(result, workbook=replace(result.workbook, sheets=(sheet_of("t", cells),)), decisions=(), refusals=())
    (sheet,) = trimmed(whole).workbook.sheets
    html = sheet_table(sheet, (), ZH)
    assert '<td class="own-first" colspan="2">题</td>' in html
    assert '<td class="own-first" rowspan="2">左</td><td>甲</td>' in html  # row 3 is blank, and not drawn
    assert '<th scope="row">4</th><td>乙</td>' in html
    assert sheet_table(sheet_of("t", ()), (), ZH) == ""


def test_heads_stay_above_what_is_scrolled_and_a_wide_sheet_says_that_it_is_one():
    head, body = drawn(TABLE).split("</thead>")
    assert "2018年贫困发生率" in head and "某县统计表" in head and "固原市" in body and "固原市" not in head
    wide = "地区\t" + "\t".join(f"{year}年贫困发生率（%）" for year in range(2010, 2018)) + "\n固原市" + "\t3" * 8
    sheets = [preview(read_pasted(text), load_facts()).workbook.sheets[0] for text in (TABLE, wide)]
    assert [is_wide(sheet) for sheet in sheets] == [False, True]


def test_heads_of_many_rows_scroll_with_the_others():
    html = drawn("一行\n" * 6 + "地区\t2018年贫困发生率（%）\n固原市\t3.1")
    assert "固原市" in html.split("</thead>")[1] and "贫困发生率" in html.split("</thead>")[1]
