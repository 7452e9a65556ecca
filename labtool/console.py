"""Show what the services write to their log files, each line with the service's name before it.

The services write to the files themselves, so that a blocked terminal or a killed launcher never stops one.
"""

import shutil
import sys
from pathlib import Path

_LARGEST_LOG_BYTES = 20_000_000
_COLOURS = (36, 33, 35, 32, 34, 31, 96, 93)


class Console:
    """Follow the log files of a start."""

    def __init__(self, logs: Path, names: list[str], *, quiet: bool = False, rotates: bool = True) -> None:
        """Follow these services from the present end of their logs on; quiet shows nothing."""
        self._files = [logs / f"{name}.log" for name in names]
        self._seen = {file: file.stat().st_size if file.exists() else 0 for file in self._files}
        self._width = max(len(name) for name in names)
        self._quiet = quiet
        self._rotates = rotates

    def pump(self) -> None:
        """Print the complete lines that came since the last call, and rotate what has grown too large."""
        for number, file in enumerate(self._files):
            if not file.exists():
                continue
            size = file.stat().st_size
            if size < self._seen[file]:
                self._seen[file] = 0
            if size > self._seen[file]:
                self._show(file, number)
            if self._rotates and size > _LARGEST_LOG_BYTES:
                self._rotate(file)
        sys.stdout.flush()

    def _show(self, file: Path, number: int) -> None:
        with file.open("rb") as log:
            log.seek(self._seen[file])
            complete, newline, _ = log.read().rpartition(b"\n")
        self._seen[file] += len(complete) + len(newline)
        if self._quiet or not newline:
            return
        prefix = f"{file.stem:<{self._width}} | "
        if sys.stdout.isatty():
            prefix = f"\x1b[{_COLOURS[number % len(_COLOURS)]}m{prefix}\x1b[0m"
        for line in complete.decode(errors="replace").splitlines():
            sys.stdout.write(f"{prefix}{line}\n")

    def _rotate(self, file: Path) -> None:
        """Keep one older file; the service appends, so it goes on at the start of the emptied one.

        Where the disk has no room for it, its lines are gone: new ones matter more.
        """
        older = file.with_suffix(".log.1")
        try:
            shutil.copyfile(file, older)
        except OSError:
            older.unlink(missing_ok=True)
        with file.open("rb+") as log:
            log.truncate(0)
        self._seen[file] = 0
