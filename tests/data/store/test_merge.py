"""Stored figures join the facts with their source, and leave them as they were once withdrawn."""

from __future__ import annotations

from functools import cache

import pandas as pd

from data.importing.preview import Preview, preview
from data.importing.reading.workbook import read_pasted
from data.load import Facts, load_facts
from data.store.merge import FIRST_LINE, with_own


@cache
def facts() -> Facts:
    return load_facts()


def own(*lines: str) -> Preview:
    answers = {"1.basis": "registration", "document-title": "某局年报", "1.definition.自来水普及率": "通自来水的户所占比重"}
    table = read_pasted("\n".join(lines))
    return preview(table, facts(), answers | {"1.what.自来水普及率": "own"})


def test_own_figures_stand_beside_the_recorded_ones():
    found = own("地区\t2018年贫困发生率（%）\t2018年自来水普及率（%）", "固原市\t3.1\t80.5")
    merged = with_own(facts(), found.tables, "7")

    added = merged.observations[merged.observations.index >= FIRST_LINE]
    assert len(merged.observations) == len(facts().observations) + 2 and merged.faults == facts().faults
    assert added["value"].tolist() == [3.1, 80.5] and added["value"].dtype == "float64"
    source = merged.sources.set_index("source_id").loc[added["source_id"].iloc[0]]
    assert (source["tier"], source["title"]) == ("own", "某局年报")
    assert "自来水普及率" in merged.indicators["name_zh"].tolist()
    assert merged.version != facts().version and merged.table("pairings") is facts().pairings


def test_nothing_stored_changes_nothing():
    assert with_own(facts(), {}, "") is facts()


def test_of_rows_with_one_key_the_last_counts():
    first, last = own("地区\t2018年贫困发生率（%）", "固原市\t3.1"), own("地区\t2018年贫困发生率（%）", "固原市\t3.1")
    tables = dict(first.tables)
    changed = last.tables["observations"].assign(value="3.2")
    tables["observations"] = pd.concat([tables["observations"], changed])
    merged = with_own(facts(), tables, "1")
    assert merged.observations[merged.observations.index >= FIRST_LINE]["value"].tolist() == [3.2]


def test_a_row_whose_place_is_gone_is_left_out_and_a_fault():
    found = own("地区\t2018年贫困发生率（%）", "固原市\t3.1", "西吉县\t4")
    frame = found.tables["observations"]
    moved = frame["region_id"].where(frame["region_id"] != "640400", "999999")
    merged = with_own(facts(), {**found.tables, "observations": frame.assign(region_id=moved)}, "1")

    assert len(merged.observations) == len(facts().observations) + 1
    assert [fault.column for fault in merged.faults[len(facts().faults) :]] == ["region_id"]
    assert str(merged.faults[-1])


def test_an_own_source_is_held_to_the_hosts_of_the_files():
    """What a file of facts may not say, a stored row may not say either: both are checked by the same."""
    found = own("地区\t2018年贫困发生率（%）", "固原市\t3.1")
    sources = found.tables["sources"].assign(url="https://www.undecided.example/a.html")
    merged = with_own(facts(), {**found.tables, "sources": sources}, "1")

    assert [fault.key for fault in merged.faults[len(facts().faults) :]] == ["fault.host_unknown", "fault.unknown_reference"]
    assert len(merged.observations) == len(facts().observations)
