"""Which atlas this is: the program, the records that it shows, the boundaries that it draws."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from text.catalogue import Catalogue
from text.markup import Markup, element
from views.loaders import Shapes, facts, shapes

_PROJECT: Final = Path(__file__).resolve().parents[1] / "pyproject.toml"


@cache
def program() -> str:
    """Return the version of the program, as ``pyproject.toml`` has it."""
    with _PROJECT.open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def boundaries(shapes: Shapes) -> str:
    """Return package and version of the boundaries; empty where the shapes can't be read."""
    return " ".join(str(shapes.manifest[key]) for key in ("package", "version")) if shapes.manifest else ""


def versions() -> dict[str, str]:
    """Return ``program``, ``facts`` and ``boundaries``.

    Returns
    -------
    dict of str to str
        The records' is that of the verified ones, which files that are handed out name as well.
    """
    return {"program": program(), "facts": facts().version, "boundaries": boundaries(shapes())}


def line(t: Catalogue) -> Markup:
    """Return the line at a page's end."""
    fields = {name: value or "-" for name, value in versions().items()}
    return element("p", t("version.line", **fields), cls="versions")
