"""Role fill: which regions help and which are helped, provinces light, cities and prefectures strong."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from geo.scene import Fill, FillClass, LegendItem
from look.palette import Palette
from text.catalogue import Catalogue

_HELPER_PROVINCE, _HELPER_CITY, _RECIPIENT_PROVINCE, _RECIPIENT_PREFECTURE, _BOTH_PROVINCE, _BOTH_PREFECTURE = range(6)


def role_fill(pairings: pd.DataFrame, levels: Mapping[str, str], look: Palette, t: Catalogue) -> Fill:
    """Fill regions by the role they have in the pairings given.

    Parameters
    ----------
    pairings : DataFrame
        Columns ``helper_id``, ``recipient_id``; empty gives a fill without regions.
    levels : mapping of str to str
        Region id to ``province`` or ``prefecture``; other levels have no shape of their own and are left out.

    Returns
    -------
    Fill
        A region that helps and is helped gets a class of its own.
    """
    helpers, recipients = set(pairings["helper_id"]), set(pairings["recipient_id"])
    provinces, prefectures = {}, {}
    for region_id in sorted(helpers | recipients):
        level = levels.get(region_id, "")
        province = level == "province"
        if region_id in helpers and region_id in recipients:
            index = _BOTH_PROVINCE if province else _BOTH_PREFECTURE
        elif region_id in helpers:
            index = _HELPER_PROVINCE if province else _HELPER_CITY
        else:
            index = _RECIPIENT_PROVINCE if province else _RECIPIENT_PREFECTURE
        if province:
            provinces[region_id] = index
        elif level == "prefecture":
            prefectures[region_id] = index
    return Fill(_classes(look, t), provinces, prefectures)


def role_legend(fill: Fill) -> tuple[LegendItem, ...]:
    """List the classes that occur, in the order of roles.

    Parameters
    ----------
    fill : Fill
        As :func:`role_fill` makes it.
    """
    used = set(fill.provinces.values()) | set(fill.prefectures.values())
    return tuple(
        LegendItem("hatch" if c.hatch else "fill", c.text, c.color, c.hatch)
        for index, c in enumerate(fill.classes)
        if index in used
    )


def _classes(look: Palette, t: Catalogue) -> tuple[FillClass, ...]:
    return (
        FillClass(look.helper, t("legend.helper_province")),
        FillClass(look.helper_strong, t("legend.helper_city")),
        FillClass(look.recipient, t("legend.recipient_province")),
        FillClass(look.recipient_strong, t("legend.recipient_prefecture")),
        FillClass(look.helper, t("legend.both_province"), look.recipient_strong),
        FillClass(look.helper_strong, t("legend.both_prefecture"), look.recipient_strong),
    )
