"""Which figures may be compared, why the others may not, and what the nearest fair comparison is."""

from __future__ import annotations

import pytest

from data.figures.comparability import Verdict, verdict
from data.sentences import Named, Words, sentence
from tests.data.small import observed, small_facts
from tests.data.whole import whole_facts
from text.catalogue import Catalogue


def judge(*lines: str) -> Verdict:
    facts = small_facts(lines)
    return verdict(facts.observations, facts.indicators, facts.bases, facts.regions)


def told(found: Verdict) -> list[str]:
    return [key.removeprefix("comparability.") for key, _ in found.reasons]


FAIR = (
    "a 520000 rate 2018 2018 4.3 = survey reported s at",
    "b 530000 rate 2018-12 2018-12 4.8 = survey reported s at",
    "c 650000 rate 2016 2018 6.1 = survey reported s end",
)


def test_figures_of_one_kind_may_be_ranked():
    found = judge(*FAIR)

    assert (found.ok, found.reasons, found.cautions, found.nearest) == (True, (), (), None)


REFUSED = [
    ("d 540000 rate 2018 2018 8 = registration reported s at", "bases"),
    ("d 520100 rate 2018 2018 8 = survey reported s at", "levels"),
    ("d 540000 rate 2017 2017 8 = survey reported s at", "years"),
    ("d 540000 rate 2018-04 2018-04 8 = survey reported s at", "within_year"),
    ("d 540000 rate 2018 2018 8 = survey target s at", "statuses"),
    ("d 540000 rate 2018 2018 8 < survey reported s at", "bounds"),
    ("d 540000 rate - - 8 = survey reported s at", "undated"),
    ("d 540000 poor 2018 2018 8 = survey reported s at", "indicators"),
    ("d 540000 rate 2018 2018 5 = survey reported s at | 10", "bands"),
]


@pytest.mark.parametrize(("line", "reason"), REFUSED)
def test_one_that_does_not_fit_is_refused_and_left_out_of_the_nearest(line, reason):
    found = judge(*FAIR, line)

    assert not found.ok and told(found) == [reason]
    assert found.nearest is not None and list(found.nearest["observation_id"]) == ["a", "b", "c"]
    assert found.nearest_fields == {
        "indicator": Named("indicators", ("poverty_headcount_ratio",)),
        "basis": Named("bases", ("survey",)),
        "level": Words(("level.province",)),
        "year": "2018",
        "n": 3,
    }


def test_a_level_and_a_total_over_a_year_are_two_things():
    found = judge(
        "a 520000 lifted 2018 2018 4 = survey reported s over", "b 530000 lifted 2018 2018 4 = survey reported s at"
    )

    assert told(found) == ["points"] and found.nearest is None


def test_bands_an_open_one_too_have_no_place_in_an_order():
    found = judge(
        "a 520000 band 2018 2018 3 = survey reported s at | 6", "b 110000 band 2018 2018 3 <= survey reported s at"
    )

    assert told(found) == ["bands"] and found.nearest is None


def test_bases_that_are_each_sources_own_do_not_compare():
    found = judge(
        "a 520000 rate 1985 1985 57 = then_current reported s at", "b 530000 rate 1985 1985 60 = then_current reported s at"
    )

    assert told(found) == ["basis_itself"] and found.nearest is None


def test_areas_are_no_level():
    assert "levels" in told(judge(FAIR[0], "d A-south rate 2018 2018 10 = survey reported s at"))


def test_one_region_compares_with_none():
    assert told(judge(FAIR[0])) == told(judge()) == ["too_few"]


def test_all_reasons_are_told_at_once():
    found = judge(
        FAIR[0],
        "d 520100 rate 2017 2017 8 = registration target s at",
        "e 520200 rate 2016 2016 8 > registration reported s at",
    )

    assert told(found) == ["statuses", "bases", "levels", "bounds", "years"]


def test_what_may_be_compared_may_still_need_a_caution():
    found = judge(
        "a 520000 rate 2018 2018 4.3 = unstated reported s at",
        "b 650000 rate 2018 2018 6.1 = unstated reported s at",
        "c 650000 rate 2018 2018 6.51 = unstated reported s at",
        "d 540000 rate 2018 2018 8 ~ unstated reported s at",
    )

    assert found.ok
    assert [key for key, _ in found.cautions] == ["comparability.unstated", "comparability.about", "comparability.conflict"]
    assert found.cautions[2][1] == {"regions": Named("regions", ("650000",))}


def test_of_two_parts_of_a_size_the_stated_basis_is_nearer():
    found = judge(
        *FAIR[:2], *(line.replace("survey", "unstated").replace("a ", "x ").replace("b ", "y ") for line in FAIR[:2])
    )

    assert found.nearest is not None and list(found.nearest["observation_id"]) == ["a", "b"]


def test_a_frame_without_the_column_of_bands_will_do():
    facts = small_facts(FAIR)
    rows = observed(*FAIR).drop(columns="value_high")

    assert verdict(rows, facts.indicators, facts.bases, facts.regions).ok


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_reason_can_be_said(lang):
    facts, t = whole_facts(), Catalogue.load(lang)
    found = verdict(facts.observations, facts.indicators, facts.bases, facts.regions)

    for key, fields in (*found.reasons, *found.cautions):
        assert sentence(key, fields, t, lambda table, one: one)
    small = judge(*FAIR, REFUSED[0][0])
    assert "3" in sentence("comparability.nearest", small.nearest_fields, t, lambda table, one: one)
