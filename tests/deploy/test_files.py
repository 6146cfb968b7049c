"""The files that an administrator copies say what the program knows."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from dataclasses import fields

import pytest

from tests.browser.server import ROOT
from ui import deployment
from ui.version import program

DEPLOY = ROOT / "deploy"


def test_the_example_of_settings_has_every_key_with_a_value_that_may_be(monkeypatch):
    given = tomllib.loads((DEPLOY / "secrets.toml.example").read_text(encoding="utf-8"))["atlas"]

    assert given.keys() == {"map_approval", *(field.name for field in fields(deployment.Deployment))}
    for key, value in given.items():
        monkeypatch.setenv(f"ATLAS_{key.upper()}", " ".join(value) if isinstance(value, list) else str(value).lower())
    read = deployment.read()
    assert (read.hosts, read.frames, read.hsts) == (tuple(given["hosts"]), tuple(given["frames"]), given["hsts"])


@pytest.mark.parametrize("name", ["container/Dockerfile", "container/compose.yaml"])
def test_images_are_named_by_the_version_of_the_program(name):
    found = re.findall(r"pairing-atlas:([\d.]+)", (DEPLOY / name).read_text(encoding="utf-8"))
    assert set(found) == {program()}


def test_the_unit_is_one_that_systemd_reads():
    analyze = shutil.which("systemd-analyze")
    if not analyze:
        pytest.skip("no systemd here")
    unit = DEPLOY / "systemd" / "pairing-atlas@.service"
    done = subprocess.run([analyze, "verify", str(unit)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_stored_outlives_the_process():
    """Own figures and kept decks were in a folder that ended with the service, and one of each container's own."""
    unit, image, compose = (
        (DEPLOY / name).read_text(encoding="utf-8")
        for name in ("systemd/pairing-atlas@.service", "container/Dockerfile", "container/compose.yaml")
    )
    (folder,) = re.findall(r"^Environment=ATLAS_DATA=(\S+)$", unit, re.MULTILINE)
    assert folder == "/var/lib/" + re.findall(r"^StateDirectory=(\S+)$", unit, re.MULTILINE)[0]
    assert (
        f"ATLAS_DATA={folder} " in image and f'volumes: ["store:{folder}"]' in compose and "\nvolumes:\n  store:" in compose
    )


@pytest.mark.parametrize("name", ["install.cmd", "start.cmd"])
def test_scripts_for_windows_have_its_line_ends_and_no_letter_that_its_console_may_not_know(name):
    text = (DEPLOY / "bundle" / "files" / name).read_bytes()
    assert text.isascii() and text.count(b"\r\n") == text.count(b"\n")
