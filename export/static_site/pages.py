"""A page of the published site, with the files beside it: the tables as a workbook, the map and the charts as pictures.

Every page is one view as a :class:`views.slide.Slide`, in both themes. Pages link to one another by relative addresses, and
what they share (outlines of regions, style, script) is fetched as scripts, which a browser also does from a folder: there it
would refuse ``fetch``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Final

import pandas as pd

from charts.plotly.figure import plotly_figure
from charts.spec import ChartSpec
from export.html.templates import render
from export.pictures.browser import Pictures
from export.pictures.png import fewer_colors, to_png
from export.pictures.still import still_chart, words_of
from export.static_site.colors import Colors, in_light, put_back, stand_ins
from export.static_site.fingerprint import fingerprint
from export.static_site.packing import lean, lean_chart
from export.tables.cells import numeric
from export.tables.records import about
from export.tables.sheets import write_xlsx
from geo.still.draw import Geometry
from geo.still.picture import Placed
from geo.still.sheet import pictures
from geo.still.svg.marks import quoted
from geo.still.svg.picture import add_shared
from geo.still.svg.sheet import sheet_svg
from text.catalogue import Catalogue
from text.markup import Markup, outside
from views.slide import Chart, Provenance, Show, Slide

FILES: Final = Path(__file__).with_name("files")
#: Units of the map of a page, and its smallest type: a page is read from near, not from the back row.
MAP_WIDTH, MAP_HEIGHT, SMALLEST = 900.0, 600.0, 12.0
#: Pixels added to the height of a chart that plotly draws, which was made for a slide: a page may be longer.
_CHART_GROWS: Final = 220
#: Characters of a sentence that still stands above the picture, and of what is said below a chart.
_LONG: Final = 160
#: Rows of a table that stands on the page itself; a longer one is in a script beside it.
_LONGEST: Final = 60
#: Shape of the pictures beside a page.
_SIZE: Final = "4:3"
#: Their width: whole on a slide or a page of a document, and a site has thousands.
_PIXELS: Final = 1280
_FLOW_ID: Final = re.compile(r'\bdata-flow="([^"]*)"')
_IDS: Final = re.compile(r'\bid="([^"]+)"')

#: Ending of the script with the rows of long tables.
_ROWS: Final = "-rows.js"

Links = tuple[tuple[str, str], ...]
#: Heading, columns, rows.
_Table = tuple[str, list[str], list[list[str]]]


@dataclass(frozen=True)
class Content:
    """What a page shows.

    Attributes
    ----------
    slide : Slide
        In both themes.
    lists : tuple of (heading, links)
        Lists of (text, path) that lead on, such as the regions of a province.
    flows : mapping of str to str
        Flow id to the path of its pair's page, of the flows on its map.
    """

    slide: Slide
    lists: tuple[tuple[str, Links], ...] = ()
    flows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SitePage:
    """A page of the site.

    Attributes
    ----------
    path : str
        Below the folder of its language, such as ``regions/650000.html``.
    group : str
        Path of the page in the navigation that it belongs to.
    key : str
        What it stands on: one that is published under the same key is not made again.
    make : callable
        Makes what it shows; in another process, so that it can be pickled.
    basis : str
        What all pages stand on, such as the program: where it is the same, what shows the same looks the same.
    """

    path: str
    group: str
    key: str
    make: Callable[[], Content]
    basis: str = ""


@dataclass(frozen=True)
class Site:
    """What all pages of a language share.

    Attributes
    ----------
    navigation : tuple of (label, path)
    regions : frozenset of str
        Ids of the regions that have a page.
    boundaries, data_version, created : str
        As in :class:`views.slide.Show`.
    langs : tuple of str
        All languages, this one too.
    search : str
        What the search box says, as JSON; empty for a site without one. Its script, style and lists are ``search.js``,
        ``search.css`` and ``places-<lang>.js`` among the assets.
    """

    lang: str
    title: str
    navigation: tuple[tuple[str, str], ...]
    regions: frozenset[str]
    boundaries: str
    data_version: str
    created: str
    langs: tuple[str, ...] = ()
    search: str = ""


@dataclass(frozen=True)
class Made:
    """A page that was made.

    Attributes
    ----------
    files : mapping of str to bytes or None
        By their paths below the folder of its language; None where the one before shows the same and stays.
    marks : mapping of str to str
        What each of them shows, as a mark that changes with it.
    outlines : mapping of str to str
        Outlines that all pages share.
    """

    files: Mapping[str, bytes | None]
    marks: Mapping[str, str]
    outlines: Mapping[str, str]


@dataclass(frozen=True)
class _Drawn:
    """A chart: as a picture, and the same for narrow windows; or the figure that plotly draws in the reader's browser."""

    alt: str
    wide: str = ""
    tall: str = ""
    width: int = 0
    figure: str = ""
    provenance: Provenance | None = None


def make_page(
    page: SitePage,
    content: Content,
    site: Site,
    geometry: Callable[[], Geometry],
    browser: Callable[[], Pictures] | None,
    before: Mapping[str, str],
) -> Made:
    """Make a page and the files beside it.

    Parameters
    ----------
    geometry : callable
        Gives the shapes, where they are wanted.
    browser : callable, optional
        Gives what draws the charts. Without it the reader's browser does, with plotly's library, and there are no pictures
        of them.
    before : mapping of str to str
        The marks of the files that there are: what shows the same is not made again.
    """
    colors, t, slide, name = Colors(), Catalogue.load(site.lang), content.slide, PurePosixPath(page.path)
    placed = _placed(slide, geometry)
    charts = [_chart(chart, n, browser) for n, chart in enumerate(slide.charts)]
    tables = [
        *_table(t("site.table" if placed or charts else "table.sheet"), slide.table),
        *_table(t("site.facts"), slide.facts),
    ]
    beside = _beside(page, slide, site, placed, charts, tables, t)
    drawn, outlines = lean(_svg(slide, placed, shared=True)) if placed else ("", dict[str, str]())
    arrows = {arrow.flow_id: arrow.name for one in placed for arrow in one.picture.arrows}
    numbers = {quoted(flow): str(n) for n, flow in enumerate(arrows)}
    drawn = _FLOW_ID.sub(lambda match: f'data-flow="{numbers[match[1]]}"', drawn)
    labels = {file: label for file, (label, _, _) in beside.items() if label}
    text = render(
        FILES / "page.html",
        page=page,
        lists=content.lists,
        site=site,
        slide=slide,
        t=t,
        up="../" * page.path.count("/"),
        most=_LONG,
        map=Markup(colors.put(drawn)),
        charts=[_themed(chart, colors) for chart in charts],
        by_plotly=any(chart.figure for chart in charts),
        labels=labels,
        tables=tables,
        longest=_LONGEST,
        beside=f"{name.stem}{_ROWS}",
        outside=outside,
        style=Markup(colors.style()),
        data=Markup(_script_json(_data(page, content, placed, arrows, charts))),
    )
    for one in placed:
        add_shared(one.picture, outlines)
    files: dict[str, bytes | None] = {page.path: text.encode()}
    marks = {page.path: ""}
    for file, (_, mark, make) in beside.items():
        path = str(name.with_name(file))
        files[path], marks[path] = None if before.get(path) == mark else make(), mark
    return Made(files, marks, outlines)


def _beside(
    page: SitePage,
    slide: Slide,
    site: Site,
    placed: tuple[Placed, ...],
    charts: list[_Drawn],
    tables: list[_Table],
    t: Catalogue,
) -> dict[str, tuple[str, str, Callable[[], bytes]]]:
    """Return the files beside a page: what their links say, if there are any, a mark of what they show, what makes them."""
    stem = PurePosixPath(page.path).stem
    beside: dict[str, tuple[str, str, Callable[[], bytes]]] = {}
    said = (page.basis, slide.title, slide.sentence, slide.period, slide.basis, slide.own, slide.footnotes)
    if len(slide.table) or len(slide.facts):
        mark = fingerprint((said, slide.table, slide.facts))
        beside[f"{stem}.xlsx"] = t("site.as_table"), mark, partial(_workbook, slide, site, t)
    long = [rows if len(rows) > _LONGEST else [] for _, _, rows in tables]
    if any(long):
        beside[f"{stem}{_ROWS}"] = "", fingerprint((page.basis, long)), partial(_rows, long)
    for kind, alt, svg, part in _stills(slide, placed, charts):
        label = t("site.as_chart") if kind or not placed else t("site.as_map")
        beside[f"{stem}{kind}.png"] = label, fingerprint((said, part, alt, svg)), partial(_png, slide, site, part, alt, svg)
    return beside


def _png(slide: Slide, site: Site, part: Provenance | None, alt: str, svg: str) -> bytes:
    words = words_of(slide, Show("", site.lang, "light", (), site.boundaries, site.data_version, site.created), part)
    return fewer_colors(to_png(still_chart(in_light(svg), words, "light", _SIZE, alt), _PIXELS))


def _placed(slide: Slide, geometry: Callable[[], Geometry]) -> tuple[Placed, ...]:
    if not slide.mapped:
        return ()
    return pictures(slide.scene, slide.panels, geometry(), slide.names, MAP_WIDTH, MAP_HEIGHT, smallest=SMALLEST)


def _svg(slide: Slide, placed: tuple[Placed, ...], *, shared: bool) -> str:
    # The writer of the SVG escapes every text itself.
    return sheet_svg(placed, MAP_WIDTH, MAP_HEIGHT, title=slide.title, ids="m-", shared=shared)


def _stills(slide: Slide, placed: tuple[Placed, ...], charts: list[_Drawn]) -> list[tuple[str, str, str, Provenance | None]]:
    """Of each picture of a page: what its name adds, what it shows in a sentence, SVG of both themes, what it stands on."""
    alt = slide.scenes[0].text.get("alt", slide.title) if placed else ""
    stills = [("", alt, _svg(slide, placed, shared=False), slide.provenance)] if placed else []
    for n, chart in enumerate((chart for chart in charts if chart.wide), start=1):
        kind = f"-chart{n if n > 1 else ''}" if placed or n > 1 else ""
        stills.append((kind, chart.alt, chart.wide, chart.provenance))
    return stills


def _chart(chart: Chart, number: int, browser: Callable[[], Pictures] | None) -> _Drawn:
    if browser is None:
        spec, held = stand_ins(chart.spec)
        figure = json.loads(plotly_figure(spec).to_json())
        figure["layout"]["height"] = figure["layout"].get("height", 400) + _CHART_GROWS
        figure["layout"].pop("width", None)
        text = json.dumps(figure, separators=(",", ":"), allow_nan=False)
        # The page's script puts in the colours of the theme before plotly reads it.
        return _Drawn(chart.alt, figure=put_back(text, held), provenance=chart.provenance)
    wide, tall = (
        _drawn(spec, f"p{number}{n}-", browser()) if spec else "" for n, spec in enumerate((chart.spec, chart.tall))
    )
    return _Drawn(chart.alt, Markup(wide), Markup(tall), chart.spec.options.width_px, provenance=chart.provenance)


def _drawn(spec: ChartSpec, ids: str, browser: Pictures) -> str:
    """Draw a chart in both themes; several on a page each have ids of their own."""
    plain, held = stand_ins(spec)
    svg = browser.svg(plotly_figure(plain), spec.options.width_px, round(spec.height_px))
    for old in dict.fromkeys(_IDS.findall(svg)):
        svg = re.sub(rf"(id=\"|#){re.escape(old)}(?=[\"')&])", rf"\g<1>{ids}{old}", svg)
    return put_back(svg, held)


def _themed(chart: _Drawn, colors: Colors) -> _Drawn:
    """The same with properties for colours; plotly, which drew it, escapes every text too."""
    return replace(chart, wide=Markup(colors.put(lean_chart(chart.wide))), tall=Markup(colors.put(lean_chart(chart.tall))))


def _workbook(slide: Slide, site: Site, t: Catalogue) -> bytes:
    sheets = {t("table.sheet"): slide.table, t("sheet.sources"): slide.facts}
    lines = about(
        t,
        title=slide.title,
        period=slide.period,
        basis=slide.basis,
        boundaries=site.boundaries,
        data_version=site.data_version,
        created=site.created,
    )
    filled = {name: numeric(table) for name, table in sheets.items() if len(table)}
    return write_xlsx(filled, about=lines, created=site.created, about_name=t("present.about"))


def _rows(tables: list[list[list[str]]]) -> bytes:
    """The rows of long tables as a script, which a browser also loads from a folder."""
    return f"atlasRows({_script_json(tables)});\n".encode()


def _table(heading: str, table: pd.DataFrame) -> list[_Table]:
    """Heading, columns and rows of a table; nothing of one without rows."""
    rows = [[_cell(value) for value in row] for row in table.itertuples(index=False)]
    return [(heading, [str(column) for column in table.columns], rows)] if rows else []


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{value:,.12g}"
    return "" if value is None else str(value)


def _data(
    page: SitePage, content: Content, placed: tuple[Placed, ...], arrows: Mapping[str, str], charts: list[_Drawn]
) -> dict[str, Any]:
    """What the script knows of a page: of each region its name and what is known of it, of each flow name and page.

    Parameters
    ----------
    arrows : mapping of str to str
        Flow id to what it is called; the map has their numbers.
    """
    regions: dict[str, list[str]] = {}
    for patch in (patch for one in placed for patch in one.picture.patches):
        unit = patch.unit or patch.region_id
        name = content.slide.names.get(unit, (patch.name if unit == patch.region_id else "",))[0]
        if name:
            regions[unit] = [name]
    for one in placed:
        for unit, lines in one.picture.cards.items():
            if unit in regions:
                regions[unit].extend(one.say(line) for line in lines)
    return {
        "up": "../" * page.path.count("/"),
        "regions": {unit: list(dict.fromkeys(lines)) for unit, lines in regions.items()},
        "flows": [[name, content.flows.get(flow, "")] for flow, name in arrows.items()],
        "charts": [chart.figure for chart in charts if chart.figure],
    }


def _script_json(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
