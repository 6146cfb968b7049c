"""A quote carries its figure, and its document carries the quote."""

from __future__ import annotations

import pandas as pd
import pytest

from data.evidence.quotes import document_faults, normalise, number_faults, read_documents


def record(value: float, quote: str, bound: str = "=", status: str = "reported") -> pd.DataFrame:
    cells = {"value": value, "bound": bound, "quote": quote, "status": status, "source_id": "toy"}
    return pd.DataFrame([cells], index=[14])


def faults(value, quote, unit="person", **more):
    return [
        (f.row, f.column, f.key)
        for f in number_faults("observations", record(value, quote, **more), pd.Series([unit], index=[14]))
    ]


@pytest.mark.parametrize(
    ("value", "quote", "unit"),
    [
        (1_740_000, "脱贫174万人", "person"),
        (0.028, "降至0.028%", "%"),
        (8, "八所学校", "school"),
        (266_500, "26.65万人", "person"),
    ],
)
def test_the_figure_stands_in_its_quote(value, quote, unit):
    assert faults(value, quote, unit) == []


@pytest.mark.parametrize(
    ("value", "quote", "unit"),
    [
        (174, "脱贫174万人", "person"),
        (32, "下降32人", "%"),
        (32, "下降32%", "person"),
        (4.5, "下降4.5个百分点", "%"),
        (1, "", "person"),
    ],
)
def test_another_figure_or_another_kind_is_a_fault(value, quote, unit):
    assert faults(value, quote, unit) == [(14, "value", "fault.number_not_in_quote")]


def test_a_hedge_may_not_be_lost():
    assert faults(770_000, "77万多人") == [(14, "bound", "fault.bound_not_in_quote")]
    assert faults(770_000, "77万多人", bound=">=") == []
    assert faults(770_000, "77万多人", bound="~") == []


def test_what_was_worked_out_need_not_be_quoted():
    assert faults(17, "由32%下降到15%", "%", status="derived") == []


def test_a_zero_is_said_without_a_unit():
    assert faults(0, "贫困发生率下降到零", "%") == []
    assert faults(0, "由12.2%降为0", "%") == []
    assert faults(0, "由12.2%降为2020", "%") == [(14, "value", "fault.number_not_in_quote")]


def test_both_ends_of_a_band_stand_in_its_quote():
    band = record(5, "贫困发生率在5%~10%的省份").assign(value_high=10.0)
    assert number_faults("observations", band, pd.Series(["%"], index=[14])) == []
    (fault,) = number_faults("observations", band.assign(value_high=12.0), pd.Series(["%"], index=[14]))
    assert (fault.column, fault.key) == ("value_high", "fault.number_not_in_quote")


def test_only_space_and_glosses_are_taken_out():
    assert normalise("國(guó)務(wù)院 扶貧\n(一)(XPCC)(about)") == "國務院扶貧(一)(XPCC)(about)"
    assert normalise("多(duō),少(shǎo)") == "多,少"


def test_a_quote_is_looked_for_in_its_own_document(tmp_path):
    (tmp_path / "toy.txt").write_text("國(guó)家 貧\n困", encoding="utf-8")
    sources = pd.DataFrame({"source_id": ["toy", "gone", "none"], "document": ["toy.txt", "gone.txt", ""]})
    documents = read_documents(sources, tmp_path)
    assert documents == {"toy": "國家貧困"}
    assert document_faults("events", record(1, "國家貧困"), documents) == []
    (fault,) = document_faults("events", record(1, "国家贫困"), documents)
    assert (fault.file, fault.row, fault.column, fault.key) == ("events.csv", 14, "quote", "fault.quote_not_in_document")
    assert document_faults("events", record(1, "国家贫困"), {}) == [], "no document, no judgement"


def test_a_document_is_never_read_from_elsewhere(tmp_path):
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    inner = tmp_path / "documents"
    inner.mkdir()
    sources = pd.DataFrame({"source_id": ["toy"], "document": ["../secret.txt"]})
    assert read_documents(sources, inner) == {}
    assert read_documents(sources, None) == {}
