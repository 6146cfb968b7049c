"""Records as words: a value with its unit and bound, a period, who reported it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from data.places.outlines import area_km2
from text.catalogue import Catalogue
from text.dates import format_date
from text.lettering import is_latin
from text.numbers import format_number
from text.quantity import quantity

Row = Mapping[str, Any]
#: Characters of a reporter's name on a card of the map.
BY: int = 24


def value_text(row: Row, unit: str, t: Catalogue) -> str:
    """Say the value of an observation or co-operation figure with its unit.

    Parameters
    ----------
    row : mapping
        ``value``, ``bound``; a band has ``value_high`` too.
    unit : str
        Unit id; its word comes from the catalogue.

    Returns
    -------
    str
        E.g. '22.7%', '≥77万人', '1,740,000 people', '5–10%', '¥120.128 bn'.
    """
    return quantity(row["value"], unit, row["bound"], t, row.get("value_high", math.nan))


def measure_text(measure: Row, t: Catalogue) -> str:
    """Name what a co-operation figure counts, for beside its value: without its unit in brackets, which the value says.

    Parameters
    ----------
    measure : mapping
        A row of ``measures``.
    """
    return t.name(measure).removesuffix(t("measure.in_unit", unit=t(f"unit.{measure['unit']}")))


def size_text(outline: str, lang: str) -> str:
    """Print what an outline encloses in square kilometres, to three digits: more a drawn line does not say."""
    return format_number(float(f"{area_km2(outline):.3g}"), lang)


def reporter(source: Row, t: Catalogue, *, bare: bool = False) -> str:
    """Say who reported, and when.

    Parameters
    ----------
    source : mapping
        ``publisher``, ``published``, ``title``, ``kind``; empty cells are left out of the words.
    bare : bool
        Only who and when, for sentences that say 'as reported by' themselves.

    Returns
    -------
    str
        '据新疆日报2016年1月9日报道', or with the title where no publisher is known; a signed article is called that.
    """
    name = publisher_of(source, t) or title_of(source, t)
    if source.get("tier") == "own":
        # Nobody is to take an office's own figure for one that the press reported.
        name = t("source.own", who=name)
    if bare:
        date = format_date(source["published"], t.lang)
        return t("source.bare", who=name, date=date) if date else name
    kind = "opinion" if source["kind"] == "opinion" else "reported"
    if source["published"]:
        return t(f"source.{kind}_on", who=name, date=format_date(source["published"], t.lang))
    return t(f"source.{kind}", who=name)


def publisher_of(source: Row, t: Catalogue) -> str:
    """Name the publisher in the reader's language where it has such a name, else as printed.

    Parameters
    ----------
    source : mapping
        ``publisher``, ``publisher_en``.

    Returns
    -------
    str
        Empty where the document does not say.
    """
    return str((source["publisher_en"] if t.lang == "en" else "") or source["publisher"])


def translated_title(source: Row, t: Catalogue) -> str:
    """Return the atlas's translation of a title into the reader's language, empty where there is none.

    Parameters
    ----------
    source : mapping
        ``title_zh``, ``title_en``.
    """
    return str(source[f"title_{t.lang}"])


def title_of(source: Row, t: Catalogue) -> str:
    """Cite a title: in the reader's language where there is a translation, in the marks of that language.

    Parameters
    ----------
    source : mapping
        ``title``, ``title_zh``, ``title_en``, ``title_from``, ``language``.

    Returns
    -------
    str
        A title that holds Chinese book-title marks itself is not put into a second pair, and one in Latin letters stands in
        quotation marks there. What is written neither in Chinese nor in the reader's language says in which it is. Of a
        title that the document does not print, it says so instead.
    """
    title = translated_title(source, t) or str(source["title"])
    if source["title_from"] == "given":
        return t("source.title_given", title=title)
    marked = title
    if not any(mark in title for mark in t("source.own_marks")):
        marked = t("source.titled_latin" if is_latin(title) else "source.titled", title=title)
    if source["language"] in ("", "zh", t.lang):
        return marked
    return t("source.in_language", title=marked, language=t(f"language.{source['language']}"))
