"""The folder that holds what tests make."""

import stat
import tempfile
from pathlib import Path

import pytest

from labtool import scratch as module
from labtool.scratch import scratch


def test_others_may_pass_through_it_and_it_goes_away() -> None:
    with scratch() as folder:
        (folder / "kept").mkdir()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o711
    assert not folder.exists()


def test_it_lies_on_the_disk_where_memory_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ROOM_BYTES", 1 << 60)
    with scratch() as folder:
        assert folder.parent == Path(tempfile.gettempdir())
