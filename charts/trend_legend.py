"""The legend of a trend: what its markers and lines mean, and only of what is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts.base import legend_name
from charts.escaping import escape
from charts.events import Event
from charts.plane import Plane
from charts.series import FALLING, RISING, Mark, Series, joins
from charts.trend_traces import DASHES, basis_symbols, has_span, marker
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
    series: Sequence[Series], events: Sequence[Event], bands: Sequence[Mark], t: Catalogue, nameless: Sequence[Series] = ()
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
    return [name for name, _ in _legend(Explained(series, events, bands, nameless), t)]


def _legend(shown: Explained, t: Catalogue) -> list[tuple[str, str]]:
    """Text and what it stands for, as ``kind`` or ``kind:id``."""
    series, events, bands = shown.series, shown.events, shown.bands
    named = [(one.marks[-1].short, f"region:{one.region_id}") for one in shown.nameless]
    names = {one.basis_id: one.basis for one in series}
    entries = [(name, f"basis:{basis}") for basis, name in names.items()]
    of_bands = {mark.basis_id: mark.basis for mark in bands}
    entries += [(t("chart.legend.band", basis=name), f"band:{basis}") for basis, name in of_bands.items()]
    marks = [mark for one in series for mark in one.marks]
    kinds = {join.kind for one in series for join in joins(one)}
    said = {
        "end_points": ("end_points" in kinds, t("chart.legend.end_points")),
        "same_source": ("same_source" in kinds, t("chart.legend.same_source")),
        "sources_differ": ("sources_differ" in kinds, t("chart.legend.sources_differ")),
        "spans": (any(m.point == "at" and has_span(m) for m in marks), t("chart.legend.spans")),
        "bounds": (any(m.bound in RISING + FALLING for m in marks), t("chart.legend.bounds")),
        "target_value": (any(m.status == "target" for m in marks), t("chart.legend.target_value")),
        "event": (any(not event.target for event in events), t("chart.legend.event")),
        "target": (any(event.target for event in events), t("chart.legend.target")),
    }
    return named + entries + [(text, kind) for kind, (present, text) in said.items() if present]


def add_legend(
    figure: go.Figure, shown: Explained, plane: Plane, look: Palette, t: Catalogue, rows: int, colors: Mapping[str, str]
) -> None:
    """Add the entries of the legend: traces without points, in a neutral colour but for those that name a region.

    Parameters
    ----------
    rows : int
        How many entries stand in a column (:func:`charts.base.legend_columns`), filled one after the other.
    colors : mapping of str to str
        By region id.
    """
    symbols = basis_symbols(shown.series)
    for n, (name, kind) in enumerate(_legend(shown, t)):
        what, _, of = kind.partition(":")
        if what == "region":
            style: tuple[str, dict[str, Any]] = ("lines", {"line": {"color": colors[of], "width": plane.options.px(3)}})
        else:
            style = _legend_style(what, symbols.get(of, ("circle", True)), plane, look)
        figure.add_trace(
            go.Scatter(
                x=[None],
                y=[None],
                mode=style[0],
                name=escape(name),
                showlegend=True,
                hoverinfo="skip",
                legend=legend_name(n // max(1, rows)),
                meta={"kind": "legend", "of": kind},
                **style[1],
            )
        )


def _legend_style(what: str, symbol: tuple[str, bool], plane: Plane, look: Palette) -> tuple[str, dict[str, Any]]:
    px = plane.options.px
    if what == "basis":
        return "markers", {"marker": marker(["reported"], symbol, look.quiet, plane, look)}
    if what == "band":
        # A short thick stroke in the tint of the bars.
        return "markers", {"marker": {"symbol": "square", "size": px(11), "color": look.quiet, "opacity": 0.5}}
    if what == "target_value":
        return "markers", {"marker": marker(["target"], symbol, look.quiet, plane, look)}
    if what == "bounds":
        return "markers", {"marker": {"symbol": "triangle-up", "size": px(10), "color": look.quiet}}
    if what == "spans":
        return "lines", {"line": {"color": look.quiet, "width": px(5)}, "opacity": 0.45}
    if what in ("event", "target"):
        target = what == "target"
        color = look.accent if target else look.quiet
        return "markers", {"marker": {"symbol": "square" if target else "circle", "size": px(13), "color": color}}
    dash = {str(kind): style for kind, style in DASHES.items()}[what]
    return "lines", {"line": {"color": look.quiet, "width": px(1.6), "dash": dash}}
