"""Zips written by hand, so that every number in them may lie."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

_MODEL = "3D/3dmodel.model"
STORED, DEFLATED = 0, 8


@dataclass
class Entry:
    """One entry; what is None is as it should be. ``local_name`` stands before the data, ``name`` in the directory."""

    content: bytes = b""
    name: bytes = _MODEL.encode()
    method: int = DEFLATED
    flags: int = 0
    packed: bytes | None = None
    size: int | None = None
    packed_size: int | None = None
    offset: int | None = None
    local_name: bytes | None = None
    extra: bytes = b""
    mode: int = 0o100644
    is_hollow: bool = False  # only in the directory

    def data(self: Self) -> bytes:
        if self.packed is not None:
            return self.packed
        return deflated(self.content) if self.method == DEFLATED else self.content

    def numbers(self: Self) -> tuple[int, int, int]:
        """Return checksum, packed size and size as they are told."""
        packed, size = self.packed_size, self.size
        told = len(self.data()) if packed is None else packed, len(self.content) if size is None else size
        return zlib.crc32(self.content), *told


def deflated(content: bytes) -> bytes:
    """Pack as zips do: without a header."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def blown_up(piece: bytes, times: int) -> bytes:
    """Return what unpacks to the piece that many times, made by packing it once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    return packed * times + b"\x03\x00"


def raw_zip(
    entries: Sequence[Entry],
    *,
    count: int | None = None,
    directory_at: int | None = None,
    directory_size: int | None = None,
    before_end: bytes = b"",
    comment: bytes = b"",
) -> bytes:
    """Return a zip of these entries; the numbers of its end may lie."""
    body, directory = b"", b""
    for entry in entries:
        at = len(body) if entry.offset is None else entry.offset
        if not entry.is_hollow:
            body += _local(entry)
        directory += _listed(entry, at)
    place = len(body) if directory_at is None else directory_at
    size = len(directory) if directory_size is None else directory_size
    told = len(entries) if count is None else count
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, told & 0xFFFF, told & 0xFFFF, size, place, len(comment))
    return body + directory + before_end + end + comment


def _local(entry: Entry) -> bytes:
    name = entry.name if entry.local_name is None else entry.local_name
    head = struct.pack("<4s5H3L2H", b"PK\3\4", 20, entry.flags, entry.method, 0, 33, *entry.numbers(), len(name), 0)
    return head + name + entry.data()


def _listed(entry: Entry, at: int) -> bytes:
    lengths = (len(entry.name), len(entry.extra), 0, 0, 0)
    head = struct.pack(
        "<4s6H3L5H2L", b"PK\1\2", 0x314, 20, entry.flags, entry.method, 0, 33, *entry.numbers(), *lengths,
        entry.mode << 16, at,
    )  # fmt: skip
    return head + entry.name + entry.extra
