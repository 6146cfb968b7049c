"""The wheels of a bundle: fetched for every target, and what each says of itself."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PathDistribution
from pathlib import Path, PurePosixPath
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from deploy.bundle import lock
from deploy.bundle.lock import Locked
from deploy.bundle.targets import Target
from deploy.licences import DECIDED, Package, licence_of

#: How the files with a licence's words begin, outside the folder that the standard gives them.
_WORDS: Final = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS", "COPYRIGHT")


@dataclass(frozen=True)
class Wheel:
    """A wheel file.

    Attributes
    ----------
    name : str
        Of the package, in its canonical form.
    sha256 : str
        In hexadecimal.
    """

    path: Path
    name: str
    version: str
    sha256: str

    @property
    def metadata(self) -> PackageMetadata:
        """What the package says of itself."""
        return PathDistribution(zipfile.Path(self.path, f"{self._info}/")).metadata

    def package(self) -> Package:
        """Return the package with its licence, as :func:`deploy.licences.package` does for one that is installed."""
        licence, reason = DECIDED.get(self.name) or (licence_of(self.metadata), "")
        return Package(self.name, self.version, self.version, licence, reason)

    def needs(self, targets: Sequence[Target]) -> set[str]:
        """Return the canonical names of packages that it asks for on any of the targets; extras are left out."""
        requirements = map(Requirement, self.metadata.get_all("Requires-Dist") or ())
        return {
            canonicalize_name(requirement.name)
            for requirement in requirements
            if requirement.marker is None
            or any(requirement.marker.evaluate({**target.environment, "extra": ""}) for target in targets)
        }

    def licence_texts(self) -> Iterator[tuple[PurePosixPath, bytes]]:
        """Yield each file with a licence's words: its path within the wheel's own folder of metadata, and its bytes."""
        info = self._info
        with zipfile.ZipFile(self.path) as archive:
            for name in sorted(archive.namelist()):
                path = PurePosixPath(name)
                if name.endswith("/") or path.parts[0] != info:
                    continue
                inner = path.relative_to(info)
                if inner.parts[0] in ("licenses", "license_files") or inner.name.upper().startswith(_WORDS):
                    yield inner, archive.read(name)

    @property
    def _info(self) -> str:
        with zipfile.ZipFile(self.path) as archive:
            return next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA")).split("/")[0]


def fetch(packages: Sequence[Locked], targets: Iterable[Target], folder: Path) -> Iterator[str]:
    """Download the wheels of every target from the package index that pip is set up with, and check their digests.

    Parameters
    ----------
    folder : pathlib.Path
        Gets a folder for each target. Wheels that are there already are not fetched again.

    Yields
    ------
    str
        The name of each target once its wheels are there.

    Raises
    ------
    RuntimeError
        With pip's own words, where a wheel is not to be had or is not the one that is locked.
    """
    pip = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--require-hashes",
    ]
    with tempfile.TemporaryDirectory() as scratch:
        for target in targets:
            requirements, own = Path(scratch, f"{target.name}.txt"), folder / target.name
            own.mkdir(parents=True, exist_ok=True)
            requirements.write_text(lock.lines(entry for entry in packages if entry.on(target)), encoding="utf-8")
            command = [*pip, *target.options, *_local_wheels(folder), "--dest", str(own), "-r", str(requirements)]
            process = subprocess.run(command, capture_output=True, text=True, check=False)
            if process.returncode:
                errors = [line for line in process.stderr.splitlines() if not line.startswith("WARNING")]
                raise RuntimeError("\n".join([f"{target.name}:", *errors]))
            yield target.name


def _local_wheels(folder: Path) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        yield from ("--find-links", str(path))


def listed(folder: Path, packages: Iterable[Locked], targets: Iterable[Target]) -> list[Wheel]:
    """Return the wheels of the targets, each once, by name.

    Parameters
    ----------
    folder : pathlib.Path
        As :func:`fetch` filled it. What an earlier lock left there is passed over.
    """
    hashes_of = {(entry.name, entry.version): entry.hashes for entry in packages}
    paths = {path.name: path for target in targets for path in (folder / target.name).glob("*.whl")}
    wheels = []
    for name in sorted(paths):
        package, version, _, _ = parse_wheel_filename(name)
        digest = hashlib.sha256(paths[name].read_bytes()).hexdigest()
        if digest in hashes_of.get((package, str(version)), ()):
            wheels.append(Wheel(paths[name], package, str(version), digest))
    return wheels
