"""Know which steps of preparing the clone are done, and keep two launchers from doing one at once."""

import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from labtool.paths import ROOT
from labtool.progress import say


@contextmanager
def alone_in_clone() -> Iterator[None]:
    """Hold the clone while building in it; installations side by side share one clone."""
    folder = os.open(ROOT / "labtool", os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("  ...     another ./lab is building in this clone; waiting for it")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def hash_files(files: Iterable[Path], *facts: str) -> str:
    """Return one hash over names and contents of files, and over further facts."""
    digest = hashlib.sha256("\0".join(facts).encode())
    for path in sorted(files):
        digest.update(f"\0{path.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_stamped(stamp: Path, wanted: str) -> bool:
    """Tell whether a finished step left exactly this hash."""
    return stamp.is_file() and stamp.read_text() == wanted
