"""Everything public says what it is for, and a public function what goes in and comes out.

The rule, in the rooms text, look, data, geo, charts, export and ui:

- every module, public class, public function and public method has a docstring;
- in all of them but ui, a public module-level function that takes parameters has a NumPy ``Parameters``
  section that names each of them, and a ``Returns`` (or ``Yields``) section unless it returns None.

A ``main`` is described by its ``--help``. A name that begins with an underscore is private.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source import ROOT, Module, modules

DESCRIBED = ("text", "look", "data", "geo", "charts", "export", "ui")
IN_FULL = ("text", "look", "data", "geo", "charts", "export")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def gaps(root: Path = ROOT) -> list[str]:
    """Return one line for each thing that is public and not described as the rule asks."""
    return [
        f"{module.at(node)}: {what}" for module in modules(root, DESCRIBED) for node, what in _gaps_of(module)
    ]


def _gaps_of(module: Module) -> Iterator[tuple[ast.AST, str]]:
    # An empty __init__.py only makes a folder a package.
    if module.tree.body and ast.get_docstring(module.tree) is None:
        yield module.tree, "the module has no docstring"
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef) and _public(node.name):
            yield from _class_gaps(node)
        elif isinstance(node, Function) and _public(node.name):
            yield from _function_gaps(node, in_full=module.room in IN_FULL)


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
    if not in_full or node.name == "main":
        return
    parameters = _parameters(node)
    section = _section(doc, "Parameters")
    if parameters and section is None:
        yield node, f"{node.name} has no Parameters section"
    elif section is not None:
        for name in parameters - _named(section):
            yield node, f"{node.name}'s Parameters section does not name {name}"
    if parameters and _returns(node) and not (_section(doc, "Returns") or _section(doc, "Yields")):
        yield node, f"{node.name} has no Returns section"


def _public(name: str) -> bool:
    return not name.startswith("_")


def _decorated(node: Function, *names: str) -> bool:
    return any(ast.unparse(decorator).split(".")[-1] in names for decorator in node.decorator_list)


def _parameters(node: Function) -> set[str]:
    args = node.args
    every = [*args.posonlyargs, *args.args, *args.kwonlyargs, *filter(None, (args.vararg, args.kwarg))]
    return {arg.arg for arg in every}


def _returns(node: Function) -> bool:
    return node.returns is None or ast.unparse(node.returns) not in {"None", "NoReturn", "Never"}


def _section(doc: str, title: str) -> str | None:
    """Return the text under an underlined title, up to the next one; None without such a section."""
    match = re.search(rf"^{title}\n-{{3,}}\n(.*?)(?=^\w[\w ]*\n-{{3,}}$|\Z)", doc, re.MULTILINE | re.DOTALL)
    return match[1] if match else None


def _named(section: str) -> set[str]:
    """Return the names a Parameters section describes; ``x, y : float`` describes two."""
    heads = re.findall(r"^(\S[^:\n]*)", section, re.MULTILINE)
    return {name.strip().lstrip("*") for head in heads for name in head.split(",")}


def test_everything_public_is_described():
    assert gaps() == []


DESCRIBED_IN_FULL = '''"""Areas."""


def area_km2(ring, *, unit: str = "km") -> float:
    """Return the area of a ring.

    Parameters
    ----------
    ring : sequence of pairs
        Corners in km.
    unit : str
        What one step is.

    Returns
    -------
    float
        Zero for fewer than three corners.
    """
    return 0.0
'''


def test_a_full_description_passes(tmp_path):
    assert _gaps_in(tmp_path, "geo/area.py", DESCRIBED_IN_FULL) == []


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("x = 1", "geo/area.py:1: the module has no docstring"),
        ('"""M."""\nclass Ring:\n    pass', "geo/area.py:2: class Ring has no docstring"),
        (
            '"""M."""\nclass Ring:\n    """R."""\n    def turn(self): ...',
            "geo/area.py:4: Ring.turn has no docstring",
        ),
        ('"""M."""\ndef f(): ...', "geo/area.py:2: f has no docstring"),
        ('"""M."""\ndef f(x) -> None:\n    """F."""', "geo/area.py:2: f has no Parameters section"),
        (
            DESCRIBED_IN_FULL.replace("    unit : str\n        What one step is.\n", ""),
            "geo/area.py:4: area_km2's Parameters section does not name unit",
        ),
        (
            DESCRIBED_IN_FULL.replace("    Returns\n    -------\n", ""),
            "geo/area.py:4: area_km2 has no Returns section",
        ),
    ],
)
def test_a_gap_is_told_with_its_place(tmp_path, source, told):
    assert _gaps_in(tmp_path, "geo/area.py", source) == [told]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("geo/area.py", '"""M."""\ndef _private(x): ...'),
        ("geo/area.py", '"""M."""\ndef empty() -> int:\n    """Count nothing."""'),
        ("geo/build.py", '"""M."""\ndef main(argv) -> int:\n    """Build."""'),
        ("geo/__init__.py", ""),
        ("ui/panels.py", '"""M."""\ndef show(facts) -> None:\n    """Show the facts."""'),
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
