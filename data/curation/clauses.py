"""Cutting a quote to the clause that carries its figure, in the source's own words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final

from data.columns import QUOTE_LENGTH
from data.numerals import Numeral, find_numerals

# The collector's marks: a cut, a note in square brackets, a remark in parentheses after the last words.
_CUT: Final = re.compile(r"\s*(?:…|\.\.\.|\[[^\]]*\])\s*")
# 發(fā)生率: a mirror's gloss, no word of the source.
_GLOSS: Final = re.compile(r"(?<=[\u2e80-\u9fff])\([a-z\u00e0-\u024f\u1e00-\u1eff\u0300-\u036f]+\)")
_REMARK: Final = re.compile(r"\s+\((?:[^()]|\([^()]*\))*\)$")
# A clause ends behind its punctuation; the comma of 1,935 ends none.
_CLAUSE_END: Final = re.compile(r"(?<=[;;。!?])|(?<=,)(?!\d{3})|(?<=[，。；！？])|(?<=\. )")
_IDLE: Final = ",;、。. "
_ROOM: Final = QUOTE_LENGTH - 5


def without_remark(text: str) -> str:
    """Take the collector's remark off the end of a quote.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Examples
    --------
    >>> without_remark("2205万人,比上年减少357万人 (推得2562)")
    '2205万人,比上年减少357万人'
    """
    return _REMARK.sub("", _GLOSS.sub("", text)).strip()


def says(text: str, value: float, unit: str) -> list[Numeral]:
    """Find where a text says a value.

    Parameters
    ----------
    text : str
    value : float
        In units; a percentage as the number before the % sign.
    unit : str
        ``"%"`` looks among percentages, anything else among counts; a zero needs no unit.

    Returns
    -------
    list of Numeral
        In order of appearance.
    """
    kind = "percent" if unit == "%" else "count"
    return [
        n
        for n in find_numerals(text)
        if (n.kind == kind or value == 0) and math.isclose(float(n.value), value, rel_tol=1e-9)
    ]


def cut(quote: str, value: float, unit: str, names: Sequence[str] = (), years: Sequence[str] = ()) -> str | None:
    """Cut a raw quote to the clause with the figure, and to the place and year it belongs to.

    Parameters
    ----------
    quote : str
        As gathered, with cuts and remarks.
    value : float
    unit : str
    names : sequence of str
        Names of the place; where the quote has one, the cut is made to have it too, if there is room.
    years : sequence of str
        The same for the years the figure is dated to.

    Returns
    -------
    str or None
        At most :data:`data.columns.QUOTE_LENGTH` characters, without the collector's marks where figure, name and
        year stand in one piece; None where the quote does not say the figure.
    """
    text = without_remark(quote)
    wanted = [[word for word in words if word and word in text] for words in (names, years)]
    best: tuple[tuple[bool, ...], str] | None = None
    for spot in says(text, value, unit):
        for begin, end in _stretches(text, spot, [word for words in wanted for word in words]):
            stretch = _tidy(text[begin:end])
            if len(stretch) > QUOTE_LENGTH or not says(stretch, value, unit):
                continue
            rank = tuple(_meets(stretch, text, words, value, unit) for words in wanted)
            rank += (_CUT.search(stretch) is None,)
            if best is None or rank > best[0]:
                best = rank, stretch
    return None if best is None else best[1]


def shorten(text: str) -> str:
    """Cut a quote without a figure to the length a quote may have: whole clauses from its beginning.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    text = without_remark(text).strip(" …")
    if len(text) <= QUOTE_LENGTH:
        return text
    pieces = _pieces(text)
    clauses = _clauses(pieces[0] if len(pieces[0]) > QUOTE_LENGTH // 3 else text)
    kept = ""
    for clause in clauses:
        if len(kept) + len(clause) > QUOTE_LENGTH:
            break
        kept += clause
    return _tidy(kept or text[:QUOTE_LENGTH])


def _pieces(text: str) -> list[str]:
    return [piece for piece in _CUT.split(text) if piece]


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE_END.split(text) if clause]


def _tidy(text: str) -> str:
    return text.strip(" …").rstrip(_IDLE + "…") if len(text) > 1 else text


def _meets(stretch: str, text: str, words: Sequence[str], value: float, unit: str) -> bool:
    """Say whether a stretch has one of the words, and has it before the figure where the text has it so."""
    found = [word for word in words if word in stretch]
    if not words or not found:
        return not words
    leads = any(_before(text, word, value, unit) for word in words)
    return not leads or any(_before(stretch, word, value, unit) for word in found)


def _before(text: str, word: str, value: float, unit: str) -> bool:
    return any(word in text[: spot.end] for spot in says(text, value, unit))


def _stretches(text: str, spot: Numeral, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where a quote may be cut: the piece round the figure as far as there is room, then from a word on."""
    first, last = _piece_round(text, spot)
    bounds = [first, *(first + at for at in _ends(text[first:last]))]
    begin = max(bound for bound in bounds if bound <= spot.start)
    end = min([bound for bound in [*bounds, last] if bound >= spot.end], default=last)
    # The last clause before a cut and the first behind one are torn: they stay only where they have the figure.
    torn = [b for b in bounds if b <= begin and not (b == first and first > 0 and begin - first > 0)]
    whole = [b for b in [*bounds, last] if b >= end and not (b == last and last < len(text) and b > end)]
    yield from _grown(torn or [begin], whole or [end])
    for word in words:
        leads = [match.start() for match in re.finditer(re.escape(word), text[: spot.start])]
        if leads:
            start = _piece_round(text, leads[-1])[0]
            yield max([start, *(start + at for at in _ends(text[start : leads[-1]]))]), end
            yield leads[-1], end
    tail = min([mark.start() for mark in re.finditer(r"[ ,,;;。]", text[spot.end :])], default=0)
    room = max(0, spot.end + tail - _ROOM)
    starts = [0] if room == 0 else [match.end() for match in re.finditer(r"[ 、,,;;。]", text) if match.end() >= room]
    yield from ((start, spot.end + tail) for start in starts[:1] if start <= spot.start)


def _grown(begins: Sequence[int], ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the widest stretch there is room for: clauses before the figure first, then those behind it."""
    begin = next((b for b in sorted(begins) if ends[0] - b <= _ROOM), begins[-1])
    end = next((e for e in sorted(ends, reverse=True) if e - begin <= _ROOM), ends[0])
    yield begin, end
    yield begins[-1], ends[0]


def _piece_round(text: str, place: Numeral | int) -> tuple[int, int]:
    start, end = (place, place) if isinstance(place, int) else (place.start, place.end)
    marks = list(_CUT.finditer(text))
    first = max([mark.end() for mark in marks if mark.end() <= start], default=0)
    return first, min([mark.start() for mark in marks if mark.start() >= end], default=len(text))


def _ends(text: str) -> list[int]:
    return [match.end() for match in _CLAUSE_END.finditer(text) if 0 < match.end() < len(text)]
