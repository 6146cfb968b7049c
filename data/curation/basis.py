"""Raw remarks on the statistical basis → basis and status."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from data.curation.ledger import Refused

_DERIVED: Final = re.compile(r"\s*\(derived[^)]*\)")
_PLANNED: Final = ("planned/expected", "programme target")


def parse_basis(raw: str, decided: Mapping[str, Mapping[str, str]]) -> tuple[str, str]:
    """Read a raw remark.

    Parameters
    ----------
    raw : str
        As gathered.
    decided : mapping of str to mapping
        Raw texts that were decided on: ``basis_id`` and ``status`` (empty for reported).

    Returns
    -------
    str
        Basis id: what the collector inferred is ``unstated``.
    str
        ``reported``; ``derived`` for what the collector worked out; ``target`` for what was planned.

    Raises
    ------
    Refused
        Where the remark is neither inferred nor decided on.
    """
    status = "derived" if _DERIVED.search(raw) else "reported"
    if any(word in raw for word in _PLANNED):
        status = "target"
    if "inferred" in raw:
        return "unstated", status
    line = decided.get(_DERIVED.sub("", raw).strip())
    if line is None:
        raise Refused(f"no basis is decided for '{raw}'")
    return line["basis_id"], line["status"] or status


def listed(unit: str, basis_id: str) -> str:
    """Refine the basis of a count of counties by what its raw unit says of the list.

    Parameters
    ----------
    unit : str
        Raw unit, e.g. ``个(含省定)``.
    basis_id : str
        ``delisting`` or another; others stay as they are.

    Returns
    -------
    str
    """
    if basis_id != "delisting":
        return basis_id
    if unit.startswith("个(国定;") or unit == "个(国定)":
        return "delisting_national"
    if unit == "个(区定)":
        return "delisting_provincial"
    return "delisting_all" if any(word in unit for word in ("省定", "区定", "国定")) else basis_id
