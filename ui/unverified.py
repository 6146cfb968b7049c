"""Records of unverified pages: left out and counted on every page, shown to a reader who asks for them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from data.evidence.verified import unverified
from data.load import Facts
from data.rows import Row, records
from text.catalogue import Catalogue
from ui import view
from views import loaders
from views.memo import memoized
from views.params import UNVERIFIED
from views.parts.markup import element
from views.unverified import facts_of


def facts() -> Facts:
    """Return the facts that the view is made of.

    Returns
    -------
    Facts
        All of them where the reader has asked, and where the address names a record of an unverified page; then a notice
        says so.
    """
    view.read(UNVERIFIED)  # a value that may not be is named and goes
    current = facts_of(st.query_params.to_dict())
    if current is not loaders.facts() and UNVERIFIED.name not in st.query_params:
        view.write(UNVERIFIED, "1")
        view.say(UNVERIFIED, ("notice.unverified", {}))
    return current


def switch(t: Catalogue) -> None:
    """Draw below the page how many records are left out, and the switch that shows them."""
    everything = loaders.facts(unverified=True)
    n = memoized("unverified_count", lambda: sum(len(frame) for frame in unverified(everything).values()), everything)
    if not n:
        return
    key = f"w_{UNVERIFIED.name}"
    is_on = bool(view.read(UNVERIFIED))
    if st.session_state.get(key) != is_on:
        st.session_state[key] = is_on
    st.toggle(
        t("unverified.shown" if is_on else "unverified.hidden", n=n),
        key=key,
        help=t("unverified.help"),
        on_change=lambda: view.write(UNVERIFIED, "1" if st.session_state.get(key) else ""),
    )


def note(region_ids: Collection[str], t: Catalogue) -> None:
    """Say how many records about a place, or about two that are paired, are left out; nothing where none is.

    Parameters
    ----------
    region_ids : collection of str
        One region, or the two of a pair.
    """
    if view.read(UNVERIFIED):
        return
    n = left_out_about(region_ids)
    if n:
        st.html(element("p", t("unverified.of_place", n=n), cls="counted"))


def left_out_about(region_ids: Collection[str]) -> int:
    """Count the records of unverified pages about a place and all within it, or about two that are paired."""
    everything = loaders.facts(unverified=True)
    within = [everything.hierarchy.within(region_id) for region_id in region_ids]

    def count() -> int:
        return sum(_about(row, within) for frame in unverified(everything).values() for row in records(frame))

    return memoized("left-out", count, everything, *sorted(region_ids))


def _about(row: Row, within: Sequence[Collection[str]]) -> bool:
    named_by = (row.get("region_id"), row.get("helper_id"), row.get("recipient_id"), *row.get("region_ids", "").split(";"))
    return all(any(named in inside for named in named_by) for inside in within)
