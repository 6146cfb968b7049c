"""What a template may be, looked at before anything of it is parsed: a strangers' file is a zip of XML."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final

from export.trouble import TemplateLarge, TemplateLocked, TemplateMacros, TemplateUnreadable

#: Bytes of a template, bytes that its parts unpack to, and parts: one with many pictures stays below.
MAX_BYTES: Final = 20 * 2**20
MAX_UNPACKED: Final = 120 * 2**20
MAX_PARTS: Final = 3000
_ENCRYPTED: Final = 1
#: Files before 2007, and locked ones of today, begin so.
_COMPOUND: Final = b"\xd0\xcf\x11\xe0"
_DOCTYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TYPES: Final = "[Content_Types].xml"
_MAIN: Final = b"presentationml.presentation.main+xml"
_TEMPLATE: Final = b"presentationml.template.main+xml"
_ACTIVE: Final = re.compile(r"vbaproject\.bin$|/activex/", re.IGNORECASE)


def unpacked(content: bytes) -> bytes:
    """Return a presentation or template as a presentation.

    Returns
    -------
    bytes
        A zip file with the parts of the one that was given.

    Raises
    ------
    TemplateLarge, TemplateLocked, TemplateMacros, TemplateUnreadable
        Too large, or larger unpacked than a template is; locked or of before 2007; with macros; no presentation.
    """
    if len(content) > MAX_BYTES:
        raise TemplateLarge(limit=MAX_BYTES // 2**20)
    if content.startswith(_COMPOUND):
        raise TemplateLocked
    parts = _parts(content)
    kinds = parts.get(_TYPES, b"")
    if b"macroEnabled" in kinds or any(_ACTIVE.search(name) for name in parts):
        raise TemplateMacros
    if _MAIN not in kinds and _TEMPLATE not in kinds:
        raise TemplateUnreadable
    if any(_DOCTYPE.search(part) for name, part in parts.items() if name.lower().endswith((".xml", ".rels", ".vml"))):
        raise TemplateUnreadable
    parts[_TYPES] = kinds.replace(_TEMPLATE, _MAIN)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return buffer.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            infos = packed.infolist()
            if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
                raise TemplateLarge(limit=MAX_UNPACKED // 2**20)
            if any(info.flag_bits & _ENCRYPTED for info in infos):
                raise TemplateLocked
            # A part is read no further than it says it is long.
            return {info.filename: packed.read(info) for info in infos if not info.is_dir()}
    # Whatever is wrong with a zip file, zipfile has its own exception for it.
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise TemplateUnreadable from error
