"""A mark of what is shown, the same in every process and on every day for the same."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from typing import Any

import pandas as pd


def fingerprint(value: Any) -> str:
    """Return a mark that changes with a value.

    Parameters
    ----------
    value : object
        Slides and what they are made of: dataclasses, tables, mappings, sequences and sets down to plain values. Of a
        dataclass the attributes count that it is compared by.
    """
    return hashlib.sha256(repr(_plain(value)).encode()).hexdigest()[:20]


def _plain(value: Any) -> Any:
    if isinstance(value, pd.DataFrame):
        return [list(map(str, value.columns)), value.to_numpy(dtype=object).tolist()]
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(_plain(getattr(value, field.name)) for field in fields(value) if field.compare)]
    if isinstance(value, dict):
        return [(key, _plain(inner)) for key, inner in value.items()]
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return sorted(map(repr, value)) if isinstance(value, set | frozenset) else value
