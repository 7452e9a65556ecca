"""What fuzzing begins with: small files of every format, from our own generators and from a folder of real ones."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.system import BACKEND

sys.path.insert(0, str(BACKEND))

from inspector.report import FORMATS, SLICED_FORMATS
from tests.inspector import hostile, shapes, sliced_hostile, slices
from tests.inspector.valid import valid

MOST_BYTES = 30_000  # large files are slow to read and say no more
MOST_REAL_BYTES = 200_000
VALID = 60


class Seed(NamedTuple):
    """A file and the format that it claims."""

    file_format: str
    content: bytes


def seeds(models: Path | None) -> Iterator[Seed]:
    """Yield them, the plain ones first."""
    yield Seed("stl", shapes.binary_stl(shapes.cube()))
    yield Seed("stl", shapes.ascii_stl(shapes.cube()))
    yield Seed("obj", shapes.obj_of_cube())
    yield Seed("3mf", shapes.threemf_of_cube())
    for file_format, make in slices.STYLES.values():
        yield Seed(file_format, make())
    yield Seed("bgcode", slices.bgcode(0))  # without checksums, which no mutation would meet
    for number in range(VALID):
        made = valid(number)
        yield Seed(made.file_format, made.content)
    for file_format, make in (hostile.HOSTILE | sliced_hostile.HOSTILE).values():
        content = make()
        if len(content) <= MOST_BYTES:
            yield Seed(file_format, content)
    yield from _real(models) if models else ()


def _real(folder: Path) -> Iterator[Seed]:
    for path in sorted(folder.iterdir()):
        name = path.name.lower()
        found = next((each for each in (*SLICED_FORMATS, *FORMATS) if name.endswith(f".{each}")), None)
        if found and path.stat().st_size <= MOST_REAL_BYTES:
            yield Seed(found, path.read_bytes())
