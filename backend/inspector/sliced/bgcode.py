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
from inspector.sliced.configs import scripts_in_config
from inspector.sliced.facts import Sliced

MAGIC = b"GCDE"
_FILE, _GCODE, _SLICER, _PRINTER, _PRINT, THUMBNAIL = range(6)
_TEXTS = (_FILE, _SLICER, _PRINTER, _PRINT)
_STORED, _DEFLATED = 0, 1
_HEADER = struct.Struct("<4sIH")
_BLOCK = struct.Struct("<HHI")
_CHECKSUM_BYTES = {0: 0, 1: 4}
_MOST_BLOCKS = 200  # before the G-code; slicers write a dozen
_CUT = "It is cut off or damaged."


@dataclass(frozen=True, slots=True)
class Block:
    """A block in front of the G-code, as stored at ``file[start:end]``."""

    start: int
    end: int
    kind: int
    packing: int
    parameters: bytes
    data: bytes
    unpacked_bytes: int
    has_checksum: bool

    def of(self, text: bytes) -> bytes:
        """Return this block with another text, not packed."""
        content = _BLOCK.pack(self.kind, _STORED, len(text)) + self.parameters + text
        return content + (struct.pack("<I", zlib.crc32(content)) if self.has_checksum else b"")


def is_binary(file: BinaryIO) -> bool:
    """Tell whether an open file begins like binary G-code; it stands at its beginning afterwards."""
    begin = file.read(len(MAGIC))
    file.seek(0)
    return begin == MAGIC


def read_bgcode(file: BinaryIO, caps: Caps) -> Sliced:
    """Read an open file. The numbers of a print stand in two of its blocks; they say the same."""
    values: dict[str, str] = {}
    scripts: list[str] = []
    for block in texts(file, caps):
        text = unpacked(block, caps)
        values |= settings.in_ini(text)
        scripts += scripts_in_config(text)
    return settings.sliced(values, scripts)


def texts(file: BinaryIO, caps: Caps) -> Iterator[Block]:
    """Yield the blocks of text that stand before the G-code. Raises Unreadable."""
    return blocks(file, caps, _TEXTS)


def blocks(file: BinaryIO, caps: Caps, wanted: tuple[int, ...]) -> Iterator[Block]:
    """Yield the blocks of some kinds before the G-code; sizes are checked before any is read. Raises Unreadable."""
    size = os.fstat(file.fileno()).st_size
    magic, version, checksum = _HEADER.unpack(_exactly(file, _HEADER.size))
    if magic != MAGIC or version != 1 or checksum not in _CHECKSUM_BYTES:
        raise Unreadable("It is a kind of binary G-code that we do not know.")
    for _ in range(_MOST_BLOCKS):
        begin = file.tell()
        if begin == size:
            return
        start = _exactly(file, _BLOCK.size)
        kind, packing, unpacked_bytes = _BLOCK.unpack(start)
        if kind == _GCODE:
            return
        start += _exactly(file, 4) if packing != _STORED else b""
        stored_bytes = int.from_bytes(start[-4:], "little")
        parameters = _exactly(file, 6 if kind == THUMBNAIL else 2)
        end = file.tell() + stored_bytes + _CHECKSUM_BYTES[checksum]
        if end > size:
            raise Unreadable(_CUT)
        if kind in wanted:
            data = _data(file, start + parameters, stored_bytes, bool(checksum), caps)
            yield Block(begin, end, kind, packing, parameters, data, unpacked_bytes, bool(checksum))
        file.seek(end)
    raise Unreadable("It holds more parts inside than any slicer writes.")


def _data(file: BinaryIO, start: bytes, stored_bytes: int, has_checksum: bool, caps: Caps) -> bytes:
    if stored_bytes > caps.sliced_entry_bytes:
        raise Unreadable("A part inside is far larger than any slicer writes.")
    data = _exactly(file, stored_bytes)
    if has_checksum and zlib.crc32(data, zlib.crc32(start)) != int.from_bytes(_exactly(file, 4), "little"):
        raise Unreadable(_CUT)
    return data


def unpacked(block: Block, caps: Caps) -> bytes:
    """Return the text of a block. Raises Unreadable."""
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
