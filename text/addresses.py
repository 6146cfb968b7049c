"""Addresses of pages: what may stand as one, and what may be followed."""

from __future__ import annotations

import re
from typing import Final

# RFC 3986 has no blank, quotation mark, bracket or backslash in an address; letters of other scripts are read as IRIs have
# them (RFC 3987). A name before the host ('https://gov.cn@example.org') only serves to deceive.
_ADDRESS: Final = re.compile(r"""https?://(?![/?#@:.])[^\s<>"{}|\\^`/?#@]+(?:[/?#][^\s<>"{}|\\^`]*)?""", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Say whether a text is the address of a page: ``http`` or ``https``, a host, no blank.

    Returns
    -------
    bool
        False for empty text, for a host alone, and for everything that does more than open a page.

    Examples
    --------
    >>> is_address("https://www.gov.cn/a?b=1"), is_address("www.gov.cn"), is_address("javascript:alert(1)")
    (True, False, False)
    """
    return _ADDRESS.fullmatch(text) is not None
