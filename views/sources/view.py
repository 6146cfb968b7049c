"""The sources page at an address: a document, conflicts, checks, what is recorded, own figures."""

from __future__ import annotations

import pandas as pd

from data.evidence.dossier import QUOTED, counts, passages
from data.load import Facts
from data.rows import Row, records
from data.schema.statements import ABOUT
from text.dates import format_date
from views.book import Book
from views.declared import BOUNDARIES, Address
from views.loaders import Shapes
from views.memo import memoized
from views.parts.markup import Markup, answered_head
from views.parts.periods import spell
from views.parts.words import publisher_of, title_of
from views.sources.boundaries import boundaries
from views.sources.checks import checks_view
from views.sources.conflicts import conflicts_view
from views.sources.document import document
from views.sources.recorded import recorded_view
from views.sources.verdicts import checks_of
from views.view import View


def sources(at: Address, facts: Facts, shapes: Shapes, book: Book) -> View:
    """Return what the sources page shows."""
    show = at["show"]
    if show == "conflicts":
        return conflicts_view(facts, book)
    if show == "checks":
        verdict, results = at["verdict"], checks_of(facts)
        return memoized("checks page", lambda: checks_view(verdict, results, facts, book), facts, book, verdict)
    if show == "recorded":
        return recorded_view(at, facts, book)
    if show == "own":
        return _own(facts, book)
    source, record = at["source"], at["record"]
    if source == BOUNDARIES:
        t = book.t
        said = (t("boundaries.source"),)
        return View(t("boundaries.title"), t("boundaries.statement"), panel=boundaries(shapes, t), points=said)
    return memoized("document", lambda: _document(source, record, facts, book), facts, book, source, record)


def quoted(facts: Facts) -> list[str]:
    """Return the ids of the documents that any record rests on, in their order."""
    return memoized("quoted", lambda: [i for i in facts.sources["source_id"].tolist() if counts(facts, i)], facts)


def _document(source_id: str, record: str, facts: Facts, book: Book) -> View:
    t, source, found = book.t, book.sources[source_id], passages(facts, source_id)
    tables: dict[str, list[Row]] = {}
    for passage in found:
        for table, row in passage.records:
            tables.setdefault(table, []).append(row)
    # What the record stands on comes first.
    asked = [any(str(row[QUOTED[table]]) == record for table, row in passage.records) for passage in found]
    first = sorted(zip(asked, found, strict=True), key=lambda one: not one[0])
    date = format_date(source["published"], t.lang) or t("slide.no_date")
    who = publisher_of(source, t) or t("slide.no_publisher")
    return View(
        title=title_of(source, t),
        finding=t("slide.document", who=who, date=date, n=len(found)),
        panel=document(facts, source_id, book, record),
        table=pd.DataFrame({t("table.quote"): [passage.quote for passage in found]}),
        chosen=("record", record) if any(asked) else None,
        pairings=pd.DataFrame(tables.get("pairings", [])),
        observations=tuple(tables.get("observations", ())),
        cooperation=tuple(tables.get("cooperation", ())),
        events=pd.DataFrame(tables.get("events", [])),
        stands_on=tuple({"source_id": source_id, "quote": quote} for quote in [one.quote for _, one in first] or [""]),
        counts=((t("slide.records"), sum(counts(facts, source_id).values())),),
        period=date,
    )


def head_of(view: View, at: Address, facts: Facts, book: Book) -> Markup:
    """Return the head of the page; of documents, each of which has its title above its words, what is said of them all."""
    t = book.t
    if at["show"] == "documents":
        return answered_head(t("sources.title"), t("sources.finding", n=len(quoted(facts))))
    return answered_head(view.title, view.finding, view.qualifier)


def _own(facts: Facts, book: Book) -> View:
    t, own = book.t, facts.sources[facts.sources["tier"] == "own"]
    if own.empty:
        return View(t("sources.show_own"), t("own.none_used"))

    def of(name: str) -> pd.DataFrame:
        rows = facts.table(name)
        return rows[rows["source_id"].isin(own["source_id"])]

    found = {name: of(name) for name in ABOUT}
    every = pd.concat([rows["source_id"] for rows in found.values()])
    counts = [(title_of(row, t), int((every == row["source_id"]).sum())) for row in records(own)]
    return View(
        title=t("sources.show_own"),
        finding=t("own.slide", n=len(every)),
        table=pd.DataFrame(counts, columns=[t("own.table"), t("own.rows")]),
        pairings=found["pairings"],
        observations=tuple(records(found["observations"])),
        cooperation=tuple(records(found["cooperation"])),
        events=found["events"],
        points=tuple(t("own.point", title=title, n=n) for title, n in counts),
        period=spell(records(found["observations"]), t),
    )
