"""What an own indicator or area is called, put right by an editor: a revision of its own, which can be withdrawn."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

import streamlit as st

from data.load import Facts
from data.rows import Row, records
from data.schema.columns import NAME_LENGTH, NOTE_LENGTH
from data.schema.model import UNITS
from data.store.correction import CORRECTED, correctable, correction
from data.store.database import StoreTrouble
from data.store.ledger import Ledger
from text.quantity import unit_word
from ui.own.revisions import CHOSEN, NOW, WAS
from views.book import Book
from views.loaders import STORE
from views.parts.markup import as_plain, element


def show_corrections(ledger: Ledger, facts: Facts, book: Book, editor: str) -> None:
    """Let an editor put a name, a unit or a definition right; nothing where there is none of one's own."""
    t, tables = book.t, ledger.tables()
    rows = correctable(tables)
    if not rows:
        return
    kinds = {"indicators": t("own.an_indicator"), "measures": t("own.a_measure"), "regions": t("own.an_area")}
    with st.expander(t("own.correct"), icon=":material/edit:", expanded=st.session_state.get("own_correct") is not None):
        st.html(element("p", t("own.correct_intro"), cls="panel-note"))
        chosen = st.selectbox(
            t("own.correct_which"),
            list(rows),
            None,
            format_func=lambda at: as_plain(t("own.correct_one", kind=kinds[at[0]], name=t.name(rows[at]))),
            key="own_correct",
            placeholder=t("own.choose"),
            width=420,
        )
        if chosen is None:
            return
        row = rows[chosen]
        texts = _fields(chosen[0], row, book)
        left, right = st.columns([5, 2], vertical_alignment="bottom")
        why = left.text_input(t("own.why"), key=f"own_correct_why_{chosen[1]}", max_chars=300)
        if not right.button(t("own.correct_store"), key="own_correct_store", width="stretch"):
            return
        try:
            new = correction(chosen[0], row, texts, tables, facts)
            content = json.dumps({"row": row, "said": texts}, ensure_ascii=False, sort_keys=True)
            (now,) = records(new[chosen[0]])
            changed = [name for name in CORRECTED[chosen[0]] if now[name] != row[name]]
            answers = {WAS: _told(row, changed, book), NOW: _told(now, changed, book)}
            digest = hashlib.sha256(content.encode()).hexdigest()
            number = ledger.store(new, author=editor, why=why, file_name="", file_digest=digest, answers=answers)
        except StoreTrouble as error:
            st.html(element("p", error.message(t), cls="notice", role="alert"))
            return
    STORE.look_again()
    st.session_state[CHOSEN] = number
    st.session_state["own_said"] = t("own.corrected_said", number=number)
    st.rerun()


def _fields(table: str, row: Row, book: Book) -> dict[str, str]:
    t = book.t
    labels = {
        "name_zh": t("own.name_zh"),
        "name_en": t("own.name_en"),
        "unit": t("own.unit"),
        "definition_zh": t("own.definition_zh"),
        "definition_en": t("own.definition_en"),
    }
    texts = {}
    for name in CORRECTED[table]:
        key, held = f"own_correct_{row[next(iter(row))]}_{name}", str(row[name])
        if name == "unit":
            texts[name] = st.selectbox(
                labels[name], UNITS, UNITS.index(held), format_func=lambda unit: unit_word(unit, t), key=key, width=420
            )
        else:
            limit = NOTE_LENGTH if name.startswith("definition") else NAME_LENGTH
            texts[name] = st.text_input(labels[name], held, key=key, max_chars=limit)
    return texts


def _told(row: Row, changed: Sequence[str], book: Book) -> str:
    """What was changed as it was, or is; of what keeps its name the name before it, since the history has no other."""
    kept = [] if "name_zh" in changed else [str(row["name_zh"])]
    cells = [unit_word(str(row[name]), book.t) if name == "unit" else str(row[name]) for name in changed]
    return " · ".join(dict.fromkeys([*kept, *cells]))
