"""Addresses are printed of official and press hosts only: what nobody has decided on is a fault, wherever it stands."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from data.checks import run_checks
from data.evidence.hosts import addresses_in_text, host_of, is_known
from data.load import load_facts
from data.schema.model import SCHEMAS
from tests.data.toy import with_cell, write_toy
from tests.data.whole import whole_facts

HAN, KANA_OR_HANGUL = "[\u4e00-\u9fff]", "[\u3041-\u30fa\uac00-\ud7a3]"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.gov.cn/a?b#c", "www.gov.cn"),
        ("http://WWW.News.CN:81/a", "www.news.cn"),
        ("http://user@shop.example/", "shop.example"),
        ("www.gov.cn", ""),
        ("javascript:alert(1)", ""),
        ("ftp://www.gov.cn/a", ""),
        ("http://[::1", ""),
        ("", ""),
    ],
)
def test_the_host_of_an_address(url, host):
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("gov.cn", True),
        ("big5.www.gov.cn", True),
        ("notgov.cn", False),
        ("gov.cn.shop.example", False),
        ("cn", False),
        ("", False),
    ],
)
def test_a_domain_covers_its_subdomains_and_nothing_that_looks_like_it(host, known):
    assert is_known(host, {"gov.cn"}) == known


@pytest.mark.parametrize(
    ("url", "told", "kept"),
    [
        ("https://www.gov.cn/a", [], 1),
        ("https://copies.example/gov.cn", ["copies.example"], 0),
        ("javascript:alert('gov.cn')", [], 0),  # no address at all, which the schema says
        ("gov.cn", [], 0),
    ],
)
def test_an_address_at_an_undecided_host_is_refused_by_name(tmp_path, url, told, kept):
    facts = load_facts(write_toy(tmp_path / "facts", **with_cell("sources", 2, "url", url)))
    faults = [fault for fault in facts.faults if fault.key == "fault.host_unknown"]
    assert [fault.fields["host"] for fault in faults] == told
    assert len(facts.sources) == kept


@pytest.mark.parametrize(
    ("table", "column", "text", "host"),
    [
        ("sources", "title", "一份文件(copies.com 1094739)", "copies.com"),
        ("sources", "publisher", "Copies.Info", "copies.info"),
        ("sources", "note", "见http://a.copies.xyz/1", "a.copies.xyz"),
        ("events", "quote", "福建帮扶宁夏www.copies.top", "www.copies.top"),
        ("sources", "title", "中国政府网 www.gov.cn", ""),
        ("sources", "note", "It ended poverty.The rest, in 2016.12, is history.", ""),
    ],
)
def test_a_host_in_any_text_is_found(tmp_path, table, column, text, host):
    facts = load_facts(write_toy(tmp_path / "facts", **with_cell(table, 2, column, text)))
    found = list(addresses_in_text({name: facts.table(name) for name in SCHEMAS}, facts.hosts))
    assert [(fault.file, fault.column, fault.fields["host"]) for fault in found] == (
        [(f"{table}.csv", column, host)] if host else []
    )


def test_the_checks_look_for_hosts_in_text(tmp_path):
    folder = write_toy(tmp_path / "facts", **with_cell("sources", 2, "note", "copies.live"))
    assert "fault.host_in_text" in {fault.key for fault in run_checks(folder, tmp_path).faults}


def test_ids_are_made_of_publisher_and_date_and_never_of_an_address():
    facts = whole_facts()
    made = facts.sources[~facts.sources["source_id"].str.startswith("seed-")]
    shape = re.compile(r"[a-z-]+-(undated|\d{4}(\d\d){0,2})-[0-9a-f]{4}(-\d)?")
    assert [i for i in made["source_id"] if shape.fullmatch(i) is None] == []
    assert made["source_id"].is_unique and len(made) > 300


def test_every_source_was_judged():
    sources = whole_facts().sources.set_index("source_id")
    by_tier = dict(list(sources.groupby("tier")))
    assert set(by_tier) == {"core", "official", "press", "copy", "unverified"}
    for tier in ("copy", "unverified"):
        assert (by_tier[tier]["url"] == "").all(), tier
    named = by_tier["copy"].query("kind not in ['book', 'paper']")
    assert (named["publisher"] != "").all(), "a copy names where it was first published"


def test_what_stands_on_a_forum_or_is_rewritten_is_unverified():
    sources = whole_facts().sources
    told = sources["note"].str.contains("论坛|题库|问答|贴吧|改写") | sources["note_en"].str.contains(
        "forum|question bank|rewrit"
    )
    assert told.sum() >= 5 and set(sources.loc[told, "tier"]) == {"unverified"}


def test_addresses_are_of_pages_that_belong_there():
    """A paper's property pages or a page about something else altogether do not vouch for what was copied there."""
    hosts = {host_of(url) for url in whole_facts().sources["url"]}
    out_of_place = re.compile(r"(^|\.)(house|covid-19|auto|ent|game|lottery|health)\.|crntt|\.cc$")
    assert [host for host in hosts if out_of_place.search(host)] == []


def test_titles_carry_no_remark_of_whoever_gathered_them():
    titles = whole_facts().sources["title"]
    told = re.compile("镜像|转载|转\\)|mirror|via |低可信|not verified|题库|论坛|改写|检索", re.IGNORECASE)
    assert [title for title in titles if told.search(title)] == []


def test_every_title_can_be_read_in_both_languages():
    """What is printed in another language has a translation beside it, in the letters of the reader's."""
    sources = whole_facts().sources
    assert (sources["language"] != "").all()
    chinese, english = (sources["language"] == language for language in ("zh", "en"))
    assert sources.loc[~chinese & ~sources["title"].str.contains(HAN), "title_zh"].str.contains(HAN).all()
    assert not sources["title_zh"].str.contains(KANA_OR_HANGUL).any()
    assert (sources.loc[~english | sources["title"].str.contains(HAN), "title_en"] != "").all()
    assert not sources["title_en"].str.contains(f"{HAN}|{KANA_OR_HANGUL}").any()


def test_a_date_says_what_it_was_taken_from_where_that_is_known():
    sources = whole_facts().sources
    taken = sources[sources["published_from"] != ""]
    assert (taken["published"] != "").all()
    assert set(taken["published_from"]) == {"printed", "address", "title"}
    assert isinstance(taken, pd.DataFrame) and len(taken) > 90


def test_a_title_that_was_given_when_gathered_is_marked_wherever_a_note_says_so():
    sources = whole_facts().sources
    given = sources["title_from"] == "given"
    assert given[sources["note"].str.contains("题名为收集时所拟")].all()
    assert given.sum() > 80 and not given[sources["tier"] == "core"].any()
    assert not sources["title"].str.contains("未记录|not seen|not recorded").any()
