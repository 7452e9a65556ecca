"""The inspection of one file, from bytes to report."""

from pathlib import Path

from inspector import magic
from inspector.caps import Caps
from inspector.errors import OutOfMemory, Refused, Stop, Unreadable
from inspector.estimates import add_estimates
from inspector.facts.scale import fits, note_scale, unit_suspect
from inspector.facts.surfaces import Surfaces, surfaces
from inspector.facts.topology import Topology, topology
from inspector.mesh import Mesh
from inspector.notes import Notes
from inspector.picture.thumbnail import draw
from inspector.preview.file import write
from inspector.readers import read
from inspector.report import PREVIEW, THUMBNAIL, Printer, Report, rounded
from inspector.sliced.threemf import scripts_of
from inspector.walls import add_thin_walls

_NO_SPACE = 1e-9  # of the box: less volume is rounding


def inspect_file(path: Path, out: Path, file_format: str, printers: list[Printer], caps: Caps) -> Report:
    """Inspect one file; the thumbnail is written into ``out``. What the file holds raises nothing."""
    notes = Notes()
    report: Report = {"format": file_format, "warnings": [], "thumbnail": None, "refused": None}
    try:
        if file_format == "3mf":
            _look_for_scripts(report, path, notes, caps)
        mesh = _read(path, file_format, notes, caps)
        measure(report, mesh, notes, printers)
        _draw(report, mesh, notes, out)
        _simplify(report, mesh, out)
    except Refused as stop:
        report["refused"] = notes.refuse(stop.refusal)
    except Unreadable as stop:
        notes.put(stop.warning)
    except MemoryError:
        notes.put(OutOfMemory().warning)
    report["warnings"] = notes.listed()
    return report


def _look_for_scripts(report: Report, path: Path, notes: Notes, caps: Caps) -> None:
    report["scripts"] = scripts_of(path, caps)
    if report["scripts"]:
        notes.add("scripts")


def _read(path: Path, file_format: str, notes: Notes, caps: Caps) -> Mesh:
    refusal = magic.check(path, file_format)
    if refusal is not None:
        raise Refused(refusal)
    return read(path, file_format, notes, caps)


def measure(report: Report, mesh: Mesh, notes: Notes, printers: list[Printer]) -> None:
    """Fill in the facts, the cheap ones first, and say what they mean."""
    size = mesh.box[1] - mesh.box[0]
    report["size_mm"] = [round(float(side), 3) if side >= 1 else rounded(side) for side in size]
    report["triangles"] = len(mesh.triangles)
    largest_mm = max(float((item[1] - item[0]).max()) for item in mesh.items)
    report["unit_suspect"] = unit_suspect(report["format"], largest_mm, printers)
    report["fits"] = fits(mesh, printers)
    note_scale(notes, mesh, report["unit_suspect"], report["fits"])
    faces, shape = surfaces(mesh), topology(mesh)
    report["volume_cm3"], report["area_cm2"] = rounded(abs(faces.volume_mm3) / 1000), rounded(faces.area_mm2 / 100)
    report["open_edges"], report["nonmanifold_edges"] = shape.open_edges, shape.nonmanifold_edges
    report["turned_edges"], report["degenerate_faces"] = shape.turned_edges, faces.degenerate
    report["bodies"] = shape.bodies
    _note_shape(notes, shape, faces)
    if size.min() > 0 and abs(faces.volume_mm3) <= _NO_SPACE * size.prod():
        notes.add("no_volume")
    elif faces.volume_mm3 < 0 and not shape.open_edges and not shape.turned_edges:
        notes.add("inside_out")
    add_estimates(report, faces, printers)
    add_thin_walls(report, mesh, faces, notes, printers)


def _note_shape(notes: Notes, shape: Topology, faces: Surfaces) -> None:
    if shape.open_edges:
        notes.count("open_edges", shape.open_edges)
    if shape.turned_edges:
        notes.add("turned_faces")
    if shape.nonmanifold_edges:
        notes.count("nonmanifold_edges", shape.nonmanifold_edges)
    if shape.bodies > 1:
        notes.count("several_bodies", shape.bodies)
    if faces.degenerate:
        notes.count("degenerate_faces", faces.degenerate)


def _draw(report: Report, mesh: Mesh, notes: Notes, out: Path) -> None:
    """Draw the picture; facts without one are still worth having."""
    try:
        draw(mesh, out / THUMBNAIL)
        report["thumbnail"] = THUMBNAIL
    except (Stop, MemoryError):
        (out / THUMBNAIL).unlink(missing_ok=True)
        notes.add("no_picture")


def _simplify(report: Report, mesh: Mesh, out: Path) -> None:
    """Write what a browser can turn, unless drawing the picture was too much already."""
    if report["thumbnail"] is None:
        return
    try:
        write(mesh, out / PREVIEW)
        report["preview"] = PREVIEW
    except (Stop, MemoryError, OSError):
        (out / PREVIEW).unlink(missing_ok=True)
