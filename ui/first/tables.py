"""What stands below the head of the pages of words and tables: words, figures and filters."""

from __future__ import annotations

from ui.first.opened import Body, Opened
from ui.first.parts import block, columns, html, select, switch
from views.cooperation.figures import dimensions
from views.cooperation.view import TaskView
from views.pairings.selection import ALL
from views.parts.markup import Markup, answered_head, element
from views.sources.view import head_of
from views.view import View


def cooperation(opened: Opened, page_view: View) -> Body:
    """Return the terms, or the figures of a task with its filters and what it finds; of the scorecard its head."""
    at, book, t = opened.at, opened.book, opened.book.t
    show, task = at.param("show"), at.param("task")
    names = {value: t(f"cooperation.show_{value}") for value in show.allowed}
    title = html(answered_head(page_view.title, page_view.finding, page_view.qualifier))
    head = columns((4, 6), title, switch(show, names, at["show"], opened.origin, (task,)), center=True)
    if at["show"] == "terms":
        return Body(block(head, html(page_view.panel)))
    if not isinstance(page_view, TaskView):
        return Body(head)
    several = element("h2", t("cooperation.large"), cls="finding") if len(page_view.counts) > 1 else Markup("")
    large = block(html(several, page_view.large), key="task-figures") if page_view.large else Markup("")
    labels = {"helper": t("filter.helper"), "recipient": t("filter.recipient")}
    boxes = (
        select(label, t("filter.all") if at[side] == ALL else book.region(at[side]), at.param(side))
        for side, label in labels.items()
    )
    below = [block(columns((1, 1), *boxes), key="filters")]
    if len(page_view.counts) > 1:
        named = dict(zip(dimensions(at["show"]), page_view.counts, strict=True))
        counted = {value: t("filter.option", name=name, n=n) for value, (name, n) in named.items()}
        below.append(switch(task, counted, at["task"], opened.origin))
    return Body(block(head, large, *below, html(element("p", page_view.counted, cls="counted"))))


def sources(opened: Opened, page_view: View) -> Body:
    """Return the conflicts; of the other views their head."""
    at, t = opened.at, opened.book.t
    show = at.param("show")
    names = {value: t(f"sources.show_{value}") for value in show.allowed}
    words = head_of(page_view, at, opened.facts, opened.book)
    head = columns((5, 5), html(words), switch(show, names, at["show"], opened.origin), center=True)
    return Body(block(head, html(page_view.panel)) if at["show"] == "conflicts" else head)
