"""Valid files are never refused: sixty of them here, two thousand with LAB_FULL=1."""

import os

import pytest

from tests.inspector.conftest import Inspect, codes
from tests.inspector.valid import valid

FILES = 2000 if os.environ.get("LAB_FULL") else 60
AT_ONCE = 20


@pytest.mark.parametrize("first", range(0, FILES, AT_ONCE))
def test_valid_files_are_read_whole(first: int, inspect: Inspect) -> None:
    for number in range(first, first + AT_ONCE):
        made = valid(number)
        report = inspect(made.content, made.file_format)
        told = (number, report)
        assert report["refused"] is None, told
        assert not {"unreadable", "skipped_faces", "bad_numbers", "open_edges", "count_differs"} & set(codes(report)), (
            told
        )
        assert report["triangles"] == made.triangles, told
        assert report["size_mm"] == pytest.approx(made.size_mm, rel=1e-4, abs=1e-3), told
