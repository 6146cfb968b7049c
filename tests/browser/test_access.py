"""Readers who hear the page or use no mouse: axe finds nothing serious in what is ours."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page, expect

from tests.browser.atlas import open_map, open_view, wait_settled, with_every_page

pytestmark = pytest.mark.again

# What Streamlit itself draws and we cannot mend, with the reason. There is none: all pages are looked at whole.
EXCLUDED: dict[str, str] = {}
GRAVE = {"serious", "critical"}
# What has the focus, and whether it or the box around it has a line around it.
RING = """() => {
  const has = document.activeElement, seen = [has, has.parentElement].map((node) => getComputedStyle(node));
  const ringed = (s) => (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none";
  return [has.dataset.testid || has.className || has.tagName, seen.some(ringed)];
}"""


def violations(place: Page | Frame) -> list[str]:
    """Return axe's grave findings in a page (without its frames) or in a frame, as lines."""
    context: dict[str, Any] = {"include": [["body"]], "exclude": [[selector] for selector in EXCLUDED]}
    options = {"resultTypes": ["violations"], "iframes": False}
    found = Axe().run(place, context=context, options=options).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:200]} {node['failureSummary'].splitlines()[-1].strip()}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


# Both themes and both languages, not every mixture: colours do not depend on the language.
@pytest.mark.parametrize(("lang", "theme"), [("zh", "light"), ("en", "dark")])
def test_no_page_has_a_grave_fault(page, atlas_url, lang, theme):
    look = {"lang": lang, "theme": theme}
    found = []

    view = open_map(page, atlas_url, region="620000", fill="rate", **look)
    page.locator(".st-key-panel .fact summary").first.click()
    page.locator(".st-key-table summary").click()
    page.locator(".st-key-table table").wait_for()
    found += [f"overview: {line}" for line in violations(page)]
    found += [f"map: {line}" for line in violations(view.frame)]
    open_view(page, atlas_url, "trends", show="rates", record="o-nd-phr", **look)
    page.locator(".st-key-trend path.point").first.wait_for()
    found += [f"trends: {line}" for line in violations(page)]
    open_view(page, atlas_url, "sources", source="seed-001", **look)
    page.locator("#s-seed-001 mark").first.wait_for()
    found += [f"sources: {line}" for line in violations(page)]

    assert found == []


#: Every page, its chart families, and the themes of which each is looked at in one: widths of a telephone and a laptop.
LOOKS = with_every_page(
    (
        ("", {}),
        ("pairings", {"show": "sankey", "lang": "en", "theme": "dark"}),
        ("pairings", {"show": "matrix"}),
        ("pairings", {"show": "compare", "theme": "dark"}),
        ("pairings", {"show": "coverage"}),
        ("trends", {"lang": "en", "theme": "dark"}),
        ("trends", {"show": "ranking"}),
        ("trends", {"show": "delisted", "as": "chart", "theme": "dark"}),
        ("trends", {"show": "delisted", "as": "map"}),
        ("region", {"region": "350000", "theme": "dark"}),
        ("region", {"pair": "350000-640000"}),
        ("cooperation", {"theme": "dark"}),
        ("cooperation", {"show": "scorecard"}),
        ("sources", {"show": "conflicts", "theme": "dark"}),
        ("sources", {"show": "recorded"}),
        ("sources", {"show": "own", "lang": "en", "theme": "dark"}),
        ("present", {"theme": "dark"}),
    )
)


@pytest.mark.parametrize(("path", "query"), LOOKS)
def test_no_view_has_a_grave_fault_on_a_telephone_or_a_laptop(page, whole_url, path, query):
    open_view(page, whole_url, path, **query)
    found = []
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        wait_settled(page)
        # What the program has drawn anew fades in: half-way its colours are nobody's.
        page.wait_for_function("() => document.getAnimations().every((one) => one.playState !== 'running')")
        for frame in page.frames:
            found += [f"{width}: {line}" for line in violations(frame)]
        beyond = page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth")
        found += [f"{width}: {beyond} px beyond the window"] if beyond > 0 else []

    assert found == []


def test_regions_and_flows_are_reached_and_chosen_without_a_mouse(page, atlas_url):
    view = open_map(page, atlas_url)
    view.frame.locator(".leaflet-container").focus()
    spoken = view.frame.locator(".atlas-spoken")
    expect(spoken).to_contain_text("方向键")

    page.keyboard.press("ArrowRight")
    expect(spoken).to_contain_text("受 厦门市 帮扶")
    page.keyboard.press("f")
    expect(spoken).to_contain_text("厦门市 → 临夏")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("[?&]pair=350200-622900"))
    expect(page.locator(".st-key-panel h3").first).to_contain_text("厦门市 → 临夏")

    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("pair="))


def test_the_marks_of_a_chart_are_reached_and_chosen_without_a_mouse(page, atlas_url):
    open_view(page, atlas_url, "trends", show="rates")
    plot = page.locator(".st-key-trend .js-plotly-plot")
    plot.locator("path.point").first.wait_for()
    plot.focus()

    page.keyboard.press("ArrowRight")
    first = plot.locator(".mark-spoken").text_content
    expect(plot.locator(".mark-spoken")).to_contain_text("%")
    expect(plot.locator(".mark-ring")).to_be_visible()
    before = first()
    page.keyboard.press("ArrowRight")
    expect(plot.locator(".mark-spoken")).not_to_have_text(before)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("[?&]record="))
    expect(page.locator(".st-key-panel blockquote").first).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_the_tab_key_reaches_in_the_head_bar_is_seen(page, atlas_url, theme):
    open_view(page, atlas_url, "sources", theme=theme)
    reached, plain = [], []
    for _ in range(14):
        page.keyboard.press("Tab")
        name, ringed = page.evaluate(RING)
        reached.append(name)
        plain += [] if ringed else [name]
    assert reached.count("stTopNavLink") == 7 and plain == []
