"""A folder of facts small enough to know by heart: one helper, one recipient, one document."""

from __future__ import annotations

import csv
from pathlib import Path

from data.schema.model import SCHEMAS, columns
from data.schema.package import write_package

ROWS: dict[str, list[list[str]]] = {
    "regions": [
        ["100000", "中国", "中国", "China", "zhongguo", "nation", "", "国家"],
        ["350000", "福建省", "福建", "Fujian", "fujian", "province", "100000", "省"],
        ["640000", "宁夏回族自治区", "宁夏", "Ningxia", "ningxia", "province", "100000", "自治区"],
        ["640400", "固原市", "固原", "Guyuan", "gu yuan", "prefecture", "640000", "地级市"],
        ["A-xihaigu", "西海固", "西海固", "Xihaigu", "xihaigu", "area", "640000", "片区"],
    ],
    "hosts": [["gov.cn", "official", "政府网站"]],
    "aliases": [["640400", "642200", "old_code", "固原地区", "", "2001", "", ""]],
    "sources": [["toy", "一份文件", "某报", "2016-07", "core", "toy.txt", "", "", "", "", "", "printed", "report"]],
    "area_members": [["A-xihaigu", "640400", "toy", "西海固包括固原"]],
    "outlines": [["A-xihaigu", "MULTIPOLYGON (((105 35, 107 35, 107 37, 105 35)))", "XHG", "toy", "西海固包括固原"]],
    "delistings": [
        [
            *["640400", "固原市", "2018", "stated", "announcement", "toy", "2018年固原退出", "", "", "2019-04", "toy"],
            *["2019年4月批准", "六盘山区", "toy", "固原属六盘山区", "", "", ""],
        ]
    ],
    "programmes": [["east_west", "东西部扶贫协作", "East–West"]],
    "arrangements": [["ew-1996", "east_west", "1996", "首轮", "First round", "no", "toy", "福建帮扶宁夏", "", ""]],
    "pairings": [["p-1", "east_west", "350000", "640000", "1996", "", "toy", "福建帮扶宁夏", "ew-1996"]],
    "indicators": [
        ["rate", "贫困发生率", "Poverty rate", "%", "1", "比重", "share"],
        ["lifted", "脱贫人口", "People lifted", "person", "0", "人数", "people"],
    ],
    "bases": [["unstated", "未说明", "Not stated", "未说明", "not stated", "", ""]],
    "observations": [
        ["o-1", "640000", "rate", "2011", "2015", "32", "=", "unstated", "reported", "toy", "由32%降", "start", ""],
        ["o-2", "640000", "rate", "2011", "2015", "15", "=", "unstated", "reported", "toy", "降到15%", "end", ""],
        [
            *["o-3", "640000", "lifted", "", "2015", "1740000", ">="],
            *["unstated", "reported", "toy", "脱贫174万多人", "over", ""],
        ],
    ],
    "measures": [["schools", "结对学校", "Paired schools", "school", "pairing"]],
    "cooperation": [
        [*["c-1", "350000", "", "pairing", "schools", "2016", "2016"], *["8", "=", "school", "toy", "八所学校结对", "at"]]
    ],
    "events": [["e-1", "1996", "结对", "Paired", "350000;640000", "toy", "福建帮扶宁夏", "event"]],
    "terms": [["t-1", "摘帽", "Delisting", "退出", "exit", "toy", "摘帽"]],
}
DOCUMENT = "福建帮扶宁夏。西海固包括(kuò)固原。\n贫困发生率由32%降 到15%,脱贫(pín)174万多人,八所学校结对,摘帽。"


def _padded(table: str, cells: list[str]) -> list[str]:
    """Leave optional columns at the end empty."""
    return [*cells, *[""] * (len(columns(table)) - len(cells))]


def write_toy(folder: Path, **changed: list[list[str]]) -> Path:
    """Write the toy facts, with the rows of some tables changed."""
    folder.mkdir(exist_ok=True)
    for table in SCHEMAS:
        with (folder / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(
                [columns(table), *(_padded(table, cells) for cells in changed.get(table, ROWS[table]))]
            )
    write_package(folder)
    return folder


def noted(*tables: str) -> dict[str, list[list[str]]]:
    """Return the rows of some tables, each with a note on what its words leave open."""
    return {
        table: [[*_padded(table, cells)[:-2], "据上下文", "from the context"] for cells in ROWS[table]] for table in tables
    }


def with_cell(table: str, row: int, column: str, value: str) -> dict[str, list[list[str]]]:
    """Return the rows of a table with one cell changed; ``row`` counts as a spreadsheet does."""
    rows = [_padded(table, cells) for cells in ROWS[table]]
    rows[row - 2][columns(table).index(column)] = value
    return {table: rows}
