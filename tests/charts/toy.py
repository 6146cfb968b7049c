"""Toy frames whose answers are known by hand."""

from __future__ import annotations

from collections.abc import Callable
from math import nan
from typing import ParamSpec

import pandas as pd
import plotly.graph_objects as go

from charts.plotly.figure import plotly_figure
from charts.spec import ChartSpec
from charts.trend.events import COLUMNS as EVENT_COLUMNS
from charts.trend.plot import TrendOptions, trend_spec
from charts.trend.series import COLUMNS, Mark, to_marks
from look.palette import palette
from text.catalogue import Catalogue

EN = Catalogue.load("en")
ZH = Catalogue.load("zh")
LOOK = palette("light")
LOG = TrendOptions(indicator="Poverty rate")
LINEAR = TrendOptions(indicator="Poverty rate", axis="linear")

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">click</a>',
    "${alert(1)} $\\alpha$",
    "`${document.cookie}`",
    "%{customdata} & <b>bold</b><br>next",
    "</script><script>alert(1)</script>",
]


_Given = ParamSpec("_Given")


def drawn(make: Callable[_Given, ChartSpec]) -> Callable[_Given, go.Figure]:
    """A family as plotly draws it."""
    return lambda *given, **named: plotly_figure(make(*given, **named))


def point(observation_id: str, value: float, end: str, **other: object) -> dict[str, object]:
    """A reported value; what is not said is a level of region 1 on an unstated basis."""
    row: dict[str, object] = {
        "observation_id": observation_id,
        "region_id": "1",
        "name": "One",
        "short": other.get("name", "One"),
        "value": value,
        "value_high": nan,
        "bound": "=",
        "basis_id": "unstated",
        "basis": "Basis not stated",
        "status": "reported",
        "period_start": end,
        "period_end": end,
        "point": "at",
        "period": end,
        "source": "Daily",
        "span": "",
    }
    return row | other


def points(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(COLUMNS))


def marks(*rows: dict[str, object]) -> list[Mark]:
    return to_marks(points(*rows))


def event(event_id: str, date: str, title: str = "It happens", kind: str = "event") -> dict[str, str]:
    return {"event_id": event_id, "date": date, "title_zh": title, "title_en": title, "kind": kind}


def events(*rows: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(EVENT_COLUMNS))


def five() -> pd.DataFrame:
    """The figures of the first documents: two regions from … to …, and one small value."""
    return points(*five_rows())


def five_rows() -> list[dict[str, object]]:
    period = {"period_start": "2011", "period": "2011–2015"}
    south = {"region_id": "2", "name": "South"}
    return [
        point("a-start", 32, "2015", point="start", **period),
        point("a-end", 15, "2015", point="end", **period),
        point("b-start", 46.8, "2015", point="start", **period, **south),
        point("b-end", 22.7, "2015", point="end", **period, **south),
        point("c", 0.028, "2018-04", region_id="3", name="Coast"),
    ]


def draw(frame: pd.DataFrame, given: pd.DataFrame | None = None, options: TrendOptions = LOG) -> go.Figure:
    return plotly_figure(trend_spec(frame, events() if given is None else given, LOOK, EN, options))


def traces(figure: go.Figure, kind: str) -> list[go.Scatter]:
    return [trace for trace in figure.data if trace.meta["kind"] == kind]


def drawn_texts(figure: go.Figure) -> list[str]:
    """Every text that plotly would read as HTML."""
    texts = [str(annotation.text) for annotation in figure.layout.annotations]
    for trace in figure.data:
        texts.append(trace.name or "")
        for many in (trace.text, trace.hovertext):
            texts += list(many) if many is not None and not isinstance(many, str) else []
    for axis in (figure.layout.xaxis, figure.layout.yaxis):
        texts += list(axis.ticktext or [])
    return texts
