"""Read binary G-code: the blocks of text in front of the G-code itself."""

import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from inspector.caps import Caps
from inspector.errors import Unreadable
from inspector.sliced import settings
from inspector.sliced.facts import Sliced

MAGIC = b"GCDE"
_FILE, _GCODE, _SLICER, _PRINTER, _PRINT, _THUMBNAIL = range(6)
_TEXTS = (_FILE, _SLICER, _PRINTER, _PRINT)
_STORED, _DEFLATED = 0, 1
_HEADER = struct.Struct("<4sIH")
_BLOCK = struct.Struct("<HHI")
_CHECKSUM_BYTES = {0: 0, 1: 4}
_MOST_BLOCKS = 200  # before the G-code; slicers write a dozen
_CUT = "It is cut off or damaged."


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of text in front of the G-code, as stored."""

    packing: int
    data: bytes
    unpacked_bytes: int


def is_binary(file: BinaryIO) -> bool:
    """Tell whether an open file begins like binary G-code; it stands at its beginning afterwards."""
    begin = file.read(len(MAGIC))
    file.seek(0)
    return begin == MAGIC


def read_bgcode(file: BinaryIO, caps: Caps) -> Sliced:
    """Read an open file. The numbers of a print stand in two of its blocks; they say the same."""
    values: dict[str, str] = {}
    for block in _texts(file, caps):
        values |= settings.in_ini(_text(block, caps))
    return settings.sliced(values)


def _texts(file: BinaryIO, caps: Caps) -> Iterator[_Block]:
    """Yield the blocks of text that stand before the G-code. Sizes are checked before anything is read."""
    size = os.fstat(file.fileno()).st_size
    magic, version, checksum = _HEADER.unpack(_exactly(file, _HEADER.size))
    if magic != MAGIC or version != 1 or checksum not in _CHECKSUM_BYTES:
        raise Unreadable("It is a kind of binary G-code that we do not know.")
    for _ in range(_MOST_BLOCKS):
        if file.tell() == size:
            return
        start = _exactly(file, _BLOCK.size)
        kind, packing, unpacked_bytes = _BLOCK.unpack(start)
        if kind == _GCODE:
            return
        start += _exactly(file, 4) if packing != _STORED else b""
        stored_bytes = int.from_bytes(start[-4:], "little")
        start += _exactly(file, 6 if kind == _THUMBNAIL else 2)  # parameters
        end = file.tell() + stored_bytes + _CHECKSUM_BYTES[checksum]
        if end > size:
            raise Unreadable(_CUT)
        if kind in _TEXTS:
            data = _data(file, start, stored_bytes, bool(checksum), caps)
            yield _Block(packing, data, unpacked_bytes)
        file.seek(end)
    raise Unreadable("It holds more parts inside than any slicer writes.")


def _data(file: BinaryIO, start: bytes, stored_bytes: int, has_checksum: bool, caps: Caps) -> bytes:
    if stored_bytes > caps.sliced_entry_bytes:
        raise Unreadable("A part inside is far larger than any slicer writes.")
    data = _exactly(file, stored_bytes)
    if has_checksum and zlib.crc32(data, zlib.crc32(start)) != int.from_bytes(_exactly(file, 4), "little"):
        raise Unreadable(_CUT)
    return data


def _text(block: _Block, caps: Caps) -> bytes:
    if block.packing == _STORED:
        return block.data
    if block.packing != _DEFLATED:
        raise Unreadable("Its notes are packed in a way that we cannot read.")
    if block.unpacked_bytes > caps.sliced_entry_bytes:
        raise Unreadable("A part inside is far larger than any slicer writes.")
    try:
        text = zlib.decompressobj().decompress(block.data, block.unpacked_bytes + 1)
    except zlib.error:
        raise Unreadable(_CUT) from None
    if len(text) != block.unpacked_bytes:
        raise Unreadable(_CUT)
    return text


def _exactly(file: BinaryIO, count: int) -> bytes:
    read = file.read(count)
    if len(read) != count:
        raise Unreadable(_CUT)
    return read
