"""A workbook becomes drafts of records, conclusions, questions and refusals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from data.importing.cells.signs import kind_of
from data.importing.kinds.grouped import grouped
from data.importing.kinds.listed import delisted, happened
from data.importing.kinds.observed import observed
from data.importing.kinds.outlined import outline_table, outlined
from data.importing.kinds.paired import paired
from data.importing.progress import Progress, Tell, nobody
from data.importing.reading.sheet import Sheet, Workbook
from data.importing.understanding.decisions import LEAVE, Decision, Notebook, Option, Refusal
from data.importing.understanding.layout import Table, find_table
from data.importing.understanding.personal import has_phone, register_cells
from data.importing.understanding.places import Places
from data.importing.understanding.roles import Role, roles
from data.importing.understanding.sourced import source_of
from data.importing.understanding.subject import Draft, Subject
from data.load import Facts

READ: Final = "read"
_COUNTED: Final = re.compile(r"共计?\s*(\d+)\s*个?\s*(?:县|市|区|旗|村|镇|乡|对|户|项)")


@dataclass(frozen=True)
class Understanding:
    """What a workbook says.

    Attributes
    ----------
    drafts : tuple of Draft
        Rows for the facts, the document first; none while its title is not confirmed.
    decisions : tuple of Decision
        Conclusions and questions.
    refusals : tuple of Refusal
        What is not taken in.
    register : bool
        Whether it is a register of persons, of which nothing is taken in.
    """

    drafts: tuple[Draft, ...]
    decisions: tuple[Decision, ...]
    refusals: tuple[Refusal, ...]
    register: bool = False

    @property
    def open(self) -> list[Decision]:
        """Questions without an answer."""
        return [decision for decision in self.decisions if decision.value is None]


def document_id(workbook: Workbook) -> str:
    """Return the id of the document that a workbook is: the same for the same bytes, whatever is answered."""
    return f"own-{workbook.digest[:12]}"


def understand(
    workbook: Workbook,
    facts: Facts,
    answers: Mapping[str, str],
    remembered: Mapping[str, str] | None = None,
    tell: Tell = nobody,
) -> Understanding:
    """Understand a workbook.

    Parameters
    ----------
    facts : Facts
        What is recorded: places, indicators, measures, bases, programmes.
    answers : mapping of str to str
        What the keeper has said so far, by key of the decision.
    remembered : mapping of str to str, optional
        Names of places to region ids, as confirmed with earlier files.
    tell : callable
        Hears how many rows are done of how many.
    """
    places = Places.of(facts).remembering(remembered or {})
    notebook = Notebook(answers)
    drawn = bool(workbook.geometries)
    tables = [
        (sheet, outline_table(sheet) if drawn else find_table(sheet, places.is_place))
        for sheet in workbook.sheets
        if sheet.cells
    ]
    register = _register(tables)
    if register:
        return Understanding((), (), tuple(register), register=True)
    source_id = document_id(workbook)
    drafts: list[Draft] = []
    titles: list[Table] = []
    progress = Progress(tell, sum(len(table.rows) * len(table.panels) for _, table in tables if table is not None))
    for number, (sheet, table) in enumerate(tables, start=1):
        notebook.sheet, notebook.prefix = sheet.name, f"{number}."
        if not _is_used(sheet, notebook):
            continue
        if table is None:
            notebook.refuse("importing.no_heads", next(iter(sheet.rows.values()))[0].name if sheet.rows else "")
            continue
        titles.append(table)
        key = f"{source_id}-{number}"
        subject = Subject(sheet, table, places, facts, notebook, key, source_id, progress=progress)
        drafts += outlined(subject, workbook.geometries) if drawn else _sheet(subject)
    notebook.sheet, notebook.prefix = "", ""
    source = source_of(workbook, titles, notebook, source_id)
    confirmed = [] if source is None else [Draft("sources", source, "", ""), *drafts]
    return Understanding(tuple(confirmed if drafts else []), tuple(notebook.decisions), tuple(notebook.refusals))


def _register(tables: Sequence[tuple[Sheet, Table | None]]) -> list[Refusal]:
    """Name the cells that make a file a register of persons; their content is repeated nowhere."""
    refusals = []
    for sheet, table in tables:
        heads = () if table is None else table.heads
        body = tuple(sheet.rows) if table is None else (*table.rows, *table.totals)
        for cell in register_cells(sheet, heads, body):
            head = cell.row in heads
            key = "importing.personal_column" if head else "importing.personal_cell"
            refusals.append(Refusal(key, sheet.name, cell.name, cell.text if head else ""))
    return refusals


def _is_used(sheet: Sheet, notebook: Notebook) -> bool:
    if not sheet.hidden:
        return True
    options = [Option(LEAVE, ""), Option(READ, "")]
    return (
        notebook.decide("hidden", LEAVE, "importing.said_hidden_sheet", "importing.said_hidden_sheet", options=options)
        == READ
    )


def _sheet(subject: Subject) -> list[Draft]:
    sheet, table, notebook = subject.sheet, subject.table, subject.notebook
    heads = [cell.name for row in table.heads for cell in sheet.rows.get(row, ())]
    notebook.conclude(
        "importing.said_heads",
        heads[:1],
        rows="–".join(str(row) for row in dict.fromkeys(table.heads[:1] + table.heads[-1:])),
    )
    if len(table.panels) > 1:
        notebook.conclude(
            "importing.said_panels", [f"{panel[0].number}" for panel in table.panels], n=str(len(table.panels))
        )
    if table.totals:
        totals = [sheet.rows[row][0].name for row in table.totals]
        notebook.conclude("importing.said_totals", totals, n=str(len(totals)))
    _notes(subject)
    panels = [roles(sheet, panel, table.rows, subject.places.is_place) for panel in table.panels]
    subject = replace(
        subject, remarks=_remarks(subject, [role for panel in panels for role in panel if role.kind == "remark"])
    )
    drafts = _understood(subject, panels)
    hidden = [cell.name for row in table.rows for cell in sheet.rows[row][:1] if cell.hidden]
    if hidden:
        notebook.conclude("importing.said_hidden_rows", hidden, n=str(len(hidden)))
    unread = [role.column.head for panel in panels for role in panel if role.kind == "other" and role.column.head]
    if unread:
        notebook.conclude("importing.said_unread", columns="、".join(dict.fromkeys(unread)))
    return drafts


def _remarks(subject: Subject, columns: Sequence[Role]) -> dict[int, str]:
    remarks: dict[int, str] = {}
    for role in columns:
        last = ""
        for row in subject.table.rows:
            text = " ".join(subject.sheet.over(row, role.column.number).text.split())
            kind = kind_of(text)
            last = text if not kind else last
            if last and kind in ("", "above") and not has_phone(last):
                remarks[row] = f"{remarks[row]} {last}" if row in remarks else last
    return remarks


def _understood(subject: Subject, panels: list[list[Role]]) -> list[Draft]:
    roles_ = [role for panel in panels for role in panel]
    parties = {role.party for role in roles_ if role.kind == "place"}
    kinds = {role.kind for role in roles_}
    left = bool(re.search("退出|摘帽|left the list|delist", subject.words + " ".join(role.column.head for role in roles_)))
    if "event" in kinds:
        return happened(subject, panels[0])
    if "area" in kinds:
        return [draft for panel in panels for draft in grouped(subject, panel)]
    if {"helper", "recipient"} <= parties and "value" not in kinds:
        return [draft for panel in panels for draft in paired(subject, panel)]
    if "value" not in kinds and left and kinds & {"date", "year"}:
        return [draft for panel in panels for draft in delisted(subject, panel)]
    if "value" in kinds and kinds & {"place", "code"}:
        return observed(subject, panels)
    first = subject.sheet.rows[subject.table.heads[0]][0]
    subject.notebook.refuse("importing.no_kind", first.name, first.text)
    return []


def _notes(subject: Subject) -> None:
    table, notebook = subject.table, subject.notebook
    below = [cell for cell in table.notes if cell.row > table.heads[-1]]
    private = [cell.name for cell in table.notes if has_phone(cell.text)]
    if private:
        notebook.conclude("importing.said_phone", private)
    if open_cells := [cell.name for cell in below if cell.name not in private]:
        notebook.conclude("importing.said_footers", open_cells)
    for cell in below:
        counted = _COUNTED.search(cell.text)
        if counted is not None and int(counted[1]) != len(table.rows):
            notebook.conclude("importing.said_count_differs", [cell.name], said=counted[1], n=str(len(table.rows)))
