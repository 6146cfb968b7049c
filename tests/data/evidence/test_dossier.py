"""A document's words, each once, with everything that rests on them."""

from __future__ import annotations

from collections import Counter

from data.evidence.dossier import QUOTED, counts, passages
from data.load import load_facts
from tests.data.toy import write_toy
from tests.data.whole import whole_facts


def test_a_quote_stands_once_with_all_its_records(tmp_path):
    facts = load_facts(write_toy(tmp_path))
    found = {p.quote: [table for table, _ in p.records] for p in passages(facts, "toy")}
    assert found == {
        "福建帮扶宁夏": ["arrangements", "pairings", "events"],
        "由32%降": ["observations"],
        "降到15%": ["observations"],
        "脱贫174万多人": ["observations"],
        "八所学校结对": ["cooperation"],
        "摘帽": ["terms"],
        "西海固包括固原": ["area_members", "outlines"],
    }
    assert next(iter(found)) == "福建帮扶宁夏"  # arrangements and pairings come first


def test_counts_by_hand(tmp_path):
    facts = load_facts(write_toy(tmp_path))
    assert counts(facts, "toy") == {
        "arrangements": 1,
        "pairings": 1,
        "observations": 3,
        "cooperation": 1,
        "events": 1,
        "terms": 1,
        "area_members": 1,
        "outlines": 1,
    }


def test_an_unknown_document_has_nothing(tmp_path):
    facts = load_facts(write_toy(tmp_path))
    assert (passages(facts, "no-such"), counts(facts, "no-such")) == ([], {})


def test_an_empty_folder_has_nothing(tmp_path):
    assert (passages(load_facts(tmp_path), "toy"), counts(load_facts(tmp_path), "toy")) == ([], {})


def test_every_record_of_the_facts_is_in_exactly_one_dossier():
    facts = whole_facts()
    found: Counter[str] = Counter()
    for source_id in facts.sources["source_id"]:
        told = passages(facts, source_id)
        here: Counter[str] = Counter(table for p in told for table, _ in p.records)
        assert dict(here) == counts(facts, source_id)
        assert len({p.quote for p in told}) == len(told)
        found += here
    assert found == {table: n for table in QUOTED if (n := len(facts.table(table)))}
