"""What the bench of own figures measures is what it says: a table of 31 places, rows that all join the facts."""

from __future__ import annotations

from sqlalchemy.engine import make_url

from data.importing.preview import preview
from data.importing.reading.workbook import read_workbook
from data.load import load_facts
from data.store.ledger import Ledger
from data.store.merge import with_own
from tests.bench.own import fill, long, yearbook


def test_tables_are_understood_and_stored_rows_join_the_facts(tmp_path):
    facts, url = load_facts(), f"sqlite:///{tmp_path / 'bench.sqlite3'}"
    answers = {"1.what.各省贫困发生率": "poverty_headcount_ratio", "1.basis": "registration", "document-title": "表"}
    assert preview(read_workbook("a.xlsx", yearbook(facts)), facts, answers).rows == 31 * 20
    assert preview(read_workbook("a.xlsx", long(facts, 50)), facts, answers).rows == 50

    fill(url, facts, 300)
    ledger = Ledger.open(make_url(url))
    merged = with_own(facts, ledger.tables(), ledger.mark())
    ledger.engine.dispose()
    assert len(merged.observations) == len(facts.observations) + 300 and merged.faults == facts.faults
