"""The figures of a server that runs: pages that were drawn are counted, and nothing of the reader is told."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Page

from tests.browser.atlas import LIMIT_MS, open_view
from tests.browser.server import serving
from tests.data.seeds import seed_folder
from ui.serving import rehearsal
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


def test_a_server_is_ready_once_it_has_drawn_every_page_for_nobody(page: Page):
    with serving(env={"ATLAS_FACTS": str(seed_folder()), "ATLAS_METRICS": "true"}) as server:
        answers = [page.request.get(f"{server.url}/atlas/ready")]
        until = time.monotonic() + LIMIT_MS / 1000
        while answers[-1].status != 200 and time.monotonic() < until:
            answers.append(page.request.get(f"{server.url}/atlas/ready"))
        assert [one.json()["lacking"] for one in (answers[0], answers[-1])] == [["rehearsal"], []]

        told = page.request.get(f"{server.url}/_stcore/metrics").text()
        drawn = re.search(r"^atlas_update_seconds_count (\d+)$", told, re.MULTILINE)
        assert drawn and int(drawn[1]) >= len(rehearsal.addresses())
        assert re.search(r"^active_sessions 0$", told, re.MULTILINE), "nobody has not left"
        assert not re.search(r"^atlas_failures\S* [1-9]", told, re.MULTILINE)
