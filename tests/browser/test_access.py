"""Readers who hear the page or use no mouse: axe finds nothing serious in what is ours."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

from tests.browser.atlas import open_map, open_view

# What Streamlit itself draws and we cannot mend, with the reason. There is none: all pages are looked at whole.
EXCLUDED: dict[str, str] = {}
GRAVE = {"serious", "critical"}


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
