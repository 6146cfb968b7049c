"""What a record of a place is besides its row in ``regions.csv``: other names and codes, its outline, when it was delisted.

- ``aliases.region_ids``: the place of today; several, separated by ``;``, where what bore the name was divided among them,
  and then ``note`` says how. ``name`` of a code is the name the place bore under it.
- ``delistings``: a county of the 832 and when it left the list. ``batch`` is the year of the batch, which is that of the
  assessment: a county of the batch of 2018 was announced in 2019. ``date`` is that of the approval or announcement, as its
  source has it, from ``date_source_id``. ``status`` ``conflict`` is another source's year or date for a county that has
  a row of its own.
- ``outlines``: where an area lies that no boundary data set draws, as its owner drew it. The files have none: they come with
  an import, and are drawn over the recorded shapes, never in their place.
"""

from __future__ import annotations

from typing import Final

import pandera.pandas as pa

from data.schema.columns import date, one_of, outline, quote, refers, text, words

ALIAS_KINDS: Final = (
    *("old_name", "old_code", "later_name", "later_code", "other_name", "short", "one_character", "english", "reading"),
)
#: The 14 contiguous areas of extreme poverty, as the outline of 2011 names them.
POOR_AREAS: Final = (
    *("六盘山区", "秦巴山区", "武陵山区", "乌蒙山区", "滇桂黔石漠化区", "滇西边境山区", "大兴安岭南麓山区"),
    *("燕山—太行山区", "吕梁山区", "大别山区", "罗霄山区", "西藏区", "四省藏区", "新疆南疆三地州"),
)
#: What is called the three areas and the three prefectures.
SPECIAL: Final = ("西藏", "四省藏区", "南疆四地州", "凉山州", "怒江州", "临夏州")
STATUSES: Final = ("stated", "conflict")
#: An approval or its announcement, a notice before the approval, or a list.
BASES: Final = ("announcement", "proposal", "list")
BATCHES: Final = ("2016", "2017", "2018", "2019", "2020")

PLACES: Final[dict[str, pa.DataFrameSchema]] = {
    "aliases": pa.DataFrameSchema(
        {
            "region_ids": refers("the place or places of today, separated by ;", "regions", many=True),
            "alias": text("another name, or another code, of it"),
            "kind": one_of("what the alias is", ALIAS_KINDS),
            "name": text("of a code: the name the place bore under it", required=False),
            "since": date("from when on it holds, where that is known"),
            "until": date("until when it held, where that is known"),
            "note": text("what became of the place, where it was merged or divided, in Chinese", required=False),
            "note_en": text("the same in English", required=False),
        },
        strict=True,
        ordered=True,
    ),
    "outlines": pa.DataFrameSchema(
        {
            "area_id": refers("the area", "regions"),
            "outline": outline("its polygons as WKT, in degrees of WGS 84, longitude first"),
            "code": text("its code, where its source gives it one", required=False),
            "source_id": refers("the document", "sources"),
            "quote": quote(),
        },
        strict=True,
        ordered=True,
    ),
    "delistings": pa.DataFrameSchema(
        {
            "region_id": refers("the county as it is today", "regions"),
            "listed_name": text("its name as the list has it"),
            "batch": one_of("year of its batch", BATCHES),
            "status": one_of("stated, or in conflict with a row that is", STATUSES),
            "basis": one_of("what the source is", BASES),
            "source_id": refers("the document", "sources"),
            "quote": quote(),
            "list_source_id": refers("the list that has it too, where the document is another", "sources", required=False),
            "list_quote": words("the list's words"),
            "date": date("when it was approved or announced; empty where no usable source says"),
            "date_source_id": refers("who says when", "sources", required=False),
            "date_quote": words("its words"),
            "area": one_of("contiguous poor area it belongs to, where a source says", POOR_AREAS, required=False),
            "area_source_id": refers("who says so", "sources", required=False),
            "area_quote": words("its words"),
            "special": one_of("which of the three areas and three prefectures it belongs to", SPECIAL, required=False),
            "note": text("what the words quoted do not say by themselves, or say otherwise, in Chinese", required=False),
            "note_en": text("the same in English", required=False),
        },
        strict=True,
        ordered=True,
    ),
}
#: What tells the rows of a table without a key apart.
COMPOSITE: Final = {
    "area_members": ["area_id", "region_id"],
    "outlines": ["area_id"],
    "aliases": ["alias", "kind", "region_ids"],
    "delistings": ["region_id", "status", "batch"],
}
