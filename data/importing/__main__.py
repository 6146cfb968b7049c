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


def lines(result: Preview, t: Catalogue, name: Naming) -> list[str]:
    """Say a preview line by line.

    Parameters
    ----------
    name : callable
        Gives the name of a record by its table and id.
    """
    output = [t("importing.file", name=result.workbook.name, kind=result.workbook.kind)]
    output += [f"  · {decision.sentence(t, name)}" for decision in result.decisions if decision.value is not None]
    output += [f"  ? {decision.sentence(t, name)}{_options(decision, t, name)}" for decision in result.open]
    output += [f"  × {refusal.sentence(t)}" for refusal in result.refusals]
    output += [
        f"  ! {t('importing.far', cell=result.origins[row].cell, content=result.origins[row].content)}" for row in result.far
    ]
    output += [
        f"  ! {t('importing.conflict', cell=result.origins[row].cell, content=result.origins[row].content, record=record)}"
        for row, record in result.conflicts
    ]
    counted = {"rows": result.rows, "refused": len(result.refusals), "open": len(result.open), "same": len(result.same)}
    return [*output, f"  = {t('importing.counted', **counted)}"]


def _options(decision: Decision, t: Catalogue, name: Naming) -> str:
    choices = [f"{option.value} {decision.label(option.value, t, name)}" for option in decision.options[:12]]
    more = t("importing.suggested", value=decision.label(decision.suggested, t, name)) if decision.suggested else ""
    return f"\n      [{decision.key}] {'; '.join(choices)} {more}".rstrip()


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
    return max(_run(path, facts, t, answers, options) for path in _files(options.files))


def _files(paths: Sequence[Path]) -> list[Path]:
    return [file for path in paths for file in (sorted(path.iterdir()) if path.is_dir() else [path]) if not file.is_dir()]


def _run(path: Path, facts: Facts, t: Catalogue, answers: dict[str, str], options: argparse.Namespace) -> int:
    try:
        with path.open("rb") as file:
            workbook = read_workbook(path.name, file.read(MAX_BYTES + 1))
    except Unreadable as error:
        print(t("importing.unread", name=path.name, why=error.message(t)))
        return 1
    except OSError as error:
        print(t("importing.unread", name=path.name, why=error.strerror or ""))
        return 1
    result = preview(workbook, facts, answers)
    if options.suggested:
        result = confirmed(result, facts, answers)
    print("\n".join(lines(result, t, naming(facts, t))))
    if options.rows:
        for table, frame in result.tables.items():
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerows([[table], columns(table), *frame.to_numpy().tolist()])
    return 2 if result.open else 0 if result.rows or result.same else 1


def confirmed(result: Preview, facts: Facts, answers: dict[str, str]) -> Preview:
    """Take every suggestion as if the keeper had confirmed it, until nothing that has one is open."""
    answered = dict(answers)
    for _ in range(5):  # an answer may raise a question, never more than a few deep
        more = {decision.key: decision.suggested for decision in result.open if decision.suggested}
        if not more or more.items() <= answered.items():
            break
        answered |= more
        result = preview(result.workbook, facts, answered)
    return result


if __name__ == "__main__":
    sys.exit(main())
