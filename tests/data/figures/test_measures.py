"""A measure says no more than its source: planned is not paid, leaving poverty is not being lifted out by the aid."""

from __future__ import annotations

import re

import pytest

from data.rows import Row, records
from tests.data.whole import whole_facts

#: Words that say what the helper did, without which people only left poverty.
HELPED = re.compile("带动|帶動|帮扶|助推|助力|帮助|幫助|to lift|help")
#: The place of work as it has to be named for a job to be in the helper's region.
WORK_IN = re.compile("[来到赴至进][^,，。；]{0,8}(务工|就业|務工|就業)|work in Fujian|labors to Guangdong|福建各地")


def of(*measures: str) -> list[Row]:
    found = [row for row in records(whole_facts().cooperation) if row["measure_id"] in measures]
    assert found
    return found


def test_people_are_lifted_with_the_aid_only_where_the_source_says_so():
    assert [row["cooperation_id"] for row in of("people_lifted_with_aid") if not HELPED.search(row["quote"])] == []


@pytest.mark.parametrize(
    "record",
    [
        "c-320500-520600-people-lifted-with-aid-to-2019-419000",
        "c-440100-a-bijie-qiannan-people-lifted-with-aid-to-202007-1804900",
        "c-350000-a-xihaigu-people-lifted-with-aid-1997-237000",
    ],
)
def test_where_people_left_poverty_no_helper_is_credited(record):
    assert record in {row["cooperation_id"] for row in of("people_left_poverty")}


def test_the_people_that_shenzhen_helped_are_said_to_have_been_helped():
    (row,) = (row for row in of("people_lifted_with_aid") if row["helper_id"] == "440300")
    assert "已帮扶百色和河池11县脱贫摘帽、105万人脱贫" in row["quote"]


def test_what_is_arranged_or_planned_is_not_paid():
    paid = of("fiscal_aid", "fiscal_aid_provincial", "aid_funds", "aid_funds_with_social", "social_funds")
    arranged = re.compile("安排[^,，;；。]{0,14}(资金|資金)|(今年|年度|五年|计划)[^,，;；。到]{0,6}(安排|拟)|planned to")
    found = {row["cooperation_id"] for row in paid if arranged.search(row["quote"])}
    # What was paid in fact is told in the second sentence.
    assert found == {"c-210000-630000-aid-funds-2009-27080000"}


def test_jobs_in_the_helpers_region_are_there_by_the_words():
    rows = of("jobs_in_helper", "jobs_in_helper_times", "jobs_in_helper_yearly", "workers_in_helper")
    assert [row["cooperation_id"] for row in rows if not WORK_IN.search(row["quote"])] == []
    for row in of("jobs_outside"):
        assert re.search("广东|廣東|Zhejiang", row["quote"]) and row["helper_id"][2:] != "0000", (
            "a city's aid, a province's jobs"
        )


def test_investment_is_made_only_where_the_source_says_so():
    made = re.compile("实际|實際|到位|実質|invested")
    assert [row["cooperation_id"] for row in of("company_investment") if not made.search(row["quote"])] == []
