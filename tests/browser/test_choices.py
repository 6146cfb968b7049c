"""Boxes to choose from say what is chosen in full, on phones and in small windows too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas import open_view

pytestmark = pytest.mark.again

FIELDS = "[data-testid='stSelectbox'] [role='group'] > input"
VIEWS: tuple[tuple[str, dict[str, str]], ...] = (
    ("", {"fill": "rate"}),
    ("", {"fill": "money"}),
    ("pairings", {}),
    ("pairings", {"show": "compare"}),
    ("trends", {"show": "ranking"}),
    ("sources", {"show": "recorded"}),
)
# What of each box is cut: a line in the field, else two lines over it, which a box of the same room is asked for.
CUT = """(selector) => [...document.querySelectorAll(selector)].filter((field) => {
    const box = field.parentElement, whole = box.dataset.whole;
    if (!whole) return field.scrollWidth > field.clientWidth;
    const style = getComputedStyle(box, "::before"), like = document.createElement("div");
    for (const name of ["fontFamily", "fontSize", "lineHeight", "overflowWrap"]) like.style[name] = style[name];
    like.style.width = style.width;
    like.textContent = whole;
    document.body.append(like);
    const high = like.getBoundingClientRect().height;
    like.remove();
    return whole !== field.value || high > parseFloat(style.maxHeight) + 1 || high > box.clientHeight;
}).map((field) => field.value)"""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("path", "query"), VIEWS, ids=lambda v: str(v))
def test_what_is_chosen_is_read_in_full(page: Page, whole_url: str, path: str, query: dict[str, str], lang: str):
    open_view(page, whole_url, path, lang=lang, **query)
    for width, height in ((1366, 768), (911, 512), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        expect(page.locator(FIELDS).first).to_be_visible()
        page.wait_for_function(f"(selector) => !({CUT})(selector).length", arg=FIELDS)


def test_a_field_that_is_typed_in_is_its_own(page: Page, whole_url: str):
    page.set_viewport_size({"width": 911, "height": 512})
    open_view(page, whole_url, "pairings", lang="zh")
    date = page.get_by_role("combobox", name="时点")
    box = page.locator("[role='group'][data-whole]").filter(has=date)
    expect(box).to_have_attribute("data-whole", "2016年12月7日有效（32）")
    expect(date).to_have_css("opacity", "0")

    date.click()
    expect(date).to_have_css("opacity", "1")
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1366, "height": 768})
    expect(page.locator("[role='group'][data-whole]")).to_have_count(0)
