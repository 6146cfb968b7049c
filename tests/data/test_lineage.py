"""Parents of parents."""

from __future__ import annotations

import pandas as pd

from data.lineage import chain, lies_in, parents

REGIONS = pd.DataFrame(
    [["100000", ""], ["640000", "100000"], ["640400", "640000"]], columns=["region_id", "parent_id"], dtype="str"
)
PARENT_OF = parents(REGIONS)


def test_a_chain_goes_up_to_the_nation():
    assert chain("640400", PARENT_OF) == ("640400", "640000", "100000")
    assert chain("", PARENT_OF) == ()
    assert chain("999999", PARENT_OF) == ("999999",)


def test_a_circle_ends():
    assert chain("a", {"a": "b", "b": "a"}) == ("a", "b")


def test_a_region_lies_in_itself_and_in_what_it_is_part_of():
    assert lies_in("640400", {"640000"}, PARENT_OF) and lies_in("640000", {"640000"}, PARENT_OF)
    assert not lies_in("640000", {"640400"}, PARENT_OF) and not lies_in("640400", set(), PARENT_OF)
