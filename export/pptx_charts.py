"""Native charts: a chart as PowerPoint's own with a sheet of its data inside, so that both can be edited.

The data go in by python-pptx; what it has no words for (logarithmic axes, labels of single points, the place of the plot) is
written into its XML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any, Final

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.util import Emu

from charts.base import SMALL_PX
from charts.spec import Axis, Label, Mark, Paint, Series, Sign, Stroke, Tick
from export.pptx_native import Native
from export.pptx_paint import Pen, emu, hatched, line, mixed, rgb, solid
from export.pptx_sheet import workbook
from export.pptx_text import Paragraph, Run, clean, paragraph, properties, quoted
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import width_em

_NS: Final = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_CATEGORY_AXIS, _VALUE_AXIS = 111111, 222222
_FLAGS: Final = (
    '<c:showLegendKey val="0"/><c:showVal val="{shown}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
_NO_LEADERS: Final = '<c:showLeaderLines val="0"/>'
_DASHES: Final[dict[str, tuple[float, ...]]] = {"dot": (1.2, 2.4), "dash": (4, 3), "longdash": (8, 4)}
SYMBOLS: Final = {
    "x-thin": "x",
    "line-ew": "dash",
    "triangle-up": "triangle",
    "triangle-down": "triangle",
    "circle": "circle",
    "square": "square",
    "diamond": "diamond",
    "star": "star",
}
_NUMBER: Final = re.compile(r"([\d.,]+)(\D*)")
_THIN: Final = 1.5
# LibreOffice sets names wider than a browser.
_SPARE: Final = 1.06


@dataclass(frozen=True)
class Setting:
    """What a chart is drawn with: words, colours, size of its type and of its frame, all in units; date of its data."""

    t: Catalogue
    look: Palette
    size: float
    width: float
    height: float
    made: datetime


def pen_of(stroke: Stroke, opacity: float | None = None) -> Pen:
    """Return a line of a chart as PowerPoint draws it."""
    dash = tuple(stroke.width * step for step in _DASHES.get(stroke.dash, ()))
    return Pen(stroke.color, stroke.width, dash, opacity=1.0 if opacity is None else opacity)


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
    place = (Emu(emu(value)) for value in (left, top, setting.width, setting.height))
    frame = shapes.add_chart(_kind(plot), *place, _data(plot))
    frame.chart.part.chart_workbook.update_from_xlsx_blob(workbook(plot, setting.t, setting.made))
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


def _data(plot: Native) -> Any:
    if plot.kind == "xy":
        points = XyChartData()
        for one in plot.series:
            added = points.add_series(clean(one.name))
            # All series have as many rows as the longest: LibreOffice would lose the shorter ones.
            for mark in (*one.marks, *[Mark(None, None)] * (plot.rows - len(one.marks))):
                added.add_data_point(mark.x, mark.y)
        return points
    data = CategoryChartData()
    data.categories = ["\n".join(clean(text) for text in name.split("\n")) for name in plot.categories]
    for one in plot.series:
        data.add_series(clean(one.name), [mark.y for mark in one.marks])
    return data


def _with_named_years(plot: Native, setting: Setting) -> Native:
    """Names in the middle of years: PowerPoint would put them at their beginnings. They are labels of unseen points."""
    low, high = plot.x.low, plot.x.high
    assert not isinstance(low, date) and not isinstance(high, date) and not isinstance(plot.y.low, date)
    room = (setting.width - _side(plot, setting, "left") - _side(plot, setting, "right")) / (high - low)
    wide = max((width_em(tick.lines[0]) for tick in plot.x.ticks), default=0.0)
    shown: list[tuple[float, Tick]] = []
    for tick in plot.x.ticks:
        assert not isinstance(tick.at, date)
        # Some are left out where they would touch.
        if low <= tick.at <= high and (not shown or (tick.at - shown[-1][0]) * room > (wide + 0.5) * setting.size):
            shown.append((tick.at, tick))
    marks = (Mark(at, plot.y.low, label=Label(tick.lines, setting.look.quiet, setting.size, "b")) for at, tick in shown)
    named = Series("years", tuple(marks), setting.t("pptx.axis_names"))
    return Native(**{**vars(plot), "series": (*plot.series, named)}) if shown else plot


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
    first = _value_axis(plot.x, plot, setting, True) if plot.kind == "xy" else _category_axis(plot, setting)
    for part in (first, _value_axis(plot.y, plot, setting, False), "<c:spPr><a:noFill/></c:spPr>"):
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
        ("<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>", _letters(setting.look.ink, setting))
    ):
        space.insert(list(space).index(chart) + 1 + place, _xml(part))


def _fill_group(group: Any, plot: Native, setting: Setting) -> None:
    for element, one in zip(group.findall("{*}ser"), plot.series, strict=True):
        for name in ("spPr", "marker", "invertIfNegative", "dLbls"):
            for old in element.findall(f"{{*}}{name}"):
                element.remove(old)
        after = element.find("{*}tx")
        for part in _dressing(one, plot, setting):
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
        share = next(mark.thickness for one in plot.spec.series if one.paint for mark in one.marks)
        # Bars of several series lie in one row where no category has two of them.
        apart = any(sum(one.marks[n].y is not None for one in plot.series) > 1 for n in range(len(plot.categories)))
        tail.append(f'<c:gapWidth val="{min(500, round((1 - share) / share * 100))}"/>')
        tail.append(f'<c:overlap val="{0 if apart and not plot.stacked else 100}"/>')
    for part in (*tail, f'<c:axId val="{_CATEGORY_AXIS}"/>', f'<c:axId val="{_VALUE_AXIS}"/>'):
        group.append(_xml(part))


def _dressing(one: Series, plot: Native, setting: Setting) -> list[str]:
    """The parts of a series that follow its name."""
    labels = _labels(one, plot, setting)
    if one.paint:
        paint = f"<c:spPr>{fill_of(one.paint, setting.look)}{line(edge_of(one.paint))}</c:spPr>"
        return [paint, '<c:invertIfNegative val="0"/>', *labels]
    signs = [one.sign_of(mark) if mark.y is not None or one.in_legend else None for mark in one.marks]
    usual = next((sign for sign in signs if sign), one.sign)
    pen = pen_of(one.stroke, one.opacity) if one.stroke else None
    odd = [
        f'<c:dPt><c:idx val="{n}"/>{_marker(sign, setting.look)}<c:bubble3D val="0"/></c:dPt>'
        for n, sign in enumerate(signs)
        if sign and sign != usual
    ]
    return [f"<c:spPr>{line(pen)}</c:spPr>", _marker(usual, setting.look), *odd, *labels]


def fill_of(paint: Paint, look: Palette) -> str:
    """Return the fill of a bar as XML."""
    return hatched(look.ground, paint.hatch) if paint.hatch else solid(paint.fill)


def edge_of(paint: Paint) -> Pen | None:
    """Return the outline of a bar."""
    return pen_of(paint.edge) if paint.edge else None


def sign_pen(sign: Sign) -> Pen | None:
    """Return the edge of a marker; one that is nothing but lines has one in any case."""
    least = _THIN if SYMBOLS.get(sign.shape) in ("x", "dash") else 0.0
    width = max(sign.edge.width if sign.edge else 0.0, least)
    return Pen(sign.edge.color if sign.edge else sign.fill, width) if width else None


def sign_fill(sign: Sign, look: Palette) -> str:
    """Return the colour inside a marker.

    Notes
    -----
    A hollow one has a tint: LibreOffice draws no edges of markers, and would draw nothing at all.
    """
    if rgb(sign.fill)[1] > 0 and rgb(sign.fill) != rgb(look.ground):
        return sign.fill
    return mixed(sign.edge.color if sign.edge else look.quiet, look.ground, 0.4)


def _marker(sign: Sign | None, look: Palette) -> str:
    if sign is None or not sign.size:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    size = min(72, max(2, round(sign.size * 0.75)))
    paint = solid(sign_fill(sign, look)) + line(sign_pen(sign))
    symbol = SYMBOLS.get(sign.shape, "circle")
    return f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/><c:spPr>{paint}</c:spPr></c:marker>'


def _labels(one: Series, plot: Native, setting: Setting) -> list[str]:
    if not one.labelled:
        return []
    each = "".join(_label(n, mark.label, setting) for n, mark in enumerate(one.marks) if mark.label)
    return [f"<c:dLbls>{each}{_letters(setting.look.ink, setting)}{_FLAGS.format(shown=0)}{_NO_LEADERS}</c:dLbls>"]


def _label(n: int, label: Label, setting: Setting) -> str:
    runs = (Run(text, setting.size, label.color, halo=setting.look.ground if label.halo else "") for text in label.lines)
    words = "".join(paragraph(Paragraph((run,)), setting.t.lang) for run in runs)
    up = label.shift[1] / setting.height if label.shift else 0.0
    shift = f'<c:manualLayout><c:x val="0"/><c:y val="{-up:.5f}"/></c:manualLayout>' if abs(up) > 1e-4 else ""
    return (
        f'<c:dLbl><c:idx val="{n}"/><c:layout>{shift}</c:layout>'
        f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>{words}</c:rich></c:tx>'
        f'<c:dLblPos val="{label.side}"/>{_FLAGS.format(shown=1)}</c:dLbl>'
    )


def _letters(color: str, setting: Setting) -> str:
    inner, end = (properties(Run("", setting.size, color), setting.t.lang, tag) for tag in ("a:defRPr", "a:endParaRPr"))
    return f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{inner}</a:pPr>{end}</a:p></c:txPr>"


# --- axes and place


def _category_axis(plot: Native, setting: Setting) -> str:
    side = "l" if plot.across else "b"
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/>'
        f'<c:scaling><c:orientation val="{"maxMin" if plot.across else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{line(Pen(setting.look.quiet, 1))}</c:spPr>{_letters(setting.look.ink, setting)}"
        f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(axis: Axis, plot: Native, setting: Setting, of_years: bool) -> str:
    look = setting.look
    own, other = (_CATEGORY_AXIS, _VALUE_AXIS) if of_years else (_VALUE_AXIS, _CATEGORY_AXIS)
    base = '<c:logBase val="10"/>' if axis.kind == "log" else ""
    ends = f'<c:max val="{axis.high!r}"/><c:min val="{axis.low!r}"/>'
    shown = axis.visible or plot.kind != "bar"
    grid = f"<c:majorGridlines><c:spPr>{line(Pen(look.line, 0.75))}</c:spPr></c:majorGridlines>" if shown else ""
    labels = "low" if axis.visible and not of_years else "none"
    between = "midCat" if plot.kind in ("xy", "line") else "between"
    step = 1.0 if of_years else _step(axis)
    unit = f'<c:majorUnit val="{step!r}"/>' if step and axis.kind != "log" else ""
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling>{base}<c:orientation val="minMax"/>{ends}</c:scaling>'
        f'<c:delete val="{int(not shown)}"/><c:axPos val="{"b" if of_years or plot.across else "l"}"/>{grid}'
        f'<c:numFmt formatCode="{quoted(_format(axis, plot))}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{labels}"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_letters(look.quiet, setting)}<c:crossAx val="{other}"/><c:crosses val="min"/>'
        f'<c:crossBetween val="{between}"/>{unit}</c:valAx>'
    )


def _step(axis: Axis) -> float:
    places = [tick.at for tick in axis.ticks]
    return places[1] - places[0] if len(places) > 1 else 0.0  # type: ignore[operator,return-value]


def _format(axis: Axis, plot: Native) -> str:
    """A number format that prints the numbers of the axis as the chart does, and none where only flags stand."""
    texts = [tick.lines[0] for tick in axis.ticks]
    found = [_NUMBER.fullmatch(text) for text in texts]
    signs = {match[2] for match in found if match}
    code = "#,##0.######" if any("," in text for text in texts) else "General"
    if found and all(found) and len(signs) == 1 and (sign := signs.pop()):
        code = f'General"{sign}"' if sign in ("%", " %") else "#,##0.######"
    own = plot.spec.panels[0].y.high
    return f'[>{own * 1.001:g}]"";{code}' if axis is plot.y and own != axis.high else code  # type: ignore[operator]


def _legend(plot: Native, setting: Setting) -> str:
    if not any(one.in_legend for one in plot.series):
        return ""
    hidden = "".join(
        f'<c:legendEntry><c:idx val="{n}"/><c:delete val="1"/></c:legendEntry>'
        for n, one in enumerate(plot.series)
        if not one.in_legend
    )
    return f'<c:legend><c:legendPos val="b"/>{hidden}<c:overlay val="0"/>{_letters(setting.look.quiet, setting)}</c:legend>'


def _side(plot: Native, setting: Setting, name: str) -> float:
    """A margin of the chart, wider by as much as the type of a slide is larger than its own."""
    own = plot.spec.options.px(SMALL_PX)
    return _SPARE * float(getattr(plot.spec.margin, name)) * max(1.0, setting.size / own)


def _layout(plot: Native, setting: Setting) -> str:
    """Where the plot lies in its frame: margins as the chart has them, below it the names of its axis and its legend."""
    size, wide, high = setting.size, setting.width, setting.height
    left, right = _side(plot, setting, "left"), _side(plot, setting, "right")
    if plot.kind == "line":
        # The chart has room for the values before its first column within its plot.
        share = plot.x.share(plot.x.ticks[0].at)
        left += share * (wide - left - right)
    # A legend stands in columns as wide as its longest entry.
    entries = [width_em(one.name) * size + 3.5 * size for one in plot.series if one.in_legend]
    legend = ceil(len(entries) / max(1, int(0.95 * wide / max(entries)))) * size * 1.7 if entries else 0.0
    below = legend + size * {"xy": 2.6, "line": 2.6, "bar": 0.8 if plot.across else 3.4}[plot.kind]
    x, y, w, h = (
        left / wide,
        size * 0.8 / high,
        max(0.2, 1 - (left + right) / wide),
        max(0.2, 1 - (below + size * 0.8) / high),
    )
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.5f}"/><c:y val="{y:.5f}"/><c:w val="{w:.5f}"/><c:h val="{h:.5f}"/>'
        "</c:manualLayout></c:layout>"
    )
