"""The same map as a page that pyecharts writes: its library and its package are fetched by ``make bench`` alone.

pyecharts puts the whole of Apache ECharts into a page; both come from their registries, pinned in ``requirements.txt`` and
in the Makefile, and neither is part of the atlas.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile
from typing import Any, Final

#: CSS pixels.
_WIDE, _HIGH = 1920, 1080
#: Names the file of the library: ``echarts.min.js`` of the npm package.
LIBRARY_VAR: Final = "ATLAS_BENCH_ECHARTS"
_MAP: Final = "shapes"
Flow = tuple[tuple[float, float], tuple[float, float]]


def missing() -> str:
    """Say what the page lacks on this machine; empty where nothing does."""
    if find_spec("pyecharts") is None:
        return "pyecharts is not installed (tests/bench/requirements.txt)"
    library = os.environ.get(LIBRARY_VAR, "")
    return "" if library and Path(library).is_file() else f"{LIBRARY_VAR} names no echarts.min.js"


def write_echarts_page(collection: dict[str, Any], flows: Iterable[Flow], folder: Path) -> None:
    """Write ``index.html`` with the shapes as a map of ECharts and a line for each flow.

    Parameters
    ----------
    collection : dict
        GeoJSON; coordinates are taken as they are.
    flows : iterable of ((x, y), (x, y))
        In the same coordinates.
    """
    parts = ("charts", "options", "globals", "datasets")
    charts, options, settings, data = (import_module(f"pyecharts.{name}") for name in parts)
    settings.CurrentConfig.ONLINE_HOST = ""
    data.register_files({_MAP: [_MAP, "js"]})
    named = collection | {
        "features": [{**feature, "properties": {"name": str(n)}} for n, feature in enumerate(collection["features"])]
    }
    (folder / f"{_MAP}.js").write_text(
        f"echarts.registerMap('{_MAP}', {json.dumps(named, separators=(',', ':'))});", "utf-8"
    )
    size = options.InitOpts(width=f"{_WIDE}px", height=f"{_HIGH}px", animation_opts=options.AnimationOpts(animation=False))
    chart = charts.Geo(init_opts=size)
    style = options.ItemStyleOpts(color="#f6e2c6", border_color="#888888")
    chart.add_schema(maptype=_MAP, itemstyle_opts=style)
    pairs = []
    for n, ends in enumerate(flows):
        for end, (x, y) in zip("ab", ends, strict=True):
            chart.add_coordinate(f"{n}{end}", x, y)
        pairs.append((f"{n}a", f"{n}b"))
    chart.add("", pairs, type_="lines", linestyle_opts=options.LineStyleOpts(color="#a3262a", width=1.5))
    chart.set_series_opts(label_opts=options.LabelOpts(is_show=False))
    chart.add_js_funcs(f"chart_{chart.chart_id}.on('rendered', () => (window.painted = true));")
    chart.render(str(folder / "index.html"))
    copyfile(os.environ[LIBRARY_VAR], folder / "echarts.min.js")
