"""One thing that is wrong in a data file: where it stands, what it says, and the way out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from text.catalogue import Catalogue
from text.markup import on_one_line

#: Characters of a cell that a message repeats.
_MAX_QUOTED: Final = 80


@dataclass(frozen=True)
class Fault:
    """A fault, as structure; its words come from the message catalogue.

    Parameters
    ----------
    file : str
        File name, e.g. ``"observations.csv"``.
    row : int
        Line number as a spreadsheet shows it: the header is 1. 0 where the whole file is meant.
    column : str
        Column name; empty where the whole row or file is meant.
    value : str
        What stands in the cell.
    key : str
        Message id, e.g. ``"fault.not_a_number"``.
    fields : mapping of str to str
        Further values for the message, e.g. the remedy.
    """

    file: str
    row: int
    column: str
    value: str
    key: str
    fields: Mapping[str, str] = field(default_factory=dict)

    def place(self, messages: Catalogue) -> str:
        """Name the place in the reader's language: file, then row, then column, as far as they are known.

        Parameters
        ----------
        messages : Catalogue
            The catalogue of the reader's language.
        """
        if not self.row:
            return messages("fault.place.file", file=self.file)
        if not self.column:
            return messages("fault.place.row", file=self.file, row=self.row)
        return messages("fault.place.cell", file=self.file, row=self.row, column=self.column)

    def message(self, messages: Catalogue) -> str:
        """Say the whole fault: place, what is wrong, and what to do.

        Parameters
        ----------
        messages : Catalogue
            The catalogue of the reader's language.
        """
        values = {"file": self.file, "row": self.row, "column": self.column, "value": _cut(self.value)} | {
            name: _cut(value) for name, value in self.fields.items()
        }
        return messages("fault.said", place=self.place(messages), message=messages(self.key, **values))

    def __str__(self) -> str:
        return self.message(Catalogue.load("en"))


def _cut(cell: str) -> str:
    """A cell as a sentence can hold it: on one line, in the order it was written in, and not all of a long one."""
    line = on_one_line(cell)
    return line if len(line) <= _MAX_QUOTED else f"{line[:_MAX_QUOTED]}…"
