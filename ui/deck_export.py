"""Files of a deck or of one view to leave behind: made beside the page, with progress, and cancelled by a click."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from export import job as jobs
from export.browser import to_pdf
from export.bundle import only_file, write_pictures, write_tables
from export.deck import Deck
from export.html import write_html
from export.job import Job, Progress
from export.pptx import write_pptx
from export.records import facts_tables
from export.sheets import write_xlsx
from export.slide import Show
from export.still import SIZES
from export.trouble import ExportTrouble
from look.palette import Theme, palette
from text.catalogue import Catalogue
from ui import loaders, theme
from ui.deck_route import geometry
from ui.markup import as_plain, element
from ui.serving import failure
from ui.slides import show

#: Kind of file to its media type.
KINDS: Final = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "html": "text/html",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "application/zip",
    "svg": "application/zip",
    "csv": "application/zip",
}
#: Kinds that are many files in one; where there is but one, it is handed out as it is.
_PACKED: Final = ("png", "svg", "csv")
_ALONE: Final = {"png": "image/png", "svg": "image/svg+xml", "csv": "text/csv"}
#: A sheet of paper of the shape of a wide screen, in inches.
_PAPER: Final = (13.333, 7.5)


def work(
    kind: str, deck: Deck, lang: str, wanted: Theme, made: str, size: str = "16:9"
) -> Callable[[Progress], bytes]:  # fmt: skip
    """Return what makes a file of a deck.

    Parameters
    ----------
    kind : str
        A key of :data:`KINDS`.
    deck : Deck
    lang : str
    wanted : {"light", "dark"}
    made : str
        ISO date that stands in the file.
    size : str
        Of pictures: a key of :data:`export.still.SIZES`.

    Returns
    -------
    callable
        As :func:`export.job.start` takes it.
    """

    def make(progress: Progress) -> bytes:
        total, t = len(deck.slides), Catalogue.load(lang)
        progress.step(0, total, t("present.preparing"))
        ready = show(deck, lang, wanted, made)
        if kind == "xlsx":
            return _sheets(ready, t)
        shapes, look = geometry(loaders.shapes().version), palette(wanted)

        def told(done: int, all_of_them: int) -> None:
            progress.step(done, all_of_them, t("present.drawing"))

        if kind == "csv":
            return write_tables(_tables(ready, t))
        if kind in ("png", "svg"):
            return write_pictures(ready, shapes, size, kind, told, progress.cancelled)
        if kind == "pptx":
            return write_pptx(ready, shapes, t, look, told)
        page = write_html(ready, shapes, t, look, progress=told)
        if kind == "html":
            return page.encode()
        progress.step(total, total, t("present.printing"))
        return to_pdf(page, width_in=_PAPER[0], height_in=_PAPER[1], made=made, cancelled=progress.cancelled)

    return make


def _tables(ready: Show, t: Catalogue) -> dict[str, pd.DataFrame]:
    """What the slides say in tables, then the records behind them, a table a kind."""
    ids = list(dict.fromkeys(str(i) for one in ready.slides if len(one.facts.columns) for i in one.facts.iloc[:, 0]))
    own = {f"{n} {one.title}": one.table for n, one in enumerate(ready.slides, start=1) if len(one.table)}
    return own | facts_tables(loaders.facts(), t, ids)


def _sheets(ready: Show, t: Catalogue) -> bytes:
    about = [
        (t("present.about_title"), ready.title), (t("present.about_made"), ready.made),
        (t("present.about_data"), ready.data_version), (t("present.about_boundaries"), ready.boundaries),
        *((str(n), one.title) for n, one in enumerate(ready.slides, start=1)),
    ]  # fmt: skip
    return write_xlsx(_tables(ready, t), about=about, made=ready.made, about_name=t("present.about"))


def export_buttons(deck: Deck, t: Catalogue, place: str = "deck") -> None:
    """Draw a button for each kind of file; below them how far it is, then the file.

    Parameters
    ----------
    deck : Deck
    t : Catalogue
    place : str
        Begins the keys of the buttons: what is made in one place is not offered in another.
    """
    names = {
        "pptx": t("present.as_pptx"), "html": t("present.as_html"), "pdf": t("present.as_pdf"), "xlsx": t("present.as_xlsx"),
        "png": t("present.as_png"), "svg": t("present.as_svg"), "csv": t("present.as_csv"),
    }  # fmt: skip
    shapes = {
        "16:9": t("present.size_wide"), "4:3": t("present.size_old"), "a4": t("present.size_a4"),
        "square": t("present.size_square"),
    }  # fmt: skip
    with st.container(key=f"{place}-files", horizontal=True, gap="small", vertical_alignment="bottom"):
        for kind in KINDS:
            st.button(
                names[kind], key=f"{place}-as-{kind}", on_click=_begin, args=(kind, deck, place, t), disabled=not deck.slides
            )
        st.selectbox(t("present.size"), list(SIZES), format_func=lambda size: shapes[size], key=f"{place}-size", width=210)
    if _job(place) in st.session_state:
        _follow(place, names, t)


def forget(place: str) -> None:
    """Let go of what was made in a place; what is under way there is ended."""
    known: tuple[str, str, str] | None = st.session_state.pop(_job(place), None)
    found = jobs.find(known[0]) if known else None
    if found is not None:
        found.cancel()


def _job(place: str) -> str:
    return f"{place}-job"


def _begin(kind: str, deck: Deck, place: str, t: Catalogue) -> None:
    made = date.today().isoformat()
    size = str(st.session_state.get(f"{place}-size", "16:9"))
    forget(place)
    begun = jobs.start(work(kind, deck, t.lang, theme.current(), made, size))
    ending = f"{kind}.zip" if kind in _PACKED else kind
    st.session_state[_job(place)] = (begun.job_id, kind, f"{_file_name(deck)}.{ending}")


def _file_name(deck: Deck) -> str:
    kept = "".join(c for c in deck.title if c.isalnum() or c in " -_").strip()
    return kept[:60] or "deck"


@st.fragment(run_every=1.0)
def _follow(place: str, names: dict[str, str], t: Catalogue) -> None:
    """How far the export is, asked once a second, without the rest of the page."""
    known: tuple[str, str, str] | None = st.session_state.get(_job(place))
    found = jobs.find(known[0]) if known else None
    if known is None or found is None:
        st.session_state.pop(_job(place), None)
        return
    state, name = found.state(), names[known[1]]
    if state.phase == "done":
        made = found.result()
        if made is not None:
            file, media = known[2], KINDS[known[1]]
            alone = only_file(made) if known[1] in _PACKED else None
            if alone:
                file, made, media = file.removesuffix(".zip"), alone[1], _ALONE[known[1]]
            st.download_button(
                as_plain(t("present.fetch", name=name, kb=max(1, len(made) // 1024))), made, file, media,
                key=f"{place}-fetch", type="primary", icon=":material/download:", on_click="ignore",
            )  # fmt: skip
    elif state.phase in ("failed", "cancelled", "expired"):
        st.html(
            element("p", _why(found, t) if state.phase == "failed" else t("present.stopped"), cls="notice", role="status")
        )
    else:
        share = state.done / state.total if state.total else 0.0
        said = t("present.making", name=name, done=state.done, total=state.total, what=state.text)
        st.progress(min(1.0, share), as_plain(said))
        st.button(t("present.cancel"), key=f"{place}-cancel", on_click=found.cancel)


def _why(found: Job, t: Catalogue) -> str:
    error = found.error()
    if isinstance(error, ExportTrouble):
        return error.words(t)
    return t("present.failed", name=failure.report(error, "an export") if error else "")
