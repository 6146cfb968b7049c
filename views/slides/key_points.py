"""Slide of the key points: a panel a place, the finding as its sentence; with events only where the page shows them."""

from __future__ import annotations

from typing import Any

from charts.key_points.panels import KeyOptions, key_points_spec
from charts.words import describe, figure_to_table
from data.figures.reported import RATE
from data.rows import records
from views.declared import Address
from views.parts.periods import bases_of, spell
from views.slide import Chart, Slide
from views.slides.parts import BESIDE, MAIN, SCALES, WHOLE, Notes, Stage, both_shapes, event_lines, few
from views.slides.records import facts_table, observed, without
from views.trends.key_points import events_of, finding, is_core, leading, left_out
from views.trends.observations import points


def key_points(stage: Stage, at: Address) -> Slide:
    """Make the slide of the key points of some places."""
    facts, book, t, notes, regions = stage.facts, stage.book, stage.t, Notes(stage.book), at.several("regions")
    leads = leading(facts, regions, book)
    shown, led = points(facts, RATE, list(leads), book), [row for ends in leads.values() for row in ends]
    events = {region: events_of(facts, region, shown) for region in leads} if at["events"] else {}
    ids = {region: [str(row["observation_id"]) for row in ends] for region, ends in leads.items()}
    said: list[str] = []

    def draw(room: tuple[int, int], scale: float) -> Any:
        lead = t("chart.key.lead" if is_core(leads, book) else "chart.key.lead_or_latest")
        spec = key_points_spec(shown, ids, stage.look, t, KeyOptions(*room, scale, lead=lead), events)
        said[:] = left_out(len(regions), spec.told, t)
        return spec

    wide, tall = both_shapes(draw, MAIN if events else WHOLE, SCALES)
    rows = observed(stage, list(leads), (RATE,))
    chart = Chart(wide, describe(shown, t), figure_to_table(shown, t), tall)
    notes.numbers(led)
    happened = [row for frame in events.values() for row in records(frame)]
    happened = sorted({row["event_id"]: row for row in happened}.values(), key=lambda row: str(row["date"]))
    lines = few(event_lines(happened, notes, t), BESIDE, t) if happened else ()
    notes.numbers(rows)
    names = t("describe.comma").join(book.short(i) for i in leads)
    return Slide(
        "",
        t("slide.trends", names=names),
        " ".join([finding(leads, book) or t("chart.empty"), *said]),
        charts=(chart,),
        points=lines,
        table=chart.table,
        facts=facts_table(stage, observations=[*led, *without(rows, led)], events=happened),
        footnotes=notes.footnotes(),
        period=spell(rows, t),
        basis=bases_of(rows, book),
    )
