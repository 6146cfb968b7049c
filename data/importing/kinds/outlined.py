"""Areas of one's own by their outlines: a GeoJSON file, whose features bear a name, and perhaps a code and a source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from data.importing.kinds.grouped import area_id_of, area_row
from data.importing.reading.geojson import GEOMETRY
from data.importing.reading.sheet import Cell, Sheet
from data.importing.understanding.decisions import LEAVE, Option
from data.importing.understanding.layout import Column, Table
from data.importing.understanding.subject import Draft, Subject
from data.places.aliases import fold
from data.places.areas import NATION
from data.places.outlines import NoOutline, Outline, outline_of
from data.schema.columns import NAME_LENGTH

REPLACE: Final = "replace"
#: What properties are called, the likeliest first.
_NAMES: Final = (
    *(r"名称|片区(?:名称?)?|区域(?:名称?)?|地区(?:名称?)?|地名|名字", r"name[_ -]?(?:zh|cn|chs?)|nl_name", r"(?:full)?name"),
    *(r"标题|title|label", r".*(?:名称|name)"),
)
_ENGLISH: Final = (r"name[_ -]?en|english(?: name)?|英文(?:名称?)?",)
_CODES: Final = (r"(?:行政)?(?:区划)?(?:代码|编码)|编号", r"(?:ad)?code|gb", r"id|fid")
_SOURCES: Final = (r"(?:资料|数据)?来源|出处|依据", r"sources?|reference")
_MOST_NAMED: Final = 6


def outline_table(sheet: Sheet) -> Table:
    """Return the table of a sheet of features (:func:`data.importing.reading.geojson.read_geojson`).

    Its title is the source that all features name; "" where they name none, or several.
    """
    head = sheet.rows[1]
    panel = tuple(Column(cell.column, (cell.text,)) for cell in head)
    rows = tuple(range(2, max(sheet.rows) + 1))
    column = _column(panel, _SOURCES)
    sources = {sheet.at(row, column).text for row in rows} if column else set()
    return Table(sources.pop() if len(sources) == 1 else "", None, (1,), (panel,), rows, (), ())


def outlined(subject: Subject, geometries: Mapping[int, object]) -> list[Draft]:
    """Understand features as areas.

    Parameters
    ----------
    subject : Subject
        Its table as :func:`outline_table` gives it.
    geometries : mapping of int to object
        Row to geometry, as JSON gives it.

    Returns
    -------
    list of Draft
        A row of ``regions`` for each area that is new, and one of ``outlines``. An outline that is recorded otherwise is
        asked about; a place of the files is not changed.
    """
    panel, notebook = subject.table.panels[0], subject.notebook
    name_column = _name_column(subject, panel)
    if name_column is None:
        return []
    features = _named_features(subject, geometries, name_column)
    columns = {key: _column(panel, words) for key, words in (("en", _ENGLISH), ("code", _CODES))}
    drafts: list[Draft] = []
    for feature in features:
        drafts += _area(subject, feature, columns)
    if drafts:
        _say(subject, features, sum(draft.table == "outlines" for draft in drafts))
        unread = [c.head for c in panel if c.number not in (name_column, *columns.values()) and c.head != GEOMETRY]
        unread = [head for head in unread if _column(panel, _SOURCES) != next(c.number for c in panel if c.head == head)]
        if unread:
            notebook.conclude("importing.said_unread", columns="、".join(unread))
    return drafts


@dataclass(frozen=True)
class _Feature:
    """A feature whose name is its own and whose outline can be drawn."""

    row: int
    name: str
    cell: Cell
    outline: Outline


def _column(panel: Sequence[Column], words: Sequence[str]) -> int:
    """The number of the first column that is called so; 0 for none."""
    for word in words:
        for column in panel:
            if column.head != GEOMETRY and re.fullmatch(word, column.head, re.IGNORECASE):
                return column.number
    return 0


def _name_column(subject: Subject, panel: Sequence[Column]) -> int | None:
    heads = {column.head: column.number for column in panel if column.head != GEOMETRY}
    if not heads:
        subject.notebook.refuse("importing.outline_no_names", "", "")
        return None
    number = _column(panel, _NAMES) or (next(iter(heads.values())) if len(heads) == 1 else 0)
    head_of_names = next((head for head, column in heads.items() if column == number), None)
    value = subject.notebook.decide(
        *("outline-name", head_of_names, "importing.said_outline_name", "importing.ask_outline_name"),
        options=[Option(head) for head in heads],
    )
    return heads.get(value or "")


def _named_features(subject: Subject, geometries: Mapping[int, object], column: int) -> list[_Feature]:
    sheet, notebook = subject.sheet, subject.notebook
    geometry_column = sheet.rows[1][-1].column
    features: list[_Feature] = []
    first: dict[str, str] = {}
    for row in subject.progress.over(subject.table.rows):
        cell = sheet.at(row, column)
        name, drawn = " ".join(cell.text.split())[:NAME_LENGTH], sheet.at(row, geometry_column)
        if not name:
            notebook.refuse("importing.outline_unnamed", drawn.name, drawn.text)
            continue
        if fold(name) in first:
            notebook.refuse("importing.outline_twice", cell.name, name, first=first[fold(name)])
            continue
        first[fold(name)] = cell.name
        try:
            features.append(_Feature(row, name, cell, outline_of(geometries.get(row))))
        except NoOutline as error:
            notebook.refuse(error.key, drawn.name, name, **error.fields)
    return features


def _area(subject: Subject, feature: _Feature, columns: Mapping[str, int]) -> list[Draft]:
    sheet, notebook, name, cell = subject.sheet, subject.notebook, feature.name, feature.cell
    area_id = area_id_of(name)
    bearing = subject.places.named.get(fold(name), ())
    if any(region_id != area_id for region_id in bearing):
        notebook.refuse("importing.area_recorded", cell.name, name)
        return []
    held = subject.facts.outlines
    recorded = held.loc[held["area_id"] == area_id, "outline"].tolist()
    if recorded == [feature.outline.text]:
        notebook.conclude("importing.said_outline_recorded", [cell.name], name=name)
        return []
    if recorded and not _is_replaced(subject, feature):
        return []
    drafts = []
    if area_id not in set(subject.facts.regions["region_id"]):
        english = sheet.at(feature.row, columns["en"]).text if columns["en"] else ""
        drafts.append(Draft("regions", area_row(area_id, name, NATION, english), sheet.name, cell.name, name))
    words = " ".join(sheet.at(feature.row, c.number).text for c in subject.table.panels[0] if c.head != GEOMETRY)
    record = {"area_id": area_id, "outline": feature.outline.text, "code": _code(subject, feature, columns["code"], area_id)}
    record |= {"source_id": subject.source_id, "quote": subject.quote(words if name in words else f"{name} {words}")}
    return [*drafts, Draft("outlines", record, sheet.name, cell.name, name)]


def _is_replaced(subject: Subject, feature: _Feature) -> bool:
    answer = subject.notebook.decide(
        *(f"outline:{feature.name}", None, "importing.said_outline_replaced", "importing.ask_outline_replaced"),
        cells=[feature.cell.name],
        options=[Option(REPLACE, ""), Option(LEAVE, "")],
        name=feature.name,
    )
    return answer == REPLACE


def _code(subject: Subject, feature: _Feature, column: int, area_id: str) -> str:
    """The code of a feature; none where it is that of a recorded place, whose figures it would draw to itself."""
    cell = subject.sheet.at(feature.row, column) if column else Cell(feature.row, 1)
    code = " ".join(cell.text.split())[:NAME_LENGTH]
    if any(i != area_id for i in subject.places.named.get(fold(code), ())):
        subject.notebook.conclude("importing.said_outline_code", [cell.name], code=code, name=feature.name)
        return ""
    return code


def _say(subject: Subject, features: Sequence[_Feature], n: int) -> None:
    notebook = subject.notebook
    notebook.conclude("importing.said_outlines", [features[0].cell.name], n=str(n))
    notebook.conclude("importing.said_wgs84")
    for key, chosen in (
        ("importing.said_outline_mended", [f for f in features if f.outline.mended]),
        ("importing.said_outline_closed", [f for f in features if f.outline.closed]),
    ):
        if chosen:
            named = "、".join(f.name for f in chosen[:_MOST_NAMED])
            notebook.conclude(key, [f.cell.name for f in chosen], names=named, n=str(len(chosen)))
    thinned = [f for f in features if f.outline.moved_m]
    if thinned:
        notebook.conclude(
            "importing.said_outline_thinned",
            [f.cell.name for f in thinned],
            n=str(len(thinned)),
            points=f"{sum(f.outline.points for f in thinned):,}",
            kept=f"{sum(f.outline.kept for f in thinned):,}",
            metres=f"{max(f.outline.moved_m for f in thinned):,}",
        )
