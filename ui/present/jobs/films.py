"""Films of a deck, or of a view that moves: laid out here, photographed where there is a browser, then written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from export.deck.deck import Deck
from export.deck.show import show
from export.film.stops import Stop, stops_of_deck, stops_of_years
from export.film.write import Frame, write_gif, write_mp4, write_webp
from export.html.page import write_html
from export.jobs.machine import find_ffmpeg
from export.jobs.worker import Onward, Progress
from export.pictures.browser import photograph
from export.trouble import NothingMoves
from look.palette import palette
from text.catalogue import Catalogue
from ui.present.jobs.view_files import geometry
from views.loaders import Shapes
from views.slide import Show
from views.slides.moments import moments

if TYPE_CHECKING:
    from ui.present.jobs.making import Wish

_WRITERS: Final[Mapping[str, Callable[[Sequence[Frame], Callable[[int, int], None]], bytes]]] = {
    "webp": write_webp,
    "gif": write_gif,
    "mp4": write_mp4,
}
#: Kinds of film.
FILMS: Final = tuple(_WRITERS)


def moves(deck: Deck) -> bool:
    """Say whether there is a film of a deck: of several slides always, of one where its view steps."""
    return len(deck.slides) > 1 or any(moments(slide.view) for slide in deck.slides)


def film(progress: Progress, wish: Wish, boundaries: Shapes, t: Catalogue) -> Onward:
    """Lay the film of a deck out as a page; a browser goes on.

    Raises
    ------
    NothingMoves
        Where the deck is one view that neither has years nor steps.
    MissingFfmpeg
        Of an MP4, where the machine has no ffmpeg.
    """
    if wish.kind == "mp4":
        find_ffmpeg()
    ready, stops = _scenes(progress, wish, boundaries, t)
    page = write_html(
        ready, geometry(boundaries.version), t, palette(wish.theme), progress=_telling(progress, t("present.drawing"))
    )
    return Onward("browser", partial(shoot, page=page, stops=stops, kind=wish.kind, lang=wish.lang))


def _scenes(progress: Progress, wish: Wish, boundaries: Shapes, t: Catalogue) -> tuple[Show, list[Stop]]:
    """The slides of a film and where it stops: a deck's own, or the same view in one year after another."""
    preparing, deck = _telling(progress, t("present.preparing")), wish.deck
    rest = (wish.lang, wish.theme, wish.created, preparing, boundaries.approval)
    if len(deck.slides) > 1:
        ready = show(deck, *rest)
        return ready, stops_of_deck(ready)
    only = deck.slides[0]
    steps = moments(only.view)
    # A title or sentence of one's own was written for one of the years.
    slides = tuple(replace(only, view=view, title="", sentence="") for view in steps) if len(steps) > 1 else deck.slides
    ready = show(replace(deck, slides=slides, cover=False), *rest)
    if len(steps) > 1:
        # What finds no room beside the map would stand between two years.
        ready = replace(ready, slides=tuple(slide for slide in ready.slides if slide.mapped))
        return ready, stops_of_years(ready)
    if not any(slide.builds for slide in ready.slides):
        raise NothingMoves(instead=t("present.as_png"))
    return ready, stops_of_deck(ready)


def shoot(progress: Progress, page: str, stops: list[Stop], kind: str, lang: str) -> Onward:
    """Take the pictures of a film, with a browser; they are written in a further work."""
    t = Catalogue.load(lang)
    places = [f"#{stop.slide}{f'.{stop.step}' if stop.step else ''}" for stop in stops]
    pictures = photograph(page, places, progress=_telling(progress, t("present.filming")))
    frames = [Frame(picture, stop.seconds) for picture, stop in zip(pictures, stops, strict=True)]
    # ffmpeg looks far ahead, and holds some 600 MB of pictures: as much as a browser.
    lane = "browser" if kind == "mp4" else "making"
    return Onward(lane, partial(write_film, frames=frames, kind=kind, lang=lang))


def write_film(progress: Progress, frames: list[Frame], kind: str, lang: str) -> bytes:
    """Write the pictures of a film as a file."""
    return _WRITERS[kind](frames, _telling(progress, Catalogue.load(lang)("present.writing")))


def _telling(progress: Progress, saying: str) -> Callable[[int, int], None]:
    return lambda step, total: progress.step(step, total, saying)
