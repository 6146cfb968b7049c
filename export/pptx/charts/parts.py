"""The parts of a native chart as XML: lines, markers and labels of its series, its axes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from charts.spec import Axis, Label, Mark, Paint, Series, Sign, Stroke
from export.deck.layout import Area
from export.pptx.charts.native import Native, year_of
from export.pptx.drawing.paint import Pen, hatched, line, solid
from export.pptx.drawing.text import Paragraph, Run, paragraph, properties, quoted
from look.color import mixed, rgb
from look.palette import Palette
from text.catalogue import Catalogue

CATEGORY_AXIS, VALUE_AXIS = 111111, 222222
#: Sides of a point on which a label stands, and how much of what lies under it its ground covers.
_BESIDE: Final = frozenset("lrtb")
_VEIL: Final = 0.75
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
    # PowerPoint has no triangle that points down: one that points up would say the opposite, and a dash that it ends
    # there. A letter stands in its place.
    "triangle-down": "none",
    "circle": "circle",
    "square": "square",
    "diamond": "diamond",
    "star": "star",
}
_NUMBER: Final = re.compile(r"([\d.,]+)(\D*)")
_THIN: Final = 1.5
#: A line so far from a named year, in years, still stands at it.
_BESIDE_YEAR: Final = 0.06


@dataclass(frozen=True)
class Setting:
    """What a chart is drawn with.

    Attributes
    ----------
    size : float
        Of its type, in units.
    width, height : float
        Of its frame, in units.
    created : datetime
        Date of its data.
    inner : Area or None
        Where in its frame the plot lies, in units; its labels then have the sizes that they say. None: worked out from the
        chart's margins, and all type is of one size.
    """

    t: Catalogue
    look: Palette
    size: float
    width: float
    height: float
    created: datetime
    inner: Area | None = None


def pen_of(stroke: Stroke, opacity: float | None = None) -> Pen:
    """Return a line of a chart as PowerPoint draws it."""
    dash = tuple(stroke.width * step for step in _DASHES.get(stroke.dash, ()))
    return Pen(stroke.color, stroke.width, dash, opacity=1.0 if opacity is None else opacity)


def series_parts(series: Series, plot: Native, setting: Setting) -> list[str]:
    """Return the parts of a series that follow its name, as XML, in the order that PowerPoint asks for."""
    labels = _labels(series, plot, setting)
    if series.paint:
        paint = f"<c:spPr>{fill_of(series.paint, setting.look)}{line(edge_of(series.paint))}</c:spPr>"
        return [paint, '<c:invertIfNegative val="0"/>', *labels]
    signs = [series.sign_of(mark) if mark.y is not None or series.in_legend else None for mark in series.marks]
    usual = next((sign for sign in signs if sign), series.sign)
    pen = pen_of(series.stroke, series.opacity) if series.stroke else None
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
    return mixed(_edge_color(sign, look), look.ground, 0.4) if _is_hollow(sign, look) else sign.fill


def _is_hollow(sign: Sign, look: Palette) -> bool:
    return rgb(sign.fill)[1] == 0 or rgb(sign.fill) == rgb(look.ground)


def _edge_color(sign: Sign, look: Palette) -> str:
    return sign.edge.color if sign.edge else look.quiet


def _marker(sign: Sign | None, look: Palette) -> str:
    if sign is None or not sign.size:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    size = min(72, max(2, round(sign.size * 0.75)))
    paint = solid(sign_fill(sign, look)) + line(sign_pen(sign))
    symbol = SYMBOLS.get(sign.shape, "circle")
    return f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/><c:spPr>{paint}</c:spPr></c:marker>'


def _labels(series: Series, plot: Native, setting: Setting) -> list[str]:
    labels = [mark.label or _pointing_down(mark, series.sign_of(mark), setting.look) for mark in series.marks]
    if not any(labels):
        return []
    # Where some values lead, no ground of another's words hides what is reported beside it.
    leads = any(mark.label and mark.label.bold for drawn in plot.series for mark in drawn.marks)
    each = "".join(
        _label(n, label, setting, bare=series.sign_of(series.marks[n]) is None, veiled=bool(label.bold) or not leads)
        for n, label in enumerate(labels)
        if label
    )
    return [f"<c:dLbls>{each}{letters(setting.look.ink, setting)}{_FLAGS.format(shown=0)}{_NO_LEADERS}</c:dLbls>"]


def _pointing_down(mark: Mark, sign: Sign | None, look: Palette) -> Label | None:
    if sign is None or sign.shape != "triangle-down" or not sign.size or mark.y is None:
        return None
    # A letter has no edge: a hollow sign in the colour of its ground would not be seen.
    return Label(("▼",), _edge_color(sign, look) if _is_hollow(sign, look) else sign.fill, sign.size, "ctr")


def _label(n: int, label: Label, setting: Setting, *, bare: bool, veiled: bool) -> str:
    size, bold, halo = max(setting.size, label.size), 0, setting.look.ground if label.halo else ""
    if setting.inner:
        size, bold = label.size, label.bold
    runs = (Run(text, size, label.color, bold=at < bold, halo=halo) for at, text in enumerate(label.lines))
    words = "".join(paragraph(Paragraph((run,)), setting.t.lang) for run in runs)
    up = label.shift[1] / setting.height if label.shift else 0.0
    # Where no marker keeps the words off, what is drawn at the place would lie on them: a band and its ends.
    aside = {"r": label.gap, "l": -label.gap}.get(label.side, 0.0) / setting.width if bare else 0.0
    moved = max(abs(up), abs(aside)) > 1e-4
    shift = f'<c:manualLayout><c:x val="{aside:.5f}"/><c:y val="{-up:.5f}"/></c:manualLayout>' if moved else ""
    # Beside a point lines may run under the words; a number on a bar stands on the bar's own colour.
    veil = f"<c:spPr>{solid(setting.look.ground, _VEIL)}</c:spPr>" if veiled and label.side in _BESIDE else ""
    return (
        f'<c:dLbl><c:idx val="{n}"/><c:layout>{shift}</c:layout>'
        f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>{words}</c:rich></c:tx>{veil}'
        f'<c:dLblPos val="{label.side}"/>{_FLAGS.format(shown=1)}</c:dLbl>'
    )


def letters(color: str, setting: Setting) -> str:
    """Return the letters of a part of a chart as XML."""
    inner, end = (properties(Run("", setting.size, color), setting.t.lang, tag) for tag in ("a:defRPr", "a:endParaRPr"))
    return f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{inner}</a:pPr>{end}</a:p></c:txPr>"


def category_axis(plot: Native, setting: Setting) -> str:
    """Return the axis of categories as XML."""
    side = "l" if plot.across else "b"
    return (
        f'<c:catAx><c:axId val="{CATEGORY_AXIS}"/>'
        f'<c:scaling><c:orientation val="{"maxMin" if plot.across else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{line(Pen(setting.look.quiet, 1))}</c:spPr>{letters(setting.look.ink, setting)}"
        f'<c:crossAx val="{VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def value_axis(axis: Axis, plot: Native, setting: Setting, of_years: bool) -> str:
    """Return an axis of values, or of years, as XML."""
    look = setting.look
    own, other = (CATEGORY_AXIS, VALUE_AXIS) if of_years else (VALUE_AXIS, CATEGORY_AXIS)
    base = '<c:logBase val="10"/>' if axis.kind == "log" else ""
    ends = f'<c:max val="{axis.high!r}"/><c:min val="{axis.low!r}"/>'
    is_shown = axis.visible or plot.kind != "bar"
    has_grid = is_shown and not (of_years and (axis.thin is None or not _lined_up(axis)))
    grid = f"<c:majorGridlines><c:spPr>{line(Pen(look.line, 0.75))}</c:spPr></c:majorGridlines>" if has_grid else ""
    labels = "low" if axis.visible and not of_years else "none"
    foot = line(Pen(plot.y.zero.color, 1)) if of_years and plot.y.zero else "<a:ln><a:noFill/></a:ln>"
    between = "midCat" if plot.kind in ("xy", "line") else "between"
    step = 1.0 if of_years else _step(axis)
    unit = f'<c:majorUnit val="{step!r}"/>' if step and axis.kind != "log" else ""
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling>{base}<c:orientation val="minMax"/>{ends}</c:scaling>'
        f'<c:delete val="{int(not is_shown)}"/><c:axPos val="{"b" if of_years or plot.across else "l"}"/>{grid}'
        f'<c:numFmt formatCode="{quoted(_format(axis, plot))}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{labels}"/><c:spPr>{foot}</c:spPr>'
        f'{letters(look.quiet, setting)}<c:crossAx val="{other}"/><c:crosses val="min"/>'
        f'<c:crossBetween val="{between}"/>{unit}</c:valAx>'
    )


def _lined_up(axis: Axis) -> bool:
    """Whether lines of PowerPoint's, which are counted from where an axis of years begins, fall on years that are named."""
    apart = [(year_of(tick.at) - year_of(axis.low)) % 1 for tick in axis.ticks]
    return all(min(part, 1 - part) < _BESIDE_YEAR for part in apart)


def _step(axis: Axis) -> float:
    places = [tick.at for tick in axis.ticks]
    return places[1] - places[0] if len(places) > 1 else 0.0  # type: ignore[operator,return-value]


def _format(axis: Axis, plot: Native) -> str:
    """A number format that prints the numbers of the axis as the chart does, and none where only flags stand."""
    texts = [tick.lines[0] for tick in axis.ticks]
    matches = [_NUMBER.fullmatch(text) for text in texts]
    signs = {match[2] for match in matches if match}
    code = "#,##0.######" if any("," in text for text in texts) else "General"
    if matches and all(matches) and len(signs) == 1 and (sign := signs.pop()):
        code = f'General"{sign}"' if sign in ("%", " %") else "#,##0.######"
    own = plot.spec.panels[0].y.high
    return f'[>{own * 1.001:g}]"";{code}' if axis is plot.y and own < axis.high else code  # type: ignore[operator]
