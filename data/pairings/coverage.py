"""Is everyone covered whom a rule names? Rules as sources state them, and which pairing covers whom in which way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from data.load import Facts
from data.places.lineage import chain, parents
from data.rows import records

#: How a region is covered, the closest way first. ``through_province``: a pairing of the province, or for a county the
#: prefecture, that it lies in. ``through_area``: a pairing of an area that it, or what it lies in, is a member of.
STATUSES: Final = ("direct", "through_province", "through_area", "none")
AUTONOMOUS: Final = "autonomous"

_AUTONOMOUS_PREFECTURE: Final = "自治州"
#: The record of the guideline's sentence 'every ethnic autonomous prefecture is covered'.
_GUIDELINE_EVENT: Final = "ev-20161207-coverage"


@dataclass(frozen=True)
class Rule:
    """A set of regions that ought to be covered, and who says so.

    Attributes
    ----------
    rule_id : str
        :data:`AUTONOMOUS`, or the id of an area.
    name_key : str
        Message that names the rule.
    fields : mapping of str to str
        What the message asks for; ``area`` is a region id, to be given by its name.
    source_id, quote : str
        For autonomous prefectures the guideline's sentence that sets the rule; for an area, which only lists its
        members and asks for nothing, the words that list them.
    title_en : str
        What the sentence says, in English; empty for an area.
    """

    rule_id: str
    name_key: str
    source_id: str
    quote: str
    fields: Mapping[str, str] = field(default_factory=dict)
    title_en: str = ""


def rules(facts: Facts) -> list[Rule]:
    """Return the rules that the facts hold.

    Returns
    -------
    list of Rule
        Autonomous prefectures, where the guideline's sentence is recorded; then each area with two members or more, in
        the order of ``area_members``, but for those whose members only help. Empty for facts without either.
    """
    guidelines = records(facts.events[facts.events["event_id"] == _GUIDELINE_EVENT])
    name = "coverage.rule_autonomous"
    rules = [Rule(AUTONOMOUS, name, row["source_id"], row["quote"], title_en=row["title_en"]) for row in guidelines]
    helpers, recipients = set(facts.pairings["helper_id"]), set(facts.pairings["recipient_id"])
    for area_id, members in facts.area_members.groupby("area_id", sort=False):
        named = {str(area_id), *members["region_id"]}
        only_help = bool(named & helpers) and not named & recipients  # nobody says that they ought to be helped
        if members["region_id"].nunique() >= 2 and not only_help:
            first = records(members)[0]
            fields = {"area": str(area_id)}
            rules.append(Rule(str(area_id), "coverage.rule_area", first["source_id"], first["quote"], fields))
    return rules


def coverage(rule: Rule, pairings: pd.DataFrame, regions: pd.DataFrame, area_members: pd.DataFrame) -> pd.DataFrame:
    """Say of each region that a rule names whether and how it is covered.

    Parameters
    ----------
    pairings : DataFrame
        The pairings that count, such as those in force on a date.
    regions, area_members : DataFrame
        As in :class:`data.load.Facts`.

    Returns
    -------
    DataFrame
        Columns ``region_id``, ``status`` (the closest of :data:`STATUSES`), ``pairing_ids`` (tuple of str: the
        pairings that cover it in that way, empty for ``none``) and ``part_ids`` (tuple of str: pairings of counties or
        divisions that lie in it, whatever its status: part of it is paired where the whole may not be). Autonomous
        prefectures stand in the order of ``regions``, members in that of ``area_members``. A rule of an unknown area
        gives an empty frame.
    """
    by_recipient: dict[str, list[str]] = {}
    for pairing_id, recipient in zip(pairings["pairing_id"], pairings["recipient_id"], strict=True):
        by_recipient.setdefault(recipient, []).append(pairing_id)
    ways = _Ways.of(regions, area_members, by_recipient)
    named = _named(rule, regions, area_members)
    statuses = [ways.closest(region_id) for region_id in named]
    return pd.DataFrame(
        {
            "region_id": pd.Series(named, dtype="str"),
            "status": pd.Series([status for status, _ in statuses], dtype="str"),
            "pairing_ids": pd.Series([ids for _, ids in statuses], dtype=object),
            "part_ids": pd.Series([ways.parts(region_id) for region_id in named], dtype=object),
        }
    )


def _named(rule: Rule, regions: pd.DataFrame, area_members: pd.DataFrame) -> list[str]:
    if rule.rule_id == AUTONOMOUS:
        return list(regions.loc[regions["kind"] == _AUTONOMOUS_PREFECTURE, "region_id"])
    return list(dict.fromkeys(area_members.loc[area_members["area_id"] == rule.rule_id, "region_id"]))


@dataclass(frozen=True)
class _Ways:
    """The ways in which a pairing may reach a region."""

    parent_of: dict[str, str]
    level_of: dict[str, str]
    areas_of: dict[str, list[str]]
    recipients_in: dict[str, list[str]]
    by_recipient: dict[str, list[str]]

    @classmethod
    def of(cls, regions: pd.DataFrame, area_members: pd.DataFrame, by_recipient: dict[str, list[str]]) -> _Ways:
        parent_of = parents(regions)
        level_of = dict(zip(regions["region_id"], regions["level"], strict=True))
        areas_of: dict[str, list[str]] = {}
        for area_id, region_id in zip(area_members["area_id"], area_members["region_id"], strict=True):
            # A part of an area belongs to the whole; the province above an area is no area.
            above = [area for area in chain(area_id, parent_of) if level_of.get(area) == "area"]
            areas_of.setdefault(region_id, []).extend(above)
        recipients_in: dict[str, list[str]] = {}
        for recipient in by_recipient:
            for region_id in chain(recipient, parent_of)[1:]:
                recipients_in.setdefault(region_id, []).append(recipient)
        return cls(parent_of, level_of, areas_of, recipients_in, by_recipient)

    def closest(self, region_id: str) -> tuple[str, tuple[str, ...]]:
        above = chain(region_id, self.parent_of)[1:]
        units = [i for i in above if self.level_of.get(i) in ("prefecture", "province")]
        areas = [area for i in (region_id, *above) for area in self.areas_of.get(i, [])]
        ways = [("direct", [region_id]), *(("through_province", [unit]) for unit in units), ("through_area", areas)]
        for status, recipients in ways:
            if ids := self._pairings(recipients):
                return status, ids
        return "none", ()

    def parts(self, region_id: str) -> tuple[str, ...]:
        return self._pairings(self.recipients_in.get(region_id, []))

    def _pairings(self, recipients: Iterable[str]) -> tuple[str, ...]:
        return tuple(i for recipient in dict.fromkeys(recipients) for i in self.by_recipient.get(recipient, []))
