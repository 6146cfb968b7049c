"""The atlas as a static site: ``python -m ui.publish --out site`` writes it, any web server or folder hands it out.

Every view becomes a page in every language: overview, poverty rates, pairings, trends, co-operation, each region, each pair,
each source, conflicts and checks, the built-in deck. Nothing of it needs Python afterwards.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from data.load import Facts
from data.pairings.pair import pair_id
from data.places.recorded import with_records
from export.deck.show import show
from export.deck.story import story
from export.html.page import write_html
from export.static_site.pages import Site, SitePage, check_folder, write_site
from geo.shapes.geometry import load_geometry
from look.palette import palette
from text.catalogue import LANGUAGES, Catalogue
from ui.deployment import map_approval
from ui.opened import shapes
from views import loaders
from views.book import Book
from views.loaders import shapes_dir
from views.memo import memoized
from views.overview.national import credit
from views.reader import Reader
from views.slide import Slide
from views.slides.make import slide

#: Pages of the navigation: message of the label, path, view.
NAVIGATION: Final = (
    ("page.overview", "index.html", "overview"),
    ("page.pairings", "pairings.html", "pairings"),
    ("page.trends", "trends.html", "trends"),
    ("page.region", "regions.html", "overview?fill=rate"),
    ("page.cooperation", "cooperation.html", "cooperation"),
    ("page.sources", "sources.html", "sources?show=conflicts"),
)
#: Further pages: path, view, and the page of the navigation that leads to them.
FURTHER: Final = (
    ("coverage.html", "pairings?show=coverage", "pairings.html"),
    ("ranking.html", "trends?show=ranking", "trends.html"),
    ("delisted.html", "trends?show=delisted", "trends.html"),
    *(
        (f"cooperation-{task}.html", f"cooperation?task={task}", "cooperation.html")
        for task in ("industry", "labour", "talent", "funds", "society")
    ),
    ("scorecard.html", "cooperation?show=scorecard", "cooperation.html"),
    ("terms.html", "cooperation?show=terms", "cooperation.html"),
    ("checks.html", "sources?show=checks", "sources.html"),
)
_LEVELS: Final = ("nation", "province", "prefecture", "area", "county")
Links = tuple[tuple[str, str], ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the site and say how large it is.

    Parameters
    ----------
    arguments : sequence of str, optional
        Those of the command line.

    Returns
    -------
    int
        0, or 2 where the folder holds something else.
    """
    parser = argparse.ArgumentParser(prog="python -m ui.publish", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("site"), help="the folder to write (default: site)")
    parser.add_argument(
        "--lang", nargs="+", default=list(LANGUAGES), choices=LANGUAGES, help="languages, the first one first"
    )
    parser.add_argument("--date", default=date.today().isoformat(), help="date written on the pages (default: today)")
    options = parser.parse_args(arguments)
    try:
        count = publish(options.out.resolve(), options.lang, options.date)
    except FileExistsError as error:
        print(f"{error} holds something else than a published site; name an empty or new folder with --out", file=sys.stderr)
        return 2
    size = sum(path.stat().st_size for path in options.out.rglob("*") if path.is_file())
    print(f"{options.out}: {count} pages, {size / 1e6:.1f} MB; open {options.out / 'index.html'}")
    return 0


def publish(out: Path, langs: Sequence[str], created: str) -> int:
    """Write the site.

    Parameters
    ----------
    langs : sequence of str
        The first one is what the site opens with.
    created : str
        Date written on the pages, ISO 8601.

    Returns
    -------
    int
        Number of pages.

    Raises
    ------
    FileExistsError
        Where ``out`` holds something else.
    """
    check_folder(out)
    facts, boundaries, geometry = loaders.facts(), shapes(), load_geometry(shapes_dir())
    catalogues = {lang: Catalogue.load(lang) for lang in langs}
    sites, files = {}, {}
    for lang, t in catalogues.items():
        navigation = tuple((t(label), path) for label, path, _ in NAVIGATION)
        deck_page = (t("site.deck"), "deck.html")
        regions = with_pages(facts)
        site = Site(lang, t("app.title"), (*navigation, deck_page), regions, credit(boundaries, t), facts.version, created)
        sites[lang] = (site, pages(facts, loaders.book(facts, Reader(lang))))
        story_show = show(story(lang), lang, "light", created, approval=boundaries.approval)
        files[f"{lang}/deck.html"] = write_html(story_show, geometry, t, palette("light"), back="index.html").encode()
    return write_site(out, sites, geometry, catalogues, files)


def pages(facts: Facts, book: Book) -> Iterator[SitePage]:
    """Yield the pages of one language; each is made when it is written, so that few are in memory at a time.

    Yields
    ------
    SitePage
        Those of the navigation first, then what they lead to, regions, pairs, sources.
    """
    t = book.t
    pairs = loaders.pairs(facts)
    flows = _flows(facts)
    further = {path: slide(view, t.lang, approval=map_approval()) for path, view, _ in FURTHER}
    lists = {
        "index.html": ((t("site.provinces"), _of_level(facts, book, "province")),),
        "pairings.html": ((t("site.pairs"), tuple((pair_name(key, book), f"pairs/{key}.html") for key in pairs)),),
        "regions.html": tuple((t(f"level.{level}"), _of_level(facts, book, level)) for level in _LEVELS),
        "sources.html": ((t("site.documents"), _documents(book)),),
    }
    for _, path, view in NAVIGATION:
        more = tuple((further[p].title, p) for p, _, group in FURTHER if group == path)
        lists_before = ((t("site.more"), more),) if more else ()
        yield SitePage(
            path, slide(view, t.lang, approval=map_approval()), path, (*lists_before, *lists.get(path, ())), flows
        )
    for path, _, group in FURTHER:
        yield SitePage(path, further[path], group, flows=flows)
    for region in facts.regions.loc[facts.regions["region_id"].isin(with_pages(facts)), "region_id"]:
        lists_of = _region_lists(str(region), facts, book, list(pairs))
        yield SitePage(f"regions/{region}.html", _whole(f"region?region={region}", t.lang), "regions.html", lists_of, flows)
    for key in pairs:
        ends = tuple((book.region(end), f"regions/{end}.html") for end in ends_of(key, book))
        view = f"region?pair={key}"
        yield SitePage(f"pairs/{key}.html", _whole(view, t.lang), "pairings.html", ((t("site.ends"), ends),), flows)
    for source in book.sources:
        yield SitePage(
            f"sources/{source}.html", slide(f"sources?source={source}", t.lang, approval=map_approval()), "sources.html"
        )


def with_pages(facts: Facts) -> frozenset[str]:
    """Return the regions that have a page of their own: all but counties of which nothing is recorded."""
    larger = frozenset(facts.regions.loc[facts.regions["level"] != "county", "region_id"])
    return larger | memoized("known", lambda: with_records(facts), facts)


def _whole(view: str, lang: str) -> Slide:
    """A page has room for the table of facts; what says the same twice is left out."""
    whole = slide(view, lang, approval=map_approval())
    return whole if whole.facts.empty else replace(whole, table=whole.table.iloc[:0])


def _flows(facts: Facts) -> dict[str, str]:
    rows = facts.pairings
    columns = zip(rows["pairing_id"], rows["helper_id"], rows["recipient_id"], strict=True)
    return {str(flow): f"pairs/{pair_id(helper, recipient)}.html" for flow, helper, recipient in columns}


def _of_level(facts: Facts, book: Book, level: str) -> Links:
    rows = facts.regions[(facts.regions["level"] == level) & facts.regions["region_id"].isin(with_pages(facts))]
    return tuple((book.region(str(i)), f"regions/{i}.html") for i in rows["region_id"])


def _region_lists(region: str, facts: Facts, book: Book, pairs: list[str]) -> tuple[tuple[str, Links], ...]:
    t = book.t
    inside = [i for i in facts.regions[facts.regions["parent_id"] == region]["region_id"] if i in with_pages(facts)]
    members = facts.area_members[facts.area_members["area_id"] == region]["region_id"]
    parent = str(book.regions[region]["parent_id"])
    own = [key for key in pairs if region in ends_of(key, book)]
    lists: tuple[tuple[str, Links], ...] = (
        (t("site.pairs"), tuple((pair_name(key, book), f"pairs/{key}.html") for key in own)),
        (t("site.part_of"), ((book.region(parent), f"regions/{parent}.html"),) if parent in book.regions else ()),
        (t("site.inside"), tuple((book.region(str(i)), f"regions/{i}.html") for i in (*inside, *members))),
    )
    return tuple(entry for entry in lists if entry[1])


def pair_name(key: str, book: Book) -> str:
    """Name a pair by its key.

    Parameters
    ----------
    key : str
        As :func:`data.pairings.pair.pair_id` makes it.

    Returns
    -------
    str
        The key itself where no region is known by its parts.
    """
    ends = ends_of(key, book)
    return book.t("tip.pair", helper=book.region(ends[0]), recipient=book.region(ends[1])) if ends else key


def ends_of(key: str, book: Book) -> tuple[str, ...]:
    """Return helper and recipient of a pair's key.

    Returns
    -------
    tuple of str
        Both ids. An id may hold hyphens itself, so the hyphen that parts two known regions counts; empty where none does.
    """
    cuts = ((key[:at], key[at + 1 :]) for at, c in enumerate(key) if c == "-")
    return next((cut for cut in cuts if cut[0] in book.regions and cut[1] in book.regions), ())


def _documents(book: Book) -> Links:
    names = {
        i: str(row["title"] if book.t.lang == "zh" else row["title_en"] or row["title"]) for i, row in book.sources.items()
    }
    return tuple((name, f"sources/{i}.html") for i, name in names.items())


if __name__ == "__main__":
    sys.exit(main())
