"""One page to show or hand on: title, sentence, map or chart, legend, sources, boundaries, as one SVG of a chosen size."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from export.deck.layout import HEIGHTS
from export.deck.layout import SMALLEST as SMALLEST_OF_SLIDES
from export.pictures.scale_bar import scale_bar
from export.pptx.drawing.text import LINE, shortened
from geo.still.draw import Geometry
from geo.still.picture import FONTS, Word
from geo.still.sheet import pictures
from geo.still.svg.marks import quoted, texts
from geo.still.svg.paths import number
from geo.still.svg.sheet import sheet_svg
from look.palette import Palette, Theme, palette
from text.catalogue import Catalogue
from text.citation import introduces
from text.lettering import BOLD, width_em, wrap
from views.slide import Provenance, Show, Slide, uncited

#: Width and height in pixels: two kinds of screens, A4 across at 210 dpi, and a square for a phone.
SIZES: Final = {"16:9": (1920, 1080), "4:3": (1600, 1200), "a4": (2480, 1754), "square": (1080, 1080)}
#: The smallest text in pixels: a back row's on screens, 10 points on paper, a palm's on a phone.
SMALLEST: Final = {"16:9": 24.0, "4:3": 26.0, "a4": 29.0, "square": 25.0}

#: Sheets for a wall, across, in thirds of a millimetre; what is their smallest text: 8.5, 10.5 and 13 points.
WALLS: Final = {"a3": (1260, 891), "a2": (1782, 1260), "a1": (2523, 1782)}
PER_MM: Final = 3
_WALL_SMALLEST: Final = {"a3": 9.0, "a2": 11.0, "a1": 14.0}
#: Width in inches of each size on paper or on a slide, for pictures of so many dots to the inch.
_INCHES: Final = {"16:9": 13.333, "4:3": 10.0, "a4": 11.693, "square": 8.0}
DPI: Final = 300
#: How fine a picture is: as many pixels as its size says, twice as many, or :data:`DPI`.
SHARPNESS: Final = ("1x", "2x", "300dpi")

#: In parts of the smallest text: sizes of type, line height, edge of the page.
_TITLE: Final = 1.75
_SENTENCE: Final = 1.2
_LINE: Final = 1.36
_EDGE: Final = 1.5
#: The map or chart has at least this share of the page, and more where what stands below it has so many lines; sources that
#: then find no room are counted.
_LEAST: Final = 0.5
_FOOT_LINES: Final = 7
#: Lines of a foot that cannot name all sources: what is above needs the room more.
_CUT_LINES: Final = 5
#: Share of the width that period and basis have beside a bar of the scale.
_BESIDE_BAR: Final = 0.62
#: Widths of a list beside a map, the first that has room for it, and what parts two of its lines, in parts of the smallest
#: text; the map beside it is at least so wide by its height.
_LISTS, _GAP, _SQUARE = (17.0, 21.0, 25.0), 0.45, 1.05
#: The smallest type of a chart in units of a slide.
_TYPE: Final = SMALLEST_OF_SLIDES * HEIGHTS["16:9"]
#: Lines that a sentence may take.
_MOST_LINES: Final = 3
#: A last line of less than that share of the width is a lone word; lines are evened to so much more than their mean.
_LONE, _EVEN = 0.3, 1.08
_SVG_START: Final = re.compile(r"<svg\b[^>]*>", re.DOTALL)


@dataclass(frozen=True)
class Words:
    """What stands on a page beside the map or chart.

    Attributes
    ----------
    lines : tuple of str
        Period, basis, boundaries, data version, date: one line after another, small.
    footnotes : tuple of str
        Sources, one after another.
    own : str
        What no picture goes without, not even a map alone: that figures of one's own are shown.
    brief : tuple of str
        The same sources with publisher and date alone, for where these have no room.
    finding : str
        What stands before the sentence, on lines of its own.
    """

    title: str
    sentence: str = ""
    lines: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    lang: str = "zh"
    own: str = ""
    finding: str = ""


@dataclass(frozen=True)
class Finish:
    """How pictures are finished.

    Attributes
    ----------
    alone : bool
        Whether the map or chart fills the picture, without title, sentence and sources; the map keeps legend and credit.
    clear : bool
        Whether nothing lies behind it, so that what it is laid upon shows through.
    sharpness : str
        A member of :data:`SHARPNESS`; of PNG alone.
    """

    alone: bool = False
    clear: bool = False
    sharpness: str = "1x"

    def pixels(self, size: str) -> int:
        """Return the width in pixels of a PNG of a size."""
        if self.sharpness == "300dpi":
            return round(_INCHES[size] * DPI)
        return SIZES[size][0] * (2 if self.sharpness == "2x" else 1)


@dataclass(frozen=True)
class _Page:
    """A page laid out: its words, and the room left in the middle."""

    width: float
    height: float
    smallest: float
    words: tuple[Word, ...]
    top: float
    below: float

    @property
    def edge(self) -> float:
        return _EDGE * self.smallest

    @property
    def body(self) -> tuple[float, float]:
        return self.width - 2 * self.edge, self.below - self.top


_PLAIN: Final = Finish()


def still(slide: Slide, geometry: Geometry, words: Words, size: str = "16:9", finish: Finish = _PLAIN) -> str:
    """Set the map of a slide on a page, or its maps.

    Parameters
    ----------
    slide : Slide
        With a map.
    size : str
        A key of :data:`SIZES` or :data:`WALLS`; on a wall one map has a bar that says its scale.

    Returns
    -------
    str
        SVG of that size in pixels, a file of its own.
    """
    look = slide.scenes[0].look
    page = _page(words, look, size, finish)
    has_list = bool(slide.listed or slide.beside) and size in SIZES and not finish.alone
    lines, wide = _list(slide, page, look) if has_list else ((), 0.0)
    scene, size_px = slide.scene_beside if lines else slide.scene, (page.body[0] - wide, page.body[1])
    if lines and scene:  # the list has the names for which there is no room
        scene = replace(scene, has_list=True)
    placed = pictures(scene, slide.panels, geometry, slide.names, *size_px, smallest=page.smallest)
    drawn = sheet_svg(placed, *size_px, title=words.title, ids="map-")
    page = replace(page, words=(*page.words, *lines))
    alt = " ".join(one.picture.alt for one in placed if one.picture.alt)
    if size in WALLS and len(placed) == 1:
        right, middle = page.width - page.edge, page.below + (0.3 + 0.5 * _LINE) * page.smallest
        drawn += scale_bar(placed[0].picture.view.scale, right, middle, page.smallest, look, words.lang)
    place = f'<svg x="{number(page.edge)}" y="{number(page.top)}" '
    return _document(page, words, look, drawn.replace("<svg ", place, 1), alt, finish)


def still_chart(
    chart_svg: str, words: Words, theme: Theme = "light", size: str = "16:9", alt: str = "", finish: Finish = _PLAIN
) -> str:
    """Set a chart on a page.

    Parameters
    ----------
    chart_svg : str
        One ``svg`` element with width and height or a view box; it is made to fit.
    theme : {"light", "dark"}
    size : str
        A key of :data:`SIZES`.
    alt : str
        What the chart shows, in a sentence.

    Returns
    -------
    str
        SVG of that size in pixels, a file of its own.

    Raises
    ------
    ValueError
        Where the chart is no SVG, or does not say its size.
    """
    page = _page(words, palette(theme), size, finish)
    w, h = chart_size(chart_svg)
    start = _SVG_START.search(chart_svg)
    assert start is not None  # chart_size has found it
    bounds = f'x="{number(page.edge)}" y="{number(page.top)}" width="{number(page.body[0])}" height="{number(page.body[1])}"'
    # A chart that is not of the page's shape begins where its title does.
    bounds += f' viewBox="0 0 {number(w)} {number(h)}" preserveAspectRatio="xMinYMin meet"'
    inner = f"<svg {bounds}>{chart_svg[start.start() :].rstrip()}</svg>"
    return _document(page, words, palette(theme), inner, alt, finish)


def chart_room(words: Words, size: str, finish: Finish = _PLAIN) -> tuple[int, int]:
    """Return the width and height that a page has for a chart, in units of a slide: its smallest type is then the page's."""
    page = _page(words, palette("light"), size, finish)
    across, high = (round(side / page.smallest * _TYPE) for side in page.body)
    return across, high


def chart_size(chart_svg: str) -> tuple[float, float]:
    """Read the size of an SVG from its first tag.

    Raises
    ------
    ValueError
        Where it is no SVG, or has neither width and height nor a view box.
    """
    start = _SVG_START.search(chart_svg)
    tag = start[0] if start else ""
    sides = [re.search(rf"""\s{side}=["']([\d.]+)(?:px)?["']""", tag) for side in ("width", "height")]
    if sides[0] and sides[1]:
        return float(sides[0][1]), float(sides[1][1])
    box = re.search(r"""\sviewBox=["'][-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)["']""", tag)
    if not box:
        raise ValueError("a chart is wanted as one <svg> element that says its width and height")
    return float(box[1]), float(box[2])


def words_of(slide: Slide, show: Show, part: Provenance | None = None) -> Words:
    """Gather what a slide says beside its map or chart.

    Parameters
    ----------
    part : Provenance or None
        Of the map or the chart alone; None for what the slide stands on.

    Returns
    -------
    Words
        The boundaries are named on the map itself.
    """
    t = Catalogue.load(show.lang)
    lines = (
        slide.own,
        (part or slide).period,
        (part or slide).basis,
        t("player.version", version=show.data_version),
        t("player.made", date=show.created_text),
    )
    # Lines beside the picture are not on it: their sources would be cited for what they do not say.
    drawn = [note for note in slide.footnotes if (note.source_id in part.source_ids if part else note.drawn)]
    drawn = drawn or list(slide.footnotes)
    # Nothing in a picture has a number.
    flagged = tuple(note.flagged for note in drawn)
    alone = len(flagged) == 1
    notes = tuple(t("still.source_alone", text=text) if alone else t("still.source", text=text) for text in flagged)
    brief = tuple(dict.fromkeys(note.abridged for note in drawn))
    instead = part.finding if part else None
    finding, then = slide.led(slide.sentence) if instead is None else (instead, "")
    # On a line of its own it needs no full stop.
    finding = finding.rstrip(".。") if then else finding
    below = tuple(line for line in lines if line)
    return Words(slide.title, then.lstrip(), below, notes, brief, show.lang, slide.own, finding)


def _page(words: Words, look: Palette, size: str, finish: Finish) -> _Page:
    width, height = (float(side) for side in (SIZES | WALLS)[size])
    small = (SMALLEST | _WALL_SMALLEST)[size]
    edge = _EDGE * small
    if finish.alone:
        line = Words("", lines=(words.own,), lang=words.lang)
        foot = _foot(line, look, width - 2 * edge, width - 2 * edge, small, _FOOT_LINES * _LINE * small) if words.own else []
        tall = max((word.y + 0.5 * _LINE * small for word in foot), default=0.0)
        below = height - edge - tall
        lines = tuple(replace(word, x=word.x + edge, y=word.y + below) for word in foot)
        return _Page(width, height, small, lines, edge, below)
    across = width - 2 * edge
    head, top = _set(words.title, edge, edge * 0.8, small * _TITLE, across, look.ink, 700)
    size_said, most = small * _SENTENCE, _MOST_LINES + bool(words.finding)
    top += 0.15 * small
    for said, color, weight in ((words.finding, look.ink, 600), (words.sentence, look.quiet, 400)):
        text = shortened(said, size_said, across / (BOLD if weight >= 600 else 1), most * LINE * size_said)
        set_lines, top = _set(text, edge, top, size_said, _evened(text, size_said, across, weight), color, weight)
        head, most = [*head, *set_lines], max(1, most - len(set_lines))
    top += 0.4 * small
    foot = _foot(
        words,
        look,
        across,
        across * _BESIDE_BAR if size in WALLS else across,
        small,
        min(height - top - 0.6 * edge - height * _LEAST, _FOOT_LINES * _LINE * small),
    )
    tall = max((word.y + 0.5 * _LINE * small for word in foot), default=0.0)
    below = height - 0.6 * edge - tall
    set_foot = tuple(replace(word, x=word.x + edge, y=word.y + below) for word in foot)
    return _Page(width, height, small, (*head, *set_foot), top, below - 0.3 * small)


def _evened(text: str, size: float, across: float, weight: int) -> float:
    """How wide the lines of a sentence are set: all of one length where the last would be a word or two."""
    limit = across / size / (BOLD if weight >= 600 else 1)
    lines = wrap(text, limit, hard=True)
    evener = width_em(text) / len(lines) * _EVEN
    if len(lines) == 1 or width_em(lines[-1]) > _LONE * limit or len(wrap(text, evener, hard=True)) > len(lines):
        return across
    return across * evener / limit


def _list(slide: Slide, page: _Page, look: Palette) -> tuple[tuple[Word, ...], float]:
    """Set what a slide lists at the right of its map; nothing, and no width, where there is too little room."""
    across, high = page.body
    for wide in (em * page.smallest for em in _LISTS):
        if across - wide - page.edge < high * _SQUARE:
            break
        words: list[Word] = []
        left, top = page.edge + across - wide, page.top + _GAP * page.smallest
        for point in slide.beside or slide.points:
            is_list = not introduces(point)
            lines, top = _set(uncited(point), left, top, page.smallest, wide, look.ink, listed=is_list)
            words, top = [*words, *lines], top + _GAP * page.smallest
        if top <= page.below:
            return tuple(words), wide + page.edge
    return (), 0.0


def _set(
    text: str, x: float, y: float, size: float, across: float, color: str, weight: int = 400, listed: bool = False
) -> tuple[list[Word], float]:
    """Set a text in lines and return them with where the next text may begin."""
    lines = wrap(text, across / size / (BOLD if weight >= 600 else 1), hard=True, listed=listed) if text else []
    step = size * _LINE
    words = [Word(line, x, y + (n + 0.5) * step, size, color, weight, "start") for n, line in enumerate(lines)]
    return words, y + len(lines) * step


def _foot(words: Words, look: Palette, across: float, beside: float, small: float, most: float) -> list[Word]:
    """Set what stands below: period and basis over the whole width, then the sources, in two columns where they are many.

    Where they do not all find room with their titles, they follow one another with publisher and date.
    """
    text = Catalogue.load(words.lang)("still.join").join(words.lines)
    lines, top = _set(text, 0, 0, small, beside, look.quiet)
    gap = 1.5 * small
    columns = 2 if len(words.footnotes) > 2 and across > 60 * small else 1
    wide = (across - gap * (columns - 1)) / columns
    notes = [_set(note, 0, 0, small, wide, look.quiet) for note in words.footnotes]
    if notes and words.brief and _columns(notes, columns, wide + gap, top)[1] > most:
        return [*lines, *_brief(words, look, across, small, top, most)]
    for count in range(len(notes), -1, -1):
        listed = notes[:count]
        if count < len(notes):
            more = Catalogue.load(words.lang)("still.more_sources", n=len(notes) - count)
            listed.append(_set(more, 0, 0, small, wide, look.quiet))
        note_words, tall = _columns(listed, columns, wide + gap, top)
        if tall <= most or not count:
            return [*lines, *note_words]
    return lines


def _brief(words: Words, look: Palette, across: float, small: float, top: float, most: float) -> list[Word]:
    """Set sources one behind the other; where there is no room for all, some, and the others are counted."""
    t = Catalogue.load(words.lang)
    for count in range(len(words.brief), 0, -1):
        if count < len(words.brief):
            most = min(most, _CUT_LINES * _LINE * small)
        text = t("still.sources", sources=t("describe.semicolon").join(words.brief[:count]))
        left = len(words.brief) - count
        line = t("describe.semicolon").join((text, t("still.more_sources", n=left))) if left else text
        set_words, tall = _set(line, 0, top, small, across, look.quiet)
        if tall <= most or count == 1:
            return set_words
    return []


def _columns(notes: Sequence[tuple[list[Word], float]], columns: int, step: float, top: float) -> tuple[list[Word], float]:
    """Put notes, each set in lines so high, in columns, as even as their order allows."""
    whole = sum(tall for _, tall in notes)
    placed_lines: list[Word] = []
    column, y, lowest = 0, top, top
    for lines, tall in notes:
        if column + 1 < columns and y - top + tall / 2 > whole / columns:
            column, y = column + 1, top
        placed_lines += [replace(line, x=line.x + column * step, y=line.y + y) for line in lines]
        y += tall
        lowest = max(lowest, y)
    return placed_lines, lowest


def _document(page: _Page, words: Words, look: Palette, inner: str, alt: str, finish: Finish) -> str:
    ground = f'fill="{quoted(look.ground)}"'
    if finish.clear:  # maps and charts lay the page's ground below themselves too
        inner, ground = re.sub(rf"(<rect [^>]*?){ground}", r'\1fill="none"', inner), 'fill="none"'
    w, h = number(page.width), number(page.height)
    font = quoted(", ".join(f"'{name}'" if " " in name else name for name in FONTS))
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img"',
            f' lang="{quoted(words.lang)}" aria-labelledby="page-title page-desc" font-family="{font}">',
            f'<title id="page-title">{quoted(words.title)}</title><desc id="page-desc">{quoted(alt)}</desc>',
            f'<rect width="{w}" height="{h}" {ground}/>',
            *texts(page.words),
            inner,
            "</svg>",
        )
    )
