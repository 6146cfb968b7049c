"""The way in: a file or pasted cells, what was understood of them, what is asked, what would be stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from data.importing.preview import Preview
from data.importing.reading.limits import MAX_BYTES, Unreadable
from data.importing.understanding.decisions import LEAVE, Decision, Naming, Refusal
from data.load import Facts
from data.store.database import StoreTrouble, store_url
from data.store.ledger import Ledger
from export.tables.sheets import XLSX
from export.tables.templates import write_template
from ui.own.looking import show_look
from ui.own.revisions import CHOSEN
from ui.own.rows import show_rows
from ui.own.understood import File, forget, understood
from ui.present.jobs import queues
from views.book import Book
from views.loaders import STORE
from views.own.marked import MOST_COLUMNS, MOST_REFUSALS, MOST_ROWS, Sentence, is_wide, legend, sentences_of, sheet_table
from views.own.templates import KINDS, template
from views.parts.markup import as_plain, element, join
from views.parts.panel import whereabouts

_PLACE: Final = "name:"


def show_intake(facts: Facts, book: Book, editor: str) -> None:
    """Take in a table and lead to its being stored.

    Parameters
    ----------
    editor : str
        Under whose name it is stored.
    """
    t = book.t
    # Its place stays where it says nothing: what is open below would close if it moved up.
    place = st.empty()
    if notice := st.session_state.pop("own_said", ""):
        place.html(element("p", notice, cls="notice", role="status"))
    if "own_turn" not in st.session_state:
        queues.prepare()  # a large table would wait for what its worker reads first
    turn = st.session_state.setdefault("own_turn", 0)
    file = st.file_uploader(t("own.file"), key=f"own_file_{turn}", max_upload_size=MAX_BYTES // 2**20)
    _templates(facts, book)
    with st.expander(t("own.paste"), icon=":material/content_paste:"):
        cells = st.text_area(t("own.paste"), key=f"own_cells_{turn}", label_visibility="collapsed", height=120)
    if file is None and not cells.strip():
        forget()
        return
    table = File(file.name or "table", file.getvalue()) if file is not None else File("", cells.encode("utf-8", "replace"))
    answers: dict[str, str] = st.session_state.setdefault(f"own_answers_{table.digest}", {})
    ledger = _ledger(book)
    try:
        before = ledger.same_file(table.digest) if ledger is not None else []
        if before and not answers:
            answers.update(before[0].answers)
        result = understood(table, facts, answers, ledger.matches() if ledger is not None else {}, t)
        if result is not None:
            if before:
                st.html(element("p", t("own.same_file", number=before[0].revision_id), cls="notice", role="status"))
            _show(result, facts, book, editor, answers)
    except Unreadable as error:
        st.html(element("p", error.message(t), cls="notice", role="alert"))
    finally:
        if ledger is not None:
            ledger.engine.dispose()


def _show(result: Preview, facts: Facts, book: Book, editor: str, answers: dict[str, str]) -> None:
    t, sentences = book.t, sentences_of(result)
    tables = [(sheet, sheet_table(sheet, sentences, t)) for sheet in result.workbook.sheets]
    drawn = [(sheet.name, table) for sheet, table in tables if table]
    beside = drawn and not any(is_wide(sheet) for sheet, _ in tables)
    left, right = st.columns([6, 5], gap="medium") if beside else (st.container(), st.container() if drawn else None)
    with left:
        _show_refusals(sentences, len(result.refusals), book)
        _show_questions(sentences, book, answers)
        _show_conclusions(sentences, book, answers)
    if right is not None:
        with right, st.container(key="own-sheets", gap="small"):
            _show_sheets(drawn, sentences, result, book)
    show_rows(result, facts, book)
    if not result.open and not result.rows and not result.register:
        st.html(element("p", t("own.nothing_new", same=len(result.same)), cls="notice", role="status"))
    if result.ready:
        show_look(result, facts, book)
        _store(result, book, editor, answers)


def _show_sheets(drawn: Sequence[tuple[str, str]], sentences: tuple[Sentence, ...], result: Preview, book: Book) -> None:
    """The table as it was read, beside what is said of it."""
    t = book.t
    st.html(join(element("h4", t("own.sheet")), legend(sentences, t)))
    for name, table in drawn:
        title = element("p", name, cls="panel-note") if len(drawn) > 1 else ""
        st.html(join(title, element("div", table, cls="table-room own-room", tabindex="0", role="region", aria_label=name)))
    if result.cut:
        st.html(element("p", t("own.sheet_cut", rows=MOST_ROWS, columns=MOST_COLUMNS), cls="panel-note"))


def _templates(facts: Facts, book: Book) -> None:
    """A table to fill in for each kind of record; made when its button is pressed."""
    t = book.t
    names = {
        "observations": t("own.kind_observations"),
        "cooperation": t("own.kind_cooperation"),
        "pairings": t("own.template_pairings"),
        "delistings": t("own.template_delistings"),
        "events": t("own.template_events"),
        "areas": t("own.template_areas"),
    }
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="own-templates"):
        st.html(element("p", t("own.templates"), cls="panel-note"), width="content")
        for kind in KINDS:
            st.download_button(
                names[kind],
                partial(template_workbook, kind, facts, book),
                f"{t('own.template_file', name=names[kind])}.xlsx",
                XLSX,
                key=f"own_template_{kind}",
                on_click="ignore",
                icon=":material/download:",
                type="tertiary",
            )


def template_workbook(kind: str, facts: Facts, book: Book) -> bytes:
    """Write the table to fill in of a kind of record (:data:`views.own.templates.KINDS`)."""
    blank, t = template(kind, facts, book), book.t
    drawn = facts.regions[facts.regions["level"].isin(("province", "prefecture", "county"))]
    return write_template(
        blank.title,
        blank.table,
        note=t("own.template_note"),
        places=[str(name) for name in drawn[f"name_{t.lang}"]],
        place_columns=blank.places,
        year_columns=blank.years,
        value_columns=blank.values,
        created=date.today().isoformat(),
    )


def _ledger(book: Book) -> Ledger | None:
    try:
        return Ledger.of(store_url())
    except StoreTrouble as error:
        st.html(element("p", error.message(book.t), cls="notice", role="alert"))
        return None


def _numbered(sentence: Sentence, text: str) -> str:
    """A sentence after the sign that its cells bear; without one where no cell is meant."""
    sign = element("b", sentence.sign, cls=f"own-sign own-{sentence.kind}") if sentence.sign else ""
    return element("li", join(sign, " ", text) if sign else text)


def _show_refusals(sentences: tuple[Sentence, ...], n: int, book: Book) -> None:
    t = book.t
    refused = [(s, s.about.sentence(t)) for s in sentences if isinstance(s.about, Refusal)]
    if not refused:
        return
    st.html(element("h4", t("own.refused", n=n)))
    with st.container(height=220 if n > 6 else "content", border=False):
        st.html(element("ul", *(_numbered(*pair) for pair in refused), cls="own-said"))
    if n > MOST_REFUSALS:
        st.html(element("p", t("own.more", n=n - MOST_REFUSALS), cls="panel-note"))


def _show_questions(sentences: tuple[Sentence, ...], book: Book, answers: dict[str, str]) -> None:
    t = book.t
    questions = [(s, s.about) for s in sentences if isinstance(s.about, Decision) and s.about.value is None]
    if questions:
        st.html(element("h4", t("own.asked", n=len(questions))))
    for sentence, decision in questions:
        _control(sentence, decision, book, answers)


def _show_conclusions(sentences: tuple[Sentence, ...], book: Book, answers: dict[str, str]) -> None:
    t, name = book.t, _name(book)
    every = [(s, s.about) for s in sentences if isinstance(s.about, Decision)]
    decided = [pair for pair in every if pair[1].value is not None]
    if not decided:
        return
    with st.expander(t("own.concluded", n=len(decided)), icon=":material/checklist:", expanded=len(decided) == len(every)):
        plain = [pair for pair in decided if not _changeable(pair[1])]
        lines = [_numbered(s, f"{decision.sheet} {decision.sentence(t, name)}".strip()) for s, decision in plain]
        st.html(element("ul", *lines, cls="own-said"))
        for sentence, decision in decided:
            if _changeable(decision):
                _control(sentence, decision, book, answers)


def _changeable(decision: Decision) -> bool:
    return bool(decision.options) or decision.answered or decision.key.startswith("document-")


def _name(book: Book) -> Naming:
    """Names of records by table and id; programmes too, and of several places of one name what each lies in."""

    def name(table: str, key: str) -> str:
        if table == "programmes":
            return book.t.name(book.programmes[key])
        if table == "regions" and key in book.regions:
            alike = sum(row["name_zh"] == book.regions[key]["name_zh"] for row in book.regions.values())
            return _place(key, book) if alike > 1 else book.name(table, key)
        return book.name(table, key)

    return name


def _control(sentence: Sentence, decision: Decision, book: Book, answers: dict[str, str]) -> None:
    """A question or a conclusion as the label of the control that answers or changes it."""
    t, key, name = book.t, f"own_{decision.key}", _name(book)

    def changed() -> None:
        value = st.session_state.get(key)
        if value:
            answers[decision.key] = str(value)
        elif _typed(decision):
            answers.pop(decision.key, None)
        # An answer that is chosen stays until another is: leaving the list takes nothing away.

    def accept(value: str) -> None:
        answers[decision.key] = value

    # What is asked repeats a stranger's file: it stands as text, never as Markdown.
    label = as_plain(f"{sentence.sign} {decision.sheet} {decision.sentence(t, name)}".strip())
    left, right = st.columns([5, 3], vertical_alignment="bottom")
    values = [option.value for option in decision.options]
    # What a control shows follows what was decided, however that came about.
    current = answers.get(decision.key) or decision.value
    if _typed(decision):
        # Of a record that is meant its name, whichever of its names was typed.
        named = decision.label(current, t, name) if current and current == decision.value else current
        st.session_state[key] = "" if named is None or current in values else named
        hint = decision.label(current, t, name) if current in values and current else None
        left.text_input(label, key=key, on_change=changed, placeholder=hint)
    else:
        st.session_state[key] = current if current in values else None
        left.selectbox(
            label,
            values,
            None,
            format_func=lambda value: _place(value, book) or decision.label(value, t, name),
            key=key,
            on_change=changed,
            placeholder=t("own.choose"),
        )
    offered = [decision.suggested] if decision.suggested else values if _typed(decision) else []
    for value in offered if decision.value is None else []:
        words = as_plain(t("own.take", value=_place(value, book) or decision.label(value, t, name)))
        right.button(words, key=f"{key}_{value}", on_click=accept, args=(value,), icon=":material/check:")


def _place(value: str, book: Book) -> str:
    """A region with what it lies in and its code: several have one name. Empty for any other answer."""
    row = book.regions.get(value)
    return book.t("own.place_in", name=book.region(value), where=whereabouts(row, book)) if row else ""


def _typed(decision: Decision) -> bool:
    """Say whether an answer is typed: where none are offered, and a place that may be any."""
    return not decision.options or decision.key.endswith(".helper")


def _store(result: Preview, book: Book, editor: str, answers: dict[str, str]) -> None:
    t = book.t
    left, right = st.columns([5, 3], vertical_alignment="bottom")
    why = left.text_input(t("own.why"), key="own_why", max_chars=300)
    if not right.button(t("own.store", n=result.rows), key="own_store", type="primary", width="stretch"):
        return
    chosen = {decision.key: decision.value for decision in result.decisions if decision.value and decision.answered}
    matches = {k.removeprefix(_PLACE): v for k, v in chosen.items() if k.startswith(_PLACE) and v != LEAVE}
    try:
        ledger = Ledger.open(store_url())
        number = ledger.store(
            result.tables,
            **{"author": editor, "why": why, "file_name": result.workbook.name, "file_digest": result.workbook.digest},
            answers=chosen,
            origins={row: f"{draft.sheet}!{draft.cell}" for row, draft in result.origins.items()},
            matches=matches,
            # Rows that this import of the file does not have any more go with the one before.
            replaced=lambda number: t("own.replaced", number=number),
        )
        ledger.engine.dispose()
    except StoreTrouble as error:
        st.html(element("p", error.message(t), cls="notice", role="alert"))
        return
    answers.clear()
    forget()
    STORE.look_again()
    st.session_state["own_turn"] += 1
    st.session_state[CHOSEN] = number
    st.session_state["own_said"] = t("own.stored", number=number, n=result.rows)
    st.rerun()
