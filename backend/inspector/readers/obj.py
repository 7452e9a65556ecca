"""Read OBJ: points and polygons; texture, normals and materials do not matter to a print."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from inspector.caps import Caps
from inspector.errors import Unreadable, too_complex
from inspector.mesh import Mesh, single, sound, used, weld
from inspector.notes import Notes
from inspector.readers.numbers import to_floats, to_ints
from inspector.readers.polygons import Polygons, triangulate

_PIECE_BYTES = 1024 * 1024
_LINE_END = re.compile(rb"\r\n?")
_TEXTURE_AND_NORMAL = re.compile(rb"/\S*")
_VERTEX, _FACE = (b"v ", b"v\t"), (b"f ", b"f\t")


class _Gathered:
    """What has been read of a file so far."""

    def __init__(self) -> None:
        self.points: list[npt.NDArray[np.float64]] = []
        self.counts: list[npt.NDArray[np.int64]] = []
        self.corners: list[npt.NDArray[np.int64]] = []
        self.point_count = 0
        self.corner_count = 0

    def take(self, lines: list[bytes]) -> None:
        """Read some whole lines."""
        vertices: list[bytes] = []
        faces: list[bytes] = []
        seen: list[int] = []
        for line in lines:
            if line.startswith(_VERTEX):
                vertices.append(line)
            elif line.startswith(_FACE):
                faces.append(line)
                seen.append(self.point_count + len(vertices))
        if vertices:
            self.points.append(_coordinates(vertices))
            self.point_count += len(vertices)
        if faces:
            self._take_faces(faces, seen)

    def _take_faces(self, faces: list[bytes], seen: list[int]) -> None:
        text = b"\n".join(faces)
        if b"/" in text:
            faces = _TEXTURE_AND_NORMAL.sub(b"", text).split(b"\n")
        words = [line.split()[1:] for line in faces]
        counts = np.fromiter(map(len, words), np.int64, len(words))
        numbers = to_ints(list(chain.from_iterable(words)))
        # 1 is the first point of the file, -1 the one read last, 0 is none at all.
        last = np.repeat(np.array(seen, dtype=np.int64), counts)
        self.counts.append(counts)
        self.corners.append(np.where(numbers < 0, numbers + last, numbers - 1))
        self.corner_count += len(numbers)


def read_obj(path: Path, notes: Notes, caps: Caps) -> Mesh:
    """Read an OBJ file; one unit is one mm."""
    gathered = _Gathered()
    with path.open("rb") as file:
        for piece in _pieces(file, caps):
            gathered.take(_lines(piece))
            if gathered.point_count > caps.points or gathered.corner_count > 3 * caps.triangles:
                raise too_complex(caps.triangles)
    if not gathered.counts:
        raise Unreadable("It holds points but no faces.")
    points = np.concatenate([np.empty((0, 3)), *gathered.points])
    polygons = Polygons(np.concatenate(gathered.counts), np.concatenate(gathered.corners))
    triangles = triangulate(points, polygons.whole(len(points), notes))
    return single(*weld(*used(*sound(points, triangles, notes))))


def _pieces(file: BinaryIO, caps: Caps) -> Iterator[bytes]:
    """Cut the file at ends of lines that do not go on."""
    rest = b""
    while block := file.read(_PIECE_BYTES):
        if block.endswith(b"\r"):
            block += file.read(1)
        rest += _LINE_END.sub(b"\n", block)
        cut = rest.rfind(b"\n")
        while cut > 0 and rest[cut - 1] == ord("\\"):
            cut = rest.rfind(b"\n", 0, cut)
        if cut >= 0:
            yield rest[:cut]
            rest = rest[cut + 1 :]
        if len(rest) > caps.line_bytes:
            raise Unreadable("One of its lines is longer than any program writes.")
    yield rest


def _lines(piece: bytes) -> list[bytes]:
    """Split into lines without leading blanks; a line goes on behind a backslash, unless a comment."""
    lines = [line.lstrip() for line in piece.removeprefix(b"\xef\xbb\xbf").split(b"\n")]
    if b"\\\n" not in piece:
        return lines
    joined: list[bytes] = []
    parts: list[bytes] = []
    for line in lines:
        if line.endswith(b"\\") and (parts or not line.startswith(b"#")):
            parts.append(line[:-1])
        else:
            joined.append(b" ".join([*parts, line]))
            parts = []
    return [*joined, b" ".join(parts)]


def _coordinates(lines: list[bytes]) -> npt.NDArray[np.float64]:
    """Read the first three numbers of each line; weight or colour may follow."""
    words = b" ".join(lines).split()
    width = len(words) // len(lines)
    if width >= 4 and len(words) == width * len(lines) and words[::width].count(b"v") == len(lines):
        columns = [to_floats(words[axis::width]) for axis in (1, 2, 3)]
        return np.stack(columns, axis=1)
    rows = [line.split()[1:4] for line in lines]
    if any(len(row) < 3 for row in rows):
        raise Unreadable("Some of its points have less than three coordinates.")
    return to_floats(list(chain.from_iterable(rows))).reshape(-1, 3)
