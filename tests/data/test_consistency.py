"""Every check with its arithmetic done by hand."""

from __future__ import annotations

import pytest

from data.consistency.result import VERDICTS, CheckResult
from data.consistency.run import CHECKS, run
from data.load import load_facts
from data.sentences import Figure, Named, sentence
from tests.data.small import small_facts
from tests.data.whole import whole_facts
from text.catalogue import Catalogue

XINJIANG = [
    "s 650000 rate 2011 2015 32 = unstated reported d start 由32%下降到15%",
    "e 650000 rate 2011 2015 15 = unstated reported d end 由32%下降到15%",
    "l 650000 lifted 2011 2015 1740000 = unstated reported d over 累计脱贫174万人",
]
TO_LIFT = "t 650000 lifted - 2020 2610000 = unstated target d over 261万贫困人口全部脱贫"


def of(kind: str, *lines: str, **other: list[str]) -> list[CheckResult]:
    return [one for one in run(small_facts(lines, **other)) if one.check_id.startswith(f"{kind}:")]


def step(result: CheckResult, key: str) -> dict[str, object]:
    (found,) = [one for one in result.steps if one.key == f"consistency.{key}"]
    return dict(found.fields)


def test_xinjiang_implies_two_populations():
    (one,) = of("fall", *XINJIANG, TO_LIFT)

    assert one.verdict == "disagrees"
    assert one.record_ids == ("l", "s", "e", "t")
    # 1.74 million / 17 points, and 2.61 million / 15 %
    assert step(one, "fall_lifted")["implied"] == Figure(10_240_000, "person", "~")
    assert step(one, "fall_to_lift")["implied"] == Figure(17_400_000, "person", "~")
    # 1.735 to 1.745 million over 18 to 16 points; 2.605 to 2.615 million over 15.5 to 14.5 %
    allowed = step(one, "digits_allow_two")
    assert allowed["first"] == Figure(9_639_000, "person", high=10_910_000)
    assert allowed["second"] == Figure(16_810_000, "person", high=18_030_000)
    # 4.35 million / 32 % = 13.59 million, a growth of 28 %
    growth = step(one, "fall_growth")
    assert (growth["before"], growth["change"]) == (Figure(13_590_000, "person", "~"), Figure(28.0, "%"))
    assert one.steps[-1].key == "consistency.fall_disagrees"


def test_without_the_number_left_there_is_nothing_to_hold_it_against():
    (one,) = of(
        "fall",
        "s A-south rate 2011 2015 46.8 = unstated reported d start 46.8%",
        "e A-south rate 2011 2015 22.7 = unstated reported d end 22.7%",
        "l A-south less 2011 2015 1350000 = unstated reported d over 135万人",
    )

    assert one.verdict == "untestable"
    assert step(one, "fall_lifted")["implied"] == Figure(5_602_000, "person", "~")


def test_yearly_levels_serve_as_ends_and_agree_within_their_digits():
    (one,) = of(
        "fall",
        "s 100000 rate 2016 2016 4.5 = survey reported d at 4.5%",
        "e 100000 rate 2017 2017 3.1 = survey reported d at 3.1%",
        "l 100000 less 2017 2017 12890000 = survey reported d over 1289万人",
        "p 100000 poor 2017 2017 30460000 = survey reported d at 3046万人",
    )

    # 1289万 / 1.4 points = 9.2亿, 3046万 / 3.1 % = 9.83亿; the digits allow 8.59 to 9.92 and 9.67 to 9.99
    assert one.verdict == "agrees"
    assert step(one, "digits_allow_two")["first"] == Figure(859_000_000, "person", high=992_000_000)


def test_ends_on_different_bases_are_not_joined():
    assert of("fall", XINJIANG[0], XINJIANG[1].replace("unstated", "survey"), XINJIANG[2]) == []


def test_one_implied_population_alone_cannot_be_tested():
    (one,) = of(
        "drift",
        "p 620000 poor 2018-04 2018-07 1887000 = unstated reported d at 188.7万",
        "r 620000 rate 2018-04 2018-07 9.6 = unstated reported d at 9.6%",
    )

    assert one.verdict == "untestable"
    # 188.65 / 9.65 % to 188.75 / 9.55 %
    assert step(one, "drift_implied")["implied"] == Figure(19_660_000, "person", "~")
    assert step(one, "drift_implied")["range"] == Figure(19_550_000, "person", high=19_760_000)


NATION = {2017: (30_460_000, 3.1), 2018: (16_600_000, 1.7), 2019: (5_510_000, 0.6)}


def national(years: dict[int, tuple[int, float]]) -> list[str]:
    return [
        line
        for year, (poor, rate) in years.items()
        for line in (
            f"p{year} 100000 poor {year} {year} {poor} = survey reported d at {poor // 10_000}万人",
            f"r{year} 100000 rate {year} {year} {rate} = survey reported d at {rate}%",
        )
    ]


def test_the_implied_population_is_followed_from_year_to_year():
    results = of("drift", *national(NATION))

    assert [one.record_ids for one in results] == [
        ("p2017", "r2017", "p2018", "r2018"),
        ("p2018", "r2018", "p2019", "r2019"),
    ]
    # 551万 / 0.6 % is 6 % below 1660万 / 1.7 %, but 0.6 % may be anything from 0.55 to 0.65 %
    assert [one.verdict for one in results] == ["agrees", "agrees"]
    assert step(results[1], "drift_change")["change"] == Figure(-6.0, "%")


def test_a_drift_beyond_the_digits_does_not_agree():
    (one,) = of("drift", *national({2017: (30_460_000, 3.1), 2018: (16_600_000, 1.5)}))

    assert one.verdict == "disagrees"  # 9.83亿 to 11.07亿: 12.6 % more, at least 7 %


def test_two_implied_populations_years_apart_are_not_compared():
    (one,) = of("drift", *national({2012: (98_990_000, 10.2), 2018: (16_600_000, 1.7)}))

    assert one.verdict == "untestable" and len(one.record_ids) == 4


def test_the_year_before_less_those_lifted_is_the_year():
    lines = [
        "a 100000 poor 2012 2012 98990000 = survey reported d at 9899万人",
        "b 100000 less 2013 2013 16500000 = survey reported d over 1650万人",
        "c 100000 poor 2013 2013 82490000 = survey reported d at 8249万人",
    ]
    (one,) = of("balance", *lines)

    assert (one.verdict, one.record_ids) == ("agrees", ("a", "b", "c"))
    assert step(one, "balance_difference") == {"difference": Figure(0, "person"), "tolerance": Figure(15_000, "person")}

    (other,) = of("balance", *lines[:2], lines[2].replace("82490000", "82510000").replace("8249", "8251"))
    assert other.verdict == "disagrees"  # 20,000 more, 15,000 allowed


def test_a_whole_lies_between_its_parts():
    whole = "w 520000 rate 2018 2018 4.3 = unstated reported d at 4.3%"
    parts = [
        f"{i} {region} rate 2018 2018 {rate} = unstated reported d at {rate}%"
        for i, region, rate in (("x", "520100", "2.5"), ("y", "520200", "5.45"))
    ]

    assert [one.verdict for one in of("parts", whole, *parts)] == ["agrees"]
    assert [one.verdict for one in of("parts", whole, parts[1].replace("520200", "520100"), parts[1])] == ["disagrees"]
    (one,) = of("parts", whole, parts[1])
    assert one.verdict == "untestable"
    assert step(one, "parts_untestable") == {"missing": Named("regions", ("520100",))}
    assert of("parts", whole) == []


def test_the_members_of_an_area_are_its_parts():
    lines = [
        "w A-south rate 2018 2018 9 = unstated reported d at 9%",
        "x 530000 rate 2018 2018 5 = unstated reported d at 5%",
        "y 540000 rate 2018 2018 6 = unstated reported d at 6%",
    ]

    (one,) = of("parts", *lines, members=["A-south 530000", "A-south 540000"])

    assert one.verdict == "disagrees"


def delisted(*lines: str) -> list[tuple[str, str]]:
    rows = [line.replace("@", "530000 counties").replace("#", "= unstated reported d over") for line in lines]
    return [(one.verdict, one.steps[-1].key.removeprefix("consistency.")) for one in of("total", *rows)]


def test_a_total_is_the_sum_of_the_years():
    years = ["a @ 2016 2016 5 #", "b @ 2017 2017 15 #", "c @ 2018 2018 30 #"]

    assert delisted(*years, "t @ - 2018 50 #") == [("agrees", "total_agrees")]
    assert delisted(*years, "t @ - 2018 49 #") == [("disagrees", "total_disagrees")]
    assert delisted(*years[1:], "t @ - 2018 50 #") == [("untestable", "total_untestable")]
    assert delisted(*years, "t @ - 2018 51 #") == [("disagrees", "total_disagrees")]


def test_a_figure_of_two_years_is_not_added_to_one_of_either():
    # Tibet: 30 in 2016 and 2017 together, of them 25 in 2017.
    lines = ["a @ 2016 2017 30 #", "b @ 2017 2017 25 #", "c @ 2018 2018 25 #", "t @ - 2018 55 #"]

    assert delisted(*lines) == [("agrees", "total_agrees")]


def test_two_values_for_a_year_make_the_sum_a_range():
    years = ["a @ 2016 2016 1 #", "b @ 2017 2017 6 #", "c @ 2017 2017 7 #"]

    assert delisted(*years, "t @ - 2017 8 #") == delisted(*years, "t @ - 2017 7 #") == [("agrees", "total_agrees")]
    assert delisted(*years, "t @ - 2017 9 #") == [("disagrees", "total_disagrees")]


def test_a_second_total_goes_on_from_the_first():
    lines = ["t @ - 2017 30 #", "b @ 2018 2018 25 #", "u @ - 2018 55 #"]

    assert delisted(*lines) == [("untestable", "total_untestable"), ("agrees", "total_agrees")]


def test_an_announcement_may_belong_to_the_year_before():
    # 31 counties of 2019 were announced in May 2020; they are in the total for 2019.
    lines = ["t @ - 2019 79 #", "b @ 2020-05-16 2020-05-16 31 #", "u @ - 2020 88 #"]

    assert delisted(*lines)[1] == ("untestable", "total_announced")


JIANGSU = [
    "t 110000 - schools_helper 2019-04-02 2019-04-02 648 = d at",
    "a 110000 520000 schools_recipient 2019-04-02 2019-04-02 422 = d at",
    "b 110000 530000 schools_recipient 2019-04-02 2019-04-02 53 = d at",
    "c 110000 540000 schools_recipient 2019-04-02 2019-04-02 219 = d at",
]


def test_the_two_sides_of_a_pairing_count_their_own():
    (one,) = of("sides", cooperation=JIANGSU)

    assert (one.verdict, one.record_ids) == ("apart", ("t", "a", "b", "c"))
    assert step(one, "sides_sum")["terms"] == "422 + 53 + 219"
    assert step(one, "sides_sum")["sum"] == Figure(694, "school")
    assert one.steps[-1].key == "consistency.sides_apart"


def test_partners_that_fall_short_of_a_total_leave_it_open():
    (short,) = of("sides", cooperation=JIANGSU[:2])
    (same,) = of(
        "sides", cooperation=["t 110000 - funds 2019 2019 300 = d over", "a 110000 520000 funds 2019 2019 300 = d over"]
    )

    assert (short.verdict, same.verdict) == ("untestable", "agrees")
    assert of("sides", cooperation=JIANGSU[:1]) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_result_can_be_said(lang):
    facts = whole_facts()
    t = Catalogue.load(lang)

    for one in run(facts):
        assert sentence(one.title_key, one.fields, t, lambda table, key: f"<{key}>")
        assert all(sentence(each.key, each.fields, t, lambda table, key: f"<{key}>") for each in one.steps)
        assert t(VERDICTS[one.verdict])


def test_the_same_facts_give_the_same_results():
    facts = whole_facts()

    assert run(facts) == run(facts)
    ids = [one.check_id for one in run(facts)]
    assert len(ids) == len(set(ids))


def test_no_verdict_calls_a_figure_wrong():
    for lang, words in (("en", ("wrong", "false", "error")), ("zh", ("错误", "有误"))):
        said = " ".join(text for key, text in Catalogue.load(lang).messages.items() if key.startswith("consistency."))
        assert not any(word in said for word in words)


def test_no_facts_no_results(tmp_path):
    assert run(load_facts(tmp_path), CHECKS) == []
