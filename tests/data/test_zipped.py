"""A stranger's zip file is measured before it is unpacked."""

from __future__ import annotations

import io
import zipfile

import pytest

from data.zipped import ZipDamaged, ZipLocked, ZipTooLarge, has_entities, unpack


def packed(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.mkdir("folder")
        for name, part in parts.items():
            file.writestr(name, part)
    return buffer.getvalue()


def test_parts_come_by_their_paths_and_folders_are_none():
    assert unpack(packed(a=b"one", b=b""), 3, 3) == {"a": b"one", "b": b""}


@pytest.mark.parametrize(("most_parts", "most_bytes"), [(2, 1000), (3, 2)])
def test_more_parts_or_bytes_than_are_taken_in_are_refused(most_parts, most_bytes):
    with pytest.raises(ZipTooLarge):
        unpack(packed(a=b"one", b=b""), most_parts, most_bytes)


def test_a_locked_part_and_a_damaged_file_are_told_apart():
    whole = packed(a=b"one")
    # The lock is a bit of the flags, in the part's own head and in the list of parts at the end.
    locked = whole.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    assert locked != whole
    with pytest.raises(ZipLocked):
        unpack(locked, 9, 99)
    for damaged in (b"", b"PK", whole[:-30], whole.replace(b"PK\x05\x06", b"PK\x05\x07")):
        with pytest.raises(ZipDamaged):
            unpack(damaged, 9, 99)


def test_entities_are_looked_for_in_xml_alone():
    assert has_entities({"a.XML": b'<?xml version="1.0"?><!doctype x>'}) and has_entities(
        {"_rels/.rels": b"<!ENTITY a 'b'>"}
    )
    assert not has_entities({"a.png": b"<!ENTITY a 'b'>", "b.xml": b"<a/>"})
