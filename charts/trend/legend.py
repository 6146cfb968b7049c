"""The legend of a trend: what its markers and lines mean, and only of what is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from charts import spec
from charts.base import ChartOptions, legend_order
from charts.spec import Sign, Stroke
from charts.spec.plane import Plane
from charts.trend.events import Event
from charts.trend.marks import DASHES, basis_symbols, has_span, sign
from charts.trend.series import FALLING, RISING, Mark, Series, joins
from look.palette import Palette
from text.catalogue import Catalogue


@dataclass(frozen=True)
class Explained:
    """What a legend explains: the series, events and bands that are drawn, and series that no label names."""

    series: Sequence[Series]
    events: Sequence[Event]
    bands: Sequence[Mark]
    nameless: Sequence[Series] = ()


def legend_names(
    series: Sequence[Series],
    events: Sequence[Event],
    bands: Sequence[Mark],
    t: Catalogue,
    options: ChartOptions,
    nameless: Sequence[Series] = (),
) -> list[str]:
    """Return the texts of the legend, in order: only of what is drawn.

    Parameters
    ----------
    bands : sequence of Mark
        What is drawn as a band.
    nameless : sequence of Series
        One series of each region that no label names.

    Returns
    -------
    list of str
        Plain text.
    """
    return [name for name, _ in _legend(Explained(series, events, bands, nameless), t, options)]


def _legend(explained: Explained, t: Catalogue, options: ChartOptions) -> list[tuple[str, str]]:
    """Text and what it stands for, as ``kind`` or ``kind:id``."""
    series, events, bands = explained.series, explained.events, explained.bands
    named = [(line.marks[-1].short, f"region:{line.region_id}") for line in explained.nameless]
    names = {line.basis_id: line.basis for line in series}
    entries = [(name, f"basis:{basis}") for basis, name in names.items()]
    of_bands = {mark.basis_id: mark.basis for mark in bands}
    entries += [(t("chart.legend.band", basis=name), f"band:{basis}") for basis, name in of_bands.items()]
    marks = [mark for line in series for mark in line.marks]
    bounds = {mark.bound for mark in (*marks, *bands) if mark.bound in RISING + FALLING and isnan(mark.value_high)}
    kinds = {join.kind for line in series for join in joins(line)}
    texts = {
        "end_points": ("end_points" in kinds, t("chart.legend.end_points")),
        "same_source": ("same_source" in kinds, t("chart.legend.same_source")),
        "spans": (any(map(has_span, marks)), t("chart.legend.spans")),
        "bounds": (bool(bounds & {*RISING}), t("chart.legend.at_least")),
        "bounds:down": (bool(bounds & {*FALLING}), t("chart.legend.at_most")),
        "target_value": (any(m.status == "target" for m in marks), t("chart.legend.target_value")),
        "event": (any(not event.target for event in events), t("chart.legend.event")),
        "target": (any(event.target for event in events), t("chart.legend.target")),
    }
    whole = named + entries + [(text, kind) for kind, (present, text) in texts.items() if present]
    return [whole[n] for n in legend_order([text for text, _ in whole], options)]


def legend_entries(
    explained: Explained, plane: Plane, look: Palette, t: Catalogue, colors: Mapping[str, str]
) -> tuple[spec.Series, ...]:
    """Return the entries of the legend, in a neutral colour but for those that name a region.

    Parameters
    ----------
    colors : mapping of str to str
        By region id.
    """
    symbols, entries = basis_symbols(explained.series), []
    for name, kind in _legend(explained, t, plane.options):
        subject, _, of = kind.partition(":")
        if subject == "region":
            style: Stroke | Sign = Stroke(colors[of], plane.options.px(3))
        elif subject == "band" and all(isnan(mark.value_high) for mark in explained.bands if mark.basis_id == of):
            style = Sign("line-ew", plane.options.px(15), look.quiet, Stroke(look.quiet, plane.options.px(2)))
        elif subject == "bounds":
            style = Sign(f"triangle-{of or 'up'}", plane.options.px(10), look.quiet)
        else:
            style = _style(subject, symbols.get(of, ("circle", True)), plane, look)
        pale = 0.45 if subject == "spans" else None
        stroke, sign_ = (style, None) if isinstance(style, Stroke) else (None, style)
        entries.append(spec.Series("legend", (), name, kind, stroke=stroke, sign=sign_, opacity=pale, in_legend=True))
    return tuple(entries)


def _style(subject: str, symbol: tuple[str, bool], plane: Plane, look: Palette) -> Stroke | Sign:
    px, quiet = plane.options.px, look.quiet
    if subject in ("basis", "target_value"):
        return sign("target" if subject == "target_value" else "reported", symbol, quiet, plane, look)
    signs = {
        # A short thick stroke in the tint of the bars.
        "band": Sign("square", px(11), quiet, opacity=0.5),
        "event": Sign("circle", px(13), quiet),
        "target": Sign("square", px(13), look.accent),
    }
    if subject in signs:
        return signs[subject]
    if subject == "spans":
        return Stroke(quiet, px(5))
    return Stroke(quiet, px(1.6), {str(kind): style for kind, style in DASHES.items()}[subject])
