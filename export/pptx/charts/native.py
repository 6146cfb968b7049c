"""A chart as PowerPoint's own charts know it: points on two axes, lines over categories, or bars; one plot, numbers only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from math import ceil, floor, log10
from typing import Final, Literal

from charts.spec import BREAK, Axis, ChartSpec, Label, Mark, Panel, Place, Rule, Series, Stroke
from look.color import contrast

#: What is drawn above the plot, and what below it on a logarithmic axis.
_FLAGS, _ZEROS = 3, 2
#: Powers of ten that a logarithmic axis may reach: PowerPoint's numbers end soon above.
_DECADES: Final = 290
#: Air at the ends of a time axis that a marker needs, in px at scale 1: more is room for labels.
_AIR_PX: Final = 20.0
_BAND_PX: Final = 7.0
#: A part of a piled bar that takes so much of the axis has room for two lines of words.
_TALL: Final = 0.12


@dataclass(frozen=True)
class Native:
    """A chart for PowerPoint.

    Attributes
    ----------
    spec : ChartSpec
        The chart it shows.
    kind : {"xy", "line", "bar"}
    series : tuple of Series
        Places are years with their part, or numbers of categories from 0. Their labels stand at ``l``, ``r``, ``t``, ``b``,
        ``ctr`` or ``outEnd`` in the middle of that side.
    x, y : Axis
        ``y`` is that of the values.
    dates : mapping of float to str
        What a place was, for the sheet of data: a date as ISO.
    aside : tuple of str
        Values that a logarithmic axis has no place for.
    """

    spec: ChartSpec
    kind: Literal["xy", "line", "bar"]
    series: tuple[Series, ...]
    x: Axis
    y: Axis
    categories: tuple[str, ...] = ()
    across: bool = False
    stacked: bool = False
    dates: Mapping[float, str] = field(default_factory=dict)
    aside: tuple[str, ...] = ()


def native(spec: ChartSpec) -> Native | None:
    """Say how PowerPoint shows a chart.

    Returns
    -------
    Native or None
        None for what it has no chart of: grids, bars that float, a message.
    """
    main = spec.panels[0] if spec.panels else None
    if main is None or main.x is None or not main.series:
        return None
    # One plot: panels that have axes of their own to be read are more than PowerPoint sets into one chart.
    if any(panel.x is not None and panel.x.visible for panel in spec.panels[1:]):
        return None
    if any(series.paint for series in main.series):
        return _bars(spec, main)
    if main.x.kind == "time":
        return _on_axes(spec, main)
    places = {tick.at for tick in main.x.ticks}
    if all(series.stroke and {mark.x for mark in series.marks} <= places for series in main.series):
        return _over_categories(spec, main)
    return None


def natives(spec: ChartSpec) -> tuple[Native, ...]:
    """Say how PowerPoint shows a chart of several panels, each on a time axis of its own: as so many charts.

    Returns
    -------
    tuple of Native
        One a panel that has marks, whose ``spec`` has that panel alone; without the legend, which is for all, and without
        the words at no value (``head``). Empty for all other charts.
    """
    if len(spec.panels) < 2 or not all(panel.x and panel.x.visible and panel.x.kind == "time" for panel in spec.panels):
        return ()
    return tuple(plot for plot in (_panel(spec, panel) for panel in spec.panels) if plot.series)


def _panel(spec: ChartSpec, panel: Panel) -> Native:
    assert panel.x is not None
    (low, high), margin = panel.y.span, spec.margin
    tall = (high - low) * (spec.height_px - margin.top - margin.bottom)
    series = tuple(_upright(line, panel.y, tall) for line in _joined(panel.series))
    own = replace(panel, series=series)
    plot = _on_axes(replace(spec, panels=(own,)), own)
    # It takes the room of its panel, no more: whole years would move its marks.
    x = replace(plot.x, low=year_of(panel.x.low), high=year_of(panel.x.high))
    named = any(text for tick in panel.y.ticks for text in tick.lines)
    # Above the last name there is only room for figures, which need no plot behind them.
    top = max([tick.at for tick in panel.y.ticks] + [m.y for line in series for m in line.marks if m.y is not None])
    y = replace(plot.y, visible=named, high=top)
    return replace(plot, x=x, y=y, series=tuple(line for line in plot.series if not line.in_legend))


def _joined(series: Iterable[Series]) -> Iterable[Series]:
    """What stands at values, and what one entry of the legend explains as one series: it is one column of the sheet."""
    lines: dict[str, Series] = {}
    for line in series:
        if line.kind != "head":
            kind = line.of or line.kind
            before = lines.get(kind)
            lines[kind] = replace(before, marks=(*before.marks, BREAK, *line.marks)) if before else line
    return lines.values()


def _upright(line: Series, y: Axis, tall_px: float) -> Series:
    """Strokes on the foot of a plot as short lines: PowerPoint has no marker like them."""
    if line.sign is None or line.sign.shape != "line-ns":
        return line
    assert not isinstance(y.low, date) and not isinstance(y.high, date)
    top = y.low + (y.high - y.low) * line.sign.size / tall_px
    marks = tuple(end for mark in line.marks for end in (mark, Mark(mark.x, top), BREAK))
    return replace(line, marks=marks, sign=None, stroke=line.sign.edge or Stroke(line.sign.fill))


# --- bars


def _bars(spec: ChartSpec, main: Panel) -> Native | None:
    assert main.x is not None
    bars = [series for series in main.series if series.paint]
    across = all(bar.paint and bar.paint.across for bar in bars)
    piled = not across and _piled(bars)
    if any(mark.base is not None for bar in bars for mark in bar.marks) and not piled:
        return None
    named = main.y if across else main.x
    keys = [tick.at for tick in named.ticks]
    series = []
    for bar in bars:
        at = {mark.y if across else mark.x: mark for mark in bar.marks}
        marks = [_bar(at.get(key), n, bar, across, piled, spec) for n, key in enumerate(keys)]
        series.append(replace(bar, marks=tuple(marks)))
    values = main.x if across else main.y
    labelled = all(mark.label for bar in series for mark in bar.marks if mark.y is not None)
    names = tuple("\n".join((*tick.lines[:-1], f"{tick.lines[-1]}  {tick.behind}".rstrip())) for tick in named.ticks)
    y = replace(values, ticks=(), visible=not labelled)
    return Native(spec, "bar", tuple(series), named, y, names, across, piled)


def _bar(mark: Mark | None, place: int, bar: Series, across: bool, piled: bool, spec: ChartSpec) -> Mark:
    if mark is None:
        return Mark(float(place), None)
    label, value = mark.label, mark.x if across else mark.y
    if label and piled:
        # On the bar, in the letters that show better there.
        assert bar.paint is not None
        color = max((spec.look.ground, spec.look.ink), key=lambda ink: contrast(ink, bar.paint.fill if bar.paint else ink))
        high = spec.panels[0].y.high
        assert isinstance(value, int | float) and not isinstance(high, date)
        words = (" ".join(label.lines[:-1]), label.lines[-1]) if value > _TALL * high else (" ".join(label.lines),)
        label = replace(label, lines=words, bold=0, color=color, side="ctr", shift=None, gap=0.0)
    elif label:
        label = replace(label, side="outEnd", shift=None, gap=0.0)
    assert not isinstance(value, date)
    return Mark(float(place), value, mark.record, label)


def _piled(bars: Iterable[Series]) -> bool:
    """Whether every bar is one value that begins where the bars before it at the same place end, the first at zero."""
    tops: dict[object, float] = {}
    for bar in bars:
        for mark in bar.marks:
            if mark.y is None or isinstance(mark.base, date) or mark.base is None:
                return False
            if len(bar.marks) > 1 or abs(mark.base - tops.get(mark.x, 0.0)) > 1e-9:
                return False
            tops[mark.x] = mark.base + mark.y
    return True


# --- lines over categories


def _over_categories(spec: ChartSpec, main: Panel) -> Native:
    assert main.x is not None
    places = [tick.at for tick in main.x.ticks]
    series = []
    for line in main.series:
        at = {mark.x: mark for mark in line.marks}
        marks = (
            replace(at[place], x=float(n), label=_sided(at[place].label)) if place in at else Mark(float(n), None)
            for n, place in enumerate(places)
        )
        series.append(replace(line, marks=tuple(marks)))
    names = tuple("\n".join(tick.lines) for tick in main.x.ticks)
    # The values stand at the points.
    return Native(
        spec, "line", (*series, *_entries(spec)), main.x, replace(main.y, ticks=main.y.ticks, visible=False), names
    )


# --- points on axes


def _on_axes(spec: ChartSpec, main: Panel) -> Native:
    assert main.x is not None
    panels = {panel.number: panel for panel in spec.panels[1:]}
    dates: dict[float, str] = {}

    def place(at: Place | None) -> float | None:
        if at is None:
            return None
        year = year_of(at)
        dates[year] = at.isoformat() if isinstance(at, date) else str(at)
        return year

    def moved(line: Series) -> Series:
        marks = (replace(mark, x=place(mark.x), label=_sided(mark.label)) for mark in line.marks)
        return replace(line, marks=tuple(marks), name=names.of(line))

    names = _Names(spec)
    low, high = main.y.span

    def value(share: float) -> float:
        """The value at a height of the plotting area."""
        return _at(main.y, (share - low) / (high - low))

    series = [moved(line) for line in main.series]
    series += [moved(event) for event in _events(main.rules, main.y, value, names.fallback)]
    y = main.y
    if flags := panels.get(_FLAGS):
        # Above what the chart's own axis reaches only flags stand.
        y = replace(y, high=value(1.0))
        foot, top = flags.y.span
        for flag in flags.series:
            marks = (replace(m, y=value(foot + (top - foot) * flags.y.share(m.y or 0.0))) for m in flag.marks)
            series.append(moved(replace(flag, marks=tuple(marks))))
    aside = tuple(_aside(panels[_ZEROS].series)) if _ZEROS in panels else ()
    years = _years(spec, main.x)
    series += _entries(spec)
    return Native(
        spec, "xy", tuple(line for line in series if line.marks or line.in_legend), years, y, dates=dates, aside=aside
    )


def _years(spec: ChartSpec, axis: Axis) -> Axis:
    """The time axis in years, from the beginning of one to the end of another: there the lines of the grid stand."""
    low, high = year_of(axis.low), year_of(axis.high)
    scale = (high - low) / max(1.0, spec.options.width_px - spec.margin.left - spec.margin.right)
    air = spec.options.px(_AIR_PX) * scale
    first, last = floor(low + air), ceil(high - air)
    ticks = tuple(replace(tick, at=year_of(tick.at)) for tick in axis.ticks)
    return replace(axis, low=float(first), high=float(max(last, first + 1)), ticks=ticks, kind="linear")


def _at(axis: Axis, share: float) -> float:
    low, high = axis.low, axis.high
    assert not isinstance(low, date) and not isinstance(high, date)
    if axis.kind != "log":
        return low + (high - low) * share
    # Flags in great number leave the values next to nothing of the height: the axis then ends where numbers do.
    return low * (high / low) ** min(share, _DECADES / log10(high / low))


def _events(rules: Iterable[Rule], y: Axis, value: Callable[[float], float], name: str) -> Iterable[Series]:
    """Upright lines through the plot; what is known to a year or month only is a pale stroke at the upper end."""
    assert not isinstance(y.low, date) and not isinstance(y.high, date)
    lines: dict[tuple[object, str], tuple[Rule, float]] = {}
    for rule in rules:
        if rule.stroke:
            # The chart leaves gaps in a line where labels stand: here it is one line a day.
            key = (rule.x[0], rule.stroke.color)
            lines[key] = (rule, max(rule.y[1], lines[key][1] if key in lines else 0.0))
        else:
            ends = tuple(Mark(x, y.high) for x in rule.x)
            yield Series("event", ends, name, stroke=Stroke(rule.fill, _BAND_PX), opacity=max(0.25, rule.opacity or 1.0))
    for rule, top in lines.values():
        yield Series("event", (Mark(rule.x[0], y.low), Mark(rule.x[1], value(top))), name, stroke=rule.stroke)


def _entries(spec: ChartSpec) -> tuple[Series, ...]:
    """Entries of the legend: series whose only place is empty."""
    return tuple(replace(entry, marks=(Mark(None, None),)) for entry in spec.legend)


def _aside(series: Iterable[Series]) -> Iterable[str]:
    for zeros in series:
        for mark in zeros.marks:
            if zeros.kind == "values" and isinstance(mark.x, date):
                words = mark.label.lines[-1] if mark.label else f"{mark.y:g}"
                yield " ".join(part for part in (zeros.name, str(mark.x.year), words) if part)


def _sided(label: Label | None) -> Label | None:
    """A label on one of the four sides that PowerPoint knows, and how far up it stands from the middle of that side."""
    if label is None or len(label.side.split()) != 2:
        return label
    upright, across = label.side.split()
    if across == "center":
        side = {"top": "t", "bottom": "b"}.get(upright, "ctr")
        return replace(label, side=side, shift=None)
    half = len(label.lines) * label.size * 0.66
    lift = {"top": label.gap + half, "bottom": -label.gap - half}.get(upright, 0.0)
    return replace(label, side=across[0], shift=(0.0, lift + (label.shift[1] if label.shift else 0.0)))


def year_of(value: Place) -> float:
    """Return a date as a year with its part, or a number as it is.

    Examples
    --------
    >>> year_of(date(2016, 7, 2)), year_of(2016.0)
    (2016.5, 2016.0)
    """
    if not isinstance(value, date):
        return float(value)
    first, next_first = date(value.year, 1, 1).toordinal(), date(value.year + 1, 1, 1).toordinal()
    return value.year + (value.toordinal() - first) / (next_first - first)


class _Names:
    """Names for series: their own, else that of their region with what kind of line it is."""

    def __init__(self, spec: ChartSpec) -> None:
        self.fallback = spec.title or "…"
        named = [series for series in spec.series if series.region_id and series.name]
        self._regions = {series.region_id: series.name for series in reversed(named)}
        self._series = {(series.region_id, series.basis_id): series.name for series in named}
        self._kinds = {entry.of: entry.name for entry in spec.legend}
        self._band = next((entry.name for entry in spec.legend if entry.of.startswith("band:")), "")

    def of(self, line: Series) -> str:
        """Return the name of a series."""
        region = self._series.get((line.region_id, line.basis_id)) or self._regions.get(line.region_id, "")
        return line.name or " – ".join(part for part in (region, self._kind(line)) if part) or self.fallback

    def _kind(self, line: Series) -> str:
        if line.kind.startswith("band"):
            return self._kinds.get(f"band:{line.basis_id}", self._band)
        if line.kind == "target":
            return self._kinds.get("target", self._kinds.get("event", ""))
        return self._kinds.get(line.of if line.of in self._kinds else line.kind, "")
