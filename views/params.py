"""Parameters of a view: a default, what is allowed, and what another value stands for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from text.catalogue import DEFAULT_LANGUAGE, LANGUAGES

Notice = tuple[str, dict[str, str]]


@dataclass(frozen=True)
class Substitute:
    """What a value that is not allowed stands for.

    Attributes
    ----------
    value : str
        The allowed value to take in its place; empty where there is none.
    notice : tuple or None
        Key and fields of the message that says so; nothing is said where none is needed.
    """

    value: str
    notice: Notice | None = None


@dataclass(frozen=True)
class Param:
    """A parameter of the view.

    Attributes
    ----------
    name : str
        Its name in the URL.
    default : str
        Value when the URL has none; left out of the URL.
    allowed : collection of str
        Values a URL may give.
    substitute : callable
        Says what a value that is not allowed stands for, such as a code of an older list; None for one it does not know.
    instead : mapping of str to str
        Parameters and their values that the URL gets where a value is refused, beside this one's default.
    refusal : str
        Key of the message that names a refused value; its fields are ``name`` and ``value``.
    several : bool
        Whether it holds several values, separated by commas.
    """

    name: str
    default: str
    allowed: Collection[str] = field(compare=False, hash=False)
    substitute: Callable[[str], Substitute | None] = field(default=lambda _value: None, compare=False, hash=False)
    instead: Mapping[str, str] = field(default_factory=dict, compare=False, hash=False)
    refusal: str = field(default="notice.refused", compare=False, hash=False)
    several: bool = False


LANG: Final = Param("lang", DEFAULT_LANGUAGE, LANGUAGES)


THEME: Final = Param("theme", "", ("", "light", "dark"))


#: Whether records of unverified pages are shown too.
UNVERIFIED: Final = Param("unverified", "", ("", "1"))


#: What a reader has chosen for all pages.
READER_PARAMS: Final = (LANG, THEME, UNVERIFIED)


def split(text: str) -> list[str]:
    """Return the parts of a comma-separated list; empty text gives none."""
    return [part for part in text.split(",") if part]
