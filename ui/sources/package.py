"""The facts to take along, as a package; made when its button is clicked."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.schema.model import SCHEMAS
from export.datapackage.write import folder_name, write_datapackage
from text.catalogue import Catalogue
from views.loaders import facts_dir
from views.parts.markup import as_plain


def package_button(version: str, t: Catalogue) -> None:
    """Draw the button.

    Parameters
    ----------
    version : str
        Of the facts that are shown.
    """

    def make() -> bytes:
        return write_datapackage(facts_dir(), version, date.today().isoformat())

    st.download_button(
        as_plain(t("package.button", tables=len(SCHEMAS))),
        make,
        f"{folder_name(version)}.zip",
        "application/zip",
        key="data-package",
        on_click="ignore",
        icon=":material/folder_zip:",
        type="tertiary",
        help=t("package.own"),
    )
