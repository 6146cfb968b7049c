"""How many names a map has no room for, said on the map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geo.scene import Scene
from geo.still.measures import LINE_EM, Measures, Rect, overlap, text_width
from geo.still.picture import Word

#: Between the number and a name beside it, in em.
_AIR_EM: Final = 0.8


def unnamed(
    left_out: Sequence[str], scene: Scene, words: Sequence[Word], occupied: Sequence[Rect], measures: Measures
) -> tuple[Word, ...]:
    """Say in a free corner how many names there was no room for: a still picture has no pointer to ask with.

    Parameters
    ----------
    left_out : sequence of str
        As :func:`labels` gives them; none says nothing.
    scene : Scene
        Its text ``unnamed`` has a field for the number; without it nothing is said.
    words : sequence of Word
        The names that stand.
    occupied : sequence of (left, top, right, bottom)
        Legend, inset, credit; the credit is the lowest.

    Returns
    -------
    tuple of Word
        One word, or none where every corner is taken.
    """
    text = scene.text.get("unnamed", "").replace("{n}", str(len(left_out))) if left_out else ""
    if not text:
        return ()
    size, pad, air = measures.smallest, measures.pad, _AIR_EM * measures.smallest
    wide, high = text_width(text, size), LINE_EM * size
    full = [*occupied, *(_room_of(word) for word in words)]
    foot = min((box[1] for box in occupied if box[3] >= measures.height - 1), default=measures.height) - high
    for left, top in ((pad, pad), (measures.width - pad - wide, pad), (measures.width - pad - wide, foot), (pad, foot)):
        # With a name right behind it, it would read as a part of that name.
        if not any(overlap((left - air, top, left + wide + air, top + high), box) for box in full):
            return (Word(text, left, top + high / 2, size, scene.look.quiet, 400, "start", scene.look.halo),)
    return ()


def _room_of(word: Word) -> Rect:
    wide, high = text_width(word.text, word.size, word.weight), LINE_EM * word.size
    return word.x - wide / 2, word.y - high / 2, word.x + wide / 2, word.y + high / 2
