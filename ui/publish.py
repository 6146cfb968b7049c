"""The atlas as a static site: ``python -m ui.publish --out site`` writes it, any web server or folder hands it out.

Every view becomes a page in every language: overview, poverty rates, pairings, trends, co-operation, each region, each pair,
each source, conflicts and checks, the built-in deck. Nothing of it needs Python afterwards. Written again into the same
folder, only pages change that stand on something that has.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from export.deck.show import show
from export.deck.story import story
from export.html.page import write_html
from export.jobs.machine import find_browser
from export.static_site.pages import Site
from export.static_site.site import SiteFile, Written, check_folder, write_site
from export.trouble import ExportTrouble, MissingBrowser
from look.palette import palette
from text.catalogue import LANGUAGES, Catalogue
from ui.opened import shapes
from ui.published.keys import Keys
from ui.published.pages import NAVIGATION, pages, with_pages
from ui.published.search import places_script, search_script, search_style
from ui.shared.search import search_words
from views import loaders
from views.overview.national import credit
from views.reader import Reader
from views.slide import Show, Slide


class RecordsChanged(RuntimeError):
    """Records changed while the site was written: some pages would show the old ones and some the new ones."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the site and say how large it is.

    Parameters
    ----------
    arguments : sequence of str, optional
        Those of the command line.

    Returns
    -------
    int
        0; 1 where records changed meanwhile or a page could not be made, 2 where the folder holds something else, 130 where
        it was stopped.
    """
    parser = argparse.ArgumentParser(prog="python -m ui.publish", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("site"), help="the folder to write (default: site)")
    parser.add_argument(
        "--lang", nargs="+", default=list(LANGUAGES), choices=LANGUAGES, help="languages, the first one first"
    )
    parser.add_argument("--date", default=date.today().isoformat(), help="date written on the pages (default: today)")
    parser.add_argument("--processes", type=int, help="how many make pages at a time (default: as many as cores)")
    parser.add_argument("--afresh", action="store_true", help="make every page anew, such as after new fonts")
    options = parser.parse_args(arguments)
    # Who ends it by a signal wants nothing half-written left behind, as who presses Ctrl-C.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        written = publish(
            options.out.resolve(), options.lang, options.date, processes=options.processes, afresh=options.afresh
        )
    except FileExistsError as error:
        print(f"{error} holds something else than a published site; name an empty or new folder with --out", file=sys.stderr)
        return 2
    except RecordsChanged:
        print("records changed while the site was written; the one before stands. Run it again", file=sys.stderr)
        return 1
    except ExportTrouble as error:
        page = ", ".join(getattr(error, "__notes__", ()))
        print(f"{page}: {error}\nThe site that was there stands as it was", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped. The site that was there stands as it was", file=sys.stderr)
        return 130
    finally:
        signal.signal(signal.SIGTERM, before)
    size = sum(path.stat().st_size for path in options.out.rglob("*") if path.is_file())
    count = f"{written.made + written.kept} pages ({written.made} made, {written.kept} unchanged)"
    print(f"{options.out}: {count}, {size / 1e6:.1f} MB; open {options.out / 'index.html'}")
    return 0


def publish(out: Path, langs: Sequence[str], created: str, *, processes: int | None = None, afresh: bool = False) -> Written:
    """Write the site; pages that stand on the same as those that are there stay as they are.

    Parameters
    ----------
    langs : sequence of str
        The first one is what the site opens with.
    created : str
        Date written on the pages, ISO 8601.
    processes : int, optional
        That make pages; as many as there are cores, if not given.
    afresh : bool
        Whether all pages are made anew.

    Raises
    ------
    FileExistsError
        Where ``out`` holds something else.
    RecordsChanged
        Where records changed meanwhile: the site that was there stands.
    """
    check_folder(out)
    facts, boundaries, drawn = loaders.facts(), shapes(), has_browser()
    keys = Keys(boundaries, drawn, langs, salt=created if afresh else "")
    sites, decks, assets = {}, [], {"search.js": search_script(), "search.css": search_style()}
    for lang in langs:
        t = Catalogue.load(lang)
        navigation = (*((t(label), path) for label, path, _ in NAVIGATION), (t("site.deck"), "deck.html"))
        site = Site(
            lang,
            t("app.title"),
            navigation,
            with_pages(facts),
            credit(boundaries, t),
            facts.version,
            created,
            tuple(langs),
            json.dumps(search_words(t), ensure_ascii=False),
        )
        sites[lang] = (site, pages(facts, loaders.book(facts, Reader(lang)), keys))
        told = partial(deck_slides, lang, created), partial(deck, lang, created)
        decks.append(SiteFile(f"{lang}/deck.html", keys.of_all(lang, "deck"), *told, keys.basis))
        assets[f"places-{lang}.js"] = places_script(facts, t)
    # What all processes need is read before there are several.
    loaders.geometry(boundaries)

    def ready() -> None:
        if loaders.facts().version != facts.version:
            raise RecordsChanged

    return write_site(out, sites, decks, assets, drawn=drawn, processes=processes, ready=ready, progress=_say)


def has_browser() -> bool:
    """Say whether this machine has a browser that draws charts; else it is said what that means."""
    try:
        find_browser()
    except MissingBrowser:
        print(
            "no Chromium, Chrome or Edge: charts are drawn by plotly in the reader's browser, without pictures",
            file=sys.stderr,
        )
        return False
    return True


def _say(done: int, total: int, path: str) -> None:
    print(f"{done}/{total} {path}", file=sys.stderr, flush=True)


def deck_slides(lang: str, created: str) -> list[Slide]:
    """Return the slides of the built-in deck without its two ends, which name the day."""
    return [told for told in _story(lang, created).slides if not told.kind]


def deck(lang: str, created: str) -> bytes:
    """Return the built-in deck as one page."""
    geometry = loaders.geometry(shapes())
    if geometry is None:
        raise FileNotFoundError(loaders.shapes_dir())
    return write_html(_story(lang, created), geometry, Catalogue.load(lang), palette("light"), back="index.html").encode()


def _story(lang: str, created: str) -> Show:
    return show(story(lang), lang, "light", created, approval=shapes().approval)


if __name__ == "__main__":
    sys.exit(main())
