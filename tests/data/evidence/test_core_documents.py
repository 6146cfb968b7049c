"""What the five documents say beside their figures, statement by statement: each is an event, a target or a term."""

from __future__ import annotations

import pytest

from data.rows import records
from tests.data.whole import whole_facts

#: Table, id, the document, words of its quote.
STATEMENTS = [
    ("events", "ev-20160720-demand-1", "seed-000", "第一,提高认识,加强领导"),
    ("events", "ev-20160720-demand-2", "seed-000", "第二,完善结对,深化帮扶"),
    ("events", "ev-20160720-demand-3", "seed-000", "第三,明确重点,精准聚焦"),
    ("events", "ev-20160720-demand-4", "seed-000", "第四,加强考核,确保成效"),
    ("events", "ev-20160720-west-assessed", "seed-000", "西部地区是脱贫攻坚的责任主体,也要纳入考核范围"),
    ("terms", "four_demands", "seed-000", "第一,提高认识,加强领导"),
    ("terms", "four_solid", "seed-000", "一是领导工作要实…二是任务责任要实…三是资金保障要实…四是督查验收要实"),
    ("events", "ev-20160107-battlefields", "seed-001", "南疆四地州、特困山区、边境地区是新疆脱贫攻坚的主战场"),
    ("terms", "three_battlefields", "seed-001", "南疆四地州、特困山区、边境地区"),
    ("events", "ev-2020-xinjiang-income", "seed-001", "农民人均可支配收入增长幅度高于全疆、全国平均水平"),
    ("events", "ev-2020-xinjiang-services", "seed-001", "基本公共服务主要领域指标接近全国平均水平"),
    ("terms", "seven_persist", "seed-001", "基本原则是“七个坚持”"),
    ("events", "ev-20160107-responsible", "seed-001", "县委书记和县长是第一责任人"),
    ("terms", "five_secretaries", "seed-001", "五级书记一起抓"),
    ("terms", "four_in_one", "seed-001", "“四位一体”大扶贫格局"),
    ("terms", "fanghuiju", "seed-001", "“访惠聚”工作组"),
    ("terms", "mountain_and_sea", "seed-002-gansu", "在闽东9县深入调研后"),
    ("events", "ev-20190723-visits", "seed-002-liupanshan", "隆德县、吴忠市同心县、中卫市海原县"),
    ("events", "ev-20180614-hubei", "seed-002-hubei", "打赢脱贫攻堅战三年行动座谈会"),
    ("terms", "village_by_village", "seed-002-hubei", "“一村一策、一户一法,一人一计”"),
    ("terms", "meet_call_visit", "seed-002-hubei", "会商、约谈、暗访督查"),
    ("terms", "four_down", "seed-002-gansu", "“四下基层”制度"),
    ("terms", "plan_per_household", "seed-002-gansu", "“一户一策”"),
    ("terms", "dripping_water", "seed-002-gansu", "“滴水穿石”精神、“弱鸟先飞”意识"),
    ("events", "ev-20161207-assessment-who", "seed-003", "由國務院扶貧開發領導小組組織實施,考核結果向黨中央、國務院報告"),
    ("terms", "three_leanings", "seed-003", "向基層傾斜、向民生傾斜、向農牧民傾斜"),
    ("events", "ev-20161207-within", "seed-003", "在本行政區域內組織開展結對幫扶工作"),
    ("terms", "social_workers_plan", "seed-003", "社會工作專業人才服務貧困地區計劃和扶貧志愿者行動計劃"),
    ("terms", "vocational_plan", "seed-003", "職業教育東西協作行動計劃"),
    ("terms", "poverty_day", "seed-003", "全國扶貧日和中國社會扶貧網"),
    ("terms", "tongren_suzhou_park", "seed-004", "铜仁苏州产业园"),
]
VISITED = ["640423", "640324", "640522"]


@pytest.mark.parametrize(("table", "record_id", "source_id", "words"), STATEMENTS)
def test_a_statement_is_recorded_in_the_documents_own_words(table, record_id, source_id, words):
    (row,) = (row for row in records(whole_facts().table(table)) if next(iter(row.values())) == record_id)
    assert row["source_id"] == source_id and words in row["quote"]


def test_the_places_that_statements_name_are_theirs():
    places = {row["event_id"]: row["region_ids"].split(";") for row in records(whole_facts().events)}
    assert places["ev-20190723-visits"] == VISITED
    assert "A-nanjiang4" in places["ev-20160107-battlefields"]


def test_two_further_targets_are_targets_for_2020():
    kinds = {row["event_id"]: (row["kind"], row["date"]) for row in records(whole_facts().events)}
    assert {kinds[f"ev-2020-xinjiang-{which}"] for which in ("income", "services")} == {("target", "2020")}


def test_the_article_of_jiangsu_is_a_signed_opinion():
    sources = {row["source_id"]: row for row in records(whole_facts().sources)}
    assert sources["seed-004"]["kind"] == "opinion" and "刘浩春" in sources["seed-004"]["note"]
