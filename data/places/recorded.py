"""Which regions anything is recorded of."""

from __future__ import annotations

from data.load import Facts
from data.places.lineage import chain, parents


def with_records(facts: Facts) -> frozenset[str]:
    """Return the regions that a record names, with the regions they lie in.

    Returns
    -------
    frozenset of str
        Regions that are paired, helped, observed, named by an event or a member of an area. That a county is on a list of
        hundreds, such as of those delisted, is no record in this sense.
    """
    named: set[str] = set(facts.observations["region_id"]) | set(facts.area_members["region_id"])
    for table in (facts.pairings, facts.cooperation):
        named |= set(table["helper_id"]) | set(table["recipient_id"])
    for ids in facts.events["region_ids"]:
        named |= set(ids.split(";"))
    parent_of = parents(facts.regions)
    return frozenset(above for region in named if region for above in chain(region, parent_of))
