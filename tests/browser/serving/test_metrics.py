"""The figures of a server that runs: pages that were drawn are counted, and nothing of the reader is told."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.browser.atlas import open_view
from ui.version import program


def test_a_reader_is_counted_and_not_told_of(page: Page, dressed_url: str):
    open_view(page, dressed_url, "trends", indicator="rate")
    assert program() in page.locator("p.versions").inner_text()

    answer = page.request.get(f"{dressed_url}/_stcore/metrics")
    told = answer.text()

    counted = re.search(r"^atlas_update_seconds_count (\d+)$", told, re.MULTILINE)
    assert counted and int(counted[1]) >= 1
    assert re.search(r"^active_sessions [1-9]", told, re.MULTILINE)
    assert re.search(r'^atlas_connections\{of="pages"\} [1-9]', told, re.MULTILINE)
    assert not re.search(r"127\.0\.0\.1|trends|indicator|Mozilla|[0-9a-f]{8}-[0-9a-f]{4}-", told)
