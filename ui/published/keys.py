"""What a page of the published site stands on, as a key: one that is published under the same key stays as it is."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Final

from data.load import Facts
from export.static_site.reach import Reach
from views import loaders
from views.loaders import Shapes
from views.unverified import facts_of

_ROOT: Final = Path(__file__).resolve().parents[2]
#: What makes pages; of the facts each row counts by itself.
_ROOMS: Final = ("text", "look", "data", "geo", "charts", "views", "export", "ui")
_CODE: Final = (".py", ".po", ".js", ".css", ".html")


class Keys:
    """What pages stand on, as keys: one that is published under the same key would come out the same.

    Parameters
    ----------
    shapes : Shapes
        With the approval number.
    drawn : bool
        Whether charts are drawn here.
    salt : str
        Makes all keys others than before.

    Attributes
    ----------
    basis : str
        What all pages stand on.
    """

    def __init__(self, shapes: Shapes, drawn: bool, langs: Sequence[str], salt: str = "") -> None:
        self.basis = _digest(program_digest(), shapes.version, shapes.approval, drawn, *langs, salt)
        self._reaches: dict[object, Reach] = {}
        self._digests: dict[tuple[str, ...], str] = {}

    def of_places(self, lang: str, view: str, region_ids: Sequence[str], facts: Facts, *shown: object) -> str:
        """Return the key of the page of a place or pair, which shows some links besides; all of the same facts."""
        reach, ids = self._reach(facts), tuple(region_ids)
        if ids not in self._digests:  # the same rows in every language
            self._digests[ids] = reach.digest(reach.of_places(*ids))
        return self._key(lang, view, self._digests[ids], *shown)

    def of_source(self, lang: str, view: str, source_id: str) -> str:
        """Return the key of the page of a document."""
        known = "source", source_id
        if known not in self._digests:
            # An unverified document is shown with the records of it that all others leave out.
            reach = self._reach(facts_of({"source": source_id}))
            self._digests[known] = reach.digest(reach.of_source(source_id))
        return self._key(lang, view, self._digests[known])

    def of_all(self, lang: str, view: str) -> str:
        """Return the key of a page that shows the whole country, or all documents."""
        return self._key(lang, view, loaders.facts().version, loaders.facts(unverified=True).version)

    def _reach(self, facts: Facts) -> Reach:
        return self._reaches.setdefault(facts.identity, Reach(facts))

    def _key(self, *parts: object) -> str:
        return _digest(self.basis, *parts)


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]


@cache
def program_digest() -> str:
    """Return what changes with the program: its own code and words, and the versions of all libraries."""
    digest = hashlib.sha256(sys.version.encode())
    for room in _ROOMS:
        for path in sorted((_ROOT / room).rglob("*")):
            if path.suffix in _CODE:
                digest.update(path.relative_to(_ROOT).as_posix().encode() + path.read_bytes())
    for name, version in sorted({(part.name, part.version) for part in distributions()}):
        digest.update(f"{name}=={version}".encode())
    return digest.hexdigest()
