"""The document that a table's records rest on: named by the keeper, since a value without a source cannot be stored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

from data.importing.cells.dates import read_date
from data.importing.reading.sheet import UNNAMED, Cell, Workbook
from data.importing.understanding.decisions import Notebook
from data.importing.understanding.layout import Table
from data.importing.understanding.personal import has_identity, has_phone
from data.schema.columns import NAME_LENGTH, NOTE_LENGTH
from text.catalogue import Catalogue
from text.markup import on_one_line

#: How close to its origin a document of one's own is.
OWN_TIER: Final = "own"
_DAY: Final = re.compile(r"(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?")
_PUBLISHER: Final = re.compile(
    r"^[\w（）()·]{2,40}(?:局|办公室|办|委员会|政府|厅|中心|处|部|院|委|公司|统计局)(?=[\s,，]|$)"
)


def source_of(workbook: Workbook, tables: Sequence[Table], notebook: Notebook, source_id: str) -> dict[str, str] | None:
    """Return the row of ``sources`` for a workbook.

    Returns
    -------
    dict of str to str or None
        None while its title is not confirmed.
    """
    title = next((table.title for table in tables if table.title and not _private(table.title)), "")
    # Of pasted cells nothing is known that could name them.
    stem = PurePath(workbook.name).stem if workbook.name != UNNAMED else ""
    feet = [cell for table in tables for cell in table.notes if not _private(cell.text)]
    cells = [cell.name for cell in feet if _publisher(cell) or _day(cell)]
    named = notebook.decide(
        *("document-title", None, "importing.said_source", "importing.ask_source"), suggested=title or stem, reads=_line
    )
    publisher_text = next(filter(None, map(_publisher, feet)), "")
    publisher = notebook.decide(
        *(
            "document-publisher",
            publisher_text,
            "importing.said_publisher" if publisher_text else "importing.no_publisher",
            "",
        ),
        cells=cells,
        reads=_line,
    )
    day = next(filter(None, map(_day, feet)), "")
    published = notebook.decide(
        *("document-published", day, "importing.said_published" if day else "importing.no_published", ""),
        cells=cells,
        reads=_date,
    )
    if named is None:
        return None
    fields = {"file": workbook.name, "digest": workbook.digest[:12]}
    return {
        **{"source_id": source_id, "title": named[:NAME_LENGTH], "publisher": publisher or "", "published": published or ""},
        **{"tier": OWN_TIER, "kind": "document"},
        "note": on_one_line(Catalogue.load("zh")("importing.note_source", **fields))[:NOTE_LENGTH],
        "note_en": on_one_line(Catalogue.load("en")("importing.note_source", **fields))[:NOTE_LENGTH],
    }


def _private(text: str) -> bool:
    return has_phone(text) or has_identity(text)


def _line(text: str) -> str | None:
    single_line = " ".join(on_one_line(text).split())[:NAME_LENGTH]
    return single_line if single_line and not _private(single_line) else None


def _publisher(cell: Cell) -> str:
    match = _PUBLISHER.match(cell.text.strip())
    return match[0] if match else ""


def _day(cell: Cell) -> str:
    match = _DAY.search(cell.text) if not cell.text.startswith("注") else None
    return (_date(match[0]) or "") if match else ""


def _date(text: str) -> str | None:
    dated = read_date(Cell(1, 1, text))
    return dated.choices[0] if dated and len(dated.choices) == 1 and not dated.planned else None
