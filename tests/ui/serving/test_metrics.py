"""What is counted, by hand: runs of pages by how long they took, files by what came of them, failures, connections."""

from __future__ import annotations

import math

import pytest
from streamlit.runtime.stats import HistogramStat

from export.jobs.job import Jobs
from export.jobs.worker import Limits
from ui.present.jobs import queues
from ui.serving import failure, metrics


def lines(*families: str) -> list[str]:
    told = metrics.Counted().get_stats(families or None)
    return [line for stats in told.values() for stat in stats for line in stat.to_metric_str().splitlines()]


def test_durations_fall_into_classes_that_add_up(monkeypatch):
    durations = metrics.Durations()
    for seconds in (0.05, 0.06, 0.9, 99.0):
        durations.add(seconds)
    monkeypatch.setattr(metrics, "updates", durations)

    (stat,) = metrics.Counted().get_stats()[metrics.UPDATES]
    assert isinstance(stat, HistogramStat)
    assert dict(stat.buckets) == {0.05: 1, 0.1: 2, 0.25: 2, 0.5: 2, 1.0: 3, 2.5: 3, 5.0: 3, 10.0: 3, math.inf: 4}
    assert (stat.observation_count, round(stat.observation_sum, 2)) == (4, 100.01)


def test_a_run_that_fails_is_counted_like_any_other():
    durations = metrics.Durations()
    with pytest.raises(KeyError), durations.measured():
        raise KeyError
    assert durations.stat().observation_count == 1


def test_jobs_are_counted_by_what_came_of_them(monkeypatch):
    jobs = Jobs({"making": Limits(seconds=1, megabytes=1)}, most=3, a_viewer=3)
    monkeypatch.setitem(queues.ALL, "files", jobs)
    ended = [_job(jobs) for _ in range(3)]
    ended[0].end("done", result=b"x")
    ended[1].end("failed", error=ValueError())
    ended[1].end("done", result=b"too late")
    jobs.sweep()

    told = lines(metrics.JOBS, metrics.QUEUE)
    assert 'atlas_jobs_total{kind="files",outcome="done"} 1' in told
    assert 'atlas_jobs_total{kind="files",outcome="failed"} 1' in told
    assert 'atlas_jobs_total{kind="files",outcome="cancelled"} 0' in told
    assert 'atlas_jobs_unfinished{kind="files"} 1' in told


def test_a_failure_counts_once_however_often_it_is_told(monkeypatch, caplog):
    monkeypatch.setattr(failure, "_reported", type(failure._reported)())
    trouble = ValueError("one")
    failure.report(trouble, "a page")
    failure.report(trouble, "a page")
    failure.report(ValueError("two"), "an export")

    assert lines(metrics.FAILURES) == ['atlas_failures_total{of="a page"} 1', 'atlas_failures_total{of="an export"} 1']


def test_only_what_is_asked_for_is_counted():
    assert list(metrics.Counted().get_stats([metrics.CONNECTIONS, "active_sessions"])) == [metrics.CONNECTIONS]
    assert set(metrics.Counted().get_stats()) == set(metrics.FAMILIES)


def _job(jobs: Jobs):
    """A job that no worker takes."""
    from export.jobs.job import Job

    job = Job(jobs, lambda progress: b"", "", lambda: True)
    jobs._jobs[job.job_id] = job
    return job
