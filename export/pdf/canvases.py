"""What is drawn in a PDF as Chromium writes it: content streams, an operator a line, each with the fonts it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Dictionary, Name, Object, Pdf, Stream


@dataclass
class Canvas:
    """A content stream with what it names: a page's, or a drawing's that pages place.

    Attributes
    ----------
    stream : Stream
        The operators.
    resources : Object
        A dictionary of dictionaries: what the operators name, by kind.
    """

    stream: Stream
    resources: Object

    def read(self) -> bytes:
        """Return its operators."""
        return bytes(self.stream.read_bytes())

    def write(self, content: bytes) -> None:
        """Put other operators in their place."""
        self.stream.write(content)

    def named(self, kind: str) -> Object:
        """Return what it names of a kind, as ``/Font``; to be added to."""
        if kind not in self.resources:
            self.resources[kind] = Dictionary()
        return self.resources[kind]


def canvases(pdf: Pdf) -> Iterator[Canvas]:
    """Yield every canvas of a file that has fonts or drawings."""
    for page in pdf.pages:
        if isinstance(page.Contents, Stream):
            yield Canvas(page.Contents, page.obj.get(Name.Resources, Dictionary()))
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.get(Name.Subtype) == Name.Form and Name.Resources in thing:
            yield Canvas(thing, thing.Resources)
