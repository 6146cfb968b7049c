"""Coverage fill: which regions of a rule are covered directly, through their province or area, or not as recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from geo.scene import Fill, FillClass, LegendItem
from look.palette import Palette
from text.catalogue import Catalogue

STATUSES: Final = ("direct", "through_province", "through_area", "none")


def coverage_fill(statuses: Mapping[str, str], look: Palette, t: Catalogue) -> Fill:
    """Fill the prefectures a rule is about by how they are covered.

    Parameters
    ----------
    statuses : mapping of str to str
        Prefecture code to a member of :data:`STATUSES`.
    look : Palette
    t : Catalogue

    Returns
    -------
    Fill
        Regions the rule is not about stay land.
    """
    counts = {status: sum(1 for s in statuses.values() if s == status) for status in STATUSES}
    classes = (
        FillClass(look.recipient_strong, t("legend.covered_direct", n=counts["direct"])),
        FillClass(look.recipient, t("legend.covered_province", n=counts["through_province"])),
        FillClass(look.helper, t("legend.covered_area", n=counts["through_area"])),
        FillClass(look.land, t("legend.covered_none", n=counts["none"]), look.quiet),
    )
    return Fill(classes, prefectures={i: STATUSES.index(status) for i, status in sorted(statuses.items())})


def coverage_legend(fill: Fill) -> tuple[LegendItem, ...]:
    """List the classes; 'through an area' only where it occurs.

    Parameters
    ----------
    fill : Fill
        As :func:`coverage_fill` makes it.

    Returns
    -------
    tuple of LegendItem
    """
    used = set(fill.prefectures.values())
    return tuple(
        LegendItem("hatch" if c.hatch else "fill", c.text, c.color, c.hatch)
        for index, c in enumerate(fill.classes)
        if index in used or STATUSES[index] != "through_area"
    )
