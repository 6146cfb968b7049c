"""Writing the built files, the same bytes on every system, with an account of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geo.shapes.topology import Topology, count_vertices

Account = dict[str, Any]


class Writer:
    """Writes files below a directory and keeps account of each.

    Parameters
    ----------
    directory : Path
        Made if missing.

    Attributes
    ----------
    files : dict of relative name to dict
        sha256, bytes, and the counts given.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.files: dict[str, Account] = {}

    def write(self, name: str, text: str, **counts: Any) -> None:
        """Write one file: UTF-8, and the same line ends on every system."""
        content = (text + "\n").encode()
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.files[name] = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), **counts}

    def topology(self, name: str, topology: Topology) -> None:
        """Write a topology, with its region and vertex counts."""
        regions = {key: len(value["geometries"]) for key, value in topology["objects"].items()}
        self.write(name, compact(topology), regions=regions, vertices=count_vertices(topology))


def compact(value: Any) -> str:
    """Write JSON without spaces.

    Parameters
    ----------
    value : Any
        What JSON can hold.
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def one_a_line(records: Mapping[str, Any]) -> str:
    """Write a JSON object with one record a line, so that a change shows as one line.

    Returns
    -------
    str
        An empty mapping gives an object without members.
    """
    lines = (f"{json.dumps(key)}:{compact(record)}" for key, record in records.items())
    return "{\n" + ",\n".join(lines) + "\n}"
