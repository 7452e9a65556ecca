"""One reader a format; each returns a clean, welded mesh in mm or raises what errors.py draws."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from inspector.caps import Caps
from inspector.errors import Unreadable
from inspector.mesh import Mesh
from inspector.notes import Notes
from inspector.readers.obj import read_obj
from inspector.readers.stl import read_stl
from inspector.readers.threemf import read_threemf

Reader: TypeAlias = Callable[[Path, Notes, Caps], Mesh]
READERS: dict[str, Reader] = {"stl": read_stl, "obj": read_obj, "3mf": read_threemf}


def read(path: Path, file_format: str, notes: Notes, caps: Caps) -> Mesh:
    """Read a file of that format into a mesh with at least one triangle, noting what is odd."""
    mesh = READERS[file_format](path, notes, caps)
    if len(mesh.triangles) == 0:
        raise Unreadable("It holds no usable triangles.")
    return mesh
