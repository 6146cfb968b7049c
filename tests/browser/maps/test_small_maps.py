"""Small maps on the overview: as many columns as there is room for, nothing cut."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas import LIMIT_MS, open_view

pytestmark = pytest.mark.again

BANDS = {"fill": "rate", "series": "poverty_rate_band~survey_2010", "when": "2018~0", "compare": "2016"}
BOXES = """() => [...document.querySelectorAll('.panel-picture')].map((one) => {
    const box = one.getBoundingClientRect();
    return { left: Math.round(box.left), right: box.right, bottom: box.bottom, type: 12 * box.width / one.naturalWidth };
})"""


def boxes(page: Page, count: int) -> list[dict[str, float]]:
    expect(page.locator(".panel-picture")).to_have_count(count, timeout=LIMIT_MS)
    page.evaluate("() => Promise.all([...document.querySelectorAll('.panel-picture')].map((one) => one.decode()))")
    return list(page.evaluate(BOXES))


@pytest.mark.parametrize(("width", "height", "many", "few"), [(1366, 768, 5, 2), (911, 512, 2, 1), (390, 844, 1, 1)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_columns_follow_the_width_and_nothing_is_cut(
    page: Page, whole_url: str, width: int, height: int, many: int, few: int, lang: str
):
    page.set_viewport_size({"width": width, "height": height})
    for query, count, columns in (({"fill": "nine"}, 9, many), (BANDS, 2, few)):
        open_view(page, whole_url, lang=lang, **query)
        found = boxes(page, count)
        assert len({box["left"] for box in found}) == columns
        if columns == 5:
            assert all(box["bottom"] <= height for box in found), "nine maps are seen at once on a laptop"
        assert all(box["left"] >= 0 and box["right"] <= width for box in found)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        assert min(box["type"] for box in found) > 10.5, "type that was drawn for this width stays near its size"
        legend = page.locator(".panel-legend").bounding_box()
        assert legend is not None and legend["x"] >= 0 and legend["x"] + legend["width"] <= width


def test_a_click_on_a_small_map_opens_its_helper(page: Page, whole_url: str):
    open_view(page, whole_url, fill="nine", lang="en", theme="dark")
    boxes(page, 9)

    page.locator(".panel-picture").nth(1).click()

    expect(page).to_have_url(re.compile(r"[?&]region=110000"), timeout=LIMIT_MS)
    expect(page.locator("h1")).to_contain_text("Beijing", timeout=LIMIT_MS)
    assert "theme=dark" in page.url and "lang=en" in page.url
