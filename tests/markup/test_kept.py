"""Parsed files that are kept: the same tree while nothing changes, the last good one while a file is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.markup.inputs.kept import KeptDocuments, stamp_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "a.xml"
    file.write_bytes(b"<a>1</a>")
    return file


def test_a_file_is_parsed_once_until_it_changes(path: Path) -> None:
    kept = KeptDocuments()
    first = kept.get(path, "a.xml")
    assert first is not None
    assert kept.get(path, "a.xml") is first
    path.write_bytes(b"<a>twelve</a>")
    second = kept.get(path, "a.xml")
    assert second is not None
    assert second.root.text == "twelve"


def test_while_a_file_is_broken_the_last_good_state_counts(path: Path) -> None:
    kept = KeptDocuments()
    first = kept.get(path, "a.xml")
    path.write_bytes(b"<a>half")
    assert kept.get(path, "a.xml") is first
    path.unlink()
    assert kept.get(path, "a.xml") is first


def test_a_file_that_never_was_xml_is_none(path: Path) -> None:
    path.write_bytes(b"no")
    assert KeptDocuments().get(path, "a.xml") is None


def test_what_somebody_has_open_goes_before_the_disk(path: Path) -> None:
    kept = KeptDocuments()
    opened = kept.get(path, "a.xml", b"<a>open</a>")
    assert opened is not None
    assert opened.root.text == "open"
    closed = kept.get(path, "a.xml")
    assert closed is not None
    assert closed.root.text == "1"


def test_what_was_just_written_is_not_read_again(path: Path) -> None:
    kept = KeptDocuments()
    document = kept.get(path, "a.xml")
    assert document is not None
    path.write_bytes(b"<a>written</a>")
    kept.put(path, document)
    assert kept.get(path, "a.xml") is document


def test_a_file_that_is_not_there_has_a_stamp_of_zeros(tmp_path: Path) -> None:
    assert stamp_of(tmp_path / "gone") == (0, 0)
