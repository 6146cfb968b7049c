"""Texts that may claim to be decks: whole ones, damaged ones, and ones made to cost much."""

from __future__ import annotations

import random
from collections.abc import Callable

from export.deck.deck import MOST_BYTES

HEAD = 'version = 1\ntitle = "t"\n'
SLIDE = '[[slide]]\nview = "overview"\n'

# Each is repeated up to the limit: what costs a parser more than its length.
COSTLY = (
    "a.",
    ".",
    "a = 1\n",
    "a.b = 1\n",
    '"" = 1\n',
    "[a]\n",
    "[a.b]\n",
    "[[a]]\n",
    "[[slide]]\n",
    "[",
    "]",
    "{",
    "{a=",
    "a=[",
    "[[",
    "x = [[",
    "x = {a = ",
    '"',
    "'",
    '""',
    "''",
    '"""',
    "'''",
    '""a',
    "''a",
    "\\",
    "\\\\",
    '\\"',
    "\\u0041",
    "\\\n",
    "\n",
    "\r\n",
    "\r",
    "#\n",
    "#",
    " ",
    "\t",
    "1",
    "1_",
    "0x",
    "1979-05-27T07:32:00Z",
    "=",
    ",",
    "a=1,",
    "\u202e",
    "\x00",
    "名",
    "\U0001f600",
    "&region=1",
    "%E2",
    "view = 'overview'\n",
    SLIDE,
    SLIDE + "notes = 1\n",
    "[slide.a.b.c]\n",
    "slide.a = 1\n",
)
BEFORE = (
    "",
    HEAD,
    HEAD + SLIDE,
    HEAD + SLIDE + 'notes = """',
    HEAD + SLIDE + "notes = '''",
    HEAD + SLIDE + 'title = "',
    HEAD + "x = ",
    HEAD + "x = [",
    HEAD + "[",
    HEAD + '[[slide]]\nview = "overview?region=',
)
AFTER = ("", "\n", "=1\n", '"\n', '"""\n', "'''\n", "]\n", "}\n", " = 1\n", "\n" + SLIDE)


def costly(before: str, part: str, after: str, most: int = MOST_BYTES) -> str:
    """A part repeated until the text is as long as a deck may be."""
    room = most - len((before + after).encode())
    return before + part * (room // len(part.encode())) + after


def _whole(rng: random.Random) -> str:
    keys = ("view", "title", "sentence", "notes", "x", "lang", '"view"', "a.b", "'notes'")
    values = (
        '"overview"',
        "'trends?axis=log'",
        '"""a\n[[slide]]\nb = 1"""',
        "1",
        "[]",
        "{}",
        "true",
        '"\\u202e"',
        '"',
        "''",
    )
    lines = [HEAD] if rng.random() < 0.8 else []
    for _ in range(rng.randrange(60)):
        if rng.random() < 0.3:
            lines.append(rng.choice(("[[slide]]", "[[ slide ]]", "[slide]", "# c", "", "[[slides]]")))
        else:
            lines.append(f"{rng.choice(keys)} = {rng.choice(values)}")
    return "\n".join(lines)


def _repeated(rng: random.Random) -> str:
    most = rng.choice((300, 3_000, 30_000, MOST_BYTES))
    return costly(rng.choice(BEFORE), rng.choice(COSTLY), rng.choice(AFTER), most)


def _mixed(rng: random.Random) -> str:
    room, parts = rng.choice((300, 3_000, MOST_BYTES)), []
    while room > 0:
        part = rng.choice(COSTLY) * rng.randrange(1, max(2, room // 40))
        parts.append(part)
        room -= len(part.encode())
    return rng.choice(BEFORE) + "".join(parts)


def _damaged(rng: random.Random) -> str:
    text = list(_whole(rng))
    for _ in range(rng.randrange(1, 8)):
        at = rng.randrange(len(text) + 1)
        text[at : at + rng.randrange(3)] = rng.choice(COSTLY)
    return "".join(text)


MAKERS: tuple[Callable[[random.Random], str], ...] = (_whole, _repeated, _mixed, _damaged)


def made(seed: int) -> str:
    """The text of a seed, no longer than a deck may be."""
    rng = random.Random(seed)
    text = MAKERS[seed % len(MAKERS)](rng)
    return text.encode("utf-8", "surrogatepass")[:MOST_BYTES].decode("utf-8", "ignore")
