"""Exports beside the page: progress, cancelling, a queue, and nothing kept for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from export.job import Job, Jobs, Progress, State, find, start
from export.trouble import MissingFont

LIMIT_S = 20


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Work:
    """Work that tells when it begins, and goes on when it is let."""

    def __init__(self, result: bytes = b"file") -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        self.result = result

    def __call__(self, progress: Progress) -> bytes:
        progress.step(1, 3, "第一页")
        self.begun.set()
        assert self.go.wait(LIMIT_S)
        progress.step(2, 3, "第二页")
        return self.result


def over(job: Job) -> State:
    assert job.wait(LIMIT_S)
    return job.state()


def test_a_job_tells_how_far_it_is_and_then_gives_the_file():
    work = Work()
    job = start(work)
    assert work.begun.wait(LIMIT_S)

    assert job.state() == State("running", 1, 3, "第一页")
    assert (job.result(), job.error(), job.state().finished) == (None, None, False)

    work.go.set()
    assert over(job) == State("done", 2, 3, "第二页")
    assert job.result() == b"file"
    assert find(job.job_id) is job
    assert find("nowhere") is None


def test_a_cancelled_job_stops_at_its_next_step():
    work = Work()
    job = Jobs().start(work)
    assert work.begun.wait(LIMIT_S)

    job.cancel()
    work.go.set()

    assert over(job).phase == "cancelled"
    assert (job.result(), job.error()) == (None, None)


def test_work_that_asks_by_itself_hears_of_it():
    heard = threading.Event()
    begun = threading.Event()

    def work(progress: Progress) -> bytes:
        begun.set()
        while not progress.cancelled():
            pass
        heard.set()
        return b"too late, but whole"

    job = Jobs().start(work)
    assert begun.wait(LIMIT_S)
    job.cancel()

    assert heard.wait(LIMIT_S)
    assert over(job).phase == "done"


@pytest.mark.parametrize("error", [MissingFont(), ValueError("x")])
def test_what_goes_wrong_is_the_jobs_error(error):
    def work(_: Progress) -> bytes:
        raise error

    job = Jobs().start(work)

    assert over(job).phase == "failed"
    assert job.error() is error


def test_two_run_and_the_others_wait_their_turn():
    jobs = Jobs(at_once=2)
    works = [Work(b"%d" % n) for n in range(4)]
    started = [jobs.start(work) for work in works]
    assert works[0].begun.wait(LIMIT_S) and works[1].begun.wait(LIMIT_S)

    assert [job.state().phase for job in started] == ["running", "running", "waiting", "waiting"]
    assert [jobs.ahead(job) for job in started] == [0, 0, 0, 1]

    works[0].go.set()
    assert works[2].begun.wait(LIMIT_S)
    assert started[3].state().phase == "waiting"
    for work in works:
        work.go.set()
    assert [over(job).phase for job in started] == ["done"] * 4
    assert [job.result() for job in started] == [b"0", b"1", b"2", b"3"]


def test_a_job_that_waits_is_cancelled_at_once_and_never_runs():
    jobs = Jobs(at_once=1)
    first, second = Work(), Work()
    running, waiting = jobs.start(first), jobs.start(second)
    assert first.begun.wait(LIMIT_S)

    waiting.cancel()

    assert over(waiting).phase == "cancelled"
    first.go.set()
    assert over(running).phase == "done"
    assert not second.begun.is_set()


def test_a_failed_job_makes_room_for_the_next():
    def work(_: Progress) -> bytes:
        raise ValueError

    jobs = Jobs(at_once=1)

    assert [over(jobs.start(work)).phase for _ in range(3)] == ["failed"] * 3
    assert over(jobs.start(lambda _: b"ok")).phase == "done"


def test_a_result_is_dropped_after_its_time():
    clock = Clock()
    jobs = Jobs(kept_s=600, clock=clock)
    old = jobs.start(lambda _: b"old")
    over(old)
    clock.now = 599
    new = jobs.start(lambda _: b"new")
    over(new)
    assert old.result() == b"old"

    clock.now = 600

    assert (old.state().phase, old.result(), jobs.find(old.job_id)) == ("expired", None, None)
    assert (new.state().phase, new.result(), jobs.find(new.job_id)) == ("done", b"new", new)


def test_a_running_job_is_never_dropped():
    clock = Clock()
    jobs = Jobs(kept_s=600, clock=clock)
    work = Work()
    job = jobs.start(work)
    assert work.begun.wait(LIMIT_S)
    clock.now = 10_000

    assert jobs.find(job.job_id) is job
    work.go.set()
    assert over(job).phase == "done"


def test_cancelling_what_is_over_changes_nothing():
    job = Jobs().start(lambda _: b"x")
    over(job)
    job.cancel()

    assert (job.state().phase, job.result()) == ("done", b"x")


def test_many_threads_at_once():
    jobs = Jobs(at_once=3)
    most, now, lock = [0], [0], threading.Lock()

    def work(progress: Progress) -> bytes:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        progress.step(1, 1)
        with lock:
            now[0] -= 1
        return b"x"

    found: list[Job] = []

    def ask(begin: Callable[[], Job]) -> None:
        for _ in range(20):
            found.append(begin())
            found[-1].state()

    threads = [threading.Thread(target=ask, args=(lambda: jobs.start(work),)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT_S)

    assert {over(job).phase for job in found} == {"done"}
    assert len(found) == 100
    assert most[0] <= 3
