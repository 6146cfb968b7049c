"""Imported by the process that workers are forked from, or by a worker itself: reads once what all of them need."""

from __future__ import annotations

import gc
import logging

from streamlit import config
from streamlit.logger import set_log_level

# A worker has no page and no session, which Streamlit would say at every turn. Its own level is set when it is first read.
config.get_option("logger.level")
set_log_level("ERROR")

from text.catalogue import LANGUAGES  # noqa: E402
from ui import opened  # noqa: E402
from ui.own import understood  # noqa: E402, F401
from ui.present.jobs import view_files  # noqa: E402
from views import loaders  # noqa: E402
from views.reader import Reader  # noqa: E402


def _read() -> None:
    """Read everything once; where that fails, each work says for itself what is wrong."""
    try:
        _facts_and_shapes()
    except Exception:
        logging.getLogger("atlas").exception("workers begin with less than they need")
    gc.collect()
    # What never changes is shared by all workers as long as none of them touches it.
    gc.freeze()


def _facts_and_shapes() -> None:
    facts, shapes = loaders.facts(), opened.shapes()
    view_files.geometry(shapes.version)
    for lang in LANGUAGES:
        loaders.book(facts, Reader(lang))
        loaders.gazetteer(facts, shapes, lang)


_read()
