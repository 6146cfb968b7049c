"""Records of unverified pages: left out and counted on every page, shown to a reader who asks for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import streamlit as st

from data.load import Facts
from data.pair import pair_id
from data.rows import Row, records
from data.verified import unverified
from text.catalogue import Catalogue
from ui import loaders, view
from ui.markup import element


def facts() -> Facts:
    """Return the facts that the view is made of.

    Returns
    -------
    Facts
        All of them where the reader has asked, and where the address names a record of an unverified page; then a notice
        says so.
    """
    view.read(view.UNVERIFIED)  # a value that may not be is named and goes
    shown = facts_of(st.query_params.to_dict())
    if shown is not loaders.facts() and view.UNVERIFIED.name not in st.query_params:
        view.write(view.UNVERIFIED, "1")
        view.say(view.UNVERIFIED, ("notice.unverified", {}))
    return shown


def facts_of(values: Mapping[str, str]) -> Facts:
    """Return the facts that an address asks for.

    Parameters
    ----------
    values : mapping of str to str
        Its parameters.

    Returns
    -------
    Facts
        All of them where it asks for unverified pages, or names a record of one; without those records else.
    """
    asked = values.get(view.UNVERIFIED.name, "")
    shown = asked in view.UNVERIFIED.allowed and asked != view.UNVERIFIED.default
    return loaders.facts(unverified=shown or _named(values.values()))


def _named(values: Iterable[str]) -> bool:
    """Say whether a value of an address is the id of a record, of its source, or of a pair, that is left out."""
    everything = loaders.facts(unverified=True)
    left_out = loaders.kept(("unverified", everything.version), lambda: _ids(everything))
    return any(value in left_out for value in values)


def switch(t: Catalogue) -> None:
    """Draw below the page how many records are left out, and the switch that shows them."""
    everything = loaders.facts(unverified=True)
    n = sum(len(frame) for frame in unverified(everything).values())
    if not n:
        return
    key = f"w_{view.UNVERIFIED.name}"
    shown = bool(view.read(view.UNVERIFIED))
    if st.session_state.get(key) != shown:
        st.session_state[key] = shown
    st.toggle(
        t("unverified.shown" if shown else "unverified.hidden", n=n),
        key=key,
        help=t("unverified.help"),
        on_change=lambda: view.write(view.UNVERIFIED, "1" if st.session_state.get(key) else ""),
    )


def note(region_ids: Collection[str], t: Catalogue) -> None:
    """Say how many records about a place, or about two that are paired, are left out; nothing where none is.

    Parameters
    ----------
    region_ids : collection of str
        One region, or the two of a pair.
    """
    if view.read(view.UNVERIFIED):
        return
    left_out = unverified(loaders.facts(unverified=True)).values()
    n = sum(_about(row, region_ids) for frame in left_out for row in records(frame))
    if n:
        st.html(element("p", t("unverified.of_place", n=n), cls="counted"))


def _about(row: Row, region_ids: Collection[str]) -> bool:
    named_by = (row.get("region_id"), row.get("helper_id"), row.get("recipient_id"), *row.get("region_ids", "").split(";"))
    return all(region_id in named_by for region_id in region_ids)


def _ids(everything: Facts) -> frozenset[str]:
    left_out = unverified(everything)
    ids = {str(row_id) for frame in left_out.values() for row_id in frame.iloc[:, 0]}
    ids |= {str(source_id) for frame in left_out.values() for source_id in frame["source_id"]}
    sides = [row for name in ("pairings", "cooperation") for row in records(left_out[name])]
    pairs = {pair_id(row["helper_id"], row["recipient_id"]) for row in sides if row["helper_id"] and row["recipient_id"]}
    return frozenset(ids | (pairs - loaders.pairs(loaders.facts()).keys()))
