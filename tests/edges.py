"""Facts at the edges of what can be recorded, and beyond: each is a folder that differs from the seed records in one way.

What is beyond is named by the loader as a fault and left out; what is at the edge is shown. No page stops at either.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.schema.model import SCHEMAS
from tests.data.seeds import seed_folder
from tests.hostile import HONEST, HOSTILE

Frames = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Edge:
    """One way in which a folder of facts differs.

    ``fault`` is the key of what the loader says of it, '' where all is well, None where that follows from what else is
    recorded; ``alter`` changes the tables, ``damage`` the
    files that were written of them.
    """

    name: str
    fault: str | None = ""
    alter: Callable[[Frames], None] | None = None
    damage: Callable[[Path], None] | None = None


def read(folder: Path) -> Frames:
    return {table: pd.read_csv(folder / f"{table}.csv", dtype=str, keep_default_na=False) for table in SCHEMAS}


def write(folder: Path, edges: Iterable[Edge]) -> Path:
    """Write the seed records with some edges into a folder, each after the others."""
    edges = list(edges)
    frames = read(Path(shutil.copytree(seed_folder(), folder)))
    for edge in edges:
        if edge.alter:
            edge.alter(frames)
    for table, frame in frames.items():
        frame.to_csv(folder / f"{table}.csv", index=False, encoding="utf-8", lineterminator="\n")
    for edge in edges:
        if edge.damage:
            edge.damage(folder)
    return folder


def _cell(table: str, key: str, column: str, value: str) -> Callable[[Frames], None]:
    def alter(frames: Frames) -> None:
        frame = frames[table]
        rows = frame.iloc[:, 0] == key
        assert rows.any(), f"{table} has no {key}"
        frame.loc[rows, column] = value

    return alter


def _row(table: str, like: str, **changed: str) -> Callable[[Frames], None]:
    def alter(frames: Frames) -> None:
        frame = frames[table]
        new = frame[frame.iloc[:, 0] == like].iloc[:1].assign(**changed)
        assert len(new), f"{table} has no {like}"
        frames[table] = pd.concat([frame, new], ignore_index=True)

    return alter


def _column(table: str, column: str, value: str | Callable[[int], str]) -> Callable[[Frames], None]:
    def alter(frames: Frames) -> None:
        frame = frames[table]
        frame[column] = value if isinstance(value, str) else [value(n) for n in range(len(frame))]

    return alter


def _all_of(*some: Callable[[Frames], None]) -> Callable[[Frames], None]:
    def alter(frames: Frames) -> None:
        for one in some:
            one(frames)

    return alter


def _keep(table: str, rows: int) -> Callable[[Frames], None]:
    def alter(frames: Frames) -> None:
        frames[table] = frames[table].iloc[:rows]

    return alter


def _bytes(table: str, make: Callable[[bytes], bytes | None]) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        path = folder / f"{table}.csv"
        made = make(path.read_bytes())
        path.unlink() if made is None else path.write_bytes(made)

    return damage


def write_measures(folder: Path, names: Iterable[str]) -> Path:
    """Write the seed records and, for each name, a measure of paired institutions with three figures that compare."""
    added = []
    for n, name in enumerate((*(f"甲{n}" for n in range(6)), *names)):  # the first few are drawn, not folded
        added.append(_row("measures", "schools_recipient", measure_id=f"m-{n}", name_zh=name, name_en=name))
        for at, recipient in enumerate(("640000", "620000", "610000")):
            changed = {"measure_id": f"m-{n}", "recipient_id": recipient, "value": str(10 * n + at + 1)}
            added.append(_row("cooperation", "c-js-sn-schools", cooperation_id=f"c-{n}-{at}", **changed))
    return write(folder, [Edge("measures", alter=_all_of(*added))])


RATE, BAND = "poverty_headcount_ratio", "poverty_rate_band"
START, LIFTED, COUNT = "o-xj-phr-start", "o-xj-lifted", "c-js-schools"


def _bands(*rows: tuple[str, str, str]) -> Callable[[Frames], None]:
    """Bands of Ningxia, a year each."""
    added = [
        _row(
            "observations",
            START,
            observation_id=f"o-band-{n}",
            region_id="640000",
            indicator_id=BAND,
            point="at",
            period_start=str(2016 + n),
            period_end=str(2016 + n),
            value=low,
            value_high=high,
            bound=bound,
        )
        for n, (low, high, bound) in enumerate(rows)
    ]
    known = _row("indicators", RATE, indicator_id=BAND, name_zh="贫困发生率区间", name_en="Band of the poverty rate")

    def alter(frames: Frames) -> None:
        if BAND not in set(frames["indicators"]["indicator_id"]):
            known(frames)
        _all_of(*added)(frames)

    return alter


#: At the edge: everything of it is shown.
SOUND = (
    Edge("bands that begin at nothing", alter=_bands(("0", "3", "="), ("0", "", "<="), ("0", "", ">="), ("0", "", "<"))),
    Edge("a rate of nothing", alter=_cell("observations", START, "value", "0")),
    Edge("a rate of everything", alter=_cell("observations", "o-nj4-phr-start", "value", "100")),
    Edge("the largest number", alter=_cell("observations", LIFTED, "value", "999999999999999")),
    Edge("the smallest number", alter=_cell("observations", "o-nj4-phr-end", "value", "0.0000000000001")),
    Edge("a count of nothing", alter=_cell("cooperation", COUNT, "value", "0")),
    Edge(
        "the first and the last year",
        alter=_all_of(
            _row("observations", START, observation_id="o-first", period_start="1949", period_end="1949", point="at"),
            _row("observations", START, observation_id="o-last", period_start="2099", period_end="2099", point="at"),
        ),
    ),
    Edge("no dates at all", alter=_row("observations", START, observation_id="o-undated", period_start="", period_end="")),
    Edge(
        "names of one sign",
        alter=_all_of(_cell("regions", "640000", "name_zh", "宁"), _cell("regions", "640000", "short_zh", "宁")),
    ),
    Edge(
        "a name of 300 characters without a break",
        alter=_all_of(
            _cell("regions", "620000", "name_zh", "甘" * 300),
            _cell("regions", "620000", "name_en", "W" * 300),
            _cell("regions", "620000", "short_zh", "甘" * 300),
        ),
    ),
    Edge(
        "names that look like markup",
        alter=_all_of(
            *(
                _row("terms", "five_tasks", term_id=f"t-{n}", name_zh=one, name_en=one, definition_zh=one, definition_en=one)
                for n, one in enumerate((*HONEST, *(text for text in HOSTILE if text.isprintable())))
            )
        ),
    ),
    Edge("a region in two areas", alter=_row("area_members", "A-nanjiang4", area_id="A-liupanshan-shaanxi")),
    Edge(
        "the same figure five times",
        alter=_all_of(*(_row("observations", START, observation_id=f"o-again-{n}") for n in range(5))),
    ),
    Edge(
        "five figures that contradict one another",
        alter=_all_of(
            *(
                _row("observations", START, observation_id=f"o-other-{n}", value=str(n), source_id="seed-003")
                for n in range(5)
            )
        ),
    ),
    Edge("a pairing twice", alter=_row("pairings", "p-1996-fj-nx", pairing_id="p-again")),
    Edge(
        "a pairing the other way round",
        alter=_row("pairings", "p-1996-fj-nx", pairing_id="p-round", helper_id="640000", recipient_id="350000"),
    ),
    Edge(
        "a pairing of the nation with a county",
        alter=_row("pairings", "p-1996-fj-nx", pairing_id="p-far", helper_id="100000", recipient_id="A-xiadang"),
    ),
    Edge(
        "an event of every region",
        alter=lambda frames: _row(
            "events", "ev-1996-fj-nx", event_id="ev-all", region_ids=";".join(frames["regions"]["region_id"])
        )(frames),
    ),
    Edge("an event of none", alter=_row("events", "ev-1996-fj-nx", event_id="ev-none", region_ids="")),
    Edge(
        "sources of which nothing is known",
        alter=_all_of(
            *(
                _column("sources", column, "")
                for column in (
                    "publisher",
                    "published",
                    "url",
                    "note",
                    "note_en",
                    "title_en",
                    "title_zh",
                    "publisher_en",
                    "document",
                )
            )
        ),
    ),
    Edge("nine decimals", alter=_column("indicators", "decimals", "9")),
)

#: Beyond it: named, and left out.
FAULTY = (
    Edge("a band from nothing to nothing", "fault.band_order", _bands(("0", "0", "="))),
    Edge("a band upside down", "fault.band_order", _bands(("10", "5", "="))),
    *(
        Edge(
            f"{value} for a number",
            "fault.not_a_number",
            _row("observations", START, observation_id=f"o-n-{n}", value=value),
        )
        for n, value in enumerate(("1e308", "-1e308", "NaN", "inf", "-inf", "1" * 400, "0x10", "1_000"))
    ),
    Edge(
        "digits of another script", "fault.not_a_number_write", _row("observations", START, observation_id="o-d", value="١٥")
    ),
    Edge("a rate below nothing", "fault.percentage_range", _row("observations", START, observation_id="o-low", value="-1")),
    Edge(
        "a rate above everything", "fault.percentage_range", _row("observations", START, observation_id="o-hi", value="101")
    ),
    Edge("a negative count", "fault.negative", _row("observations", LIFTED, observation_id="o-less", value="-5")),
    Edge("half a person", "fault.not_whole", _row("observations", LIFTED, observation_id="o-half", value="0.5")),
    Edge("a negative number of schools", "fault.negative", _row("cooperation", COUNT, cooperation_id="c-less", value="-5")),
    Edge("year one", "fault.unlikely_year", _row("observations", START, observation_id="o-1", period_start="0001")),
    Edge("year 9999", "fault.unlikely_year", _row("observations", START, observation_id="o-9", period_end="9999")),
    Edge("year 0", "fault.not_a_date", _row("observations", START, observation_id="o-0", period_start="0000")),
    Edge(
        "an event of year 9999", "fault.unlikely_year", _row("events", "ev-1996-fj-nx", event_id="ev-9", date="9999-12-31")
    ),
    Edge(
        "a period that ends before it begins",
        "fault.period_order",
        _row("observations", START, observation_id="o-back", period_start="2015", period_end="2011"),
    ),
    Edge("a name of 5,000 characters", "fault.too_long", _row("terms", "five_tasks", term_id="t-long", name_zh="长" * 5000)),
    Edge("a key of 5,000 characters", "fault.too_long", _row("terms", "five_tasks", term_id="t" * 5000)),
    *(
        Edge(
            f"U+{ord(sign):04X} in a name",
            "fault.unseen_character",
            _row("terms", "five_tasks", term_id=f"t-u{ord(sign):04x}", name_zh=f"甲{sign}乙"),
        )
        for sign in ("\x00", "\x07", "\n", "\u2028", "\u202e", "\u2066", "\uffff")
    ),
    Edge(
        "parents in a circle",
        "fault.parent_circle",
        _all_of(
            _row("regions", "A-xiadang", region_id="A-one", parent_id="A-two"),
            _row("regions", "A-xiadang", region_id="A-two", parent_id="A-one"),
        ),
    ),
    Edge("its own parent", "fault.parent_circle", _row("regions", "A-xiadang", region_id="A-own", parent_id="A-own")),
    Edge("a province in a prefecture", "fault.parent_level", _cell("regions", "540000", "parent_id", "350900")),
    Edge(
        "provinces in a circle with their prefectures",
        "fault.parent_circle",
        _cell("regions", "460000", "parent_id", "460100"),
    ),
    Edge("an unknown level", "fault.not_allowed", _row("regions", "A-xiadang", region_id="A-what", level="village")),
    Edge("an area in itself", "fault.same_region", _row("area_members", "A-nanjiang4", region_id="A-nanjiang4")),
    Edge("members of a province", "fault.not_an_area", _row("area_members", "A-nanjiang4", area_id="650000")),
    Edge(
        "a pairing with itself",
        "fault.same_region",
        _row("pairings", "p-1996-fj-nx", pairing_id="p-own", helper_id="640000"),
    ),
    Edge("help to oneself", "fault.same_region", _row("cooperation", COUNT, cooperation_id="c-own", recipient_id="320000")),
    Edge("a key twice", "fault.duplicate_key", _row("observations", START)),
    Edge(
        "an unknown region", "fault.unknown_reference", _row("observations", START, observation_id="o-x", region_id="999999")
    ),
    *(
        Edge(f"the address {url[:30]!r}", key, _row("sources", "seed-001", source_id=f"s-{n}", url=url))
        for n, (url, key) in enumerate(
            (
                ("javascript:alert(1)", "fault.not_an_address"),
                ("data:text/html,x", "fault.not_an_address"),
                ("file:///etc/passwd", "fault.not_an_address"),
                ("//example.org/", "fault.not_an_address"),
                ("https://", "fault.not_an_address"),
                ("https://gov.cn@example.org/", "fault.not_an_address"),
                ('https://example.org/"onclick="x', "fault.not_an_address"),
                ("www.gov.cn", "fault.not_an_address_write"),
                ("https://example.org/ (article 1)", "fault.not_an_address_write"),
                ("JavaScript:x", "fault.not_an_address"),
                (f"https://example.org/{'a' * 5000}", "fault.too_long"),
            )
        )
    ),
)

#: Folders of which something is missing.
LACKING = (
    Edge("no rows in any file", alter=_all_of(*(_keep(table, 0) for table in SCHEMAS))),
    *(Edge(f"no rows in {table}", None, _keep(table, 0)) for table in SCHEMAS),
    *(Edge(f"one row in {table}", None, _keep(table, 1)) for table in SCHEMAS),
    *(Edge(f"no {table}", "fault.no_file", damage=_bytes(table, lambda old: None)) for table in SCHEMAS),
    *(Edge(f"{table} of no bytes", "fault.missing_column", damage=_bytes(table, lambda old: b"")) for table in SCHEMAS),
    Edge("no text", "fault.not_utf8", damage=_bytes("terms", lambda old: b"\xff\xfe" + old)),
    Edge("a quotation mark that never ends", "fault.cell_count", damage=_bytes("terms", lambda old: old + b'"a,b')),
    Edge(
        "a column less", "fault.missing_column", damage=_bytes("events", lambda old: old.replace(b"title_en", b"other", 1))
    ),
)

EDGES = (*SOUND, *FAULTY, *LACKING)
