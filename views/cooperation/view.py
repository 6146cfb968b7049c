"""The co-operation page at an address: figures of a task or aspect, what is reported of pairs at all, the terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pandas as pd

from charts.bars.cooperation import cooperation_spec
from charts.bars.matched import matched_spec
from charts.base import ChartOptions
from charts.spec import ChartSpec
from data.figures.cooperation import comparable_groups
from data.load import Facts
from data.rows import records
from views.book import Book
from views.cooperation.figures import dimension_name, dimensions, figures_of, group_name, headlines, lead, points_of, unlike
from views.cooperation.institutions import matched_groups
from views.cooperation.scorecard import grid_view, words_of
from views.cooperation.terms import terms_view
from views.declared import Address
from views.memo import memoized
from views.pairings.selection import ALL
from views.parts.markup import Markup
from views.parts.periods import spell
from views.parts.record_tables import figures_table
from views.view import Plot, View


@dataclass(frozen=True)
class TaskView(View):
    """The figures of one task or aspect; ``counts`` are those of all tasks or aspects that one can change to.

    Attributes
    ----------
    task : str
        Its id.
    led : str
        Id of the figure that the finding says; empty where it says none.
    large : Markup
        The one figure that a reader wants of each task or aspect.
    matched : tuple of Plot
        Each helper's institutions beside those of its recipients; ``charts`` are the other figures that compare.
    unlike : tuple of Markup
        Lists of figures that do not compare, with the reason.
    n_unlike : int
        Figures in them.
    counted : str
        How many figures there are of the task, of all in the tasks or aspects.
    """

    task: str = ""
    led: str = ""
    large: Markup = field(default=Markup(""))
    matched: tuple[Plot, ...] = ()
    unlike: tuple[Markup, ...] = ()
    n_unlike: int = 0
    counted: str = ""


def cooperation(at: Address, facts: Facts, book: Book) -> View:
    """Return what the co-operation page shows: a :class:`TaskView`, but for the scorecard and the terms."""
    show = at["show"]
    if show == "terms":
        return memoized("terms", lambda: terms_view(facts, book), facts, book)
    if show == "scorecard":
        grid, words = memoized("scorecard", lambda: grid_view(facts, book), facts, book), words_of(facts, at["card"], book)
        return replace(grid, panel=words, chosen=("pair", at["card"])) if words else grid
    of = (show, at["helper"].replace(ALL, ""), at["recipient"].replace(ALL, ""), at["task"])
    return memoized("cooperation", lambda: _task(*of, facts, book), facts, book, *of)


def _task(show: str, helper: str, recipient: str, task: str, facts: Facts, book: Book) -> TaskView:
    t, rows, shown = book.t, figures_of(facts, helper, recipient), dimensions(show)
    own = rows[rows["dimension"] == task]
    some, by_task, groups = records(own), rows["dimension"].value_counts(), comparable_groups(own)
    others, name = [group for group in groups if group.reason], dimension_name(task, book)
    sides = " → ".join(book.region(i) for i in (helper, recipient) if i)
    title, large = t("cooperation.title", task=name), headlines(rows, shown, book)
    leading, explained, led = lead(rows, task, book)
    # What the finding speaks of is charted first.
    about = next((row["measure_id"] for row in some if row["cooperation_id"] == led), "")
    alike = [group for group in groups if not group.reason]
    alike.sort(key=lambda group: (group.measure_id != about, -len(group.rows)))
    kinds, total = t(f"cooperation.show_{show}"), int(facts.cooperation["dimension"].isin(shown).sum())
    counted = t("cooperation.counted", n=len(some), kinds=kinds, total=total)
    if sides:
        title = t("slide.task", task=name, names=sides)
    elif large and len(shown) > 1:  # a figure of each stands above those of the one
        title = t("cooperation.title_each", kinds=kinds, task=name)
    return TaskView(
        title=title,
        # A figure of one of five, with its name: it is no total.
        finding=(t("cooperation.lead_of", task=name, lead=leading) if len(shown) > 1 else leading) if leading else counted,
        qualifier=explained,
        counted=counted,
        description=t("coverage.list", title=name, n=len(some)),
        charts=tuple(
            _plot(cooperation_spec, one.rows, f"co-{task}-{n}", group_name(one, book), book) for n, one in enumerate(alike)
        ),
        table=figures_table(some, book),
        incomplete=() if some else (t("cooperation.none"),),
        cooperation=tuple(some),
        counts=tuple((dimension_name(one, book), int(by_task.get(one, 0))) for one in shown),
        period=spell(some, t),
        task=task,
        led=led,
        large=large,
        matched=_matched(own, book),
        unlike=tuple(unlike(group, book) for group in others),
        n_unlike=sum(len(group.rows) for group in others),
    )


def _matched(rows: pd.DataFrame, book: Book) -> tuple[Plot, ...]:
    return tuple(
        _plot(matched_spec, both, f"matched-{n}", book.t("cooperation.matched_alt", name=book.region(helper)), book)
        for n, (helper, both) in enumerate(matched_groups(rows))
    )


def _plot(draw: Callable[..., ChartSpec], figures: pd.DataFrame, key: str, alt: str, book: Book) -> Plot:
    points, rows = points_of(figures, book), records(figures)
    return Plot(
        key,
        lambda options: draw(points, book.look, book.t, options),
        ChartOptions(),
        alt,
        figures_table(rows, book),
        tuple(rows),
    )
