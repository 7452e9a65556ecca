"""Read STL: binary in one go, ASCII piece by piece."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from inspector.caps import Caps
from inspector.compiled import is_warm
from inspector.errors import Unreadable, too_complex
from inspector.magic.stl import HEADER_BYTES, RECORD_BYTES, announced, is_binary
from inspector.mesh import Mesh, Points, Triangles, single, sound, weld
from inspector.notes import Notes
from inspector.readers.numbers import to_floats

_RECORD = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
_BLOCK = 8192  # triangles that stay in the processor's cache
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
        points, triangles = (
            _binary(file, head, size, notes, caps) if is_binary(head, size) else _ascii(file, notes, caps)
        )
    return single(*sound(points, triangles, notes))


def _binary(file: BinaryIO, head: bytes, size: int, notes: Notes, caps: Caps) -> tuple[Points, Triangles]:
    """Read what the size has room for; the count in the header may lie."""
    said, found = announced(head), max(0, size - HEADER_BYTES) // RECORD_BYTES
    if said != found:
        notes.add("count_differs", said=said, found=found)
    if found > caps.triangles:
        raise too_complex(caps.triangles)
    file.seek(HEADER_BYTES)
    return (_welded if is_warm() else _loose)(file, found)


def _welded(file: BinaryIO, found: int) -> tuple[Points, Triangles]:
    """Weld block by block: the file is never in memory as a whole."""
    from inspector.welder import Welder

    welder = Welder(found * 11 // 20, np.float32)  # a closed surface has half as many points as triangles
    triangles = np.zeros((found, 3), dtype=np.int32)
    corners = np.empty((_BLOCK, 3, 3), dtype=np.float32)
    for start in range(0, found, _BLOCK):
        block = np.fromfile(file, dtype=_RECORD, count=min(_BLOCK, found - start))
        corners[: len(block)] = block["corners"]
        welder.add(corners[: len(block)].reshape(-1, 3), triangles[start : start + len(block)].reshape(-1))
    return welder.points(), triangles


def _loose(file: BinaryIO, found: int) -> tuple[Points, Triangles]:
    corners = np.empty((found, 3, 3), dtype=np.float32)
    for start in range(0, found, _BLOCK):
        block = np.fromfile(file, dtype=_RECORD, count=min(_BLOCK, found - start))
        corners[start : start + len(block)] = block["corners"]
    return _weld_all(corners)


def _weld_all(corners: npt.NDArray[np.float32]) -> tuple[Points, Triangles]:
    points = corners.reshape(-1, 3)
    return weld(points, np.arange(len(points), dtype=np.int32).reshape(-1, 3))


def _ascii(file: BinaryIO, notes: Notes, caps: Caps) -> tuple[Points, Triangles]:
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
    return _weld_all(np.concatenate(blocks))


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
