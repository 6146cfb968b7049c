"""One slide of the one-file page as markup: every word escaped, no style and no script in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

import pandas as pd

from export.html.maps import beside
from export.html.room import meta
from text.catalogue import Catalogue
from text.citation import introduces
from views.slide import Chart, Figure, Footnote, Show, Slide


def section(
    slide: Slide, index: int, total: int, show: Show, maps: Mapping[str, str], room: str, first_chart: int, t: Catalogue
) -> str:
    """Return a slide with its panels of sources and of tables.

    Parameters
    ----------
    index, total : int
        Its place in the deck, from 0, and how many there are.
    maps : mapping of str to str
        Name of the layout to trusted SVG.
    room : str
        Classes that say how much of the slide its map has.
    first_chart : int
        Number of its first chart among the charts of the deck.
    """
    at, heading = index + 1, f"title-{index + 1}"
    pick = f'<button type="button" class="pick" aria-label="{_attribute(t("player.pick", n=at, title=slide.title))}">'
    kinds = _kinds(slide) + room
    return (
        f'<section class="slide{kinds}" id="slide-{at}" aria-labelledby="{heading}">\n'
        f'<h2 class="title" id="{heading}">{escape(slide.title)}</h2>\n<p class="sentence">{_sentence(slide)}</p>\n'
        f"{_body(slide, maps, first_chart, t)}{_foot(slide, at, total, show, t)}"
        f"{_sources(slide, show, t)}{_tables(slide, t)}{pick}<b>{at}</b></button></section>\n"
    )


def _sentence(slide: Slide) -> str:
    finding, then = slide.led(slide.sentence)
    return (f"<b>{escape(finding)}</b>" if finding else "") + escape(then)


def _kinds(slide: Slide) -> str:
    return f" {slide.kind}-slide" * bool(slide.kind) + " passed-over" * slide.hidden


def appendix(show: Show, t: Catalogue) -> str:
    """Return the sources of all slides, for paper: the player leaves those that already stand at their slide's foot."""
    parts = "".join(
        f'<section data-slide="{n}"><h3>{n} · {escape(slide.title)}</h3><ol class="cites">'
        + "".join(f"<li>{_flagged(note)}</li>" for note in slide.on_face)
        + "</ol></section>\n"
        for n, slide in enumerate(show.slides, start=1)
        if slide.footnotes
    )
    return f'<aside class="appendix"><h2>{escape(t("player.sources"))}</h2>\n{parts}</aside>\n' if parts else ""


def _body(slide: Slide, maps: Mapping[str, str], first_chart: int, t: Catalogue) -> str:
    charts = [_chart(chart, first_chart + n, t) for n, chart in enumerate(slide.charts)]
    words = _figures(slide.figures, t) + _points(slide.points)
    if maps:
        drawn = "".join(f'<div class="map {name}">{svg}</div>' for name, svg in maps.items())
        main = drawn + '<p class="build" hidden></p>'
    elif charts:
        main = charts.pop(0)
    else:
        return f'<div class="body"><div class="side only">{words}</div></div>\n'
    if not beside(slide):
        return f'<div class="body"><div class="main">{main}</div></div>\n'
    side = f'<div class="side">{words}{"".join(charts)}</div>'
    shared = " even" if slide.even else " mapped" if maps else ""
    return f'<div class="body two{shared}"><div class="main">{main}</div>{side}</div>\n'


def _figures(figures: Iterable[Figure], t: Catalogue) -> str:
    parts = "".join(
        f'<div class="figure"><span class="value">{escape(figure.value)}{_numbers(figure.notes, t)}</span>'
        f'<span class="label">{escape(figure.label)}</span><span class="when">{escape(figure.when)}</span></div>'
        for figure in figures
    )
    return f'<div class="figures">{parts}</div>' if parts else ""


def _numbers(notes: Iterable[int], t: Catalogue) -> str:
    labels = ((n, _attribute(t("player.source_note", n=n))) for n in notes)
    return "".join(
        f'<button type="button" class="cite" data-note="{n}" aria-label="{label}">{n}</button>' for n, label in labels
    )


def _points(points: Iterable[str]) -> str:
    marks = {True: ' class="lead"', False: ""}
    parts = "".join(f"<li{marks[introduces(point)]}>{escape(point)}</li>" for point in points)
    return f'<ul class="points">{parts}</ul>' if parts else ""


def _chart(chart: Chart, number: int, t: Catalogue) -> str:
    return (
        f'<figure class="chart" data-chart="{number}"><div class="instead"><p class="no-chart">'
        f"{escape(t('player.no_chart'))}</p>{_table(chart.table, chart.alt)}</div></figure>"
    )


def _foot(slide: Slide, at: int, total: int, show: Show, t: Catalogue) -> str:
    notes = "".join(f'<li data-brief="{_attribute(note.abridged)}">{_flagged(note)}</li>' for note in slide.on_face)
    n = len(slide.footnotes)
    further = f' data-further="{n - len(slide.on_face)}"' if n > len(slide.on_face) else ""
    # What stands on paper names no others: what they are of is said in the notes.
    printed = t("player.more_printed", n=len(slide.on_face))
    said = {"screen": t("player.more", n=n), "paper": printed, "film": t("player.more_filmed", n=n)}
    words = "".join(f'<span class="on-{where}">{escape(text)}</span>' for where, text in said.items())
    more = f'<li class="more" hidden><button type="button" data-act="sources">{words}</button></li>'
    cited = f'<ol class="cited"{further}>{notes}{more}</ol>' if notes else ""
    chapter = f'<b class="chapter">{escape(slide.chapter)}</b>' if slide.chapter else ""
    # On paper the pages of sources come after the slides, so that a slide is not the last of so many.
    number = f'<span class="of">{escape(t("player.number", n=at, total=total))}</span><span class="on-paper">{at}</span>'
    last = "" if slide.kind else escape(meta(slide, show, t))
    return (
        f'<footer class="foot">{cited}<div class="last"><p class="meta">{last}</p>'
        f'<p class="number">{chapter}{number}</p></div></footer>\n'
    )


def _flagged(note: Footnote) -> str:
    return _cited(note) + escape(note.flag)


def _cited(note: Footnote) -> str:
    return f"<b>{note.number}</b>{escape(note.text)}"


def _sources(slide: Slide, show: Show, t: Catalogue) -> str:
    notes = "".join(_source(note) for note in slide.footnotes)
    listing = f"<ol>{notes}</ol>" if notes else f"<p>{escape(t('player.no_sources'))}</p>"
    return (
        f'<aside class="panel sources" tabindex="-1" hidden><h3>{escape(t("player.sources"))} · {escape(slide.title)}</h3>'
        f'{listing}<p class="meta">{escape(meta(slide, show, t))}</p></aside>\n'
    )


def _source(note: Footnote) -> str:
    tier = f'<span class="tier">{escape(note.tier)}</span>' if note.tier else ""
    # An address is told, never followed: there may be no net.
    url = f'<p class="url">{escape(note.url)}</p>' if note.url else ""
    quotes = "".join(f"<blockquote>{escape(quote)}</blockquote>" for quote in note.quotes)
    return f'<li data-note="{note.number}">{_cited(note)}{tier}{quotes}{url}</li>'


def _tables(slide: Slide, t: Catalogue) -> str:
    tables = [_table(chart.table, chart.alt) for chart in slide.charts if len(chart.table)]
    if len(slide.table) and not any(chart.table is slide.table for chart in slide.charts):
        tables.insert(0, _table(slide.table, t("player.map_table")))
    tables += [_table(slide.facts, t("player.facts"))] if len(slide.facts) else []
    tables_html = "".join(tables) or f"<p>{escape(t('player.no_tables'))}</p>"
    heading = f"{escape(t('player.tables'))} · {escape(slide.title)}"
    return f'<aside class="panel tables" tabindex="-1" hidden><h3>{heading}</h3>{tables_html}</aside>\n'


def _table(frame: pd.DataFrame, caption: str) -> str:
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in frame.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(_cell(value))}</td>" for value in row) + "</tr>"
        for row in frame.itertuples(index=False, name=None)
    )
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(value: object) -> str:
    return "" if value is None or (isinstance(value, float) and value != value) or value is pd.NaT else str(value)


def _attribute(text: str) -> str:
    return escape(text, quote=True)
