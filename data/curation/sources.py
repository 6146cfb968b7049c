"""Raw titles and addresses → sources, with their tier and whether they were seen on a mirror."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlparse

from data.curation.decisions import Decisions, Line
from data.curation.raw import RawRow
from data.dates import is_date

_MIRRORED: Final = re.compile(r"镜像|转载|mirror|改写|转\)|\bvia\b")
PREFIX: Final = "pub-"
"""How the id of a curated source begins; rows of other sources were made by hand and are left alone."""


def source_id(row: RawRow) -> str:
    """Name the source of a raw row by its address, or by its title where it has none.

    Parameters
    ----------
    row : RawRow

    Returns
    -------
    str
        ``pub-``, the host, and six hexadecimal digits of the SHA-256 of address (or title).
    """
    host, has_address = _host(row["url"]), row["url"].startswith("http")
    digest = hashlib.sha256((row["url"] if has_address else row["source_title"]).encode()).hexdigest()[:6]
    stem = re.sub(r"[^a-z0-9]+", "-", host.removeprefix("www.")).strip("-")
    return f"{PREFIX}{stem or 'no-address'}-{digest}"


def is_seed(row: RawRow) -> bool:
    """Say whether a raw row repeats a seed document, which was recorded by hand.

    Parameters
    ----------
    row : RawRow

    Returns
    -------
    bool
    """
    return row["url"].startswith("seed:") or "(seed 0" in row["source_title"] or "; seed 0" in row["source_title"]


def make_sources(rows: Iterable[RawRow], decisions: Decisions) -> dict[str, Line]:
    """Make a source of every address among the raw rows.

    Parameters
    ----------
    rows : iterable of RawRow
    decisions : Decisions
        ``domains``: host to tier, mirror and publisher; ``sources``: the same for one source; ``publishers``: a word
        in a title to a publisher.

    Returns
    -------
    dict of str to dict
        By source id; of several titles for one address the longest, of several dates the most exact one.
    """
    found: dict[str, list[RawRow]] = {}
    for row in rows:
        if not is_seed(row):
            found.setdefault(source_id(row), []).append(row)
    return {key: _make(key, found[key], decisions) for key in sorted(found)}


def _make(key: str, rows: list[RawRow], decisions: Decisions) -> Line:
    own = decisions.by("sources", "source_id").get(key, {})
    title = own.get("title") or max((row["source_title"] for row in rows), key=lambda text: (len(text), text))
    dates = sorted({row["published"] for row in rows if is_date(row["published"])}, key=lambda d: (-len(d), d))
    url = rows[0]["url"]
    host = _host(url)
    of_host = decisions.by("domains", "host").get(host, {})
    named = next((line for line in decisions.lines("publishers") if line["word"] in title), {})
    official = any(line["word"] in title for line in decisions.lines("official_titles"))
    mirror = own.get("mirror") or of_host.get("mirror") or ("yes" if named or _MIRRORED.search(title) else "unknown")
    publisher = own if own.get("publisher") else of_host if of_host.get("publisher") else named
    return {
        "source_id": key,
        "title": title,
        "publisher": publisher.get("publisher", ""),
        "published": dates[0] if dates else "",
        "tier": own.get("tier") or ("official" if official else of_host.get("tier") or "press"),
        "document": "",
        "url": url if url.startswith("http") else "",
        "note": "" if url.startswith("http") else "收集时没有记下网址。",
        "note_en": "" if url.startswith("http") else "No address was recorded when it was gathered.",
        "title_en": "",
        "publisher_en": publisher.get("publisher_en", ""),
        "mirror": mirror,
    }


def _host(url: str) -> str:
    return urlparse(url).netloc.split(":")[0].lower() if url.startswith("http") else ""
