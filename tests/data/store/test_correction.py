"""A name put right is a later row: the former one is found again, in the record and in later tables."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest

from data.importing.preview import preview
from data.importing.reading.workbook import read_pasted
from data.store.correction import correctable, correction
from data.store.database import StoreTrouble
from data.store.ledger import Ledger
from data.store.merge import with_own
from tests.data.store.test_merge import facts, own

ROWS = ("地区\t2018年自来水普及率（%）", "固原市\t80.5")
AREAS = "片区名称\t省份\t县\n滨海片\t福建省\t霞浦县\n山片\t宁夏\t西吉县"


def stored(ledger: Ledger, tables: Mapping[str, pd.DataFrame]) -> int:
    return ledger.store(tables, author="甲", why="", file_name="x", file_digest="d", answers={})


def test_an_indicator_has_a_new_name_and_answers_to_the_former(ledger):
    stored(ledger, own(*ROWS).tables)
    tables = ledger.tables()
    merged = with_own(facts(), tables, "1")
    ((table, key),) = correctable(tables)
    row = correctable(tables)[table, key]
    changes = {"name_zh": "农村自来水普及率", "name_en": "Piped water", "definition_zh": "通自来水的农户比重"}
    number = stored(ledger, correction(table, row, changes, tables, merged))

    now = with_own(facts(), ledger.tables(), "2")
    said = now.indicators.set_index("indicator_id").loc[key]
    assert (said["name_zh"], said["name_en"], said["words"]) == ("农村自来水普及率", "Piped water", "自来水普及率")
    assert (
        said["definition_zh"] == "通自来水的农户比重" and now.observations["indicator_id"].iloc[-1] == key and not now.faults
    )
    again = preview(
        read_pasted("地区\t2019年自来水普及率（%）\n固原市\t90"), now, {"document-title": "y", "1.basis": "survey"}
    )
    assert again.tables["observations"]["indicator_id"].tolist() == [key]

    assert ledger.revisions()[0].rows == 0 and ledger.tables([1])["indicators"]["name_zh"].tolist() == ["自来水普及率"]
    ledger.withdraw(number, author="甲", why="")
    assert with_own(facts(), ledger.tables(), "3").indicators.set_index("indicator_id").loc[key, "name_zh"] == "自来水普及率"


def test_an_area_has_a_new_name_and_answers_to_the_former(ledger):
    stored(ledger, preview(read_pasted(AREAS), facts(), {"document-title": "名单"}).tables)
    tables = ledger.tables()
    merged = with_own(facts(), tables, "1")
    (at,) = [at for at, row in correctable(tables).items() if row["name_zh"] == "滨海片"]
    with pytest.raises(StoreTrouble, match="山片"):
        correction(*(at[0], correctable(tables)[at], {"name_zh": "山片"}), tables, merged)
    stored(ledger, correction(at[0], correctable(tables)[at], {"name_zh": "滨海新片"}, tables, merged))

    now = with_own(facts(), ledger.tables(), "2")
    named = now.regions.set_index("region_id").loc[at[1]]
    assert (named["name_zh"], named["short_zh"], named["name_en"]) == ("滨海新片", "滨海新片", "滨海新片")
    for name in ("滨海片", "滨海新片"):
        figures = preview(
            read_pasted(f"地区\t2018年贫困人口（人）\n{name}\t3"), now, {"document-title": "y", "1.basis": "survey"}
        )
        assert figures.tables["observations"]["region_id"].tolist() == [at[1]], name
    more = preview(read_pasted("片区名称\t省份\t县\n滨海片\t福建省\t柘荣县"), now, {"document-title": "z"})
    assert more.tables["area_members"]["area_id"].tolist() == [at[1]] and not more.refusals


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({}, "ledger.nothing_corrected"),
        ({"name_zh": " 自来水普及率 "}, "ledger.nothing_corrected"),
        ({"name_zh": "", "name_en": ""}, "ledger.no_name"),
        ({"name_zh": "贫困发生率"}, "ledger.name_taken"),
        ({"name_zh": "x" * 400}, "ledger.does_not_fit"),
        ({"unit": "stone"}, "ledger.does_not_fit"),
        ({"unit": "person"}, "ledger.does_not_fit"),  # 80.5 is no number of people
    ],
)
def test_what_is_no_correction_is_refused(ledger, changes, key):
    stored(ledger, own(*ROWS).tables)
    tables = ledger.tables()
    ((at, row),) = correctable(tables).items()
    with pytest.raises(StoreTrouble) as raised:
        correction(at[0], row, changes, tables, with_own(facts(), tables, "1"))
    assert raised.value.key == key
