"""Where tests keep what they make, for as long as they run."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - what lies there has a private folder
_ROOM_BYTES = 6 * 1024**3  # the tests fill about 1 GiB; half of the memory at most is given to that place


@contextmanager
def scratch() -> Iterator[Path]:
    """Yield an empty folder and remove it with all that is in it.

    It lies in memory where there is plenty: databases that live for a test keep the disk and the processors busy.
    """
    with tempfile.TemporaryDirectory(prefix="lab-", dir=_IN_MEMORY if _is_roomy(_IN_MEMORY) else None) as made:
        folder = Path(made)
        folder.chmod(0o711)  # engines that refuse to run as root have folders in it
        yield folder


def _is_roomy(place: Path) -> bool:
    return place.is_dir() and shutil.disk_usage(place).free >= _ROOM_BYTES
