"""The data checks: ``python -m data.checks`` prints every fault in the facts and fails on any.

Keys, references, periods and percentages are checked while loading (:mod:`data.schema.integrity`); here come the
checks that read the quotes.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.evidence.hosts import addresses_in_text
from data.evidence.proof import JUDGED, Gap, find_gaps
from data.evidence.quotes import document_faults, find_documents, number_faults, read_documents
from data.load import Facts, load_facts
from data.schema.faults import Fault
from data.schema.model import FACTS_DIR, PACKAGE_FILE, SCHEMAS, columns
from data.schema.package import package_text
from text.catalogue import Catalogue


@dataclass(frozen=True)
class Report:
    """What the checks found.

    Parameters
    ----------
    judged : int
        Records whose quote, title and date are looked through (:func:`data.evidence.proof.find_gaps`).
    noted : int
        How many of them need their reviewed note to be understood.
    quotes : int
        Quotes in the facts.
    looked_up : int
        How many of them were compared with their document.
    documents : pathlib.Path or None
        The folder of documents, None where there is none.
    """

    faults: tuple[Fault, ...]
    judged: int
    noted: int
    quotes: int
    looked_up: int
    documents: Path | None


def numbers_in_quotes(facts: Facts) -> list[Fault]:
    """Check that every reported figure stands in its quote, with the bound its words give it."""
    unit_of = facts.indicators.set_index("indicator_id")["unit"]
    units = facts.observations["indicator_id"].map(unit_of)
    return number_faults("observations", facts.observations, units) + number_faults(
        "cooperation", facts.cooperation, facts.cooperation["unit"]
    )


def unproved(gaps: list[Gap]) -> list[Fault]:
    """Name the records that neither the words shown nor a reviewed note prove."""
    english = Catalogue.load("en")
    return [
        Fault(
            f"{gap.table}.csv",
            gap.row,
            "quote",
            gap.record_id,
            "fault.not_proved",
            {"parts": ", ".join(english(f"proof.{part}") for part in gap.parts)},
        )
        for gap in gaps
        if not gap.noted
    ]


def quotes_in_documents(facts: Facts, folder: Path | None) -> tuple[list[Fault], int]:
    """Check that every quote stands in its document, where the document is held.

    Parameters
    ----------
    folder : pathlib.Path or None
        Folder of documents.

    Returns
    -------
    int
        How many quotes were compared.
    """
    documents = read_documents(facts.sources, folder)
    faults, looked_up = [], 0
    for table, records in quoted_tables(facts).items():
        faults += document_faults(table, records, documents)
        looked_up += int(records["source_id"].isin(list(documents)).sum())
    return faults, looked_up


def quoted_tables(facts: Facts) -> dict[str, pd.DataFrame]:
    """Return the tables whose rows carry a quote.

    Returns
    -------
    dict of str to DataFrame
        By name of the table; each has columns ``quote`` and ``source_id``.
    """
    names = ("area_members", "arrangements", "pairings", "observations", "cooperation", "events", "terms")
    assert all("quote" in columns(name) for name in names)
    return {name: facts.table(name) for name in names}


def package_faults(directory: Path) -> list[Fault]:
    """Check that ``datapackage.json`` says what the schemas say.

    Parameters
    ----------
    directory : pathlib.Path
        Folder of facts.
    """
    path = directory / PACKAGE_FILE
    if not path.is_file():
        return [Fault(PACKAGE_FILE, 0, "", "", "fault.no_file")]
    current = path.read_text(encoding="utf-8") == package_text()
    return [] if current else [Fault(PACKAGE_FILE, 0, "", "", "fault.package_stale")]


def run_checks(directory: Path = FACTS_DIR, documents: Path | None = None) -> Report:
    """Run every data check over a folder of facts.

    Parameters
    ----------
    directory : pathlib.Path
        Folder of facts.
    documents : pathlib.Path or None
        Folder of documents; None looks for one with :func:`data.evidence.quotes.find_documents`.
    """
    facts = load_facts(directory)
    folder = documents or find_documents()
    unquoted, looked_up = quotes_in_documents(facts, folder)
    named = addresses_in_text({table: facts.table(table) for table in SCHEMAS}, facts.hosts)
    gaps = find_gaps(facts)
    faults = [*facts.faults, *named, *numbers_in_quotes(facts), *unproved(gaps), *unquoted]
    faults += package_faults(directory)
    quotes = sum(len(records) for records in quoted_tables(facts).values())
    judged = sum(len(facts.table(table)) for table in JUDGED)
    return Report(tuple(faults), judged, sum(gap.noted for gap in gaps), quotes, looked_up, folder)


def main() -> int:
    """Print the report.

    Returns
    -------
    int
        1 where anything is wrong, else 0.
    """
    report = run_checks()
    for fault in report.faults:
        print(fault)
    plain = report.judged - report.noted
    print(f"{plain} of {report.judged} records proved by quote, title and date; {report.noted} need their note")
    where = "no documents at hand" if report.documents is None else f"documents in {report.documents.name}/"
    print(f"{len(report.faults)} faults; {report.looked_up} of {report.quotes} quotes compared ({where})")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
