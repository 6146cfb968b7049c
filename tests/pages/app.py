"""What a page shows under AppTest: its HTML, and what goes to the map."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.testing.v1 import AppTest

from data.schema.model import SCHEMAS, columns
from geo.shapes.load import SHAPES_DIR


def html(at: AppTest) -> str:
    """Everything the page puts in as HTML, without its style."""
    bodies = [element.proto.body for element in at.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style"))


def notices(at: AppTest) -> list[str]:
    return [element.proto.body for element in at.get("html") if 'class="notice"' in element.proto.body]


def to_the_map(at: AppTest) -> dict[str, Any]:
    """What streamlit-folium sends: ``script`` is the base, ``feature_group`` the update."""
    (component,) = at.get("component_instance")
    found: dict[str, Any] = json.loads(component.proto.json_args)
    return found


def scene(at: AppTest) -> dict[str, Any]:
    update = to_the_map(at)["feature_group"]
    start = update.index("atlas.show(") + len("atlas.show(")
    found: dict[str, Any] = json.JSONDecoder().raw_decode(update[start:])[0]
    return found


def stand_in_for_search(monkeypatch: Any) -> None:
    """Put a plain box in the place of the search box, whose list a browser fetches: what is typed is the place chosen."""

    def component(_name: str) -> Callable[..., None]:
        def box(key: str, data: dict[str, Any], on_place_change: Callable[[], None]) -> None:
            def picked() -> None:
                st.session_state[key] = {"place": st.session_state["picked"]}
                on_place_change()

            st.text_input(data["words"]["label"], key="picked", on_change=picked)

        return box

    monkeypatch.setattr("ui.shared.search.element_of", component)


def write_headers_only(folder: Path) -> Path:
    """A folder of facts in which nothing is recorded."""
    folder.mkdir(exist_ok=True)
    for table in SCHEMAS:
        with (folder / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerow(columns(table))
    return folder


def copy_of_shapes(folder: Path) -> Path:
    """The built shapes in a folder of their own, to be damaged; the counties, which no test damages, by a link."""
    copy = folder / "shapes"
    shutil.copytree(SHAPES_DIR, copy, ignore=shutil.ignore_patterns("counties"))
    (copy / "counties").symlink_to(SHAPES_DIR / "counties")
    return copy
