"""The installer on a small bundle: it checks, tries, switches, keeps what is configured, and goes back. No network."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.server import free_port, wait_for_port
from tests.deploy.wheelhouse import bundle

WINDOWS = os.name == "nt"
LIMIT_S = 120
#: No index can be asked by mistake: there is none at this address.
ENV = {**os.environ, "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_NO_INDEX": "0", "PYTHONUTF8": "1"}


def install(folder: Path, to: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(folder / "install.py"), "--to", str(to), *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=LIMIT_S, env=ENV, check=False)


def served(to: Path) -> str:
    return (to / "current" / "app" / "app.py").read_text()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An installation of version 1, and where its bundle is."""
    folder, to = tmp_path_factory.mktemp("first") / "bundle", tmp_path_factory.mktemp("to")
    done = install(bundle(folder, "1", "one"), to, "--no-start")
    assert done.returncode == 0, done.stderr
    return folder, to


def test_an_upgrade_is_switched_to_and_back_from_and_leaves_the_settings_alone(first, tmp_path):
    _, to = first
    (to / "config" / "atlas.env").write_text("ATLAS_READERS=7\n")

    done = install(bundle(tmp_path / "two", "2", "two"), to, "--no-start")
    assert (done.returncode, served(to)) == (0, "two"), done.stderr
    assert "--use 1-0123456" in done.stdout
    back = install(to, to, "--use", "1-0123456")

    assert (back.returncode, served(to)) == (0, "one"), back.stderr
    assert (to / "config" / "atlas.env").read_text() == "ATLAS_READERS=7\n"


def test_a_release_that_does_not_come_up_is_not_switched_to(first, tmp_path, monkeypatch):
    _, to = first
    before = served(to)
    broken = bundle(tmp_path / "broken", "3", "broken")
    script = (broken / "install.py").read_text(encoding="utf-8").replace("TRY_S = 180", "TRY_S = 3")
    (broken / "install.py").write_text(script, encoding="utf-8")
    _sums(broken)

    done = install(broken, to, "--no-start")

    assert (done.returncode, served(to)) == (1, before)
    assert "nothing is switched" in done.stderr
    refused = install(to, to, "--use", "3-0123456")
    assert refused.returncode == 1 and "1-0123456" in refused.stderr


@pytest.mark.parametrize("spoil", ["change", "add", "remove"])
def test_a_bundle_that_is_not_as_it_was_made_is_refused_by_the_file_s_name(first, tmp_path, spoil):
    folder = bundle(tmp_path / "spoilt", "4", "four")
    path = folder / "app" / ("more.py" if spoil == "add" else "app.py")
    path.unlink() if spoil == "remove" else path.write_text("other")

    done = install(folder, tmp_path / "to", "--no-start")

    assert done.returncode == 1 and f"app/{path.name}" in done.stderr
    assert not (tmp_path / "to").exists()


def test_another_machine_is_told_which_it_is_and_which_would_do(tmp_path):
    folder = bundle(tmp_path / "other", "5", "five", targets=("linux-riscv-3.99",))

    done = install(folder, tmp_path / "to", "--no-start")

    assert done.returncode == 1 and "linux-riscv-3.99" in done.stderr


def test_a_wheel_that_is_not_the_locked_one_is_not_installed(tmp_path):
    folder = bundle(tmp_path / "forged", "6", "six")
    path = folder / "requirements.lock"
    path.write_text(path.read_text().replace("--hash=sha256:", "--hash=sha256:0", 1)[:-2] + "\n")
    lines = [
        line if "streamlit" not in line else f"streamlit==1.0 --hash=sha256:{'0' * 64}"
        for line in path.read_text().splitlines()
    ]
    path.write_text("\n".join(lines) + "\n")
    _sums(folder)

    done = install(folder, tmp_path / "to", "--no-start")

    assert done.returncode == 1 and not (tmp_path / "to" / "current").exists()


@pytest.fixture
def started(first) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The shell scripts, as a person runs them."""
    folder, to = first
    port = free_port()
    command = ["sh", str(folder / "install.sh"), "--to", str(to), "--port", str(port)]
    env = {**ENV, "PYTHON": sys.executable}
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, env=env, start_new_session=True)
    yield port, process
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(30)


@pytest.mark.skipif(WINDOWS, reason="install.sh is for Linux")
def test_one_line_sets_it_up_and_starts_it(started):
    port, process = started
    wait_for_port(port, process)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/atlas/ready", timeout=10) as answer:
        assert answer.status == 200


@pytest.mark.skipif(WINDOWS, reason="install.sh is for Linux")
def test_without_a_fitting_python_it_says_which_is_needed(first):
    folder, _ = first
    env = {**ENV, "PYTHON": "/bin/false"}
    done = subprocess.run(["sh", str(folder / "install.sh")], capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 1 and "3.11" in done.stderr and "需要" in done.stderr


def _sums(folder: Path) -> None:
    from deploy.bundle import archive

    archive.write_sums(folder)
