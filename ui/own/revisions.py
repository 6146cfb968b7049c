"""The imports that were stored: who, when and why; what one said, how two differ; withdrawn and restored by an editor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from data.importing.reading.sheet import UNNAMED
from data.rows import Row
from data.store.database import StoreTrouble
from data.store.ledger import Ledger
from data.store.revision import Revision
from export.tables.sheets import XLSX, write_xlsx
from text.dates import format_date
from ui.own.rows import line_of, own_counted
from ui.shared.tables import html_table
from views.book import Book
from views.loaders import STORE
from views.parts.markup import as_plain, element

#: Differences that are drawn; the further are counted.
_MOST: Final = 60
#: Keys of a revision's answers that say what a correction changed.
WAS, NOW = "corrected.was", "corrected.now"
#: What the session holds of a revision that was just stored: it is the one to look at.
CHOSEN: Final = "own_chosen"


def show_revisions(ledger: Ledger, revisions: Sequence[Revision], book: Book, editor: str) -> None:
    """List the imports, and lead to each of them.

    Parameters
    ----------
    revisions : sequence of Revision
        At least one, the latest first.
    editor : str
        Who may withdraw and restore; empty for a viewer.
    """
    st.html(html_table(_table(revisions, book)))
    by_number = {revision.revision_id: revision for revision in revisions}
    t = book.t

    def named(number: int) -> str:
        return t("own.named", number=number, file=table_name(by_number[number], book))

    # Set, not left out: a browser goes on showing the one before, and another would be withdrawn than is seen.
    if CHOSEN in st.session_state:
        st.session_state["own_number"] = st.session_state.pop(CHOSEN)
    number = st.selectbox(t("own.number"), list(by_number), format_func=named, key="own_number", width=420)
    chosen = by_number[number]
    _contents(ledger, chosen, book)
    if len(revisions) > 1:
        _differences(ledger, chosen, [other for other in revisions if other is not chosen], book)
    if editor:
        _take_back(ledger, chosen, book, editor)


def _table(revisions: Sequence[Revision], book: Book) -> pd.DataFrame:
    t = book.t
    return pd.DataFrame(
        {
            t("own.number"): [revision.revision_id for revision in revisions],
            t("own.made"): [format_date(revision.made[:10], t.lang) for revision in revisions],
            t("own.who"): [revision.who for revision in revisions],
            t("own.table"): [table_name(revision, book) for revision in revisions],
            t("own.reason"): [revision.why for revision in revisions],
            t("own.rows"): [revision.rows for revision in revisions],
            t("own.state"): [t("own.live") if revision.live else t("own.withdrawn") for revision in revisions],
        }
    )


def table_name(revision: Revision, book: Book) -> str:
    """Name what a revision comes from: its file, or the name that it puts right."""
    if revision.file_name not in ("", UNNAMED):
        return revision.file_name
    was, now = (revision.answers.get(key, "") for key in (WAS, NOW))
    return book.t("own.corrected", was=was, now=now) if was else book.t("own.cells_pasted")


def _contents(ledger: Ledger, chosen: Revision, book: Book) -> None:
    """What a revision said as a workbook, whose sheets can be imported again; read once its button is pressed."""
    t, number = book.t, chosen.revision_id
    st.download_button(
        as_plain(t("own.download", number=number)),
        partial(revision_workbook, ledger, chosen, book),
        f"{t('own.file_name', number=number)}.xlsx",
        XLSX,
        key="own_download",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )
    if acts := ledger.acts(number):
        words = {"store": t("own.act_stored"), "withdraw": t("own.act_withdrawn"), "restore": t("own.act_restored")}
        lines = [
            t("own.act", date=format_date(act["made"][:10], t.lang), who=act["who"], what=words[act["act"]], why=act["why"])
            for act in acts
        ]
        st.html(element("ul", *(element("li", line) for line in lines), cls="panel-note"))


def revision_workbook(ledger: Ledger, chosen: Revision, book: Book) -> bytes:
    """Write what a revision said: a sheet a table with the columns of its schema, after one that says what it is.

    Returns
    -------
    bytes
        The same for the same revision.
    """
    t, created = book.t, chosen.made[:10]
    about = [
        (t("export.about_title"), t("own.file_name", number=chosen.revision_id)),
        (t("own.who"), chosen.who),
        (t("own.made"), chosen.made),
        (t("own.table"), table_name(chosen, book)),
        (t("own.digest"), chosen.file_digest),
        (t("own.reason"), chosen.why),
        *((t("own.answer", key=key), value) for key, value in sorted(chosen.answers.items())),
    ]
    tables = ledger.tables([chosen.revision_id])
    ledger.engine.dispose()  # the page let go of it before, and the button took it up again
    return write_xlsx(tables, about=about, created=created, about_name=t("present.about"))


def _differences(ledger: Ledger, chosen: Revision, further: Sequence[Revision], book: Book) -> None:
    t, names = book.t, {other.revision_id: table_name(other, book) for other in further}
    numbers = [other.revision_id for other in further]
    other = st.selectbox(
        t("own.compare"),
        numbers,
        None,
        format_func=lambda n: t("own.named", number=n, file=names[n]),
        key=f"own_compare_{chosen.revision_id}",
        placeholder=t("own.choose"),
        width=420,
    )
    if other is None:
        return
    first, second = sorted((other, chosen.revision_id))
    difference = ledger.compare(first, second)
    own = own_counted(ledger.tables([first])) | own_counted(ledger.tables([second]))

    def cells_of(change: str, table: str, row: Row) -> dict[str, str]:
        return {t("own.change"): change} | line_of(table, row, own, book)

    rows = [cells_of(t("own.added", number=second), table, row) for table, row in difference.added]
    rows += [cells_of(t("own.removed", number=first), table, row) for table, row in difference.removed]
    for table, old, new in difference.changed:
        rows += [cells_of(t("own.before", number=first), table, old), cells_of(t("own.after", number=second), table, new)]
    counts = {"added": len(difference.added), "removed": len(difference.removed), "changed": len(difference.changed)}
    st.html(element("p", t("own.differences", first=first, second=second, **counts), cls="says"))
    if rows:
        st.html(html_table(pd.DataFrame(rows[:_MOST]).fillna("")))
    if len(rows) > _MOST:
        st.html(element("p", t("own.more", n=len(rows) - _MOST), cls="panel-note"))


def _take_back(ledger: Ledger, chosen: Revision, book: Book, editor: str) -> None:
    t, live = book.t, chosen.live
    middle, right = st.columns([5, 2], vertical_alignment="bottom")
    why = middle.text_input(t("own.why"), key="own_why_act", max_chars=300)
    if right.button(t("own.withdraw") if live else t("own.restore"), key="own_act", width="stretch"):
        try:
            (ledger.withdraw if live else ledger.restore)(chosen.revision_id, author=editor, why=why)
        except StoreTrouble as error:
            st.html(element("p", error.message(t), cls="notice", role="alert"))
            return
        STORE.look_again()
        number = chosen.revision_id
        st.session_state["own_said"] = t("own.now_withdrawn", number=number) if live else t("own.now_shown", number=number)
        st.rerun()
