"""Coverage fill: which regions of a rule are covered directly, through their province or area, or not as recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from geo.scene import Fill, FillClass, LegendItem
from look.palette import Palette
from text.catalogue import Catalogue

STATUSES: Final = ("direct", "through_province", "through_area", "none")


def coverage_fill(statuses: Mapping[str, str], look: Palette, t: Catalogue, shaped: Mapping[str, str] | None = None) -> Fill:
    """Fill the regions a rule is about by how they are covered.

    Parameters
    ----------
    statuses : mapping of str to str
        Region code to a member of :data:`STATUSES`.
    shaped : mapping of str to str, optional
        Level of each region that has a shape; without it all are prefectures that have one. The legend counts the others
        too, and says how many they are.

    Returns
    -------
    Fill
        Regions the rule is not about stay land.
    """
    levels = dict.fromkeys(statuses, "prefecture") if shaped is None else shaped
    drawn = {i: status for i, status in sorted(statuses.items()) if levels.get(i) in ("province", "prefecture")}
    total, visible = Counter(statuses.values()), Counter(drawn.values())
    words = {
        "direct": t("legend.covered_direct", n=total["direct"]),
        "through_province": t("legend.covered_province", n=total["through_province"]),
        # Explained where it occurs.
        "through_area": t("legend.covered_area", n=total["through_area"]) if total["through_area"] else "",
        "none": t("legend.covered_none", n=total["none"]),
    }
    for status in STATUSES:
        if total[status] > visible[status]:
            words[status] = t("legend.undrawn", text=words[status], n=total[status] - visible[status])
    classes = (
        FillClass(look.recipient_strong, words["direct"]),
        FillClass(look.recipient, words["through_province"]),
        FillClass(look.helper, words["through_area"]),
        FillClass(look.land, words["none"], look.quiet),
    )
    index = {i: STATUSES.index(status) for i, status in drawn.items()}
    provinces = {i: n for i, n in index.items() if levels[i] == "province"}
    return Fill(classes, provinces, {i: n for i, n in index.items() if i not in provinces})


def coverage_legend(fill: Fill) -> tuple[LegendItem, ...]:
    """List the classes; 'through an area' only where it occurs.

    Parameters
    ----------
    fill : Fill
        As :func:`coverage_fill` makes it.
    """
    return tuple(
        LegendItem("hatch" if fill_class.hatch else "fill", fill_class.text, fill_class.color, fill_class.hatch)
        for fill_class in fill.classes
        if fill_class.text
    )
