"""Outlines that a file draws more than once, as a map's are on each of its pages: written once, and placed."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from export.pdf.canvases import Canvas, canvases

#: A path from its first point to how it is painted, an operator a line.
_PATH: Final = re.compile(rb"(?<=[^mlche]\n)(?:-?[\d.]+ -?[\d.]+ m\n(?:(?:-?[\d.]+ )+[lc]\n|h\n)*)+(?:f\*?|S|B\*?)\n")
_NUMBER: Final = re.compile(rb"-?[\d.]+")
#: In bytes: what a drawing of its own takes, packed, is more than what a shorter path does.
_LEAST: Final = 500
#: A stroke reaches beyond its path, in parts of the larger side.
_BEYOND: Final = 0.5


def share_shapes(pdf: Pdf) -> None:
    """Write outlines that come again as drawings that are placed wherever they are wanted.

    Parameters
    ----------
    pdf : Pdf
        Written by Chromium; changed in place. What is painted, in which order and colour, stays the same.
    """
    drawn = [(canvas, canvas.read()) for canvas in canvases(pdf)]
    times = Counter(path for _, content in drawn for path in _paths(content))
    shared = {path: number for number, path in enumerate(path for path, count in times.items() if count > 1)}
    forms: dict[bytes, Stream] = {}
    for canvas, content in drawn:
        _place(pdf, canvas, content, shared, forms)


def _paths(content: bytes) -> list[bytes]:
    return [match[0] for match in _PATH.finditer(content) if len(match[0]) >= _LEAST]


def _place(pdf: Pdf, canvas: Canvas, content: bytes, shared: dict[bytes, int], forms: dict[bytes, Stream]) -> None:
    placed = {}

    def place(match: re.Match[bytes]) -> bytes:
        path = match[0]
        if path not in shared:
            return path
        if path not in forms:
            forms[path] = _form(pdf, path)
        placed[f"/Shape{shared[path]}"] = forms[path]
        return b"/Shape%d Do\n" % shared[path]

    content = _PATH.sub(place, content)
    if placed:
        canvas.write(content)
        names = canvas.named("/XObject")
        for name, form in placed.items():
            names[name] = form


def _form(pdf: Pdf, path: bytes) -> Stream:
    numbers = [float(number) for number in _NUMBER.findall(path)]
    across, down = numbers[::2], numbers[1::2]
    more = _BEYOND * max(max(across) - min(across), max(down) - min(down))
    box = [min(across) - more, min(down) - more, max(across) + more, max(down) + more]
    form = Stream(pdf, path)
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox, form.Resources = Array([round(side, 2) for side in box]), Dictionary()
    return form
