"""Fixtures for every test: the same random examples each time, and pages run without a browser."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1 import app_test as app_test_module

from export.jobs import folder
from tests.browser.server import end_shared
from tests.fuzz import seconds
from tests.pages.at_once import AtOnce
from tests.source import ROOT
from ui.present.jobs import previews
from views import loaders

# The same examples on every machine and every run; no deadline, since a slow machine is no finding. Since they are the same,
# the sixtieth finds no more tomorrow than it did today: what could find more is `make fuzz`.
settings.register_profile(
    "atlas", max_examples=40, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
# With time for it (make fuzz) many more of them, and still the same.
settings.register_profile("fuzz", settings.get_profile("atlas"), max_examples=max(1, round(20 * seconds())))
settings.load_profile("fuzz" if seconds() else "atlas")

# By default a tenth of a worker's time goes to looking for garbage among all that it has read.
gc.set_threshold(10_000, 10, 10)

# Whatever a developer keeps in a store of their own is no part of a test.
os.environ["ATLAS_DATA"] = str(Path(tempfile.gettempdir()) / f"atlas-tests-{os.getpid()}")
os.environ.pop("ATLAS_STORE", None)

# A server shows one folder of records; tests go back and forth between several, and would have them read each time.
for held in (
    loaders._FACTS,
    loaders._OWN,
    loaders._VERIFIED,
    loaders._SHAPES,
    loaders._BOOKS,
    loaders._GAZETTEERS,
    loaders._PAIRS,
):
    held._most = 12


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count every property among the fuzzers: with time it is tried with more examples."""
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.fuzz)


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what stays for the whole run: modules, and the tests themselves."""
    gc.collect()
    gc.freeze()


# Seconds for one run of a page under AppTest; reached only when something hangs.
RUN_LIMIT_S = 60


def pytest_configure(config: pytest.Config) -> None:
    """Let all that a run starts (servers, browsers) keep its temporary files in one folder, which goes with the run.

    What a run that was killed has left, this one removes. Pytest's own folders stay where they are looked for.
    """
    if hasattr(config, "workerinput"):  # a worker of xdist keeps its files where the run does
        return
    usual = tempfile.gettempdir()
    folder.sweep(Path(usual))
    held = folder.Held.new(folder.RUN, Path(usual))
    config.add_cleanup(held.remove)
    config.add_cleanup(end_shared)
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", usual)
    os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(held.path)))
    tempfile.tempdir = str(held.path)


@pytest.fixture
def app_test(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Return a function that runs the atlas without a browser, on a page of your choice.

    ``app_test("pages/trends.py", query={"lang": "en"}, env={"ATLAS_FACTS": str(empty)})`` gives an AppTest
    that has run; without a page it is the landing page. Query parameters are set before the first run,
    environment variables last for the test. What is cached stays: every cache has to know what it depends on.
    """

    class NavigationPages(PagesManager):
        """Pages by st.navigation: AppTest takes a folder named pages/ for the older kind and skips app.py."""

        def __init__(self, *args: object, **kwargs: object) -> None:
            PagesManager.uses_pages_directory = False
            super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(app_test_module, "PagesManager", NavigationPages)
    # Each AppTest would read the metadata of every installed package anew, for components that none of them brings.
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", list)
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(previews, "PREVIEWS", AtOnce())

    def run(
        page: str | None = None, *, query: Mapping[str, str] | None = None, env: Mapping[str, str] | None = None
    ) -> AppTest:
        for name, value in (env or {}).items():
            monkeypatch.setenv(name, value)
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=RUN_LIMIT_S)
        for name, value in (query or {}).items():
            at.query_params[name] = value
        return (at.switch_page(page) if page else at).run()

    return run
