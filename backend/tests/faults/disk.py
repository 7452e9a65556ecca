"""A disk of its own, an ext4 in a file: what a power cut would leave of it is a copy of that file at the moment.

What a program has written and not synced lies in the memory of this machine, and so is not in the copy. Whoever uses a
disk lives in a mount namespace of its own, which takes the mounts along when it ends.
"""

import ctypes
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE_BYTES = 64 * 1024**2
CLONE_NEWNS = 0x00020000
MAKE_AND_MOUNT = 'truncate -s 1M "$1" && mkfs.ext4 -q "$1" && mkdir "$2" && mount -o loop "$1" "$2"'


def why_impossible(folder: Path) -> str:
    """Try it; return what this machine has against it, empty when it works."""
    tried = ["unshare", "-m", "sh", "-c", MAKE_AND_MOUNT, "sh", str(folder / "disk"), str(folder / "place")]
    try:
        found = subprocess.run(tried, capture_output=True, text=True, check=False)
    except OSError as error:
        return str(error)
    return (found.stderr.strip() or "no reason given") if found.returncode else ""


def live_apart() -> None:
    """Let this process have mounts of its own. Raises OSError."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNS) != 0:
        raise OSError(ctypes.get_errno(), "this process may not have mounts of its own")
    _run("mount", "--make-rprivate", "/")


class Disk:
    """An ext4 in the file `backing`, mounted at the folder `place`; it writes by itself only after ten minutes."""

    def __init__(self, backing: Path, place: Path) -> None:
        self.backing, self.place = backing, place
        with backing.open("wb") as file:
            file.truncate(SIZE_BYTES)
        _run("mkfs.ext4", "-q", backing)
        _run("mount", "-o", "loop,commit=600", backing, place)
        device = _run("findmnt", "-no", "SOURCE", place).strip()
        self._counts = Path("/sys/block") / Path(device).name / "stat"

    def sync(self) -> None:
        """Bring everything on it to rest."""
        _run("sync", "-f", self.place)

    def freeze(self, image: Path) -> None:
        """Copy what is on it to `image`; what others write meanwhile lets it begin again, for it may come out torn."""
        before = ""
        while before != (before := self._counts.read_text()):
            _run("cp", "--sparse=always", self.backing, image)


@contextmanager
def looking_into(image: Path) -> Iterator[Path]:
    """Start a copy as a machine does after a power cut, and return the folder in which its files are."""
    place = image.with_suffix(".place")
    place.mkdir()
    _run("mount", "-o", "loop", image, place)
    try:
        yield place
    finally:
        _run("umount", place)
        place.rmdir()
        image.unlink()


def _run(*command: object) -> str:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True).stdout
