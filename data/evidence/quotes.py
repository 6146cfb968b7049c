"""Does the quote carry the figure, and does the document carry the quote?"""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Final

import pandas as pd

from data.evidence.numerals import Numeral, find_numerals, is_compatible
from data.schema.faults import Fault

_ROOT: Final = Path(__file__).resolve().parents[2]
DOCUMENT_DIRS: Final = (_ROOT / "data" / "documents", _ROOT.parent / "shared" / "seeds")
"""Where a deployment, and the development checkout, may hold the documents."""

# A gloss follows its character: 國(guó). Only lower-case Latin letters with or without tone marks count, so
# that (一) and (XPCC) stay.
_GLOSS: Final = re.compile(r"(?<=[\u2e80-\u9fff])\([a-z\u00e0-\u024f\u1e00-\u1eff\u0300-\u036f]+\)")


def normalise(text: str) -> str:
    """Take out what a page's layout put into a text: white space, and pinyin glosses in parentheses.
    Nothing else.

    Examples
    --------
    >>> normalise("國(guó)務(wù)院 扶貧")
    '國務院扶貧'
    """
    return re.sub(r"\s+", "", _GLOSS.sub("", text))


def number_faults(table: str, records: pd.DataFrame, units: pd.Series) -> list[Fault]:
    """Find figures that their own quote does not carry, and hedged ones stored as exact.

    Parameters
    ----------
    table : str
        ``"observations"`` or ``"cooperation"``; names the file in the faults.
    records : pandas.DataFrame
        With ``value``, ``bound``, ``quote``, and ``status`` where the table has it: derived values are
        passed over.
    units : pandas.Series
        Unit of each record, aligned with it; ``"%"`` is looked for as a percentage, anything else as a count.
    """
    faults = []
    for (row, record), unit in zip(records.iterrows(), units, strict=True):
        if record.get("status") == "derived":
            continue
        high = float(record.get("value_high", math.nan))
        if not math.isnan(high) and not any(_says(n, high, str(unit)) for n in find_numerals(record["quote"])):
            place, fields = (f"{table}.csv", int(str(row))), {"quote": str(record["quote"])}
            faults.append(Fault(*place, "value_high", _plain(high), "fault.number_not_in_quote", fields))
        matching = [n for n in find_numerals(record["quote"]) if _says(n, float(record["value"]), str(unit))]
        place = (f"{table}.csv", int(str(row)))
        if not matching:
            fields = {"quote": str(record["quote"])}
            faults.append(Fault(*place, "value", _plain(record["value"]), "fault.number_not_in_quote", fields))
        elif not any(is_compatible(record["bound"], numeral.bound) for numeral in matching):
            fields = {"remedy": matching[0].bound, "quote": str(record["quote"])}
            faults.append(Fault(*place, "bound", str(record["bound"]), "fault.bound_not_in_quote", fields))
    return faults


def find_documents() -> Path | None:
    """Return the folder that holds documents here.

    Returns
    -------
    pathlib.Path or None
        The first of :data:`DOCUMENT_DIRS` that holds a text file; None where no document is at hand.
    """
    return next((folder for folder in DOCUMENT_DIRS if any(folder.glob("*.txt"))), None)


def read_documents(sources: pd.DataFrame, folder: Path | None) -> dict[str, str]:
    """Read the documents that are held, normalised.

    Parameters
    ----------
    sources : pandas.DataFrame
        ``document`` names the file of a source, if it has one.
    folder : pathlib.Path or None
        Where the files are; None gives no documents.

    Returns
    -------
    dict of str to str
        ``source_id`` to :func:`normalise`-d text, for the documents that are there.
    """
    if folder is None:
        return {}
    held = {}
    for source_id, name in zip(sources["source_id"], sources["document"], strict=True):
        # A name alone: no document is fetched from elsewhere by way of its path.
        path = folder / Path(str(name)).name
        if name and path.is_file():
            held[str(source_id)] = normalise(path.read_text(encoding="utf-8"))
    return held


def document_faults(table: str, records: pd.DataFrame, documents: dict[str, str]) -> list[Fault]:
    """Find quotes that their document does not contain.

    Parameters
    ----------
    table : str
        Names the file in the faults.
    records : pandas.DataFrame
        With ``source_id`` and ``quote``.
    documents : dict of str to str
        From :func:`read_documents`; records of other sources are passed over.
    """
    return [
        Fault(f"{table}.csv", int(row), "quote", str(quote), "fault.quote_not_in_document", {"source": str(source)})
        for row, source, quote in records[["source_id", "quote"]].itertuples()
        if source in documents and not _stands_in(str(quote), documents[str(source)])
    ]


def _stands_in(quote: str, document: str) -> bool:
    """Say whether the pieces of a quote, cut by …, follow one another in a document."""
    at = 0
    for piece in normalise(quote).split("…"):
        at = document.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def _says(numeral: Numeral, value: float, unit: str) -> bool:
    kind = "percent" if unit == "%" else "count"
    # A zero is the same in any unit: 下降到零, 降为0.
    return (numeral.kind == kind or value == 0) and math.isclose(float(numeral.value), value, rel_tol=1e-9)


def _plain(value: float) -> str:
    return format(value, ".15g")
