"""A deck as one HTML file: shown in the browser, from a memory stick as from the atlas, with nothing asked of any host.

Everything stands in the file, and a strict content security policy in its head forbids the rest: scripts and styles run by
their hash alone, pictures are only drawn ones, and nothing can be fetched. Slides are plain markup that also reads and
prints without script; the script (``export/player``) shows one at a time.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import plotly.io
import plotly.offline

from charts.base import FONT_FAMILY, PLOTLY_CONFIG
from charts.plotly.figure import plotly_figure
from export.deck.layout import HEIGHTS, Layout, layout
from export.html.keys import CONTROLS, KEYS, WORDS
from export.html.maps import Drawn, draw_maps, hierarchy_of, map_payload, names_of, share
from export.html.room import lines_of, marks, rules
from export.html.slide import appendix, section
from geo.client.assets import hierarchy_script
from geo.still.draw import Geometry
from look.palette import Palette
from text.catalogue import Catalogue
from views.slide import Chart, Show, Slide

PLAYER_DIR: Final = Path(__file__).with_name("player")
#: Order matters: each part adds to what stands before it.
SCRIPTS: Final = ("begin.js", "screen.js", "charts.js", "map.js", "bake.js", "panels.js", "lens.js", "notes.js", "player.js")
#: Names of the two layouts in the page.
SHAPES: Final = {"wide": "16:9", "tall": "4:3"}
#: How body and foot of a slide with a map share what sentence and foot leave: beyond their own top, beyond their own height.
_MOVED: Final = {"body": (" - var(--up)", " + var(--up) + var(--down)"), "foot": (" + var(--down)", " - var(--down)")}
#: plotly's type size where a figure names none.
_PLOTLY_PX: Final = 12.0
# What could end a script element or a line of it.
_ESCAPED: Final = {c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def write_html(
    show: Show,
    geometry: Geometry,
    t: Catalogue,
    look: Palette,
    *,
    back: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> str:
    """Write a deck as one page that needs nothing else.

    Parameters
    ----------
    show : Show
        One with no slides gives a page that says only its title.
    geometry : Geometry
        Shapes of the regions.
    t : Catalogue
        Of the show's language.
    look : Palette
        Of the show's theme; the scenes' own colours are in the scenes.
    back : str
        Address that Esc leads to, where the page is served by an atlas; empty for none.
    progress : callable, optional
        Called with the number of slides done and of all, as they are drawn. What it raises ends the writing.

    Returns
    -------
    str
        The same for the same show: nothing in it depends on the clock or on chance.

    Raises
    ------
    ValueError
        If ``back`` is no address of a page.
    """
    if urlsplit(back).scheme not in ("", "http", "https"):
        raise ValueError(f"back={back!r} is no address of a page: write a path, or one that begins with http")
    layouts = {name: layout(shape) for name, shape in SHAPES.items()}
    drawn: list[Drawn] = []
    rooms: list[str] = []
    for slide in show.slides:
        # A map is as large as sentence and foot leave it.
        lines = {name: lines_of(slide, show, lay, t) for name, lay in layouts.items()} if slide.mapped else {}
        drawn.append(draw_maps(slide, geometry, {name: layouts[name].with_lines(*both) for name, both in lines.items()}))
        rooms.append(marks(lines))
        if progress:
            progress(len(drawn), len(show.slides))
    shapes, drawn = share(drawn)
    charts = [chart for slide in show.slides for chart in slide.charts]
    style = _style(look, layouts)
    first, *parts = (_asset(name) for name in SCRIPTS)
    script = "".join((first, hierarchy_script(), *parts))
    library = _library() if charts else None
    policy = _policy(_hash(script), _hash(style), library[1] if library else "")
    data = _json(_deck(show, charts, drawn, layouts, t, back))
    # Nothing draws them without unpacking the library too, so they may travel packed as well.
    packed = _packed(_json([_chart(chart) for chart in charts]))
    return "".join(
        (
            f'<!doctype html>\n<html lang="{_language(show.lang)}" class="wide {_shade(show.theme)}">\n',
            '<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width,initial-scale=1">\n',
            f'<meta name="color-scheme" content="{_shade(show.theme)}">\n',
            f'<title>{escape(show.title)}</title>\n<style id="style">{style}</style>\n</head>\n<body>\n',
            f'<div id="shapes" aria-hidden="true">{shapes}</div>\n',
            _stage(show, drawn, rooms, t, back),
            appendix(show, t),
            f'<script type="application/json" id="deck">{data}</script>\n',
            f'<script type="application/octet-stream" id="charts">{packed}</script>\n' if library else "",
            f'<script type="application/octet-stream" id="plotly">{library[0]}</script>\n' if library else "",
            f"<script>{script}</script>\n</body>\n</html>\n",
        )
    )


def _stage(show: Show, drawn: Sequence[Drawn], rooms: Sequence[str], t: Catalogue, back: str) -> str:
    total, parts, first_chart = len(show.slides), [], 0
    for n, (slide, maps) in enumerate(zip(show.slides, drawn, strict=True)):
        parts.append(section(slide, n, total, show, maps.svg, rooms[n], first_chart, t))
        first_chart += len(slide.charts)
    keys = "".join(f"<dt>{escape(keys)}</dt><dd>{escape(t(f'player.{word}'))}</dd>" for keys, word in KEYS)
    return (
        f'<main id="stage" class="stage">\n<h1 class="unseen">{escape(show.title)}</h1>\n'
        f'<p class="announce unseen" aria-live="polite"></p>\n{"".join(parts)}'
        f'<section class="panel help" tabindex="-1" hidden><h3>{escape(t("player.help"))}</h3><dl>{keys}</dl></section>\n'
        f'<div class="progress" aria-hidden="true"></div>\n{_controls(t, back)}</main>\n'
    )


def _controls(t: Catalogue, back: str) -> str:
    buttons = "".join(
        f'<button type="button" data-act="{act}">{escape(t(f"player.{word}"))}<kbd>{key}</kbd></button>'
        for act, key, word in CONTROLS
    )
    leave = f'<a href="{escape(back)}">{escape(t("player.back"))}</a>' if back else ""
    return f'<nav class="controls" aria-label="{escape(t("player.controls"))}">{buttons}{leave}</nav>\n'


def _deck(
    show: Show, charts: Sequence[Chart], drawn: Sequence[Drawn], layouts: dict[str, Layout], t: Catalogue, back: str
) -> dict[str, Any]:
    words = {name: t(f"player.{name}") for name in WORDS}
    return {
        "words": words,
        "back": back,
        "shapes": {k: {"width": v.width, "height": v.height, "smallest": v.small_size} for k, v in layouts.items()},
        "plotly": PLOTLY_CONFIG,
        "charts": len(charts),
        "names": names_of(show.slides, drawn),
        "within": hierarchy_of(show.slides, drawn),
        "slides": [_slide(slide, maps) for slide, maps in zip(show.slides, drawn, strict=True)],
    }


def _slide(slide: Slide, maps: Drawn) -> dict[str, Any]:
    return {
        "title": slide.title,
        "hidden": slide.hidden,
        "chapter": slide.chapter,
        "notes": slide.notes,
        "further": list(slide.further),
        "builds": [{"text": build.text, "flows": list(build.flow_ids)} for build in slide.builds],
        "map": map_payload(maps),
    }


def _chart(chart: Chart) -> dict[str, Any]:
    spec = json.loads(plotly.io.to_json(plotly_figure(chart.spec), validate=False))
    spec["layout"].pop("template", None)
    payload = {"data": spec["data"], "layout": spec["layout"], "smallest": smallest_type(spec), "alt": chart.alt}
    if chart.tall is None:
        return payload
    other = json.loads(plotly.io.to_json(plotly_figure(chart.tall), validate=False))
    other["layout"].pop("template", None)
    return payload | {"tall": changes(spec, other) | {"smallest": smallest_type(other)}}


def changes(base: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return what makes one figure of another: of two layouts of a chart most is the same, and the file must stay small.

    Parameters
    ----------
    base, other : dict
        Figures as plotly's JSON has them.

    Returns
    -------
    dict
        A merge patch (RFC 7396) for ``layout``; ``data`` is one for each trace, or all traces where their number differs,
        under ``traces``.
    """
    patch: dict[str, Any] = {"layout": _patch(base["layout"], other["layout"])}
    if len(base["data"]) == len(other["data"]):
        return patch | {"data": [_patch(a, b) for a, b in zip(base["data"], other["data"], strict=True)]}
    return patch | {"traces": other["data"]}


def _patch(base: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    patch: dict[str, Any] = dict.fromkeys(key for key in base if key not in other)
    for key, value in other.items():
        old = base.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            if inner := _patch(old, value):
                patch[key] = inner
        elif old != value or key not in base:
            patch[key] = value
    return patch


def smallest_type(spec: dict[str, Any]) -> float:
    """Return the smallest size of type that a figure names.

    Parameters
    ----------
    spec : dict
        A figure as plotly's JSON has it.

    Returns
    -------
    float
        12, plotly's own, where it names none.
    """
    sizes: list[float] = []

    def look_into(value: Any, name: str) -> None:
        if isinstance(value, dict):
            if name.endswith("font") and isinstance(value.get("size"), int | float):
                sizes.append(float(value["size"]))
            for key, inner in value.items():
                look_into(inner, key)
        elif isinstance(value, list):
            for inner in value:
                look_into(inner, name)

    look_into(spec, "")
    return min(sizes, default=_PLOTLY_PX)


def _policy(script: str, style: str, library: str) -> str:
    """Return the content security policy; plotly writes its few rules into a style element that begins empty."""
    scripts = f"'{script}' '{library}'" if library else f"'{script}'"
    styles = f"'{style}' '{_hash('')}'" if library else f"'{style}'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _library() -> tuple[str, str]:
    """Return plotly's script, gzipped in base64 (4.8 MB become 2.0), and the hash it runs under."""
    source = resources.files("plotly").joinpath("package_data/plotly.min.js").read_text(encoding="utf-8")
    return _packed(source), _hash(source)


def _packed(text: str) -> str:
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()


@cache
def _asset(name: str) -> str:
    # Indents and lines of comment are for us; a file that is handed over is the lighter without.
    lines = (line.strip() for line in (PLAYER_DIR / name).read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def _json(values: object) -> str:
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return "".join(_ESCAPED.get(c, c) for c in text)


def _shade(theme: str) -> str:
    return "dark" if theme == "dark" else "light"


def _language(lang: str) -> str:
    return "zh-CN" if lang == "zh" else lang


def _style(look: Palette, layouts: dict[str, Layout]) -> str:
    colors = {
        "ground": look.ground,
        "paper": look.ground,
        "panel": look.ground,
        "line": look.line,
        "ink": look.ink,
        "quiet": look.quiet,
        "accent": look.accent,
        "on-accent": look.ground,
        "halo": look.halo,
        "font": FONT_FAMILY,
    }
    style = [f":root{{{_variables(colors | {'up': '0px', 'down': '0px'})}}}"]
    for name, lay in layouts.items():
        sizes = {
            "w": lay.width,
            "h": lay.height,
            "main": lay.rooms(2)[0].w,
            "map-main": lay.rooms(2, mapped=True)[0].w,
            "title": lay.title_size,
            "sentence": lay.sentence_size,
            "figure": lay.figure_size,
            "text": lay.text_size,
            "small": lay.small_size,
        }
        style.append(f"html.{name}{{{_variables({k: f'{v:.4g}px' for k, v in sizes.items()})}}}")
        for part in ("title", "sentence", "body", "foot"):
            area = getattr(lay, part)
            moved, grown = _MOVED.get(part, ("", ""))
            place = f"left:{area.x:g}px;top:calc({area.y:g}px{moved});width:{area.w:g}px;height:calc({area.h:g}px{grown})"
            style.append(f"html.{name} .slide>.{part}{{{place}}}")
        style += rules(name, lay)
    return "\n" + "\n".join(style) + "\n" + _asset("player.css")


def _variables(values: dict[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in values.items())


assert set(SHAPES.values()) == set(HEIGHTS)
