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
    written : str
        The name as written.
    old : bool
        Whether it is a name or code of an older list.
    """

    region_id: str
    cell: Cell
    written: str
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
        within, places, had_text = "", [], False
        for position, role in enumerate(self.columns):
            cell = self.sheet.over(row, role.column.number)
            if kind_of(cell.text) == "above":
                cell = self._above(row, role)
            if kind_of(cell.text):
                continue
            had_text = True
            last = position == len(self.columns) - 1
            parts = [part for part in _SEVERAL.split(cell.text) if part.strip()] if last else [cell.text]
            code = self._code(row) if last and len(parts) == 1 else ""
            matched = [self._match_one(part, cell, code, within, role) for part in parts]
            if all(place is None for place in matched):
                return None
            places = [place for place in matched if place is not None]
            within = places[0].region_id if len(places) == 1 else within
        if not had_text and self.code is not None and (code := self._code(row)):
            cell = self.sheet.over(row, self.code.column.number)
            place = self._match_one("", cell, code, "", self.columns[0] if self.columns else self.code)
            return None if place is None else [place]
        return places

    def _above(self, row: int, role: Role) -> Cell:
        for higher in range(row - 1, 0, -1):
            cell = self.sheet.over(higher, role.column.number)
            if kind_of(cell.text) != "above":
                return cell
        return Cell(row, role.column.number)

    def _code(self, row: int) -> str:
        return "" if self.code is None else self.sheet.over(row, self.code.column.number).text

    def _match_one(self, text: str, cell: Cell, code: str, within: str, role: Role) -> Located | None:
        match = self.places.match(text, code, within, role.level or self.level)
        written = squeeze(text) or code
        if match.region_id and match.reason != "remembered":
            return self._certain(match, cell, written)
        if match.reason in ("dissolved", "disagree") or (match.reason == "unknown" and not match.choices):
            note = match.moved.note if match.moved else ""
            names = "、".join(self.places.names[i] for i in match.choices[:2])
            fields = (
                {"note": note, "note_en": match.moved.note_en if match.moved else ""} if match.reason == "dissolved" else {}
            )
            answer = self.notebook.answers.get(f"name:{written}", "")
            if match.reason == "unknown" and answer in self.places.levels:
                return Located(answer, cell, written)
            if match.reason == "disagree":
                fields = {"code": code, "names": names}
            self.notebook.refuse(_REASONS[match.reason], cell.name, text or code, **fields)
            return None
        return self._ask(match, cell, written)

    def _certain(self, match: Match, cell: Cell, written: str) -> Located | None:
        name = self.places.names[match.region_id]
        if match.reason == "old":
            written = match.moved.alias if written == name and match.moved is not None else written
            self.notebook.conclude("importing.said_old_place", [cell.name], said=written, name=name)
            return Located(match.region_id, cell, written, old=True)
        if match.reason == "spelling":
            self.notebook.conclude("importing.said_spelling", [cell.name], said=written, name=name)
        return Located(match.region_id, cell, written)

    def _ask(self, match: Match, cell: Cell, written: str) -> Located | None:
        options = [*(Option(i, "regions") for i in match.choices), Option(LEAVE, "")]
        questions = {"several": "importing.ask_which_place", "elsewhere": "importing.ask_place_elsewhere"}
        prefix, self.notebook.prefix = self.notebook.prefix, ""  # a name means the same on every sheet
        key, remembered = f"name:{written}", match.reason == "remembered"
        value = self.notebook.decide(
            key,
            match.region_id or None,
            "importing.said_remembered" if remembered and key not in self.notebook.answers else "importing.said_place",
            questions.get(match.reason, "importing.ask_near_place"),
            cells=[cell.name],
            options=options,
            suggested=match.choices[0] if match.reason in ("near", "elsewhere") else "",
            said=written,
        )
        self.notebook.prefix = prefix
        if value is None or value == LEAVE:
            return None
        return Located(value, cell, written)


def common_level(sheet: Sheet, places: Places, role: Role, rows: tuple[int, ...]) -> str:
    """Return the level that settles shared names in a column (河南 among provinces), see :func:`places.alike`."""
    names = dict.fromkeys(squeeze(text) for text in dict.fromkeys(sheet.over(row, role.column.number).text for row in rows))
    candidates = [places.candidates(name) for name in names if name]
    certain = [ids[0] for ids in candidates if len(ids) == 1]
    provinces = [ids for ids in candidates if any(places.levels[i] == "province" for i in ids)]
    nation = [ids for ids in candidates if ids and places.levels[ids[0]] == "nation"]
    return alike(places.levels, certain) if len(provinces) + len(nation) == len([ids for ids in candidates if ids]) else ""
