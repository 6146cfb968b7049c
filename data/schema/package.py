"""``datapackage.json``: the schemas of :mod:`data.schema.model` in the words of Frictionless Data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from data.schema.model import PACKAGE_FILE, SCHEMAS, primary_key, references


def describe_package() -> dict[str, Any]:
    """Describe every file, column and reference of the facts.

    Returns
    -------
    dict
        A Frictionless Data Package descriptor. A column that may hold several keys (``events.region_ids``)
        is described as text, since Frictionless has no word for it.
    """
    return {
        "profile": "tabular-data-package",
        "name": "pairing-atlas-facts",
        "title": "结对图 · Pairing Atlas: the facts",
        "resources": [_describe_table(table) for table in SCHEMAS],
    }


def package_text() -> str:
    """Return the descriptor as it is written to disk.

    Returns
    -------
    str
        JSON with a final newline, the same for the same schemas.
    """
    return json.dumps(describe_package(), ensure_ascii=False, indent=2) + "\n"


def write_package(directory: Path) -> Path:
    """Write the descriptor into a folder of facts.

    Parameters
    ----------
    directory : pathlib.Path
        The folder; must exist.

    Returns
    -------
    pathlib.Path
        The file written.
    """
    path = directory / PACKAGE_FILE
    path.write_text(package_text(), encoding="utf-8")
    return path


def _describe_table(table: str) -> dict[str, Any]:
    foreign = [
        {"fields": [column], "reference": {"resource": "" if target == table else target, "fields": primary_key(target)}}
        for column, (target, many) in references(table).items()
        if not many
    ]
    schema: dict[str, Any] = {
        "fields": [_describe_column(table, column) for column in SCHEMAS[table].columns],
        "primaryKey": primary_key(table),
        "missingValues": [""],
    }
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "profile": "tabular-data-resource",
        "name": table.replace("_", "-"),
        "path": f"{table}.csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _describe_column(table: str, name: str) -> dict[str, Any]:
    column = SCHEMAS[table].columns[name]
    metadata: dict[str, Any] = column.metadata or {}
    limits: dict[str, Any] = {"required": metadata["required"]}
    limits |= {word: metadata[word] for word in ("enum", "pattern") if word in metadata}
    # A partial date is no Frictionless 'date': it stays text, and says what it is in its description.
    kind = metadata["type"] if metadata.get("type") in ("number", "integer") else "string"
    return {"name": name, "type": kind, "description": column.description, "constraints": limits}
