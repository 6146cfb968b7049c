"""Telling readers what is missing: faulty records and damaged shapes, by file, row and remedy."""

from __future__ import annotations

import streamlit as st

from data.load import Facts
from text.catalogue import Catalogue
from views.loaders import Shapes
from views.parts.markup import element

#: More than there are files: each that is missing is named.
_MOST = 20


def show(facts: Facts, shapes: Shapes, t: Catalogue) -> None:
    """Say what was left out; nothing where all is well."""
    for faults, key in ((facts.faults, "trouble.facts"), (shapes.faults, "trouble.shapes")):
        if not faults:
            continue
        lines = [element("li", fault.message(t)) for fault in faults[:_MOST]]
        more = element("p", t("trouble.more", n=len(faults) - _MOST)) if len(faults) > _MOST else ""
        head = element("summary", t(key, n=len(faults)))
        st.html(element("details", head, element("ul", *lines), more, cls="trouble", open="open"))
        # Named for readers of the screen and for tests alike: the page goes on without what is missing.
