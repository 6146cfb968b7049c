"""Jobs beside the pages: progress, a bounded queue, limits that end a work, and nothing kept for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial

import psutil
import pytest

from export.jobs.job import Job, Jobs, State
from export.jobs.worker import Limits, Work
from export.trouble import ExportTrouble, MissingFont, QueueFull, TooLarge, TooSlow, ViewerFull, WorkerDied, WorkFailed
from tests.export import works
from tests.export.works import Gate
from text.catalogue import Catalogue

LIMIT_S = 120
AMPLE = Limits(seconds=60, megabytes=500)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def jobs_of() -> Iterator[Callable[..., Jobs]]:
    """Make jobs whose workers end with the test."""
    made: list[Jobs] = []

    def make(limits: Limits = AMPLE, second: Limits = AMPLE, most: int = 20, a_viewer: int = 20, **further: object) -> Jobs:
        made.append(Jobs({"first": limits, "second": second}, most=most, a_viewer=a_viewer, **further))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for jobs in made:
        jobs.close()


@pytest.fixture
def gates() -> Iterator[Callable[..., Gate]]:
    made: list[Gate] = []

    def make(*args: object, **further: object) -> Gate:
        made.append(Gate(*args, **further))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for gate in made:
        gate.close()


def over(job: Job) -> State:
    assert job.wait(LIMIT_S)
    return job.state()


def said(text: bytes) -> Work:
    return partial(works.says, result=text)


# --- one job


def test_a_job_tells_how_far_it_is_and_then_gives_the_file(jobs_of, gates):
    jobs, gate = jobs_of(), gates()
    job = jobs.start(gate.work)
    assert gate.begun()
    reached = reaches(job, State("running", 1, 3, "第一页"))

    assert reached and (job.result(), job.error(), job.state().finished) == (None, None, False)

    gate.go()
    assert over(job) == State("done", 2, 3, "第二页")
    assert job.result() == b"file"
    assert jobs.find(job.job_id) is job
    assert jobs.find("nowhere") is None


def reaches(job: Job, wanted: State) -> bool:
    """Wait until a job says something: what it told is on its way."""
    return any(job.state() == wanted or job.wait(0.05) for _ in range(int(LIMIT_S / 0.05)))


def test_the_servers_environment_of_now_counts(jobs_of, monkeypatch):
    jobs = jobs_of()
    over(jobs.start(works.where))
    monkeypatch.setenv("ATLAS_TEST", "changed since")

    job = jobs.start(partial(works.environment, name="ATLAS_TEST"))

    assert (over(job).phase, job.result()) == ("done", b"changed since")


def test_one_worker_does_one_job_after_another(jobs_of):
    jobs = jobs_of()
    first, second = (over(job) and job.result() for job in (jobs.start(works.where), jobs.start(works.where)))
    assert first == second


# --- what goes wrong


def test_a_trouble_is_told_in_the_readers_words(jobs_of):
    job = jobs_of().start(works.needs_a_font)
    assert over(job).phase == "failed" and type(job.error()) is MissingFont


def test_an_error_of_ours_comes_with_its_kind_and_its_place(jobs_of):
    job = jobs_of().start(works.breaks)
    assert over(job).phase == "failed"
    error = job.error()
    assert isinstance(error, WorkFailed) and error.kind == "ValueError"
    assert "a slide has no title" in str(error) and "works.py" in str(error)


@pytest.mark.parametrize("how", [works.crashes, works.leaves_at_once])
def test_a_worker_that_dies_is_told_and_replaced(jobs_of, how):
    jobs = jobs_of()
    job = jobs.start(how)
    assert over(job).phase == "failed" and isinstance(job.error(), WorkerDied)
    assert over(jobs.start(said(b"ok"))).phase == "done"


def test_a_worker_that_died_between_two_jobs_is_replaced_without_a_word(jobs_of):
    jobs = jobs_of()
    first = jobs.start(works.where)
    over(first)
    idle = psutil.Process(int(first.result() or b""))
    idle.kill()
    idle.wait(LIMIT_S)

    second = jobs.start(works.where)

    assert over(second).phase == "done" and second.result() != first.result()


def test_what_takes_too_long_is_ended(jobs_of):
    jobs = jobs_of(Limits(seconds=2, megabytes=500))
    job = jobs.start(works.never_ends)
    assert over(job).phase == "failed" and isinstance(job.error(), TooSlow)
    assert over(jobs.start(said(b"ok"))).phase == "done"


def test_what_takes_too_much_memory_is_ended(jobs_of):
    jobs = jobs_of(Limits(seconds=LIMIT_S, megabytes=150))
    job = jobs.start(works.eats)
    assert over(job).phase == "failed" and isinstance(job.error(), TooLarge)
    assert over(jobs.start(said(b"ok"))).phase == "done"


@pytest.mark.parametrize("trouble", [TooLarge(megabytes=5), WorkerDied(begun=True), QueueFull(), ViewerFull(most=3)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_trouble_has_words(trouble: ExportTrouble, lang):
    assert len(trouble.words(Catalogue.load(lang))) > 10


# --- giving up


def test_a_cancelled_job_ends_with_its_worker(jobs_of, gates):
    jobs, gate = jobs_of(), gates()
    job = jobs.start(gate.work)
    assert gate.begun()

    job.cancel()

    assert over(job).phase == "cancelled" and gate.left()
    assert (job.result(), job.error()) == (None, None)


def test_a_job_whose_caller_has_left_ends(jobs_of, gates):
    there = threading.Event()
    there.set()
    jobs, gate = jobs_of(), gates()
    job = jobs.start(gate.work, is_wanted=there.is_set)
    assert gate.begun()

    there.clear()

    assert over(job).phase == "cancelled" and gate.left()


def test_what_a_work_has_started_ends_with_it(jobs_of, tmp_path):
    jobs = jobs_of()
    job = jobs.start(partial(works.starts_another, folder=str(tmp_path)))
    assert any(job.state().text or job.wait(0.05) for _ in range(600))
    other = psutil.Process(int(job.state().text))

    job.cancel()

    assert over(job).phase == "cancelled"
    other.wait(LIMIT_S)


def test_cancelling_what_is_over_changes_nothing(jobs_of):
    job = jobs_of().start(said(b"x"))
    over(job)
    job.cancel()
    assert (job.state().phase, job.result()) == ("done", b"x")


# --- the queue


def test_two_run_and_the_others_wait_their_turn(jobs_of, gates):
    jobs = jobs_of(Limits(LIMIT_S, 500, at_once=2))
    works_of = [gates(b"%d" % n) for n in range(4)]
    started = [jobs.start(gate.work) for gate in works_of]
    assert works_of[0].begun() and works_of[1].begun()

    assert [job.state().phase for job in started] == ["running", "running", "waiting", "waiting"]
    assert [job.state().place for job in started] == [0, 0, 1, 2]

    works_of[0].go()
    assert works_of[2].begun()
    assert (started[3].state().phase, started[3].state().place) == ("waiting", 1)
    works_of[1].go()
    assert works_of[3].begun()
    works_of[2].go()
    works_of[3].go()
    assert [over(job).phase for job in started] == ["done"] * 4
    assert [job.result() for job in started] == [b"0", b"1", b"2", b"3"]


def test_a_job_that_waits_is_cancelled_at_once_and_never_runs(jobs_of, gates):
    jobs, first, second = jobs_of(), gates(), gates()
    running, waiting = jobs.start(first.work), jobs.start(second.work)
    assert first.begun()

    waiting.cancel()

    assert over(waiting).phase == "cancelled"
    first.go()
    assert over(running).phase == "done"
    assert second.not_begun()


def test_a_full_queue_is_said_at_once(jobs_of, gates):
    jobs, gate = jobs_of(most=3), gates()
    first = jobs.start(gate.work)
    others = [jobs.start(said(b"ok")) for _ in range(2)]
    with pytest.raises(QueueFull):
        jobs.start(said(b"one too many"))

    others[0].cancel()  # makes room at once

    assert jobs.start(said(b"now")).state().place == 2
    assert gate.begun()
    gate.go()
    assert over(first).phase == over(others[1]).phase == "done"


def test_one_viewer_has_no_more_than_a_viewer_may(jobs_of, gates):
    jobs, gate = jobs_of(a_viewer=2), gates()
    jobs.start(gate.work, viewer="a")
    jobs.start(said(b"2"), viewer="a")
    with pytest.raises(ViewerFull) as caught:
        jobs.start(said(b"3"), viewer="a")
    assert caught.value.fields == {"most": 2}

    other = jobs.start(said(b"another's"), viewer="b")

    assert gate.begun()
    gate.go()
    assert over(other).phase == "done"
    assert jobs.start(said(b"3"), viewer="a")


def test_what_hangs_in_one_queue_holds_up_nothing_in_the_other(jobs_of, gates):
    """A hanging browser, and a table that needs none."""
    jobs, hanging = jobs_of(), gates()
    pdf = jobs.start(partial(works.goes_on, then=hanging.work))
    assert hanging.begun()
    waiting = jobs.start(partial(works.goes_on, then=said(b"another PDF")))

    table = jobs.start(said(b"a,b"))

    assert (over(table).phase, table.result()) == ("done", b"a,b")
    assert pdf.state().phase == "running" and reaches(waiting, State("waiting", place=1))
    hanging.go()
    assert over(pdf).phase == over(waiting).phase == "done"
    assert waiting.result() == b"another PDF"


def test_a_failed_job_makes_room_for_the_next(jobs_of):
    jobs = jobs_of()
    assert [over(jobs.start(works.breaks)).phase for _ in range(3)] == ["failed"] * 3
    assert over(jobs.start(said(b"ok"))).phase == "done"


def test_many_threads_at_once(jobs_of):
    jobs = jobs_of(Limits(LIMIT_S, 500, at_once=2), most=100)
    found: list[Job] = []

    def ask() -> None:
        for _ in range(10):
            found.append(jobs.start(works.where))
            found[-1].state()

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT_S)

    assert {over(job).phase for job in found} == {"done"}
    assert len(found) == 50
    assert len({job.result() for job in found}) <= 2  # processes


# --- what is kept


def test_a_result_is_dropped_after_its_time(jobs_of):
    clock = Clock()
    jobs = jobs_of(kept_s=600, clock=clock)
    old = jobs.start(said(b"old"))
    over(old)
    clock.now = 599
    new = jobs.start(said(b"new"))
    over(new)
    assert old.result() == b"old"

    clock.now = 600

    assert (old.state().phase, old.result(), jobs.find(old.job_id)) == ("expired", None, None)
    assert (new.state().phase, new.result(), jobs.find(new.job_id)) == ("done", b"new", new)


def test_the_oldest_results_go_where_there_are_too_many_bytes(jobs_of):
    clock = Clock()
    jobs = jobs_of(kept_bytes=10, clock=clock)
    found = []
    for clock.now in range(3):
        found.append(jobs.start(said(b"four")))
        over(found[-1])

    assert [job.state().phase for job in found] == ["expired", "done", "done"]


def test_a_running_job_is_never_dropped(jobs_of, gates):
    clock = Clock()
    jobs, gate = jobs_of(kept_s=600, clock=clock), gates()
    job = jobs.start(gate.work)
    assert gate.begun()
    clock.now = 10_000

    assert jobs.find(job.job_id) is job
    gate.go()
    assert over(job).phase == "done"
