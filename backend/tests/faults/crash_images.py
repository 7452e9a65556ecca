"""What a power cut leaves at each step of a workflow: what was promised before it must be on the disk, whole.

PostgreSQL is not on that disk, as it sees to its own: what counts is the files that its committed rows speak of.
"""

import multiprocessing
import os
import stat
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from werkzeug.test import TestResponse

from app.config import Settings
from app.utils import fault
from labtool.paths import postgres_bin
from tests.faults import disk, duties, people, promises, workflows
from tests.faults.cases import Case, Prepare
from tests.faults.world import World, opened

# Nothing may run out of time while the disk is copied.
PATIENCE = {"inline_move_s": 60.0, "share_timeout_s": 60.0, "disk_floor_gb": 0.0}
END = "the end"
SOME = frozenset({"submit.committed", "change.committed", "move.committed", "clear.unlink", END})
WORKFLOWS: dict[str, Prepare] = {
    "submit": people.submit, "place": duties.place, "mark-printing": workflows.WORKFLOWS["mark-printing"],
    "backup": duties.backup,
}  # fmt: skip
_fsync = os.fsync
_here: list[tuple[World, disk.Disk]] = []


@dataclass(frozen=True)
class Image:
    """What a power cut would have left right at a point, and what is wrong with that."""

    point: str
    wrong: tuple[str, ...]


@contextmanager
def studio(settings: Settings) -> Iterator["Studio"]:
    """Start a process that takes images of the data folder, which becomes a disk of its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context, _begin, (settings.model_copy(update=PATIENCE),)) as pool:
        yield lambda workflow, is_full, left_out=(): pool.submit(_play, workflow, is_full, left_out).result()


Studio = Callable[..., list[Image]]


def _begin(settings: Settings) -> None:
    os.environ["PATH"] = f"{postgres_bin()}{os.pathsep}{os.environ['PATH']}"
    disk.live_apart()
    found = disk.Disk(settings.data_dir.with_suffix(".disk"), settings.data_dir)
    _here.append((opened(settings), found))


def _play(workflow: str, is_full: bool, left_out: tuple[str, ...]) -> list[Image]:
    """Do a workflow whole, with images of every step or of some; `left_out` says what is not synced meanwhile."""
    world, data = _here[0]
    with world.afresh() as desk:
        case = WORKFLOWS[workflow](desk)
        taking = _Taking(world, data, case, is_full)
        data.sync()
        fault.strike = taking.strike
        os.fsync = _without(left_out)  # type: ignore[assignment]  # ours call it with numbers only
        try:
            answer = case.deed()
        finally:
            fault.strike, os.fsync = None, _fsync
        assert not isinstance(answer, TestResponse) or answer.status_code < 400, answer.text
        taking.told = promises.of_backup(answer) if isinstance(answer, Path) else {}
        taking.strike(END)
    return taking.images


class _Taking:
    """Takes an image at every point, or of some points the first time; looks into it at once, while all else waits."""

    def __init__(self, world: World, data: disk.Disk, case: Case, is_full: bool) -> None:
        self.images: list[Image] = []
        self.told: promises.Promised = {}
        self._world, self._data, self._case = world, data, case
        self._left = None if is_full else set(SOME)
        self._turn, self._is_looking = threading.RLock(), False

    def strike(self, point: str) -> None:
        """Take an image if this point is one of those; the files of an image are read past the same points."""
        with self._turn:
            if not self._is_looking and (self._left is None or point in self._left):
                self._left = self._left and self._left - {point}
                self._is_looking = True
                self.images.append(self._image(point))
                self._is_looking = False

    def _image(self, point: str) -> Image:
        promised = promises.made(self._world.owner, self._case) | self.told
        image = self._data.backing.with_suffix(".image")
        self._data.freeze(image)
        with disk.looking_into(image) as root:
            return Image(point, tuple(promises.broken(promised, root)))


def _without(left_out: tuple[str, ...]) -> Callable[[int], None]:
    def fsync(descriptor: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        if kind not in left_out:
            _fsync(descriptor)

    return fsync
