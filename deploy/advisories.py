"""Known vulnerabilities of packages, from a list that was brought along: records of the OSV schema, in a zip or a folder."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

_ECOSYSTEM: Final = "PyPI"


@dataclass(frozen=True)
class Finding:
    """A vulnerability of an installed version.

    Attributes
    ----------
    name, version : str
    advisory : str
        Its id.
    aliases : tuple of str
        Other ids of it, such as CVE numbers.
    summary : str
        Empty where the record has none.
    fixed : tuple of str
        Versions that mend it, as far as the record names any.
    """

    name: str
    version: str
    advisory: str
    aliases: tuple[str, ...]
    summary: str
    fixed: tuple[str, ...]


@dataclass(frozen=True)
class Advisories:
    """A list of advisories as far as it concerns some packages.

    Attributes
    ----------
    count : int
        Records on Python packages in the list, withdrawn ones included.
    newest : str
        ISO time of the latest change in the list: how old the list is.
    records : tuple of mapping
        Those on the packages that were asked for, withdrawn ones left out.
    """

    count: int
    newest: str
    records: tuple[Mapping[str, Any], ...]


def read_advisories(path: Path, names: Iterable[str]) -> Advisories:
    """Read a list of advisories.

    Parameters
    ----------
    path : pathlib.Path
        A zip of OSV records, one JSON file each, or a folder of them, nested or not.
    names : iterable of str
        Canonical names of the packages of interest.

    Returns
    -------
    Advisories

    Raises
    ------
    OSError, ValueError
        Where the list cannot be read: a check against half a list would be no check.
    """
    packages, count, newest, records = set(names), 0, "", []
    for text in _texts(path):
        record = json.loads(text)
        if not isinstance(record, dict):
            raise ValueError("a file of the list holds no record")
        concerned = {_name(affected) for affected in record.get("affected", ())} - {""}
        if not concerned:
            continue
        count += 1
        newest = max(newest, str(record.get("modified", "")))
        if concerned & packages and not record.get("withdrawn"):
            records.append(record)
    return Advisories(count, newest, tuple(records))


def findings(advisories: Advisories, versions: Mapping[str, str]) -> list[Finding]:
    """Find the vulnerabilities of some versions.

    Parameters
    ----------
    advisories : Advisories
    versions : mapping of str to str
        Canonical name to version.

    Returns
    -------
    list of Finding
        By name, then by id.
    """
    results = []
    for record in advisories.records:
        for name, parts in _by_name(record).items():
            if name in versions and any(is_affected(part, versions[name]) for part in parts):
                fixed = dict.fromkeys(
                    event["fixed"] for part in parts for events in _events(part) for event in events if "fixed" in event
                )
                aliases = tuple(map(str, record.get("aliases", ())))
                results.append(
                    Finding(
                        name,
                        versions[name],
                        str(record.get("id", "")),
                        aliases,
                        str(record.get("summary", "")),
                        tuple(fixed),
                    )
                )
    return sorted(results, key=lambda finding: (finding.name, finding.advisory))


def is_affected(affected: Mapping[str, Any], version: str) -> bool:
    """Say whether a version is affected, by the algorithm of the OSV schema.

    Parameters
    ----------
    affected : mapping
        An entry of a record's ``affected``.
    version : str

    Returns
    -------
    bool
        True also where the versions of the record cannot be compared: a person then has to look.
    """
    if version in affected.get("versions", ()):
        return True
    try:
        installed = Version(version)
        if any(_parsed(text) == installed for text in affected.get("versions", ())):
            return True
        return any(_within(events, installed) for events in _events(affected))
    except InvalidVersion:
        return True


def _within(events: list[Mapping[str, str]], installed: Version) -> bool:
    """Whether a version lies within a range: the last event up to it decides, and the end of a range belongs to it."""
    inside = False
    for key, version in sorted(_ordered(events), key=lambda pair: pair[1]):
        if version > installed or (version == installed and key == "last_affected"):
            break
        inside = key == "introduced"
    return inside


def _ordered(events: list[Mapping[str, str]]) -> Iterator[tuple[str, Version]]:
    for event in events:
        for key in ("introduced", "fixed", "last_affected"):
            if key in event:
                yield key, Version("0.dev0" if event[key] == "0" else event[key])


def _events(affected: Mapping[str, Any]) -> list[list[Mapping[str, str]]]:
    ranges = affected.get("ranges", ())
    return [
        affected_range.get("events", [])
        for affected_range in ranges
        if affected_range.get("type") in ("ECOSYSTEM", "SEMVER")
    ]


def _parsed(version: str) -> Version | None:
    """A listed version, None where it is none: old records list names that nothing installed can have."""
    try:
        return Version(version)
    except InvalidVersion:
        return None


def _name(affected: Mapping[str, Any]) -> str:
    package = affected.get("package") or {}
    if str(package.get("ecosystem", "")).split(":")[0] != _ECOSYSTEM:
        return ""
    return canonicalize_name(str(package.get("name", "")))


def _by_name(record: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    by_name: dict[str, list[Mapping[str, Any]]] = {}
    for affected in record.get("affected", ()):
        by_name.setdefault(_name(affected), []).append(affected)
    return by_name


def _texts(path: Path) -> Iterator[bytes]:
    if path.is_dir():
        for file in sorted(path.rglob("*.json")):
            yield file.read_bytes()
        return
    try:
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                if name.endswith(".json"):
                    yield archive.read(name)
    except zipfile.BadZipFile as error:
        raise ValueError(f"{path.name} is no zip") from error
