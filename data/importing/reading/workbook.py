"""Whatever a keeper has: the kind of a file is told by its bytes, not by its name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from data.importing.reading.delimited import decode, read_delimited
from data.importing.reading.geojson import is_json, read_geojson
from data.importing.reading.limits import MAX_BYTES, Allowance, Unreadable
from data.importing.reading.older import read_ods, read_xls
from data.importing.reading.sheet import UNNAMED, Workbook
from data.importing.reading.web import page_text, read_html
from data.importing.reading.xlsx import read_xlsx

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_PAGE: Final = re.compile(rb"<(?:!doctype\s+html|html|table|meta|body|div|style)\b", re.IGNORECASE)
_SPREADSHEET_XML: Final = re.compile(rb"<\?mso-application|urn:schemas-microsoft-com:office:spreadsheet", re.IGNORECASE)
#: First bytes of what is no table at all: PDF, pictures, other archives, web archives.
_UNREADABLE: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MIME-Version")
_WPS: Final = (".et", ".ett", ".wps", ".dps")


def read_workbook(name: str, content: bytes, allowance: Allowance | None = None) -> Workbook:
    """Read a file.

    Parameters
    ----------
    name : str
        File name; only its last part is kept.
    content : bytes
        The whole file.
    allowance : Allowance, optional
        Cells and time; by default the limits of :mod:`data.importing.reading.limits`, from now on.

    Raises
    ------
    Unreadable
        If it is not read; the error says why and what to do.
    """
    left = allowance or Allowance()
    short = PurePath(name.replace("\\", "/")).name[:120] or UNNAMED
    if len(content) > MAX_BYTES:
        raise Unreadable("importing.too_large", limit=MAX_BYTES // 2**20)
    if not content.strip():
        raise Unreadable("importing.empty")
    if PurePath(short).suffix.lower() in _WPS:
        raise Unreadable("importing.wps")
    kind, encoding = _kind(content), ""
    geometries: Mapping[int, object] = {}
    stem = PurePath(short).stem
    match kind:
        case "xlsx":
            sheets = read_xlsx(content, left)
        case "ods":
            sheets = read_ods(content, left)
        case "xls":
            sheets = read_xls(content, left)
        case "html":
            text, encoding = page_text(content)
            sheets = read_html(text, stem, left)
        case _:
            text, encoding = decode(content)
            if is_json(text):
                kind = "geojson"
                sheet, geometries = read_geojson(text, stem, left)
            else:
                sheet = read_delimited(text, stem, left)
            sheets = (sheet,)
    if not any(sheet.cells for sheet in sheets):
        raise Unreadable("importing.empty")
    return Workbook(short, kind, hashlib.sha256(content).hexdigest(), sheets, encoding, geometries)


def read_pasted(text: str) -> Workbook:
    """Read cells that were pasted as text; errors as for :func:`read_workbook`."""
    content = text.encode("utf-8", "replace")
    if len(content) > MAX_BYTES:
        raise Unreadable("importing.too_large", limit=MAX_BYTES // 2**20)
    if not text.strip():
        raise Unreadable("importing.empty")
    digest, plain = hashlib.sha256(content).hexdigest(), text.replace("\0", "")
    if is_json(plain):
        sheet, geometries = read_geojson(plain, UNNAMED, Allowance())
        return Workbook(UNNAMED, "geojson", digest, (sheet,), "utf-8", geometries)
    return Workbook(UNNAMED, "cells", digest, (read_delimited(plain, UNNAMED, Allowance()),), "utf-8")


def _kind(content: bytes) -> str:
    if content.startswith(b"PK"):
        return "ods" if _ODS in content[:200] else "xlsx"
    if content.startswith(_COMPOUND):
        return "xls"
    if content.startswith(_UNREADABLE):
        raise Unreadable("importing.not_a_table")
    head = content[:4000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    if head.startswith(b"<"):
        if _SPREADSHEET_XML.search(head) and b"<table" not in head and b"<html" not in head.lower():
            raise Unreadable("importing.spreadsheet_xml")
        if _PAGE.search(head):
            return "html"
    return "csv"
