"""Everything public says what it is for, and what the signature does not say; it does not repeat the signature.

The rule, in the rooms text, look, data, geo, charts, views, export and ui:

- every module, public class, public function and public method has a docstring;
- a public function that takes a table names it in its docstring, where its columns are; one that gives a table has a
  ``Returns`` section, or is private to a page (ui);
- no entry of ``Parameters``, ``Returns``, ``Yields`` or ``Attributes`` gives a type alone: an annotation has said it.

A name that begins with an underscore is private.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.source import ROOT, Module, modules

DESCRIBED = ("text", "look", "data", "geo", "charts", "views", "export", "ui")
IN_FULL = ("text", "look", "data", "geo", "charts", "export")

#: What holds columns or axes that no annotation names.
_TABLES = re.compile(r"\b(DataFrame|GeoDataFrame|GeoSeries|ndarray)\b")
_SECTIONS = ("Parameters", "Returns", "Yields", "Attributes")
#: Types that say more than an annotation does: values allowed, what a tuple holds, a range, a library's that ships no types.
_SAYING = re.compile(r"[\"'{(\[<>=≤≥]|plotly|pptx")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def gaps(root: Path = ROOT) -> list[str]:
    """Return one line for each thing that is public and not described as the rule asks."""
    return [f"{module.at(node)}: {what}" for module in modules(root, DESCRIBED) for node, what in _gaps_of(module)]


def _gaps_of(module: Module) -> Iterator[tuple[ast.AST, str]]:
    # An empty __init__.py only makes a folder a package.
    if module.tree.body and ast.get_docstring(module.tree) is None:
        yield module.tree, "the module has no docstring"
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef) and _public(node.name):
            yield from _class_gaps(node)
        elif isinstance(node, Function) and _public(node.name):
            yield from _function_gaps(node, in_full=module.room in IN_FULL)
    for owner in ast.walk(module.tree):
        if isinstance(owner, Function | ast.ClassDef):
            for section, entry in _repeating(ast.get_docstring(owner) or ""):
                yield owner, f"{owner.name}'s {section} section repeats the signature: {entry}"


def _class_gaps(node: ast.ClassDef) -> Iterator[tuple[ast.AST, str]]:
    if ast.get_docstring(node) is None:
        yield node, f"class {node.name} has no docstring"
    for child in node.body:
        # An overload says only types; the implementation carries the words.
        if not isinstance(child, Function) or _decorated(child, "overload", "override"):
            continue
        if _public(child.name) and ast.get_docstring(child) is None:
            yield child, f"{node.name}.{child.name} has no docstring"


def _function_gaps(node: Function, *, in_full: bool) -> Iterator[tuple[ast.AST, str]]:
    if _decorated(node, "overload"):
        return
    doc = ast.get_docstring(node)
    if doc is None:
        yield node, f"{node.name} has no docstring"
        return
    if not in_full:
        return
    for name in _tables(node):
        if not re.search(rf"\b{name}\b", doc):
            yield node, f"{node.name} does not say which columns or axes {name} has"
    if node.returns is not None and _TABLES.search(ast.unparse(node.returns)) and not _section(doc, "Returns"):
        yield node, f"{node.name} does not say which columns or axes it returns"


def _repeating(doc: str) -> Iterator[tuple[str, str]]:
    """Yield section and entry wherever a name stands with its type and nothing else."""
    for title in _SECTIONS:
        lines = (_section(doc, title) or "").splitlines()
        for line, following in pairwise([*lines, ""]):
            if line.strip() and line[0] != " " and not following.startswith(" ") and not _SAYING.search(line):
                yield title, line


def _public(name: str) -> bool:
    return not name.startswith("_")


def _decorated(node: Function, *names: str) -> bool:
    return any(ast.unparse(decorator).split(".")[-1] in names for decorator in node.decorator_list)


def _tables(node: Function) -> list[str]:
    """Return the parameters that are tables or arrays."""
    args = node.args
    every = [*args.posonlyargs, *args.args, *args.kwonlyargs]
    return [arg.arg for arg in every if arg.annotation and _TABLES.search(ast.unparse(arg.annotation))]


def _section(doc: str, title: str) -> str | None:
    """Return the text under an underlined title, up to the next one; None without such a section."""
    match = re.search(rf"^{title}\n-{{3,}}\n(.*?)(?=^\w[\w ]*\n-{{3,}}$|\Z)", doc, re.MULTILINE | re.DOTALL)
    return match[1] if match else None


def test_everything_public_is_described():
    assert gaps() == []


DESCRIBED_WELL = '''"""Areas."""


def area_km2(rings: pd.DataFrame, *, unit: str = "km") -> pd.DataFrame:
    """Return the areas of some rings.

    Parameters
    ----------
    rings : DataFrame
        Columns ``ring_id, x, y``, in km.

    Returns
    -------
    DataFrame
        Columns ``ring_id, area_km2``; no row for a ring of fewer than three corners.
    """
    return rings
'''


def test_a_good_description_passes(tmp_path):
    assert _gaps_in(tmp_path, "geo/area.py", DESCRIBED_WELL) == []


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("x = 1", "geo/area.py:1: the module has no docstring"),
        ('"""M."""\nclass Ring:\n    pass', "geo/area.py:2: class Ring has no docstring"),
        ('"""M."""\nclass Ring:\n    """R."""\n    def turn(self): ...', "geo/area.py:4: Ring.turn has no docstring"),
        ('"""M."""\ndef f(): ...', "geo/area.py:2: f has no docstring"),
        (
            '"""M."""\ndef f(x: int, a: np.ndarray) -> None:\n    """F."""',
            "geo/area.py:2: f does not say which columns or axes a has",
        ),
        (
            '"""M."""\ndef f() -> pd.DataFrame:\n    """F."""',
            "geo/area.py:2: f does not say which columns or axes it returns",
        ),
        (
            '"""M."""\ndef f(x: int) -> None:\n    """F.\n\n    Parameters\n    ----------\n    x : int\n    """',
            "geo/area.py:2: f's Parameters section repeats the signature: x : int",
        ),
        (
            '"""M."""\ndef _f() -> int:\n    """F.\n\n    Returns\n    -------\n    int\n    """',
            "geo/area.py:2: _f's Returns section repeats the signature: int",
        ),
    ],
)
def test_a_gap_is_told_with_its_place(tmp_path, source, told):
    assert _gaps_in(tmp_path, "geo/area.py", source) == [told]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("geo/area.py", '"""M."""\ndef _private(x): ...'),
        ("geo/area.py", '"""M."""\ndef count(name: str) -> int:\n    """Count the places of a name."""'),
        (
            "geo/area.py",
            '"""M."""\ndef f(to: str) -> None:\n    """F.\n\n    Parameters\n    ----------\n    to : {"a", "b"}\n    """',
        ),
        ("geo/__init__.py", ""),
        ("ui/panels.py", '"""M."""\ndef show(rows: pd.DataFrame) -> None:\n    """Show them."""'),
        ("pages/trends.py", "def show(x): ..."),
    ],
)
def test_what_the_rule_does_not_ask_for(tmp_path, path, source):
    assert _gaps_in(tmp_path, path, source) == []


def _gaps_in(root: Path, path: str, source: str) -> list[str]:
    planted = root / path
    planted.parent.mkdir(parents=True)
    planted.write_text(source, encoding="utf-8")
    return gaps(root)
