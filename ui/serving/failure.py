"""A short name for what failed, which a page can say and the log can be searched for.

The name is made of where it failed and how: the same fault has the same name whoever meets it, so that a log that leaves out
repetitions still holds it.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import logging
import threading
import traceback
from collections import Counter
from pathlib import Path
from typing import Final

from export.trouble import WorkFailed

_ROOT: Final = Path(__file__).resolve().parents[2]
_LETTERS: Final = 7
_log = logging.getLogger("atlas")
_lock = threading.Lock()
_reported: Counter[str] = Counter()


def report(error: BaseException, subject: str) -> str:
    """Write to the log what failed, with the traceback, and return the name under which it stands there.

    Parameters
    ----------
    subject : str
        What failed, in a few words, for the log: ``a page``. Nothing that a reader wrote.

    Returns
    -------
    str
        Seven letters and digits.
    """
    # An export's page asks once a second how far it is, and is told of the same failure each time.
    name = getattr(error, "_atlas_name", "")
    if name:
        return str(name)
    name = name_of(error)
    with contextlib.suppress(AttributeError, TypeError):  # an error with slots, or frozen
        error._atlas_name = name  # type: ignore[attr-defined]
    with _lock:
        _reported[subject] += 1
    _log.error("%s failed [%s]", subject, name, exc_info=error, extra={"failure": name})
    return name


def counted() -> dict[str, int]:
    """Return how many failures were reported since the server began, by what failed."""
    with _lock:
        return dict(_reported)


def name_of(error: BaseException) -> str:
    """Return the name of a failure.

    Returns
    -------
    str
        The same for the same kind of error raised in the same lines.
    """
    parts = [type(error).__qualname__]
    if isinstance(error, WorkFailed):  # raised in another process, whose traceback it brings along
        parts.append(error.trace)
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        place = path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name
        parts.append(f"{place}:{frame.lineno}")
    digest = hashlib.sha256("\n".join(parts).encode()).digest()
    return base64.b32encode(digest).decode().lower()[:_LETTERS]
