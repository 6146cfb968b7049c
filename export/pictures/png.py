"""Pictures as PNG: an SVG drawn by resvg, on this machine and with its typefaces, always to the same bytes."""

from __future__ import annotations

import io
import re
import struct
import zlib
from functools import cache
from typing import Final

import resvg_py
from PIL import Image

from export.trouble import MissingFont
from geo.still.picture import FONTS

_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
#: Of a map with all its classes, and of the edges between them.
_COLORS: Final = 128
#: Where the header of a PNG ends: signature, and the chunk that says its size.
_HEADER_END: Final = 8 + 25
#: Two Chinese characters: where a typeface has both they look different, else both look like nothing or like a box.
_PROBE: Final = ("汉", "字")


def to_png(svg: str, width_px: int) -> bytes:
    """Draw an SVG as PNG.

    Parameters
    ----------
    width_px : int
        The height follows from the shape of the picture.

    Returns
    -------
    bytes
        The same for the same SVG and the same typefaces.

    Raises
    ------
    MissingFont
        Where the SVG holds Chinese and no typeface of this machine does.
    ValueError
        Where the SVG is none.
    """
    if _HAN.search(svg) and not has_chinese():
        raise MissingFont
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width_px))


def with_dpi(content: bytes, dpi: int) -> bytes:
    """Write into a PNG how many of its pixels make an inch, so that Word sets it at its size.

    Parameters
    ----------
    content : bytes
        As :func:`to_png` draws it.
    """
    per_metre = round(dpi / 0.0254)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return content[:_HEADER_END] + chunk + content[_HEADER_END:]


def fewer_colors(content: bytes) -> bytes:
    """Return a PNG with 128 colours, a third as large; flat areas keep theirs, edges of letters lose shades nobody sees.

    Parameters
    ----------
    content : bytes
        As :func:`to_png` draws it, on a ground.
    """
    image = Image.open(io.BytesIO(content)).convert("RGB")
    lean = io.BytesIO()
    image.quantize(_COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(lean, "PNG")
    return lean.getvalue()


@cache
def has_chinese() -> bool:
    """Say whether pictures can show Chinese; found out by drawing two characters."""
    return differ(*_PROBE)


def differ(text: str, other: str) -> bool:
    """Say whether two characters look different when they are drawn.

    Returns
    -------
    bool
        False where both are drawn as nothing, or as the same box.
    """
    family = ", ".join(f"'{name}'" for name in FONTS)
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" font-family="{family}">'
    svgs = (f'{frame}<text y="30" font-size="30">{sign}</text></svg>' for sign in (text, other))
    return len({bytes(resvg_py.svg_to_bytes(svg_string=svg)) for svg in svgs}) == 2
