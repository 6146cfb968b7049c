"""Where to go on from a place: what it belongs to, what lies in it, its neighbours, the places before and after it."""

from __future__ import annotations

from data.load import Facts
from data.places.areas import belongs_to, parts_of
from views.book import Book
from views.loaders import Shapes, bordering
from views.parts.markup import Markup, element, join


def around(facts: Facts, shapes: Shapes, region_id: str, book: Book) -> Markup:
    """Link the areas a region belongs to, what lies in it, its neighbours, and the ones before and after it."""
    t, row = book.t, book.regions[region_id]
    members = facts.area_members
    inside = list(members[members["area_id"] == region_id]["region_id"])
    below = parts_of(region_id, facts.regions)
    beside = parts_of(row["parent_id"], facts.regions)
    at = beside.index(region_id) if region_id in beside else len(beside)
    around = [i for i in bordering(shapes, region_id, row["level"]) if i in book.regions]
    return join(
        _links(t("region.belongs"), belongs_to(region_id, facts.regions, facts.area_members), book),
        _links(t("region.members"), inside, book),
        _links(t("region.parts"), below, book),
        _links(t("region.neighbours"), around, book),
        _links(t("region.before_after"), beside[max(0, at - 1) : at] + beside[at + 1 : at + 2], book),
    )


def _links(title: str, region_ids: list[str], book: Book) -> Markup:
    if not region_ids:
        return Markup("")
    links = [element("a", book.region(i), href=book.href("region", region=i), target="_self") for i in region_ids]
    return join(element("h4", title), element("p", *links, cls="panel-links"))
