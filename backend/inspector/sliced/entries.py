"""Entries of a zip from a slicer, each with a cap far below the archive's own."""

from collections.abc import Iterator
from zipfile import ZipInfo

from inspector.archive import Archive
from inspector.caps import Caps
from inspector.errors import Unreadable


def pieces(archive: Archive, name: str, caps: Caps) -> Iterator[bytes]:
    """Unpack a short entry piece by piece. Raises Unreadable when it is not short."""
    return short(archive.pieces(name), caps)


def whole(archive: Archive, name: str, caps: Caps) -> bytes:
    """Unpack a short entry; an entry that is not there is empty."""
    return b"".join(pieces(archive, name, caps)) if name in archive.names else b""


def each_whole(archive: Archive, entry: ZipInfo, caps: Caps) -> bytes:
    """Unpack one of the short entries that may share a name."""
    return b"".join(short(archive.pieces_of(entry), caps))


def short(unpacked: Iterator[bytes], caps: Caps) -> Iterator[bytes]:
    """Hand on what was unpacked. Raises Unreadable when it is not short."""
    read_bytes = 0
    for piece in unpacked:
        read_bytes += len(piece)
        if read_bytes > caps.sliced_entry_bytes:
            raise Unreadable("A part inside is far larger than any slicer writes.")
        yield piece


def head(archive: Archive, name: str, most_bytes: int) -> bytes:
    """Unpack the beginning of an entry; an entry that is not there is empty."""
    read = bytearray()
    if name in archive.names:
        for piece in archive.pieces(name):
            read += piece
            if len(read) >= most_bytes:
                break
    return bytes(read[:most_bytes])
