"""``deploy/requirements.lock``: every package that running needs, at one version, with the digests of its files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from deploy.bundle.targets import Target

LOCK: Final = Path(__file__).resolve().parents[1] / "requirements.lock"
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Locked:
    """A package of the lock.

    Attributes
    ----------
    name : str
        In its canonical form.
    version : str
    marker : str
        Of machines that need it; empty where all do.
    hashes : tuple of str
        SHA-256 of each file that may be installed, in hexadecimal.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    def on(self, target: Target) -> bool:
        """Say whether a target needs it."""
        needed = Requirement(f"{self.name}; {self.marker}").marker if self.marker else None
        return needed is None or needed.evaluate(target.environment)


def read(path: Path = LOCK) -> list[Locked]:
    """Read a lock.

    Raises
    ------
    ValueError
        For a requirement without an exact version or without a digest: pip would refuse it only where it is installed.
    """
    packages = []
    for line in path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        line = line.strip()
        if not line or line.startswith(("#", "-")):
            continue
        hashes = tuple(_HASH.findall(line))
        requirement = Requirement(line.split(" --hash", 1)[0])
        exact = re.fullmatch(r"==([^*,]+)", str(requirement.specifier))
        if exact is None or not hashes:
            raise ValueError(f"{path.name}: {requirement} has no exact version or no digest; run 'make lock'")
        marker = str(requirement.marker or "")
        packages.append(Locked(canonicalize_name(requirement.name), exact[1], marker, hashes))
    return packages


def lines(packages: Iterable[Locked]) -> str:
    """Return packages as a requirements file without markers: pip evaluates those for the machine that it runs on."""
    return "".join(
        " \\\n    ".join([f"{entry.name}=={entry.version}", *(f"--hash=sha256:{digest}" for digest in entry.hashes)]) + "\n"
        for entry in packages
    )
