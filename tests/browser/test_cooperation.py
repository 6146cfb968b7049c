"""Co-operation: figures that compare are charted, the others are listed, and all have their words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.atlas import open_view
from tests.browser.maps.test_pairings import chinese_left, pick
from tests.browser.test_access import violations
from tests.data.seeds import seed_folder

pytestmark = pytest.mark.again


@pytest.fixture
def seed_url(serve):
    return serve({"ATLAS_FACTS": str(seed_folder())})


def test_what_compares_is_charted_and_its_words_open_beside_it(page, seed_url):
    open_view(page, seed_url, "cooperation", show="pairing")
    # Schools and hospitals of three recipients each.
    chart = page.locator(".st-key-co-pairing-0")
    chart.locator(".plotly").first.wait_for()
    expect(chart).to_contain_text("422")
    expect(chart).to_contain_text("219")

    words = page.locator("[data-testid=stExpander] summary").first
    words.click()

    beside = page.locator("[data-testid=stExpander]").first
    beside.locator(".fact summary", has_text="422").first.click()
    expect(beside.locator("blockquote", has_text="陕西422所").first).to_be_visible()


def test_a_filter_narrows_the_figures_and_goes_into_the_link(page, seed_url):
    open_view(page, seed_url, "cooperation", show="pairing")
    expect(page.locator(".counted")).to_contain_text("10")

    pick(page, "w_recipient", "铜仁")

    expect(page).to_have_url(re.compile("recipient=520600"))
    expect(page.locator("h2.dimension")).to_contain_text("2")


def test_a_term_opens_to_the_words_it_comes_from_and_leads_to_its_figures(page, seed_url):
    open_view(page, seed_url, "cooperation", show="terms")
    term = page.locator("#r-five_tasks")
    expect(term.locator("blockquote")).not_to_be_visible()

    term.locator("summary").click()

    expect(term.locator("blockquote")).to_be_visible()
    term.locator("a").click()
    expect(page).to_have_url(re.compile("/cooperation"))
    expect(page.locator("h2.dimension")).to_have_count(1)
    expect(page.locator(".st-key-w_task button")).to_have_count(5)


def test_a_task_is_chosen_goes_into_the_link_and_gives_way_to_another_view(page, seed_url):
    open_view(page, seed_url, "cooperation")
    page.locator(".st-key-w_task button").nth(3).click()

    expect(page).to_have_url(re.compile("task=funds"))
    expect(page.locator("h2.dimension")).to_contain_text("资金支持")

    page.locator(".st-key-w_show button").nth(1).click()

    expect(page.locator("h2.dimension")).to_contain_text("减贫成效")
    expect(page).not_to_have_url(re.compile("task="))


def test_the_grid_without_a_figure_says_so(page, seed_url):
    open_view(page, seed_url, "cooperation", show="scorecard")

    expect(page.locator(".page-head .answer")).to_contain_text("，0 对有数字可查")
    page.locator(".st-key-table summary").click()
    expect(page.locator(".st-key-table tbody tr").first).to_be_visible()


@pytest.mark.parametrize("show", ["tasks", "aspects", "pairing", "scorecard", "terms"])
def test_every_view_is_english_throughout_and_without_a_grave_fault(page, seed_url, show):
    open_view(page, seed_url, "cooperation", show=show, lang="en")
    title = {"scorecard": "Which pairs have figures on the five aspects of assessment?", "terms": "Terms"}
    expect(page.locator("h1")).to_contain_text(title.get(show, "What was done: "))

    # A term stands in both languages on purpose.
    both = set(page.locator(".terms summary small").all_inner_texts())
    assert [text for text in chinese_left(page) if text not in both] == []
    assert violations(page) == []
