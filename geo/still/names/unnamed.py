"""How many names a map has no room for, said on the map."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from geo.scene import Scene
from geo.still.measures import LINE_EM, Measures, Rect, overlap, text_width
from geo.still.picture import Word

#: Between the number and a name beside it, in em.
_AIR_EM: Final = 0.8


def unnamed(
    left_out: Sequence[str],
    scene: Scene,
    words: Sequence[Word],
    occupied: Sequence[Rect],
    measures: Measures,
    stays: Collection[str] = (),
    on_land: Callable[[Rect], bool] = lambda box: False,
) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Say in a free corner, else at an edge, how many names had no room: a still picture has no pointer to ask with.

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
    stays : collection of str
        Quiet names that do not give way to it; others do where there is no room else.
    on_land : callable
        Says of a box whether it touches the country, whose outline it would hide: taken only where there is no room else.

    Returns
    -------
    note, words : tuple of Word
        One word, or none where upper edge and foot are taken; and the names that stand with it.
    """
    text = scene.text.get("unnamed", "").replace("{n}", str(len(left_out))) if left_out else ""
    strong = [word for word in words if word.color != scene.look.quiet or word.text in stays]
    for standing, anywhere in ((words, False), (words, True), (strong, True)) if text else ():
        taken = [*occupied, *(_room_of(word) for word in standing)]
        for spot in _spots(text, occupied, measures):
            if not any(overlap(spot, box) for box in taken) and (anywhere or not on_land(spot)):
                size, left = measures.smallest, spot[0] + _AIR_EM * measures.smallest
                note = Word(text, left, (spot[1] + spot[3]) / 2, size, scene.look.quiet, 400, "start", scene.look.halo)
                return (note,), tuple(word for word in words if not overlap(spot, _room_of(word)))
    return (), tuple(words)


def _spots(text: str, occupied: Sequence[Rect], measures: Measures) -> Iterator[Rect]:
    """Yield the room that the words would take in each corner, then along upper edge and foot."""
    size, pad, air = measures.smallest, measures.pad, _AIR_EM * measures.smallest
    wide, high = text_width(text, size), LINE_EM * size
    foot = min((box[1] for box in occupied if box[3] >= measures.height - 1), default=measures.height) - high
    right = measures.width - pad - wide
    corners = ((pad, pad), (right, pad), (right, foot), (pad, foot))
    steps = [pad + n * size for n in range(max(0, int((right - pad) / size)))]
    for left, top in (*corners, *((left, top) for top in (pad, pad / 3, foot) for left in steps)):
        # With a name right behind it, it would read as a part of that name.
        if top >= 0:
            yield left - air, top, left + wide + air, top + high


def _room_of(word: Word) -> Rect:
    wide, high = text_width(word.text, word.size, word.weight), LINE_EM * word.size
    return word.x - wide / 2, word.y - high / 2, word.x + wide / 2, word.y + high / 2
