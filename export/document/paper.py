"""A4 paper for Word: styles, margins, running heads; saved to the same bytes for the same content.

Everything is set in styles that Word knows by name (Title, Heading 1, Caption, List Number), so that a reader who pastes it
into a document of their own gets that document's look.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any, Final

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from export.pictures.bundle import pack_files
from export.pptx.drawing.text import TYPEFACE, clean
from look.color import rgb
from look.palette import Palette, palette
from text.catalogue import Catalogue
from views.slide import Show

_AUTHOR: Final = "Pairing Atlas / 结对图"
_LANGUAGES: Final = {"zh": "zh-CN", "en": "en-GB"}
#: Paper and margins, in centimetres.
_A4: Final = (21.0, 29.7)
_SIDE, _TOP, _BOTTOM = 2.0, 1.7, 1.5
#: Width and height of what is set on a page, in centimetres.
WIDTH, HEIGHT = _A4[0] - 2 * _SIDE, _A4[1] - _TOP - _BOTTOM
#: Styles by name: size in points, bold, room before and after in points, colour of the palette.
_STYLES: Final = {
    "Normal": (9.5, False, 0, 4, "ink"),
    "Title": (20, True, 0, 2, "ink"),
    "Subtitle": (10, False, 0, 6, "quiet"),
    "Heading 1": (12, True, 7, 2, "ink"),
    "Heading 2": (11, True, 6, 2, "ink"),
    "Caption": (8, False, 1, 3, "quiet"),
    "List Bullet": (10, False, 0, 2, "ink"),
    "List Number": (7.5, False, 0, 1, "ink"),
    "Header": (8, False, 0, 0, "quiet"),
    "Footer": (8, False, 0, 0, "quiet"),
}
#: Our own styles by name: what they are made from, then as above.
_OWN: Final = {
    "Figure": ("Normal", 10, False, 0, 1, "ink"),
    "Table Text": ("Normal", 8.5, False, 0, 0, "ink"),
    "Table Head": ("Normal", 8.5, True, 0, 0, "quiet"),
    "Table Note": ("Normal", 8, False, 2, 2, "quiet"),
}
#: Of characters: the words of a source, and what leads to it.
QUOTE, LINK = "Quoted Words", "Hyperlink"
TABLE: Final = "Atlas Table"
#: Type below this many points is set closer; from line to line in sizes of the type. The typeface decides nothing: with
#: another than ours a page would end elsewhere.
_SMALL: Final = 9
_CLOSE, _EASY = 1.36, 1.5
#: Of lists, in centimetres.
INDENT: Final = 0.85
_OLD_STYLES: Final = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"


def blank(show: Show, t: Catalogue) -> Any:
    """Return an empty document with our styles, whose head has the title and whose foot the page.

    Parameters
    ----------
    show : Show
        Its title, boundaries, data version and date stand in the running head and in the file's properties.
    """
    document, look = Document(), palette("light")
    _only_needed(document)
    _page(document)
    _language(document)
    for name, (size, bold, before, after, color) in _STYLES.items():
        _style(document.styles[name], size, before, after, getattr(look, color), bold=bold)
    for name, (parent, size, bold, before, after, color) in _OWN.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[parent]
        _style(style, size, before, after, getattr(look, color), bold=bold)
    words = document.styles.add_style(QUOTE, WD_STYLE_TYPE.CHARACTER)
    words.font.color.rgb = RGBColor.from_string(rgb(look.quiet)[0])
    document.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER).font.underline = True
    _table_style(document, look)
    _running(document, show, t)
    _properties(document, show, t)
    return document


def line_height(size: float) -> Pt:
    """Return the height of lines of type of so many points."""
    return Pt(size * (_CLOSE if size < _SMALL else _EASY))


def save(document: Any) -> bytes:
    """Return a document as a file without a clock in it."""
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as saved:
        return pack_files({name: saved.read(name) for name in saved.namelist()})


def numbered(document: Any, first: int = 1) -> int:
    """Begin a list numbered as footnotes are named in the text, from [first] on, and return the id of its numbering."""
    numbering = document.part.numbering_part.element
    ids = [int(old.get(qn("w:abstractNumId"))) for old in numbering.findall(qn("w:abstractNum"))]
    abstract_id, twips = max(ids, default=0) + 1, round(INDENT * 1440 / 2.54)
    level = _element("w:lvl", ilvl=0)
    for name, value in (("start", first), ("numFmt", "decimal"), ("lvlText", "[%1]"), ("lvlJc", "left")):
        level.append(_element(f"w:{name}", val=value))
    indent = _element("w:pPr")
    indent.append(_element("w:ind", left=twips, hanging=twips))
    level.append(indent)
    abstract = _element("w:abstractNum", abstractNumId=abstract_id)
    abstract.append(_element("w:multiLevelType", val="singleLevel"))
    abstract.append(level)
    # The schema wants every abstract numbering before the first that is used.
    numbering.insert(list(numbering).index(numbering.find(qn("w:num"))), abstract)
    return int(numbering.add_num(abstract_id).numId)


def _only_needed(document: Any) -> None:
    """Take a hundred table styles out: they are most of the file, and every paragraph would be looked up among them."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(_A4[0]), Cm(_A4[1])
    section.left_margin = section.right_margin = Cm(_SIDE)
    section.top_margin, section.bottom_margin = Cm(_TOP), Cm(_BOTTOM)
    section.header_distance = section.footer_distance = Cm(0.8)


def _language(document: Any) -> None:
    """Typefaces and languages of the whole document, for both scripts."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in list(defaults):
        if old.tag in (qn("w:rFonts"), qn("w:lang")):
            defaults.remove(old)
    defaults.insert(0, _fonts())
    # Of the Latin script it is English in a Chinese document too: set in Chinese, a line may end within any English word.
    defaults.append(_element("w:lang", val="en-GB", eastAsia="zh-CN"))


def _fonts() -> Any:
    return _element("w:rFonts", ascii=TYPEFACE, hAnsi=TYPEFACE, eastAsia=TYPEFACE, cs=TYPEFACE)


def _style(style: Any, size: float, before: float, after: float, color: str, *, bold: bool) -> None:
    style.font.size, style.font.bold = Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(rgb(color)[0])
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, _fonts())
    style.font.italic = False
    for old in properties.findall(qn("w:spacing")):
        properties.remove(old)
    paragraph = style.element.get_or_add_pPr()
    for name in ("w:pBdr", "w:contextualSpacing", "w:numPr"):
        for old in paragraph.findall(qn(name)):
            if name != "w:numPr" or style.name != "List Bullet":
                paragraph.remove(old)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = line_height(size)


def _table_style(document: Any, look: Palette) -> None:
    """Thin lines between rows, a stronger one below the head: as the tables of the atlas look."""
    style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    line, strong = rgb(look.line)[0], rgb(look.quiet)[0]
    table = _element("w:tblPr")
    borders = _element("w:tblBorders")
    for side, color, width in (("top", strong, 8), ("bottom", strong, 8), ("insideH", line, 4)):
        borders.append(_element(f"w:{side}", val="single", sz=width, space=0, color=color))
    table.append(borders)
    margins = _element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w=60, type="dxa"))
    table.append(margins)
    style.element.append(table)
    head = _element("w:tblStylePr", type="firstRow")
    bold = _element("w:rPr")
    bold.append(_element("w:b"))
    head.append(bold)
    style.element.append(head)


def _running(document: Any, show: Show, t: Catalogue) -> None:
    section = document.sections[0]
    words = t("sheet.running", version=clean(show.data_version), date=clean(show.created_text))
    section.header.paragraphs[0].text = words
    foot = section.footer.paragraphs[0]
    before, _, after = t("sheet.page", n="\0").partition("\0")
    foot.add_run(before)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = foot.add_run()
        if kind:
            run._r.append(_element("w:fldChar", fldCharType=kind))
        else:
            instruction = _element("w:instrText")
            instruction.text = text
            run._r.append(instruction)
    foot.add_run(after)


def _properties(document: Any, show: Show, t: Catalogue) -> None:
    core = document.core_properties
    core.title, core.author, core.last_modified_by = clean(show.title)[:255], _AUTHOR, _AUTHOR
    core.subject = clean(show.boundaries)[:255]
    core.keywords, core.comments = clean(show.data_version)[:255], ""
    core.created = core.modified = datetime.fromisoformat(show.created)
    core.language, core.revision = _LANGUAGES[t.lang], 1
    # A picture of another document, and the styles of Word 2010, which would contradict ours.
    _drop(document.part.package.rels, RELATIONSHIP_TYPE.THUMBNAIL)
    _drop(document.part.rels, _OLD_STYLES)


def _drop(relations: Any, kind: str) -> None:
    for rel_id in [rel_id for rel_id, relation in relations.items() if relation.reltype == kind]:
        del relations[rel_id]


def _element(tag: str, **attributes: object) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element
