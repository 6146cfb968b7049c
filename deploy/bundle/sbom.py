"""The bill of materials of a bundle, as CycloneDX 1.6 in JSON."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from deploy.bundle.targets import Target
from deploy.bundle.wheels import Wheel

_NAMESPACE: Final = uuid.UUID("7a4f2c52-6a0b-5f0e-9c6e-0d7f3a4b8c11")
#: Parts of others that come inside a package or with the sources, and are none of Python's.
_WITHIN: Final = re.compile(r"django-js-lib-leaflet")


@dataclass(frozen=True)
class Program:
    """What the bundle is of.

    Attributes
    ----------
    version : str
    commit : str
        Of the sources; empty where it is not known.
    built : str
        ISO time of the commit, so that the same sources give the same bill.
    boundaries : mapping
        ``package``, ``version`` and ``licence`` of the shapes' manifest.
    """

    version: str
    commit: str
    built: str
    boundaries: Mapping[str, str]


def bill(program: Program, wheels: Sequence[Wheel], targets: Sequence[Target]) -> dict[str, Any]:
    """Return the bill.

    Parameters
    ----------
    wheels : sequence of Wheel
        Several of one package, for several machines, become files of one component.

    Returns
    -------
    dict
        To be written as JSON.
    """
    by_name: dict[str, list[Wheel]] = {}
    for wheel in wheels:
        by_name.setdefault(wheel.name, []).append(wheel)
    ours = f"pkg:generic/pairing-atlas@{program.version}"
    references = {name: _reference(wheels[0]) for name, wheels in by_name.items()}
    parts = [_component(wheels, references[name]) for name, wheels in by_name.items()]
    parts += [_boundaries(program), *(_leaflet(by_name[name][0]) for name in by_name if _WITHIN.fullmatch(name))]
    edges = [
        {"ref": references[name], "dependsOn": sorted(references[n] for n in wheels[0].needs(targets) if n in references)}
        for name, wheels in by_name.items()
    ]
    direct = sorted(str(part["bom-ref"]) for part in parts)
    digest = uuid.uuid5(_NAMESPACE, f"{program} {sorted(wheel.sha256 for wheel in wheels)}")
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{digest}",
        "version": 1,
        "metadata": {"timestamp": program.built, "component": _program(program, ours)},
        "components": parts,
        "dependencies": [{"ref": ours, "dependsOn": direct}, *edges],
    }


def _program(program: Program, reference: str) -> dict[str, Any]:
    return {
        "type": "application",
        "bom-ref": reference,
        "name": "pairing-atlas",
        "version": program.version,
        "licenses": _licences("Apache-2.0"),
        "properties": [{"name": "pairing-atlas:commit", "value": program.commit}],
    }


def _component(wheels: Sequence[Wheel], reference: str) -> dict[str, Any]:
    first = wheels[0]
    return {
        "type": "library",
        "bom-ref": reference,
        "name": first.name,
        "version": first.version,
        "licenses": _licences(first.package().licence),
        "purl": reference,
        "components": [
            {
                "type": "file",
                "bom-ref": f"{reference}#{wheel.path.name}",
                "name": f"wheels/{wheel.path.name}",
                "hashes": [{"alg": "SHA-256", "content": wheel.sha256}],
            }
            for wheel in wheels
        ],
    }


def _boundaries(program: Program) -> dict[str, Any]:
    boundaries = program.boundaries
    return {
        "type": "data",
        "bom-ref": "shapes",
        "name": f"static/shapes, built from {boundaries['package']}",
        "version": boundaries["version"],
        "licenses": _licences(boundaries["licence"]),
    }


def _leaflet(carrier: Wheel) -> dict[str, Any]:
    """Leaflet's own version is what stands before the packaging's number in that of its carrier: 1.9.4.1 holds 1.9.4."""
    version = ".".join(carrier.version.split(".")[:3])
    purl = f"pkg:npm/leaflet@{version}"
    licences = _licences("BSD-2-Clause")
    return {"type": "library", "bom-ref": purl, "name": "leaflet", "version": version, "licenses": licences, "purl": purl}


def _licences(text: str) -> list[dict[str, Any]]:
    """A licence as CycloneDX wants it: an SPDX expression, or a name where the package's own word is no such thing."""
    try:
        return [{"expression": str(canonicalize_license_expression(text))}]
    except InvalidLicenseExpression:
        return [{"license": {"name": text}}]


def _reference(wheel: Wheel) -> str:
    return f"pkg:pypi/{wheel.name}@{wheel.version}"
