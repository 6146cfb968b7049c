"""Other names and codes of places: what an old one leads to today, and how names are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from data.places.names import short_name, short_of
from data.places.variants import VARIANTS
from data.rows import records

_FORMS: Final = str.maketrans(VARIANTS)
_DROPPED: Final = re.compile(r"[\s'’·\-—.、,，()（）“”\"]+")


@dataclass(frozen=True)
class Moved:
    """What became of a place that a code of an older list, or an old name, stands for.

    Attributes
    ----------
    alias : str
        The code or name that was asked for.
    name : str
        What the place was called then, in Chinese; empty where that is what it is called today.
    region_ids : tuple of str
        The place of today. Several where it was divided: then none of them is the place.
    until : str
        When it changed, partial ISO date; empty where that is not recorded.
    note, note_en : str
        What became of it, where it was merged or divided.
    """

    alias: str
    name: str
    region_ids: tuple[str, ...]
    until: str
    note: str
    note_en: str

    @property
    def successor(self) -> str:
        """The one place of today; empty where there are several."""
        return self.region_ids[0] if len(self.region_ids) == 1 else ""


def moves(aliases: pd.DataFrame) -> dict[str, Moved]:
    """Return what became of each place that has another code or name today, by that code and by that name.

    Parameters
    ----------
    aliases : DataFrame
        As in :class:`data.load.Facts`.

    Returns
    -------
    dict of str to Moved
        Codes of today that the boundaries do not have yet are among them.
    """
    moved: dict[str, Moved] = {}
    for row in records(aliases):
        if row["kind"].startswith(("old_", "later_")):
            name = row["name"] if row["kind"].endswith("_code") else row["alias"]
            ids = tuple(row["region_ids"].split(";"))
            moved[row["alias"]] = Moved(row["alias"], name, ids, row["until"], row["note"], row["note_en"])
    return moved


def aliases_of(aliases: pd.DataFrame) -> dict[str, list[Mapping[str, Any]]]:
    """Return the rows of ``aliases`` that belong to each region.

    Returns
    -------
    dict of str to list of mapping
        A place that was divided stands under each of its successors.
    """
    by_region: dict[str, list[Mapping[str, Any]]] = {}
    for row in records(aliases):
        for region_id in row["region_ids"].split(";"):
            by_region.setdefault(region_id, []).append(row)
    return by_region


def fold(name: str) -> str:
    """Return a name in the form in which names are compared.

    Returns
    -------
    str
        Lower case without accents, spaces, apostrophes, hyphens, brackets and points; traditional and variant characters
        as those of today.

    Examples
    --------
    >>> fold("Xi'an"), fold("Nyêmo County"), fold("新彊"), fold("廣西")
    ('xian', 'nyemocounty', '新疆', '广西')
    """
    if name.isascii():
        return _DROPPED.sub("", name.lower())
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", name).lower())
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _DROPPED.sub("", bare).translate(_FORMS)


def readings(pinyin: str) -> tuple[str, ...]:
    """Return the ways a reading is typed: whole, with v or yu for ü, and its initials.

    Parameters
    ----------
    pinyin : str
        Syllables with spaces between them, as in ``regions.csv``.

    Returns
    -------
    tuple of str
        Empty for an empty reading.

    Examples
    --------
    >>> readings("lü chun"), readings("gui zhou")
    (('luchun', 'lvchun', 'lyuchun', 'lc'), ('guizhou', 'gz'))
    """
    syllables = pinyin.split()
    typed = ["".join(syllables).replace("ü", other) for other in ("u", "v", "yu")]
    return tuple(dict.fromkeys([*typed, "".join(syllable[0] for syllable in syllables)])) if syllables else ()


def index(regions: pd.DataFrame, aliases: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return every name and code, folded, with the regions that bear it.

    Parameters
    ----------
    regions, aliases : DataFrame
        As in :class:`data.load.Facts`.

    Returns
    -------
    dict of str to tuple of str
        Regions in the order of their file; what a place was called and what it is called are not told apart.
    """
    ids_of: dict[str, dict[str, None]] = {}

    def add(region_id: str, names: Iterable[str]) -> None:
        for name in names:
            if name:
                ids_of.setdefault(fold(name), {})[region_id] = None

    for row in records(regions):
        english = (row["name_en"], short_name(row["name_en"]), short_of(row, "en"))
        add(row["region_id"], (row["region_id"], row["name_zh"], row["short_zh"], *english))
    for region_id, rows in aliases_of(aliases).items():
        add(region_id, (row["alias"] for row in rows))
    order = {region_id: place for place, region_id in enumerate(regions["region_id"])}
    return {name: tuple(sorted(ids, key=lambda i: order.get(i, len(order)))) for name, ids in ids_of.items()}
