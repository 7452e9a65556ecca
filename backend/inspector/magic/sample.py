"""The few kilobytes of a file that a glance reads."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

PIECE_BYTES = 64 * 1024
_PROBES = 32
_PROBE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Sample:
    """Head, tail and size of an open file."""

    file: BinaryIO
    size: int
    head: bytes
    tail: bytes
    path: Path

    @classmethod
    def of(cls, file: BinaryIO) -> "Sample":
        """Read both ends of the file."""
        size = os.fstat(file.fileno()).st_size
        file.seek(0)
        head = file.read(PIECE_BYTES)
        file.seek(max(0, size - PIECE_BYTES))
        return cls(file, size, head, file.read(PIECE_BYTES), Path(file.name))

    @property
    def is_whole(self) -> bool:
        """Tell whether the head is all there is."""
        return self.size <= len(self.head)

    @property
    def is_blank(self) -> bool:
        """Tell whether the file holds nothing but blanks."""
        return self.is_whole and not self.head.strip(b"\0\t\n\r \xef\xbb\xbf")

    @property
    def text(self) -> bytes:
        """Return the head without byte order mark and leading blanks."""
        return self.head.removeprefix(b"\xef\xbb\xbf").lstrip()

    @property
    def is_text(self) -> bool:
        """Tell whether the head has no byte that only binary files have (UTF-16 counts as binary)."""
        return b"\0" not in self.head

    def probes(self) -> list[bytes]:
        """Read small pieces spread evenly over the file."""
        step = max(1, self.size // _PROBES)
        return [self._at(start) for start in range(0, self.size, step)]

    def _at(self, start: int) -> bytes:
        self.file.seek(start)
        return self.file.read(_PROBE_BYTES)
