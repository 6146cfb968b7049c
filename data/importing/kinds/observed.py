"""Tables of figures by place and period: observations, and figures of co-operation."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from data.importing.cells.signs import kind_of
from data.importing.kinds.columns import Measured, measured, plain_label
from data.importing.kinds.paired import programme_of
from data.importing.kinds.values import Figure, figure, sums
from data.importing.reading.sheet import Cell
from data.importing.understanding.decisions import LEAVE, Option
from data.importing.understanding.located import Located, Locator, common_level
from data.importing.understanding.places import squeeze
from data.importing.understanding.roles import Role
from data.importing.understanding.subject import NOTES, Draft, Subject
from data.places.areas import NATION
from data.schema.columns import NAME_LENGTH, NOTE_LENGTH
from text.catalogue import Catalogue

#: The answer that no helper is named: the figure is the recipient's total.
NOBODY = "nobody"


def observed(subject: Subject, panels: Sequence[Sequence[Role]]) -> list[Draft]:
    """Understand a table of figures.

    Parameters
    ----------
    panels : sequence of sequence of Role
        What the columns of each panel hold.

    Returns
    -------
    list of Draft
        Rows of ``observations`` and ``cooperation``, and of ``indicators`` and ``measures`` where a keeper makes one;
        whatever waits for an answer is not among them.
    """
    drafts: list[Draft] = []
    for panel in panels:
        drafts += _panel(subject, panel)
    own = {next(iter(draft.row.values())): draft for draft in drafts if draft.table in ("indicators", "measures")}
    return [*own.values(), *(draft for draft in drafts if draft.table not in ("indicators", "measures"))]


def _panel(subject: Subject, panel: Sequence[Role]) -> Iterator[Draft]:
    values = [role for role in panel if role.kind == "value"]
    numbers = [role.column.number for role in panel]
    # Of panels side by side the last one is often shorter.
    rows = tuple(row for row in subject.table.rows if any(subject.sheet.over(row, number).text for number in numbers))
    figures = {}
    for role in values:
        cells = [subject.sheet.over(row, role.column.number) for row in rows]
        if all(kind_of(cell.text) == "blank" and not cell.fault for cell in cells):
            continue
        figure = measured(subject, role.column, cells, paired=any(one.party == "helper" for one in panel))
        if figure is not None:
            figures[role.column.number] = figure
            sums(subject, figure, rows)
            _empty(subject, figure, cells)
    basis, parties = _asked_of_all(subject, panel, list(figures.values()))
    locators = _locators(subject, panel)
    year = next((role for role in panel if role.kind in ("year", "date")), None)
    if year is None and any(not figure.year for figure in figures.values()):
        subject.period()
    for row in subject.progress.over((*rows, *_nation_rows(subject, panel))):
        yield from _row(subject, row, figures, locators, year, basis, parties)


def _empty(subject: Subject, figure: Measured, cells: Sequence[Cell]) -> None:
    """Count the cells that say nothing, or that there is nothing: no figure is made of them."""
    names = [cell.name for cell in cells if kind_of(cell.text) in ("blank", "missing") and not cell.fault]
    if names:
        subject.notebook.conclude("importing.said_empty", names, said=figure.column.head, n=str(len(names)))


def _locators(subject: Subject, panel: Sequence[Role]) -> dict[str, Locator]:
    code = next((role for role in panel if role.kind == "code"), None)
    locators = {}
    for party in ("helper", "recipient", ""):
        columns = [role for role in panel if role.kind == "place" and role.party == party]
        if columns or (party == "" and code is not None and not any(role.kind == "place" for role in panel)):
            level = common_level(subject.sheet, subject.places, columns[-1], subject.table.rows) if columns else ""
            with_code = code if party == "" else None
            locators[party] = Locator(subject.sheet, subject.places, columns, with_code, subject.notebook, level)
    return locators


def _asked_of_all(
    subject: Subject, panel: Sequence[Role], columns: Sequence[Measured]
) -> tuple[str | None, tuple[str | None, str]]:
    """The basis of the observations; the other party of co-operation figures, and on which side the places are."""
    notebook, basis = subject.notebook, None
    together = bool(re.search("协作|帮扶|对口", subject.words)) and any(not column.measured_id for column in columns)
    # A column that is not named yet may come to be a measure, which has no basis.
    if any(column.table == "indicators" or not (column.table or together) for column in columns):
        ids = list(subject.facts.bases["basis_id"])
        suggested = "registration" if "建档立卡" in subject.words else "survey" if "抽样" in subject.words else ""
        basis = notebook.decide(
            *("basis", None, "importing.said_basis", "importing.ask_basis"),
            options=[Option(basis_id, "bases") for basis_id in ids],
            suggested=suggested if suggested in ids else "unstated",
        )
        for note in subject.table.notes:
            if "口径" in note.text or "不可比" in note.text:
                notebook.conclude("importing.said_basis_changes", [note.name])
    if not (together or any(column.table == "measures" for column in columns)) or any(role.party for role in panel):
        return basis, (None, "recipient")
    side = notebook.decide(
        *("side", "recipient", "importing.said_side", "importing.said_side"),
        options=[Option("recipient", ""), Option("helper", "")],
    )
    programme_of(subject)
    other = notebook.decide(
        *("helper", None, "importing.said_helper", "importing.ask_helper"),
        options=[Option(NOBODY, "")],
        reads=lambda name: subject.places.match(name).region_id or None,
        table="regions",
    )
    return basis, (other, side or "recipient")


def _nation_rows(subject: Subject, panel: Sequence[Role]) -> list[int]:
    """Rows of sums that say 全国: of the country, or of the rows only."""
    rows = []
    places = [role.column.number for role in panel if role.kind == "place"]
    for row in subject.table.totals:
        cells = [subject.sheet.over(row, number) for number in places]
        nation = [cell for cell in cells if squeeze(cell.text).startswith("全国")]
        if not nation:
            continue
        value = subject.notebook.decide(
            *(f"nation.{nation[0].text}", None, "importing.said_nation", "importing.ask_nation"),
            cells=[nation[0].name],
            options=[Option(NATION, "regions"), Option(LEAVE, "")],
            suggested=LEAVE,
            said=nation[0].text,
        )
        if value == NATION:
            rows.append(row)
    return rows


def _row(
    subject: Subject,
    row: int,
    columns: dict[int, Measured],
    locators: dict[str, Locator],
    year: Role | None,
    basis: str | None,
    parties: tuple[str | None, str],
) -> Iterator[Draft]:
    filled = [subject.sheet.over(row, number) for number in columns]
    located = {party: locator.find(row) for party, locator in locators.items()}
    if all(kind_of(cell.text) == "blank" and not cell.fault for cell in filled) or not filled:
        return
    period = _period(subject, row, year)
    figures = [(column, cell, figure(subject, column, cell)) for column, cell in zip(columns.values(), filled, strict=True)]
    if any(places is None for places in located.values()):
        return
    if not any(located.values()):
        subject.notebook.refuse("importing.no_place", filled[0].name, filled[0].text)
        return
    for column, cell, reading in figures:
        when = column.year or period or ("" if year is not None else subject.period() or "")
        if reading is None or not when or not column.measured_id:
            continue
        if column.table == "indicators" and basis is not None:
            for place in located.get("") or located.get("recipient") or located.get("helper") or []:
                yield from _observation(subject, column, cell, reading, place, when, basis)
        elif column.table == "measures":
            yield from _cooperation(subject, column, cell, reading, located, when, parties)


def _period(subject: Subject, row: int, year: Role | None) -> str | None:
    if year is None:
        return None
    cell = subject.sheet.over(row, year.column.number)
    if kind_of(cell.text) == "above":
        for higher in range(row - 1, 0, -1):
            cell = subject.sheet.over(higher, year.column.number)
            if kind_of(cell.text) != "above":
                break
    if kind_of(cell.text):
        subject.notebook.refuse("importing.no_period", cell.name, cell.text)
        return None
    return subject.date(cell)


def _common(subject: Subject, cell: Cell, figure: Figure, place: Located, when: str) -> dict[str, str]:
    head = " ".join(plain_label(subject.sheet.over(row, cell.column).text) for row in subject.table.heads)
    note = {column: _note(subject, cell, place, Catalogue.load(lang)) for column, lang in NOTES}
    return {
        **{"period_start": when, "period_end": when, "value": figure.value, "bound": figure.bound},
        **{"source_id": subject.source_id, "quote": subject.titled(place.cell.text, head, cell.text), **note},
    }


def _note(subject: Subject, cell: Cell, place: Located, t: Catalogue) -> str:
    """What the row says besides: an old name, the table's remark, the programme."""
    parts = []
    if place.old:
        parts.append(t("importing.note_old", said=place.written, name=subject.places.names[place.region_id]))
    if remark := subject.remarks.get(cell.row, ""):
        parts.append(t("importing.note_remark", remark=remark))
    return " ".join(parts)[:NOTE_LENGTH]


def _observation(
    subject: Subject, column: Measured, cell: Cell, figure: Figure, place: Located, when: str, basis: str
) -> Iterator[Draft]:
    indicator_id = column.measured_id
    if column.own:
        own = _own_indicator(column)
        indicator_id = own["indicator_id"]
        yield Draft("indicators", own, subject.sheet.name, cell.name, column.own)
    if figure.high and indicator_id == "poverty_headcount_ratio":
        indicator_id = "poverty_rate_band"
    row = {
        **{"observation_id": subject.record_id(cell), "region_id": place.region_id, "indicator_id": indicator_id},
        **_common(subject, cell, figure, place, when),
        **{"basis_id": basis, "status": "reported", "point": subject.points.get(indicator_id, "at")},
        "value_high": figure.high,
    }
    yield Draft("observations", row, subject.sheet.name, cell.name, cell.text)


def _own_indicator(column: Measured) -> dict[str, str]:
    name = column.own[:NAME_LENGTH]
    return {
        "indicator_id": _own_id(column),
        **{"name_zh": name, "name_en": name, "unit": column.unit.unit, "decimals": "1" if column.unit.unit == "%" else "0"},
        **{"definition_zh": column.definition, "definition_en": column.definition, "words": ""},
    }


def _own_measure(column: Measured) -> dict[str, str]:
    name = column.own[:NAME_LENGTH]
    names = {"measure_id": _own_id(column), "name_zh": name, "name_en": name}
    return {**names, "unit": column.unit.unit, "dimension": column.task, "words": ""}


def _own_id(column: Measured) -> str:
    return f"own-{hashlib.sha256(f'{column.own} {column.unit.unit}'.encode()).hexdigest()[:10]}"


def _cooperation(
    subject: Subject,
    measured_column: Measured,
    cell: Cell,
    figure: Figure,
    located: dict[str, list[Located] | None],
    when: str,
    parties: tuple[str | None, str],
) -> Iterator[Draft]:
    own = _own_measure(measured_column) if measured_column.own else None
    measure = own or subject.measures[measured_column.measured_id]
    helpers, recipients = located.get("helper") or [], located.get("recipient") or []
    ids = {
        "helper_id": helpers[0].region_id if helpers else "",
        "recipient_id": recipients[0].region_id if recipients else "",
    }
    every = [*recipients, *helpers, *(located.get("") or [])]
    if not every:
        return
    place = every[0]
    if not helpers and not recipients:
        other, side = parties
        if other is None:
            return
        ids = {
            f"{side}_id": place.region_id,
            "helper_id" if side == "recipient" else "recipient_id": other.replace(NOBODY, ""),
        }
    programme = programme_of(subject)
    if programme is None:
        return
    common = _common(subject, cell, figure, place, when)
    for column, lang in NOTES:
        under = Catalogue.load(lang)("importing.note_programme", programme=subject.programmes[programme][f"name_{lang}"])
        # A measure has no definition of its own among the facts: it stands with each figure.
        said = Catalogue.load(lang)("importing.note_definition", said=measured_column.definition) if own else ""
        common[column] = " ".join(filter(None, (common[column], under, said)))[:NOTE_LENGTH]
    if own:
        yield Draft("measures", own, subject.sheet.name, cell.name, measured_column.own)
    row = {
        **{
            "cooperation_id": subject.record_id(cell),
            "measure_id": measure["measure_id"],
            **ids,
            "dimension": measure["dimension"],
        },
        **common,
        **{"unit": measure["unit"], "point": subject.points.get(measured_column.measured_id, "over" if own else "at")},
    }
    yield Draft("cooperation", row, subject.sheet.name, cell.name, cell.text)
