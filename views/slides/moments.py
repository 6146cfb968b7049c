"""The moments of a view that steps through the years, or through its flows: what a film of it shows."""

from __future__ import annotations

from data.schema.place_model import BATCHES
from text.catalogue import DEFAULT_LANGUAGE
from views import loaders
from views.addresses import split_view, view_of
from views.declared import from_values
from views.overview.by_year import split
from views.overview.two_years import reported_years
from views.reader import Reader
from views.trends.counties import listed
from views.unverified import facts_of


def moments(view: str) -> tuple[str, ...]:
    """Return the moments of a view, in their order.

    Parameters
    ----------
    view : str
        Address below the atlas.

    Returns
    -------
    tuple of str
        Views: of a batch or a year each; of a map whose flows come helper by helper the view alone. Empty where nothing
        moves.
    """
    page, values = split_view(view)
    facts = facts_of(values)
    at = from_values(page, facts, loaders.book(facts, Reader(DEFAULT_LANGUAGE, "light")), values)
    if page == "pairings" and at["build"]:
        return (view,)
    years: list[str] = []
    if page == "trends" and (at["show"], at["as"]) == ("delisted", "map") and listed(facts):
        years, suffix = list(BATCHES), ""
    elif page == "overview" and at["fill"] == "rate" and not at["compare"]:
        years, suffix = reported_years(facts, at["series"]), f"~{split(at['when'])[1]}"
    if len(years) < 2:
        return ()
    return tuple(view_of(page, values | {"when": f"{year}{suffix}"}) for year in years)


def without_moment(view: str) -> str:
    """Return a view without the moment that its address names: a film of it has them all."""
    page, values = split_view(view)
    return view_of(page, {name: value for name, value in values.items() if name != "when"})
