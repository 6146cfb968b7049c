"""Role fill: which regions help and which are helped, provinces light, cities and prefectures strong, counties deep."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data.places.lineage import Hierarchy
from geo.scene import Fill, FillClass, LegendItem
from look.palette import Palette
from text.catalogue import Catalogue

#: Class of helpers, recipients, and regions with both roles.
_PROVINCE, _PREFECTURE, _COUNTY = (0, 2, 4), (1, 3, 5), (6, 7, 8)
#: Legends list helpers before recipients.
_ORDER = (0, 1, 6, 9, 2, 3, 7, 10, 4, 5, 8)
#: Class of prefectures of which some counties help, or are helped.
_PARTS = (9, 10)
#: So many of these a legend names.
_FEW = 2


def role_fill(
    pairings: pd.DataFrame,
    levels: Mapping[str, str],
    look: Palette,
    t: Catalogue,
    hierarchy: Hierarchy | None = None,
    counties_of: str = "",
) -> Fill:
    """Fill regions by the role they have in the pairings given.

    Parameters
    ----------
    pairings : DataFrame
        Columns ``helper_id``, ``recipient_id``; empty gives a fill without regions.
    levels : mapping of str to str
        Region id to level; what is no province, prefecture or county has no shape of its own and is left out.
    hierarchy : Hierarchy, optional
        Finds the prefecture of a county that the map does not draw: hatched, unless it has a role itself. Without it such
        counties are left out.
    counties_of : str
        Province whose counties the map draws: these are filled themselves.

    Returns
    -------
    Fill
        A region that helps and is helped gets a class of its own.
    """
    helpers, recipients = set(pairings["helper_id"]), set(pairings["recipient_id"])
    by_level: dict[str, dict[str, int]] = {"province": {}, "prefecture": {}, "county": {}}
    classes = {"province": _PROVINCE, "prefecture": _PREFECTURE, "county": _COUNTY}
    beyond: dict[str, int] = {}
    for region_id in sorted(helpers | recipients):
        level = levels.get(region_id, "")
        role = 2 if region_id in helpers & recipients else int(region_id in recipients)
        if level == "county" and region_id[:2] != counties_of[:2]:
            around = (i for i in hierarchy.ancestors(region_id) if levels.get(i) == "prefecture") if hierarchy else ()
            beyond |= {i: max(_PARTS[min(role, 1)], beyond.get(i, 0)) for i in around}
        elif level in by_level:
            by_level[level][region_id] = classes[level][role]
    prefectures = dict(sorted((beyond | by_level["prefecture"]).items()))
    return Fill(_classes(look, t), by_level["province"], prefectures, counties=by_level["county"])


def role_legend(fill: Fill, names: Mapping[str, str], t: Catalogue) -> tuple[LegendItem, ...]:
    """List the classes that occur, in the order of roles.

    Parameters
    ----------
    fill : Fill
        As :func:`role_fill` makes it.
    names : mapping of str to str
        By region id: of a hatch the prefectures are named where they are few, since on a map of the country none finds them.
    """
    used = {*fill.provinces.values(), *fill.prefectures.values(), *fill.counties.values()}

    def text(index: int) -> str:
        prefectures = [i for i, of in fill.prefectures.items() if of == index and i in names]
        if index not in _PARTS or not 0 < len(prefectures) <= _FEW:
            return fill.classes[index].text
        named = t("describe.comma").join(names[i] for i in prefectures)
        return t("legend.recipient_parts_of" if index == _PARTS[1] else "legend.helper_parts_of", names=named)

    return tuple(
        LegendItem("hatch" if c.hatch else "fill", text(index), c.color, c.hatch)
        for index, c in sorted(enumerate(fill.classes), key=lambda indexed: _ORDER.index(indexed[0]))
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
        FillClass(look.helper_deep, t("legend.helper_county")),
        FillClass(look.recipient_deep, t("legend.recipient_county")),
        FillClass(look.helper_deep, t("legend.both_county"), look.recipient_deep),
        FillClass(look.helper, t("legend.helper_parts"), look.helper_strong),
        FillClass(look.recipient, t("legend.recipient_parts"), look.recipient_strong),
    )
