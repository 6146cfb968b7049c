"""The outline of a deck's text, taken in one pass before any parser sees it: what a stranger sends must be cheap to refuse.

A reader of TOML spends time and memory that grow with the square of a dotted key's parts, and builds whatever is nested. A
deck needs nothing of the kind: plain keys with a text or a number each, and ``[[slide]]``. Whatever else stands in the text
ends the pass. Texts are passed over as TOML writes them, so that nothing within one is mistaken for a key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

#: Keys and headings that are counted, and lines without either; no more of a text is read.
MOST_LINES: Final = 5_000
#: Characters after the place where the pass ended that a parser may see, to say what it thinks of them.
HEAD_LENGTH: Final = 400

# Every repetition is possessive: none of these can go back and try again.
_BETWEEN: Final = re.compile(r"(?>[ \t\n]++|#[^\n]*+)*+")
_HEAD: Final = re.compile(r"\[\[[ \t]*+(?:slide|\"slide\"|'slide')[ \t]*+\]\]")
_KEY: Final = re.compile(r"(?:([A-Za-z0-9_-]++)|\"([A-Za-z0-9_-]*+)\"|'([A-Za-z0-9_-]*+)')[ \t]*+=[ \t]*+")
_TEXT: Final = re.compile(
    r'"""(?>[^"\\]++|\\(?s:.)|"{1,2}(?!"))*+"{3,5}+'
    r"|'''(?>[^']++|'{1,2}(?!'))*+'{3,5}+"
    r'|"(?!"")(?>[^"\\\n]++|\\[^\n])*+"'
    r"|'(?!'')[^'\n]*+'"
)
_PLAIN: Final = re.compile(r"[^\s#\[{\"',][^\n#,]{0,39}+")
_END: Final = re.compile(r"[ \t]*+(?:#[^\n]*+)?+(?:\n|\Z)")


@dataclass
class Outline:
    """Where things stand in a deck's text.

    Attributes
    ----------
    heads : list of int
        Line of each ``[[slide]]``.
    lines : dict of (int, str) to int
        Line of each key, by the number of its slide (0 is the head of the deck) and its name; the first of several.
    keys : int
        How many keys there are.
    ended : int
        Line at which the pass ended early; 0 where it came to the end.
    at : int
        Position of that line's fault in the text.
    nested : str
        Key whose value is a list or a table, where that is why the pass ended.
    full : bool
        Whether there was more than is counted.
    """

    heads: list[int] = field(default_factory=list)
    lines: dict[tuple[int, str], int] = field(default_factory=dict)
    keys: int = 0
    ended: int = 0
    at: int = 0
    nested: str = ""
    full: bool = False

    def line(self, name: str, slide: int) -> int:
        """Return the line of a key, or of its slide's heading where it has none; the first line at the head of the deck."""
        return self.lines.get((slide, name)) or (self.heads[slide - 1] if 0 < slide <= len(self.heads) else 1)


def outline(text: str) -> Outline:
    r"""Take the outline of a deck's text.

    Parameters
    ----------
    text : str
        May be anything; lines end with ``\n``.

    Returns
    -------
    Outline
        In time that grows with the length of the text, whatever it is.

    Examples
    --------
    >>> found = outline('version = 1\n[[slide]]\nview = "overview"')
    >>> found.heads, found.lines
    ([2], {(0, 'version'): 1, (1, 'view'): 3})
    >>> outline("a.b = 1").ended
    1
    """
    outline, line, idle, counted, at = Outline(), 1, 0, 0, 0
    while True:
        gap = at
        at = _past(_BETWEEN, text, at)
        line, counted, idle = line + text.count("\n", counted, at), at, idle + text.count("\n", gap, at)
        outline.full = max(idle, len(outline.heads) + outline.keys) >= MOST_LINES
        if outline.full or at == len(text):
            return outline
        after = _head(text, at, line, outline) or _pair(text, at, line, outline)
        end = _END.match(text, after) if after else None
        if end is None:
            outline.ended, outline.at = line, at
            return outline
        at = end.end()


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _head(text: str, at: int, line: int, outline: Outline) -> int:
    head = _HEAD.match(text, at)
    if head is None:
        return 0
    outline.heads.append(line)
    return head.end()


def _pair(text: str, at: int, line: int, outline: Outline) -> int:
    """Pass over a key and its value; 0 where they are none that a deck may have."""
    key = _KEY.match(text, at)
    if key is None:
        return 0
    name = key[key.lastindex] if key.lastindex else ""
    outline.keys += 1
    outline.lines.setdefault((len(outline.heads), name), line)
    value = _TEXT.match(text, key.end()) or _PLAIN.match(text, key.end())
    if value is None and text.startswith(("[", "{"), key.end()):
        outline.nested = name
    return value.end() if value else 0
