"""Records of unverified pages are left out, and nothing else is."""

from __future__ import annotations

import pytest

from data.evidence.verified import TABLES, unverified, verified, with_unverified
from data.load import load_facts
from data.schema.model import columns
from tests.data.toy import ROWS, write_toy

FORUM = ["forum", "一个帖子", "", "2019", "unverified", "", "", "", "", "", "", "printed", "report"]


def by_forum(table: str) -> list[str]:
    """Return the first row of a table as a record of its own, told by the forum."""
    row = list(ROWS[table][0])
    row[0] += "-forum"
    row[columns(table).index("source_id")] = "forum"
    return row


@pytest.mark.parametrize("table", TABLES)
def test_what_only_the_forum_says_is_left_out(tmp_path, table):
    facts = load_facts(
        write_toy(tmp_path / "f", sources=[*ROWS["sources"], FORUM], **{table: [*ROWS[table], by_forum(table)]})
    )
    assert facts.faults == ()
    less = verified(facts)

    key = columns(table)[0]
    assert set(facts.table(table)[key]) - set(less.table(table)[key]) == {f"{ROWS[table][0][0]}-forum"}
    assert [len(frame) for name, frame in unverified(facts).items()] == [int(name == table) for name in TABLES]
    assert len(less.sources) == 2
    assert less.version == facts.version and with_unverified(facts).version == f"{facts.version}-with-unverified"


def test_without_unverified_pages_nothing_changes(tmp_path):
    facts = load_facts(write_toy(tmp_path / "f"))
    assert verified(facts) is facts and with_unverified(facts) is facts
    assert all(frame.empty for frame in unverified(facts).values())


def test_an_arrangement_that_lost_a_pair_is_not_complete(tmp_path):
    complete = [list(ROWS["arrangements"][0])]
    complete[0][columns("arrangements").index("complete")] = "yes"
    facts = load_facts(
        write_toy(
            tmp_path / "f",
            sources=[*ROWS["sources"], FORUM],
            arrangements=complete,
            pairings=[*ROWS["pairings"], by_forum("pairings")],
        )
    )
    assert facts.arrangements["complete"].tolist() == ["yes"]
    assert verified(facts).arrangements["complete"].tolist() == ["no"]
    assert facts.arrangements["complete"].tolist() == ["yes"], "the facts themselves stay as they are"
