"""Text on a PowerPoint slide: runs with typefaces for both scripts, sizes that are never too small, and clean characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from xml.sax.saxutils import escape

from export.pptx.drawing.paint import color_xml, emu, solid
from geo.still.picture import FONTS
from text.lettering import bound, wrap

#: Typeface of the theme. A file names one: Office itself replaces it where the machine has none.
TYPEFACE: Final = FONTS[0]
#: Height of a line by the size of its type.
LINE: Final = 1.25
# Widths are estimates: a line is taken to hold a little less than it does.
_CAREFUL: Final = 0.95
_NARROWEST_EM: Final = 0.3
#: Tags of a language, and of the other one.
LANGUAGES: Final = {"zh": ("zh-CN", "en-GB"), "en": ("en-GB", "zh-CN")}
# What XML 1.0 cannot hold, and the direction overrides that would show a text reversed.
_UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+")
# The theme's own: of headings, and of all else.
_FACES: Final = '<a:latin typeface="+{0}-lt"/><a:ea typeface="+{0}-ea"/><a:cs typeface="+{0}-cs"/>'


@dataclass(frozen=True)
class Run:
    """Words of one kind.

    Attributes
    ----------
    size : float
        In units of the slide.
    color : str
        CSS colour; empty for that of the master.
    raised : float
        How far it stands over the line, as a share of its size, for the number of a footnote. What is raised is drawn
        smaller by a third: :func:`mark` makes up for that.
    halo : str
        Colour of a glow that keeps the words legible over lines; empty for none.
    heading : bool
        Whether it is a title: it has the typeface of headings, and the weight that the master gives titles.
    """

    text: str
    size: float
    color: str
    bold: bool = False
    raised: float = 0.0
    halo: str = ""
    heading: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Runs on a line of their own.

    Attributes
    ----------
    align : str
        l, ctr or r.
    after, pitch : float
        Room below, and from line to line, in units; 0 leaves the pitch to the typeface.
    """

    runs: tuple[Run, ...]
    align: str = "l"
    bullet: bool = False
    after: float = 0.0
    pitch: float = 0.0


def mark(text: str, size: float, color: str, beside: float) -> Run:
    """Return the number of a footnote.

    Parameters
    ----------
    size : float
        As it is to be seen, in units.
    beside : float
        Size of the words that it stands behind.
    """
    return Run(text, 1.5 * size, color, raised=max(0.3, 0.5 * beside / (1.5 * size)))


def clean(text: object) -> str:
    r"""Return a text on one line that XML can hold.

    Returns
    -------
    str
        Runs of control, direction and unpaired surrogate characters have become a space.

    Examples
    --------
    >>> clean("a\x00b\nc")
    'a b c'
    """
    return _UNSEEN.sub(" ", str(text)).strip()


def quoted(text: object) -> str:
    """Return a clean text for an attribute or the text of an element; line breaks stay."""
    return escape("\n".join(clean(line) for line in str(text).split("\n")), {'"': "&quot;"})


def points(units: float) -> int:
    """Return a size of type in hundredths of a point; 1280 units are 960 points."""
    return round(units * 75)


def properties(run: Run, lang: str, tag: str = "a:rPr") -> str:
    """Return the properties of a run as XML.

    Parameters
    ----------
    lang : {"zh", "en"}
    tag : str
        ``a:rPr``, ``a:defRPr`` or ``a:endParaRPr``.
    """
    own, other = LANGUAGES[lang]
    glow = ""
    if run.halo:
        glow = f'<a:effectLst><a:glow rad="{emu(1.6)}">{color_xml(run.halo)}</a:glow></a:effectLst>'
    weight = "" if run.heading else f' b="{int(run.bold)}"'
    marks = weight + (f' baseline="{round(run.raised * 100000)}"' if run.raised else "")
    return (
        f'<{tag} lang="{own}" altLang="{other}" sz="{points(run.size)}"{marks} dirty="0">'
        f"{solid(run.color) if run.color else ''}{glow}{_FACES.format('mj' if run.heading else 'mn')}</{tag}>"
    )


def paragraph(content: Paragraph, lang: str) -> str:
    """Return a paragraph as XML.

    Parameters
    ----------
    lang : {"zh", "en"}
    """
    after = f'<a:spcAft><a:spcPts val="{points(content.after)}"/></a:spcAft>' if content.after else ""
    pitch = f'<a:lnSpc><a:spcPts val="{points(content.pitch)}"/></a:lnSpc>' if content.pitch else ""
    indent, sign = "", "<a:buNone/>"
    if content.bullet:
        step = emu(content.runs[0].size * 0.9)
        indent, sign = f' marL="{step}" indent="-{step}"', '<a:buFont typeface="Arial"/><a:buChar char="&#8226;"/>'
    runs = "".join(f"<a:r>{properties(run, lang)}<a:t>{_printable(run.text)}</a:t></a:r>" for run in content.runs)
    return f'<a:p><a:pPr{indent} algn="{content.align}">{pitch}{after}{sign}</a:pPr>{runs}</a:p>'


def _printable(text: str) -> str:
    """Clean, but with the spaces at its ends, as runs follow one another. Numbers stay with what they count."""
    return escape(bound(_UNSEEN.sub(" ", str(text))))


def body(paragraphs: Sequence[Paragraph], lang: str, anchor: str = "t", wrapped: bool = True, tag: str = "p:txBody") -> str:
    """Return the body of a text box without margins, of a placeholder, or of a cell of a table.

    Parameters
    ----------
    paragraphs : sequence of Paragraph
        None gives an empty paragraph.
    lang : {"zh", "en"}
    anchor : str
        t, ctr or b; empty for what the layout says of a placeholder.
    """
    # Every typeface has its own idea of the height of a line; rooms are measured with ours.
    paced = (
        item if item.pitch else replace(item, pitch=max(run.size for run in item.runs if not run.raised) * LINE)
        for item in paragraphs
    )
    inner = "".join(paragraph(item, lang) for item in paced) or "<a:p/>"
    if not anchor:
        return f"<{tag}><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>{inner}</{tag}>"
    wrapping = "square" if wrapped else "none"
    return (
        f'<{tag}><a:bodyPr wrap="{wrapping}" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{inner}</{tag}>"
    )


def height_of(text: str, size: float, width: float) -> float:
    """Estimate the height of a text that wraps.

    Parameters
    ----------
    size, width : float
        Units.

    Returns
    -------
    float
        Units.
    """
    return len(wrap(text, _CAREFUL * width / size)) * size * LINE


def fitting(text: str, sizes: Sequence[float], width: float, height: float) -> float:
    """Return the largest of some sizes at which a text fits a room.

    Parameters
    ----------
    sizes : sequence of float
        From large to small, units.

    Returns
    -------
    float
        The last, where none fits.
    """
    return next((size for size in sizes if height_of(text, size, width) <= height + 0.5), sizes[-1])


def shortened(text: str, size: float, width: float, height: float) -> str:
    """Cut a text to what fits a room, with an ellipsis where something is left out.

    Parameters
    ----------
    size, width, height : float
        Units.

    Returns
    -------
    str
        At least one line.
    """
    whole, max_lines = clean(text), max(1, int((height + 0.5) / (size * LINE)))
    em = _CAREFUL * width / size
    # Longer than this it cannot fit, however narrow its letters.
    cut = whole[: int(max_lines * em / _NARROWEST_EM) + 1]
    if len(cut) == len(whole) and len(wrap(cut, em)) <= max_lines:
        return whole
    low, high = 0, len(cut)
    while low < high:
        middle = (low + high + 1) // 2
        fits = len(wrap(cut[:middle].rstrip() + "…", em)) <= max_lines
        low, high = (middle, high) if fits else (low, middle - 1)
    return cut[:low].rstrip() + "…"
