"""Files of a deck or of one view to leave behind: made beside the page, with progress, and cancelled by a click."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from export.deck.deck import Deck
from export.jobs.job import Job
from export.jobs.machine import find_ffmpeg
from export.pictures.bundle import only_file
from export.pictures.still import DPI, SHARPNESS, SIZES, WALLS, Finish
from export.pptx.base.unpacking import MAX_BYTES
from export.trouble import ExportTrouble, MissingFfmpeg, QueueFull
from text.catalogue import Catalogue
from ui import theme
from ui.present.jobs import making
from ui.present.jobs.films import FILMS, moves
from ui.present.jobs.queues import FILES, Viewer
from ui.present.jobs.view_files import NAMES
from ui.serving import failure
from views import loaders
from views.addresses import split_view
from views.file_names import safe_name, view_file_name
from views.parts.markup import as_plain, element
from views.reader import Reader
from views.sheets.make import has_sheet
from views.slides.moments import without_moment

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Kind of file to its media type.
KINDS: Final = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": _WORD,
    "handout": "application/pdf",
    "sheet": _WORD,
    "sheets": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "application/zip",
    "svg": "application/zip",
    "csv": "application/zip",
    "wall": "application/pdf",
    "gpkg": "application/geopackage+sqlite3",
    "geojson": "application/zip",
    "webp": "image/webp",
    "gif": "image/gif",
    "mp4": "video/mp4",
}
#: What a reader wants a file for, and the kinds that serve it, in the order in which they are offered.
GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "show": ("pptx", "html", "pdf"),
    "pictures": ("png", "svg", "wall"),
    "film": FILMS,
    "documents": ("docx", "handout", "sheet", "sheets"),
    "figures": ("xlsx", "csv", "gpkg", "geojson"),
}
#: Endings of files that are not called as their kind.
_ENDINGS: Final = {"handout": "handout.pdf", "sheet": "docx", "sheets": "zip", "wall": "pdf"}
#: Kinds that are many files in one, to the media type of each; where there is but one, it is handed out as it is.
_PACKED: Final = {"png": "image/png", "svg": "image/svg+xml", "csv": "text/csv", "geojson": "application/geo+json"}
#: Kinds that are of one view alone.
_OF_A_VIEW: Final = ("wall", "gpkg", "geojson")
_OF_A_PLACE: Final = ("sheet", "sheets")
#: How often it is asked how far a file is.
_ASKED_S: Final = 1.0


def export_buttons(deck: Deck, t: Catalogue, place: str = "deck") -> None:
    """Draw a button for each kind of file; below them how far it is, then the file.

    Parameters
    ----------
    place : str
        Begins the keys of the buttons: what is made in one place is not offered in another.
    """
    names, kinds = {kind: t(key) for kind, key in NAMES.items()}, offered(deck)
    lacking = _lacking()
    for group, of_group in GROUPS.items():
        if not set(of_group) & set(kinds):
            continue
        with st.container(key=f"{place}-{group}", gap="xsmall"):
            st.html(element("h3", t(f"present.group_{group}"), cls="files-group"))
            with st.container(horizontal=True, gap="small"):
                for kind in (kind for kind in of_group if kind in kinds):
                    begin = partial(_begin, kind, deck, place, t)
                    off = not deck.slides or kind in lacking
                    st.button(names[kind], key=f"{place}-as-{kind}", on_click=begin, disabled=off)
            for trouble in (lacking[kind] for kind in of_group if kind in lacking):
                st.html(element("p", trouble.words(t), cls="panel-nothing"))
            if group == "show":
                _show_choices(place, t)
            elif group == "pictures":
                _picture_choices(place, t, wall="wall" in kinds)
    refused: QueueFull | None = st.session_state.pop(_refused(place), None)
    if refused is not None:
        st.html(element("p", refused.words(t), cls="notice", role="status"))
    begun = _begun(place)
    if begun is not None:
        # What is finished is asked about no more.
        interval = None if begun.state().finished else _ASKED_S
        st.fragment(_follow, run_every=interval)(place, names, t, interval is not None)


def _lacking() -> dict[str, ExportTrouble]:
    """Kinds that the machine lacks something for, which is said beside their button."""
    try:
        find_ffmpeg()
    except MissingFfmpeg as trouble:
        return {"mp4": trouble}
    return {}


def _show_choices(place: str, t: Catalogue) -> None:
    """The shape of slides and pictures, and the house's own slides to put them on."""
    shapes = {
        "16:9": t("present.size_wide"),
        "4:3": t("present.size_old"),
        "a4": t("present.size_a4"),
        "square": t("present.size_square"),
    }
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.selectbox(t("present.size"), list(SIZES), format_func=shapes.__getitem__, key=f"{place}-size", width=190)
        _template_box(place, t)


def _picture_choices(place: str, t: Catalogue, *, wall: bool) -> None:
    """What PNG and SVG are to be: parts, sharpness, what lies behind; and the paper of a wall map."""
    parts = {False: t("present.whole_page"), True: t("present.picture_alone")}
    fine = {"1x": t("present.once"), "2x": t("present.twice"), "300dpi": t("present.dpi", n=DPI)}
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.selectbox(
            t("present.parts"), list(parts), format_func=lambda alone: parts[alone], key=f"{place}-alone", width=210
        )
        st.selectbox(t("present.sharpness"), SHARPNESS, format_func=fine.__getitem__, key=f"{place}-fine", width=130)
        if wall:
            st.selectbox(t("present.paper"), list(WALLS), format_func=str.upper, key=f"{place}-paper", width=110)
        st.checkbox(t("present.clear"), key=f"{place}-clear")


def _finish(place: str) -> Finish:
    state = st.session_state
    return Finish(
        bool(state.get(f"{place}-alone")), bool(state.get(f"{place}-clear")), str(state.get(f"{place}-fine", SHARPNESS[0]))
    )


def offered(deck: Deck) -> list[str]:
    """Return the kinds of file that there are of a deck.

    Of one view alone its layers too, of a place a fact sheet, and a film of what has years or steps.
    """
    views = [slide.view for slide in deck.slides]
    alone = len(views) == 1
    left_out = {*(() if alone else _OF_A_VIEW), *(() if alone and has_sheet(views[0]) else _OF_A_PLACE)}
    left_out.update(() if moves(deck) else FILMS)
    return [kind for kind in KINDS if kind not in left_out]


def forget(place: str) -> None:
    """Let go of what was made in a place; what is under way there is ended."""
    begun = _begun(place)
    st.session_state.pop(_job(place), None)
    if begun is not None:
        begun.cancel()


def _job(place: str) -> str:
    return f"{place}-job"


def _template_box(place: str, t: Catalogue) -> None:
    with st.expander(t("present.template"), icon=":material/slideshow:", key=f"{place}-house"):
        st.file_uploader(
            t("present.template"),
            ["pptx", "potx"],
            key=_template(place),
            label_visibility="collapsed",
            max_upload_size=MAX_BYTES // 2**20,
        )
        st.html(element("p", t("present.template_help"), cls="panel-nothing"))


def _template(place: str) -> str:
    """Key of the box for a template: another one once its file was taken, so that none is kept longer than it is needed."""
    return f"{place}-template-{st.session_state.get(f'{place}-templates', 0)}"


def _taken(place: str) -> bytes:
    file = st.session_state.get(_template(place))
    return file.getvalue() if file is not None else b""


def _refused(place: str) -> str:
    return f"{place}-refused"


def _begun(place: str) -> Job | None:
    entry: tuple[str, str, str] | None = st.session_state.get(_job(place))
    return FILES.find(entry[0]) if entry else None


def _begin(kind: str, deck: Deck, place: str, t: Catalogue) -> None:
    size = str(st.session_state.get(f"{place}-size", "16:9"))
    paper = str(st.session_state.get(f"{place}-paper", next(iter(WALLS))))
    forget(place)
    template = _taken(place) if kind == "pptx" else b""
    reader = (t.lang, theme.current(), date.today().isoformat())
    wish = making.Wish(kind, deck, *reader, size, _finish(place), paper, template)
    viewer = Viewer()
    try:
        begun = FILES.start(partial(making.file, wish=wish), viewer=viewer.viewer_id, is_wanted=viewer.is_present)
    except QueueFull as trouble:
        st.session_state[_refused(place)] = trouble
        return
    if template:
        st.session_state[f"{place}-templates"] = st.session_state.get(f"{place}-templates", 0) + 1
    ending = f"{kind}.zip" if kind in _PACKED else _ENDINGS.get(kind, kind)
    st.session_state[_job(place)] = (begun.job_id, kind, f"{_file_name(kind, deck, wish.created, t)}.{ending}")


def _file_name(kind: str, deck: Deck, created: str, t: Catalogue) -> str:
    """What is in a file: of one view what its address chooses, of a deck its title."""
    if kind == "sheets":
        return safe_name(t("sheet.all"), created)
    view, book = deck.slides[0].view if len(deck.slides) == 1 else "", loaders.book(loaders.facts(), Reader(t.lang))
    if view and kind in FILMS:  # the title of a view names the one year that the page shows
        return view_file_name(without_moment(view), t(f"page.{split_view(view)[0]}"), created, book)
    return view_file_name(view, deck.title, created, book)


def _follow(place: str, names: dict[str, str], t: Catalogue, asking: bool) -> None:
    """How far the export is, asked once a second, without the rest of the page."""
    entry: tuple[str, str, str] | None = st.session_state.get(_job(place))
    job = _begun(place)
    if entry is None or job is None:
        st.session_state.pop(_job(place), None)
        return
    state, name = job.state(), names[entry[1]]
    if state.finished and asking:
        st.rerun()  # the page draws this once more, and nothing asks again
    if state.phase == "done":
        content = job.result()
        if content is not None:
            file, media = entry[2], KINDS[entry[1]]
            alone = only_file(content) if entry[1] in _PACKED else None
            if alone:
                file, content, media = file.removesuffix(".zip"), alone[1], _PACKED[entry[1]]
            st.download_button(
                as_plain(t("present.fetch", name=name, kb=max(1, len(content) // 1024))),
                content,
                file,
                media,
                key=f"{place}-fetch",
                type="primary",
                icon=":material/download:",
                on_click="ignore",
            )
    elif state.phase in ("failed", "cancelled", "expired"):
        st.html(element("p", _why(job, t) if state.phase == "failed" else t("present.stopped"), cls="notice", role="status"))
    else:
        share = state.step / state.total if state.total else 0.0
        message = t("present.making", name=name, done=state.step, total=state.total, what=state.text)
        if state.phase == "waiting":
            message = t("present.queued", name=name, place=state.place)
        st.progress(min(1.0, share), as_plain(message))
        st.button(t("present.cancel"), key=f"{place}-cancel", on_click=job.cancel)


def _why(job: Job, t: Catalogue) -> str:
    error = job.error()
    if isinstance(error, ExportTrouble):
        return error.words(t)
    return t("present.failed", name=failure.report(error, "an export") if error else "")
