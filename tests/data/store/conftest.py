"""Databases to try the ledger on: a file of SQLite, and a server of PostgreSQL where the machine has one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from data.store.ledger import Ledger

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Path]:
    """Start a server that listens on a socket in a folder of its own; give the folder."""
    if not BINARIES:
        pytest.skip("no PostgreSQL on this machine")
    folder = Path(tempfile.mkdtemp(prefix="atlas-pg-", dir="/tmp"))
    folder.chmod(0o755)
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    data, options = folder / "data", f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"

    def run(program: str, *arguments: str | Path) -> None:
        owner = "postgres" if os.getuid() == 0 else None  # the server does not run as root
        command = [BINARIES[-1] / program, "-D", data, *arguments]
        subprocess.run(command, check=True, cwd="/", user=owner, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    run("initdb", "-U", "atlas", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    run("pg_ctl", "-w", "-l", folder / "log", "-o", options, "start")
    yield folder
    run("pg_ctl", "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return URL.create("sqlite", database=str(tmp_path / "own" / "store.db"))
    folder = request.getfixturevalue("postgres")
    name = f"t{abs(hash(request.node.nodeid)) % 10**12}"
    subprocess.run([BINARIES[-1] / "createdb", "-h", folder, "-U", "atlas", name], check=True, capture_output=True)
    return URL.create("postgresql+psycopg", username="atlas", database=name, query={"host": str(folder)})


@pytest.fixture
def ledger(url: URL) -> Iterator[Ledger]:
    """An empty ledger."""
    opened = Ledger.open(url)
    yield opened
    opened.engine.dispose()
