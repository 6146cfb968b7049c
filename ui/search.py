"""Search: find a place by name, pinyin or code."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.load import Facts
from data.rows import records
from text.catalogue import Catalogue
from ui import view


def region_search(facts: Facts, param: view.Param, t: Catalogue, clears: Sequence[view.Param] = ()) -> None:
    """Draw the search box; a choice goes into the URL.

    Parameters
    ----------
    facts : Facts
    param : Param
        Parameter that holds the region.
    t : Catalogue
    clears : sequence of Param
        Parameters without a default that a choice empties.
    """
    labels = _labels(facts.version, t.lang, _facts=facts)

    def found() -> None:
        if st.session_state.get("search"):
            view.write_all({param: st.session_state["search"]} | dict.fromkeys(clears, ""))

    # The box is a way to go somewhere and keeps what was typed last. Did it follow every click on the map, its four
    # hundred names would be sent again with each.
    st.selectbox(
        t("search.label"),
        list(labels),
        format_func=lambda i: labels.get(i, i),
        index=None,
        key="search",
        on_change=found,
        placeholder=t("search.placeholder"),
        label_visibility="collapsed",
        filter_mode="contains",
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _labels(version: str, lang: str, *, _facts: Facts) -> dict[str, str]:
    return search_labels(_facts, Catalogue.load(lang))


def search_labels(facts: Facts, t: Catalogue) -> dict[str, str]:
    """Write what each region is found by: both names, pinyin, code, and its province where names repeat.

    Parameters
    ----------
    facts : Facts
    t : Catalogue

    Returns
    -------
    dict of str to str
        Region id to label.
    """
    regions = facts.regions
    names = dict(zip(regions["region_id"], regions[f"name_{t.lang}"], strict=True))
    other = "en" if t.lang == "zh" else "zh"
    return {
        row["region_id"]: t(
            "search.option",
            name=row[f"name_{t.lang}"],
            parent=names.get(row["parent_id"], "") if row["level"] not in ("nation", "province") else "",
            other=row[f"name_{other}"],
            pinyin=row["pinyin"],
            code=row["region_id"],
        )
        for row in records(regions)
    }
