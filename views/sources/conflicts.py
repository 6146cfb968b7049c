"""Where sources report more than one value of the same thing, the sources side by side."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data.figures.conflicts import KINDS, Conflict, CooperationConflict
from data.load import Facts
from data.rows import Row, records
from text.numbers import format_number
from views.book import Book
from views.memo import memoized
from views.parts.cards import cooperation_card, observation_card
from views.parts.markup import Markup, element
from views.parts.pair_names import parties
from views.parts.periods import spell
from views.parts.words import measure_text, value_text
from views.sources.verdicts import conflicts_of, time_of
from views.view import View

Either = Conflict | CooperationConflict


def conflicts_view(facts: Facts, book: Book) -> View:
    """Return every thing for which sources report more than one value."""
    return memoized("conflicts page", lambda: _view(facts, book), facts, book)


def by_weight(facts: Facts, book: Book) -> list[Either]:
    """Return what sources disagree on: what touches the five documents first, co-operation figures last."""
    found, work = conflicts_of(facts)
    seeds = {i for i, source in book.sources.items() if source["tier"] == "core"}
    return [*sorted(found, key=lambda one: (one.may_agree, not seeds & set(one.rows["source_id"]))), *work]


def disagrees(one: Either) -> bool:
    """Whether sources disagree: on one basis, and by more than rounding explains."""
    return not one.may_agree and not (isinstance(one, Conflict) and one.kind == "across_bases")


def named(one: Either, book: Book, *, short: bool = False) -> str:
    """Name what sources disagree on: the place or the two sides, and what is counted.

    Parameters
    ----------
    short : bool
        With the short names of places.
    """
    t, name = book.t, book.short if short else book.region
    if isinstance(one, Conflict):
        return t("figure.of_region", region=name(one.region_id), indicator=t.name(book.indicators[one.indicator_id]))
    sides = parties(records(one.rows)[0], book, short=short)
    return t("figure.of_region", region=sides, indicator=measure_text(book.measures[one.measure_id], t))


def values_of(one: Either, book: Book) -> list[tuple[Row, str]]:
    """Return the records that disagree, each with its value in words."""
    unit = book.indicators[one.indicator_id]["unit"] if isinstance(one, Conflict) else ""
    return [(row, value_text(row, unit or row["unit"], book.t)) for row in records(one.rows)]


def _view(facts: Facts, book: Book) -> View:
    t, every = book.t, by_weight(facts, book)
    lines = [
        (
            named(one, book, short=True),
            time_of(one, t),
            t("describe.semicolon").join(value for _, value in values_of(one, book)),
        )
        for one in every
    ]
    rows = [row for one in every if isinstance(one, Conflict) for row in records(one.rows)]
    work = [row for one in every if isinstance(one, CooperationConflict) for row in records(one.rows)]
    n = sum(map(disagrees, every))
    rest = len(every) - n
    besides = t("conflict.besides", n=rest) if rest else ""
    return View(
        title=t("sources.title_conflicts"),
        finding=_finding(every, book),
        qualifier=besides + t("conflict.intro"),
        panel=_lists(facts, book),
        table=pd.DataFrame(lines, columns=[t("slide.what"), t("table.period"), t("table.value")]),
        observations=tuple(rows),
        cooperation=tuple(work),
        counts=((t("slide.conflicts"), n), *([(t("slide.conflicts_besides"), rest)] if rest else [])),
        period=spell(rows, t),
    )


def _finding(every: Sequence[Either], book: Book) -> str:
    """Count what sources disagree on; name the one on one basis whose values lie farthest apart, relative to the largest."""
    t, n = book.t, sum(map(disagrees, every))
    alike = [one for one in every if isinstance(one, Conflict) and disagrees(one)]
    if not alike:
        return t("conflict.counted", n=n)
    widest = max(alike, key=lambda one: float(one.spread / one.rows["value"].max()))
    values = t("describe.comma").join(value for _, value in values_of(widest, book))
    return t("conflict.finding", n=n, what=named(widest, book, short=True), when=time_of(widest, t), values=values)


def _lists(facts: Facts, book: Book) -> Markup:
    t, every = book.t, by_weight(facts, book)
    groups: list[tuple[str, Sequence[Either]]] = [
        (key, [one for one in every if isinstance(one, Conflict) and one.kind == kind]) for kind, key in KINDS.items()
    ]
    work = [one for one in every if isinstance(one, CooperationConflict)]
    parts: list[Markup] = []
    for key, some in [*groups, ("conflict.cooperation", work)]:
        if some:
            parts += [element("h3", t("coverage.list", title=t(key), n=len(some))), *(_beside(one, book) for one in some)]
    return element("div", *parts, cls="panel quality")


def _beside(one: Either, book: Book) -> Markup:
    t, rows = book.t, records(one.rows)
    if isinstance(one, Conflict):
        unit, cards = book.indicators[one.indicator_id]["unit"], [observation_card(r, book, with_region=False) for r in rows]
    else:
        unit, cards = rows[0]["unit"], [cooperation_card(row, book) for row in rows]
    apart = format_number(one.spread, t.lang)
    spread = t("conflict.points", n=apart) if unit == "%" else apart
    head = element("h4", t("conflict.head", what=named(one, book), when=time_of(one, t), spread=spread))
    note = element("p", t("conflict.rounding"), cls="panel-note") if one.may_agree else ""
    return element("section", head, note, element("div", *cards, cls="beside"))
