"""The view in the URL: what is shown can be linked, reloaded, stepped back to, and survives a lost server.

Every parameter has a default and a set of allowed values. Only what differs from the default stands in the URL; a value
that is not allowed gives the default and a notice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import streamlit as st

from data.load import Facts
from views.book import Book
from views.declared import Address
from views.params import READER_PARAMS, Notice, Param, split

_NOTICES: Final = "view_notices"


def read(param: Param) -> str:
    """Return the value of a parameter of the present view.

    Returns
    -------
    str
        Always an allowed value or the default; a refused value, and one taken for another, are remembered for
        :func:`notices`.
    """
    raw = st.query_params.get(param.name)
    if raw is None:
        return param.default
    if param.several:
        return ",".join(read_list(param))
    if raw == param.default or raw in param.allowed:
        return raw
    substitute = param.substitute(raw)
    if substitute is None or substitute.notice:
        notice = (substitute and substitute.notice) or (param.refusal, {"name": param.name, "value": raw[:60]})
        value = substitute.value if substitute else ""
        say(param, notice, value or param.instead.get(param.name, ""))
    if substitute and substitute.value:
        write(param, substitute.value)
        return substitute.value
    after = {k: v for k, v in st.query_params.to_dict().items() if k != param.name} | dict(param.instead)
    st.query_params.from_dict(after)
    return param.instead.get(param.name, param.default)


def address(page: str, facts: Facts, book: Book) -> Address:
    """Return the address of the page that is drawn; what it refuses is remembered for :func:`notices`."""
    return Address(page, facts, book, read)


def say(param: Param, notice: Notice, value: str = "") -> None:
    """Remember what :func:`notices` is to say of a parameter.

    Parameters
    ----------
    notice : (str, dict of str to str)
    value : str
        The value as long as which it is said; empty where it is said once.
    """
    st.session_state.setdefault(_NOTICES, {})[param.name] = (notice, value)


def read_list(param: Param) -> list[str]:
    """Return the values of a parameter that may hold several, separated by commas.

    Parameters
    ----------
    param : Param
        Its default is a comma-separated list too.

    Returns
    -------
    list of str
        Allowed values in the order of the URL, each once; refused ones are remembered for :func:`notices`. The default
        where none is left.
    """
    raw = st.query_params.get(param.name)
    if raw is None:
        return split(param.default)
    values = split(raw)
    allowed = [value for value in dict.fromkeys(values) if value in param.allowed]
    if len(allowed) < len(values):
        strange = ",".join(value for value in values if value not in param.allowed)[:60]
        if strange:  # a value named twice is no mistake worth a word
            say(param, (param.refusal, {"name": param.name, "value": strange}))
        write(param, ",".join(allowed) or param.default)
    return allowed or split(param.default)


def write(param: Param, value: str) -> None:
    """Put a value into the URL, or take it out when it is the default."""
    write_all({param: value})


def write_all(values: Mapping[Param, str]) -> None:
    """Put several values into the URL in one step, so that the back button undoes them together."""
    before = st.query_params.to_dict()
    after = {k: v for k, v in before.items() if k not in {param.name for param in values}}
    after |= {param.name: value for param, value in values.items() if value != param.default}
    if after != before:
        st.query_params.from_dict(after)


def notices() -> list[Notice]:
    """Return what is to be said of the parameters: keys of messages and their fields, values cut to 60 characters.

    Returns
    -------
    list of (str, dict of str to str)
        At most one a parameter. A value that was refused is named once; why a page shows another place than was asked for
        is said as long as it shows that place.
    """
    noted: dict[str, tuple[Notice, str]] = st.session_state.pop(_NOTICES, {})
    current = {
        name: noted_value
        for name, noted_value in noted.items()
        if noted_value[1] and st.query_params.get(name) == noted_value[1]
    }
    if current:
        st.session_state[_NOTICES] = current
    return [notice for name, (notice, value) in noted.items() if name in current or not value]


def bound_list(param: Param) -> tuple[str, Callable[[], None]]:
    """Tie a widget with several values to a parameter, as :func:`bound` does for one.

    Returns
    -------
    on_change : callable
        A widget that is emptied goes back to the default.
    """
    key = f"w_{param.name}"
    value = read_list(param)
    if st.session_state.get(key) != value:
        st.session_state[key] = value

    def changed() -> None:
        write(param, ",".join(st.session_state.get(key) or split(param.default)))

    return key, changed


def carry() -> None:
    """Keep what was chosen for all pages when the reader goes to another, whose link does not name it."""
    for param in READER_PARAMS:
        key = f"carried_{param.name}"
        if param.name not in st.query_params and st.session_state.get(key) and st.session_state.get("page_changed"):
            write(param, st.session_state[key])
        st.session_state[key] = read(param)


def bound(param: Param, clears: Sequence[Param] = ()) -> tuple[str, Callable[[], None]]:
    """Tie a widget to a parameter: returns its key and its ``on_change``.

    The widget's state follows the URL (a link, the back button) and the URL follows the widget.

    Parameters
    ----------
    clears : sequence of Param
        Parameters that a change puts back to their defaults.

    Returns
    -------
    key : str
        For the widget's ``key``; its state holds the value of the URL.
    """
    key = f"w_{param.name}"
    value = read(param)
    if st.session_state.get(key) != value:
        st.session_state[key] = value

    def changed() -> None:
        chosen = str(st.session_state.get(key) or param.default)
        # A box whose options were renamed while it stood, as by their counts, comes back with what it was called: no choice.
        if chosen == param.default or chosen in param.allowed:
            write_all({other: other.default for other in clears} | {param: chosen})

    return key, changed
