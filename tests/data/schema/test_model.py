"""The schemas, and the description of the package that is written from them."""

from __future__ import annotations

import json

from data.schema.model import FACTS_DIR, PACKAGE_FILE, SCHEMAS, columns, primary_key, references
from data.schema.package import describe_package, package_text, write_package

# The columns of the design, in its order; what the atlas added stands behind them.
DESIGN = {
    "regions": "region_id name_zh short_zh name_en pinyin level parent_id kind",
    "area_members": "area_id region_id source_id quote",
    "sources": "source_id title publisher published tier document url note",
    "programmes": "programme_id name_zh name_en",
    "arrangements": "arrangement_id programme_id date name_zh name_en complete source_id quote",
    "pairings": "pairing_id programme_id helper_id recipient_id start end source_id quote",
    "indicators": "indicator_id name_zh name_en unit decimals definition_zh definition_en",
    "bases": "basis_id name_zh name_en definition_zh definition_en comparable_start comparable_end",
    "observations": "observation_id region_id indicator_id period_start period_end value bound basis_id "
    "status source_id quote",
    "cooperation": "cooperation_id helper_id recipient_id dimension measure_id period_start period_end "
    "value bound unit source_id quote",
    "measures": "measure_id name_zh name_en unit dimension",
    "events": "event_id date title_zh title_en region_ids source_id quote",
}
ADDED = {
    "sources": ["note_en", "title_en", "publisher_en", "published_from", "kind", "title_from", "title_zh", "language"],
    "arrangements": ["note", "note_en"],
    "pairings": ["arrangement_id", "note", "note_en"],
    "observations": ["point", "value_high", "span", "note", "note_en"],
    "cooperation": ["point", "span", "note", "note_en"],
    "events": ["kind", "note", "note_en"],
    "indicators": ["words"],
    "measures": ["words"],
}
# Tables that the atlas added.
OWN = {"terms", "arrangements", "hosts", "aliases", "delistings", "outlines"}


def test_columns_stand_as_the_design_has_them():
    assert set(SCHEMAS) == {*DESIGN, *OWN}
    for table, names in DESIGN.items():
        assert columns(table) == names.split() + ADDED.get(table, [])


def test_references_point_to_tables_that_come_before():
    order = list(SCHEMAS)
    for table in order:
        for target, _ in references(table).values():
            assert order.index(target) <= order.index(table)


def test_the_package_description_is_current():
    assert (FACTS_DIR / PACKAGE_FILE).read_text(encoding="utf-8") == package_text(), "run python -m data.schema"


def test_the_package_names_files_fields_keys_and_references(tmp_path):
    assert json.loads(write_package(tmp_path).read_text(encoding="utf-8")) == describe_package()
    resources = {resource["path"]: resource["schema"] for resource in describe_package()["resources"]}
    pairings = resources["pairings.csv"]
    assert [field["name"] for field in pairings["fields"]] == columns("pairings")
    assert pairings["primaryKey"] == primary_key("pairings") == ["pairing_id"]
    helper = {"fields": ["helper_id"], "reference": {"resource": "regions", "fields": ["region_id"]}}
    assert helper in pairings["foreignKeys"]
    (parent,) = resources["regions.csv"]["foreignKeys"]
    assert parent["reference"]["resource"] == "", "a table's reference to itself is empty in Frictionless"
    assert resources["area_members.csv"]["primaryKey"] == ["area_id", "region_id"]
