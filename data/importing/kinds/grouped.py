"""Lists of areas of one's own: the name of each, and the places that belong to it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

from data.importing.cells.signs import kind_of
from data.importing.reading.sheet import Cell
from data.importing.understanding.located import Located, Locator
from data.importing.understanding.roles import Role
from data.importing.understanding.subject import Draft, Subject
from data.places.aliases import fold
from data.places.areas import NATION
from data.places.names import syllables
from data.schema.columns import NAME_LENGTH

#: An area of one's own counts among those that a place belongs to.
_KIND: Final = "片区"


def grouped(subject: Subject, panel: Sequence[Role]) -> list[Draft]:
    """Understand a list of areas and their members.

    Returns
    -------
    list of Draft
        A row of ``regions`` for each new area, before its rows of ``area_members``. An area that the facts name is not
        changed: its rows are refused. Members that are recorded of an area of one's own are passed over.
    """
    places = [role for role in panel if role.kind == "place"]
    code = next((role for role in panel if role.kind == "code"), None)
    area_role = next(role for role in panel if role.kind == "area")
    locator = Locator(subject.sheet, subject.places, places, code, subject.notebook)
    members: dict[str, list[tuple[int, Located]]] = {}
    cells: dict[str, Cell] = {}
    for row in subject.progress.over(subject.table.rows):
        cell = _name_cell(subject, row, area_role)
        located = locator.find(row)
        if cell is None:
            subject.notebook.refuse("importing.area_unnamed", subject.sheet.over(row, area_role.column.number).name, "")
        elif located:
            name = " ".join(cell.text.split())[:NAME_LENGTH]
            cells.setdefault(name, cell)
            members.setdefault(name, []).extend((row, place) for place in located)
    drafts: list[Draft] = []
    for name, rows in members.items():
        drafts += _area(subject, name, cells[name], rows)
    listed = [draft for draft in drafts if draft.table == "area_members"]
    if listed:
        fields = {"n": str(len({draft.row["area_id"] for draft in listed})), "members": str(len(listed))}
        subject.notebook.conclude("importing.said_areas", [listed[0].cell], **fields)
    return drafts


def _name_cell(subject: Subject, row: int, role: Role) -> Cell | None:
    """The cell that names the area of a row, one above where it says 同上; None where nothing does."""
    for higher in range(row, subject.table.heads[-1], -1):
        cell = subject.sheet.over(higher, role.column.number)
        kind = kind_of(cell.text)
        if kind != "above":
            return None if kind else cell
    return None


def _area(subject: Subject, name: str, cell: Cell, rows: Sequence[tuple[int, Located]]) -> list[Draft]:
    area_id = area_id_of(name)
    bearing = subject.places.named.get(fold(name), ())
    if any(region_id != area_id for region_id in bearing):
        subject.notebook.refuse("importing.area_recorded", cell.name, name)
        return []
    held = subject.facts.area_members
    recorded = set(held.loc[held["area_id"] == area_id, "region_id"])
    drafts = (
        [] if bearing else [Draft("regions", _region(subject, area_id, name, rows), subject.sheet.name, cell.name, name)]
    )
    if already := [place.cell.name for _, place in rows if place.region_id in recorded]:
        subject.notebook.conclude("importing.said_members_recorded", already, name=name, n=str(len(already)))
    for row, place in rows:
        if place.region_id not in recorded:
            recorded.add(place.region_id)
            record = {"area_id": area_id, "region_id": place.region_id, "source_id": subject.source_id}
            words = subject.row_quote(row)
            record["quote"] = words if name in words else subject.quote(name, words)
            drafts.append(Draft("area_members", record, subject.sheet.name, place.cell.name, place.cell.text))
    return drafts


def _region(subject: Subject, area_id: str, name: str, rows: Sequence[tuple[int, Located]]) -> dict[str, str]:
    around = [subject.places.hierarchy.ancestors(place.region_id)[1:] for _, place in rows]
    # The narrowest division around all of them; areas that are recorded are none.
    shared = (i for i in around[0] if i.isdigit() and all(i in wholes for wholes in around))
    return area_row(area_id, name, next(shared, NATION))


def area_id_of(name: str) -> str:
    """Return the id of an area of one's own: the same for the same name, however it is spelt."""
    return f"A-own-{hashlib.sha256(fold(name).encode()).hexdigest()[:10]}"


def area_row(area_id: str, name: str, parent_id: str, name_en: str = "") -> dict[str, str]:
    """Return the row of ``regions`` of an area of one's own; without an English name it has the Chinese one."""
    names = {"name_zh": name, "short_zh": name, "name_en": " ".join(name_en.split())[:NAME_LENGTH] or name}
    names["pinyin"] = " ".join(syllables(name))
    return {"region_id": area_id, **names, "level": "area", "parent_id": parent_id, "kind": _KIND}
