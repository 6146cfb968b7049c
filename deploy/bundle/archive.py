"""What a bundle holds, laid out in a folder and packed: the same commit and the same wheels give the same bytes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import subprocess
import tarfile
import tomllib
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from deploy.bundle import lock, sbom
from deploy.bundle.sbom import Program
from deploy.bundle.targets import Target
from deploy.bundle.wheels import Wheel

ROOT: Final = Path(__file__).resolve().parents[2]
FILES: Final = Path(__file__).resolve().parent / "files"
SUMS: Final = "SHA256SUMS"
#: Of every file in the archive: what was written when says nothing, and would make each archive another.
_TIME: Final = (2020, 1, 1, 0, 0, 0)


def program(root: Path = ROOT) -> Program:
    """Return what the sources say of themselves.

    Raises
    ------
    RuntimeError
        Where they are no git checkout: what is in a bundle is what was committed.
    """
    with (root / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    manifest = json.loads((root / "static" / "shapes" / "manifest.json").read_text(encoding="utf-8"))
    commit, seconds = _git(root, "show", "--no-patch", "--format=%H %ct", "HEAD").decode().split()
    built = datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    boundaries = {key: str(manifest[key]) for key in ("package", "version", "licence")}
    return Program(version, commit, built, boundaries)


def sources(folder: Path, root: Path = ROOT) -> None:
    """Write the sources as they were committed last."""
    with tarfile.open(fileobj=io.BytesIO(_git(root, "archive", "--format=tar", "HEAD"))) as archive:
        archive.extractall(folder, filter="data")


def changed(root: Path = ROOT) -> bool:
    """Say whether there are changes that were not committed."""
    return bool(_git(root, "status", "--porcelain", "--untracked-files=no"))


def lay_out(folder: Path, program: Program, wheels: Sequence[Wheel], targets: Sequence[Target]) -> None:
    """Write everything but the sources into a folder: installer, wheels, lock, licences, bill of materials.

    Raises
    ------
    RuntimeError
        For a package whose licence is unknown or not allowed: nobody may hand it out.
    """
    for path in sorted(FILES.iterdir()):
        shutil.copy(path, folder / path.name)
    shutil.copy(lock.LOCK, folder / "requirements.lock")
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE")
    shutil.copy(ROOT / "NOTICE", folder / "NOTICE")
    (folder / "wheels").mkdir()
    for wheel in wheels:
        shutil.copy(wheel.path, folder / "wheels" / wheel.path.name)
    _licences(folder, wheels)
    _json(folder / "sbom.cdx.json", sbom.bill(program, wheels, targets))
    description = {"version": program.version, "commit": program.commit, "made": program.built}
    _json(folder / "bundle.json", {**description, "targets": [target.name for target in targets]})


def _licences(folder: Path, wheels: Sequence[Wheel]) -> None:
    packages = {wheel.name: wheel.package() for wheel in wheels}
    faults = [f"{entry.name} {entry.version}: {entry.fault}" for entry in packages.values() if entry.fault]
    if faults:
        raise RuntimeError("\n".join(faults))
    texts = dict.fromkeys(packages, 0)
    for wheel in wheels:
        for inner, text in wheel.licence_texts():
            path = folder / "licences" / f"{wheel.name}-{wheel.version}" / inner
            # Wheels for several machines carry other libraries, and so other words under the same name.
            if path.exists() and path.read_bytes() != text:
                path = path.with_name(f"{path.stem}-{hashlib.sha256(text).hexdigest()[:8]}{path.suffix}")
            path.parent.mkdir(parents=True, exist_ok=True)
            texts[wheel.name] += not path.exists()
            path.write_bytes(text)
    with (folder / "licences.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["package", "version", "licence", "reason", "texts"])
        writer.writerows(
            [entry.name, entry.version, entry.licence, entry.reason, texts[entry.name]] for entry in packages.values()
        )


def write_sums(folder: Path) -> None:
    """Write the SHA-256 of every file of a folder, as ``sha256sum -c`` reads it."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    lines = [f"{hashlib.sha256((folder / path).read_bytes()).hexdigest()}  {path}\n" for path in paths if path != SUMS]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def pack(folder: Path, archive: Path) -> str:
    """Write a folder as a zip, which every system opens by itself.

    Returns
    -------
    str
        Its SHA-256.
    """
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            inner = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", _TIME)
            inner.external_attr = (0o755 if path.suffix == ".sh" else 0o644) << 16
            # Wheels are packed already.
            inner.compress_type = zipfile.ZIP_STORED if path.suffix == ".whl" else zipfile.ZIP_DEFLATED
            packed.writestr(inner, path.read_bytes())
    with archive.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _git(root: Path, *arguments: str) -> bytes:
    process = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    if process.returncode:
        raise RuntimeError(f"git {arguments[0]}: {process.stderr.decode(errors='replace').strip()}")
    return process.stdout


def _json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
