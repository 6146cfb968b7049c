"""The atlas' own source, read as text and syntax trees, for the tests of how it is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

ROOMS = ("text", "look", "data", "geo", "charts", "views", "export", "ui", "pages")


@dataclass(frozen=True)
class Module:
    """One Python file: its dotted name, its room (``app`` for the front door) and its syntax tree."""

    root: Path
    path: Path

    @property
    def name(self) -> str:
        parts = self.path.relative_to(self.root).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def room(self) -> str:
        return self.name.split(".")[0]

    @property
    def tree(self) -> ast.Module:
        written = self.path.stat()
        return _tree(self.path, written.st_mtime_ns, written.st_size)

    def at(self, node: ast.AST) -> str:
        """Say where a node is, as an editor opens it: ``geo/flows.py:12``."""
        return f"{self.path.relative_to(self.root).as_posix()}:{getattr(node, 'lineno', 1)}"


@cache
def _tree(path: Path, _written_ns: int, _size: int) -> ast.Module:
    """Parse a file once for all tests that look at it."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def last_name(node: ast.expr) -> str:
    """Return the last name of what is called: ``t`` of ``ui.t``, nothing for what has no name.

    ``ast.unparse`` says the same of a whole program in seconds.
    """
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def modules(root: Path = ROOT, rooms: tuple[str, ...] = ROOMS) -> list[Module]:
    """Return every module of the rooms by path, with app.py if all are asked for; no room gives none."""
    found = [path for room in rooms for path in (root / room).rglob("*.py")]
    front_door = root / "app.py"
    if rooms == ROOMS and front_door.is_file():
        found.append(front_door)
    return [Module(root, path) for path in sorted(found)]


def docstrings(tree: ast.Module) -> set[ast.Constant]:
    """Return the nodes that are docstrings, which are for developers."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, owners)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }


def strings(tree: ast.Module) -> Iterator[tuple[ast.Constant, str]]:
    """Yield node and text of each string literal, f-strings' fixed parts included and docstrings left out."""
    skip = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skip:
            yield node, node.value
