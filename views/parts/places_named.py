"""Places and pairs in an address: codes and names of older lists lead to the place of today, and the reader is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from data.load import Facts
from data.pairings.pair import pair_id
from data.places.aliases import Moved, fold, index, moves
from text.catalogue import Catalogue
from text.dates import format_date
from views.book import Book
from views.memo import memoized
from views.params import Notice, Param, Substitute


def region_param(facts: Facts, book: Book, default: str = "", instead: Mapping[str, str] | None = None) -> Param:
    """Return the parameter that holds a region.

    Parameters
    ----------
    book : Book
        Words and names of a notice are in its language.
    default : str
        Region shown where the address names none; empty for none.
    instead : mapping of str to str, optional
        What the address gets where it names a place that is not known, as :class:`Param` takes it.

    Returns
    -------
    Param
        A code or name of an older list is taken for the place of today, a name of today for its code.
    """
    return Param(
        "region", default, book.regions.keys(), lambda raw: place_of(raw, facts, book), instead or {}, "notice.no_place"
    )


def pair_param(facts: Facts, book: Book, pairs: Collection[str], instead: Mapping[str, str] | None = None) -> Param:
    """Return the parameter that holds a pair by the ids of its two regions.

    Parameters
    ----------
    pairs : collection of str
        Keys of the pairs that have a page.
    instead : mapping of str to str, optional
        As for :func:`region_param`.

    Returns
    -------
    Param
        In the key either region may stand with a code of an older list; the id of a pairing is taken for its pair.
    """

    def substitute(raw: str) -> Substitute | None:
        if key := _keys_of_pairings(facts).get(raw, ""):
            return Substitute(key) if key in pairs else None
        moved = _moved(facts)
        for at, sign in enumerate(raw):
            ends = [raw[:at], raw[at + 1 :]]
            now = [moved[end].successor if end in moved else end for end in ends]
            key = "-".join(now)
            if sign == "-" and key in pairs:
                first = next(moved[end] for end in ends if end in moved)
                return Substitute(key, said_of(first, book))
        return None

    return Param("pair", "", pairs, substitute, instead or {})


def successor(region_id: str, facts: Facts) -> str:
    """Return the region of today for a code or name of an older list; any other text, and one with several, as it is."""
    moved = _moved(facts).get(region_id)
    return moved.successor or region_id if moved else region_id


def place_of(raw: str, facts: Facts, book: Book) -> Substitute | None:
    """Say which place a value stands for that is no region's id.

    Parameters
    ----------
    raw : str
        A stranger's.

    Returns
    -------
    Known or None
        None where no place, or more than one place of today, bears such a name.
    """
    moved = _moved(facts).get(raw)
    if moved:
        return Substitute(moved.successor, said_of(moved, book))
    named = _index(facts).get(fold(raw[:60]), ())
    return Substitute(named[0]) if len(named) == 1 else None


def said_of(moved: Moved, book: Book) -> Notice:
    """Return the message that says what a place is called today, or why there is none.

    Returns
    -------
    (str, dict of str to str)
    """
    t: Catalogue = book.t
    note = moved.note if t.lang == "zh" else moved.note_en
    if not moved.successor:
        return "notice.divided", {"alias": moved.alias, "note": note}
    now = book.region(moved.successor)
    fields = {"alias": moved.alias, "name": moved.name, "now": now, "code": moved.successor}
    if note:
        return "notice.merged", fields | {"note": note}
    if moved.name in ("", str(book.regions[moved.successor]["name_zh"])):
        return "notice.recoded", fields
    if not moved.until:
        return "notice.renamed", fields
    return "notice.renamed_in", fields | {"year": format_date(moved.until, t.lang)}


def _moved(facts: Facts) -> dict[str, Moved]:
    return memoized("moves", lambda: moves(facts.aliases), facts)


def _index(facts: Facts) -> dict[str, tuple[str, ...]]:
    return memoized("names", lambda: index(facts.regions, facts.aliases), facts)


def _keys_of_pairings(facts: Facts) -> dict[str, str]:
    def gather() -> dict[str, str]:
        rows = facts.pairings
        return dict(zip(rows["pairing_id"], map(pair_id, rows["helper_id"], rows["recipient_id"]), strict=True))

    return memoized("keys of pairings", gather, facts)
