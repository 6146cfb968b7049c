"""Works that have the machine's browser do something."""

from __future__ import annotations

import plotly.graph_objects as go

from export.jobs.worker import Progress
from export.pictures.browser import Pictures, to_pdf


def prints(progress: Progress, html: str) -> bytes:
    progress.step(0, 1, "begun")
    return to_pdf(html, width_in=10.0, height_in=5.625, created="2026-11-22")


def draws(progress: Progress) -> bytes:
    progress.step(0, 1, "begun")
    with Pictures() as pictures:
        while True:
            pictures.svg(go.Figure(go.Bar(x=["新疆", "宁夏"], y=[15, 4])), 600, 400)
