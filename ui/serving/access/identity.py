"""Who a reader is, where a proxy has signed them in and says so in a header: only proxies that are named are believed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any, Final

#: Under this name, which nobody outside of the process can know, a request carries what a proxy said. Where nothing puts
#: it there nobody is known: a header that a reader sends is never looked at.
_HEADER: Final = f"x-atlas-reader-{secrets.token_hex(16)}"
_LONGEST: Final = 200


def carry(scope: Mapping[str, Any], header: str, believed: Callable[[str], bool]) -> list[tuple[bytes, bytes]]:
    """Return the headers of a request with what its proxy says of the reader.

    Parameters
    ----------
    scope : mapping
        Of a request or a socket, with the other end's own address.
    header : str
        In which the proxies say it; empty for none.
    believed : callable
        Says whether an address is that of a proxy that is named.

    Returns
    -------
    list of (bytes, bytes)
        Unchanged where there is no such header, more than one, or the other end is not believed.
    """
    headers, client = list(scope["headers"]), scope.get("client")
    values = [value for name, value in headers if name.lower() == header.lower().encode()] if header else []
    if client and len(values) == 1 and believed(client[0]):
        headers.append((_HEADER.encode(), values[0]))
    return headers


def reader_of(headers: Mapping[str, str]) -> str:
    """Return the name, lower case, that a proxy gave of the reader; "" for somebody unknown."""
    name = headers.get(_HEADER, "").strip().lower()
    return name if name.isprintable() and len(name) <= _LONGEST else ""
