"""A list of advisories by hand: who is affected, who is not, and what happens when there is no list to check against."""

from __future__ import annotations

import json
import zipfile
from typing import Any

import pytest

from deploy.advisories import findings, is_affected, read_advisories
from deploy.audit import FAULTY, UNCHECKED, main

RECORD: dict[str, Any] = {
    "id": "PYSEC-2026-1",
    "modified": "2026-03-01T00:00:00Z",
    "aliases": ["CVE-2026-1"],
    "summary": "reads too far",
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "Toy_Package"},
            "versions": ["0.9"],
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "1.0"}, {"fixed": "1.2"}]}],
        },
        {"package": {"ecosystem": "npm", "name": "other"}, "versions": ["1.0"]},
    ],
}


def write_list(folder, *records):
    folder.mkdir()
    for number, record in enumerate(records):
        (folder / f"{number}.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


def ranged(*events):
    return {"ranges": [{"type": "ECOSYSTEM", "events": [dict([event]) for event in events]}]}


@pytest.mark.parametrize(
    ("version", "affected"),
    [("0.8", False), ("0.9", True), ("0.9.0", True), ("1.0", True), ("1.1.post1", True), ("1.2rc1", True), ("1.2", False)],
)
def test_a_range_begins_with_its_first_version_and_ends_before_the_one_that_mends_it(version, affected):
    assert is_affected(RECORD["affected"][0], version) == affected


@pytest.mark.parametrize(
    ("events", "inside", "outside"),
    [
        ([("introduced", "0")], ["0.0.1a1", "99"], []),
        ([("introduced", "0"), ("last_affected", "1.5")], ["1.5"], ["1.5.1"]),
        ([("introduced", "0"), ("fixed", "1.0"), ("introduced", "2.0"), ("fixed", "2.1")], ["0.1", "2.0"], ["1.9", "2.1"]),
        ([("fixed", "2.1"), ("introduced", "2.0")], ["2.0.5"], ["1.0", "3"]),
        ([("introduced", "1.10")], ["1.10", "1.11"], ["1.9"]),
    ],
)
def test_events_in_any_order(events, inside, outside):
    assert all(is_affected(ranged(*events), version) for version in inside)
    assert not any(is_affected(ranged(*events), version) for version in outside)


def test_what_cannot_be_compared_is_for_a_person_to_look_at():
    assert is_affected(ranged(("introduced", "0"), ("fixed", "not-a-version")), "1.0")
    commits = {"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]}
    assert not is_affected(commits, "1.0"), "commits say nothing of a release"


@pytest.mark.parametrize("packed", [False, True])
def test_a_list_in_a_folder_or_a_zip(tmp_path, packed):
    withdrawn = RECORD | {"id": "PYSEC-2026-2", "withdrawn": "2026-04-01T00:00:00Z", "modified": "2026-05-01T00:00:00Z"}
    path = write_list(tmp_path / "list", RECORD, withdrawn, {"id": "GHSA-x", "affected": RECORD["affected"][1:]})
    if packed:
        with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
            for file in path.iterdir():
                archive.write(file, file.name)
        path = tmp_path / "all.zip"

    advisories = read_advisories(path, {"toy-package"})

    assert (advisories.count, advisories.newest) == (2, "2026-05-01T00:00:00Z")
    (found,) = findings(advisories, {"toy-package": "1.1", "other": "1.0"})
    assert (found.name, found.version, found.advisory, found.aliases, found.fixed) == (
        "toy-package",
        "1.1",
        "PYSEC-2026-1",
        ("CVE-2026-1",),
        ("1.2",),
    )
    assert findings(advisories, {"toy-package": "1.2"}) == []


def audit(tmp_path, capsys, version, *given):
    """Audit one package that is installed for certain, at a version."""
    (tmp_path / "constraints.txt").write_text(f"# locked\npytest=={version}\n", encoding="utf-8")
    code = main(["--constraints", str(tmp_path / "constraints.txt"), *map(str, given)])
    return code, capsys.readouterr().out


def on_pytest(*events):
    return {"id": "PYSEC-1", "affected": [{"package": {"ecosystem": "PyPI", "name": "pytest"}} | ranged(*events)]}


def test_the_audit_passes_with_a_list_that_knows_of_nothing(tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("ADVISORIES", raising=False)
    code, said = audit(
        tmp_path,
        capsys,
        pytest.__version__,
        "--advisories",
        write_list(tmp_path / "l", on_pytest(("introduced", "0"), ("fixed", "1.0"))),
        "--out",
        tmp_path / "out.csv",
    )
    assert code == 0 and "1 packages against 1 advisories" in said and "0 known vulnerabilities" in said
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert lines == ["package,version,licence,reason", f"pytest,{pytest.__version__},MIT,"]


def test_a_known_vulnerability_fails_the_audit_by_name(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("ADVISORIES", str(write_list(tmp_path / "l", on_pytest(("introduced", "0")))))
    code, said = audit(tmp_path, capsys, pytest.__version__)
    assert code == FAULTY and f"pytest {pytest.__version__}: PYSEC-1" in said


@pytest.mark.parametrize("kind", ["none", "missing", "no zip", "no json", "empty"])
def test_without_a_list_that_can_be_read_it_says_that_nothing_was_checked(tmp_path, capsys, monkeypatch, kind):
    monkeypatch.delenv("ADVISORIES", raising=False)
    paths = {
        "missing": tmp_path / "nowhere.zip",
        "no zip": tmp_path / "bad.zip",
        "no json": tmp_path / "l",
        "empty": write_list(tmp_path / "empty"),
    }
    (tmp_path / "bad.zip").write_text("no zip", encoding="utf-8")
    (tmp_path / "l").mkdir()
    (tmp_path / "l" / "1.json").write_text("{", encoding="utf-8")
    given = ["--advisories", paths[kind]] if kind in paths else []
    code, said = audit(tmp_path, capsys, pytest.__version__, *given)
    assert code == UNCHECKED and "Vulnerabilities were NOT checked" in said


def test_another_version_than_the_locked_one_is_a_fault(tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("ADVISORIES", raising=False)
    code, said = audit(tmp_path, capsys, "0.0.1")
    assert code == FAULTY and f"{pytest.__version__} is installed" in said
