"""What can go wrong with an export, as errors that say in the reader's language what is missing and how to get it."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from text.catalogue import Catalogue


class Cancelled(Exception):
    """The reader no longer wants the export."""


class ExportTrouble(Exception):
    """An export could not be made, for a reason the reader can do something about.

    Parameters
    ----------
    **fields
        Values for the fields of the message.

    Attributes
    ----------
    key : str
        Id of the message.
    """

    key: ClassVar[str]

    def __init__(self, **fields: object) -> None:
        super().__init__(self.key, fields)
        self.fields = fields

    def words(self, t: Catalogue) -> str:
        """Say what is wrong and what to do."""
        return t(self.key, **self.fields)

    def __reduce__(self) -> tuple[Any, ...]:
        # What is raised in one process is told by another, with its notes.
        return partial(type(self), **self.fields), (), self.__dict__

    def __str__(self) -> str:
        return self.words(Catalogue.load("en"))


class MissingBrowser(ExportTrouble):
    """There is no Chrome, Edge or Chromium on the machine."""

    key = "export.no_browser"


class WronglyNamedBrowser(MissingBrowser):
    """The browser that the configuration names is not there; field ``path``."""

    key = "export.browser_named_wrong"


class MissingFfmpeg(ExportTrouble):
    """There is no ffmpeg on the machine."""

    key = "export.no_ffmpeg"


class FfmpegFailed(ExportTrouble):
    """It wrote no film; fields ``path`` and ``reason``, its last words."""

    key = "export.ffmpeg_failed"


class MissingFont(ExportTrouble):
    """There is no Chinese font on the machine."""

    key = "export.no_font"


class BrowserFailed(ExportTrouble):
    """The browser did not start, or stopped; field ``path``."""

    key = "export.browser_failed"


class PageFailed(ExportTrouble):
    """The page to be printed, or a chart, was not drawn; field ``reason``."""

    key = "export.page_failed"


class TooSlow(ExportTrouble):
    """Time ran out; field ``seconds``."""

    key = "export.too_slow"


class TooLarge(ExportTrouble):
    """It took too much memory; field ``megabytes``."""

    key = "export.too_large"


class WorkerDied(ExportTrouble):
    """The process that made it ended: the system was short of memory, or a library failed; ``begun`` or before it."""

    key = "export.worker_died"


class QueueFull(ExportTrouble):
    """As many are waiting as may."""

    key = "export.queue_full"


class ViewerFull(QueueFull):
    """The reader has as many under way as one may; field ``most``."""

    key = "export.viewer_full"


class NothingToShow(ExportTrouble):
    """There is nothing of the view in a file of this kind; fields ``kind`` and ``instead``, what there is of it."""

    key = "export.nothing"


class NothingMoves(ExportTrouble):
    """A view has neither years nor steps for a film; field ``instead``, what there is of it."""

    key = "export.nothing_moves"


class TemplateLarge(ExportTrouble):
    """A template is too large, or its parts are; field ``limit``, in megabytes."""

    key = "export.template_large"


class TemplateLocked(ExportTrouble):
    """A template is locked with a password, or of a PowerPoint before 2007."""

    key = "export.template_locked"


class TemplateMacros(ExportTrouble):
    """A template has macros or controls."""

    key = "export.template_macros"


class TemplateUnreadable(ExportTrouble):
    """A template is no PowerPoint file, or damaged."""

    key = "export.template_unreadable"


class TemplateShape(ExportTrouble):
    """The slides of a template are upright, or far too small or large."""

    key = "export.template_shape"


class TemplateWithoutTitle(ExportTrouble):
    """No layout of a template has a placeholder for a title."""

    key = "export.template_no_title"


class TemplateWithoutRoom(ExportTrouble):
    """No layout of a template leaves room for a map below its title."""

    key = "export.template_no_room"


class WorkFailed(Exception):
    """A work raised an error that says nothing to a reader.

    Parameters
    ----------
    kind : str
        Name of the error.
    trace : str
        For the log.
    """

    def __init__(self, kind: str, trace: str) -> None:
        super().__init__(kind, trace)
        self.kind, self.trace = kind, trace

    def __str__(self) -> str:
        return self.trace
