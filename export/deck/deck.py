"""A deck: views of the atlas in an order, each with a title, a sentence and notes; as a value, as text, as an address.

The text is TOML that a person can read and edit::

    version = 1
    title = "东西部扶贫协作"
    lang = "zh"

    [[slide]]
    view = "pairings?date=2016-12-07"
    chapter = "文件"
    title = "2016年12月的结对"
    sentence = "指导意见列出的结对。"
    notes = "讲稿"
    hidden = true

A deck may come from anyone: its size and shape are checked before it is parsed (:mod:`export.deck.scan`), what is read is
checked in full, and faults are told together.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from data.schema.faults import Fault
from export.deck.scan import HEAD_LENGTH, Outline, outline
from text.catalogue import LANGUAGES
from views.addresses import LONGEST_VIEW, harmful, refused

VERSION: Final = 1
#: Bytes of a file, slides of a deck, characters of a text.
MOST_BYTES: Final = 256 * 1024
MOST_SLIDES: Final = 100
#: Keys of a text, known or not: more than a deck can use.
MOST_KEYS: Final = 1_000
#: Faults that are told at once; of more, only the number.
MOST_TOLD: Final = 20
LONGEST: Final = {
    "title": 200,
    "subtitle": 200,
    "author": 200,
    "chapter": 60,
    "sentence": 600,
    "notes": 8000,
    "view": LONGEST_VIEW,
}
#: Notes may have several lines, all else has one.
LINES: Final = {"notes": "\n\t"}
FILE: Final = "deck.toml"


@dataclass(frozen=True)
class DeckSlide:
    """A view with what is said of it.

    Attributes
    ----------
    view : str
        Address below the atlas, see :mod:`views.addresses`.
    title, sentence : str
        Empty leaves them to the view.
    notes : str
        For the speaker.
    chapter : str
        Name of the chapter that begins with it; empty where the one before goes on.
    hidden : bool
        Whether the show passes it over.
    """

    view: str
    title: str = ""
    sentence: str = ""
    notes: str = ""
    chapter: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Deck:
    """Slides in their order, a title, and the language the texts are written in.

    Attributes
    ----------
    subtitle, author : str
        For the cover: what the title leaves out, and who speaks.
    cover : bool
        Whether it has a cover and a closing slide; a single view never has.
    """

    title: str
    slides: tuple[DeckSlide, ...] = ()
    lang: str = "zh"
    subtitle: str = ""
    author: str = ""
    cover: bool = True

    @property
    def has_ends(self) -> bool:
        """Whether a cover and a closing slide stand around its slides."""
        return self.cover and len(self.slides) > 1


def dump(deck: Deck) -> str:
    """Write a deck as text.

    Returns
    -------
    str
        TOML; :func:`parse` gives the same deck again.
    """
    lines = [f"version = {VERSION}", f"title = {_quoted(deck.title)}", f"lang = {_quoted(deck.lang)}"]
    lines += [f"{name} = {_quoted(text)}" for name in ("subtitle", "author") if (text := getattr(deck, name))]
    lines += [] if deck.cover else ["cover = false"]
    for slide in deck.slides:
        lines += ["", "[[slide]]", f"view = {_quoted(slide.view)}"]
        texts = [(name, getattr(slide, name)) for name in ("chapter", "title", "sentence", "notes")]
        lines += [f"{name} = {_quoted(text)}" for name, text in texts if text]
        lines += ["hidden = true"] if slide.hidden else []
    return "\n".join(lines) + "\n"


def parse(content: str | bytes, file: str = FILE) -> tuple[Deck | None, tuple[Fault, ...]]:
    """Read a deck from text that may come from anyone.

    Parameters
    ----------
    content : str or bytes
        UTF-8, with or without a byte order mark.
    file : str
        Name for the faults.

    Returns
    -------
    deck : Deck or None
        None where anything is wrong.
    faults : tuple of Fault
        What is wrong, each with line and slide: the first :data:`MOST_TOLD`, then how many more.
    """
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if len(raw) > MOST_BYTES:
        fields = {"size": str(len(raw) // 1024), "most": str(MOST_BYTES // 1024)}
        return None, (Fault(file, 0, "", "", "deck.fault_size", fields),)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (Fault(file, 0, "", "", "fault.not_utf8", {"position": str(error.start)}),)
    text = text.replace("\r\n", "\n")
    reading = _Reading(file, outline(text))
    shape_faults = reading.shape(text)
    if shape_faults:
        return None, (shape_faults,)
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError) as error:  # ValueError: a number of thousands of digits
        return None, (reading.unread(error),)
    faults = _first(reading.faults(document), file)
    if faults:
        return None, faults
    slides = tuple(DeckSlide(**entry) for entry in document.get("slide", []))
    head = {name: value for name, value in document.items() if name not in ("version", "slide")}
    return Deck(**head, slides=slides), ()


def _first(faults: Iterator[Fault], file: str) -> tuple[Fault, ...]:
    """The first faults, and how many more there are: a page of them helps nobody."""
    first_faults = tuple(islice(faults, MOST_TOLD))
    more = sum(1 for _ in faults)
    return (*first_faults, Fault(file, 0, "", "", "deck.fault_more", {"n": str(more)})) if more else first_faults


_DECK: Final = ("version", "title", "subtitle", "author", "cover", "lang", "slide")
_SLIDE: Final = ("view", "chapter", "title", "sentence", "notes", "hidden")


@dataclass(frozen=True)
class _Reading:
    """A text that is being read: its file's name and its outline, so that a fault can say where it stands."""

    file: str
    outline: Outline

    def shape(self, text: str) -> Fault | None:
        """Say why a text is no deck by its shape alone; what passes is small and flat, and may be parsed."""
        outline = self.outline
        if len(outline.heads) > MOST_SLIDES:
            n = f"{len(outline.heads)}{'+' if outline.full else ''}"
            return self._fault("slide", 0, "deck.fault_many", n=n, most=str(MOST_SLIDES))
        if outline.full or outline.keys > MOST_KEYS:
            return Fault(self.file, 0, "", "", "deck.fault_keys")
        if not outline.ended:
            return None
        if outline.nested:
            return self._nested(outline.nested, len(outline.heads))
        try:  # for the parser's own words; it gets no more of the line than is safe
            tomllib.loads(text[: outline.at] + text[outline.at : outline.at + HEAD_LENGTH].partition("\n")[0])
        except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
            return self.unread(error)
        return Fault(self.file, outline.ended, "", "", "deck.fault_shape")

    def unread(self, error: Exception) -> Fault:
        """Tell what the parser says."""
        place = re.search(r"line (\d+)", str(error))
        line = int(place[1]) if place else self.outline.ended
        return Fault(self.file, line, "", "", "deck.fault_toml", {"reason": str(error)[:120]})

    def _nested(self, name: str, slide: int) -> Fault:
        allowed = _SLIDE if slide else _DECK
        if name not in allowed:
            return self._fault(name, slide, "deck.fault_key", name=name[:40], known=", ".join(allowed))
        kinds = {"version": "deck.fault_version", "lang": "deck.fault_lang", "slide": "deck.fault_slides"}
        fields = {"version": str(VERSION), "known": ", ".join(LANGUAGES)}
        return self._fault(name, slide, kinds.get(name, "deck.fault_text"), **fields)

    def faults(self, document: dict[str, Any]) -> Iterator[Fault]:
        yield from self._head(document)
        slides = document.get("slide", [])
        if not isinstance(slides, list):
            yield self._fault("slide", 0, "deck.fault_slides")
            return
        for number, entry in enumerate(slides, start=1):
            if isinstance(entry, dict):
                yield from self._slide(entry, number)
            else:
                yield self._fault("slide", 0, "deck.fault_slides")

    def _head(self, document: dict[str, Any]) -> Iterator[Fault]:
        for name in document:
            if name not in _DECK:
                yield self._fault(name, 0, "deck.fault_key", name=name[:40], known=", ".join(_DECK))
        if type(document.get("version")) is not int or document["version"] != VERSION:
            yield self._fault("version", 0, "deck.fault_version", version=str(VERSION))
        yield from self._text(document, "title", 0, needed=True)
        for name in ("subtitle", "author"):
            yield from self._text(document, name, 0)
        yield from self._switch(document, "cover", 0)
        if document.get("lang", "zh") not in LANGUAGES:
            yield self._fault("lang", 0, "deck.fault_lang", known=", ".join(LANGUAGES))

    def _slide(self, entry: dict[str, Any], number: int) -> Iterator[Fault]:
        for name in entry:
            if name not in _SLIDE:
                yield self._fault(name, number, "deck.fault_key", name=name[:40], known=", ".join(_SLIDE))
        for name in ("chapter", "title", "sentence", "notes"):
            yield from self._text(entry, name, number)
        yield from self._switch(entry, "hidden", number)
        wrong = list(self._text(entry, "view", number, needed=True))
        reason = None if wrong else refused(entry["view"])
        if reason:
            wrong.append(self._fault("view", number, reason[0], entry["view"][:120], **reason[1]))
        yield from wrong

    def _text(self, table: dict[str, Any], name: str, number: int, *, needed: bool = False) -> Iterator[Fault]:
        text = table.get(name)
        if text is None and not needed:
            return
        if not isinstance(text, str) or (needed and not text.strip()):
            yield self._fault(name, number, "deck.fault_text")
        elif len(text) > LONGEST[name]:
            yield self._fault(name, number, "deck.fault_long", n=str(len(text)), most=str(LONGEST[name]))
        elif harmful(text, LINES.get(name, "")):
            yield self._fault(name, number, "deck.fault_hidden")

    def _switch(self, table: dict[str, Any], name: str, number: int) -> Iterator[Fault]:
        if not isinstance(table.get(name, False), bool):
            yield self._fault(name, number, "deck.fault_switch", name=name)

    def _fault(self, column: str, number: int, key: str, value: str = "", /, **fields: str) -> Fault:
        return Fault(self.file, self.outline.line(column, number), column[:40], value, key, {"slide": str(number)} | fields)


def _quoted(text: str) -> str:
    """A basic string of TOML, or one of several lines where the text has them: a person shall be able to read it."""
    several = "\n" in text
    escaped = "".join(
        _ESCAPED.get(c) or (c if (c >= " " and c != "\x7f") or (several and c == "\n") else f"\\u{ord(c):04x}") for c in text
    )
    return f'"""\n{escaped}"""' if several else f'"{escaped}"'


_ESCAPED: Final = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\r": "\\r"}
