"""Key points: a panel a place, all on one even scale; what leads is large, every other reported value small and unjoined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from charts import spec
from charts.base import SMALL_PX, ChartOptions, Heading, heading, legend_height_px
from charts.key_points.panel import BESIDE_PX, HEAD_PX, Place, figure_px, panel_of
from charts.spec import ChartSpec, Margin, Sign, Stroke, message
from charts.spec.multiples import Multiples, Spacing, arrange, width_px
from charts.spec.plane import Plane
from charts.spec.scale import Scale, fit
from charts.trend.events import Event, to_events
from charts.trend.series import FALLING, RISING, Mark, end_points, to_marks, to_series
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import width_em
from text.numbers import format_value
from text.quantity import unit_word

_SPACING: Final = Spacing(HEAD_PX, 26.0, BESIDE_PX, narrowest_px=172.0, lowest_px=56.0)
_YEARS: Final = 5
#: So many years before the first value that leads are drawn; more where no place leads with two: one alone shows no course.
_BEFORE_YEARS, _BEFORE_ONE_YEARS = 5, 10
#: Spacing that a large figure takes above its point, by its type.
_ABOVE: Final = 1.5
_UNSTATED: Final = "unstated"


@dataclass(frozen=True)
class KeyOptions(ChartOptions):
    """How key points are drawn.

    Parameters
    ----------
    indicator : str
        Name of the indicator in the reader's language, plain text; the chart's title, empty for none.
    unit : str
        Unit of the indicator.
    lead : str
        What the values that lead are, for the legend.
    notes : tuple of str
        Lines of the subtitle, plain text.
    """

    indicator: str = ""
    unit: str = "%"
    lead: str = ""
    notes: tuple[str, ...] = ()


def key_points_spec(
    points: pd.DataFrame,
    leads: Mapping[str, Sequence[str]],
    look: Palette,
    t: Catalogue,
    options: KeyOptions,
    events: Mapping[str, pd.DataFrame] | None = None,
) -> ChartSpec:
    """Draw what leads of each place, and the rest of what is reported of it.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`charts.trend.series.COLUMNS`, one row a reported value of one indicator.
    leads : mapping of str to sequence of str
        Region id to the observations that lead: the two ends of one reported period, or one value. Panels keep its
        order; a region of which nothing has a date has a panel that says so.
    events : mapping of str to pandas.DataFrame, or None
        Region id to its events, columns :data:`charts.trend.events.COLUMNS`: strokes on the foot of its panel.

    Returns
    -------
    ChartSpec
        Panels of one value axis, which begins at zero, and one time axis; kinds of series are ``lead``, ``end_points``,
        ``others``, ``latest``, ``head``, ``event`` and ``target``. ``told`` lists observations without a date
        (``left_out``) and those so long before all that leads that they would squeeze the time axis (``earlier``).
        Without any dated value the chart says so and has no panels.

    Raises
    ------
    ValueError
        If heading and legend leave no room for the plot.
    """
    marks = [mark for mark in to_marks(points) if mark.region_id in leads]
    dated = [mark for mark in marks if mark.drawable]
    if not dated:
        return message(t("chart.empty") if points.empty else t("chart.nothing_dated", count=len(points)), look, options)
    led = {i for ids in leads.values() for i in ids}
    before = _BEFORE_YEARS if any(len(ids) > 1 for ids in leads.values()) else _BEFORE_ONE_YEARS
    first = min((mark.on.year for mark in dated if mark.observation_id in led), default=0) - before
    drawn = [mark for mark in dated if mark.on.year >= first]
    flags = {region: to_events(rows, t) for region, rows in (events or {}).items()}
    places = [_place(region, ids, drawn, points, flags.get(region, ())) for region, ids in leads.items()]
    scale = fit([mark.value for mark in drawn], "linear", options.unit)
    head = heading(options.indicator, options.notes, options)
    entries = _legend(places, look, t, options)
    grid, plane = _grid(places, drawn, scale, head, [entry.name for entry in entries], t, options)
    panels = tuple(
        panel_of(place, n + 1, plane, grid.spans(n), n % grid.columns == 0, look, t, options.unit)
        for n, place in enumerate(places)
    )
    return ChartSpec(
        options,
        look,
        options.height_px,
        grid.margin,
        head.text,
        notes=head.all_notes,
        panels=panels,
        legend=entries,
        unit=unit_word(options.unit, t),
        meta={
            "left_out": [mark.observation_id for mark in marks if not mark.drawable],
            "earlier": [mark.observation_id for mark in dated if mark not in drawn],
        },
    )


def _grid(
    places: Sequence[Place],
    drawn: Sequence[Mark],
    scale: Scale,
    head: Heading,
    names: Sequence[str],
    t: Catalogue,
    options: KeyOptions,
) -> tuple[Multiples, Plane]:
    px = options.px
    left = px(max(width_em(format_value(tick, options.unit, "=", t.lang)) for tick in scale.ticks) * SMALL_PX + 12)
    right, top = px(BESIDE_PX), head.height_px if options.indicator or options.notes else px(2)
    wide = width_px(options, left, right)
    bottom = legend_height_px(names, options, wide)
    grid = arrange(len(places), options, Margin(left, right, top, bottom), _SPACING)
    years = [mark.on.year for mark in drawn]
    # The last fifth year is named too, and figures find room beside the last points.
    first, last = min(years), -(-max(years) // _YEARS) * _YEARS
    plane = Plane(grid.panel, 0.0, 0.0, 0.0, 0.0, first, max(last, first + 1), scale, 0.0, 0.0)
    # The large figure of the highest point stands above it.
    above = min(0.5, (figure_px(plane) * _ABOVE) / plane.height_px)
    led = max((mark.value for place in places for mark in place.leads), default=0.0)
    return grid, replace(plane, scale=replace(scale, high=max(scale.high, led / (1 - above))))


def _place(region: str, ids: Sequence[str], drawn: Sequence[Mark], points: pd.DataFrame, events: Sequence[Event]) -> Place:
    own = sorted((mark for mark in drawn if mark.region_id == region), key=lambda mark: mark.on)
    leads = tuple(mark for mark in own if mark.observation_id in ids)
    names = points.loc[points["region_id"] == region, "short"]
    name = own[0].short if own else str(names.iloc[0]) if len(names) else region
    pairs = [pair for series in to_series(leads) for pair in end_points(series)]
    return Place(region, name, leads, tuple(m for m in own if m not in leads), tuple(pairs), tuple(events))


def _legend(places: Sequence[Place], look: Palette, t: Catalogue, options: KeyOptions) -> tuple[spec.Series, ...]:
    px, earlier = options.px, [mark for place in places for mark in place.earlier]
    grey = Stroke(look.quiet, px(1.4))

    def hollow(shape: str) -> Sign:
        return Sign(shape, px(8), look.ground, grey)

    def any_of(stated: bool) -> bool:
        return any((m.basis_id != _UNSTATED) == stated and m.bound not in RISING + FALLING for m in earlier)

    symbols = [
        ("lead", options.lead or t("chart.key.lead"), Sign("circle", px(10), look.accent), None, True),
        (
            "end_points",
            t("chart.legend.end_points"),
            None,
            Stroke(look.accent, px(1.4), "dash"),
            any(place.pairs for place in places),
        ),
        ("others", t("chart.key.others"), hollow("circle"), None, any_of(False)),
        ("stated", t("chart.key.stated"), hollow("diamond"), None, any_of(True)),
        ("bounds", t("chart.legend.at_least"), hollow("triangle-up"), None, any(m.bound in RISING for m in earlier)),
        ("bounds:down", t("chart.legend.at_most"), hollow("triangle-down"), None, any(m.bound in FALLING for m in earlier)),
        ("event", t("chart.legend.event"), Sign("line-ns", px(9), look.quiet, grey), None, any(p.events for p in places)),
    ]
    return tuple(
        spec.Series("legend", (), name, kind, sign=sign, stroke=stroke, in_legend=True)
        for kind, name, sign, stroke, is_there in symbols
        if is_there
    )
