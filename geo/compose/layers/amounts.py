"""Flow layer of amounts: lines as wide as what is reported of them, thin and dashed where nothing is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import floor, hypot, log10
from typing import Final

import pandas as pd

from geo.compose.layers.flowlines import flow_lines
from geo.scene import FlowLine, Label, LegendItem
from text.catalogue import Catalogue

#: Pixels, before growing with the map: the largest amount, the least that can be seen, and a line without an amount.
WIDEST: Final = 12.0
FINEST: Final = 1.2
_UNKNOWN: Final = 1.0
#: Pixels of line and gap.
_DASH: Final = (4, 4)
#: How far from its line an amount is written; it comes before the names of regions (``labels.py``).
_BESIDE_KM: Final = 75.0
_AMOUNT_RANK: Final = 1
#: Amounts that the legend shows.
_REFERENCES: Final = 3


def amount_lines(curves: pd.DataFrame, amounts: Mapping[str, float]) -> tuple[FlowLine, ...]:
    """Draw flows as wide as their amounts: in proportion, the largest :data:`WIDEST`, none below :data:`FINEST`.

    Parameters
    ----------
    curves : DataFrame
        As :func:`geo.flows.flow_curves` gives them.
    amounts : mapping of str to float
        Id of a flow to its amount; flows without one are thin and dashed.

    Returns
    -------
    tuple of FlowLine
        Those without an amount lie lowest, then the widest.
    """
    most = max(amounts.values(), default=0.0)

    def drawn(flow: FlowLine) -> FlowLine:
        if flow.flow_id not in amounts:
            return replace(flow, width=_UNKNOWN, dash=_DASH)
        return replace(flow, width=amount_width(amounts[flow.flow_id], most), measured=True)

    flows = flow_lines(curves)
    return tuple(map(drawn, sorted(flows, key=lambda flow: -amounts.get(flow.flow_id, float("inf")))))


def amount_labels(curves: pd.DataFrame, texts: Mapping[str, str], shorts: Mapping[str, str]) -> tuple[Label, ...]:
    """Write amounts beside the middle of their lines, on the outer side of the bow, before any name.

    Parameters
    ----------
    curves : DataFrame
        As in :func:`amount_lines`.
    texts : mapping of str to str
        Id of a flow to its amount as it was reported, with the pair.
    shorts : mapping of str to str
        The same without the pair, for where there is no room.

    Returns
    -------
    tuple of Label
        One a flow of ``curves`` that has a text, under the flow's id; places in kilometres.
    """
    labels = []
    for flow in flow_lines(curves):
        if flow.flow_id in texts:
            x0, y0, cx, cy, x1, y1 = flow.points[:6]
            out = cx - (x0 + x1) / 2, cy - (y0 + y1) / 2
            far = hypot(*out)
            aside = (out[0] / far, out[1] / far) if far else (0.0, 1.0)
            at = tuple(
                (a + 2 * c + b) / 4 + _BESIDE_KM * d for a, c, b, d in ((x0, cx, x1, aside[0]), (y0, cy, y1, aside[1]))
            )
            short = shorts[flow.flow_id]
            labels.append(Label(flow.flow_id, _AMOUNT_RANK, "province", short, name=texts[flow.flow_id], at=at))
    return tuple(labels)


def amount_width(amount: float, most: float) -> float:
    """Return the width of a line, in pixels before growing with the map.

    Parameters
    ----------
    most : float
        The largest amount on the map.
    """
    return round(max(FINEST, WIDEST * amount / most), 2) if most else FINEST


def references(most: float) -> list[float]:
    """Return the amounts that a legend shows: the three largest of 1, 2, 5, 10, … that are not above the largest one.

    Examples
    --------
    >>> references(1_533_000_000.0), references(0.0)
    ([1000000000.0, 500000000.0, 200000000.0], [])
    """
    if most <= 0:
        return []
    power = floor(log10(most))
    steps = [step * 10.0**p for p in (power, power - 1) for step in (5, 2, 1)]
    return [step for step in steps if step <= most][:_REFERENCES]


def amount_legend(
    amounts: Mapping[str, float], drawn: int, say: Callable[[float], str], t: Catalogue
) -> tuple[LegendItem, ...]:
    """Explain the widths: some amounts, and what a dashed line says.

    Parameters
    ----------
    amounts : mapping of str to float
        As in :func:`amount_lines`.
    drawn : int
        All flows of the map.
    say : callable
        Prints an amount with its unit.
    """
    most = max(amounts.values(), default=0.0)
    items = [LegendItem("width", say(one), width=amount_width(one, most)) for one in references(most)]
    if drawn > len(amounts):
        dash = " ".join(map(str, _DASH))
        items.append(LegendItem("flow", t("legend.no_amount", n=drawn - len(amounts)), dash=dash))
    return tuple(items)
