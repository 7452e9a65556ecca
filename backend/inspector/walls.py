"""Which walls are thinner than the printers can make, and what is said about them."""

from collections.abc import Sequence

from inspector.facts.surfaces import Surfaces
from inspector.facts.thin import thin
from inspector.mesh import Mesh
from inspector.notes import Notes
from inspector.report import Printer, Process, Report, rounded

LEAST_MM: dict[Process, float] = {"filament": 0.8, "resin": 0.4}  # two lines of a 0.4 mm nozzle; what resin holds


def add_thin_walls(report: Report, mesh: Mesh, faces: Surfaces, notes: Notes, printers: Sequence[Printer]) -> None:
    """Fill in the area of thin walls and say so. Needs the facts on scale in the report.

    The limit is that of the coarsest printer; nothing is said of a model whose scale is wrong in all likelihood.
    """
    if report["unit_suspect"] is not None:
        return
    limit_mm = max((LEAST_MM[printer.get("process", "filament")] for printer in printers), default=LEAST_MM["filament"])
    found = thin(mesh, limit_mm, inside_out=faces.volume_mm3 < 0)
    if found is None:
        return
    report["thin_cm2"] = rounded(found.area_mm2 / 100)
    report["thinnest_mm"] = None if found.thinnest_mm is None else round(found.thinnest_mm, 2)
    if found.thinnest_mm is not None:
        notes.add("thin_features", thinnest=f"{max(found.thinnest_mm, 0.01):.2g}", **LEAST_MM)
