"""Native charts: a plot as PowerPoint's chart with a sheet of its data inside, so that both can be edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from export.pptx_paint import Pen, hatched, line, mixed, rgb, solid
from export.pptx_plot import Axis, Dot, Line, Plot, Tag
from export.pptx_room import Area, Setting, area
from export.pptx_sheet import head_of, place_of, workbook
from export.pptx_text import Paragraph, Run, paragraph, properties, quoted
from look.palette import Palette
from text.lettering import width_em

_CATEGORY_AXIS, _VALUE_AXIS = 111111, 222222
_FLAGS: Final = (
    '<c:showLegendKey val="0"/><c:showVal val="{shown}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


@dataclass(frozen=True)
class ChartData:
    """A chart as python-pptx takes one: its XML and its workbook."""

    plot: Plot
    setting: Setting

    def xml_bytes(self, _kind: object = None) -> bytes:
        """Return the XML of the chart."""
        return _chart_space(self.plot, self.setting).encode()

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook: for each series places, values, dates as reported, labels and record ids."""
        return workbook(self.plot, self.setting.t, self.setting.made)


def chart_data(plot: Plot, setting: Setting) -> ChartData:
    """Return a plot as python-pptx takes a chart.

    Returns
    -------
    ChartData
        Its plot has one series more where the horizontal axis has names instead of numbers.
    """
    return ChartData(replace(plot, lines=(*plot.lines, *_named_places(plot, setting))), setting)


def _numbers(tag: str, reference: str, values: Sequence[float | None], rows: int) -> str:
    points = "".join(f'<c:pt idx="{i}"><c:v>{value!r}</c:v></c:pt>' for i, value in enumerate(values) if value is not None)
    return (
        f"<c:{tag}><c:numRef><c:f>{reference}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{rows}"/>{points}</c:numCache></c:numRef></c:{tag}>'
    )


def _texts(reference: str, values: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{i}"><c:v>{quoted(value)}</c:v></c:pt>' for i, value in enumerate(values))
    return f'<c:strRef><c:f>{reference}</c:f><c:strCache><c:ptCount val="{len(values)}"/>{points}</c:strCache></c:strRef>'


# --- the series


def _series(number: int, one: Line, plot: Plot, setting: Setting) -> str:
    # All series have as many rows as the longest: LibreOffice would lose the shorter ones.
    rows, head = max(len(line.x) for line in plot.lines), head_of(number)
    names = f"<c:tx>{_texts(head, [one.name])}</c:tx>"
    values = _numbers("yVal" if plot.kind == "xy" else "val", place_of(number, 1, rows), one.y, rows)
    tags = _labels(one, setting)
    begin = f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{names}'
    if plot.kind == "bar":
        fill = hatched(setting.look.ground, one.hatch) if one.hatch else solid(one.fill)
        paint = f"<c:spPr>{fill}{line(one.pen)}</c:spPr>"
        places = f"<c:cat>{_texts(place_of(number, 0, rows), plot.categories[:rows])}</c:cat>"
        return f'{begin}{paint}<c:invertIfNegative val="0"/>{tags}{places}{values}</c:ser>'
    paint = f"<c:spPr>{line(one.pen)}</c:spPr>{_marker(one.dots[0] if one.dots else Dot(), setting.look)}"
    odd = "".join(
        f'<c:dPt><c:idx val="{i}"/>{_marker(dot, setting.look)}<c:bubble3D val="0"/></c:dPt>'
        for i, dot in enumerate(one.dots)
        if dot != one.dots[0]
    )
    if plot.kind == "line":
        places = f"<c:cat>{_texts(place_of(number, 0, rows), plot.categories[:rows])}</c:cat>"
    else:
        places = _numbers("xVal", place_of(number, 0, rows), one.x, rows)
    return f'{begin}{paint}{odd}{tags}{places}{values}<c:smooth val="0"/></c:ser>'


def _marker(dot: Dot, look: Palette) -> str:
    if dot.symbol == "none":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    edge = Pen(dot.edge, dot.edge_width) if dot.edge_width else None
    size = min(72, max(2, round(dot.size * 0.75)))
    paint = solid(_tinted(dot, look)) + line(edge)
    return f'<c:marker><c:symbol val="{dot.symbol}"/><c:size val="{size}"/><c:spPr>{paint}</c:spPr></c:marker>'


def _tinted(dot: Dot, look: Palette) -> str:
    """A hollow marker has a tint inside: LibreOffice draws no edges of markers, and would draw nothing at all."""
    if rgb(dot.fill)[1] > 0 and rgb(dot.fill) != rgb(look.ground):
        return dot.fill
    return mixed(dot.edge, look.ground, 0.4)


def _labels(one: Line, setting: Setting) -> str:
    if not one.tags:
        return ""
    each = "".join(_label(i, tag, setting) for i, tag in sorted(one.tags.items()))
    return f"<c:dLbls>{each}{_letters(setting.look.ink, setting)}{_FLAGS.format(shown=0)}</c:dLbls>"


def _label(i: int, tag: Tag, setting: Setting) -> str:
    lines = [Paragraph((Run(text, setting.size, tag.color, halo=setting.look.ground),)) for text in tag.text.split("\n")]
    words = "".join(paragraph(one, setting.t.lang) for one in lines)
    shift = f'<c:manualLayout><c:x val="0"/><c:y val="{-tag.lift:.5f}"/></c:manualLayout>' if abs(tag.lift) > 1e-4 else ""
    return (
        f'<c:dLbl><c:idx val="{i}"/><c:layout>{shift}</c:layout>'
        f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>{words}</c:rich></c:tx>'
        f'<c:dLblPos val="{tag.side}"/>{_FLAGS.format(shown=1)}</c:dLbl>'
    )


# --- the chart


def _letters(color: str, setting: Setting, size: float = 0.0) -> str:
    inner = properties(Run("", size or setting.size, color), setting.t.lang, "a:defRPr")
    end = properties(Run("", size or setting.size, color), setting.t.lang, "a:endParaRPr")
    return f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{inner}</a:pPr>{end}</a:p></c:txPr>"


def _chart_space(plot: Plot, setting: Setting) -> str:
    series = "".join(_series(number, one, plot, setting) for number, one in enumerate(plot.lines))
    kinds: dict[str, Callable[[Plot, str], str]] = {"xy": _scatter_chart, "line": _line_chart, "bar": _bar_chart}
    chart = kinds[plot.kind](plot, series)
    first = (
        _value_axis(plot.x, _CATEGORY_AXIS, _VALUE_AXIS, "b", setting, plot)
        if plot.kind == "xy"
        else _category_axis(plot, setting)
    )
    across = plot.kind == "bar" and plot.horizontal
    second = _value_axis(plot.y, _VALUE_AXIS, _CATEGORY_AXIS, "b" if across else "l", setting, plot)
    plotted = (
        f"<c:plotArea>{_layout(area(plot, setting), setting)}{chart}{first}{second}<c:spPr><a:noFill/></c:spPr></c:plotArea>"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<c:date1904 val="0"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/>{plotted}{_legend(plot, setting)}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_letters(setting.look.ink, setting)}</c:chartSpace>"
    )


def _named_places(plot: Plot, setting: Setting) -> list[Line]:
    """Names in the middle of years: PowerPoint would put them at their beginnings. They are labels of unseen points."""
    if plot.kind != "xy" or not plot.x.names:
        return []
    room, wide = 0.8 * setting.width / (plot.x.high - plot.x.low), max(width_em(text) for _, text in plot.x.names)
    names: list[tuple[float, str]] = []
    for at, text in plot.x.names:
        # Some are left out where they would touch.
        if plot.x.low <= at <= plot.x.high and (not names or (at - names[-1][0]) * room > (wide + 0.5) * setting.size):
            names.append((at, text))
    tags = {i: Tag(text, "b", setting.look.quiet) for i, (_, text) in enumerate(names)}
    return [Line(setting.t("pptx.axis_names"), tuple(at for at, _ in names), (plot.y.low,) * len(names), tags=tags)]


def _scatter_chart(plot: Plot, series: str) -> str:
    return f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}{_axes()}</c:scatterChart>'


def _line_chart(plot: Plot, series: str) -> str:
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>{_axes()}</c:lineChart>'
    )


def _bar_chart(plot: Plot, series: str) -> str:
    way, how = "bar" if plot.horizontal else "col", "stacked" if plot.stacked else "clustered"
    gap = min(500, round((1 - plot.bar) / plot.bar * 100))
    # Bars of several series lie in one row where no category has two of them.
    apart = any(sum(line.y[i] is not None for line in plot.lines) > 1 for i in range(len(plot.categories)))
    overlap = 0 if apart and not plot.stacked else 100
    return (
        f'<c:barChart><c:barDir val="{way}"/><c:grouping val="{how}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>{_axes()}</c:barChart>'
    )


def _axes() -> str:
    return f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'


def _category_axis(plot: Plot, setting: Setting) -> str:
    side = "l" if plot.horizontal else "b"
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/>'
        f'<c:scaling><c:orientation val="{"maxMin" if plot.backwards else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{line(Pen(setting.look.quiet, 1))}</c:spPr>{_letters(setting.look.ink, setting)}"
        f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(axis: Axis, own: int, other: int, side: str, setting: Setting, plot: Plot) -> str:
    look, upright = setting.look, side == "l"
    base = '<c:logBase val="10"/>' if axis.log else ""
    scaling = (
        f'<c:scaling>{base}<c:orientation val="minMax"/><c:max val="{axis.high!r}"/><c:min val="{axis.low!r}"/></c:scaling>'
    )
    shown = axis.visible or plot.kind != "bar"
    grid = f"<c:majorGridlines><c:spPr>{line(Pen(look.line, 0.75))}</c:spPr></c:majorGridlines>" if shown else ""
    labels = "low" if axis.visible and not (axis.names and plot.kind == "xy") else "none"
    between = "midCat" if plot.kind in ("xy", "line") else "between"
    step = f'<c:majorUnit val="{axis.step!r}"/>' if axis.step and not axis.log else ""
    title = _axis_title(axis.title, upright, setting) if axis.title else ""
    code = quoted(axis.format)
    return (
        f'<c:valAx><c:axId val="{own}"/>{scaling}<c:delete val="{int(not shown)}"/><c:axPos val="{side}"/>{grid}{title}'
        f'<c:numFmt formatCode="{code}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{labels}"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_letters(look.quiet, setting)}'
        f'<c:crossAx val="{other}"/><c:crosses val="min"/><c:crossBetween val="{between}"/>{step}</c:valAx>'
    )


def _axis_title(text: str, upright: bool, setting: Setting) -> str:
    turn = ' rot="-5400000" vert="horz"' if upright else ""
    words = paragraph(Paragraph((Run(text, setting.size, setting.look.quiet),)), setting.t.lang)
    return f'<c:title><c:tx><c:rich><a:bodyPr{turn}/><a:lstStyle/>{words}</c:rich></c:tx><c:overlay val="0"/></c:title>'


def _legend(plot: Plot, setting: Setting) -> str:
    if not any(one.in_legend for one in plot.lines):
        return ""
    hidden = "".join(
        f'<c:legendEntry><c:idx val="{i}"/><c:delete val="1"/></c:legendEntry>'
        for i, one in enumerate(plot.lines)
        if not one.in_legend
    )
    return f'<c:legend><c:legendPos val="b"/>{hidden}<c:overlay val="0"/>{_letters(setting.look.quiet, setting)}</c:legend>'


def _layout(room: Area, setting: Setting) -> str:
    x, y = room.left / setting.width, room.top / setting.height
    w, h = room.wide / setting.width, room.high / setting.height
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.5f}"/><c:y val="{y:.5f}"/><c:w val="{w:.5f}"/><c:h val="{h:.5f}"/>'
        "</c:manualLayout></c:layout>"
    )
