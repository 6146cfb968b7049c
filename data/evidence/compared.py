"""Texts as they are compared with names and words: simplified, in lower case, with English words kept apart."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, Final

import opencc

from data.evidence.quotes import normalise

# Forms that the converter does not know: 陜 stands on some mirrors, 広, 県 and 粛 are how Japanese pages write.
_FORMS: Final = str.maketrans("陜広県粛", "陝廣縣肅")
_WORD: Final = re.compile(r"[a-z0-9]+")


@cache
def _converter() -> Any:
    return opencc.OpenCC("t2s")


@cache
def in_simplified(text: str) -> str:
    """Write a text in simplified characters, for a reader; it is the same where it is in them already."""
    return str(_converter().convert(text))


@cache
def simplified(text: str) -> str:
    """Write a text as texts are compared: in simplified characters and lower case, without glosses and white space."""
    return str(_converter().convert(normalise(text.translate(_FORMS)))).lower()


@cache
def comparable(text: str) -> str:
    """Write a text so that :func:`form` of a name is part of it where the text has the name.

    Examples
    --------
    >>> comparable("Tianjin helps 甘肅")
    'tianjinhelps甘肃| tianjin helps '
    """
    return f"{simplified(text)}|{_apart(text)}"


@cache
def form(name: str) -> str:
    """Write a name as it is looked for: an English one only as whole words, so that Ning is not in Tianjing.

    Returns
    -------
    str
        Empty for an English name of fewer than four letters, which could be a word of its own.

    Examples
    --------
    >>> form("隴南"), form("Qumarlêb"), form("She")
    ('陇南', ' qumarleb ', '')
    """
    if not _without_accents(name).isascii():
        return simplified(name)
    words = _apart(name)
    return words if len(words.replace(" ", "")) >= _LETTERS else ""


#: Letters below which an English name is not looked for.
_LETTERS: Final = 4


def _apart(text: str) -> str:
    words = _WORD.findall(_without_accents(text).lower())
    return f" {' '.join(words)} " if words else ""


def _without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
