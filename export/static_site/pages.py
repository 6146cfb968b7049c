"""The published site: pages that any web server or folder can hand out, with nothing behind them.

Every page is one view as a :class:`views.slide.Slide`. Pages link to one another by relative addresses, and what they
share (outlines of regions, style, script, the chart library) is fetched as scripts, which a browser also does from a
folder; ``fetch`` it would refuse there.
"""

from __future__ import annotations

import gzip
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pandas as pd
import plotly

from charts.plotly.figure import plotly_figure
from export.html.templates import render
from geo.still.draw import Geometry
from geo.still.sheet import pictures
from geo.still.svg.picture import add_shared, shared_svg
from geo.still.svg.sheet import sheet_svg
from text.catalogue import Catalogue
from text.markup import Markup, outside
from views.slide import Chart, Slide

_FILES: Final = Path(__file__).with_name("files")
#: Units of the map of a page, and its smallest type: a page is read from near, not from the back row.
MAP_WIDTH, MAP_HEIGHT, SMALLEST = 900.0, 600.0, 12.0
#: Pixels added to the height of a chart, which was made for a slide: a page may be longer.
_CHART_GROWS: Final = 220
#: Characters of a sentence that still stands above the picture.
_LONG: Final = 160


@dataclass(frozen=True)
class SitePage:
    """A page of the site.

    Attributes
    ----------
    path : str
        Below the folder of its language, such as ``regions/650000.html``.
    group : str
        Path of the page in the navigation that it belongs to.
    lists : tuple of (heading, links)
        Lists of (text, path) that lead on, such as the regions of a province.
    flows : mapping of str to str
        Flow id to the path of its pair's page.
    """

    path: str
    slide: Slide
    group: str
    lists: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    flows: Mapping[str, str] = field(default_factory=dict)


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
    """

    lang: str
    title: str
    navigation: tuple[tuple[str, str], ...]
    regions: frozenset[str]
    boundaries: str
    data_version: str
    created: str


def write_site(
    out: Path,
    sites: Mapping[str, tuple[Site, Iterable[SitePage]]],
    geometry: Geometry,
    catalogues: Mapping[str, Catalogue],
    files: Mapping[str, bytes],
    progress: Callable[[str], None] = lambda path: None,
) -> int:
    """Write the site: all of it or nothing.

    Parameters
    ----------
    out : Path
        The folder; one that holds a site is replaced once the new one is complete. Any other folder that is not empty is
        refused.
    sites : mapping of str to (Site, pages)
        Language to its pages; the first language is the one the site opens with.
    files : mapping of str to bytes
        Further files by path, such as decks.
    progress : callable
        Called with the path of each page written.

    Returns
    -------
    int
        How many pages were written.

    Raises
    ------
    FileExistsError
        ``out`` is a folder with something else in it; the message names it.
    """
    check_folder(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        shapes: dict[str, str] = {}
        count = 0
        for lang, (site, pages) in sites.items():
            for page in pages:
                _write(work / lang / page.path, _page(page, site, catalogues[lang], geometry, shapes, tuple(sites)))
                progress(f"{lang}/{page.path}")
                count += 1
        _assets(work / "assets", shapes)
        # A front door without a script: it leads to the overview in the first language.
        _write(work / "index.html", render(_FILES / "door.html", to=f"{next(iter(sites))}/index.html"))
        for path, content in files.items():
            (work / path).parent.mkdir(parents=True, exist_ok=True)
            (work / path).write_bytes(content)
        _replace(work, out)
        return count
    finally:
        shutil.rmtree(work, ignore_errors=True)


def check_folder(out: Path) -> None:
    """See that a folder may be written: there is none, it is empty, or it holds a site.

    Raises
    ------
    FileExistsError
        Otherwise; nothing was touched.
    """
    if out.exists() and any(out.iterdir()) and not (out / "assets" / "site.js").is_file():
        raise FileExistsError(out)


def _replace(work: Path, out: Path) -> None:
    work.chmod(0o755)  # a temporary folder is its owner's alone; a site is for everyone
    old = out.with_name(f".{out.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    work.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _assets(folder: Path, shapes: Mapping[str, str]) -> None:
    folder.mkdir()
    for name in ("site.css", "site.js"):
        shutil.copyfile(_FILES / name, folder / name)
    outlines = json.dumps(shared_svg(shapes))
    _write(folder / "shapes.js", f"atlasShapes({outlines});\n")
    library = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    shutil.copyfile(library, folder / "plotly.min.js")
    # Servers that hand out packed files when they lie beside the plain ones (nginx gzip_static) find them.
    for name in ("plotly.min.js", "shapes.js"):
        (folder / f"{name}.gz").write_bytes(gzip.compress((folder / name).read_bytes(), 9, mtime=0))


def _page(
    page: SitePage, site: Site, t: Catalogue, geometry: Geometry, shapes: dict[str, str], langs: tuple[str, ...]
) -> str:
    up = "../" * page.path.count("/")
    slide, picture = page.slide, Markup("")
    if slide.mapped:
        drawn = pictures(slide.scene, slide.panels, geometry, slide.names, MAP_WIDTH, MAP_HEIGHT, smallest=SMALLEST)
        for one in drawn:
            add_shared(one.picture, shapes)
        # The writer of the SVG escapes every text itself.
        picture = Markup(sheet_svg(drawn, MAP_WIDTH, MAP_HEIGHT, title=slide.title, ids="m-", shared=True))
    data = {
        "up": up,
        "regions": sorted(site.regions) if slide.mapped else [],
        "flows": dict(page.flows),
        "charts": [_figure_json(chart) for chart in slide.charts],
        "tips": _tips(slide),
    }
    return render(
        _FILES / "page.html",
        page=page,
        site=site,
        slide=slide,
        t=t,
        up=up,
        langs=langs,
        long=len(slide.sentence) > _LONG,
        map=picture,
        tables=[*_table(t("site.table"), slide.table), *_table(t("site.facts"), slide.facts)],
        outside=outside,
        data=Markup(_script_json(data)),
    )


def _table(heading: str, table: pd.DataFrame) -> list[tuple[str, list[str], list[list[str]]]]:
    """Heading, columns and rows of a table; nothing of one without rows."""
    rows = [[_cell(value) for value in row] for row in table.itertuples(index=False)]
    return [(heading, [str(column) for column in table.columns], rows)] if rows else []


def _cell(value: Any) -> str:
    return "" if value is None or (isinstance(value, float) and pd.isna(value)) else str(value)


def _figure_json(chart: Chart) -> Any:
    figure = json.loads(plotly_figure(chart.spec).to_json())
    figure["layout"]["height"] = figure["layout"].get("height", 400) + _CHART_GROWS
    figure["layout"].pop("width", None)
    return figure


def _tips(slide: Slide) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for scene, said in ((slide.scene, ""), *((panel.scene, panel.said) for panel in slide.panels)):
        values = {label.region_id: [label.text] for label in scene.labels if label.text} if scene else {}
        tips = {i: values.get(i, []) + list(lines) for i, lines in scene.tips.items()} if scene else {}
        for region, lines in (values | tips).items():
            found.setdefault(region, []).extend(f"{said} · {line}" if said else line for line in lines)
    return found


def _script_json(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
