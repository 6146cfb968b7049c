"""The pages of the published site: which there are, what each shows, and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from data.load import Facts
from data.pairings.pair import pair_id
from data.places.lineage import parents
from data.places.recorded import with_records
from export.static_site.pages import Content, Links, SitePage
from ui.deployment import map_approval
from ui.navigation import PAGES
from ui.published.keys import Keys
from views import loaders
from views.book import Book
from views.by_page import VIEWS
from views.memo import memoized
from views.parts.words import translated_title
from views.reader import Reader
from views.slide import Slide
from views.slides.make import slide

#: Pages that stand at another path than their name, or open with another view.
_OTHERWISE: Final = {
    "overview": ("index.html", "overview"),
    "region": ("regions.html", "overview?fill=rate"),
    "sources": ("sources.html", "sources?show=conflicts"),
}
#: Pages of the navigation, every page that has a view: message of the label, path, view.
NAVIGATION: Final = tuple(
    (f"page.{page.name}", *_OTHERWISE.get(page.name, (f"{page.name}.html", page.name)))
    for page in PAGES
    if page.name in VIEWS
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


def pages(facts: Facts, book: Book, keys: Keys) -> Iterator[SitePage]:
    """Yield the pages of one language; what each shows is made when it is written, by whoever writes it.

    Yields
    ------
    SitePage
        Those of the navigation first, then what they lead to, regions, pairs, sources.
    """
    lang = book.t.lang
    for _, path, view in NAVIGATION:
        yield SitePage(path, path, keys.of_all(lang, view), partial(country_page, path, view, lang), keys.basis)
    for path, view, group in FURTHER:
        yield SitePage(path, group, keys.of_all(lang, view), partial(country_page, path, view, lang), keys.basis)
    for region, lists in region_lists(facts, book).items():
        view = f"region?region={region}"
        key = keys.of_places(lang, view, (region,), facts, lists)
        yield SitePage(f"regions/{region}.html", "regions.html", key, partial(whole_page, view, lang, lists), keys.basis)
    for pair in loaders.pairs(facts):
        view, ends = f"region?pair={pair}", ends_of(pair, book)
        lists = ((book.t("site.ends"), tuple((book.region(end), f"regions/{end}.html") for end in ends)),)
        key = keys.of_places(lang, view, ends, facts, lists)
        yield SitePage(f"pairs/{pair}.html", "pairings.html", key, partial(whole_page, view, lang, lists), keys.basis)
    for source in book.sources:
        view = f"sources?source={source}"
        key = keys.of_source(lang, view, source)
        yield SitePage(f"sources/{source}.html", "sources.html", key, partial(plain_page, view, lang), keys.basis)


def country_page(path: str, view: str, lang: str) -> Content:
    """Make a page of the navigation, or a further one, with the lists of what it leads to."""
    facts = loaders.facts()
    book = loaders.book(facts, Reader(lang))
    t = book.t
    lists: dict[str, Callable[[], tuple[tuple[str, Links], ...]]] = {
        "index.html": lambda: ((t("site.provinces"), _of_level(facts, book, "province")),),
        "pairings.html": lambda: (
            (t("site.pairs"), tuple((pair_name(key, book), f"pairs/{key}.html") for key in loaders.pairs(facts))),
        ),
        "regions.html": lambda: tuple((t(f"level.{level}"), _of_level(facts, book, level)) for level in _LEVELS),
        "sources.html": lambda: ((t("site.documents"), _documents(book)),),
    }
    more = tuple((_slide(view, lang).title, further) for further, view, group in FURTHER if group == path)
    before = ((t("site.more"), more),) if more else ()
    shown = _slide(view, lang)
    return Content(shown, (*before, *(lists[path]() if path in lists else ())), flows_of(shown, facts))


def whole_page(view: str, lang: str, lists: tuple[tuple[str, Links], ...]) -> Content:
    """Make a page of a place or pair: it has room for the table of facts; what says the same twice is left out."""
    whole = _slide(view, lang)
    shown = whole if whole.facts.empty else replace(whole, table=whole.table.iloc[:0])
    return Content(shown, lists, flows_of(shown, loaders.facts()))


def plain_page(view: str, lang: str) -> Content:
    """Make the page of a document."""
    return Content(_slide(view, lang))


def _slide(view: str, lang: str) -> Slide:
    return slide(view, lang, "both", approval=map_approval())


def with_pages(facts: Facts) -> frozenset[str]:
    """Return the regions that have a page of their own: all but counties of which nothing is recorded."""
    larger = frozenset(facts.regions.loc[facts.regions["level"] != "county", "region_id"])
    return larger | memoized("known", lambda: with_records(facts), facts)


def flows_of(shown: Slide, facts: Facts) -> dict[str, str]:
    """Return the page of the pair that each flow on a map belongs to."""
    on_map = {flow.flow_id for scene in shown.scenes for flow in scene.flows}
    rows = facts.pairings[facts.pairings["pairing_id"].isin(on_map)]
    columns = zip(rows["pairing_id"], rows["helper_id"], rows["recipient_id"], strict=True)
    return {str(flow): f"pairs/{pair_id(helper, recipient)}.html" for flow, helper, recipient in columns}


def _of_level(facts: Facts, book: Book, level: str) -> Links:
    rows = facts.regions[(facts.regions["level"] == level) & facts.regions["region_id"].isin(with_pages(facts))]
    return tuple((book.region(str(i)), f"regions/{i}.html") for i in rows["region_id"])


def region_lists(facts: Facts, book: Book) -> dict[str, tuple[tuple[str, Links], ...]]:
    """Return what the page of each region leads to: its pairs, what it lies in, what lies in it.

    Returns
    -------
    dict of str to tuple of (heading, links)
        Regions that have a page, in the order of their file; lists without a link are left out.
    """
    t, own = book.t, with_pages(facts)
    parent_of, inside, pairs = parents(facts.regions), dict[str, list[str]](), dict[str, list[str]]()
    for region, parent in parent_of.items():
        if region in own:
            inside.setdefault(parent, []).append(region)
    for area, region in zip(facts.area_members["area_id"], facts.area_members["region_id"], strict=True):
        inside.setdefault(area, []).append(region)
    for key in loaders.pairs(facts):
        for end in dict.fromkeys(ends_of(key, book)):
            pairs.setdefault(end, []).append(key)

    def links(region_ids: Iterable[str]) -> Links:
        return tuple((book.region(i), f"regions/{i}.html") for i in region_ids if i in book.regions)

    lists: dict[str, tuple[tuple[str, Links], ...]] = {}
    for region in (region for region in parent_of if region in own):
        of_region: tuple[tuple[str, Links], ...] = (
            (t("site.pairs"), tuple((pair_name(key, book), f"pairs/{key}.html") for key in pairs.get(region, ()))),
            (t("site.part_of"), links([parent_of[region]])),
            (t("site.inside"), links(inside.get(region, ()))),
        )
        lists[region] = tuple(entry for entry in of_region if entry[1])
    return lists


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
    names = {i: translated_title(row, book.t) or str(row["title"]) for i, row in book.sources.items()}
    return tuple((name, f"sources/{i}.html") for i, name in names.items())
