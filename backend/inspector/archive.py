"""Open a zip from a stranger: bounded directory, bounded entries, names never used as paths."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from inspector.caps import Caps
from inspector.errors import Unreadable, unsafe

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_PIECE_BYTES = 64 * 1024
_LOCKED = 1
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class _Metered(io.FileIO):
    """A file that refuses to hand out a zip directory beyond the cap in one read."""

    def __init__(self, path: Path, most_bytes: int) -> None:
        super().__init__(path, "rb")
        self._most_bytes = most_bytes

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > self._most_bytes:
            raise unsafe("entries")
        return super().read(-1 if size is None else size) or b""


class Archive:
    """A zip whose entries can be read piece by piece, within caps for each and for all."""

    def __init__(self, path: Path, caps: Caps) -> None:
        """Read the directory. Raises Refused beyond the caps, one of DAMAGED when it is broken."""
        self._caps = caps
        self._file = _Metered(path, caps.zip_directory_bytes)
        self._size = path.stat().st_size
        self._total_bytes = 0
        try:
            self._zip = zipfile.ZipFile(self._file)
        except BaseException:
            self._file.close()
            raise
        self._entries = {_plain(entry.filename): entry for entry in self._zip.infolist()}

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_exc: object) -> None:
        self._zip.close()
        self._file.close()

    @property
    def names(self) -> list[str]:
        """Return the entries' names, lower case, with plain slashes and none in front."""
        return list(self._entries)

    @property
    def entries(self) -> list[tuple[str, zipfile.ZipInfo]]:
        """Return every entry with its name as in ``names``, also those that share one: slicers may read each."""
        return [(_plain(entry.filename), entry) for entry in self._zip.infolist()]

    def pieces(self, name: str) -> Iterator[bytes]:
        """Unpack one entry piece by piece, counting what really comes out.

        Raises KeyError when it is not there, Refused beyond a cap, Unreadable when it is locked, one of DAMAGED when it
        is broken.
        """
        return self.pieces_of(self._entries[_plain(name)])

    def pieces_of(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """Unpack one of the entries, as ``pieces`` does."""
        if entry.flag_bits & _LOCKED:
            raise Unreadable("It is locked with a password.", "Save it without one and send the new file.")
        if entry.compress_type not in _PACKED:
            raise zipfile.BadZipFile("unusual compression")
        read_bytes, packed_bytes = 0, min(entry.compress_size, self._size)
        with self._zip.open(entry) as stream:
            while piece := stream.read(_PIECE_BYTES):
                read_bytes += len(piece)
                self._total_bytes += len(piece)
                self._hold_caps(read_bytes, packed_bytes)
                yield piece

    def _hold_caps(self, read_bytes: int, packed_bytes: int) -> None:
        caps = self._caps
        is_swollen = read_bytes > caps.zip_ratio_from_bytes and read_bytes > caps.zip_ratio * packed_bytes
        if is_swollen or read_bytes > caps.zip_entry_bytes or self._total_bytes > caps.zip_total_bytes:
            raise unsafe("bomb")


def _plain(name: str) -> str:
    return name.lower().replace("\\", "/").lstrip("/")
