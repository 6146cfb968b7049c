"""Sentences one after another, as each language sets them: a finding has no full stop of its own until something follows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from text.catalogue import Catalogue

#: What already ends a sentence.
ENDS: Final = (".", "!", "?", "…", "。", "！", "？")


def sentences(said: Iterable[str], t: Catalogue) -> str:
    """Put sentences one after another.

    Parameters
    ----------
    said : iterable of str
        Plain text; empty ones are passed over.

    Returns
    -------
    str
        The last ends as it did.

    Examples
    --------
    >>> sentences(("2018: Gansu 9.6%", "", "Undated: 2."), Catalogue.load("en"))
    '2018: Gansu 9.6%. Undated: 2.'
    """
    text = ""
    for then in filter(None, said):
        ended = text if not text or text.endswith(ENDS) else t("describe.ended", text=text)
        text = t("describe.then", first=ended, then=then) if ended else then
    return text
