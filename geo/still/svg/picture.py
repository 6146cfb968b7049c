"""A still picture as SVG: text stays text, regions and flows carry their ids, nothing is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from math import hypot

from geo.shapes.outlines import COARSE_FROM_KM
from geo.still.picture import Arrow, Border, Inset, Patch, Picture, Swatch, View
from geo.still.svg.marks import boxed, dot, pair, quoted, texts, tie
from geo.still.svg.paths import lines_path, number, rings_path

#: Paths are in whole steps of so many kilometres, so that they are short; close views need finer ones.
_STEP_KM = 0.5
_CLOSE_STEP_KM = 0.1
#: Borders that every map of the country has; a rim is that of a place, and mostly of one map alone.
_OF_ALL = frozenset({"prefecture", "province", "coast", "maritime"})
_TILE = 10.0


def to_svg(picture: Picture, *, title: str, ids: str = "", shared: bool = False) -> str:
    """Write a picture as SVG.

    Parameters
    ----------
    ids : str
        Put before every id, so that several pictures can stand on one page.
    shared : bool
        Whether outlines are those of :func:`defs`, on the same page. Then tips are left to the page.

    Returns
    -------
    str
        One ``svg`` element; a file of its own but where ``shared``. Regions have ``data-region``, ``data-level`` and
        ``data-unit``; flows ``data-flow``, ``data-helper`` and ``data-recipient``.
    """
    return _Writer(picture, quoted(ids), shared).document(title)


def defs(pictures: Iterable[Picture]) -> str:
    """Write the outlines that several pictures share, each once.

    Returns
    -------
    str
        A hidden ``svg`` element: ``g-<level>-<id>`` for regions and ``g-line-…`` for borders, in half kilometres, y down.
        Close views, regions cut at the edge of a picture, and rims of what one picture marks have outlines of their own.
    """
    paths: dict[str, str] = {}
    for picture in pictures:
        add_shared(picture, paths)
    return shared_svg(paths)


def add_shared(picture: Picture, paths: dict[str, str]) -> None:
    """Add the outlines that a picture refers to and that are not there yet.

    Parameters
    ----------
    paths : dict of str to str
        Id of an outline to its path data.
    """
    if _step(picture.view) != _STEP_KM:
        return
    for patch in picture.patches:
        if not patch.cut and _shape_id(patch, picture.small) not in paths:
            paths[_shape_id(patch, picture.small)] = rings_path(patch.rings, _STEP_KM)
    for border in picture.borders:
        if border.kind in _OF_ALL:
            path = _shared_lines(border)
            paths[_line_id(path)] = path


def shared_svg(paths: Mapping[str, str]) -> str:
    """Write outlines gathered by :func:`add_shared`.

    Returns
    -------
    str
        A hidden ``svg`` element.
    """
    definitions = [f'<path id="{i}" d="{path}"/>' for i, path in sorted(paths.items())]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0" aria-hidden="true" style="position:absolute">'
        f"<defs>{''.join(definitions)}</defs></svg>"
    )


def _step(view: View) -> float:
    return _STEP_KM if 1 / view.scale > COARSE_FROM_KM else _CLOSE_STEP_KM


def _shape_id(patch: Patch, small: bool) -> str:
    return f"g-{patch.level}-{quoted(patch.region_id)}{'-small' if small else ''}"


def _shared_lines(border: Border) -> str:
    """Write lines as many pictures have them: their own edge cuts what is beyond it off."""
    return lines_path(border.whole or border.lines, _STEP_KM)


def _line_id(path: str) -> str:
    return "g-line-" + sha256(path.encode()).hexdigest()[:10]


class _Writer:
    def __init__(self, picture: Picture, ids: str, shared: bool) -> None:
        self.picture, self.ids, self.shared = picture, ids, shared
        self.tile = _TILE * _smallest(picture) / 12
        self.parts: list[str] = []
        self.hatches: dict[tuple[str, str, float], str] = {}

    def document(self, title: str) -> str:
        p = self.picture
        self.regions(p.patches, p.view)
        self.borders(p.borders, p.view)
        self.parts += [*(self.arrow(n, arrow) for n, arrow in enumerate(p.arrows)), *map(tie, p.ties), *texts(p.words)]
        if p.inset:
            self.inset(p.inset)
        if p.legend:
            self.parts.append(boxed(p.legend))
        self.parts += [self.swatch(n, swatch) for n, swatch in enumerate(p.swatches)]
        self.parts += texts((*p.legend_words, *((p.credit,) if p.credit else ())))
        w, h = number(p.width), number(p.height)
        frame = f'<clipPath id="{self.ids}frame"><rect width="{w}" height="{h}"/></clipPath>'
        font = quoted(", ".join(f"'{name}'" if " " in name else name for name in p.font))
        return "".join(
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img"',
                f' aria-labelledby="{self.ids}title {self.ids}desc" font-family="{font}">',
                f'<title id="{self.ids}title">{quoted(title)}</title><desc id="{self.ids}desc">{quoted(p.alt)}</desc>',
                f"<defs>{frame}{''.join(self.patterns())}</defs>",
                f'<g clip-path="url(#{self.ids}frame)"><rect width="{w}" height="{h}" fill="{quoted(p.ground)}"/>',
                *self.parts,
                "</g></svg>",
            )
        )

    def hatched(self, color: str, hatch: str, scale: float) -> str:
        """Return the paint of a hatched ground; in a scaled group the pattern is scaled back."""
        if not hatch:
            return quoted(color)
        key = (color, hatch, scale)
        return f"url(#{self.hatches.setdefault(key, f'{self.ids}hatch{len(self.hatches)}')})"

    def patterns(self) -> list[str]:
        t = number(self.tile)
        size = f'patternUnits="userSpaceOnUse" width="{t}" height="{t}"'
        return [
            f'<pattern id="{i}" {size} patternTransform="scale({1 / scale:.6g})">'
            f'<rect width="{t}" height="{t}" fill="{quoted(color)}"/>'
            f'<path d="M-{t} {t}L{t} -{t}M0 {t}L{t} 0M0 {number(2 * self.tile)}L{number(2 * self.tile)} 0" '
            f'stroke="{quoted(hatch)}" stroke-width="{number(self.tile / 10)}"/></pattern>'
            for (color, hatch, scale), i in self.hatches.items()
        ]

    def regions(self, patches: Sequence[Patch], view: View, kind: str = "regions") -> None:
        step = _step(view)
        scale = view.scale * step
        shares = self.shared and step == _STEP_KM
        self.parts.append(f'<g class="{kind}" fill-rule="evenodd" transform="{_matrix(view)}">')
        edged = ("", 0.0)
        filled = (
            {(patch.region_id, patch.fill, patch.hatch) for patch in patches if patch.level == "province"}
            if self.shared
            else set()
        )
        for patch in patches:
            # Where tips are left to the page, a prefecture for which its province speaks shows nothing that this does not.
            if patch.level == "prefecture" and (patch.unit, patch.fill, patch.hatch) in filled:
                continue
            if (patch.edge, patch.edge_width) != edged:
                self.parts.append("</g>" if edged[0] else "")
                edged = patch.edge, patch.edge_width
                stroke = f'<g stroke="{quoted(patch.edge)}" stroke-width="{patch.edge_width / scale:.4g}">'
                self.parts.append(stroke if patch.edge else "")
            paint = self.hatched(patch.fill, patch.hatch, scale)
            attributes = f'data-region="{quoted(patch.region_id)}" data-level="{quoted(patch.level)}"'
            attributes += f' data-unit="{quoted(patch.unit or patch.region_id)}" fill="{paint}"'
            if shares and not patch.cut and patch.level != "inset":
                self.parts.append(f'<use href="#{_shape_id(patch, self.picture.small)}" {attributes}/>')
                continue
            tip = "" if self.shared else quoted("\n".join(line for line in (patch.name, *patch.tip) if line))
            path = f'<path d="{rings_path(patch.rings, step)}" {attributes}'
            self.parts.append(f"{path}><title>{tip}</title></path>" if tip else path + "/>")
        self.parts.append("</g></g>" if edged[0] else "</g>")

    def borders(self, borders: Sequence[Border], view: View) -> None:
        step = _step(view)
        scale = view.scale * step
        shares = self.shared and step == _STEP_KM and view is self.picture.view
        group = '<g class="borders" fill="none" stroke-linejoin="round" stroke-linecap="round" pointer-events="none" '
        self.parts.append(f'{group}transform="{_matrix(view)}">')
        for border in borders:
            drawn = (
                f'class="{quoted(border.kind)}" stroke="{quoted(border.color)}" stroke-width="{border.width / scale:.4g}"'
            )
            if border.dash:
                dashes = " ".join(f"{part / scale:.4g}" for part in border.dash)
                drawn += f' stroke-dasharray="{dashes}" stroke-linecap="butt"'
            if shares and border.kind in _OF_ALL:
                self.parts.append(f'<use href="#{_line_id(_shared_lines(border))}" {drawn}/>')
            else:
                self.parts.append(f'<path d="{lines_path(border.lines, step)}" {drawn}/>')
        self.parts.append("</g>")

    def arrow(self, n: int, arrow: Arrow) -> str:
        attributes = f'data-flow="{quoted(arrow.flow_id)}" data-helper="{quoted(arrow.helper_id)}"'
        attributes += f' data-recipient="{quoted(arrow.recipient_id)}"' + (
            f' opacity="{arrow.opacity}"' if arrow.opacity < 1 else ""
        )
        line, width = _curve(arrow), number(arrow.width)
        head = "M" + "L".join(pair(p) for p in arrow.head) + "Z" if arrow.head else ""
        dash = f' stroke-dasharray="{" ".join(number(part) for part in arrow.dash)}"' if arrow.dash else ""
        paint, ramp = quoted(arrow.color_from), ""
        if arrow.color_from != arrow.color_to:
            paint, ramp = f"url(#{self.ids}flow{n})", self.ramp(n, arrow)
        parts = [f'<g class="flow" {attributes}>', "" if self.shared else f"<title>{quoted(arrow.name)}</title>", ramp]
        if arrow.halo:
            halo, wide = quoted(arrow.halo), number(arrow.width + arrow.halo_width)
            parts.append(f'<path d="{line}" fill="none" stroke="{halo}" stroke-width="{wide}"{dash}/>')
            if head:
                around = number(1.7 * arrow.halo_width)
                parts.append(
                    f'<path d="{head}" fill="{halo}" stroke="{halo}" stroke-width="{around}" stroke-linejoin="round"/>'
                )
        parts.append(f'<path d="{line}" fill="none" stroke="{paint}" stroke-width="{width}"{dash}/>')
        if head:
            parts.append(f'<path d="{head}" fill="{quoted(arrow.color_to)}"/>')
        if arrow.dot:
            parts.append(dot(arrow.start, arrow.dot, arrow.color_from))
        return "".join((*parts, "</g>"))

    def ramp(self, n: int, arrow: Arrow) -> str:
        (x1, y1), (x2, y2) = arrow.start, arrow.end
        ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
        a, b = quoted(arrow.color_from), quoted(arrow.color_to)
        stops = f'<stop offset="0.45" stop-color="{a}"/><stop offset="1" stop-color="{b}"/>'
        return f'<linearGradient id="{self.ids}flow{n}" gradientUnits="userSpaceOnUse" {ends}>{stops}</linearGradient>'

    def inset(self, inset: Inset) -> None:
        box, clip = inset.box, f"{self.ids}inset"
        frame = f'x="{number(box.x)}" y="{number(box.y)}" width="{number(box.w)}" height="{number(box.h)}"'
        self.parts.append(f'<clipPath id="{clip}"><rect {frame}/></clipPath><g clip-path="url(#{clip})">')
        self.parts.append(f'<rect {frame} fill="{quoted(box.ground)}"/>')
        self.regions(inset.patches, inset.view, "inset")
        self.borders(inset.borders, inset.view)
        color = next((border.color for border in inset.borders), box.edge)
        self.parts += [dot(point, radius, color) for point, radius in inset.islands]
        self.parts.append(f'</g><rect {frame} fill="none" stroke="{quoted(box.edge)}"/>')
        self.parts += texts((inset.caption,) if inset.caption else ())

    def swatch(self, n: int, s: Swatch) -> str:
        y = s.y + s.h / 2
        if s.kind == "width":
            return self.bar(n, s)
        if s.kind != "flow":
            paint = self.hatched(s.color, s.hatch, 1.0)
            edge = quoted(s.edge or (self.picture.legend.edge if self.picture.legend else "#888888"))
            edge += f'" stroke-width="{number(s.h * 0.16)}' if s.edge else ""
            edge += f'" stroke-dasharray="{" ".join(number(part) for part in s.dash)}' if s.dash else ""
            place = f'x="{number(s.x)}" y="{number(s.y)}" width="{number(s.w)}" height="{number(s.h)}"'
            return f'<rect {place} rx="{number(s.h * 0.15)}" fill="{paint}" stroke="{edge}"/>'
        # The browser draws it on 30 by 12; the head is as high as the sign.
        k, mid = s.w / 30, number(y)
        dash = f' stroke-dasharray="{" ".join(number(part) for part in s.dash)}"' if s.dash else ""
        wide = f'stroke-width="{number(2 * k)}"{dash}'
        halves = [
            f'<path d="M{number(s.x + a * k)} {mid}H{number(s.x + b * k)}" stroke="{quoted(c)}" {wide}/>'
            for a, b, c in ((3, 13, s.color), (13, 22, s.color_to))
        ]
        tip = [(29.0, 0.0), (19.0, -4.0), (21.0, 0.0), (19.0, 4.0)]
        head = "M" + "L".join(pair((s.x + a * k, y + b * k)) for a, b in tip) + "Z"
        return dot((s.x + 3 * k, y), 2.5 * k, s.color) + "".join(halves) + f'<path d="{head}" fill="{quoted(s.color_to)}"/>'

    def bar(self, n: int, s: Swatch) -> str:
        """A piece of line as wide as its amount, in the colours of the lines."""
        a, b, name = quoted(s.color), quoted(s.color_to), f"{self.ids}width{n}"
        stops = f'<stop offset="0.45" stop-color="{a}"/><stop offset="1" stop-color="{b}"/>'
        box = f'x="{number(s.x)}" y="{number(s.y)}" width="{number(s.w)}" height="{number(s.h)}"'
        return f'<linearGradient id="{name}">{stops}</linearGradient><rect {box} fill="url(#{name})"/>'


def _smallest(picture: Picture) -> float:
    words = (*picture.words, *picture.legend_words, *((picture.credit,) if picture.credit else ()))
    return min((word.size for word in words), default=12.0)


def _matrix(view: View) -> str:
    # Paths are in steps with y down already.
    scale = f"{view.scale * _step(view):.6g}"
    return f"matrix({scale} 0 0 {scale} {number(view.dx)} {number(view.dy)})"


def _curve(arrow: Arrow) -> str:
    """The line stops short of its tip, or the square end of a wide line would show beside the arrowhead."""
    end = arrow.end
    if arrow.head:
        back = arrow.head[2]
        length = hypot(end[0] - back[0], end[1] - back[1]) or 1.0
        share = (length - 0.1 * length) / length
        end = (end[0] + (back[0] - end[0]) * share, end[1] + (back[1] - end[1]) * share)
    return f"M{pair(arrow.start)}Q{pair(arrow.control)} {pair(end)}"
