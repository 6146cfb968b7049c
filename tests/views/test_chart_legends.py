"""The legend of every chart of the atlas has the room that its entries need, whatever the chart is drawn for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from charts.base import SMALL_PX
from charts.plotly.figure import plotly_figure
from charts.spec import ChartSpec
from text.lettering import width_em
from views import loaders
from views.by_page import VIEWS
from views.declared import from_values
from views.reader import Reader
from views.view import Plot

VIEWS_WITH_CHARTS: tuple[tuple[str, dict[str, str]], ...] = (
    ("trends", {}),
    ("trends", {"show": "rates"}),
    ("trends", {"show": "rates", "events": "1", "axis": "log"}),
    ("trends", {"show": "ranking"}),
    ("trends", {"show": "delisted", "as": "chart"}),
    ("pairings", {"show": "matrix"}),
    ("pairings", {"show": "sankey"}),
    ("cooperation", {}),
    ("cooperation", {"task": "money"}),
    ("sources", {"show": "recorded"}),
    ("region", {"region": "650000"}),
    ("region", {"region": "350900"}),
    ("region", {"pair": "350000-640000"}),
)
# Width, height and scale: phones, a laptop at 150 % and at 100 %, a projector, a slide.
ROOMS = ((340, 320, 1.0), (444, 408, 4 / 3), (560, 420, 1.0), (592, 384, 4 / 3), (900, 460, 1.0), (1300, 700, 1.5))
#: Of an entry: what plotly sets before its words, at scale 1.
SIGN_PX = 40.0


def specs_of(page: str, values: dict[str, str], lang: str) -> list[ChartSpec]:
    facts, shapes = loaders.facts(), loaders.shapes()
    book = loaders.book(facts, Reader(lang))
    view = VIEWS[page](from_values(page, facts, book, values), facts, shapes, book)
    # The page of a place or pair has charts of its own fields.
    plots = [
        plot
        for part in vars(view).values()
        for plot in (part if isinstance(part, tuple) else (part,))
        if isinstance(plot, Plot)
    ]
    assert plots
    specs = []
    for plot in plots:
        for width, height, scale in ROOMS:
            try:
                specs.append(plot.draw(replace(plot.options, width_px=width, height_px=height, scale=scale)))
            except ValueError as refused:
                assert "nothing is left for the plot" in str(refused)
    return specs


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("page", "values"), VIEWS_WITH_CHARTS, ids=lambda of: of if isinstance(of, str) else "&".join(of.values())
)
def test_every_entry_of_a_legend_has_room(page, values, lang):
    for spec in specs_of(page, values, lang):
        entries = spec.entries()
        if not entries:
            continue
        figure, px = plotly_figure(spec), spec.options.px
        in_column = Counter(trace.legend or "legend" for trace in figure.data if trace.showlegend)
        columns = {name for name in figure.layout.to_plotly_json() if name.startswith("legend")}
        assert set(in_column) == columns and sum(in_column.values()) == len(entries)
        rows = max(in_column.values())
        if figure.layout.legend.entrywidth is None:  # one row, which plotly breaks where it has no room
            needed = sum(px(width_em(entry.name) * SMALL_PX + SIGN_PX) for entry in entries)
            assert needed <= spec.options.width_px - spec.margin.left - spec.margin.right, spec.title
            rows = 1
        assert rows * px(SMALL_PX * 1.6) <= spec.margin.bottom, (spec.title, spec.options)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("page", "values"), VIEWS_WITH_CHARTS, ids=lambda of: of if isinstance(of, str) else "&".join(of.values())
)
def test_names_leave_a_chart_its_plot(page, values, lang):
    for spec in specs_of(page, values, lang):
        plot = spec.options.width_px - spec.margin.left - spec.margin.right
        assert spec.message or plot >= 0.25 * spec.options.width_px, (spec.title, spec.options, round(plot))
