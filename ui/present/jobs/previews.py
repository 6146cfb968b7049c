"""What views say of themselves as slides, and small pictures of them, drawn beside the pages and kept.

A page waits a moment for a picture, never for long.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import Final

from export.trouble import ExportTrouble
from look.palette import Theme
from ui.opened import shapes
from ui.present.jobs import making
from ui.present.jobs.queues import PREVIEWS, Viewer
from ui.serving import failure
from views import loaders
from views.memo import memoized
from views.slides.make import slide

#: How long a page waits for one; it is drawn without it then, and has it when it is drawn again.
_WAIT_S: Final = 5.0
#: What was not there in time, for when the page is drawn again.
_UNDER_WAY: Final[dict[tuple[str, ...], str]] = {}
_MOST_UNDER_WAY: Final = 64


def own_words(view: str, lang: str, theme: Theme) -> tuple[str, str] | None:
    """Return the title and the sentence that a view has as a slide.

    Parameters
    ----------
    view : str
        Address below the atlas.
    theme : {"light", "dark"}

    Returns
    -------
    (str, str) or None
        None where it cannot be made into one: the log says why.
    """
    try:
        result = slide(view, lang, theme, shapes().approval)
    except ValueError as refused:
        logging.getLogger("atlas").warning("no slide: %s", refused)
    except Exception as error:  # the page stands without it
        failure.report(error, "a slide's title")
    else:
        return result.title, result.sentence
    return None


def small_map(view: str, lang: str, theme: Theme) -> str | None:
    """Return a small picture of a view's map; arguments as of :func:`own_words`.

    Returns
    -------
    str or None
        SVG in base64, empty where the view has no map; None where it was not made in time, or cannot be made: the log says
        why.
    """
    on = (loaders.facts().version, shapes().version, lang, theme, view)
    try:
        return memoized("small map", lambda: _make(on, view, lang, theme), *on)
    except (ExportTrouble, _NotYet) as trouble:
        logging.getLogger("atlas").warning("no preview: %s", trouble)
    except Exception as error:  # the page stands without it
        failure.report(error, "a preview")
    return None


class _NotYet(Exception):
    """It is not made in time; nothing is kept."""


def _make(key: tuple[str, ...], view: str, lang: str, theme: Theme) -> str:
    job = PREVIEWS.find(_UNDER_WAY.pop(key, ""))
    if job is None or job.error() is not None:
        viewer = Viewer()
        work = partial(making.small_map, view=view, lang=lang, theme=theme)
        job = PREVIEWS.start(work, viewer=viewer.viewer_id, is_wanted=viewer.is_present)
    if not job.wait(_WAIT_S):
        _UNDER_WAY[key] = job.job_id
        for old in list(_UNDER_WAY)[:-_MOST_UNDER_WAY]:
            _UNDER_WAY.pop(old, None)
        raise _NotYet("it takes too long")
    content = job.result()
    if content is None:
        raise job.error() or _NotYet("it was given up")
    return content.decode()
