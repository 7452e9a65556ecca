"""The estimates of a report: one for each printer, or null where a figure would be nonsense."""

from collections.abc import Sequence

from inspector.coefficients import coefficients_of
from inspector.estimate import Model, estimate
from inspector.facts.surfaces import Surfaces
from inspector.facts.topology import Topology
from inspector.mesh import Mesh
from inspector.report import Estimate, Printer, Report, rounded

_MOST_MISSING = 0.25  # of the area: beyond, the volume inside is anybody's guess


def add_estimates(report: Report, mesh: Mesh, faces: Surfaces, shape: Topology, printers: Sequence[Printer]) -> None:
    """Fill in the areas by direction and what a print would take. Needs the facts on scale in the report."""
    report["side_cm2"], report["level_cm2"] = rounded(faces.side_mm2 / 100), rounded(faces.level_mm2 / 100)
    report["overhang_cm2"] = rounded(faces.overhang_mm2 / 100)
    model = model_of(mesh, faces, shape)
    makes_sense = report["unit_suspect"] is None and faces.gap_mm2 <= _MOST_MISSING * (faces.side_mm2 + faces.level_mm2)
    estimates: dict[str, Estimate | None] = {
        printer["name"]: estimate(model, coefficients_of(printer))
        if makes_sense and report["fits"][printer["name"]]
        else None
        for printer in printers
    }
    report["estimates"] = estimates
    report["estimate"] = next(iter(estimates.values()), None)


def model_of(mesh: Mesh, faces: Surfaces, shape: Topology) -> Model:
    """Return what the estimate needs of a mesh and its facts."""
    return Model(
        volume_mm3=faces.volume_mm3,
        side_mm2=faces.side_mm2,
        level_mm2=faces.level_mm2,
        overhang_mm2=faces.overhang_mm2,
        height_mm=max(float(item[1][2] - item[0][2]) for item in mesh.items),
        is_approximate=bool(shape.open_edges or shape.turned_edges),
    )
