"""A PNG with fewer colours is smaller and keeps the colours of flat areas."""

from __future__ import annotations

import io

from PIL import Image

from export.pictures.png import fewer_colors, to_png

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="200" height="100" fill="#f6f4ee"/>'
    '<circle cx="60" cy="50" r="40" fill="#a3262a"/><circle cx="140" cy="50" r="40" fill="#1b5078"/></svg>'
)


def test_flat_colours_stay_and_the_file_is_smaller():
    whole = to_png(SVG, 800)
    lean = fewer_colors(whole)
    assert len(lean) < 0.8 * len(whole) and lean == fewer_colors(whole)
    image = Image.open(io.BytesIO(lean)).convert("RGB")
    assert image.size == (800, 400)
    places = ((2, 2), (240, 200), (560, 200))
    assert [image.getpixel(at) for at in places] == [(246, 244, 238), (163, 38, 42), (27, 80, 120)]
