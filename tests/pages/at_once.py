"""Previews made where they are asked for: a page under test needs no worker, and waits for none."""

from __future__ import annotations

from dataclasses import dataclass

from export.jobs.worker import Work


@dataclass(frozen=True)
class Made:
    made: bytes

    def wait(self, _timeout_s: float) -> bool:
        return True

    def result(self) -> bytes:
        return self.made


class AtOnce:
    """Stands for :data:`ui.present.jobs.queues.PREVIEWS`."""

    def find(self, _job_id: str) -> None:
        return None

    def start(self, work: Work, **_: object) -> Made:
        made = work(self)  # type: ignore[arg-type]
        assert isinstance(made, bytes)
        return Made(made)

    def step(self, _done: int, _total: int, _text: str = "") -> None:
        """Stands for a work's progress."""
