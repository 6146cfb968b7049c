"""The front door: page config, navigation, language, theme, presenting on or off.

``streamlit run app.py`` finds ``app`` and serves it with the atlas's own routes and headers; the same file is the
script that Streamlit runs for every reader, so that one name starts everything.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is None:
    from ui import server
    from ui.serving import for_streamlit

    app = st.App(
        Path(__file__), lifespan=for_streamlit.lifespan, routes=server.routes(), middleware=server.middleware(),
        on_script_error=server.on_error,
    )
else:
    from ui import shell

    shell.run()
