"""Every class that a style sheet names is given to something: renamed in one place alone it would lose its layout."""

from __future__ import annotations

import re

from tests.source import ROOMS, ROOT

#: Given by Streamlit, Leaflet and streamlit-folium.
FOREIGN = re.compile(r"st[A-Z]\w*|st-.*|leaflet-.*|float-child")
SHEETS = tuple(f"{room}/**/*.css" for room in ("ui", "geo", "export"))
SOURCES = ("app.py", *(f"{room}/**/*.{kind}" for room in ROOMS for kind in ("py", "js", "html")))


def not_given(names: set[str], source: str) -> list[str]:
    """Those that stand nowhere whole, nor as a beginning or an end beside a brace or a quotation mark."""
    whole, begins = set(re.findall(r"[\w-]+", source)), set(re.findall(r"([\w-]+-)[\"'{$]", source))
    ends = set(re.findall(r"}(-[\w-]+)", source))

    def is_given(name: str) -> bool:
        cuts = [match.start() for match in re.finditer("-", name)]
        return name in whole or any(name[: n + 1] in begins or name[n:] in ends for n in cuts)

    return sorted(name for name in names if not is_given(name))


def test_every_class_of_a_style_sheet_is_given_to_something():
    source = "".join(path.read_text("utf-8") for glob in SOURCES for path in sorted(ROOT.glob(glob)))
    sheets = "".join(path.read_text("utf-8") for glob in SHEETS for path in sorted(ROOT.glob(glob)))
    rules = re.sub(r'/\*.*?\*/|url\([^)]*\)|"[^"]*"', "", sheets, flags=re.DOTALL)
    names = {name for name in re.findall(r"\.(-?[a-zA-Z_][\w-]*)", rules) if not FOREIGN.fullmatch(name)}
    assert len(names) > 100 and not_given(names, source) == []


def test_a_class_of_nothing_is_found():
    source = 'element("p", cls="panel note") f"own-{kind}" f"{kind}-slide"'
    assert not_given({"panel", "note", "own-asked", "closing-slide"}, source) == []
    assert not_given({"quality", "pane", "panel", "other-asked"}, source) == ["other-asked", "pane", "quality"]
