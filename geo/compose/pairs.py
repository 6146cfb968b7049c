"""Scenes of the pages on pairings and places: two arrangements compared, a rule's coverage, a place, a pair."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from geo.compose.layers.amounts import amount_labels, amount_legend, amount_lines
from geo.compose.layers.changes import change_legend, changed_lines
from geo.compose.layers.coverage import coverage_fill, coverage_legend
from geo.compose.layers.flowlines import are_context, flow_legend, flow_lines
from geo.compose.layers.labels import PARTNER_RANK, county_labels, named_first, place_labels, role_labels, stepped_back
from geo.compose.layers.own import own_legend
from geo.compose.layers.roles import role_fill, role_legend
from geo.compose.scenes import Gazetteer, Setting
from geo.scene import FIRST_QUIET, Label, Legend, Scene


def comparison_scene(
    pairs: pd.DataFrame,
    curves: pd.DataFrame,
    places: Gazetteer,
    setting: Setting,
    possible: Sequence[str] = ("kept", "added", "ended"),
) -> Scene:
    """Compose the map of two arrangements: which pairs were kept, added, ended.

    Parameters
    ----------
    pairs : DataFrame
        Columns ``pairing_id, helper_id, recipient_id, change``.
    curves : DataFrame
        As :func:`geo.flows.flow_curves` gives them.
    possible : sequence of str
        Changes that the two lists can tell (:func:`data.pairings.comparison.possible_changes`): the legend counts them.
    """
    t, look = setting.t, setting.look
    fill = role_fill(pairs, places.levels, look, t)
    changes = dict(zip(pairs["pairing_id"], pairs["change"], strict=True))
    change_counts = pairs["change"].value_counts()
    counts = {change: int(change_counts.get(change, 0)) for change in possible}
    # Colours are of whoever stands in one of the lists, in the earlier alone too.
    legend = Legend(
        setting.title, change_legend(counts, look, t) + role_legend(fill, places.names, t), (t("legend.either_list"),)
    )
    flows = changed_lines(flow_lines(curves), changes, look)
    return setting.scene(fill, legend, flows, role_labels(fill, places.levels), places)


def coverage_scene(
    statuses: Mapping[str, str],
    curves: pd.DataFrame,
    places: Gazetteer,
    setting: Setting,
    notes: tuple[str, ...],
    shaped: Mapping[str, str] | None = None,
) -> Scene:
    """Compose the map of a rule: how each of its regions is covered.

    Parameters
    ----------
    statuses : mapping of str to str
        Region code to coverage (see :mod:`geo.compose.layers.coverage`).
    curves : DataFrame
        The pairings that cover them directly.
    shaped : mapping of str to str, optional
        Level of each region that has a shape; the others are counted in the legend.
    """
    fill = coverage_fill(statuses, setting.look, setting.t, shaped)
    legend = Legend(setting.title, coverage_legend(fill) + flow_legend(len(curves), setting.t), notes)
    # A line that begins or ends at no name would be read as that of the nearest one.
    helpers, recipients = (tuple(dict.fromkeys(str(i) for i in curves[end])) for end in ("helper_id", "recipient_id"))
    labels = named_first(place_labels(fill, places.levels, helpers=helpers), (*helpers, *recipients), PARTNER_RANK)
    return setting.scene(fill, legend, flow_lines(curves, 1.0), labels, places)


def place_scene(
    pairings: pd.DataFrame,
    curves: pd.DataFrame,
    places: Gazetteer,
    setting: Setting,
    notes: tuple[str, ...] = (),
    helpers: Mapping[str, str] | None = None,
    shorts: Mapping[str, str] | None = None,
) -> Scene:
    """Compose the map of one place or one pair: its pairings, its frame, the names around it.

    Parameters
    ----------
    pairings : DataFrame
        Columns ``pairing_id, helper_id, recipient_id``; empty draws the place alone.
    curves : DataFrame
        From :func:`geo.flows.flow_curves`, in km.
    setting : Setting
        With the viewport, the framed regions and the province whose counties are drawn.
    notes : tuple of str
        What the legend says of the place, such as what is framed for it where it has no outline.
    helpers : mapping of str to str, optional
        Id of a recipient to the line under its name: who helps it.
    shorts : mapping of str to str, optional
        Id of a county to its short name: those that are filled are named before what lies around them.
    """
    t = setting.t
    fill = role_fill(pairings, places.levels, setting.look, t, places.hierarchy, setting.counties_of)
    # What its owner drew is framed by its own outline, and filled with nothing: it has no role of its own here.
    own = [area for i in setting.framed if (area := places.area(i)) is not None and area.rings]
    fill = replace(fill, areas=(*fill.areas, *own))
    items = role_legend(fill, places.names, t) + flow_legend(len(curves), t)
    all_notes = (*notes, *((t("legend.flow_note"),) if len(curves) else ()))
    # A title over nothing would look like a button that does nothing.
    outlines = own_legend((area.rings for area in own), setting.look, t)
    legend = Legend(setting.title if items or all_notes else "", items + outlines, all_notes)
    labels = place_labels(fill, places.levels, setting.framed, under=helpers)
    counties = county_labels(fill, shorts or {}, places.labels, helpers or {})
    named = tuple(Label(a.area_id, 5, "province", "", places.names[a.area_id], places.labels[a.area_id]) for a in own)
    flows = flow_lines(curves, context=are_context(len(curves)))
    return setting.scene(fill, legend, flows, (*named, *counties, *labels), places)


def amount_scene(
    pairs: pd.DataFrame,
    curves: pd.DataFrame,
    amounts: Mapping[str, float],
    texts: Mapping[str, str],
    shorts: Mapping[str, str],
    places: Gazetteer,
    setting: Setting,
    say: Callable[[float], str],
    sums: int = 0,
) -> Scene:
    """Compose the map of what is reported of pairs in one measure and year: lines as wide as their amounts.

    Parameters
    ----------
    pairs : DataFrame
        Columns ``flow_id, helper_id, recipient_id``: all that are drawn.
    curves : DataFrame
        As :func:`geo.flows.flow_curves` gives them.
    amounts, texts, shorts : mapping of str to float, of str to str
        Id of a flow to its amount, and to how that was reported, with its pair and without; the others have none.
    setting : Setting
        Its title names measure and year.
    say : callable
        Prints an amount with its unit.
    sums : int
        How many figures are sums over several pairs, which have no line.
    """
    t = setting.t
    fill = role_fill(pairs, places.levels, setting.look, t, places.hierarchy)
    items = amount_legend(amounts, len(curves), say, t) + role_legend(fill, places.names, t)
    sums_note = (t("legend.sums_not_drawn", n=sums),) if sums else ()
    notes = (t("legend.width_note"), *sums_note) if amounts else ()
    names = role_labels(fill, places.levels)
    if amounts:
        # Between whom an amount went is what this map says: other names would stand in its way, those of cities most.
        measured = pairs[pairs["flow_id"].isin(amounts.keys())]
        names = stepped_back(names, {*measured["helper_id"], *measured["recipient_id"]})
        names = tuple(label for label in names if label.rank <= FIRST_QUIET)
    labels = (*amount_labels(curves, texts, shorts), *names)
    legend = Legend(setting.title, items, notes)
    return setting.scene(fill, legend, amount_lines(curves, amounts), labels, places)
