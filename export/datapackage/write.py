"""The facts as a ZIP that programs and people can read: a Frictionless Data Package with what belongs to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from data.schema.model import SCHEMAS
from export.pictures.bundle import pack_files
from text.catalogue import LANGUAGES, Catalogue

ROOT: Final = Path(__file__).resolve().parents[2]
#: The licence of tables and schema, as the Frictionless standard names it.
LICENCE: Final = {"name": "Apache-2.0", "title": "Apache License 2.0", "path": "https://www.apache.org/licenses/LICENSE-2.0"}
_PAPERS: Final = ("LICENSE", "NOTICE")
_DESCRIPTOR: Final = "datapackage.json"
_README: Final = ("package.what", "package.tables", "package.tiers", "package.own", "package.rights", "package.cite")


def write_datapackage(directory: Path, version: str, created: str) -> bytes:
    """Pack the files of the facts.

    Parameters
    ----------
    directory : Path
        Folder of the facts, with ``datapackage.json``.
    version : str
        Of the data, as :class:`data.load.Facts` has it.
    created : str
        ISO date of the package.

    Returns
    -------
    bytes
        A ZIP with one folder, the same for the same arguments: the CSV files as they are, the schema with version, licence
        and the size and SHA-256 of each file, licence texts, CITATION.cff, and a README in both languages.

    Raises
    ------
    FileNotFoundError
        Where a file is missing.
    """
    tables = {f"{name}.csv": (directory / f"{name}.csv").read_bytes() for name in SCHEMAS}
    descriptor = json.loads((directory / _DESCRIPTOR).read_text(encoding="utf-8"))
    files = {
        "README.md": _readme(version, created).encode(),
        _DESCRIPTOR: _described(descriptor, tables, version, created),
        "CITATION.cff": _citation(version, created).encode(),
        **{name: (ROOT / name).read_bytes() for name in _PAPERS},
        **tables,
    }
    return pack_files({f"{folder_name(version)}/{name}": content for name, content in files.items()})


def folder_name(version: str) -> str:
    """Return the name of the package's folder, and of its file without the ending."""
    return f"pairing-atlas-data-{version}"


def _described(descriptor: dict[str, Any], tables: Mapping[str, bytes], version: str, created: str) -> bytes:
    resources = [
        resource
        | {"bytes": len(tables[resource["path"]]), "hash": f"sha256:{hashlib.sha256(tables[resource['path']]).hexdigest()}"}
        for resource in descriptor["resources"]
    ]
    about = {"version": version, "created": f"{created}T00:00:00Z", "licenses": [LICENCE]}
    whole = {**{key: value for key, value in descriptor.items() if key != "resources"}, **about, "resources": resources}
    return json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n"


def _citation(version: str, created: str) -> str:
    t = Catalogue.load("en")
    lines = (
        "cff-version: 1.2.0",
        f"message: {json.dumps(t('package.message'))}",
        "type: dataset",
        f"title: {json.dumps(t('package.title'), ensure_ascii=False)}",
        "authors:",
        f"  - name: {json.dumps(t('package.authors'))}",
        f"version: {json.dumps(version)}",
        f"date-released: {created}",
        f"license: {LICENCE['name']}",
    )
    return "\n".join(lines) + "\n"


def _readme(version: str, created: str) -> str:
    parts = []
    for lang in LANGUAGES:
        t = Catalogue.load(lang)
        fields = {"version": version, "date": created, "tables": len(SCHEMAS)}
        parts += [f"# {t('package.title')}", *(t(key, **fields) for key in _README)]
    return "\n\n".join(parts) + "\n"
