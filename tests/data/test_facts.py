"""What the five seed documents say, counted by hand, is in the facts."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from data.checks import quoted_tables
from data.evidence.quotes import find_documents, read_documents
from tests.data.whole import whole_facts
from text.catalogue import Catalogue


@pytest.fixture(scope="module")
def facts():
    return whole_facts()


def test_no_faults(facts):
    assert facts.faults == ()


#: Half-width punctuation that belongs to a Chinese text; what a source wrote is left as it was.
_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff])[(:,;?!]|[(:,;)?!](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\)", re.ASCII)


def test_what_we_wrote_ourselves_in_chinese_has_chinese_punctuation(facts):
    written = {
        (name, column): getattr(facts, name)[column]
        for name in (
            "arrangements",
            "bases",
            "cooperation",
            "events",
            "indicators",
            "measures",
            "observations",
            "programmes",
        )
        for column in ("name_zh", "definition_zh", "title_zh", "note")
        if column in getattr(facts, name)
    }
    assert len(written) > 10 and sum(map(len, written.values())) > 1400
    outside = (re.sub("“[^”]*”", "", text) for texts in written.values() for text in texts)
    assert [text for text in outside if _HALF_WIDTH.search(text)] == []


def test_what_we_wrote_ourselves_in_english_has_the_plain_apostrophe(facts):
    """Typefaces for Chinese, which pages and pictures name first, set the other as wide as a letter: "Guizhou’ s"."""
    written = {
        f"{name}.{column}": [text for text in getattr(facts, name)[column] if "\N{RIGHT SINGLE QUOTATION MARK}" in text]
        for name in ("events", "sources", "observations", "pairings", "cooperation", "delistings", "regions", "terms")
        for column in getattr(facts, name).columns
        if column.endswith("_en")
    }
    assert len(written) > 8 and {column: texts for column, texts in written.items() if texts} == {}
    assert not [text for text in Catalogue.load("en").messages.values() if "\N{RIGHT SINGLE QUOTATION MARK}" in text]


def test_the_2016_guideline_gives_32_pairings(facts):
    listed = facts.pairings[facts.pairings["start"] == "2016-12"]
    assert len(listed) == 32
    assert set(listed["source_id"]) == {"seed-003"} and set(listed["programme_id"]) == {"east_west"}
    helpers = Counter(listed["helper_id"])
    assert (len(helpers), helpers["110000"], helpers["320000"], helpers["440100"]) == (21, 3, 3, 2)
    recipients = Counter(listed["recipient_id"])
    assert {region for region, count in recipients.items() if count > 1} == {"530600"}, "only 昭通 has two helpers"
    assert set(listed.loc[listed["recipient_id"] == "530600", "helper_id"]) == {"442000", "441900"}


def test_each_quote_of_the_guideline_names_helper_and_recipient(facts):
    """Traditional script: the characters that differ are spelt out."""
    script = str.maketrans(
        "张庄兴凉宁苏杭广东门岛济连贵阳顺陇临云陕庆齐恩内辽遵义铜黔节怒",
        "張莊興涼寧蘇杭廣東門島濟連貴陽順隴臨云陜慶齊恩內遼遵義銅黔節怒",
    )
    short = facts.regions.set_index("region_id")["short_zh"]
    for pairing in facts.pairings[facts.pairings["start"] == "2016-12"].itertuples():
        for region in (pairing.helper_id, pairing.recipient_id):
            name = short[region].translate(script)
            assert name[:1] in pairing.quote or name[1:2] in pairing.quote, (pairing.pairing_id, name)


def test_the_first_pairing_is_fujian_and_ningxia_of_1996(facts):
    first = facts.pairings.set_index("pairing_id").loc["p-1996-fj-nx"]
    assert (first["helper_id"], first["recipient_id"], first["start"]) == ("350000", "640000", "1996")
    five = facts.events.set_index("event_id").loc["ev-20160720-mechanisms", "quote"]
    assert all(word in five for word in ("联席推进", "结对帮扶", "产业带动", "互学互助", "社会参与"))


def test_jiangsu_aids_five_regions(facts):
    jiangsu = facts.pairings[facts.pairings["source_id"] == "seed-004"]
    assert set(jiangsu["recipient_id"]) == {"540000", "650000", "610000", "630000", "520000"}
    assert set(jiangsu["start"]) == {""}, "the article does not say since when"


def test_the_meeting_of_july_2016_names_18_helpers_and_12_recipients(facts):
    events = facts.events.set_index("event_id")["region_ids"].str.split(";")
    assert len(set(events["ev-20160720-helpers"])) == 9 + 9
    assert len(set(events["ev-20160720-recipients"])) == 12
    assert events["ev-20160720-hebei"] == ["130000"]


OBSERVED = [
    ("650000", "poverty_headcount_ratio", "2011", "2015", "start", 32, "="),
    ("650000", "poverty_headcount_ratio", "2011", "2015", "end", 15, "="),
    ("650000", "people_lifted", "2011", "2015", "over", 1_740_000, "="),
    ("A-nanjiang4", "poverty_headcount_ratio", "2011", "2015", "start", 46.8, "="),
    ("A-nanjiang4", "poverty_headcount_ratio", "2011", "2015", "end", 22.7, "="),
    ("A-nanjiang4", "poor_population_decrease", "2011", "2015", "over", 1_350_000, "="),
    ("650000", "people_lifted", "", "2020", "over", 2_610_000, "="),
    ("650000", "counties_delisted", "", "2020", "over", 35, "="),
    ("650000", "villages_delisted", "", "2020", "over", 3029, "="),
    ("A-liupanshan-shaanxi", "households_lifted", "", "2018", "over", 72_000, "="),
    ("A-liupanshan-shaanxi", "people_lifted", "", "2018", "over", 266_500, "="),
    ("A-liupanshan-shaanxi", "villages_delisted", "", "2018", "over", 526, "="),
    ("A-liupanshan-shaanxi", "counties_delisted", "", "2018", "over", 7, "="),
    ("350900", "people_lifted", "", "2018-04", "over", 770_000, ">="),
    ("350900", "poverty_headcount_ratio", "2018-04", "2018-04", "at", 0.028, "="),
    ("A-chixi", "natural_villages_relocated", "", "", "over", 12, "="),
    ("A-chixi", "households_relocated_first", "", "", "over", 22, "="),
    ("A-chixi", "income_per_capita", "2017", "2017", "over", 16_000, ">="),
    ("A-chixi", "village_revenue", "2017", "2017", "over", 800_000, "="),
    ("A-xiadang", "funds_allocated", "1989", "1989", "over", 720_000, "="),
    ("620000", "poor_population", "2018-04", "2018-07", "at", 1_887_000, "="),
    ("620000", "poverty_headcount_ratio", "2018-04", "2018-07", "at", 9.6, "="),
    ("620000", "household_plans", "2017", "2018", "over", 650_000, "="),
    ("620000", "deep_poverty_counties", "2018", "2018", "at", 18, "="),
]


@pytest.mark.parametrize(("region", "indicator", "start", "end", "point", "value", "bound"), OBSERVED)
def test_every_seed_quantity_is_recorded(facts, region, indicator, start, end, point, value, bound):
    rows = facts.observations
    keys = ["region_id", "indicator_id", "period_start", "period_end", "point", "value", "bound"]
    assert (rows[keys] == [region, indicator, start, end, point, value, bound]).all(axis=1).sum() == 1


def test_nothing_in_the_seeds_says_on_which_basis(facts):
    seeds = facts.observations[facts.observations["source_id"].str.startswith("seed-")]
    assert len(seeds) == len(OBSERVED)
    assert set(seeds["basis_id"]) == {"unstated"}
    assert set(seeds.loc[seeds["status"] == "target", "period_end"]) == {"2020"}


def test_jiangsus_ten_figures(facts):
    figures = facts.cooperation.set_index("cooperation_id")["value"]
    assert figures.loc[["c-js-towns", "c-js-villages", "c-js-schools", "c-js-hospitals"]].tolist() == [329, 366, 648, 155]
    assert figures.loc[["c-js-sn-schools", "c-js-qh-schools", "c-js-tr-schools"]].tolist() == [422, 53, 219]
    assert figures.loc[["c-js-sn-hospitals", "c-js-qh-hospitals", "c-js-tr-hospitals"]].tolist() == [104, 20, 48]


def test_southern_xinjiang_has_four_members(facts):
    members = facts.area_members[facts.area_members["area_id"] == "A-nanjiang4"]
    assert set(members["region_id"]) == {"652900", "653000", "653100", "653200"}


def test_the_terms_of_the_documents(facts):
    asked = "five_tasks five_aspects two_worries_three_guarantees five_batches four_questions delisting"
    assert {*asked.split(), "hand_in_hand", "registration", "secondment"} <= set(facts.terms["term_id"])


def test_every_seed_document_is_cited(facts):
    cited = {source for records in quoted_tables(facts).values() for source in records["source_id"]}
    assert {s for s in facts.sources["source_id"] if s.startswith("seed-")} <= cited


def test_held_documents_are_the_five(facts):
    folder = find_documents()
    if folder is None:
        return
    held = read_documents(facts.sources, folder)
    assert not held or len(set(held.values())) == 5


def test_all_nineteen_help_xinjiang_and_every_prefecture_of_tibet_is_helped(facts):
    pairings = facts.pairings
    xinjiang = pairings[pairings["arrangement_id"] == "xinjiang-2010"]
    assert xinjiang["helper_id"].nunique() == 19
    divisions = {region for region in pairings["recipient_id"] if region.startswith("A-xpcc-")}
    assert divisions == {f"A-xpcc-{n}" for n in (1, 2, 4, 5, 6, 7, 8, 9, 10, 13, 14)}
    parents = dict(zip(facts.regions["region_id"], facts.regions["parent_id"], strict=True))
    tibet = set(pairings.loc[pairings["programme_id"] == "tibet_aid", "recipient_id"])
    prefectures = {"540100", "540200", "540300", "540400", "540500", "540600", "542500"}
    assert prefectures <= {region if region in prefectures else parents[region] for region in tibet}
    qinghai = set(pairings.loc[pairings["arrangement_id"] == "qinghai-2010", "recipient_id"])
    assert {"632200", "632300", "632500", "632600", "632700", "632800"} <= qinghai
