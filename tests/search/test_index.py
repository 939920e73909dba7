"""The folder of the index, whatever has happened to its files."""

from pathlib import Path

import pytest

from search.index import IndexFolder


@pytest.mark.parametrize("garbage", [b"\xb2\xff\x00", b"", b"gone", b"\x00"])
def test_files_that_cannot_be_read_count_as_none(tmp_path: Path, garbage: bytes) -> None:
    folder = IndexFolder(tmp_path)
    first = folder.node
    generation = folder.new_generation()
    folder.make_current(generation)
    assert folder.node == first and folder.current() == generation
    for name in ("current", "node"):
        (tmp_path / name).write_bytes(garbage)
    assert folder.current() is None
    again = folder.node
    assert again.isalnum() and folder.node == again
