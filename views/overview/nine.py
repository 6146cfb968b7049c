"""The nation's pairs as small maps, one for each province that helps: whom it helps, and whom its cities do."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from data.load import Facts
from geo.compose.layers.flowlines import flow_legend
from geo.compose.layers.roles import role_fill, role_legend
from geo.compose.scenes import Setting, role_scene
from geo.scene import Legend, Panel
from views.book import Book
from views.loaders import Shapes, gazetteer
from views.memo import memoized
from views.overview.helpers import Helper, helpers
from views.overview.national import credit, curves_of, landing


def nine(facts: Facts, shapes: Shapes, book: Book) -> tuple[Panel, ...]:
    """Compute a small map for each province that helps, north to south: in the list of the overview they are nine.

    Returns
    -------
    tuple of Panel
        All with the legend of the whole; a title counts its pairs, a line below names whom it helps.
    """
    return memoized("nine", lambda: _nine(facts, shapes, book), facts, shapes, book)


def nine_finding(pairings: pd.DataFrame, facts: Facts, shapes: Shapes, book: Book) -> str:
    """Say how many pairs there are, and which province has most with its cities and which fewest; empty without any."""
    t, listed = book.t, helpers(pairings, facts, shapes, book)
    counts = {helper.name: len(of_helper(pairings, helper.region_id, facts)) for helper in listed}
    if not counts:
        return ""
    high, low = max(counts.values()), min(counts.values())
    most, fewest = (t("describe.comma").join(name for name in counts if counts[name] == n) for n in (high, low))
    if high == low:
        return t("nine.alike", n=len(pairings), each=high)
    return t("nine.finding", n=len(pairings), most=most, high=high, fewest=fewest, low=low)


def _nine(facts: Facts, shapes: Shapes, book: Book) -> tuple[Panel, ...]:
    t, pairings, places = book.t, landing(facts), gazetteer(facts, shapes, book.t.lang)
    whole = role_fill(pairings, places.levels, book.look, t, places.hierarchy)
    legend = Legend(
        t("legend.roles"), role_legend(whole, places.names, t) + flow_legend(len(pairings), t), (t("nine.note"),)
    )

    def panel(helper: Helper) -> Panel:
        rows = of_helper(pairings, helper.region_id, facts)
        title = t("nine.panel" if len(rows) > 1 else "nine.panel_one", name=helper.name, n=len(rows))
        setting = Setting(book.look, t, credit(shapes, t), t("slide.of", region=title, what=helper.text))
        scene = role_scene(rows, curves_of(rows, facts, shapes), places, setting)
        recipients = set(rows["recipient_id"])
        # The title names the helper: on so small a map its name would cover where its lines begin.
        named = tuple(label for label in scene.labels if label.region_id in recipients)
        # The line under the title says which city helps whom, and names all.
        text = scene.text | {"unnamed": ""}
        scene = replace(scene, legend=legend, labels=named, text=text)
        return Panel(title, scene, text=helper.text, region_id=helper.region_id)

    return tuple(map(panel, helpers(pairings, facts, shapes, book)))


def of_helper(pairings: pd.DataFrame, province: str, facts: Facts) -> pd.DataFrame:
    """Return those of some ``pairings`` in which a province helps, or what lies in it."""
    within = {province, *facts.hierarchy.within(province)}
    return pairings[pairings["helper_id"].isin(within)]
