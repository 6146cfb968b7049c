"""A document's words, each once, with everything that rests on them."""

from __future__ import annotations

from collections import Counter

from data.evidence.dossier import QUOTED, counts, passages
from data.load import load_facts
from data.schema.model import SCHEMAS
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
        "2018年固原退出": ["delistings"],
        "2019年4月批准": ["delistings"],
        "固原属六盘山区": ["delistings"],
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
        "delistings": 1,
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
        here: Counter[str] = Counter(table for p in told for table, row in p.records if table != "delistings")
        here["delistings"] = len({row["region_id"] for p in told for table, row in p.records if table == "delistings"})
        assert dict(+here) == counts(facts, source_id)
        assert len({p.quote for p in told}) == len(told)
        found += here
    del found["delistings"]  # each rests on up to four documents
    assert found == {table: n for table in QUOTED if table != "delistings" and (n := len(facts.table(table)))}


def test_every_quote_of_the_facts_stands_in_the_dossier_of_its_document():
    """Whatever table holds it and whatever its column is called: those of the 832 counties that left the list did not."""
    facts = whole_facts()
    quotes = {i: {passage.quote for passage in passages(facts, i)} for i in facts.sources["source_id"]}
    missing, n = [], 0
    for table in SCHEMAS:
        frame = facts.table(table)
        for column in (column for column in frame.columns if column.endswith("quote")):
            for source_id, quote in zip(frame[f"{column.removesuffix('quote')}source_id"], frame[column], strict=True):
                n += bool(quote)
                missing += [(table, column, quote)] if quote and quote not in quotes[source_id] else []
    assert n > 4000 and missing == []


def test_a_delisting_stands_where_its_batch_its_list_its_date_and_its_area_are_said():
    """兰考's batch and date are the newspaper's, its list another document's, which names it among two."""
    facts = whole_facts()

    def parts(source_id: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for passage in passages(facts, source_id):
            for table, row in passage.records:
                if table == "delistings" and row["region_id"] == "410225":
                    found.setdefault(passage.quote, set()).add(row["part"])
        return found

    assert parts("dahewang-20181023-5dc4") == {"2月27日,河南省人民政府发布通知,批准兰考县退出贫困县序列": {"", "date_"}}
    assert parts("unnamed-undated-1586") == {"一、2016年摘帽贫困县名单:河南 2 兰考县、滑县": {"list_"}}
