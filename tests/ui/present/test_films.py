"""What has a film, and the film of the counties delisted: a frame a batch, all of one size, none like another."""

from __future__ import annotations

import io
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from export.deck.deck import Deck, DeckSlide
from export.film.stops import Stop
from export.film.write import Frame
from export.jobs import machine
from export.jobs.worker import Onward
from export.trouble import MissingFfmpeg, NothingMoves
from tests.browser import chromium
from tests.pages.at_once import AtOnce
from text.catalogue import Catalogue
from ui.present.jobs import files, films, making
from ui.present.jobs.files import offered
from ui.present.jobs.films import FILMS
from ui.present.jobs.making import Wish
from views.slides.moments import moments, without_moment

DELISTED = "trends?show=delisted&when=2018"


def wish(kind: str, view: str, lang: str = "zh") -> Wish:
    return Wish(kind, Deck("t", (DeckSlide(view),)), lang, "light", "2026-01-01")


def begun(a_wish: Wish) -> Onward:
    onward = making.file(AtOnce(), a_wish)  # type: ignore[arg-type]
    assert isinstance(onward, Onward)
    return onward


def test_the_moments_of_a_view_are_its_years_or_its_steps():
    assert moments(DELISTED) == tuple(f"trends?show=delisted&when={year}" for year in range(2016, 2021))
    assert without_moment(DELISTED) == "trends?show=delisted"
    rate = moments("overview?fill=rate&when=2018~2")
    assert len(rate) > 1 and all(view.endswith("~2") for view in rate) and list(rate) == sorted(rate)
    assert moments("pairings?build=helper") == ("pairings?build=helper",)


@pytest.mark.parametrize(
    "view",
    ["overview", "pairings", "region?region=650000", "trends?show=delisted&as=chart", "overview?fill=rate&compare=2016"],
)
def test_what_stands_still_has_no_film_and_says_so(view):
    assert moments(view) == () and not set(FILMS) & set(offered(Deck("t", (DeckSlide(view),))))
    for lang in ("zh", "en"):
        t = Catalogue.load(lang)
        with pytest.raises(NothingMoves) as trouble:
            making.file(AtOnce(), wish("webp", view, lang))  # type: ignore[arg-type]
        assert trouble.value.words(t) == t("export.nothing_moves", instead=t("present.as_png"))


def test_a_view_that_steps_and_a_deck_of_several_slides_have_one():
    still = DeckSlide("region?region=650000")
    assert set(FILMS) <= set(offered(Deck("t", (DeckSlide(DELISTED),))))
    assert set(FILMS) <= set(offered(Deck("t", (still, still)))) and not set(FILMS) & set(offered(Deck("t")))


def test_an_mp4_without_ffmpeg_is_refused_before_anything_is_drawn(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(MissingFfmpeg):
        making.file(AtOnce(), wish("mp4", DELISTED))  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "lane"), [("webp", "making"), ("gif", "making"), ("mp4", "browser")])
def test_a_film_is_written_where_there_is_memory_for_it(monkeypatch, kind, lane):
    """ffmpeg takes as much as a browser."""
    monkeypatch.setattr(films, "photograph", lambda _page, places, progress: [b"png" for _ in places])
    stops = [Stop(1, 0, 1.6), Stop(2, 3, 4.0)]
    onward = films.shoot(AtOnce(), "page", stops, kind, "zh")  # type: ignore[arg-type]
    assert onward.lane == lane
    assert onward.work.keywords["frames"] == [Frame(b"png", 1.6), Frame(b"png", 4.0)]  # type: ignore[attr-defined]


def test_its_name_has_no_year():
    t = Catalogue.load("zh")
    deck = Deck("贫困县摘帽：到2018年批次", (DeckSlide(DELISTED),))
    assert "2018" in files._file_name("png", deck, "2026-01-01", t)
    assert files._file_name("webp", deck, "2026-01-01", t) == "趋势-摘帽-2026-01-01"
    story = Deck("汇报", (DeckSlide(DELISTED), DeckSlide("pairings")))
    assert files._file_name("mp4", story, "2026-01-01", t) == "汇报-2026-01-01"


def dialog() -> None:
    from export.deck.deck import Deck, DeckSlide
    from text.catalogue import Catalogue
    from ui.present.jobs.files import export_buttons

    export_buttons(Deck("t", (DeckSlide("trends?show=delisted"),)), Catalogue.load("zh"))


@pytest.mark.parametrize("there", [True, False])
def test_the_dialog_says_what_mp4_lacks_and_offers_the_rest(monkeypatch, there):
    program = Path("/usr/bin/ffmpeg")

    def find():
        if not there:
            raise MissingFfmpeg
        return program

    monkeypatch.setattr(files, "find_ffmpeg", find)
    # A page that runs from a function stays behind as the main module, which every later worker would look for.
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    page = AppTest.from_function(dialog).run()
    assert not page.exception
    off = {kind: page.button(f"deck-as-{kind}").disabled for kind in FILMS}
    assert off == {"webp": False, "gif": False, "mp4": not there}
    assert any("apt-get install ffmpeg" in str(html.proto.body) for html in page.get("html")) is not there


@pytest.mark.browser
def test_the_film_of_the_five_batches(monkeypatch):
    monkeypatch.setenv(machine.BROWSER_VARIABLE, chromium.executable())
    shot = begun(wish("webp", DELISTED))
    assert shot.lane == "browser"
    with ThreadPoolExecutor(1) as threads:  # pytest's plugin has a browser in this thread
        written = threads.submit(shot.work, AtOnce()).result()  # type: ignore[arg-type]
    assert isinstance(written, Onward) and written.lane == "making"
    content = written.work(AtOnce())  # type: ignore[arg-type]
    assert isinstance(content, bytes)
    with Image.open(io.BytesIO(content)) as film:
        assert film.size == (1920, 1080) and film.n_frames == 5  # type: ignore[attr-defined]
        pictures, seconds = [], []
        for n in range(5):
            film.seek(n)
            pictures.append(np.asarray(film.convert("RGB")).astype(int))
            seconds.append(film.info["duration"])
    assert seconds == [1600, 1600, 1600, 1600, 4000]
    title, whole = (slice(0, 110), slice(0, 1000)), (slice(None), slice(None))
    for earlier, later in pairwise(pictures):
        for part in (title, whole):  # the year is in the title, and counties change their colour
            assert (np.abs(earlier[part] - later[part]).max(axis=-1) > 60).sum() > 200
    foot = pictures[0][960:1060, 40:1200]
    assert (foot.max(axis=-1) < 150).mean() > 0.01, "the source stands on every frame"
