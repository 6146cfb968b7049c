"""Native charts: a chart as PowerPoint's own with a sheet of its data inside, so that both can be edited.

The data go in by python-pptx; what it has no words for (logarithmic axes, labels of single points, the place of the plot) is
written into its XML.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from math import ceil
from typing import Any, Final

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.util import Emu
from xlsxwriter.utility import xl_col_to_name

from charts.base import SMALL_PX
from charts.spec import Label, Mark, Series, Tick
from export.pptx.charts.legend import OFFICE_SIGN_EM
from export.pptx.charts.native import Native
from export.pptx.charts.parts import CATEGORY_AXIS, VALUE_AXIS, Setting, category_axis, letters, series_parts, value_axis
from export.pptx.charts.rows import in_rows
from export.pptx.charts.sheet import SHEET, head_of, workbook
from export.pptx.drawing.paint import emu
from export.pptx.drawing.text import clean
from text.lettering import width_em

_NS: Final = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
# LibreOffice sets names wider than a browser, and dates in names of bars wider still: between the signs and the numbers.
_SPARE: Final = 1.06
_SPARE_DATED: Final = 1.15
#: Between piled bars, in percent of the width of one.
_PILED_GAP: Final = 20


def add_chart(shapes: Any, plot: Native, setting: Setting, left: float, top: float) -> Any:
    """Put a chart on a slide.

    Parameters
    ----------
    shapes : pptx shapes
    left, top : float
        Upper left corner of its frame, in units.

    Returns
    -------
    pptx graphic frame
    """
    if plot.kind == "xy":
        plot = _with_named_years(plot, setting)
        plot = replace(plot, series=in_rows(plot.series))
    place = (Emu(emu(value)) for value in (left, top, setting.width, setting.height))
    frame = shapes.add_chart(_kind(plot), *place, _data(plot, setting))
    frame.chart.part.chart_workbook.update_from_xlsx_blob(workbook(plot, setting.t, setting.created))
    _dress(frame.chart._chartSpace, plot, setting)
    return frame


def _kind(plot: Native) -> Any:
    if plot.kind == "xy":
        return XL_CHART_TYPE.XY_SCATTER
    if plot.kind == "line":
        return XL_CHART_TYPE.LINE_MARKERS
    if plot.across:
        return XL_CHART_TYPE.BAR_CLUSTERED
    return XL_CHART_TYPE.COLUMN_STACKED if plot.stacked else XL_CHART_TYPE.COLUMN_CLUSTERED


def _data(plot: Native, setting: Setting) -> Any:
    if plot.kind == "xy":
        points = XyChartData()
        for series in plot.series:
            added = points.add_series(clean(head_of(series, plot, setting.t)))
            for mark in series.marks:
                added.add_data_point(mark.x, mark.y)
        return points
    data = CategoryChartData()
    data.categories = ["\n".join(clean(text) for text in name.split("\n")) for name in plot.categories]
    for series in plot.series:
        data.add_series(clean(head_of(series, plot, setting.t)), [mark.y for mark in series.marks])
    return data


def _with_named_years(plot: Native, setting: Setting) -> Native:
    """Names in the middle of years: PowerPoint would put them at their beginnings. They are labels of unseen points."""
    low, high = plot.x.low, plot.x.high
    assert not isinstance(low, date) and not isinstance(high, date) and not isinstance(plot.y.low, date)
    inner = setting.inner
    across = inner.w if inner else setting.width - _side(plot, setting, "left") - _side(plot, setting, "right")
    scale = across / (high - low)
    wide = max((width_em(tick.lines[0]) for tick in plot.x.ticks), default=0.0)
    named_ticks: list[tuple[float, Tick]] = []
    for tick in plot.x.ticks:
        assert not isinstance(tick.at, date)
        # Some are left out where they would touch.
        if low <= tick.at <= high and (
            not named_ticks or (tick.at - named_ticks[-1][0]) * scale > (wide + 0.5) * setting.size
        ):
            named_ticks.append((tick.at, tick))
    marks = (
        Mark(at, plot.y.low, label=Label(tick.lines, setting.look.quiet, setting.size, "b")) for at, tick in named_ticks
    )
    named = Series("years", tuple(marks), setting.t("pptx.axis_names"))
    return replace(plot, series=(*plot.series, named)) if named_ticks else plot


# --- dress


def _xml(text: str) -> Any:
    """Parse a piece of a chart."""
    return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {_NS}", text, count=1))


def _dress(space: Any, plot: Native, setting: Setting) -> None:
    """Give the bare chart of python-pptx its lines, markers, labels, axes and place."""
    chart, area = space.chart, space.chart.plotArea
    for name in ("roundedCorners", "date1904"):
        for old in space.findall(f"{{*}}{name}"):
            space.remove(old)
    space.insert(0, _xml('<c:roundedCorners val="0"/>'))
    space.insert(0, _xml('<c:date1904 val="0"/>'))
    group = next(child for child in area if child.tag.endswith("Chart"))
    for old in [child for child in area if child is not group]:
        area.remove(old)
    _fill_group(group, plot, setting)
    first = value_axis(plot.x, plot, setting, True) if plot.kind == "xy" else category_axis(plot, setting)
    for part in (first, value_axis(plot.y, plot, setting, False), "<c:spPr><a:noFill/></c:spPr>"):
        area.append(_xml(part))
    area.insert(0, _xml(_layout(plot, setting)))
    for old in [child for child in chart if child is not area]:
        chart.remove(old)
    chart.insert(0, _xml('<c:autoTitleDeleted val="1"/>'))
    for part in (_legend(plot, setting), '<c:plotVisOnly val="1"/>', '<c:dispBlanksAs val="gap"/>'):
        if part:
            chart.append(_xml(part))
    for old in space.findall("{*}txPr"):
        space.remove(old)
    for place, part in enumerate(
        ("<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>", letters(setting.look.ink, setting))
    ):
        space.insert(list(space).index(chart) + 1 + place, _xml(part))


def _fill_group(group: Any, plot: Native, setting: Setting) -> None:
    for column, (element, series) in enumerate(zip(group.findall("{*}ser"), plot.series, strict=True), start=1):
        if plot.kind == "xy":
            _point_to(element, column, len(series.marks))
        for name in ("spPr", "marker", "invertIfNegative", "dLbls"):
            for old in element.findall(f"{{*}}{name}"):
                element.remove(old)
        after = element.find("{*}tx")
        for part in series_parts(series, plot, setting):
            new = _xml(part)
            after.addnext(new)
            after = new
    for name in ("varyColors", "gapWidth", "overlap", "dLbls", "marker", "axId"):
        for old in group.findall(f"{{*}}{name}"):
            group.remove(old)
    first = group.find("{*}ser")
    first.addprevious(_xml('<c:varyColors val="0"/>'))
    tail = []
    if plot.kind == "line":
        tail.append('<c:marker val="1"/>')
    if plot.kind == "bar":
        share = next(mark.thickness for series in plot.spec.series if series.paint for mark in series.marks)
        # Bars of several series lie in one row where no category has two of them.
        apart = any(sum(series.marks[n].y is not None for series in plot.series) > 1 for n in range(len(plot.categories)))
        # Words stand on piled bars, which leave them as much width as there is.
        gap = _PILED_GAP if plot.stacked else min(500, round((1 - share) / share * 100))
        tail.append(f'<c:gapWidth val="{gap}"/>')
        tail.append(f'<c:overlap val="{0 if apart and not plot.stacked else 100}"/>')
    for part in (*tail, f'<c:axId val="{CATEGORY_AXIS}"/>', f'<c:axId val="{VALUE_AXIS}"/>'):
        group.append(_xml(part))


def _point_to(element: Any, column: int, rows: int) -> None:
    """Let a series read its column of the sheet, and the places that all share: python-pptx writes one below the other."""
    letter = xl_col_to_name(column)
    for part, cells in (
        ("tx", f"${letter}$1"),
        ("xVal", f"$A$2:$A${rows + 1}"),
        ("yVal", f"${letter}$2:${letter}${rows + 1}"),
    ):
        element.find(f"{{*}}{part}").find(".//{*}f").text = f"{SHEET}!{cells}"


# --- axes and place


def _legend(plot: Native, setting: Setting) -> str:
    if not any(series.in_legend for series in plot.series):
        return ""
    hidden = "".join(
        f'<c:legendEntry><c:idx val="{n}"/><c:delete val="1"/></c:legendEntry>'
        for n, series in enumerate(plot.series)
        if not series.in_legend
    )
    return f'<c:legend><c:legendPos val="b"/>{hidden}<c:overlay val="0"/>{letters(setting.look.quiet, setting)}</c:legend>'


def _side(plot: Native, setting: Setting, name: str) -> float:
    """A margin of the chart, wider by as much as the type of a slide is larger than its own."""
    own, spare = plot.spec.options.px(SMALL_PX), _SPARE_DATED if plot.across and name == "left" else _SPARE
    return spare * float(getattr(plot.spec.margin, name)) * max(1.0, setting.size / own)


def _layout(plot: Native, setting: Setting) -> str:
    """Where the plot lies in its frame: margins as the chart has them, below it the names of its axis and its legend."""
    size, wide, high = setting.size, setting.width, setting.height
    if setting.inner:
        inner = setting.inner
        return _placed(inner.x / wide, inner.y / high, inner.w / wide, inner.h / high)
    left, right = _side(plot, setting, "left"), _side(plot, setting, "right")
    if plot.kind == "line":
        # The chart has room for the values before its first column within its plot.
        share = plot.x.share(plot.x.ticks[0].at)
        left += share * (wide - left - right)
    # A legend stands in columns as wide as its longest entry.
    entries = [(width_em(series.name) + OFFICE_SIGN_EM) * size for series in plot.series if series.in_legend]
    legend = ceil(len(entries) / max(1, int(0.95 * wide / max(entries)))) * size * 1.7 if entries else 0.0
    below = legend + size * {"xy": 2.6, "line": 2.6, "bar": 0.8 if plot.across else 3.4}[plot.kind]
    return _placed(
        left / wide, size * 0.8 / high, max(0.2, 1 - (left + right) / wide), max(0.2, 1 - (below + size * 0.8) / high)
    )


def _placed(x: float, y: float, w: float, h: float) -> str:
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.5f}"/><c:y val="{y:.5f}"/><c:w val="{w:.5f}"/><c:h val="{h:.5f}"/>'
        "</c:manualLayout></c:layout>"
    )
