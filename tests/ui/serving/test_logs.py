"""The log: bounded, in one form, and without anything of the readers'."""

from __future__ import annotations

import io
import logging

import pytest

from ui.serving import failure, logs


@pytest.fixture
def clock():
    return [1000.0]


@pytest.fixture
def written(clock):
    """Return a logger, and a function that returns the lines it has written since."""
    stream = io.StringIO()
    output = logs.Output()
    output.setStream(stream)
    output.filters = [logs.Bounded(lambda: clock[0])]
    logger = logging.getLogger("atlas.test")
    logger.handlers, logger.propagate = [output], False

    def lines():
        said = stream.getvalue().splitlines()
        stream.seek(0)
        stream.truncate()
        return said

    yield logger, lines
    logger.handlers, logger.propagate = [], True


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("refused 192.168.7.20:51322", "refused [address]"),
        ("refused [2001:db8::17]:443", "refused [address]:443"),
        ("refused fe80::1", "refused [address]"),
        ("refused 2001:db8:0:0:0:0:0:17", "refused [address]"),
        ("bad header: origin=http://a.example, host=b.example:80", "bad header: origin=[address], host=[address]"),
        ("GET /atlas/deck?d=5Yqp5om25Lic&lang=zh", "GET /atlas/deck?d=…&lang=zh"),
        ("GET /present?lang=zh&deck=5Yqp 404", "GET /present?lang=zh&deck=… 404"),
        ("no slide for trends?regions=640000&show=trend", "no slide for trends?regions=640000&show=trend"),
        ("at 12:30:05, streamlit 1.67.0, data::load", "at 12:30:05, streamlit 1.67.0, data::load"),
    ],
)
def test_what_is_the_readers_own_is_left_out(said, written):
    assert logs.private(said) == written


def test_what_comes_again_and_again_is_counted(written, clock):
    logger, lines = written
    for n in range(60):
        logger.warning("frame %d is no message", n)
    assert len(lines()) == logs.OF_ONE_KIND
    clock[0] += logs.WINDOW_S
    logger.warning("frame %d is no message", 60)
    said = lines()
    assert said[0].endswith("frame 60 is no message") and said[1:] == ["  (55 more like this were left out before)"]


def test_another_line_is_written_meanwhile(written):
    logger, lines = written
    for _ in range(60):
        logger.warning("the same")
    logger.warning("another")
    assert lines()[-1].endswith("another")


def test_all_lines_together_have_an_end_but_for_failures(written):
    logger, lines = written
    for n in range(2000):
        logger.warning(f"line {n}")
    assert len(lines()) == logs.OF_ALL_KINDS
    error = failing()
    before = failure._log
    try:
        failure._log = logger
        name = failure.report(error, "a page")
    finally:
        failure._log = before
    assert f"a page failed [{name}]" in lines()[0]


def test_counting_itself_takes_no_memory_without_end(clock):
    bounded = logs.Bounded(lambda: clock[0])
    for n in range(5000):
        bounded.filter(logging.LogRecord("x", logging.WARNING, "", 0, f"line {n}", (), None))
    assert len(bounded._kinds) <= 512


def test_a_warning_has_no_traceback_and_an_error_has(written):
    logger, lines = written
    logger.warning("not understood", exc_info=failing())
    assert len(lines()) == 1
    logger.error("failed", exc_info=failing())
    assert lines()[-1] == "ZeroDivisionError: division by zero"


def test_an_entry_has_an_end(written):
    logger, lines = written
    logger.error("x" * 5000 + "\n" + "\n".join(f"line {n}" for n in range(3000)))
    said = lines()
    assert len(said) <= 81 and max(map(len, said)) <= 401 and said[-1] == "line 2999"


def test_a_file_is_written_besides_and_does_not_grow_without_end(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(logs.FILE_VARIABLE, str(tmp_path / "atlas.log"))
    monkeypatch.setattr(logs, "FILE_BYTES", 2000)
    output = logs.output()
    for n in range(200):
        output.handle(logging.LogRecord("atlas", logging.WARNING, "", 0, f"line {n} of 10.0.0.1", (), None))
    output.close()
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["atlas.log", "atlas.log.1", "atlas.log.2", "atlas.log.3"]
    assert all(path.stat().st_size <= 2000 for path in tmp_path.iterdir())
    assert "line 199 of [address]" in (tmp_path / "atlas.log").read_text("utf-8")


def test_a_file_that_cannot_be_written_is_named_and_the_stream_goes_on(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(logs.FILE_VARIABLE, str(tmp_path / "no" / "such" / "folder.log"))
    logs.output().handle(logging.LogRecord("atlas", logging.WARNING, "", 0, "goes on", (), None))
    said = capsys.readouterr().err.splitlines()
    assert "ATLAS_LOG cannot be written (No such file or directory)" in said[0] and said[1].endswith("goes on")


# --- failures


def failing():
    try:
        return 1 / 0
    except ZeroDivisionError as error:
        return error


def failing_elsewhere():
    try:
        return 2 / 0
    except ZeroDivisionError as error:
        return error


def test_the_same_failure_has_the_same_name_and_another_has_another():
    names = [failure.name_of(make()) for make in (failing, failing, failing_elsewhere)]
    assert names[0] == names[1] != names[2]
    assert all(len(name) == 7 and name.isalnum() and name == name.lower() for name in names)


def test_a_failure_that_is_asked_for_again_is_written_once(caplog):
    error = failing()
    with caplog.at_level(logging.ERROR, "atlas"):
        names = {failure.report(error, "an export") for _ in range(30)}
    assert len(names) == len(caplog.records) == 1
    assert f"an export failed [{names.pop()}]" in caplog.text and "ZeroDivisionError" in caplog.text
