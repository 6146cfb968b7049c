"""Where in a quote its figure stands, so that a reader's eye finds it."""

from __future__ import annotations

from decimal import Decimal

from data.evidence.numerals import find_numerals

Span = tuple[int, int]


def figures_in(quote: str, value: float, unit: str) -> tuple[Span, ...]:
    """Return where a quote says a value.

    Parameters
    ----------
    quote : str
        The source's own words.
    value : float
        As recorded: counts in units, a percentage as the number before the % sign. NaN gives none.
    unit : str
        ``"%"`` looks among percentages only, anything else among counts only.

    Returns
    -------
    tuple of (start, end)
        Positions in ``quote``, end exclusive, since the same characters may stand in another number too (5% in 15%);
        empty where the quote says the number in no way known here.

    Examples
    --------
    >>> figures_in("由15%降到5%", 5, "%")
    ((6, 8),)
    """
    if value != value:  # NaN
        return ()
    target, kind = Decimal(repr(float(value))), "percent" if unit == "%" else "count"
    return tuple((n.start, n.end) for n in find_numerals(quote) if n.value == target and (n.kind == kind or not target))
