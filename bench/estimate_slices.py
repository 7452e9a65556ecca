"""Each part measured by our inspector and sliced by PrusaSlicer; what was sliced once is remembered."""

import hashlib
import json
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from bench.estimate_parts import Part
from inspector.caps import CAPS
from inspector.errors import Stop
from inspector.estimate import Model
from inspector.inspection import measure
from inspector.known import model_of
from inspector.mesh import Mesh, single
from inspector.notes import Notes
from inspector.readers import read
from inspector.report import Report
from inspector.slicing.command import Machine, profile_path
from inspector.slicing.launch import NotSlicedError, Slice, slice_model
from inspector.slicing.stl import write_stl

AT_ONCE = 2
BED_MM = (250.0, 210.0, 220.0)


class LeftOutError(Exception):
    """The part is not compared; the text says why."""


@dataclass(frozen=True)
class Measured:
    """A part as our inspector sees it, and its mesh in millimetres as a file."""

    part: Part
    model: Model
    path: Path


def measured(part: Part, home: Path) -> Measured:
    """Read a part. Raises LeftOutError for one that is damaged, open, or larger than the bed as it lies."""
    try:
        found = read(part.path, part.path.suffix.lower()[1:], Notes(), CAPS)
    except Stop:
        raise LeftOutError("cannot be read") from None
    mesh = single(np.asarray(found.points, dtype=np.float64) * part.scale, found.triangles)
    size = mesh.box[1] - mesh.box[0]
    if len(found.items) > 1:
        raise LeftOutError("several things in one file")
    if (size > BED_MM).any():
        raise LeftOutError("larger than the bed")
    path = home / "models" / f"{hashlib.sha256(mesh.points.tobytes() + mesh.triangles.tobytes()).hexdigest()[:32]}.stl"
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        write_stl(mesh, path)
    return Measured(part, _model(mesh), path)


def _model(mesh: Mesh) -> Model:
    report: Report = {"format": "stl", "warnings": [], "thumbnail": None, "refused": None}
    measure(report, mesh, Notes(), [])
    model = model_of(report)
    if model is None or report["open_edges"] or model.volume_mm3 <= 0:
        raise LeftOutError("not closed")
    return model


def sliced(all_measured: list[Measured], slicer: Path, machine: Machine, home: Path) -> list[Slice | None]:
    """Return what the slicer says of each, None where it refuses."""
    with ThreadPoolExecutor(AT_ONCE) as at_once:
        return list(at_once.map(lambda one: _sliced(one.path, slicer, machine, home), all_measured))


def _sliced(path: Path, slicer: Path, machine: Machine, home: Path) -> Slice | None:
    """Slice one model, unless the same was sliced with the same settings before."""
    settings = profile_path(machine.profile).read_bytes() + repr(machine).encode()
    kept = home / "slices" / f"{path.stem}-{hashlib.sha256(settings).hexdigest()[:16]}.json"
    kept.parent.mkdir(exist_ok=True)
    if not kept.exists():
        with tempfile.TemporaryDirectory(dir=home) as out:
            try:
                answer = asdict(slice_model(str(slicer), path, "stl", Path(out), machine))
            except NotSlicedError as error:
                answer = {"refused": str(error)}
        kept.write_text(json.dumps(answer))
    answer = json.loads(kept.read_text())
    return None if "refused" in answer else Slice(**answer)
