"""A mistake of each kind is caught with file, row, column and the way out, and costs no more than its row."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.load import load_facts
from data.schema.model import SCHEMAS, columns, empty_frame
from tests.data.toy import ROWS, with_cell, write_toy
from tests.fuzz import examples


def test_the_toy_is_faultless(tmp_path):
    facts = load_facts(write_toy(tmp_path))
    assert facts.faults == ()
    assert {table: len(facts.table(table)) for table in SCHEMAS} == {table: len(ROWS[table]) for table in SCHEMAS}
    assert facts.observations["value"].tolist() == [32.0, 15.0, 1740000.0]
    assert facts.observations["period_start"].tolist() == ["2011", "2011", ""]
    assert facts.observations.index.tolist() == [2, 3, 4], "the index is the row of the file"


def test_columns_and_dtypes_do_not_depend_on_rows(tmp_path):
    full, bare = load_facts(write_toy(tmp_path)), load_facts(tmp_path / "nowhere")
    for table in SCHEMAS:
        assert full.table(table).dtypes.to_dict() == bare.table(table).dtypes.to_dict()
        assert bare.table(table).columns.tolist() == columns(table) == empty_frame(table).columns.tolist()


PLANTED = [
    ("observations", 2, "value", "32%", "fault.not_a_number_write", "32"),
    ("observations", 2, "value", "很多", "fault.not_a_number", ""),
    ("observations", 2, "value", "", "fault.empty", ""),
    ("observations", 2, "value", "320", "fault.percentage_range", ""),
    ("observations", 3, "value", "-1", "fault.percentage_range", ""),
    ("observations", 2, "value_high", "15", "fault.band_order", ""),
    ("observations", 2, "value_high", "101", "fault.percentage_range", ""),
    ("observations", 2, "value_high", "很多", "fault.not_a_number", ""),
    ("observations", 2, "bound", "≥", "fault.not_allowed", ""),
    ("observations", 2, "point", "begin", "fault.not_allowed", ""),
    ("observations", 2, "period_end", "2015年", "fault.not_a_date_write", "2015"),
    ("observations", 2, "period_end", "十二五", "fault.not_a_date", ""),
    ("observations", 2, "period_end", "2010", "fault.period_order", ""),
    ("observations", 3, "observation_id", "o-1", "fault.duplicate_key", ""),
    ("observations", 3, "observation_id", "O 3", "fault.bad_id", ""),
    ("observations", 2, "region_id", "宁夏", "fault.unknown_reference_write", "640000"),
    ("observations", 2, "region_id", "650000", "fault.unknown_reference", ""),
    ("observations", 2, "indicator_id", "rates", "fault.unknown_reference_write", "rate"),
    ("observations", 2, "quote", "由32%降" * 40, "fault.quote_too_long", ""),
    ("observations", 2, "quote", " 由32%降", "fault.stray_space", ""),
    ("pairings", 2, "helper_id", "福建省", "fault.unknown_reference_write", "350000"),
    ("pairings", 2, "end", "1995", "fault.period_order", ""),
    ("pairings", 2, "arrangement_id", "ew-199", "fault.unknown_reference_write", "ew-1996"),
    ("arrangements", 2, "complete", "maybe", "fault.not_allowed", ""),
    ("sources", 2, "kind", "", "fault.empty", ""),
    ("events", 2, "region_ids", "350000;999999", "fault.unknown_reference", ""),
    ("events", 2, "date", "", "fault.empty", ""),
    ("indicators", 2, "decimals", "1.5", "fault.not_a_digit", ""),
    ("observations", 4, "value", "1" * 400, "fault.not_a_number", ""),
    ("cooperation", 2, "helper_id", "", "fault.no_party", ""),
    ("cooperation", 2, "unit", "pair", "fault.measure_differs", "school"),
    ("area_members", 2, "source_id", "toyy", "fault.unknown_reference_write", "toy"),
    ("regions", 6, "level", "片区", "fault.not_allowed", ""),
]


@pytest.mark.parametrize(("table", "row", "column", "value", "key", "remedy"), PLANTED)
def test_a_planted_mistake_is_found_where_it_is(tmp_path, table, row, column, value, key, remedy):
    facts = load_facts(write_toy(tmp_path, **with_cell(table, row, column, value)))
    fault = next(fault for fault in facts.faults if fault.key == key)
    assert (fault.file, fault.row, fault.column) == (f"{table}.csv", row, column)
    assert fault.value in value.split(";")
    assert fault.fields.get("remedy", "") == remedy
    assert row not in facts.table(table).index, "a faulty row is left out"
    assert len(facts.table(table)) == len(ROWS[table]) - 1, "and no other"


def test_a_pairing_stands_under_an_arrangement_of_its_own_programme(tmp_path):
    changed = with_cell("pairings", 2, "programme_id", "tibet_aid")
    programmes = [*ROWS["programmes"], ["tibet_aid", "对口支援西藏", "Tibet"]]
    facts = load_facts(write_toy(tmp_path, programmes=programmes, **changed))
    (fault,) = facts.faults
    assert (fault.file, fault.row, fault.column) == ("pairings.csv", 2, "arrangement_id")
    assert fault.key == "fault.arrangement_programme"
    assert fault.fields == {"programme": "tibet_aid", "expected": "east_west"}
    assert facts.pairings.empty


def test_a_pairing_needs_no_arrangement(tmp_path):
    facts = load_facts(write_toy(tmp_path, **with_cell("pairings", 2, "arrangement_id", "")))
    assert facts.faults == () and facts.pairings["arrangement_id"].tolist() == [""]


def test_all_mistakes_are_told_at_once(tmp_path):
    changed = with_cell("observations", 2, "value", "32%") | with_cell("pairings", 2, "recipient_id", "999999")
    changed["observations"][0][1] = "999999"
    facts = load_facts(write_toy(tmp_path, **changed))
    assert [(f.file, f.row, f.column) for f in facts.faults] == [
        ("pairings.csv", 2, "recipient_id"),
        ("observations.csv", 2, "value"),
        ("observations.csv", 2, "region_id"),
    ]


def test_a_row_falls_with_what_it_points_to_and_says_so(tmp_path):
    facts = load_facts(write_toy(tmp_path, **with_cell("regions", 4, "level", "自治区")))
    assert "640000" not in facts.regions["region_id"].tolist()
    assert "640400" not in facts.regions["region_id"].tolist(), "its part has no parent any more"
    fallen = {(f.file, f.row) for f in facts.faults if f.key == "fault.reference_left_out"}
    assert {("regions.csv", 5), ("pairings.csv", 2), ("observations.csv", 3), ("events.csv", 2)} <= fallen
    assert facts.pairings.empty and facts.observations.empty


def test_a_missing_file_is_an_empty_frame_and_a_fault(tmp_path):
    folder = write_toy(tmp_path)
    (folder / "terms.csv").unlink()
    facts = load_facts(folder)
    assert facts.terms.empty
    assert [(f.file, f.row, f.key) for f in facts.faults] == [("terms.csv", 0, "fault.no_file")]


def test_an_empty_file_misses_its_columns(tmp_path):
    folder = write_toy(tmp_path)
    (folder / "terms.csv").write_text("", encoding="utf-8")
    faults = load_facts(folder).faults
    assert {f.key for f in faults} == {"fault.missing_column"}
    assert [f.column for f in faults] == columns("terms")


@pytest.mark.parametrize(
    ("header", "key", "column"),
    [
        ("programme_id,name_zh", "fault.missing_column", "name_en"),
        ("programme_id,name_zh,name_en,colour", "fault.unknown_column", "colour"),
        ("programme_id,name_en,name_zh", "fault.column_order", ""),
        ("programme_id,name_zh,name_en,name_en", "fault.column_twice", "name_en"),
    ],
)
def test_headers(tmp_path, header, key, column):
    folder = write_toy(tmp_path)
    row = ",".join(["east_west", "东", "East", "more"][: header.count(",") + 1])
    (folder / "programmes.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    fault = load_facts(folder).faults[0]
    assert (fault.file, fault.row, fault.column, fault.key) == ("programmes.csv", 1, column, key)


def test_a_row_with_a_comma_too_many(tmp_path):
    folder = write_toy(tmp_path)
    (folder / "programmes.csv").write_text("programme_id,name_zh,name_en\neast_west,东,East,West\n", encoding="utf-8")
    fault = load_facts(folder).faults[0]
    assert (fault.row, fault.key, fault.fields) == (2, "fault.cell_count", {"found": "4", "expected": "3"})


def test_another_encoding_is_refused_with_the_way_out(tmp_path):
    folder = write_toy(tmp_path)
    (folder / "programmes.csv").write_bytes("programme_id,name_zh,name_en\neast_west,东西,East\n".encode("gb18030"))
    assert load_facts(folder).faults[0].key == "fault.not_utf8"


def test_a_cell_beyond_all_measure_is_refused(tmp_path):
    folder = write_toy(tmp_path)
    (folder / "programmes.csv").write_text("x" * 200_000, encoding="utf-8")
    assert load_facts(folder).faults[0].key == "fault.not_csv"


@settings(max_examples=examples(8), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.text(max_size=8), min_size=12, max_size=12), junk=st.binary(max_size=40))
def test_loading_never_raises(tmp_path, cells, junk):
    folder = write_toy(tmp_path, observations=[*ROWS["observations"], cells])
    assert load_facts(folder).observations["observation_id"].tolist()[:3] == ["o-1", "o-2", "o-3"]
    (folder / "events.csv").write_bytes(junk)
    facts = load_facts(folder)
    assert facts.events.empty and any(fault.file == "events.csv" for fault in facts.faults)


def test_a_byte_order_mark_and_blank_lines_are_no_mistake(tmp_path):
    folder = write_toy(tmp_path)
    path = folder / "programmes.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n\r\n"))
    facts = load_facts(folder)
    assert facts.faults == ()
    assert facts.programmes.index.tolist() == [3], "the blank line counts as a row, as in a spreadsheet"


def test_the_version_follows_the_content(tmp_path):
    one = load_facts(write_toy(tmp_path / "one"))
    same = load_facts(write_toy(tmp_path / "same"))
    other = load_facts(write_toy(tmp_path / "other", **with_cell("observations", 2, "value", "33")))
    assert one.version == same.version != other.version
    assert len(one.version) == 12


def test_a_table_that_is_none(tmp_path):
    with pytest.raises(KeyError):
        load_facts(write_toy(tmp_path)).table("version")


def test_a_band_with_an_upper_end_takes_no_bound_besides(tmp_path):
    facts = load_facts(write_toy(tmp_path, **with_cell("observations", 4, "value_high", "1750000")))
    assert [(f.row, f.column, f.value, f.key) for f in facts.faults] == [(4, "bound", ">=", "fault.band_bounded")]


def test_a_band_has_both_its_ends_as_numbers(tmp_path):
    facts = load_facts(write_toy(tmp_path, **with_cell("observations", 2, "value_high", "46.8")))
    assert facts.observations["value_high"].tolist()[0] == 46.8
    assert facts.observations["value_high"].isna().tolist() == [False, True, True]
