"""``python -m data.importing FILE…`` says what each file would give: conclusions, questions, refusals, rows."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from data.importing.preview import Preview, preview
from data.importing.reading.limits import MAX_BYTES, Unreadable
from data.importing.reading.workbook import read_workbook
from data.importing.understanding.decisions import Decision, Naming
from data.load import Facts, load_facts
from data.schema.model import FACTS_DIR, columns, primary_key
from text.catalogue import LANGUAGES, Catalogue


def naming(facts: Facts, t: Catalogue) -> Naming:
    """Return what gives the name of a record by its table and id; the id where it has none."""
    held: dict[str, dict[str, str]] = {}

    def name(table: str, record_id: str) -> str:
        if table not in held:
            frame = facts.table(table)
            held[table] = dict(zip(frame[primary_key(table)[0]], frame[f"name_{t.lang}"], strict=True))
        return held[table].get(record_id, record_id)

    return name


def lines(found: Preview, t: Catalogue, name: Naming) -> list[str]:
    """Say a preview line by line.

    Parameters
    ----------
    name : callable
        Gives the name of a record by its table and id.
    """
    said = [t("importing.file", name=found.workbook.name, kind=found.workbook.kind)]
    said += [f"  · {one.said(t, name)}" for one in found.decisions if one.value is not None]
    said += [f"  ? {one.said(t, name)}{_options(one, t, name)}" for one in found.open]
    said += [f"  × {one.said(t)}" for one in found.refusals]
    said += [
        f"  ! {t('importing.far', cell=found.origins[row].cell, content=found.origins[row].content)}" for row in found.far
    ]
    said += [
        f"  ! {t('importing.conflict', cell=found.origins[row].cell, content=found.origins[row].content, record=record)}"
        for row, record in found.conflicts
    ]
    counted = {"rows": found.rows, "refused": len(found.refusals), "open": len(found.open), "same": len(found.same)}
    return [*said, f"  = {t('importing.counted', **counted)}"]


def _options(one: Decision, t: Catalogue, name: Naming) -> str:
    shown = [f"{option.value} {one.label(option.value, t, name)}" for option in one.options[:12]]
    more = t("importing.suggested", value=one.label(one.suggested, t, name)) if one.suggested else ""
    return f"\n      [{one.key}] {'; '.join(shown)} {more}".rstrip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what the files would give.

    Returns
    -------
    int
        1 where a file can't be read or gives no row, 2 where something is asked, else 0.
    """
    parser = argparse.ArgumentParser(prog="python -m data.importing", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--answer", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("--suggested", action="store_true", help="take every suggestion as confirmed")
    parser.add_argument("--lang", choices=LANGUAGES, default="zh")
    parser.add_argument("--rows", action="store_true", help="print the rows as CSV")
    parser.add_argument("--facts", type=Path, default=FACTS_DIR)
    options = parser.parse_args(arguments)
    facts, t = load_facts(options.facts), Catalogue.load(options.lang)
    answers = dict(answer.split("=", 1) for answer in options.answer if "=" in answer)
    return max(_one(path, facts, t, answers, options) for path in _files(options.files))


def _files(paths: Sequence[Path]) -> list[Path]:
    return [found for path in paths for found in (sorted(path.iterdir()) if path.is_dir() else [path]) if not found.is_dir()]


def _one(path: Path, facts: Facts, t: Catalogue, answers: dict[str, str], options: argparse.Namespace) -> int:
    try:
        with path.open("rb") as file:
            workbook = read_workbook(path.name, file.read(MAX_BYTES + 1))
    except Unreadable as error:
        print(t("importing.unread", name=path.name, why=error.message(t)))
        return 1
    except OSError as error:
        print(t("importing.unread", name=path.name, why=error.strerror or ""))
        return 1
    found = preview(workbook, facts, answers)
    if options.suggested:
        found = confirmed(found, facts, answers)
    print("\n".join(lines(found, t, naming(facts, t))))
    if options.rows:
        for table, frame in found.tables.items():
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerows([[table], columns(table), *frame.to_numpy().tolist()])
    return 2 if found.open else 0 if found.rows or found.same else 1


def confirmed(found: Preview, facts: Facts, answers: dict[str, str]) -> Preview:
    """Take every suggestion as if the keeper had confirmed it, until nothing that has one is open."""
    said = dict(answers)
    for _ in range(5):  # an answer may raise a question, never more than a few deep
        more = {one.key: one.suggested for one in found.open if one.suggested}
        if not more or more.items() <= said.items():
            break
        said |= more
        found = preview(found.workbook, facts, said)
    return found


if __name__ == "__main__":
    sys.exit(main())
