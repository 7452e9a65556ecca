"""The folder that holds what tests make."""

import stat
import tempfile
from pathlib import Path

import pytest

from labtool import scratch as module
from labtool.scratch import scratch


@pytest.fixture
def short_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let there be no room in memory, and return the folder that is used instead."""
    monkeypatch.setattr(module, "_ROOM_BYTES", 1 << 60)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_others_may_pass_through_it_and_it_goes_away() -> None:
    with scratch() as folder:
        (folder / "kept").mkdir()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o711
    assert not folder.exists()


def test_it_lies_on_the_disk_where_memory_is_short(short_memory: Path) -> None:
    with scratch() as folder:
        assert folder.parent == short_memory


def test_what_a_killed_run_left_goes_and_what_another_uses_stays(short_memory: Path) -> None:
    left = short_memory / f"{module._PREFIX}killed"
    (left / "shop").mkdir(parents=True)
    with scratch() as first, scratch() as second:
        assert first.is_dir()
        assert [*short_memory.iterdir()] in ([first, second], [second, first])
