"""Flow layer: curves with their ids; constant width, since a pairing is no amount."""

from __future__ import annotations

from typing import Final

import pandas as pd

from data.rows import records
from geo.scene import FlowLine, LegendItem
from text.catalogue import Catalogue

#: Columns of a curve, and their decimals: nobody sees where within a kilometre a control point stands.
_POINTS = {"x0": 1, "y0": 1, "cx": 0, "cy": 0, "x1": 1, "y1": 1}


#: So many lines the eye can follow: fewer between ends whose names say the same, of which it need not follow any.
_FOLLOWED: Final = 40
_FOLLOWED_NAMED: Final = 12


def are_context(count: int, are_named: bool = False) -> bool:
    """Whether so many lines stand behind the names until they are meant.

    Parameters
    ----------
    are_named : bool
        Whether the name of its helper stands at every recipient.
    """
    return count > (_FOLLOWED_NAMED if are_named else _FOLLOWED)


def flow_lines(curves: pd.DataFrame, width: float = 0.0, context: bool = False) -> tuple[FlowLine, ...]:
    """Turn curves into drawn flows.

    Parameters
    ----------
    curves : DataFrame
        As :func:`geo.flows.flow_curves` gives them; empty gives none. With ``enter``, as :func:`geo.entry.entries` gives
        it, lines end at the edge of their recipient.
    width : float
        Pixels, one for all of them; 0 for the usual width.
    context : bool
        Whether they stand behind the names until they are meant.
    """
    return tuple(
        FlowLine(
            row["flow_id"],
            row["helper_id"],
            row["recipient_id"],
            tuple(round(row[k], decimals) for k, decimals in _POINTS.items()),
            width=width,
            enter=round(row.get("enter", 1.0), 4),
            context=context,
        )
        for row in records(curves)
    )


def flow_legend(count: int, t: Catalogue) -> tuple[LegendItem, ...]:
    """Explain the lines: direction, and that width says nothing.

    Parameters
    ----------
    count : int
        Flows drawn; 0 gives no item.
    """
    return (LegendItem("flow", t("legend.flow")),) if count else ()
