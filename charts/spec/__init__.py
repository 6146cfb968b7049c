"""What a chart shows, as plain values: marks, axes, bands, labels in their places, words without any markup.

Every family makes one of its tidy frame; :mod:`charts.plotly.figure` draws it in a browser and :mod:`export.pptx.charts` in
PowerPoint. Lengths are pixels of the chart, at the size it was laid out for; nothing is placed again by a writer.
"""

from charts.spec.axes import Axis, Panel, Ribbon, Rule, Tick
from charts.spec.chart import ChartSpec, Margin, message
from charts.spec.chosen import ringed
from charts.spec.marks import BREAK, CLEAR, Label, Mark, Paint, Place, Series, Sign, Stroke, Tip

__all__ = [
    "BREAK",
    "CLEAR",
    "Axis",
    "ChartSpec",
    "Label",
    "Margin",
    "Mark",
    "Paint",
    "Panel",
    "Place",
    "Ribbon",
    "Rule",
    "Series",
    "Sign",
    "Stroke",
    "Tick",
    "Tip",
    "message",
    "ringed",
]
