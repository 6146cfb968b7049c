"""The way in: a file or pasted cells, what was understood of them, what is asked, what would be stored."""

from __future__ import annotations

from typing import Final

import streamlit as st

from data.importing.preview import Preview, preview
from data.importing.reading.limits import MAX_BYTES, Unreadable
from data.importing.reading.sheet import Workbook
from data.importing.reading.workbook import read_pasted, read_workbook
from data.importing.understanding.decisions import LEAVE, Decision, Naming
from data.load import Facts
from data.store.database import StoreTrouble, store_url
from data.store.ledger import Ledger
from ui.own.rows import show_rows
from views.book import Book
from views.loaders import STORE
from views.parts.markup import as_plain, element

_PLACE: Final = "name:"


def show_intake(facts: Facts, book: Book, editor: str) -> None:
    """Take in a table and lead to its being stored.

    Parameters
    ----------
    editor : str
        Under whose name it is stored.
    """
    t = book.t
    if said := st.session_state.pop("own_said", ""):
        st.html(element("p", said, cls="notice", role="status"))
    turn = st.session_state.setdefault("own_turn", 0)
    file = st.file_uploader(t("own.file"), key=f"own_file_{turn}", max_upload_size=MAX_BYTES // 2**20)
    with st.expander(t("own.paste"), icon=":material/content_paste:"):
        cells = st.text_area(t("own.paste"), key=f"own_cells_{turn}", label_visibility="collapsed", height=120)
    if file is None and not cells.strip():
        return
    try:
        workbook = read_workbook(file.name, file.getvalue()) if file is not None else read_pasted(cells)
    except Unreadable as error:
        st.html(element("p", error.message(t), cls="notice", role="alert"))
        return
    answers: dict[str, str] = st.session_state.setdefault(f"own_answers_{workbook.digest}", {})
    ledger = _ledger(book)
    found = preview(workbook, facts, answers, ledger.matches() if ledger is not None else {})
    _same_file(ledger, workbook, book)
    _show_refusals(found, book)
    _show_questions(found, book, answers)
    _show_conclusions(found, book, answers)
    show_rows(found, book)
    if found.ready:
        _store(found, book, editor, answers)
    if ledger is not None:
        ledger.engine.dispose()


def _ledger(book: Book) -> Ledger | None:
    try:
        return Ledger.of(store_url())
    except StoreTrouble as error:
        st.html(element("p", error.message(book.t), cls="notice", role="alert"))
        return None


def _same_file(ledger: Ledger | None, workbook: Workbook, book: Book) -> None:
    before = ledger.same_file(workbook.digest) if ledger is not None else []
    if before:
        st.html(element("p", book.t("own.same_file", number=before[0].revision_id), cls="notice", role="status"))


def _show_refusals(found: Preview, book: Book) -> None:
    t = book.t
    if not found.refusals:
        return
    st.html(element("h4", t("own.refused", n=len(found.refusals))))
    with st.container(height=220 if len(found.refusals) > 6 else "content", border=False):
        st.html(element("ul", *(element("li", one.said(t)) for one in found.refusals[:500])))


def _show_questions(found: Preview, book: Book, answers: dict[str, str]) -> None:
    t = book.t
    if found.open:
        st.html(element("h4", t("own.asked", n=len(found.open))))
    for one in found.open:
        _control(one, book, answers)


def _show_conclusions(found: Preview, book: Book, answers: dict[str, str]) -> None:
    t = book.t
    decided = [one for one in found.decisions if one.value is not None]
    with st.expander(t("own.concluded", n=len(decided)), icon=":material/checklist:", expanded=not found.open):
        plain = [one for one in decided if not _changeable(one)]
        st.html(element("ul", *(element("li", f"{one.sheet} {one.said(t, _name(book))}".strip()) for one in plain)))
        for one in decided:
            if _changeable(one):
                _control(one, book, answers)


def _changeable(one: Decision) -> bool:
    return bool(one.options) or one.answered or one.key.startswith("document-")


def _name(book: Book) -> Naming:
    """Names of records by table and id; programmes too, which sentences about records do not name."""
    return lambda table, key: book.t.name(book.programmes[key]) if table == "programmes" else book.name(table, key)


def _control(one: Decision, book: Book, answers: dict[str, str]) -> None:
    """A question or a conclusion as the label of the control that answers or changes it."""
    t, key, name = book.t, f"own_{one.key}", _name(book)

    def changed() -> None:
        value = st.session_state.get(key)
        if value:
            answers[one.key] = str(value)
        else:
            answers.pop(one.key, None)

    def taken(value: str) -> None:
        answers[one.key] = value

    # What is asked repeats a stranger's file: it stands as text, never as Markdown.
    label = as_plain(f"{one.sheet} {one.said(t, name)}".strip())
    left, right = st.columns([5, 3], vertical_alignment="bottom")
    values = [option.value for option in one.options]
    # What a control shows follows what was decided, however that came about.
    shown = answers.get(one.key) or one.value
    if _typed(one):
        st.session_state[key] = "" if shown is None or shown in values else shown
        hint = one.label(shown, t, name) if shown in values and shown else None
        left.text_input(label, key=key, on_change=changed, placeholder=hint)
    else:
        st.session_state[key] = shown if shown in values else None
        left.selectbox(
            label,
            values,
            None,
            format_func=lambda value: one.label(value, t, name),
            key=key,
            on_change=changed,
            placeholder=t("own.choose"),
        )
    offered = [one.suggested] if one.suggested else values if _typed(one) else []
    for value in offered if one.value is None else []:
        words = as_plain(t("own.take", value=one.label(value, t, name)))
        right.button(words, key=f"{key}_{value}", on_click=taken, args=(value,), icon=":material/check:")


def _typed(one: Decision) -> bool:
    """Say whether an answer is typed: where none are offered, and a place that may be any."""
    return not one.options or one.key.endswith(".helper")


def _store(found: Preview, book: Book, editor: str, answers: dict[str, str]) -> None:
    t = book.t
    left, right = st.columns([5, 3], vertical_alignment="bottom")
    why = left.text_input(t("own.why"), key="own_why", max_chars=300)
    if not right.button(t("own.store", n=found.rows), key="own_store", type="primary", width="stretch"):
        return
    chosen = {one.key: one.value for one in found.decisions if one.value and one.answered}
    matches = {k.removeprefix(_PLACE): v for k, v in chosen.items() if k.startswith(_PLACE) and v != LEAVE}
    try:
        ledger = Ledger.open(store_url())
        number = ledger.store(
            found.tables,
            **{"who": editor, "why": why, "file_name": found.workbook.name, "file_digest": found.workbook.digest},
            answers=chosen,
            origins={row: f"{draft.sheet}!{draft.cell}" for row, draft in found.origins.items()},
            matches=matches,
        )
        ledger.engine.dispose()
    except StoreTrouble as error:
        st.html(element("p", error.message(t), cls="notice", role="alert"))
        return
    answers.clear()
    STORE.look_again()
    st.session_state["own_turn"] += 1
    st.session_state["own_said"] = t("own.stored", number=number, n=found.rows)
    st.rerun()
