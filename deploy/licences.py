"""Under which licence each locked package comes, from its own metadata, and whether the atlas may use it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from packaging.utils import canonicalize_name

#: Licences that ask for no more than their own text and the authors' names.
ALLOWED: Final = frozenset(
    (
        "0BSD",
        "Apache-2.0",
        "BSD",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "ISC",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "PSF-2.0",
        "Zlib",
    )
)
#: Packages whose metadata names no licence, or one that has to be looked at: the licence, and why it may be used.
DECIDED: Final[Mapping[str, tuple[str, str]]] = {
    "axe-playwright-python": ("MIT", "its licence file; tests only"),
    "certifi": ("MPL-2.0", "used unchanged"),
    "hypothesis": ("MPL-2.0", "used unchanged; tests only"),
    "pathspec": ("MPL-2.0", "used unchanged; checks only"),
    "pikepdf": ("MPL-2.0", "used unchanged"),
    "psycopg": ("LGPL-3.0-only", "used unchanged as a library of its own, whose source NOTICE names"),
    "psycopg-binary": ("LGPL-3.0-only", "used unchanged as a library of its own, whose source NOTICE names"),
    "pypdfium2": ("BSD-3-Clause OR Apache-2.0", "its licence files; PDFium's own parts likewise permissive; tests only"),
    "resvg-py": ("MIT", "its licence file"),
    "streamlit-folium": ("MIT", "the licence file of its repository; its package carries none"),
    "text-unidecode": ("Artistic-1.0", "offered under it or the GPL; tests only"),
}
_CLASSIFIERS: Final = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "ISC License (ISCL)": "ISC",
    "Python Software Foundation License": "PSF-2.0",
}
_WORDS: Final = {
    "3-clause bsd license": "BSD-3-Clause",
    "apache 2.0": "Apache-2.0",
    "apache license": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "bsd 3-clause license": "BSD-3-Clause",
    "mit license": "MIT",
    "the mit license (mit)": "MIT",
}
_LOCKED: Final = re.compile(r"([A-Za-z0-9._-]+)==([^\s;#]+)")


@dataclass(frozen=True)
class Package:
    """A locked package.

    Attributes
    ----------
    name : str
        In its canonical form.
    version : str
        The version that is locked.
    installed : str
        The version that is installed; empty where none is.
    licence : str
        An SPDX expression; ``BSD`` where its number of clauses is not stated; empty where it is not known.
    reason : str
        Why it is allowed although its metadata does not say so; empty otherwise.
    """

    name: str
    version: str
    installed: str
    licence: str
    reason: str

    @property
    def fault(self) -> str:
        """What is wrong, in words; empty where nothing is."""
        if not self.installed:
            return ""
        if self.installed != self.version:
            return f"{self.installed} is installed"
        if not self.licence:
            return "names no licence that is known here"
        return "" if self.reason or is_allowed(self.licence) else "its licence is not allowed"


def locked(path: Path) -> dict[str, str]:
    """Read the locked versions.

    Parameters
    ----------
    path : pathlib.Path
        ``constraints.txt``.

    Returns
    -------
    dict of str to str
        Canonical name to version, in the order of the file; comments and anything but ``name==version`` are passed over.
    """
    matches = (_LOCKED.match(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())
    return {canonicalize_name(match[1]): match[2] for match in matches if match}


def package(name: str, version: str) -> Package:
    """Look up a locked package in this environment.

    Parameters
    ----------
    name, version : str
        As :func:`locked` gives them.

    Returns
    -------
    Package
    """
    try:
        installed = distribution(name)
    except PackageNotFoundError:
        return Package(name, version, "", "", "")
    licence, reason = DECIDED.get(name) or (licence_of(installed.metadata), "")
    return Package(name, version, installed.version, licence, reason)


def licence_of(metadata: PackageMetadata) -> str:
    """Read a package's licence from its metadata.

    Parameters
    ----------
    metadata : importlib.metadata.PackageMetadata
        ``License-Expression`` (PEP 639) counts before the classifiers, these before ``License``.

    Returns
    -------
    str
        An SPDX expression; empty where there is none, or none that is understood.
    """
    expression = _field(metadata, "License-Expression")
    if expression:
        return expression
    classifiers = [line.split(" :: ")[-1] for line in metadata.get_all("Classifier", []) if line.startswith("License :: ")]
    identifiers = [_CLASSIFIERS.get(line, "") for line in classifiers if line != "OSI Approved"]
    # Some put the whole text there, which begins with its name.
    words = next(iter(_field(metadata, "License").splitlines()), "").strip()
    spelt = _WORDS.get(words.lower(), words if _is_expression(words) else "")
    if identifiers and all(identifiers):
        # 'BSD License' leaves the clauses open, which the older field may tell.
        return spelt if identifiers == ["BSD"] and spelt.startswith("BSD-") else " AND ".join(dict.fromkeys(identifiers))
    return "" if identifiers else spelt


def is_allowed(expression: str) -> bool:
    """Say whether a licence may be used.

    Parameters
    ----------
    expression : str
        An SPDX expression.

    Returns
    -------
    bool
        One alternative of ``OR`` is enough, of ``AND`` each part is needed. With parentheses every licence that is
        named has to be allowed, and ``WITH`` never is: both want a decision of their own.
    """
    if "(" in expression:
        return all(word in ALLOWED for word in re.findall(r"[^\s()]+", expression) if word not in ("AND", "OR"))
    return any(
        all(part.strip() in ALLOWED for part in alternative.split(" AND ")) for alternative in expression.split(" OR ")
    )


def _field(metadata: PackageMetadata, name: str) -> str:
    return str(next(iter(metadata.get_all(name) or ()), "")).strip()


def _is_expression(text: str) -> bool:
    """Whether a free text is as short as an SPDX expression: words, joined by AND or OR."""
    return re.fullmatch(r"[A-Za-z0-9.+-]+(?: (?:AND|OR) [A-Za-z0-9.+-]+)*", text) is not None
