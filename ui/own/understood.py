"""What a table says, worked out once for the same answers: a small one at once, a large one beside the page."""

from __future__ import annotations

import gc
import hashlib
import pickle
import traceback
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from io import BytesIO
from typing import Final

import streamlit as st

from data.importing.preview import Preview, preview
from data.importing.reading.limits import Allowance, Unreadable
from data.importing.reading.sheet import Workbook
from data.importing.reading.workbook import read_pasted, read_workbook
from data.load import Facts
from export.jobs.job import Job, State
from export.jobs.worker import Progress
from export.trouble import QueueFull, TooLarge, TooSlow
from text.catalogue import Catalogue
from ui.present.jobs.queues import IMPORT_SECONDS, IMPORTS, Viewer
from ui.serving import failure
from views import loaders
from views.own.marked import trimmed
from views.parts.markup import as_plain

#: Bytes of a file, and of what it unpacks to, that a page understands by itself in well under a second.
AT_ONCE, UNPACKED = 64_000, 1_000_000
#: The same of outlines: a few hundred points cross one another so often that mending them takes seconds.
_OUTLINES: Final = 8_000
#: How often it is asked how far a large one is.
_ASKED_S: Final = 0.5
#: What the session holds: what was understood last and of what, the work that is under way, the file as it was read.
_LATEST, _JOB, _READ = "own_understood", "own_job", "own_read"


@dataclass(frozen=True)
class File:
    """A file, or pasted cells as the bytes of their text.

    Attributes
    ----------
    name : str
        Of the file; "" for cells.
    """

    name: str
    content: bytes

    @cached_property
    def digest(self) -> str:
        """The same as :attr:`data.importing.reading.sheet.Workbook.digest`."""
        return hashlib.sha256(self.content).hexdigest()

    def read(self, allowance: Allowance | None = None) -> Workbook:
        """Read it; errors as for :func:`data.importing.reading.workbook.read_workbook`."""
        return read_workbook(self.name, self.content, allowance) if self.name else read_pasted(self.content.decode("utf-8"))

    def is_small(self) -> bool:
        """Say whether a page may understand it by itself."""
        if len(self.content) > AT_ONCE or (len(self.content) > _OUTLINES and self.content.lstrip().startswith(b"{")):
            return False
        try:
            with zipfile.ZipFile(BytesIO(self.content)) as parts:
                return sum(part.file_size for part in parts.infolist()) <= UNPACKED
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            return True  # no archive, or a damaged one, which is said at once


@dataclass(frozen=True)
class Wish:
    """What a worker is to understand.

    Attributes
    ----------
    file : File
        Without its content where it was read before.
    read : bytes
        The workbook as a worker read it; empty for the first time.
    unverified : bool
        Whether records of unverified pages are among the facts.
    """

    file: File
    read: bytes
    answers: Mapping[str, str]
    remembered: Mapping[str, str]
    unverified: bool


class NotUnderstood(Exception):
    """An error in understanding, by where it came up: what it says may repeat a cell."""


def understood(
    file: File, facts: Facts, answers: Mapping[str, str], remembered: Mapping[str, str], t: Catalogue
) -> Preview | None:
    """Return what a table says, with as much of its sheets as is drawn.

    Parameters
    ----------
    answers, remembered : mapping of str to str
        As for :func:`data.importing.preview.preview`.

    Returns
    -------
    Preview or None
        None while a worker is at it: then how far it is stands on the page, with a button that ends it.

    Raises
    ------
    Unreadable
        If it is not read, or takes too long; the same one for the same file until something else is asked.
    """
    key = (file.digest, file.name, facts.version, tuple(sorted(answers.items())), tuple(sorted(remembered.items())))
    state = st.session_state
    if state.get(_LATEST, (None,))[0] != key:
        result: Preview | Unreadable | None
        try:
            result = _small(file, facts, answers, remembered) if file.is_small() else _large(key, file, facts, t)
        except Unreadable as error:
            result = error
        if result is None:
            return None
        state[_LATEST] = (key, result)
    held: Preview | Unreadable = state[_LATEST][1]
    if isinstance(held, Unreadable):
        raise held
    return held


def forget() -> None:
    """Let go of all that is known of a table, and end what is under way."""
    for name in (_LATEST, _READ):
        st.session_state.pop(name, None)
    _end()


def _small(file: File, facts: Facts, answers: Mapping[str, str], remembered: Mapping[str, str]) -> Preview:
    digest, workbook = st.session_state.get(_READ, ("", None))
    if digest != file.digest or not isinstance(workbook, Workbook):
        workbook = file.read()
        st.session_state[_READ] = (file.digest, workbook)
    result = preview(workbook, facts, answers, remembered)
    if result.register:
        st.session_state.pop(_READ)  # nothing of it is kept
    return trimmed(result)


def _large(key: tuple[object, ...], file: File, facts: Facts, t: Catalogue) -> Preview | None:
    former, job_id = st.session_state.get(_JOB, (None, ""))
    job = IMPORTS.find(job_id) if former == key else None
    if job is None:
        _end()
        job = _begin(key, file, facts)
    if not job.state().finished:
        st.fragment(_follow, run_every=_ASKED_S)(t)
        return None
    content, error = job.result(), job.error()
    st.session_state.pop(_JOB, None)
    job.expire()
    if content is None:
        raise _reason(error)
    result: Preview | Unreadable
    result, read = pickle.loads(content)  # noqa: S301  # our own worker wrote it
    if isinstance(result, Unreadable):
        raise result
    if result.register:
        st.session_state.pop(_READ, None)
    elif read:
        st.session_state[_READ] = (file.digest, read)
    return result


def _begin(key: tuple[object, ...], file: File, facts: Facts) -> Job:
    digest, read = st.session_state.get(_READ, ("", b""))
    answers, remembered = dict(key[3]), dict(key[4])  # type: ignore[call-overload]
    held = read if digest == file.digest and isinstance(read, bytes) else b""
    sent = File(file.name, b"") if held else file
    wish = Wish(sent, held, answers, remembered, facts.version != loaders.facts().version)
    viewer = Viewer()
    try:
        job = IMPORTS.start(partial(work, wish=wish), viewer=viewer.viewer_id, is_wanted=viewer.is_present)
    except QueueFull as error:
        raise Unreadable("own.busy") from error
    st.session_state[_JOB] = (key, job.job_id)
    return job


def _end() -> None:
    _, job_id = st.session_state.pop(_JOB, (None, ""))
    job = IMPORTS.find(job_id) if job_id else None
    if job is not None:
        job.cancel()


def _follow(t: Catalogue) -> None:
    """How far it is, asked again and again without the rest of the page."""
    _, job_id = st.session_state.get(_JOB, (None, ""))
    if not job_id and "own_said" not in st.session_state:
        return  # asked once more although the page has the result already
    job = IMPORTS.find(job_id) if job_id else None
    if job is None or job.state().finished:
        st.rerun()
    state = job.state()
    share = min(1.0, state.step / state.total) if state.total else 0.0
    st.progress(share, as_plain(_words(state, t)))
    st.button(t("own.stop"), key="own_stop", on_click=_stop, args=(t,), icon=":material/close:")


def _words(state: State, t: Catalogue) -> str:
    if state.phase == "waiting":
        return t("own.queued", place=state.place)
    match state.text:
        case "understanding":
            return t("own.understanding", done=f"{state.step:,}", total=f"{state.total:,}")
        case "checking":
            return t("own.checking")
        case _:
            return t("own.reading", n=f"{state.step:,}") if state.step else t("own.opening")


def _stop(t: Catalogue) -> None:
    """Give a table up: what was read of it, what was answered, and the file itself go."""
    forget()
    for key in [key for key in st.session_state if str(key).startswith("own_answers_")]:
        del st.session_state[key]
    st.session_state["own_turn"] += 1
    st.session_state["own_said"] = t("own.stopped")


def _reason(error: Exception | None) -> Unreadable:
    match error:
        case TooSlow():
            return Unreadable("importing.too_slow", seconds=round(IMPORT_SECONDS))
        case TooLarge():
            return Unreadable("own.too_heavy")
        case None:
            return Unreadable("own.busy")
        case _:
            return Unreadable("own.failed", name=failure.report(error, "an import"))


def work(progress: Progress, wish: Wish) -> bytes:
    """Read and understand a table; what runs in the worker.

    Returns
    -------
    bytes
        Pickled: the preview or the reason why there is none, and the workbook, pickled too, where it was read now.
    """
    # So many small things are made that are kept that looking for what could go takes a fourth of the time.
    gc.disable()
    try:
        return pickle.dumps(_answer(progress, wish))
    except Exception as error:
        raise NotUnderstood("".join(traceback.format_tb(error.__traceback__))) from None
    finally:
        gc.enable()


def _answer(progress: Progress, wish: Wish) -> tuple[Preview | Unreadable, bytes]:
    try:
        if wish.read:
            workbook, read = pickle.loads(wish.read), b""  # noqa: S301  # written below
        else:
            progress.step(0, 0, "reading")
            workbook = wish.file.read(Allowance(tell=lambda cells: progress.step(cells, 0, "reading")))
            read = pickle.dumps(workbook)
    except Unreadable as error:
        return error, b""
    loaders.STORE.look_again()
    facts = loaders.facts(wish.unverified)
    result = preview(
        *(workbook, facts, wish.answers, wish.remembered), lambda stage, count, total: progress.step(count, total, stage)
    )
    return trimmed(result), b"" if result.register else read
