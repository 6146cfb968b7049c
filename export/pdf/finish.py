"""A PDF as the browser has printed it, made ready to be handed on: smaller, and with what it says of itself."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Final

from pikepdf import Name, ObjectStreamMode, Pdf, String

from export.pdf.halos import stroke_letters
from export.pdf.shapes import share_shapes

#: A time of day: two files of the same pages are the same.
_MIDNIGHT: Final = "000000+00'00'"


def finish(content: bytes, *, created: str, author: str = "") -> bytes:
    """Mend what a browser has printed.

    Parameters
    ----------
    content : bytes
        A PDF by Chromium, tagged.
    created : str
        ISO date that stands in the file.
    author : str
        Empty for nobody.

    Returns
    -------
    bytes
        The same for the same pages. Text, tags and bookmarks stay; halos are strokes, and shapes that come again are
        written once. Title, language and date stand in the metadata too (XMP).
    """
    with Pdf.open(BytesIO(content)) as pdf:
        stroke_letters(pdf)
        share_shapes(pdf)
        pdf.remove_unreferenced_resources()
        day = f"D:{date.fromisoformat(created):%Y%m%d}{_MIDNIGHT}"
        about = pdf.docinfo
        about[Name.CreationDate] = about[Name.ModDate] = String(day)
        del about[Name.Creator]
        if author:
            about[Name.Author] = author
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata.load_from_docinfo(about)
            metadata["dc:language"] = [str(pdf.Root.get(Name.Lang, ""))]
        file = BytesIO()
        pdf.save(
            file,
            object_stream_mode=ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=True,
            deterministic_id=True,
        )
    return file.getvalue()
