"""Templates of pages: every text that is put into one is escaped, but for what :mod:`text.markup` has put together."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def render(template: Path, **values: Any) -> str:
    """Fill a template.

    Parameters
    ----------
    **values
        Texts, escaped where they stand; a :class:`text.markup.Markup` is taken as it is.

    Raises
    ------
    jinja2.UndefinedError
        Where the template asks for something that is not among the values.
    """
    return _environment(template.parent).get_template(template.name).render(values)


@cache
def _environment(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
