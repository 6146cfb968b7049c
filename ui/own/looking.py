"""A look at an import before it is stored: on the map, and beside what is recorded over time."""

from __future__ import annotations

import hashlib

import streamlit as st

from data.importing.preview import Preview
from data.load import Facts
from ui.opened import shapes
from ui.shared.chartview import show_plot
from ui.shared.mapview import show_map
from ui.shared.tables import show_left_out
from ui.shared.window import window
from views.book import Book
from views.memo import memoized
from views.own.preview import MOST_PLACES, in_doubt, merged, subjects, view_of
from views.parts.markup import element


def show_look(result: Preview, facts: Facts, book: Book) -> None:
    """Draw what an import would add, one kind of its rows at a time; nothing where no row has a place.

    Parameters
    ----------
    result : Preview
        Without open questions.
    """
    t, mark = book.t, _mark(result)
    whole = merged(result, facts, mark)
    look_ups = memoized("own-book", lambda: Book.of(whole, book.reader), whole, book.reader)
    by_key = {subject.key: subject for subject in subjects(result, whole, look_ups)}
    if not by_key:
        return
    st.html(element("h4", t("own.look")))
    left, right = st.columns([3, 7])
    key = left.selectbox(t("own.what"), list(by_key), format_func=lambda k: by_key[k].name, key=f"own_look_{mark}")
    subject = by_key[key]
    chosen: list[str] = []
    if subject.table == "observations":
        doubtful = in_doubt(result, subject)
        regions = sorted(subject.region_ids, key=lambda i: i not in doubtful)
        chosen = right.multiselect(
            t("own.over_time"),
            regions,
            regions[:MOST_PLACES],
            format_func=look_ups.region,
            key=f"own_places_{mark}_{key}",
            max_selections=MOST_PLACES,
        )
    boundaries, doubtful = shapes(), in_doubt(result, subject)
    view = memoized(
        "own-view",
        lambda: view_of(subject, doubtful, chosen, whole, boundaries, look_ups),
        *(whole, boundaries, book.reader, key, tuple(chosen), tuple(sorted(doubtful))),
    )
    st.html(element("p", view.finding, cls="says"))
    map_side, trend_side = st.columns(2, gap="small") if view.charts else (st.container(), None)
    with map_side:
        if view.scene:
            show_map(view.scene, "own", t, lambda _kind, _id: None)
    if trend_side:
        with trend_side:
            for plot in view.charts:
                show_plot(plot, 0.5, window().high(300, 360, 520), lambda _record: None)
    show_left_out(view.left_out)


def _mark(result: Preview) -> str:
    """Tells rows of one import from those of any other, also after an answer was changed."""
    text = "".join(f"{table}\n{frame.to_csv()}" for table, frame in result.tables.items())
    return hashlib.sha256(text.encode()).hexdigest()[:12]
