"""Filters over five pairings whose ends are a province, a city, a prefecture, a county and a division."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.load import load_facts
from data.pairings.filters import FACETS, KINDS, PairingFilter, apply, distinct_dates, facets, kinds_of
from tests.data.toy import ROWS, write_toy
from tests.fuzz import examples

REGIONS = [
    *ROWS["regions"],
    ["350200", "厦门市", "厦门", "Xiamen", "xiamen", "prefecture", "350000", "计划单列市"],
    ["640422", "西吉县", "西吉", "Xiji", "xiji", "county", "640400", "县"],
    ["429021", "神农架林区", "神农架", "Shennongjia", "shennongjia", "prefecture", "100000", "省直辖县级行政区"],
]
PAIRINGS = [
    ["p-pp", "east_west", "350000", "640000", "1996", "", "toy", "福建帮扶宁夏", "ew-1996"],
    ["p-pc", "east_west", "350000", "640400", "2017", "", "toy", "福建帮扶宁夏", ""],
    ["p-cc", "east_west", "350200", "640400", "2018", "", "toy", "福建帮扶宁夏", ""],
    ["p-county", "unstated", "350200", "640422", "", "", "toy", "福建帮扶宁夏", ""],
    ["p-lin", "unstated", "350000", "429021", "2001", "2010", "toy", "福建帮扶宁夏", ""],
]


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    programmes = [*ROWS["programmes"], ["unstated", "未说明", "Not stated"]]
    folder = tmp_path_factory.mktemp("facts")
    loaded = load_facts(write_toy(folder, regions=REGIONS, programmes=programmes, pairings=PAIRINGS))
    assert loaded.faults == ()
    return loaded


def chosen(facts, **wanted) -> list[str]:
    return list(apply(PairingFilter(**wanted), facts.pairings, facts)["pairing_id"])


def test_kinds_come_from_the_levels_of_both_ends(facts):
    assert list(kinds_of(facts.pairings, facts.regions)) == [
        "province-province",
        "province-prefecture",
        "city-prefecture",
        "other",
        "other",
    ]
    assert kinds_of(facts.pairings.head(0), facts.regions).empty


def test_no_filter_lets_everything_pass(facts):
    assert chosen(facts) == [row[0] for row in PAIRINGS]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"programmes": ("unstated",)}, ["p-county", "p-lin"]),
        ({"helpers": ("350000",)}, ["p-pp", "p-pc", "p-cc", "p-county", "p-lin"]),  # Xiamen lies in Fujian
        ({"helpers": ("350200",)}, ["p-cc", "p-county"]),
        ({"recipients": ("640000",)}, ["p-pp", "p-pc", "p-cc", "p-county"]),
        ({"recipients": ("640400",)}, ["p-pc", "p-cc", "p-county"]),
        ({"recipients": ("640422", "429021")}, ["p-county", "p-lin"]),
        ({"kinds": ("province-province", "city-prefecture")}, ["p-pp", "p-cc"]),
        ({"date": "2005"}, ["p-pp", "p-lin"]),
        ({"date": "2016-07"}, ["p-pp", "p-county"]),  # the toy's source is of 2016-07
        ({"helpers": ("350200",), "date": "2018", "programmes": ("east_west",)}, ["p-cc"]),
        ({"programmes": ("no-such",)}, []),
        ({"recipients": ("A-xihaigu",)}, ["p-pc", "p-cc", "p-county"]),  # its member is Guyuan
        ({"recipients": ("999999",)}, []),
        ({"date": "whenever"}, []),
    ],
)
def test_filters_by_hand(facts, wanted, expected):
    assert chosen(facts, **wanted) == expected


def test_what_is_left_says_its_kind_and_why_it_counts(facts):
    row = apply(PairingFilter(kinds=("other",)), facts.pairings, facts).iloc[0]
    assert (row["kind"], row["ground"], row["first_day"]) == ("other", "attested", "2016-07-01")


def counts(found, name) -> dict[str, int]:
    return dict(zip(found[name]["value"], found[name]["pairings"], strict=True))


def test_facets_count_what_each_value_would_leave(facts):
    found = facets(PairingFilter(helpers=("350200",)), facts.pairings, facts)
    assert counts(found, "helpers") == {"350000": 5, "350200": 2}, "its own choice does not narrow a filter"
    assert counts(found, "programmes") == {"east_west": 1, "unstated": 1}
    assert counts(found, "recipients") == {"640000": 2, "640400": 2, "640422": 1}
    assert counts(found, "kinds") == {"city-prefecture": 1, "other": 1}
    assert counts(found, "date") == {"2016-07": 1, "2018": 2}


def test_a_chosen_value_stays_on_offer(facts):
    found = facets(PairingFilter(programmes=("east_west",), kinds=("other",)), facts.pairings, facts)
    assert counts(found, "programmes") == {"east_west": 0, "unstated": 2}
    assert counts(found, "kinds")["other"] == 0
    assert "A-xihaigu" not in counts(found, "recipients")
    area = facets(PairingFilter(recipients=("A-xihaigu",)), facts.pairings, facts)
    assert counts(area, "recipients")["A-xihaigu"] == 3, "an area that was asked for counts what lies in it"


def test_an_empty_atlas_has_empty_facets(tmp_path):
    facts = load_facts(tmp_path)
    found = facets(PairingFilter(), facts.pairings, facts)
    assert list(found) == list(FACETS) and all(frame.empty for frame in found.values())
    assert apply(PairingFilter(date="2016"), facts.pairings, facts).empty


filters = st.builds(
    PairingFilter,
    programmes=st.sets(st.sampled_from(["east_west", "unstated"])).map(tuple),
    helpers=st.sets(st.sampled_from(["350000", "350200"])).map(tuple),
    recipients=st.sets(st.sampled_from(["640000", "640400", "640422", "A-xihaigu"])).map(tuple),
    kinds=st.sets(st.sampled_from(KINDS)).map(tuple),
    date=st.sampled_from(["", "1996", "2017", "2018-05"]),
)


@settings(max_examples=examples(10))
@given(filters)
def test_a_facet_tells_what_choosing_it_gives(facts, wanted):
    for name, frame in facets(wanted, facts.pairings, facts).items():
        for value, count in zip(frame["value"], frame["pairings"], strict=True):
            alone = replace(wanted, **{name: value if name == "date" else (value,)})
            assert len(apply(alone, facts.pairings, facts)) == count


@pytest.mark.parametrize(
    ("chosen", "offered"),
    [
        ("", ["2016-11", "2016-12", "2018-04-30", "unknown"]),
        ("2016", ["2016-11", "2016", "2018-04-30", "unknown"]),
        ("2018-04", ["2016-11", "2016-12", "2018-04", "unknown"]),
    ],
)
def test_a_moment_is_offered_once_by_its_most_precise_date(chosen, offered):
    """The end of 2016 is that of its December; the date that is chosen stays as it was asked for."""
    assert distinct_dates(["2016-11", "2016", "2016-12", "2018-04-30", "2018-04", "unknown"], chosen) == offered
