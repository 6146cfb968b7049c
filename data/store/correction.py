"""Names, units and definitions of one's own indicators and areas put right: a later row of the same id, never a change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from data.load import Facts, table_faults
from data.places.aliases import fold
from data.places.names import syllables
from data.rows import Row, records
from data.schema.columns import NAME_LENGTH
from data.schema.faults import Fault
from data.schema.integrity import schema_faults
from data.schema.model import columns, primary_key
from data.store.database import StoreTrouble

#: Tables whose own rows can be corrected, and what of them. A figure of co-operation says its unit itself.
CORRECTED: Final[Mapping[str, tuple[str, ...]]] = {
    "indicators": ("name_zh", "name_en", "unit", "definition_zh", "definition_en"),
    "measures": ("name_zh", "name_en"),
    "regions": ("name_zh", "name_en"),
}


def correctable(tables: Mapping[str, pd.DataFrame]) -> dict[tuple[str, str], Row]:
    """Return what of one's own has a name that can be put right.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        What is shown, as :meth:`data.store.ledger.Ledger.tables` gives it.

    Returns
    -------
    dict of (str, str) to dict
        Table and id to the row that counts, which is the last.
    """
    return {
        (table, str(row[primary_key(table)[0]])): row
        for table in CORRECTED
        if table in tables
        for row in records(tables[table])
    }


def correction(
    table: str, row: Row, changes: Mapping[str, str], tables: Mapping[str, pd.DataFrame], facts: Facts
) -> dict[str, pd.DataFrame]:
    """Work out the rows that put one right.

    Parameters
    ----------
    table : str
        A key of :data:`CORRECTED`.
    row : dict
        One of :func:`correctable`.
    changes : mapping of str to str
        Columns of :data:`CORRECTED` to what they shall say; an empty English text takes the Chinese one.
    tables : mapping of str to DataFrame
        As for :func:`correctable`: the values that a new unit must fit.
    facts : Facts
        With what is stored: names that others bear.

    Returns
    -------
    dict of str to DataFrame
        To be stored as a revision of its own. Later tables may go on using the former name.

    Raises
    ------
    StoreTrouble
        Where nothing would change, a name is another's, or values do not fit the unit.
    """
    texts = {name: " ".join(changes.get(name, str(row[name])).split()) for name in CORRECTED[table]}
    for name in [name for name in texts if name.endswith("_en")]:
        chinese = f"{name[:-2]}zh"
        # What has no English text of its own goes on saying what the Chinese one does.
        if not texts[name] or texts[name] == row[name] == row[chinese]:
            texts[name] = texts[chinese]
    new = {**row, **texts}
    if new == row:
        raise StoreTrouble("ledger.nothing_corrected")
    key = str(row[primary_key(table)[0]])
    _check_name(table, key, texts, facts)
    former = [
        str(row[name])
        for name in ("name_zh", "name_en")
        if fold(row[name]) not in {fold(new["name_zh"]), fold(new["name_en"])}
    ]
    further: dict[str, pd.DataFrame] = {}
    if table == "regions":
        new |= {"short_zh": new["name_zh"], "pinyin": " ".join(syllables(new["name_zh"]))}
        aliases = [{"region_ids": key, "alias": name, "kind": "other_name"} for name in dict.fromkeys(former)]
        further = {"aliases": _frame("aliases", aliases)} if aliases else {}
    else:
        words = dict.fromkeys(word for word in (*str(row["words"]).split(";"), *former) if word)
        new["words"] = ";".join(words)[:NAME_LENGTH]
    frame = _frame(table, [new])
    _check(schema_faults(table, frame))
    if table == "indicators" and new["unit"] != row["unit"] and "observations" in tables:
        values = tables["observations"]
        _check(table_faults("observations", values[values["indicator_id"] == key], {"indicators": frame}))
    return {table: frame, **further}


def _frame(table: str, rows: list[dict[str, str]]) -> pd.DataFrame:
    return pd.DataFrame([{name: row.get(name, "") for name in columns(table)} for row in rows], dtype="str")


def _check(faults: list[Fault]) -> None:
    if faults:
        raise StoreTrouble("ledger.does_not_fit", column=faults[0].column, value=faults[0].value)


def _check_name(table: str, key: str, texts: Mapping[str, str], facts: Facts) -> None:
    """Raise where another of the same kind bears the name."""
    tables = ("regions",) if table == "regions" else ("indicators", "measures")
    for other in tables:
        held = facts.table(other)
        for own_id, *names in held[[held.columns[0], "name_zh", "name_en"]].itertuples(index=False):
            shared = {fold(name) for name in names} & {fold(texts["name_zh"]), fold(texts["name_en"])}
            if own_id != key and shared:
                raise StoreTrouble("ledger.name_taken", name=names[0])
    if not texts["name_zh"]:
        raise StoreTrouble("ledger.no_name")
