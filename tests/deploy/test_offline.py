"""The bundle that was made last, where there is no network: ``make bundle``, then ``make try-bundle``."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.browser.server import ROOT
from tests.deploy.wheelhouse import here

pytestmark = pytest.mark.bundle
#: Without a network of one's own nothing is shown; both need Linux and user namespaces.
NAMESPACE = ["unshare", "--map-root-user", "--net", "--mount"]


@pytest.fixture(scope="module")
def bundle() -> Path:
    """Return the archive: ATLAS_BUNDLE, or the newest in build/."""
    named = [Path(os.environ["ATLAS_BUNDLE"])] if "ATLAS_BUNDLE" in os.environ else []
    there = named or sorted((ROOT / "build").glob("pairing-atlas-*.zip"), key=lambda path: path.stat().st_mtime)
    assert there, "no archive: run 'make bundle' first, or set ATLAS_BUNDLE"
    return there[-1]


def test_the_archive_is_as_its_digest_says(bundle: Path):
    digest = bundle.with_name(f"{bundle.name}.sha256").read_text(encoding="utf-8").split()[0]
    with bundle.open("rb") as file:
        assert hashlib.file_digest(file, "sha256").hexdigest() == digest


def test_it_is_set_up_and_serves_without_a_network_from_a_read_only_folder(bundle: Path, tmp_path: Path):
    with zipfile.ZipFile(bundle) as packed:
        packed.extractall(tmp_path / "unpacked")
    (folder,) = (tmp_path / "unpacked").iterdir()
    assert here() in (folder / "bundle.json").read_text(encoding="utf-8")

    command = [*NAMESPACE, sys.executable, "-m", "tests.deploy.without_network", str(folder), str(tmp_path / "to")]
    # What it says is shown as it says it (pytest -s), and in the report of a failure.
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
