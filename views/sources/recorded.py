"""What is recorded of each region and year, so that a gap is seen before it surprises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import pandas as pd

from charts.grids.recorded import RecordedOptions, recorded_spec
from charts.spec import ChartSpec
from data.figures.comparability import BAND
from data.figures.recorded import EVERY, grid
from data.figures.reported import RATE
from data.load import Facts
from data.rows import records
from text.sentences import sentences
from views.book import Book
from views.declared import Address
from views.memo import memoized
from views.pairings.selection import ALL
from views.parts import panel
from views.parts.markup import join
from views.parts.periods import spell
from views.sources.checks import record_cards
from views.view import Plot, View

#: Rows of the grid on a screen that nobody scrolls.
_STILL: Final = 12


@dataclass(frozen=True)
class RecordedView(View):
    """The grid.

    Attributes
    ----------
    cells : mapping of str to str
        Region and year of each cell with a record, as an address names it, to the ids of its records, joined.
    """

    cells: Mapping[str, str] = field(default_factory=dict)


def recorded_view(at: Address, facts: Facts, book: Book) -> RecordedView:
    """Return what is recorded of an indicator."""
    of = (at["indicator"], at["basis"].replace(ALL, EVERY), at["level"].replace(ALL, EVERY))
    made = memoized("recorded page", lambda: _view(*of, facts, book), facts, book, *of)
    inside = record_cards(made.cells.get(at["cell"], "").split(";"), facts, book)
    return replace(made, panel=join(*inside), chosen=("cell", at["cell"])) if inside else made


def _in_bands(indicator: str, level: str, facts: Facts, book: Book) -> str:
    """Say how many regions have bands of the rate that a map fills: they are figures of another indicator."""
    if indicator != RATE:
        return ""
    bands = grid(facts, BAND, level=level)
    n = bands[bands["n"] > 0]["region_id"].nunique() if len(bands) else 0
    return book.t("recorded.in_bands", n=n, name=book.t.name(book.indicators[BAND])) if n else ""


def _view(indicator: str, basis: str, level: str, facts: Facts, book: Book) -> RecordedView:
    t = book.t
    found = grid(facts, indicator, basis, level) if indicator else pd.DataFrame()
    if found.empty:
        return RecordedView(t("sources.title_recorded"), t("recorded.none"))
    found = found.assign(name=[book.short(i) for i in found["region_id"]])
    years = found[found["n"] > 0].groupby("name", sort=False)["year"].agg(lambda some: ", ".join(one or "?" for one in some))
    table = pd.DataFrame({t("table.region"): years.index, t("recorded.years"): years.to_numpy()})
    name = t.name(book.bases[basis]) if basis else ""
    options = RecordedOptions(indicator=t.name(book.indicators[indicator]), basis=name)

    def plot(rows: pd.DataFrame, still: Plot | None = None) -> Plot:
        def draw(given: RecordedOptions) -> ChartSpec:
            return recorded_spec(rows, book.look, t, given)

        return Plot("recorded", draw, options, t("recorded.alt"), table, tuple(records(rows)), still)

    of_each = found.groupby("region_id", sort=False)["n"].sum().sort_values(ascending=False, kind="stable")
    # What has records comes first, in the order of the list.
    bare = found["region_id"].map(of_each) == 0
    found = pd.concat([found[~bare], found[bare]])
    most = found[found["region_id"].isin(of_each.index[:_STILL])]
    rows = facts.observations[facts.observations["indicator_id"] == indicator]
    some = records(rows[rows["region_id"].isin(found["region_id"])])
    n_recorded = int((of_each > 0).sum())
    return RecordedView(
        title=t("sources.title_recorded"),
        finding=t("recorded.counted", name=options.indicator, n=n_recorded, of=len(of_each), records=int(of_each.sum())),
        qualifier=sentences((t("slide.recorded_says"), _in_bands(indicator, level, facts, book)), t),
        description=t("recorded.alt"),
        charts=(plot(found, plot(most) if len(of_each) > _STILL else None),),
        panel=panel.hint(t("panel.click_cell")),
        table=table,
        observations=tuple(some),
        period=spell(some, t),
        basis=name,
        cells={f"{row['region_id']}~{row['year']}": str(row["record_ids"]) for row in records(found) if row["n"]},
    )
