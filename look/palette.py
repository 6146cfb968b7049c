"""The colours of the atlas.

Two role hues (blue helps, orange is helped) that differ in lightness too, so that they survive greyscale and the three
colour-vision deficiencies; one accent; a perceptually even sequential scale for poverty (Crameri's *acton*; dark = more on
paper, light = more on a dark ground, so that low values recede in both); fixed, published class breaks, so that any two
maps of the atlas compare.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Literal

from look.color import paired

#: ``both`` is for pages that hold both: its colours are those of :func:`look.color.paired`.
Theme = Literal["light", "dark", "both"]
Scale = Literal["acton", "devon"]

#: Lower bounds of the poverty-rate classes in per cent. 3 % is the line at which western counties could leave poverty
#: status, 5 and 10 % are the edges of the bands in which provinces were reported.
RATE_BREAKS: Final = (0.0, 1.0, 3.0, 5.0, 10.0, 20.0)


@dataclass(frozen=True)
class Palette:
    """All colours of one theme, as CSS colours.

    Attributes
    ----------
    theme : {"light", "dark", "both"}
    ground, land, sea, panel, line : str
        Page ground, land without a class, water of the inset, boxes over the map, hair lines.
    ink, quiet, faint, accent, halo : str
        Text, secondary text (contrast ≥ 4.5 on the ground), dimmed text, selection, outline behind text and lines.
    border_inner, border_province, border_outer : str
        Prefecture, province, and coast or national borders.
    flow_from, flow_to : str
        The two ends of a flow's colour ramp: helper end, recipient end.
    helper, helper_strong, helper_deep, recipient, recipient_strong, recipient_deep : str
        Fills by role: provinces light, cities and prefectures strong, counties deep, so that one is seen within another.
    ahead : str
        Fill of what is still poor at the moment that a map shows: a tint of the recipients' hue.
    hatch : str
        Lines of the 'no data' hatch.
    rates : tuple of str
        One colour a class of :data:`RATE_BREAKS`.
    series : tuple of str
        Colours for lines of a chart, in order.
    """

    theme: Theme
    ground: str
    land: str
    sea: str
    panel: str
    line: str
    ink: str
    quiet: str
    faint: str
    accent: str
    halo: str
    border_inner: str
    border_province: str
    border_outer: str
    flow_from: str
    flow_to: str
    helper: str
    helper_strong: str
    helper_deep: str
    recipient: str
    recipient_strong: str
    recipient_deep: str
    ahead: str
    hatch: str
    rates: tuple[str, ...]
    series: tuple[str, ...]

    def ramp(self, n: int, scale: Scale = "acton") -> tuple[str, ...]:
        """Return ``n`` classes of a sequential scale, from what recedes into the ground to what stands out from it.

        Parameters
        ----------
        scale : {"acton", "devon"}

        Returns
        -------
        tuple of str
            Dark is more on paper. On a dark ground the same colours run the other way: there a pale lowest class would be
            the brightest thing on the map, and the highest would sink into the ground.
        """
        return self._running(sequential(n, scale))

    def batches(self, n: int) -> tuple[str, ...]:
        """Return the colours of ``n`` moments in order, the last one standing out most; none is as pale as the land."""
        return self._running(sequential(n + 1, "devon")[1:])

    def _running(self, steps: tuple[str, ...]) -> tuple[str, ...]:
        if self.theme == "both":
            return tuple(map(paired, steps, steps[::-1]))
        return steps[:: -1 if self.theme == "dark" else 1]


@cache
def sequential(n: int, scale: Scale = "acton") -> tuple[str, ...]:
    """Return ``n`` even steps of one of Crameri's scales from light to dark, as hex colours.

    Parameters
    ----------
    n : int
        Number of classes, at least 1.
    scale : {"acton", "devon"}
        Poverty is *acton* throughout; *devon*, blue, is for counts of something else.

    Notes
    -----
    The ends are cut so that the lightest class still stands out from paper and the darkest carries white text.
    Source of the scale: F. Crameri, *Scientific colour maps*, doi:10.5281/zenodo.1243862.
    """
    lightest, darkest = 0.08, 0.88
    steps = [lightest + (darkest - lightest) * i / max(1, n - 1) for i in range(n)]
    colors = _colors(scale)
    return tuple(colors[-1 - int(step * len(colors))] for step in steps)


@cache
def _colors(scale: Scale) -> tuple[str, ...]:
    """Read a scale from dark to light.

    Importing the package that has it would bring matplotlib along: nearly a second and 30 MB of every process.
    """
    package = find_spec("cmcrameri")
    assert package is not None and package.origin is not None  # it is among the requirements
    rows = (Path(package.origin).parent / "cmaps" / f"{scale}.txt").read_text("ascii").splitlines()
    return tuple("#" + "".join(f"{round(float(value) * 255):02x}" for value in row.split()) for row in rows)


@cache
def palette(theme: Theme) -> Palette:
    """Return the colours of a theme.

    Parameters
    ----------
    theme : {"light", "dark", "both"}
    """
    if theme == "both":
        return _both()
    return _dark() if theme == "dark" else _light()


def _both() -> Palette:
    light, dark = _light(), _dark()
    colors = {name: _paired(color, getattr(dark, name)) for name, color in asdict(light).items() if name != "theme"}
    return replace(light, theme="both", **colors)


def _paired(light: Any, dark: Any) -> Any:
    return paired(light, dark) if isinstance(light, str) else tuple(map(paired, light, dark))


def _light() -> Palette:
    return Palette(
        theme="light",
        ground="#f6f4ee",
        land="#fdfcf9",
        sea="#eef1f0",
        panel="rgba(252,251,247,0.94)",
        line="#d8d3c6",
        ink="#1f2c38",
        quiet="#56616b",
        faint="#a9adab",
        accent="#a3262a",
        halo="#fdfcf9",
        border_inner="#cdc8bb",
        border_province="#8d897e",
        border_outer="#57544d",
        flow_from="#1b5078",
        flow_to="#a8272b",
        helper="#a9c6d8",
        helper_strong="#3f7599",
        helper_deep="#1d4a6b",
        recipient="#f8e4c8",
        recipient_strong="#dd9a4c",
        recipient_deep="#bd7b2a",
        ahead="#f3d9b0",
        hatch="#d3cec2",
        rates=sequential(len(RATE_BREAKS)),
        series=("#1b5078", "#8a5a12", "#3c6e47", "#6b4a86", "#8f3b63", "#55606a"),
    )


def _dark() -> Palette:
    return Palette(
        theme="dark",
        ground="#12181e",
        land="#1c242c",
        sea="#151c23",
        panel="rgba(24,31,38,0.95)",
        line="#3a444d",
        ink="#ebe8e0",
        quiet="#a7b1b9",
        faint="#626d76",
        accent="#ff8f7a",
        halo="#12181e",
        border_inner="#333d46",
        border_province="#66717a",
        border_outer="#98a2aa",
        flow_from="#86c1ea",
        flow_to="#ff9c7d",
        helper="#1f435c",
        helper_strong="#4e91ba",
        helper_deep="#3c7699",
        recipient="#6e5230",
        recipient_strong="#dca252",
        recipient_deep="#f2c483",
        ahead="#5c452a",
        hatch="#46515b",
        rates=sequential(len(RATE_BREAKS))[::-1],
        series=("#86c1ea", "#dcb75c", "#8fcb9b", "#c3a0e0", "#e8a0c0", "#b4bec6"),
    )
