"""Tables to fill in: as they are handed out they come back understood, and say what is recorded."""

from __future__ import annotations

import io

import openpyxl
import pytest

from data.importing.preview import Preview, preview
from data.importing.reading.workbook import read_workbook
from tests.data.whole import whole_facts
from ui.own.intake import template_workbook
from views import loaders
from views.own.templates import KINDS
from views.reader import Reader


def handed_out(kind: str, lang: str) -> bytes:
    facts = whole_facts()
    return template_workbook(kind, facts, loaders.book(facts, Reader(lang)))


def taken_in(content: bytes) -> Preview:
    """What a workbook gives where each question is answered as suggested, or with the first answer."""
    workbook, said = read_workbook("template.xlsx", content), dict[str, str]()
    for _ in range(4):
        result = preview(workbook, whole_facts(), said)
        said |= {one.key: one.suggested or one.options[0].value for one in result.open}
    return result


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_handed_out_is_understood(kind, lang):
    result = taken_in(handed_out(kind, lang))
    assert not result.open and not result.refusals and not result.conflicts and not result.far
    if kind == "delistings":  # a county is on the list once
        assert kind not in result.tables and len(result.same) == 3
    else:
        assert len(result.tables["area_members" if kind == "areas" else kind]) == 3


@pytest.mark.parametrize("kind", ["cooperation", "pairings", "events"])
def test_its_rows_are_recorded_ones(kind):
    assert len(taken_in(handed_out(kind, "zh")).same) == 3


def test_cells_offer_what_they_may_hold():
    book = openpyxl.load_workbook(io.BytesIO(handed_out("observations", "zh")))
    sheet, listed = book.worksheets
    rules = {str(rule.sqref): (rule.type, rule.formula1) for rule in sheet.data_validations.dataValidation}
    assert set(rules) == {"B3:B1001", "C3:C1001", "D3:D1001"}
    assert rules["B3:B1001"][0] == "list" and listed.sheet_state == "veryHidden"
    assert {"宁夏回族自治区", "固原市", "西吉县"} <= {row[0].value for row in listed.rows}
    assert "0" in (sheet["A2"].comment.text if sheet["A2"].comment else "")
