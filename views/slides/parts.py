"""What the slides of all views are made of: the view that is asked for, footnotes, facts, figures, names, words of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from data.evidence.verified import UNVERIFIED
from data.importing.understanding.sourced import OWN_TIER
from data.load import Facts
from data.rows import Row, records
from geo.scene import Label, Scene
from geo.year import of_year
from look.palette import Palette
from text.catalogue import Catalogue
from text.dates import format_date, record_period
from text.lettering import width_em
from text.numbers import format_value
from text.sentences import sentences
from views.book import Book
from views.loaders import Shapes, gazetteer
from views.parts.map_names import names_on
from views.parts.pair_names import pair_name, start_text
from views.parts.periods import bases_of, spell
from views.parts.words import publisher_of, title_of, value_text
from views.slide import Build, Chart, Figure, Footnote, Provenance, Slide
from views.slides.records import facts_table
from views.slides.room import place
from views.view import View

#: Characters of a title in the line that says whose figures are one's own.
_TITLE: Final = 40


@dataclass(frozen=True)
class SlideContext:
    """What every slide is made from."""

    facts: Facts
    shapes: Shapes
    book: Book

    @property
    def t(self) -> Catalogue:
        """The reader's catalogue."""
        return self.book.t

    @property
    def look(self) -> Palette:
        """The colours of the theme that is given."""
        return self.book.look


@dataclass
class Notes:
    """The footnotes of a slide, numbered in the order in which its sources are first used.

    Attributes
    ----------
    of_five : bool
        Whether it says of those of the five documents that they are: of a slide that speaks of the five.
    """

    book: Book
    quotes: dict[str, list[str]] = field(default_factory=dict)
    drawn: set[str] = field(default_factory=set)
    of_five: bool = False

    def number(self, row: Row) -> int:
        """Return the number of a record's source, and keep its words."""
        quotes = self.quotes.setdefault(str(row["source_id"]), [])
        if row["quote"] and row["quote"] not in quotes:
            quotes.append(str(row["quote"]))
        return list(self.quotes).index(str(row["source_id"])) + 1

    def numbers(self, rows: Iterable[Row]) -> tuple[int, ...]:
        """Return the numbers of the sources of some records, each once."""
        return tuple(dict.fromkeys(self.number(row) for row in rows))

    def draw(self, rows: Iterable[Row]) -> tuple[int, ...]:
        """Return the numbers of the sources of what the map or the chart draws: a picture of it alone has these."""
        drawn = list(rows)
        self.drawn.update(str(row["source_id"]) for row in drawn)
        return self.numbers(drawn)

    def footnotes(self) -> tuple[Footnote, ...]:
        """Return the footnotes."""
        t = self.book.t
        footnotes = []
        for number, (source_id, quotes) in enumerate(self.quotes.items(), start=1):
            source = self.book.sources[source_id]
            date = format_date(source["published"], t.lang) if source["published"] else t("slide.no_date")
            who = publisher_of(source, t)
            if source["tier"] == OWN_TIER:
                who = t("source.own", who=who) if who else t("source.own_alone")
            parts = (who or t("slide.no_publisher"), title_of(source, t), date)
            text = t("slide.footnote", who=parts[0], title=parts[1], date=parts[2])
            # A quote that is part of a longer one of the same source says nothing that is not said there.
            whole = tuple(quote for quote in quotes if not any(quote != other and quote in other for other in quotes))
            tier, drawn = t(f"tier.{source['tier']}"), source_id in self.drawn
            flags = {UNVERIFIED: t("slide.unverified"), **({"core": t("slide.of_five")} if self.of_five else {})}
            flag = flags.get(source["tier"], "")
            named = who or parts[1]
            brief = t("slide.footnote_brief", who=named, date=date) if source["published"] else named
            footnotes.append(Footnote(number, source_id, text, str(source["url"]), whole, tier, drawn, flag, brief))
        return tuple(footnotes)


def figure_of(ends: Sequence[Row], notes: Notes, context: SlideContext) -> Figure:
    """Return the figure of one observation, or of the two end points of a reported change."""
    t, book, last = context.t, context.book, ends[-1]
    indicator = book.indicators[last["indicator_id"]]
    texts = [value_text(row, indicator["unit"], t) for row in ends]
    value = t("figure.change", start=texts[0], end=texts[1]) if len(ends) > 1 else texts[0]
    when = record_period({**last, "point": "over"} if len(ends) > 1 else last, t)
    if last["status"] != "reported":
        when = t(f"status.{last['status']}", period=when)
    label = t("figure.of_region", region=book.short(last["region_id"]), indicator=t.name(indicator))
    basis = t.name(book.bases[last["basis_id"]])
    return Figure(value, label, t("slide.when", period=when, basis=basis), notes.numbers(ends))


def latest_first(rows: Iterable[Row]) -> list[Row]:
    """Sort records by when their period ends: the latest say how it stands now."""
    return sorted(rows, key=lambda row: (row["period_end"] or row["period_start"], row["point"] != "start"), reverse=True)


def by_kind(rows: Sequence[Row], column: str) -> list[Row]:
    """Sort records by what they count, the latest first; kinds stand in the order of their first record."""
    kinds = list(dict.fromkeys(row[column] for row in rows))
    return sorted(latest_first(rows), key=lambda row: kinds.index(row[column]))


def pairing_lines(rows: Iterable[Row], notes: Notes, context: SlideContext, *, named: bool = True) -> list[str]:
    """Pairs with the words that name them: pairs that one passage names stand together before it."""
    t, subjects = context.t, dict[tuple[str, int], list[str]]()
    for row in rows:
        subject = pair_name(row, context.book) if named else start_text(row, context.book)
        subjects.setdefault((str(row["quote"]), notes.number(row)), []).append(subject)
    return [
        t("slide.said", what=t("describe.semicolon").join(dict.fromkeys(names)), quote=quote, n=n)
        for (quote, n), names in subjects.items()
    ]


def counted(n: int, label: str, when: str, numbers: tuple[int, ...], t: Catalogue) -> Figure:
    """Return a count of records as a headline figure: it is counted here, and says so in its label."""
    return Figure(format_value(float(n), "", "=", t.lang), label, when, numbers)


def event_lines(events: Iterable[Row], notes: Notes, t: Catalogue) -> list[str]:
    """Return events as lines: date, unless the title begins with it, title, number of the footnote."""
    lines = []
    for row in events:
        date, title, n = format_date(row["date"], t.lang), row[f"title_{t.lang}"], notes.number(row)
        dated = title.startswith(date)
        lines.append(t("slide.noted", text=title, n=n) if dated else t("slide.event", date=date, title=title, n=n))
    return lines


def still(scene: Scene, context: SlideContext) -> Scene:
    """Return the map of one year of a map by year; any other scene comes back as it is.

    Returns
    -------
    Scene
        A value that is the words of its own class, as a band is, stands in the legend alone: names then have its room.
    """
    levels = gazetteer(context.facts, context.shapes, context.t.lang).levels
    drawn = [i for i in context.shapes.places if i in levels]
    result = of_year(scene, [i for i in drawn if levels[i] == "province"], [i for i in drawn if levels[i] == "prefecture"])
    fill, classes = result.fill, result.fill.classes
    words = {i: classes[n].text for i, n in (*fill.provinces.items(), *fill.prefectures.items())}
    words |= {area.area_id: classes[area.index].text for area in fill.areas if area.index is not None}
    said = {label.region_id for label in result.labels if label.text and label.text == words.get(label.region_id)}

    def named(label: Label) -> Label:
        return replace(label, text="", style="province" if levels.get(label.region_id) == "province" else "prefecture")

    labels = (named(label) if label.region_id in said else label for label in result.labels)
    return replace(
        result, labels=tuple(labels), has_list=bool(said) and len(said) == sum(bool(one.text) for one in result.labels)
    )


def drawn_by(chart: Chart, rows: Iterable[Row]) -> list[Row]:
    """Return the observations and events that a chart has marks of: one without a date, say, has none."""
    ids = chart.spec.records | (chart.tall.records if chart.tall else set())
    return [row for row in rows if row.get("observation_id", row.get("event_id")) in ids]


def provenance_of(rows: Sequence[Row], context: SlideContext) -> Provenance:
    """Say what a picture of some observations, and of events, stands on."""
    observations = [row for row in rows if "observation_id" in row]
    source_ids = frozenset(str(row["source_id"]) for row in rows)
    return Provenance(source_ids, spell(observations, context.t), bases_of(observations, context.book))


def cite_drawn(chart: Chart, rows: Iterable[Row], notes: Notes, context: SlideContext) -> Chart:
    """Cite what a chart draws of some rows, and return it with them as what a picture of it stands on."""
    drawn = drawn_by(chart, rows)
    notes.draw(drawn)
    return replace(chart, provenance=provenance_of(drawn, context))


def slide_of(
    context: SlideContext,
    view: View,
    notes: Notes,
    *,
    more: Sequence[str] = (),
    figures: tuple[Figure, ...] = (),
    points: Sequence[str] = (),
    last: Sequence[str] = (),
    charts: tuple[Chart, ...] = (),
    further: Sequence[str] = (),
    builds: tuple[Build, ...] = (),
    provenance: Provenance | None = None,
) -> Slide:
    """Return the slide of a view; arguments as the attributes of :class:`views.slide.Slide`.

    Parameters
    ----------
    more : sequence of str
        Sentences after the finding: what a slide does not show.
    points : sequence of str
        What has no room goes to a second slide. Of several maps, which take the whole slide, they go into the notes.
    last : sequence of str
        Points that stay on the first slide, after the others: what the map or the chart does not show.
    """
    scene = still(view.scene, context) if view.scene else None
    several = bool(view.panels)
    whole = sentences((view.finding, view.qualifier, *more), context.t)
    # What has no room over a slide in two lines of small type is said in its notes.
    fits = width_em(whole) <= _SENTENCE_EM
    brief = sentences((view.finding, *more), context.t)
    # A bracket of a figure's label that the sentence explains too would be a note on nothing.
    labels = [figure.label.casefold() for figure in figures]
    is_said = any(view.qualifier.casefold() in label for label in labels)
    further = further if fits or is_said else (view.qualifier, *further)
    if not fits and width_em(brief) > _SENTENCE_EM:
        brief, further = view.finding, (*more, *further)
    shown = scene or (view.panels[0].scene if several else None)
    slide = Slide(
        "",
        view.title,
        whole if fits else brief,
        scene=scene,
        panels=view.panels,
        names=names_on(shown, context.facts, context.shapes, context.book) if shown else {},
        figures=figures,
        points=() if several else tuple(last),
        further=(*further, *((*points, *last) if several else ())),
        charts=charts,
        builds=builds,
        table=view.summary if len(view.summary) else view.table,
        facts=facts_table(
            context.book,
            observations=view.observations,
            pairings=records(view.pairings),
            cooperation=view.cooperation,
            events=records(view.events),
        ),
        footnotes=notes.footnotes(),
        period=view.period,
        basis=view.basis,
        provenance=provenance,
        own=_own(view, shown, notes, context),
        finding=view.finding,
    )
    return slide if several else place(slide, points)


#: So wide is the sentence of a slide at most, in em: two lines on the screen of an old projector.
_SENTENCE_EM: Final = 100.0
#: Tables of one's own that a slide names; the further are counted.
_OWN_NAMED: Final = 2


def _own(view: View, scene: Scene | None, notes: Notes, context: SlideContext) -> str:
    """Say which tables of one's own a slide shows anything of: cited, drawn, listed or behind its figures."""
    t, book = context.t, context.book
    tables = (view.observations, records(view.pairings), view.cooperation, records(view.events))
    shown = dict.fromkeys([*notes.quotes, *(str(row["source_id"]) for rows in tables for row in rows)])
    outlined = {area.area_id for area in scene.fill.areas if area.rings} if scene else set()
    drawn = context.facts.outlines
    shown |= dict.fromkeys(drawn.loc[drawn["area_id"].isin(outlined), "source_id"])
    own = [source_id for source_id in shown if book.sources[source_id]["tier"] == OWN_TIER]
    if not own:
        return ""
    titles = [title_of(book.sources[source_id], t) for source_id in own[:_OWN_NAMED]]
    named = t("describe.comma").join(title if len(title) <= _TITLE else f"{title[:_TITLE]}…" for title in titles)
    return t("slide.own" if len(own) <= _OWN_NAMED else "slide.own_more", titles=named, n=len(own))


def counts_of(view: View, notes: tuple[int, ...], when: str, t: Catalogue) -> tuple[Figure, ...]:
    """Return what a view counts as headline figures."""
    return tuple(counted(n, label, when, notes, t) for label, n in view.counts)
