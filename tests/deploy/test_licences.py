"""Licences by hand: where a package says its own, and which of them need a decision."""

from __future__ import annotations

from email.message import Message

import pytest

from deploy.audit import CONSTRAINTS
from deploy.licences import DECIDED, is_allowed, licence_of, locked, package


def metadata(expression="", field="", *classifiers):
    message = Message()
    if expression:
        message["License-Expression"] = expression
    if field:
        message["License"] = field
    for one in classifiers:
        message["Classifier"] = f"License :: OSI Approved :: {one}"
    return message


@pytest.mark.parametrize(
    ("given", "licence"),
    [
        (("MIT AND PSF-2.0", "something else", "BSD License"), "MIT AND PSF-2.0"),
        (("", "", "MIT License"), "MIT"),
        (("", "BSD-3-Clause", "BSD License"), "BSD-3-Clause"),
        (("", "Copyright (c) 2015, the authors", "BSD License"), "BSD"),
        (("", "The MIT License (MIT)\n\nCopyright (c) 2026"), "MIT"),
        (("", "MIT OR AFL-2.1"), "MIT OR AFL-2.1"),
        (("", "", "Apache Software License", "MIT License"), "Apache-2.0 AND MIT"),
        (("", "MIT", "GNU General Public License (GPL)"), ""),
        (("", "see the file"), ""),
        (("",), ""),
    ],
)
def test_what_the_metadata_says(given, licence):
    assert licence_of(metadata(*given)) == licence


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("GPL-3.0-only OR MIT AND AGPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("(MIT OR BSD-3-Clause) AND Zlib", True),
        ("(MIT OR GPL-2.0-only) AND Zlib", False),
        ("Apache-2.0 WITH LLVM-exception", False),
        ("GPL-3.0-only", False),
        ("MPL-2.0", False),
        ("", False),
    ],
)
def test_which_licences_are_allowed(expression, allowed):
    assert is_allowed(expression) == allowed


def test_the_lock_is_read_by_canonical_name(tmp_path):
    path = tmp_path / "constraints.txt"
    path.write_text("# a comment\nAst_Serialize==0.13.1\n\nb.c==1.0 ; python_version > '3'\nd>=2\n", encoding="utf-8")
    assert locked(path) == {"ast-serialize": "0.13.1", "b-c": "1.0"}


def test_a_package_that_is_not_here_is_no_fault_and_has_no_licence():
    absent = package("no-such-package-anywhere", "1.0")
    assert (absent.installed, absent.licence, absent.fault) == ("", "", "")


def test_a_licence_that_is_unknown_or_not_allowed_is_a_fault(monkeypatch):
    monkeypatch.setattr("deploy.licences.licence_of", lambda _: "AGPL-3.0-only")
    found = package("pytest", pytest.__version__)
    assert found.fault == "its licence is not allowed"
    monkeypatch.setattr("deploy.licences.licence_of", lambda _: "")
    assert package("pytest", pytest.__version__).fault == "names no licence that is known here"


def test_every_decision_is_about_a_locked_package_and_has_a_reason():
    assert set(DECIDED) <= set(locked(CONSTRAINTS))
    assert all(reason for _, reason in DECIDED.values())


def test_every_locked_package_may_be_used():
    """What the bundle asks before it is made; of what is locked nearly all is installed here."""
    packages = [package(name, version) for name, version in locked(CONSTRAINTS).items()]
    assert sum(bool(entry.installed) for entry in packages) > 90
    assert [f"{entry.name}: {entry.fault}" for entry in packages if entry.fault] == []
