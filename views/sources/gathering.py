"""Whom a document names at a meeting, as a map: each of its events of that day gives its places a colour of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from data.load import Facts
from data.rows import Row, records
from geo.compose.layers.labels import place_labels
from geo.compose.scenes import Setting
from geo.scene import Fill, FillClass, Legend, LegendItem, Scene
from text.dates import format_date
from views.book import Book
from views.loaders import Shapes, gazetteer
from views.overview.national import credit
from views.view import View

#: What is said of the whole country has no place on a map.
_COUNTRY: Final = "100000"
_LEVELS: Final = ("province", "prefecture")


def of_day(view: View) -> tuple[list[Row], list[Row]]:
    """Return the events of the day that a document's view points out: those of places, and those of the country.

    Returns
    -------
    places, country : list of dict
        Rows of ``events``, those with most places first; both empty where the view points out no event.
    """
    events = records(view.events)
    asked = next((row for row in events if view.chosen == ("record", row["event_id"])), None)
    if asked is None:
        return [], []
    same = [row for row in events if row["date"] == asked["date"]]
    named = [row for row in same if _places(row)]
    named.sort(key=lambda row: -len(_places(row)))
    return named, [row for row in same if not _places(row)]


def _places(row: Row) -> list[str]:
    return [i for i in row["region_ids"].split(";") if i and i != _COUNTRY]


def counted(events: Sequence[Row], book: Book) -> tuple[tuple[str, int], ...]:
    """Return how many places each event names, under its title; of one place there is nothing to count."""
    return tuple((str(row[f"title_{book.t.lang}"]), len(_places(row))) for row in events if len(_places(row)) > 1)


def gathering(events: Sequence[Row], facts: Facts, shapes: Shapes, book: Book) -> Scene:
    """Compose the map of some events of a day.

    Parameters
    ----------
    events : sequence of dict
        Rows of ``events`` as :func:`of_day` gives them.
    """
    t, places = book.t, gazetteer(facts, shapes, book.t.lang)
    classes = [one for row in events for one in _colors(row, facts, book)]
    fills: dict[str, dict[str, int]] = {level: {} for level in _LEVELS}
    for number, row in enumerate(events):
        for region in _places(row):
            level = places.levels.get(region, "")
            if level in fills:
                fills[level][region] = 2 * number + _LEVELS.index(level)
    fill = Fill(tuple(classes), fills["province"], fills["prefecture"])
    date = format_date(events[0]["date"], t.lang)
    setting = Setting(book.look, t, credit(shapes, t), t("gathering.alt", date=date, text=_told(events, book)))
    legend = Legend(date, _legend(fill))
    return setting.scene(fill, legend, (), place_labels(fill, places.levels, first=tuple(fill.prefectures)), places)


def _legend(fill: Fill) -> tuple[LegendItem, ...]:
    used: Mapping[str, int] = {**fill.provinces, **fill.prefectures}
    return tuple(
        LegendItem("hatch" if one.hatch else "fill", one.text, one.color, one.hatch)
        for number, one in enumerate(fill.classes)
        if number in used.values()
    )


def _colors(row: Row, facts: Facts, book: Book) -> tuple[FillClass, FillClass]:
    """Classes of an event's provinces and of its prefectures: by what its places do elsewhere, help or be helped."""
    look, places = book.look, _places(row)
    helpers, recipients = set(facts.pairings["helper_id"]), set(facts.pairings["recipient_id"])
    helping = sum(i in helpers for i in places)
    helped = sum(i in recipients for i in places)
    light, strong = (look.helper, look.helper_strong) if helping > helped else (look.recipient, look.recipient_strong)
    title = str(row[f"title_{book.t.lang}"])
    if len(places) == 1:  # neither side of the meeting: where it was, or one more who came
        return FillClass(look.land, title, look.hatch), FillClass(look.accent, title)
    several = any(len(i) == len(_COUNTRY) and not i.endswith("0000") for i in places)
    return FillClass(light, title), FillClass(strong, book.t("gathering.cities") if several else title)


def _told(events: Sequence[Row], book: Book) -> str:
    t = book.t
    return t("describe.semicolon").join(
        t("slide.of", region=row[f"title_{t.lang}"], what=t("describe.comma").join(map(book.short, _places(row))))
        for row in events
    )
