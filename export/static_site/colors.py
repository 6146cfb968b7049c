"""Both themes in one page: a colour that differs between them becomes a custom property, which the switch turns."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeVar

from look.color import parted

T = TypeVar("T")
_COLOR: Final = r"(?:#[0-9a-fA-F]{3,8}|rgba?\([^()|]*\))"
_PAIR: Final = re.compile(rf"{_COLOR}\|{_COLOR}")
#: Colours that stand for others while plotly has them, which knows one theme at a time; no palette is as dark.
_STAND_IN: Final = 0x010000


def in_light(text: str) -> str:
    """Return an SVG of both themes as it is in the light one, for files."""
    return _PAIR.sub(lambda match: parted(match[0])[0], text)


class Colors:
    """The custom properties of a page, ``--c0`` and so on, by the colours of :func:`look.color.paired` they stand for."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def name(self, color: str) -> str:
        """Return the property of a colour."""
        return self._names.setdefault(color, f"--c{len(self._names)}")

    def put(self, svg: str) -> str:
        """Return an SVG with properties in place of colours of both themes."""
        return _PAIR.sub(lambda match: f"var({self.name(match[0])})", svg)

    def style(self) -> str:
        """Return the rules of a style sheet that give the properties their colours."""
        rules = [
            f"{root}{{{''.join(f'{name}:{parted(color)[n]};' for color, name in self._names.items())}}}"
            for n, root in enumerate((":root", ":root[data-theme=dark]"))
        ]
        return "".join(rules) if self._names else ""


def stand_ins(value: T) -> tuple[T, dict[str, str]]:
    """Put plain colours in place of those of both themes, one for each.

    Parameters
    ----------
    value : object
        A chart: dataclasses, tuples and mappings down to plain values.

    Returns
    -------
    value : object
        The same with plain colours.
    colors : dict of str to str
        Six-digit colour to the colour of both themes that it stands for.
    """
    names: dict[str, str] = {}

    def walk(part: Any) -> Any:
        if isinstance(part, str):
            return _PAIR.sub(lambda match: names.setdefault(match[0], f"#{_STAND_IN + len(names):06x}"), part)
        if is_dataclass(part) and not isinstance(part, type):
            return replace(part, **{f.name: walk(getattr(part, f.name)) for f in fields(part) if f.init})
        if isinstance(part, tuple | list):
            return type(part)(map(walk, part))
        if isinstance(part, dict):
            return {key: walk(inner) for key, inner in part.items()}
        return part

    return walk(value), {color: pair for pair, color in names.items()}


def put_back(svg: str, colors: dict[str, str]) -> str:
    """Return an SVG that plotly drew with the colours that :func:`stand_ins` took out."""
    for plain, pair in colors.items():
        r, g, b = bytes.fromhex(plain[1:])
        svg = re.sub(rf"rgba?\({r}, ?{g}, ?{b}(?:, ?1)?\)|{plain}", pair, svg)
    return svg
