"""The records of the seed documents alone: a folder of facts that later imports leave as it is.

Cut out of the committed files by source, so that columns stay current. Known by hand: 32 pairs of the 2016 guideline,
one of 1996, two of Beijing–Tianjin–Hebei, five of Jiangsu; ten co-operation figures, all of Jiangsu.
"""

from __future__ import annotations

import csv
import tempfile
from functools import cache
from pathlib import Path

from data.load import Facts, load_facts
from data.model import FACTS_DIR
from data.package import write_package

# The seed documents, and the page that says which four prefectures 南疆四地州 are.
_KEPT = ("seed-", "press-nanjiang4")


def write_seeds(folder: Path) -> Path:
    """Write the seed records into a folder; tables whose rows name no source are copied whole."""
    folder.mkdir(exist_ok=True)
    for path in sorted(FACTS_DIR.glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            head, *rows = csv.reader(file)
        if "source_id" in head:
            at = head.index("source_id")
            rows = [row for row in rows if row[at].startswith(_KEPT)]
        with (folder / path.name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows([head, *rows])
    write_package(folder)
    return folder


@cache
def _room() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="atlas-seeds-", ignore_cleanup_errors=True)


@cache
def seed_folder() -> Path:
    """Return a folder with the seed records, one for the whole run: a server started for it serves every test."""
    return write_seeds(Path(_room().name) / "facts")


@cache
def seed_facts() -> Facts:
    """Return the seed records, loaded."""
    facts = load_facts(seed_folder())
    assert facts.faults == (), facts.faults
    return facts
