"""Text from records, made safe for a figure: plotly reads a subset of HTML in every text it draws."""

from __future__ import annotations

import re
from typing import Final

from text.markup import on_one_line

# ``$…$`` would be handed to MathJax where a page has it; the entity draws as a plain dollar sign.
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"}
_SPECIAL: Final = re.compile("[&<>$]")


def escape(text: object) -> str:
    """Return a text that plotly draws letter for letter, whatever it contains.

    Parameters
    ----------
    text : object
        Any value of a record; it is turned into text first.

    Returns
    -------
    str
        The text on one line, with ``&``, ``<``, ``>`` and ``$`` as entities, which plotly turns back into
        signs when it draws; control and direction characters become a space.

    Examples
    --------
    >>> escape("<b>R&D</b>")
    '&lt;b&gt;R&amp;D&lt;/b&gt;'
    """
    return _SPECIAL.sub(lambda match: _ENTITIES[match[0]], on_one_line(str(text)))
