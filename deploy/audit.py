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
    options = parser.parse_args(arguments)
    versions = locked(options.constraints)
    packages = [package(name, version) for name, version in versions.items()]
    _print_licences(packages)
    if options.out:
        _write_licences(packages, options.out)
    faults = sum(bool(entry.fault) for entry in packages)
    code = _vulnerabilities(options.advisories, versions)
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
    vulnerabilities = findings(advisories, versions)
    print(
        f"\n{len(versions)} packages against {advisories.count} advisories, the latest of {advisories.newest}: "
        f"{len(vulnerabilities)} known vulnerabilities"
    )
    for finding in vulnerabilities:
        print(_line(finding))
    return FAULTY if vulnerabilities else 0


def _line(finding: Finding) -> str:
    ids = ", ".join((finding.advisory, *finding.aliases))
    fixed = f" (fixed in {', '.join(finding.fixed)})" if finding.fixed else ""
    return f"  {finding.name} {finding.version}: {ids}{fixed} {finding.summary}".rstrip()


def _print_licences(packages: Sequence[Package]) -> None:
    wide = max((len(entry.name) + len(entry.version) for entry in packages), default=0) + 3
    for entry in packages:
        licence = entry.licence or ("not installed here, not checked" if not entry.installed else "?")
        notes = [f"({entry.reason})"] if entry.reason else []
        notes += [f"FAULT: {entry.fault}"] if entry.fault else []
        print(" ".join([f"{entry.name} {entry.version}".ljust(wide), licence, *notes]))
    faults, absent = sum(bool(entry.fault) for entry in packages), sum(not entry.installed for entry in packages)
    print(f"\n{len(packages)} locked packages, {absent} not installed here; {faults} faults")


def _write_licences(packages: Sequence[Package], path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["package", "version", "licence", "reason"])
        writer.writerows([entry.name, entry.version, entry.licence, entry.reason] for entry in packages)


if __name__ == "__main__":
    sys.exit(main())
