"""Where tests keep what they make, for as long as they run."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - what lies there has a folder of its own
_ROOM_BYTES = 6 * 1024**3  # several times what the tests were seen to fill
_PREFIX = "lab-scratch-"


@contextmanager
def scratch() -> Iterator[Path]:
    """Yield an empty folder and remove it with all that is in it; what a killed run left goes at the next one.

    It lies in memory where there is plenty: databases that live for a test keep the disk and the processors busy.
    """
    place = _IN_MEMORY if _is_roomy(_IN_MEMORY) else Path(tempfile.gettempdir())
    with ExitStack() as held:
        with _locked(place, fcntl.LOCK_EX):
            _sweep(place)
            folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix=_PREFIX, dir=place)))
            held.enter_context(_locked(folder, fcntl.LOCK_EX))
        folder.chmod(0o711)  # engines that refuse to run as root have folders in it
        yield folder


def _is_roomy(place: Path) -> bool:
    return os.access(place, os.W_OK | os.X_OK) and shutil.disk_usage(place).free >= _ROOM_BYTES


def _sweep(place: Path) -> None:
    """Remove the folders of killed runs of ours; one under way is locked."""
    for left in place.glob(f"{_PREFIX}*"):
        with suppress(BlockingIOError, FileNotFoundError):  # in use, or gone by itself just now
            if left.stat().st_uid == os.geteuid():
                with _locked(left, fcntl.LOCK_EX | fcntl.LOCK_NB):
                    shutil.rmtree(left)


@contextmanager
def _locked(folder: Path, how: int) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)
