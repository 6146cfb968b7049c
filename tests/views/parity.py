"""Many addresses, and what page, slide, sheet and picture say at each, to be held against the view that all of them take."""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import unescape
from math import isnan
from typing import Any, Final

import pandas as pd
import streamlit as st
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from charts.plotly.figure import plotly_figure
from data.schema.model import DIMENSIONS
from export.pictures.bundle import lay_out
from export.pictures.still import words_of
from export.tables.cells import Percent, numeric
from geo.payload import to_json
from geo.shapes.geometry import load_geometry
from tests.pages import app
from text.catalogue import Catalogue
from views import loaders
from views.addresses import split_view, view_of
from views.by_page import VIEWS
from views.declared import BOUNDARIES, PAGES, from_values
from views.params import Param
from views.parts.markup import as_plain
from views.reader import Reader
from views.region.view import PlaceView
from views.slide import Show, Slide
from views.slides.make import slide
from views.unverified import facts_of
from views.view import View

T: Final = Catalogue.load("zh")
#: Values of a parameter that are tried besides one that is not allowed.
TRIED: Final = 3
#: Of so many pictures one is drawn: that takes long, and the others are held to their words.
DRAWN: Final = 16
#: Forms of a page besides those that its parameter ``show`` gives.
FORMS: Final[Mapping[str, tuple[dict[str, str], ...]]] = {
    "overview": ({}, {"fill": "rate"}),
    "trends": ({"show": "delisted", "as": "map"},),
    "region": ({}, {"pair": "350000-640000"}),
}
#: What older links have, and lists with a mistake in them.
ODD: Final = (
    "overview?fill=year",
    "overview?pair=p-201612-18",
    "pairings?pair=p-201612-18",
    "region?pair=p-201612-18",
    "trends?show=delisted&as=map&when=total",
    "trends?regions=650000,,640000,650000,nonsense",
    "trends?regions=100000,650000,640000,620000,520000,530000,510000,610000,630000",
    "sources?source=boundaries",
    *(f"{page}?unverified=1" for page in PAGES),
)
#: Identities of the tables of views, the first that is there counts; all are open.
TABLES: Final = ("pairs", "recorded-table", *(f"co-{task}-table" for task in DIMENSIONS), "table")


def view_at(address: str, read: list[str] | None = None) -> View:
    """The view of an address; names of the parameters that it depends on are added to a list."""
    page, values = split_view(address)
    facts = facts_of(values)
    book = loaders.book(facts, Reader())
    at = from_values(page, facts, book, values)
    usual = at._read

    def reading(param: Param) -> str:
        if read is not None:
            read.append(param.name)
        return usual(param)

    at._read = reading
    made = VIEWS[page](at, facts, loaders.shapes(), book)
    assert made is not None
    return made


@cache
def addresses() -> tuple[str, ...]:
    """Every form of every page, every parameter that it depends on, some values of each; the same on every run."""
    found = dict.fromkeys(ODD)
    for page in PAGES:
        known: set[str] = set()
        for form in _forms(page):
            read: list[str] = []
            view_at(view_of(page, form), read)
            found |= dict.fromkeys(_varied(page, form, set(read), known))
            known |= {*read, *form}
        # What no view depends on stands beside it: the words of a mark, the steps of a slide.
        found |= dict.fromkeys(_varied(page, {}, PAGES[page].keys() & {"show"} | PAGES[page].keys() - known, set()))
    return tuple(found)


def _forms(page: str) -> Iterator[dict[str, str]]:
    at = from_values(page, loaders.facts(), loaders.book(loaders.facts(), Reader()), {})
    if "show" in PAGES[page]:
        yield from ({"show": show} for show in sorted(at.param("show").allowed))
    yield from FORMS.get(page, ())


def _varied(page: str, form: dict[str, str], names: set[str], known: set[str]) -> Iterator[str]:
    """The addresses of a form with one parameter more; of one that another form has tried already, with one value."""
    at = from_values(page, loaders.facts(), loaders.book(loaders.facts(), Reader()), form)
    yield view_of(page, form)
    for name in sorted(names - form.keys()):
        param, pick = at.param(name), random.Random(f"{page} {form} {name}")
        some = pick.sample(sorted(param.allowed), min(1 if name in known else TRIED, len(param.allowed)))
        several = [",".join(some)] if param.several else []
        for value in (*some, *several, *([] if name in known else ["nonsense"])):
            yield view_of(page, form | {name: value})


class Sheets:
    """Stands in for download buttons: what each would hand out, by its key."""

    def __init__(self) -> None:
        self.makers: dict[str, Callable[[], bytes]] = {}
        self._button, self._fold = st.download_button, st.expander

    def button(self, label: str, data: Any, *rest: Any, key: str = "", **more: Any) -> bool:
        self.makers[key] = data
        return self._button(label, data, *rest, **(more | {"key": key}))

    def fold(self, label: str, *, key: str = "", **more: Any) -> Any:
        """A fold that is open where it holds a table: one that is closed is not sent."""
        return self._fold(label, **(more | {"key": key, "expanded": key in TABLES}))

    def table(self) -> tuple[dict[str, str], pd.DataFrame] | None:
        """What the workbook of the view's table says it is, and the table; None where a page has none."""
        key = next((f"{one}-xlsx" for one in TABLES if f"{one}-xlsx" in self.makers), None)
        if key is None:
            return None
        about, table = load_workbook(io.BytesIO(self.makers[key]()), read_only=True).worksheets[:2]
        rows = [[_text(cell) for cell in row] for row in table.iter_rows(values_only=True)]
        said = {str(heading): str(text) for heading, text, *_ in about.iter_rows(values_only=True)}
        return said, pd.DataFrame(rows[1:], columns=rows[0])


def differences(address: str, at: AppTest, sheets: Sheets, *, draw: bool) -> list[str]:
    """Name what page, slide, sheet or picture say otherwise than the view of an address."""
    view, made = view_at(address), slide(address)
    page, _ = split_view(address)
    text = unescape(app.html(at))
    checks = {
        "page: title": _titled(view, text, address),
        "page: finding": _found(view, text, page),
        "page: counts": _counted(view, at, text, address),
        "page: map": _mapped(at, made, address),
        "page: charts": _charted(at, made, view),
        "slide: title": made.title == view.title,
        "slide: finding": made.sentence.startswith(view.finding),
        "slide: period": (made.period, made.basis) == (view.period, view.basis),
        "slide: records": _ids(made.facts) == _records(view),
        "slide: table": made.table.equals(view.summary if len(view.summary) else view.table),
        "slide: summary": _sums_up(view),
        "sheet": _sheet(view, sheets, page),
        "picture": _pictured(made, draw=draw),
    }
    return [name for name, alike in checks.items() if not alike]


def _titled(view: View, text: str, address: str) -> bool:
    heading = re.findall(r"<h1>(.*?)</h1>", text)
    if split_view(address)[0] == "sources" and 'class="document"' in text:  # each has its title above its words
        named = re.findall(r"<h2>(.*?)</h2>", text)
        return heading == [T("sources.title")] and any(one in view.title for one in named)
    return heading == [view.title]


def _found(view: View, text: str, page: str) -> bool:
    if isinstance(view, PlaceView):
        return view.where in text
    return view.finding in re.sub("</?span>", "", text) or 'class="document"' in text


def _counted(view: View, at: AppTest, text: str, address: str) -> bool:
    """What can be changed to is counted in its switch; words, cards and quotes are counted as they stand."""
    page, values = split_view(address)
    offered = [one.options for one in at.button_group if one.key in ("w_task", "w_verdict")]
    named = [as_plain(T("filter.option", name=name, n=n)) for name, n in view.counts]
    if offered:
        return offered == [named]
    if page == "sources" and values.get("show") == "conflicts":
        return text.count("<section>") == sum(n for _, n in view.counts)
    if 'class="document"' in text and values.get("source") != BOUNDARIES:
        return len(re.findall(r'<li id="r-', text)) == view.counts[0][1]
    return True


def _mapped(at: AppTest, made: Slide, address: str) -> bool:
    # By year a slide stands still, and a page steps by itself: not the same picture, and not meant to be.
    if made.scene is None or "fill=" in address or not at.get("component_instance"):
        return True
    return of_moment(app.scene(at)) == of_moment(json.loads(to_json(made.scene)))


def of_moment(scene: dict[str, Any]) -> Any:
    """What a map shows at the moment it opens with: a page that steps through counties brings all moments, a slide one."""
    frames, fill, n = scene["frames"], dict(scene["fill"]), len(scene["fill"]["classes"])
    if frames is None:
        counties = fill.pop("counties", {})
        return scene | {"fill": fill, "tips": {i: tip for i, tip in scene["tips"].items() if i not in counties}}, counties
    assert frames["ahead"] == n - 1 and not scene["tips"]
    left = {i: int(year) for years, ids in frames["values"] for year in years for i in ids}
    counties = {i: frames["years"].index(year) if year <= frames["year"] else n - 1 for i, year in left.items()}
    legend, over = dict(scene["legend"]), fill["classes"][n - 1]["color"]
    # What no county is any more is in the legend of a page alone, where another year is a click away.
    if n - 1 not in counties.values():
        legend["items"] = [item for item in legend["items"] if (item["kind"], item["color"]) != ("fill", over)]
    return scene | {"frames": None, "legend": legend}, counties


def _charted(at: AppTest, made: Slide, view: View) -> bool:
    """A chart of the slide is one of the page's, or draws fewer of its marks."""
    shown = [_marks(json.loads(one.proto.spec)) for one in at.get("plotly_chart")]
    for chart in made.charts:
        drawn = _marks(plotly_figure(chart.spec).to_plotly_json())
        fewer = view.charts[0].still if view.charts else None
        shorter = isinstance(view, PlaceView) or fewer is not None
        known = set().union(*shown)
        if not (drawn in shown or (shorter and drawn <= known) or (not view.charts and not shown)):
            return False
    return True


def _marks(figure: Mapping[str, Any]) -> frozenset[str]:
    each = (one for trace in figure["data"] for one in trace.get("customdata") or ())
    return frozenset(str(i) for one in each for i in (one if isinstance(one, list | tuple) else [one]) if i)


def _ids(facts: pd.DataFrame) -> set[str]:
    return {str(i) for i in facts.iloc[:, 0]} if len(facts) else set()


def _records(view: View) -> set[str]:
    parts = view.of_parts if isinstance(view, PlaceView) else ()
    rows = (*view.observations, *view.cooperation, *parts)
    own = {str(next(iter(row.values()))) for row in rows}
    return own | {str(i) for frame in (view.pairings, view.events) if len(frame) for i in frame.iloc[:, 0]}


def _sums_up(view: View) -> bool:
    """What is summed up counts the rows of the table."""
    return not len(view.summary) or int(view.summary[T("delisted.left")].sum()) == len(view.table) == view.counts[0][1]


def _text(cell: object) -> str:
    """A cell as text, in a workbook as before it was written: a spreadsheet has 1.16% as 0.0116."""
    number = cell.value / 100 if isinstance(cell, Percent) else cell
    if isinstance(number, float):
        return "" if isnan(number) else f"{number:.12g}"
    return "" if number is None else str(number)


def _sheet(view: View, sheets: Sheets, page: str) -> bool:
    found = sheets.table()
    if found is None or (page == "region" and not len(view.pairings)):
        return not len(view.table) or not (view.charts or view.scene) or page == "region"
    said, table = found
    each = T("export.about_each")
    about = [said[T(f"export.about_{name}")] for name in ("title", "period", "basis")]
    own = numeric(view.table).map(_text)
    return (
        about == [view.title, view.period or each, view.basis or each]
        and list(table.columns) == [str(name) for name in own.columns]
        and table.iloc[:, :2].to_numpy().tolist() == own.iloc[:, :2].to_numpy().tolist()
        and len(table) == len(own)
    )


def _pictured(made: Slide, *, draw: bool) -> bool:
    show = Show("", "zh", "light", (made,), "", "v", "2026-01-01")
    words = words_of(made, show)
    plain = re.compile(r"[\s.。]")  # the finding stands on lines of its own, without a stop
    said = [plain.sub("", text) for text in (words.finding + words.sentence, made.sentence)]
    if words.title != made.title or said[0] != said[1] or (made.period and made.period not in words.lines):
        return False
    if not draw:
        return True
    drawn = [one for one in lay_out(show, _geometry(), "16:9", lambda _done, _all: None) if one.svg]
    texts = [re.sub(r"\s", "", unescape(re.sub(r"<[^>]+>", "", one.svg))) for one in drawn]
    # A map beside a chart has the period of what it shows alone.
    period = re.sub(r"\s", "", (made.provenance or made).period)
    return all(re.sub(r"\s", "", f"{made.title}") in one and period in one for one in texts)


@cache
def _geometry() -> Any:
    return load_geometry()
