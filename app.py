"""The front door: page config, navigation, language, theme, presenting on or off.

``streamlit run app.py`` finds ``app`` and serves it with the atlas's own routes and headers; the same file is the
script that Streamlit runs for every reader, so that one name starts everything.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if __name__ == "__mp_main__":
    pass  # a worker process runs the program's main file first, and needs nothing of it
elif get_script_run_ctx(suppress_warning=True) is None:
    from ui.serving import server

    app = st.App(
        Path(__file__),
        routes=server.routes(),
        middleware=server.middleware(),
        lifespan=server.lifespan,
        on_script_error=server.on_error,
    )
else:
    from ui import shell

    shell.run()
