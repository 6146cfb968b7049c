"""Pairs whose source or end was looked for on purpose."""

from __future__ import annotations

from data.rows import records
from tests.data.whole import whole_facts

FACTS = whole_facts()
PAIRINGS = {row["pairing_id"]: row for row in records(FACTS.pairings)}
TIERS = {row["source_id"]: row["tier"] for row in records(FACTS.sources)}


def test_pairs_in_xinjiang_that_a_news_report_names_do_not_rest_on_the_forum():
    places = ("653201", "653221", "653222", "653224", "a-xpcc-14")
    named = [PAIRINGS[f"p-xj-110000-{place}-xinjiang-2010"] for place in places]
    named.append(PAIRINGS["p-xj-140000-a-xpcc-6-undated"])
    assert {TIERS[row["source_id"]] for row in named} == {"copy", "press"}
    forum = {row["pairing_id"] for row in PAIRINGS.values() if row["source_id"].startswith("xingzhengquhuawangluntan")}
    assert len(forum) == 44 and all(TIERS[PAIRINGS[i]["source_id"]] == "unverified" for i in forum)


def test_a_pairing_ends_where_a_source_says_that_it_did():
    ends = {i: row["end"] for i, row in PAIRINGS.items() if row["end"]}
    assert ends == {
        "p-tibetan-areas-aid-a-helpers-tibetan-4-a-tibetan-areas-3-ta-2014": "2020",
        "p-xz-350000-540400-to-201607": "2016-07",
        "p-ew-330000-510800-1996": "2014",
        "p-ew-330000-511300-1996": "2014",
        "p-ew-440300-520500-1996": "2016-07",
        "p-ew-440900-450100-to-202104": "2021",
        "p-ew-441200-450300-to-202104": "2021",
        "p-ew-350200-500000-ew-2001": "2010-06",
        "p-ew-440400-500000-ew-2001": "2010-06",
    }
