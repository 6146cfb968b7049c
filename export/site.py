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

from charts.plotly_writer import plotly_figure
from geo.drawing import Geometry, draw
from geo.svg import add_shared, shared_svg, to_svg
from text.catalogue import Catalogue
from text.markup import Markup, element, join, outside
from views.slide import Chart, Footnote, Slide

_FILES: Final = Path(__file__).with_name("site_files")
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
    boundaries, data_version, made : str
        As in :class:`views.slide.Show`.
    """

    lang: str
    title: str
    navigation: tuple[tuple[str, str], ...]
    regions: frozenset[str]
    boundaries: str
    data_version: str
    made: str


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
        _write(work / "index.html", _door(next(iter(sites))))
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


def _door(lang: str) -> str:
    """A front door without a script: it leads to the overview in the first language."""
    to = f"{lang}/index.html"
    return (
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={to}">'
        f'<title>结对图 Pairing Atlas</title><a href="{to}">结对图 Pairing Atlas</a>\n'
    )


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
    slide = page.slide
    sentence = element("p", slide.sentence, cls="sentence")
    # A long sentence, which says the whole picture, stands under it: the picture is what one came for.
    parts = [element("h1", slide.title), sentence if slide.sentence and len(slide.sentence) <= _LONG else ""]
    main: list[str] = []
    if slide.scene:
        picture = draw(slide.scene, geometry, slide.names, MAP_WIDTH, MAP_HEIGHT, smallest=SMALLEST)
        add_shared(picture, shapes)
        # The writer of the SVG escapes every text itself.
        main.append(element("figure", Markup(to_svg(picture, title=slide.title, ids="m-", shared=True)), cls="map"))
    main += [_chart(chart, n) for n, chart in enumerate(slide.charts)]
    figures = element("dl", *(_figure(f.value, f.label, f.when, f.notes) for f in slide.figures), cls="figures")
    lines = (*slide.points, *slide.further)
    points = element("ul", *(element("li", line) for line in lines), cls="points")
    side = [
        figures if slide.figures else "",
        points if lines else "",
        *(_links(heading, links, up) for heading, links in page.lists),
    ]
    body = element("div", element("div", *main, cls="main"), element("aside", *side), cls="columns")
    tables = [
        sentence if len(slide.sentence) > _LONG else "",
        _table(t("site.table"), slide.table),
        _table(t("site.facts"), slide.facts),
    ]
    foot = element("section", element("h2", t("site.sources")), _sources(slide.footnotes), cls="sources")
    data = {
        "up": up,
        "regions": sorted(site.regions) if slide.scene else [],
        "flows": dict(page.flows),
        "charts": [_figure_json(chart) for chart in slide.charts],
        "tips": _tips(slide),
    }
    return "".join(
        [
            f'<!doctype html>\n<html lang="{"zh-CN" if site.lang == "zh" else "en"}"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            element("title", t("site.page_title", page=slide.title, site=site.title)),
            f'<link rel="stylesheet" href="../{up}assets/site.css"></head><body>',
            _header(page, site, t, up, langs),
            element("main", *parts, body, *tables, foot),
            element("footer", t("site.about", boundaries=site.boundaries, version=site.data_version, date=site.made)),
            f'<script type="application/json" id="page">{_script_json(data)}</script>',
            f'<script src="../{up}assets/plotly.min.js"></script>' if slide.charts else "",
            f'<script src="../{up}assets/site.js"></script>',
            f'<script src="../{up}assets/shapes.js"></script>' if slide.scene else "",
            "</body></html>\n",
        ]
    )


def _header(page: SitePage, site: Site, t: Catalogue, up: str, langs: tuple[str, ...]) -> Markup:
    links = [
        element("a", label, href=up + path, **({"aria_current": "page"} if path == page.group else {}))
        for label, path in site.navigation
    ]
    others = [
        element("a", t(f"switch.{lang}"), href=f"../{up}{lang}/{page.path}", lang=lang, hreflang=lang)
        for lang in langs
        if lang != site.lang
    ]
    brand = element("a", site.title, href=f"{up}index.html", cls="brand")
    return element("header", brand, element("nav", *links), *others)


def _figure(value: str, label: str, when: str, notes: tuple[int, ...]) -> Markup:
    marks = [element("sup", element("a", str(n), href=f"#s{n}")) for n in notes]
    return element("div", element("dt", label), element("dd", element("b", value), *marks, " ", element("span", when)))


def _links(heading: str, links: tuple[tuple[str, str], ...], up: str) -> Markup:
    items = [element("li", element("a", text, href=up + path)) for text, path in links]
    return element("section", element("h2", heading), element("ul", *items, cls="links")) if links else Markup("")


def _chart(chart: Chart, number: int) -> Markup:
    return element(
        "figure",
        element("div", id=f"chart-{number}", cls="chart", role="img", aria_label=chart.alt),
        element("figcaption", chart.alt),
        cls="chart-room",
    )


def _table(heading: str, table: pd.DataFrame) -> Markup:
    if table.empty:
        return Markup("")
    head = element("tr", *(element("th", str(c), scope="col") for c in table.columns))
    rows = [element("tr", *(element("td", _cell(v)) for v in row)) for row in table.itertuples(index=False)]
    inner = element("table", element("thead", head), element("tbody", join(*rows)))
    summary = element("summary", f"{heading} · {len(table)}")
    return element("details", summary, element("div", inner, cls="table-room", tabindex="0"), open="open")


def _cell(value: Any) -> str:
    return "" if value is None or (isinstance(value, float) and pd.isna(value)) else str(value)


def _sources(notes: tuple[Footnote, ...]) -> Markup:
    items = [
        element(
            "li",
            element("p", outside(note.text, note.url)),
            element("p", note.tier, cls="tier") if note.tier else "",
            *(element("blockquote", quote, lang="zh") for quote in dict.fromkeys(note.quotes)),
            id=f"s{note.number}",
            value=str(note.number),
        )
        for note in notes
    ]
    return element("ol", *items)


def _figure_json(chart: Chart) -> Any:
    figure = json.loads(plotly_figure(chart.spec).to_json())
    figure["layout"]["height"] = figure["layout"].get("height", 400) + _CHART_GROWS
    figure["layout"].pop("width", None)
    return figure


def _tips(slide: Slide) -> dict[str, list[str]]:
    if slide.scene is None:
        return {}
    values = {label.region_id: [label.text] for label in slide.scene.labels if label.text}
    tips = {i: values.get(i, []) + list(lines) for i, lines in slide.scene.tips.items()}
    return values | tips


def _script_json(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
