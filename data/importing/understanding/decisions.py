"""What was concluded, what is asked, and what is refused: plain records, put into words only when shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from data.importing.understanding.personal import has_identity, has_phone
from text.catalogue import Catalogue
from text.markup import on_one_line
from text.quantity import unit_word

Naming = Callable[[str, str], str]
"""Table and id to the record's name in the reader's language."""

#: The answer that leaves out what was asked about.
LEAVE: Final = "leave"
#: Characters of a cell that a sentence repeats, and cells that it names.
_MAX_CONTENT, _NAMED = 60, 6


@dataclass(frozen=True)
class Option:
    """An answer that may be chosen.

    Attributes
    ----------
    value : str
        What the answer is.
    table : str
        Table whose record it is (``regions``, ``indicators`` …); "" where the message ``importing.option_<value>`` names it;
        ``said`` where the value says itself, ``units`` for the id of a unit, ``dimensions`` for a task
        of co-operation.
    """

    value: str
    table: str = "said"


@dataclass(frozen=True)
class Decision:
    """Something that a table may mean.

    Attributes
    ----------
    key : str
        What it is about; an answer is given to it.
    message : str
        Message id of the sentence that says what was concluded, or asks.
    fields : mapping of str to str
        Values for the message.
    sheet : str
        Name of the sheet.
    cells : tuple of str
        Cells that it rests on.
    value : str or None
        What was decided; None where only the keeper can say.
    options : tuple of Option
        Answers that are taken; with none, any text is.
    suggested : str
        What is probably meant; never taken without being confirmed.
    answered : bool
        Whether the keeper said it.
    table : str
        As of an :class:`Option`, for an answer that is none of those offered.
    """

    key: str
    message: str
    fields: Mapping[str, str]
    sheet: str
    cells: tuple[str, ...] = ()
    value: str | None = None
    options: tuple[Option, ...] = ()
    suggested: str = ""
    answered: bool = False
    table: str = "said"

    def sentence(self, t: Catalogue, name: Naming) -> str:
        """Say it in the reader's language; ``name`` gives the name of a record by its table and id."""
        named = {"value": self.label(self.value, t, name)} if self.value else {}
        return t(self.message, **_cut({**self.fields, **named}))

    def label(self, value: str, t: Catalogue, name: Naming) -> str:
        """Name an answer in the reader's language."""
        table = next((option.table for option in self.options if option.value == value), self.table)
        if table == "said":
            return value
        if table == "units":
            return unit_word(value, t)
        if table == "dimensions":
            return t(f"dimension.{value}")
        return name(table, value) if table else t(f"importing.option_{value}")


@dataclass(frozen=True)
class Refusal:
    """A cell, or a row, that is not taken in.

    Attributes
    ----------
    key : str
        Message id: what is wrong, and the way out.
    sheet, cell : str
        Where.
    content : str
        What the cell says; "" for personal data, which is repeated nowhere.
    """

    key: str
    sheet: str
    cell: str
    content: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, t: Catalogue) -> str:
        """Say it in the reader's language: sheet, cell, content, remedy."""
        # What became of a place is recorded in both languages.
        note = {"note": self.fields["note_en"]} if t.lang == "en" and "note_en" in self.fields else {}
        why = t(self.key, **_cut({**self.fields, **note}))
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        if not self.content:
            return t("importing.refused_place", place=place, why=why)
        return t("importing.refused", place=place, content=on_one_line(self.content)[:_MAX_CONTENT], why=why)


@dataclass
class Notebook:
    """What is found out about a workbook, in its order.

    Attributes
    ----------
    answers : mapping of str to str
        What the keeper has said so far, by key of the decision.
    sheet : str
        Name of the sheet that is looked at.
    prefix : str
        Begins the keys of its decisions.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    prefix: str = ""
    decisions: list[Decision] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    _decided: dict[str, Decision] = field(default_factory=dict, init=False, repr=False)
    _noted: set[tuple[object, ...]] = field(default_factory=set, init=False, repr=False)

    def decide(
        self,
        key: str,
        default: str | None,
        concluded: str,
        question: str,
        *,
        cells: Sequence[str] = (),
        options: Sequence[Option] = (),
        suggested: str = "",
        reads: Callable[[str], str | None] | None = None,
        table: str = "said",
        **fields: str,
    ) -> str | None:
        """Take what the keeper answered, else what the table says, else ask.

        Parameters
        ----------
        default : str or None
            What the table says; None where it says nothing that is certain.
        concluded, question : str
            Message ids of the conclusion and of the question.
        reads : callable, optional
            Turns an answer that is typed into what is kept; None for one that cannot be it, which is asked again.
        table : str
            Whose record that is, as of an :class:`Option`.
        **fields : str
            Values for both messages; ``value`` is what was decided, ``cells`` the cells.

        Returns
        -------
        str or None
            None for a question that is open.
        """
        full = f"{self.prefix}{key}"
        if full in self._decided:
            return self._decided[full].value
        answer = self.answers.get(full, "").strip()
        if reads is not None and answer and answer not in {option.value for option in options}:
            answer = reads(answer) or ""
            is_answered = bool(answer)
        else:
            is_answered = bool(answer) and (not options or answer in {option.value for option in options})
        value = answer if is_answered else default
        more = {"cells": _named(cells), "value": value or "", **fields}
        message = question if value is None else concluded
        self._decided[full] = Decision(
            full, message, more, self.sheet, tuple(cells), value, tuple(options), suggested, is_answered, table
        )
        self.decisions.append(self._decided[full])
        return value

    def conclude(self, message: str, cells: Sequence[str] = (), **fields: str) -> None:
        """Write down a conclusion that nobody has to decide on; the same one only once."""
        more = {"cells": _named(cells), **fields}
        decision = Decision(f"{self.prefix}{message}", message, more, self.sheet, tuple(cells), "", answered=False)
        if self._is_news(decision.key, self.sheet, *cells, *more.items()):
            self.decisions.append(decision)

    def refuse(self, key: str, cell: str, content: str = "", **fields: str) -> None:
        """Write down what is not taken in."""
        private = has_identity(content) or has_phone(content)
        refusal = Refusal(key, self.sheet, cell, "" if private else content, fields)
        if self._is_news(key, self.sheet, cell, refusal.content, *fields.items()):
            self.refusals.append(refusal)

    def _is_news(self, *parts: object) -> bool:
        is_news = parts not in self._noted
        self._noted.add(parts)
        return is_news

    @property
    def open(self) -> list[Decision]:
        """Questions without an answer."""
        return [decision for decision in self.decisions if decision.value is None]


def _named(cells: Sequence[str]) -> str:
    listed = ", ".join(cells[:_NAMED])
    return f"{listed} …" if len(cells) > _NAMED else listed


def _cut(fields: Mapping[str, str]) -> dict[str, str]:
    lines = {name: on_one_line(value) for name, value in fields.items()}
    return {name: line if len(line) <= 160 else f"{line[:160]}…" for name, line in lines.items()}
