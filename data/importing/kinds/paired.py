"""Lists of pairs: who helps whom, since when."""

from __future__ import annotations

from collections.abc import Sequence

from data.importing.cells.signs import kind_of
from data.importing.understanding.decisions import LEAVE, Option
from data.importing.understanding.located import Located, Locator
from data.importing.understanding.roles import Role
from data.importing.understanding.subject import NOTES, Draft, Subject
from data.schema.columns import NOTE_LENGTH
from text.catalogue import Catalogue


def paired(subject: Subject, panel: Sequence[Role]) -> list[Draft]:
    """Understand a list of pairs.

    Returns
    -------
    list of Draft
        Rows of ``pairings``, one for each recipient of a cell; none before the programme is said.
    """
    parties = {
        party: Locator(
            *(subject.sheet, subject.places, [role for role in panel if role.kind == "place" and role.party == party]),
            *(None, subject.notebook),
        )
        for party in ("helper", "recipient")
    }
    dates = next((role for role in panel if role.kind in ("date", "year")), None)
    programme = programme_of(subject)
    drafts = []
    for row in subject.progress.over(subject.table.rows):
        places = {party: locator.find(row) for party, locator in parties.items()}
        start = _start(subject, row, dates)
        helpers, recipients = places["helper"], places["recipient"]
        if helpers is None or recipients is None or programme is None or start is None:
            continue
        if not helpers or not recipients:
            cells = subject.sheet.rows[row]
            subject.notebook.refuse("importing.no_pair", cells[0].name, cells[0].text)
            continue
        drafts += _drafts(subject, helpers, recipients, start, programme, subject.remarks.get(row, ""), row)
    return drafts


def _drafts(
    subject: Subject, helpers: list[Located], recipients: list[Located], start: str, programme: str, remark: str, row: int
) -> list[Draft]:
    many = len(helpers) * len(recipients) > 1
    drafts = []
    for number, (helper, recipient) in enumerate(((h, r) for h in helpers for r in recipients), start=1):
        record = {
            "pairing_id": subject.record_id(recipient.cell, f"r{row}" + (f"-{number}" if many else "")),
            **{"programme_id": programme, "helper_id": helper.region_id, "recipient_id": recipient.region_id},
            **{"start": start, "source_id": subject.source_id},
            "quote": subject.row_quote(row),
            **_notes(subject, helper, recipient, remark),
        }
        drafts.append(Draft("pairings", record, subject.sheet.name, recipient.cell.name, recipient.cell.text))
    return drafts


def _notes(subject: Subject, helper: Located, recipient: Located, remark: str) -> dict[str, str]:
    notes = {}
    for column, lang in NOTES:
        t, names = Catalogue.load(lang), subject.places.names
        parts = [
            t("importing.note_old", said=place.written, name=names[place.region_id])
            for place in (helper, recipient)
            if place.old
        ]
        parts += [t("importing.note_remark", remark=remark)] if remark else []
        notes[column] = " ".join(parts)[:NOTE_LENGTH]
    return notes


def programme_of(subject: Subject) -> str | None:
    """Ask under which programme a table's figures or pairs stand; its title may suggest it."""
    names = dict(zip(subject.facts.programmes["programme_id"], subject.facts.programmes["name_zh"], strict=True))
    likely = [i for i, name in names.items() if name in subject.words]
    return subject.notebook.decide(
        *("programme", None, "importing.said_programme", "importing.ask_programme"),
        options=[Option(programme_id, "programmes") for programme_id in names],
        suggested=likely[0] if likely else "",
    )


def _start(subject: Subject, row: int, dates: Role | None) -> str | None:
    """Since when; "" where the row does not say; None where that is asked about."""
    if dates is None:
        return ""
    cell = subject.sheet.over(row, dates.column.number)
    for higher in range(row - 1, subject.table.heads[-1], -1):
        if kind_of(cell.text) != "above":
            break
        cell = subject.sheet.over(higher, dates.column.number)
    if kind_of(cell.text):
        return ""
    day = subject.date(cell)
    return None if day in (None, LEAVE) else day
