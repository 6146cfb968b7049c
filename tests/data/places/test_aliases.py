"""Other names and codes: each leads to the place of today."""

from __future__ import annotations

import pytest

from data.load import load_facts
from data.places.aliases import aliases_of, fold, index, moves, readings
from data.rows import records
from tests.data.toy import write_toy
from tests.data.whole import whole_facts


@pytest.fixture(scope="module")
def facts():
    return whole_facts()


@pytest.fixture(scope="module")
def found(facts):
    return index(facts.regions, facts.aliases)


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("恩施州", "422800"),
        ("克州", "653000"),
        ("巴州", "652800"),
        ("临夏州", "622900"),
        ("甘南州", "623000"),
        ("凉山州", "513400"),
        ("莫旗", "150722"),
        ("毕节地区", "520500"),
        ("铜仁地区", "520600"),
        ("海东地区", "630200"),
        ("那曲地区", "540600"),
        ("襄樊市", "420600"),
        ("思茅市", "530800"),
        ("莱芜市", "370100"),
        ("武隆县", "500156"),
        ("黔西县", "520581"),
        ("兴仁县", "522302"),
        ("淮阳县", "411603"),
        ("田阳县", "451003"),
        ("康定县", "513301"),
        ("湟中县", "630106"),
        ("水城县", "520204"),
        ("旬阳县", "610928"),
        ("同仁县", "632301"),
        ("茫崖行委", "632803"),
        ("上饶县", "361104"),
        ("那曲县", "540602"),
        ("大同县", "140215"),
        ("大柴旦行委", "632825"),
        ("冷湖行委", "A-lenghu"),
        ("粤", "440000"),
        ("申", "310000"),
        ("黔", "520000"),
        ("Hohhot", "150100"),
        ("Ürümqi", "650100"),
        ("Xi’an", "610100"),
        ("Tibet", "540000"),
        ("Xizang", "540000"),
        ("Hong Kong", "810000"),
        ("新彊", "650000"),
        ("廣西", "450000"),
        ("廣西省", "450000"),
        ("632100", "630200"),
        ("542400", "540600"),
        ("隆德", "640423"),
    ],
)
def test_a_name_or_code_leads_to_its_place(found, name, region):
    assert found[fold(name)] == (region,)


def test_a_place_that_was_divided_has_no_successor_and_says_why(facts):
    gone = moves(facts.aliases)["341400"]
    assert gone.successor == "" and len(gone.region_ids) == 3 and "2011" in gone.note and "2011" in gone.note_en


def test_what_has_several_places_today_says_why(facts):
    for row in records(facts.aliases):
        if ";" in row["region_ids"]:
            assert row["note"] and row["note_en"], row
        assert bool(row["note"]) == bool(row["note_en"])


def test_codes_are_codes_and_none_is_a_region_of_today(facts):
    rows = facts.aliases
    codes = rows[rows["kind"].str.endswith("_code")]
    assert codes["alias"].str.fullmatch("[0-9]{6}").all() and codes["alias"].is_unique
    assert not set(codes["alias"]) & set(facts.regions["region_id"])
    assert not rows.loc[~rows["kind"].str.endswith("_code"), "alias"].str.contains("[0-9]").any()
    old = codes[codes["kind"] == "old_code"]
    assert old["name"].ne("").all() and old["until"].ne("").all()


def test_no_alias_is_what_another_place_is_called_in_full(facts):
    full = dict(zip(facts.regions["name_zh"], facts.regions["region_id"], strict=True))
    assert [row for row in records(facts.aliases) if full.get(row["alias"], row["region_ids"]) != row["region_ids"]] == []


def test_every_autonomous_prefecture_county_and_banner_has_a_short_form(facts):
    others = aliases_of(facts.aliases)
    rows = facts.regions[facts.regions["name_zh"].str.contains("自治[州县旗]$") & (facts.regions["level"] != "area")]
    assert len(rows) == 30 + 120
    short = {i: {a["alias"] for a in others.get(i, ()) if a["kind"] == "short"} for i in rows["region_id"]}
    named = dict(zip(rows["region_id"], rows["short_zh"], strict=True))
    assert [i for i, names in short.items() if not any(n[-1] in "州县旗" for n in {*names, named[i]})] == []


def test_every_province_has_its_character(facts):
    one = facts.aliases[facts.aliases["kind"] == "one_character"]
    assert one["alias"].str.len().eq(1).all() and one["alias"].is_unique
    assert set(one["region_ids"]) >= set(facts.regions.loc[facts.regions["level"] == "province", "region_id"])


@pytest.mark.parametrize(
    ("pinyin", "typed"),
    [("xin jiang", ("xinjiang", "xj")), ("lü liang", ("luliang", "lvliang", "lyuliang", "ll")), ("", ())],
)
def test_readings_as_they_are_typed(pinyin, typed):
    assert readings(pinyin) == typed


def test_folding_keeps_what_tells_names_apart():
    assert fold("甯夏") == "宁夏" and fold("Lu’an") == "luan" and fold("  ") == ""
    assert fold("陕西") != fold("山西")


def test_an_alias_of_an_unknown_place_or_of_no_kind_is_a_fault(tmp_path):
    rows = [["999999", "某地", "old_name", "", "", "", "", ""], ["640400", "某市", "nickname", "", "", "", "", ""]]
    read = load_facts(write_toy(tmp_path / "facts", aliases=rows))
    assert [(fault.row, fault.column, fault.key) for fault in read.faults] == [
        (2, "region_ids", "fault.unknown_reference"),
        (3, "kind", "fault.not_allowed"),
    ]
    assert read.aliases.empty


def test_a_name_that_was_is_suggested_for_an_unknown_region(tmp_path):
    rows = [["A-xihaigu", "642200", "toy", "西海固包括固原"]]
    read = load_facts(write_toy(tmp_path / "facts", area_members=rows))
    (fault,) = read.faults
    assert (fault.key, fault.fields["remedy"]) == ("fault.unknown_reference_write", "640400")
