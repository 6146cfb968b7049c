"""The places of a table's rows: filled down within merged ranges, told by code, by the cells beside, or asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from data.importing.cells.signs import kind_of
from data.importing.reading.sheet import Cell, Sheet
from data.importing.understanding.decisions import LEAVE, Notebook, Option
from data.importing.understanding.places import Match, Places, alike, squeeze
from data.importing.understanding.roles import Role

_SEVERAL: Final = re.compile(r"[;；\n]|(?<=[省市县区州盟旗])[、,，]")
_REASONS: Final = {
    "dissolved": "importing.place_dissolved",
    "disagree": "importing.place_disagrees",
    "unknown": "importing.place_unknown",
}


@dataclass(frozen=True)
class Located:
    """A place that a row names.

    Attributes
    ----------
    region_id : str
        The place.
    cell : Cell
        Where its name stands.
    said : str
        The name as written.
    old : bool
        Whether it is a name or code of an older list.
    """

    region_id: str
    cell: Cell
    said: str
    old: bool = False


@dataclass(frozen=True)
class Locator:
    """Finds the places of one party in the rows of a panel.

    Attributes
    ----------
    columns : sequence of Role
        Its columns from the wider to the narrower place.
    code : Role or None
        The column of codes.
    """

    sheet: Sheet
    places: Places
    columns: Sequence[Role]
    code: Role | None
    notebook: Notebook
    level: str = ""

    def find(self, row: int) -> list[Located] | None:
        """Return the places of a row; several where a cell names several.

        Returns
        -------
        list of Located or None
            Empty where the row names none; None where one is asked about, refused, or left out.
        """
        within, found, seen = "", [], False
        for position, role in enumerate(self.columns):
            cell = self.sheet.over(row, role.column.number)
            if kind_of(cell.text) == "above":
                cell = self._above(row, role)
            if kind_of(cell.text):
                continue
            seen = True
            last = position == len(self.columns) - 1
            parts = [part for part in _SEVERAL.split(cell.text) if part.strip()] if last else [cell.text]
            code = self._code(row) if last and len(parts) == 1 else ""
            matched = [self._one(part, cell, code, within, role) for part in parts]
            if all(one is None for one in matched):
                return None
            found = [one for one in matched if one is not None]
            within = found[0].region_id if len(found) == 1 else within
        if not seen and self.code is not None and (code := self._code(row)):
            cell = self.sheet.over(row, self.code.column.number)
            one = self._one("", cell, code, "", self.columns[0] if self.columns else self.code)
            return None if one is None else [one]
        return found

    def _above(self, row: int, role: Role) -> Cell:
        for higher in range(row - 1, 0, -1):
            cell = self.sheet.over(higher, role.column.number)
            if kind_of(cell.text) != "above":
                return cell
        return Cell(row, role.column.number)

    def _code(self, row: int) -> str:
        return "" if self.code is None else self.sheet.over(row, self.code.column.number).text

    def _one(self, text: str, cell: Cell, code: str, within: str, role: Role) -> Located | None:
        match = self.places.match(text, code, within, role.level or self.level)
        said = squeeze(text) or code
        if match.region_id:
            return self._certain(match, cell, said)
        if match.reason in ("dissolved", "disagree") or (match.reason == "unknown" and not match.choices):
            note = match.moved.note if match.moved else ""
            names = "、".join(self.places.names[i] for i in match.choices[:2])
            fields = (
                {"note": note, "note_en": match.moved.note_en if match.moved else ""} if match.reason == "dissolved" else {}
            )
            answer = self.notebook.answers.get(f"name:{said}", "")
            if match.reason == "unknown" and answer in self.places.levels:
                return Located(answer, cell, said)
            if match.reason == "disagree":
                fields = {"code": code, "names": names}
            self.notebook.refuse(_REASONS[match.reason], cell.name, text or code, **fields)
            return None
        return self._asked(match, cell, said)

    def _certain(self, match: Match, cell: Cell, said: str) -> Located | None:
        name = self.places.names[match.region_id]
        if match.reason == "old":
            said = match.moved.alias if said == name and match.moved is not None else said
            self.notebook.conclude("importing.said_old_place", [cell.name], said=said, name=name)
            return Located(match.region_id, cell, said, old=True)
        if match.reason == "remembered":
            self.notebook.conclude("importing.said_remembered", [cell.name], said=said, name=name)
        if match.reason == "spelling":
            self.notebook.conclude("importing.said_spelling", [cell.name], said=said, name=name)
        return Located(match.region_id, cell, said)

    def _asked(self, match: Match, cell: Cell, said: str) -> Located | None:
        options = [*(Option(i, "regions") for i in match.choices), Option(LEAVE, "")]
        asked = {"several": "importing.ask_which_place", "elsewhere": "importing.ask_place_elsewhere"}
        prefix, self.notebook.prefix = self.notebook.prefix, ""  # a name means the same on every sheet
        value = self.notebook.decide(
            f"name:{said}",
            None,
            "importing.said_place",
            asked.get(match.reason, "importing.ask_near_place"),
            cells=[cell.name],
            options=options,
            suggested=match.choices[0] if match.reason in ("near", "elsewhere") else "",
            said=said,
        )
        self.notebook.prefix = prefix
        if value is None or value == LEAVE:
            return None
        return Located(value, cell, said)


def common_level(sheet: Sheet, places: Places, role: Role, rows: tuple[int, ...]) -> str:
    """Return the level that settles shared names in a column (河南 among provinces), see :func:`places.alike`."""
    names = [squeeze(sheet.over(row, role.column.number).text) for row in rows]
    found = [places.candidates(name) for name in names if name]
    certain = [one[0] for one in found if len(one) == 1]
    provinces = [one for one in found if any(places.levels[i] == "province" for i in one)]
    nation = [one for one in found if one and places.levels[one[0]] == "nation"]
    return alike(places.levels, certain) if len(provinces) + len(nation) == len([one for one in found if one]) else ""
