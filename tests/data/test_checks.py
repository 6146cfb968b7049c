"""``python -m data.checks`` says all that is wrong, and whether it could look into the documents."""

from __future__ import annotations

import pytest

from data import checks
from data.checks import run_checks
from data.schema.model import columns
from tests.data.toy import DOCUMENT, ROWS, noted, write_toy

QUOTES = sum(
    len(ROWS[t]) for t in ("area_members", "arrangements", "pairings", "observations", "cooperation", "events", "terms")
)

# Words as short as the toy's prove little by themselves: a note says how they were read.
JUDGED = ("observations", "cooperation", "pairings", "events")


@pytest.fixture
def documents(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "toy.txt").write_text(DOCUMENT, encoding="utf-8")
    return folder


def test_the_toy_passes_and_every_quote_was_compared(tmp_path, documents):
    report = run_checks(write_toy(tmp_path / "facts", **noted(*JUDGED)), documents)
    assert report.faults == ()
    assert report.looked_up == report.quotes == QUOTES


def test_without_documents_it_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(checks, "find_documents", lambda: None)
    folder = write_toy(tmp_path / "facts", **noted(*JUDGED))
    report = run_checks(folder)
    assert (report.faults, report.looked_up, report.documents) == ((), 0, None)
    monkeypatch.setattr(checks, "run_checks", lambda: report)
    assert checks.main() == 0
    assert "no documents at hand" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("table", "column", "value", "key"),
    [
        ("observations", "value", "33", "fault.number_not_in_quote"),
        ("observations", "value", "32%", "fault.not_a_number_write"),
        ("observations", "quote", "由 32% 升", "fault.quote_not_in_document"),
        ("cooperation", "value", "9", "fault.number_not_in_quote"),
        ("pairings", "quote", "福建支援宁夏", "fault.quote_not_in_document"),
    ],
)
def test_a_planted_mistake_fails_the_check(tmp_path, documents, table, column, value, key):
    rows = noted(*JUDGED)
    rows[table][0][columns(table).index(column)] = value
    report = run_checks(write_toy(tmp_path / "facts", **rows), documents)
    assert [(f.file, f.row, f.column, f.key) for f in report.faults] == [(f"{table}.csv", 2, column, key)]


def test_a_record_that_its_words_do_not_prove_is_named(tmp_path, documents):
    rows = noted("cooperation", "pairings", "events")
    faults = run_checks(write_toy(tmp_path / "facts", **rows), documents).faults
    assert [(f.row, f.value, f.key) for f in faults] == [(n, f"o-{n - 1}", "fault.not_proved") for n in (2, 3, 4)]
    assert {f.fields["parts"] for f in faults} == {"place, period"}


def test_a_stale_or_missing_package_description(tmp_path, documents):
    folder = write_toy(tmp_path / "facts", **noted(*JUDGED))
    (folder / "datapackage.json").write_text("{}", encoding="utf-8")
    assert [f.key for f in run_checks(folder, documents).faults] == ["fault.package_stale"]
    (folder / "datapackage.json").unlink()
    assert [f.key for f in run_checks(folder, documents).faults] == ["fault.no_file"]
