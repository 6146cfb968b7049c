"""The steps of a slide as PowerPoint's own animation: with each click the next shapes appear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final

_NOW: Final = '<p:stCondLst><p:cond delay="0"/></p:stCondLst>'
_APPEAR: Final = ' presetID="1" presetClass="entr" presetSubtype="0" fill="hold" nodeType="clickEffect"'
_ON_CLICK: Final = '<p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>'


def timing(steps: Sequence[int]) -> str:
    """Return the timing of a slide as XML.

    Parameters
    ----------
    steps : sequence of int
        Numbers of the shapes that appear, one with each click. PowerPoint moves no part of a group: each is a shape of the
        slide itself. At least one.

    Notes
    -----
    ECMA-376, part 1, 19.5 (``p:timing``); the effect is 'appear', an entrance without a movement.
    """
    ids = count(1)
    root, sequence = next(ids), next(ids)
    clicks = "".join(_click(shape, ids) for shape in steps)
    slide = "<p:tgtEl><p:sldTgt/></p:tgtEl>"
    return (
        f'<p:timing><p:tnLst><p:par><p:cTn id="{root}" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
        f'<p:seq concurrent="1" nextAc="seek"><p:cTn id="{sequence}" dur="indefinite" nodeType="mainSeq">'
        f"<p:childTnLst>{clicks}</p:childTnLst></p:cTn>"
        f'<p:prevCondLst><p:cond evt="onPrev" delay="0">{slide}</p:cond></p:prevCondLst>'
        f'<p:nextCondLst><p:cond evt="onNext" delay="0">{slide}</p:cond></p:nextCondLst></p:seq>'
        "</p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"
    )


def _click(shape: int, ids: Iterator[int]) -> str:
    click, beside, effect, change = (next(ids) for _ in range(4))
    seen = (
        f'<p:set><p:cBhvr><p:cTn id="{change}" dur="1" fill="hold">{_NOW}</p:cTn>'
        f'<p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl>'
        "<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
        '<p:to><p:strVal val="visible"/></p:to></p:set>'
    )
    appear = _par(effect, _APPEAR, _NOW, seen)
    return _par(click, ' fill="hold"', _ON_CLICK, _par(beside, ' fill="hold"', _NOW, appear))


def _par(number: int, marks: str, start: str, inner: str) -> str:
    return f'<p:par><p:cTn id="{number}"{marks}>{start}<p:childTnLst>{inner}</p:childTnLst></p:cTn></p:par>'
