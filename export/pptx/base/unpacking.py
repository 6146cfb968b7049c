"""What a template may be, looked at before anything of it is parsed: a strangers' file is a zip of XML."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

from data.zipped import ZipDamaged, ZipLocked, ZipTooLarge, has_entities, unpack
from export.trouble import TemplateLarge, TemplateLocked, TemplateMacros, TemplateUnreadable

#: Bytes of a template, bytes that its parts unpack to, and parts: one with many pictures stays below.
MAX_BYTES: Final = 20 * 2**20
MAX_UNPACKED: Final = 120 * 2**20
MAX_PARTS: Final = 3000
#: Files before 2007, and locked ones of today, begin so.
_COMPOUND: Final = b"\xd0\xcf\x11\xe0"
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
    try:
        parts = unpack(content, MAX_PARTS, MAX_UNPACKED)
    except ZipTooLarge as error:
        raise TemplateLarge(limit=MAX_UNPACKED // 2**20) from error
    except ZipLocked as error:
        raise TemplateLocked from error
    except ZipDamaged as error:
        raise TemplateUnreadable from error
    kinds = parts.get(_TYPES, b"")
    if b"macroEnabled" in kinds or any(_ACTIVE.search(name) for name in parts):
        raise TemplateMacros
    if _MAIN not in kinds and _TEMPLATE not in kinds:
        raise TemplateUnreadable
    if has_entities(parts):
        raise TemplateUnreadable
    parts[_TYPES] = kinds.replace(_TEMPLATE, _MAIN)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return buffer.getvalue()
