"""The message catalogue: every text a user sees, in 简体中文 and English.

Messages have symbolic ids (``overview.title``) and live in ``text/locale/zh.po`` and ``text/locale/en.po``, so that a
translator's tool can open them and neither language is the 'source' of the other. Values are put in with
:meth:`str.format` fields.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.pofile import read_po

LOCALE_DIR: Final = Path(__file__).with_name("locale")
LANGUAGES: Final = ("zh", "en")
DEFAULT_LANGUAGE: Final = "zh"


class UnknownMessage(KeyError):
    """A message id that the catalogue does not hold: a mistake in the code, never a user's."""


@dataclass(frozen=True)
class Catalogue:
    """All messages of one language.

    Parameters
    ----------
    lang : str
        ``"zh"`` or ``"en"``.
    messages : dict of str to str
        Message id to text with ``str.format`` fields.
    """

    lang: str
    messages: dict[str, str]

    @classmethod
    def load(cls, lang: str) -> Catalogue:
        """Read the catalogue of a language, once per process.

        Parameters
        ----------
        lang : str
            A member of :data:`LANGUAGES`.

        Raises
        ------
        ValueError
            If there is no such language.
        """
        if lang not in LANGUAGES:
            raise ValueError(f"no catalogue for language {lang!r}; there is {', '.join(LANGUAGES)}")
        return _load(lang)

    def __call__(self, key: str, /, **fields: object) -> str:
        """Return the message with its fields filled in.

        Parameters
        ----------
        key : str
            Message id.
        **fields
            Values for the fields of the message.

        Raises
        ------
        UnknownMessage
            If the catalogue has no such id.
        """
        try:
            message = self.messages[key]
        except KeyError:
            raise UnknownMessage(key) from None
        return message.format(**fields) if fields else message

    def has(self, key: str) -> bool:
        """Say whether a message exists (for ids put together from data, such as a fault's).

        Parameters
        ----------
        key : str
            Message id.
        """
        return key in self.messages

    def name(self, row: object) -> str:
        """Return the name of a record in this language: its ``name_zh`` or ``name_en``.

        Parameters
        ----------
        row : object
            Anything with attributes or items ``name_zh`` and ``name_en`` (a region, programme, indicator, basis).
        """
        field = f"name_{self.lang}"
        value = row[field] if hasattr(row, "__getitem__") and not isinstance(row, tuple) else getattr(row, field)
        return str(value)


@cache
def _load(lang: str) -> Catalogue:
    with (LOCALE_DIR / f"{lang}.po").open("rb") as file:
        catalog = read_po(file, locale="zh_Hans_CN" if lang == "zh" else "en")
    return Catalogue(lang, {str(m.id): str(m.string) for m in catalog if m.id})
