"""Read STL: binary in one go, ASCII piece by piece."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from inspector.caps import Caps
from inspector.errors import Unreadable, too_complex
from inspector.magic.stl import HEADER_BYTES, RECORD_BYTES, announced, is_binary
from inspector.mesh import Mesh, single, sound, weld
from inspector.notes import Notes
from inspector.readers.numbers import to_floats

_RECORD = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
_PIECE_BYTES = 2 * 1024 * 1024
_CARRY_BYTES = 64 * 1024
_NUMBER = rb"\s{1,200}([^\s]{1,60})"
_LOOP = re.compile(rb"loop" + (rb"\s{1,200}vertex" + _NUMBER * 3) * 3 + rb"\s{1,200}endloop", re.IGNORECASE)


def read_stl(path: Path, notes: Notes, caps: Caps) -> Mesh:
    """Read an STL file; one unit is one mm."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(4096)
        file.seek(0)
        corners = _binary(file, head, size, notes, caps) if is_binary(head, size) else _ascii(file, notes, caps)
    triangles = np.arange(len(corners), dtype=np.int32).reshape(-1, 3)
    return single(*weld(*sound(corners, triangles, notes)))


def _binary(file: BinaryIO, head: bytes, size: int, notes: Notes, caps: Caps) -> npt.NDArray[np.float32]:
    """Read what the size has room for; the count in the header may lie."""
    said, found = announced(head), max(0, size - HEADER_BYTES) // RECORD_BYTES
    if said != found:
        notes.add("count_differs", said=said, found=found)
    if found > caps.triangles:
        raise too_complex(caps.triangles)
    file.seek(HEADER_BYTES)
    records = np.fromfile(file, dtype=_RECORD, count=found)
    return np.ascontiguousarray(records["corners"]).reshape(-1, 3).astype(np.float32, copy=False)


def _ascii(file: BinaryIO, notes: Notes, caps: Caps) -> npt.NDArray[np.float32]:
    blocks: list[npt.NDArray[np.float32]] = []
    read_facets = seen_facets = 0
    for piece in _pieces(file):
        loops = _LOOP.findall(piece)
        seen_facets += piece.lower().count(b"endloop")
        read_facets += len(loops)
        if read_facets > caps.triangles:
            raise too_complex(caps.triangles)
        words = [word for loop in loops for word in loop]
        with np.errstate(over="ignore"):  # too large becomes infinite, and is left out later
            blocks.append(to_floats(words).astype(np.float32))
    if seen_facets > read_facets:
        notes.count("skipped_faces", seen_facets - read_facets)
    if read_facets == 0:
        raise Unreadable("It holds no complete triangle.")
    return np.concatenate(blocks).reshape(-1, 3)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """Cut the file behind ends of loops, not lines: it may be a single line."""
    rest = b""
    while block := file.read(_PIECE_BYTES):
        rest += block
        cut = rest.lower().rfind(b"endloop")
        if cut >= 0:
            yield rest[: cut + 7]
            rest = rest[cut + 7 :]
        rest = rest[-_CARRY_BYTES:]
