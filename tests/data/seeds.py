"""The records of the seed documents alone, as they were before public facts joined them: a folder whose totals stay.

They are frozen in ``seed_records/``. Regions are the atlas's own, since they belong to the shapes. Known by hand: 32 pairs
of the 2016 guideline, one of 1996, two of Beijing–Tianjin–Hebei, five of Jiangsu; ten co-operation figures of Jiangsu.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
from functools import cache
from pathlib import Path

from data.load import Facts, load_facts
from data.schema.model import FACTS_DIR, SCHEMAS, columns
from data.schema.package import write_package
from tests import shared

_FROZEN = Path(__file__).with_name("seed_records")


def write_seeds(folder: Path) -> Path:
    """Write the seed records into a folder, with the columns of today; a column that is newer than they are is empty."""
    folder.mkdir(exist_ok=True)
    for table in SCHEMAS:
        frozen, name = _FROZEN / f"{table}.csv", f"{table}.csv"
        if not frozen.exists():
            shutil.copy(FACTS_DIR / name, folder / name)
            continue
        with (
            frozen.open(newline="", encoding="utf-8") as old,
            (folder / name).open("w", newline="", encoding="utf-8") as new,
        ):
            rows = csv.DictWriter(new, columns(table), lineterminator="\n", restval="")
            rows.writeheader()
            rows.writerows(csv.DictReader(old))
    write_package(folder)
    return folder


@cache
def seed_folder() -> Path:
    """Return a folder with the seed records, one for the whole run: a server started for it serves every test."""
    folder = shared.place() / "atlas-seeds"
    with shared.alone(folder.name):
        if not folder.exists():
            write_seeds(Path(tempfile.mkdtemp(prefix="atlas-seeds-"))).rename(folder)
    return folder


@cache
def seed_facts() -> Facts:
    """Return the seed records, loaded."""
    facts = load_facts(seed_folder())
    assert facts.faults == (), facts.faults
    return facts
