"""What a deployment fills in about itself: the map approval number (审图号), never invented."""

from __future__ import annotations

import os

import streamlit as st


def map_approval() -> str:
    """Return the deployment's map approval number.

    Returns
    -------
    str
        From the environment's ``ATLAS_MAP_APPROVAL`` or ``[atlas] map_approval`` in the secrets file; empty where neither
        is set.
    """
    from_env = os.environ.get("ATLAS_MAP_APPROVAL", "").strip()
    if from_env:
        return from_env
    try:
        return str(st.secrets.get("atlas", {}).get("map_approval", "")).strip()
    except FileNotFoundError:
        return ""
