"""The audit of the locked packages, without the internet: ``python -m deploy.audit``.

It lists every locked package with its licence, and looks each up in a list of known vulnerabilities that was brought
along. It fetches nothing. ``docs/security.md`` says where the list comes from.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from deploy.advisories import Finding, findings, read_advisories
from deploy.licences import Package, locked, package

CONSTRAINTS: Final = Path(__file__).resolve().parents[1] / "constraints.txt"
#: Exit codes: a fault was found; nothing was found but vulnerabilities were not checked.
FAULTY: Final = 1
UNCHECKED: Final = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the audit.

    Parameters
    ----------
    arguments : sequence of str, optional
        Those of the command line by default.

    Returns
    -------
    int
        0 where all is well, :data:`FAULTY` for an unknown or unallowed licence, a version that is not the locked one or a
        known vulnerability, :data:`UNCHECKED` where there is no list of vulnerabilities or it cannot be read.
    """
    about = "Licences and known vulnerabilities of the locked packages."
    parser = argparse.ArgumentParser(prog="deploy.audit", description=about)
    parser.add_argument("--constraints", type=Path, default=CONSTRAINTS, help="the locked versions")
    parser.add_argument(
        "--advisories",
        type=Path,
        default=os.environ.get("ADVISORIES") or None,
        help="zip or folder of OSV records (or ADVISORIES)",
    )
    parser.add_argument("--out", type=Path, help="also write the licences as a CSV file")
    asked = parser.parse_args(arguments)
    versions = locked(asked.constraints)
    packages = [package(name, version) for name, version in versions.items()]
    _print_licences(packages)
    if asked.out:
        _write_licences(packages, asked.out)
    faults = sum(bool(one.fault) for one in packages)
    code = _vulnerabilities(asked.advisories, versions)
    return FAULTY if faults else code


def _vulnerabilities(path: Path | None, versions: dict[str, str]) -> int:
    if path is None:
        print("\nVulnerabilities were NOT checked: give a list of advisories, ADVISORIES=<zip or folder>.")
        return UNCHECKED
    try:
        advisories = read_advisories(path, versions)
    except (OSError, ValueError) as error:
        print(f"\nVulnerabilities were NOT checked: the list cannot be read ({error}).")
        return UNCHECKED
    if not advisories.count:
        print(f"\nVulnerabilities were NOT checked: {path.name} holds no advisory on Python packages.")
        return UNCHECKED
    found = findings(advisories, versions)
    print(
        f"\n{len(versions)} packages against {advisories.count} advisories, the latest of {advisories.newest}: "
        f"{len(found)} known vulnerabilities"
    )
    for one in found:
        print(_said(one))
    return FAULTY if found else 0


def _said(finding: Finding) -> str:
    ids = ", ".join((finding.advisory, *finding.aliases))
    fixed = f" (fixed in {', '.join(finding.fixed)})" if finding.fixed else ""
    return f"  {finding.name} {finding.version}: {ids}{fixed} {finding.summary}".rstrip()


def _print_licences(packages: Sequence[Package]) -> None:
    wide = max((len(one.name) + len(one.version) for one in packages), default=0) + 3
    for one in packages:
        said = one.licence or ("not installed here, not checked" if not one.installed else "?")
        notes = [f"({one.reason})"] if one.reason else []
        notes += [f"FAULT: {one.fault}"] if one.fault else []
        print(" ".join([f"{one.name} {one.version}".ljust(wide), said, *notes]))
    faults, absent = sum(bool(one.fault) for one in packages), sum(not one.installed for one in packages)
    print(f"\n{len(packages)} locked packages, {absent} not installed here; {faults} faults")


def _write_licences(packages: Sequence[Package], path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["package", "version", "licence", "reason"])
        writer.writerows([one.name, one.version, one.licence, one.reason] for one in packages)


if __name__ == "__main__":
    sys.exit(main())
