"""The consistency checks under one verdict, with their arithmetic and the records they use."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from data.consistency.result import CheckResult
from data.load import Facts
from data.rows import Row, records
from data.sentences import sentence
from views.book import Book
from views.parts.cards import cooperation_card, observation_card
from views.parts.markup import Markup, element
from views.parts.periods import spell
from views.sources.verdicts import verdict_names
from views.view import View


def checks_view(verdict: str, results: Sequence[CheckResult], facts: Facts, book: Book) -> View:
    """Return the checks of a verdict; ``counts`` are those of all verdicts, in their order.

    Parameters
    ----------
    results : sequence of CheckResult
        All of them.
    """
    t, names = book.t, verdict_names(book.t)
    shown = [one for one in results if one.verdict == verdict]
    told = [
        (sentence(one.title_key, one.fields, t, book.name), [sentence(s.key, s.fields, t, book.name) for s in one.steps])
        for one in shown
    ]
    rows, work = used({i for one in shown for i in one.record_ids}, facts)
    return View(
        title=t("sources.title_checks"),
        finding=t("slide.checks_says", n=len(shown), total=len(results), verdict=names[verdict]),
        qualifier=t("consistency.intro", n=len(results)),
        panel=_checks(shown, told, names[verdict], facts, book),
        table=pd.DataFrame([(title, " ".join(steps)) for title, steps in told], columns=[t("slide.what"), t("slide.steps")]),
        observations=tuple(rows),
        cooperation=tuple(work),
        counts=tuple((name, sum(one.verdict == known for one in results)) for known, name in names.items()),
        points=tuple(t("slide.listed", title=title, names=steps[-1] if steps else "") for title, steps in told),
        period=spell(rows, t),
    )


def _checks(
    shown: Sequence[CheckResult], told: Sequence[tuple[str, list[str]]], verdict: str, facts: Facts, book: Book
) -> Markup:
    t, parts = book.t, []
    for one, (title, steps) in zip(shown, told, strict=True):
        cards = record_cards(one.record_ids, facts, book)
        head = element("h4", t("consistency.head", verdict=verdict, title=title))
        arithmetic = element("ol", *(element("li", step) for step in steps))
        fold = element("details", element("summary", t("consistency.records", n=len(cards))), *cards) if cards else ""
        parts.append(element("section", head, arithmetic, fold))
    return element("div", *parts, cls="panel quality")


def used(record_ids: Collection[str], facts: Facts) -> tuple[list[Row], list[Row]]:
    """Return the observations and the co-operation figures among some records."""
    rows, work = facts.observations, facts.cooperation
    own = rows[rows["observation_id"].isin(record_ids)], work[work["cooperation_id"].isin(record_ids)]
    return records(own[0]), records(own[1])


def record_cards(record_ids: Collection[str], facts: Facts, book: Book) -> list[Markup]:
    """Return the cards of some observations and co-operation figures."""
    rows, work = used(record_ids, facts)
    return [observation_card(row, book) for row in rows] + [cooperation_card(row, book) for row in work]
