"""Which faces short rays cross: rays lie in a grid of cells, and each face asks the cells that it touches."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from inspector.compiled import is_warm
from inspector.mesh import Box, Mesh

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_MOST_CELLS = 32  # along each axis
_MOST_CELLS_TOUCHED = 16_000_000
_MOST_PAIRS = 3_000_000
_PLAIN_SHARE = 4  # the plain twin takes on a quarter of that much work, as each step takes it longer
_HITS_A_RAY = 64
_BLOCK = 32_768
_PART_CELLS = 300_000
_LEAST_CELL_MM = 0.1
_EDGE = 1e-9  # of a face: rays along an edge meet both sides rather than none


class Rays(NamedTuple):
    """Where they begin and which way they go, of length 1."""

    starts: Floats
    ways: Floats


class Hits(NamedTuple):
    """Which ray, how far from its start, and the cosine between its way and the face: above 0 it goes out there."""

    ray: Ints
    distance: Floats
    facing: Floats


class Grid(NamedTuple):
    """Cells in a row, x fastest: ``rays[begins[cell] : begins[cell + 1]]`` pass through a cell."""

    corner: Floats
    cell_mm: Floats
    counts: Ints
    begins: Ints
    rays: Ints

    @classmethod
    def around(cls, box: Box, rays: Rays, length_mm: float) -> "Grid":
        """Put rays of that length into cells that are no smaller; those of no length go straight up without end."""
        extent = box[1] - box[0]
        counts = np.clip(extent / max(length_mm, _LEAST_CELL_MM), 1, _MOST_CELLS).astype(np.int64)
        if length_mm == 0:
            counts[2] = 1
        cell_mm = np.maximum(extent, 1e-9) / counts
        ends = rays.starts + rays.ways * length_mm
        low = cells_of(np.minimum(rays.starts, ends), box[0], cell_mm, counts)
        high = cells_of(np.maximum(rays.starts, ends), box[0], cell_mm, counts)
        ray, cell = spread(low, high, counts)
        order = np.argsort(cell, kind="stable")
        begins = np.searchsorted(cell[order], np.arange(counts.prod() + 1))
        return cls(box[0], cell_mm, counts, begins, ray[order])


def cells_of(points: Floats, corner: Floats, cell_mm: Floats, counts: Ints) -> Ints:
    """Return along each axis the number of the cell that a point lies in."""
    cells: Ints = np.clip((points - corner) / cell_mm, 0, counts - 1).astype(np.int64)
    return cells


def spread(low: Ints, high: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """Return for all cells from low to high, row by row, which row and which cell it is."""
    sides = high - low + 1
    sizes = sides.prod(axis=1)
    row = np.repeat(np.arange(len(low)), sizes)
    step = np.arange(len(row)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    x, rest = step % sides[row, 0], step // sides[row, 0]
    y, z = rest % sides[row, 1], rest // sides[row, 1]
    return row, (low[row, 0] + x) + counts[0] * ((low[row, 1] + y) + counts[1] * (low[row, 2] + z))


def crossings(mesh: Mesh, rays: Rays, grid: Grid, span_mm: tuple[float, float]) -> Hits | None:
    """Return where faces cross the rays within that span of distances; None when finding out would take too long."""
    found = (_fast if is_warm() else _plain)(mesh, rays, grid, span_mm)
    return None if found is None else Hits(found[:, 0].astype(np.int64), found[:, 1], found[:, 2])


def _fast(mesh: Mesh, rays: Rays, grid: Grid, span_mm: tuple[float, float]) -> Floats | None:
    from inspector.compiled.rays import cross_rays

    found = np.empty((_HITS_A_RAY * len(rays.starts), 3))
    limits = np.array([*span_mm, _MOST_CELLS_TOUCHED, _MOST_PAIRS])
    both, cells = np.stack(rays, axis=1), np.stack([grid.corner, grid.cell_mm])
    lists = (grid.counts, grid.begins, grid.rays)
    count = cross_rays(mesh.points, mesh.triangles, both, limits, cells, lists, found)
    return None if count < 0 else found[:count]


def _plain(mesh: Mesh, rays: Rays, grid: Grid, span_mm: tuple[float, float]) -> Floats | None:
    found = [np.empty((0, 3))]
    most_cells, most_pairs = _MOST_CELLS_TOUCHED // _PLAIN_SHARE, _MOST_PAIRS // _PLAIN_SHARE
    touched = looks = pairs = 0
    for start in range(0, len(mesh.triangles), _BLOCK):
        corners = mesh.points[mesh.triangles[start : start + _BLOCK]].astype(np.float64)
        low = cells_of(corners.min(axis=1), grid.corner, grid.cell_mm, grid.counts)
        high = cells_of(corners.max(axis=1), grid.corner, grid.cell_mm, grid.counts)
        sizes = (high - low + 1).prod(axis=1)
        touched += int(sizes.sum())
        if touched > most_cells:
            return None
        for part in _parts(np.cumsum(sizes)):
            face, cell = spread(low[part], high[part], grid.counts)
            looks += int((grid.begins[cell + 1] - grid.begins[cell]).sum())
            if looks > 2 * most_pairs:  # a ray may lie in several cells of a face
                return None
            face, ray = _pairs(face, cell, grid, len(rays.starts))
            pairs += len(ray)
            if pairs > most_pairs or sum(map(len, found)) > _HITS_A_RAY * len(rays.starts):
                return None
            found.append(_hits(corners[part][face], ray, rays, span_mm))
    return np.concatenate(found)


def _parts(ends: Ints) -> Iterator[slice]:
    """Cut triangles into runs that touch about so many cells."""
    start = 0
    while start < len(ends):
        done = int(ends[start - 1]) if start else 0
        stop = max(int(np.searchsorted(ends, done + _PART_CELLS)), start + 1)
        yield slice(start, stop)
        start = stop


def _pairs(face: Ints, cell: Ints, grid: Grid, ray_count: int) -> tuple[Ints, Ints]:
    """Return which faces meet which rays in the cells that they touch, each pair once."""
    members = grid.begins[cell + 1] - grid.begins[cell]
    step = np.arange(members.sum()) - np.repeat(np.cumsum(members) - members, members)
    ray = grid.rays[np.repeat(grid.begins[cell], members) + step]
    pairs = np.unique(np.repeat(face, members) * ray_count + ray)
    return pairs // ray_count, pairs % ray_count


def _hits(corners: Floats, ray: Ints, rays: Rays, span_mm: tuple[float, float]) -> Floats:
    """Return the crossings of each ray with its triangle, as rows of ray, distance and cosine."""
    start, way = rays.starts[ray], rays.ways[ray]
    u, v = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    p, s = np.cross(way, v), start - corners[:, 0]
    q = np.cross(s, u)
    det = np.einsum("ij,ij->i", u, p)
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second, distance = (np.einsum("ij,ij->i", *pair) / det for pair in ((s, p), (way, q), (v, q)))
        cosine = -det / np.linalg.norm(np.cross(u, v), axis=1)
        is_inside = (first >= -_EDGE) & (second >= -_EDGE) & (first + second <= 1 + _EDGE)
    keep = is_inside & (distance > span_mm[0]) & (distance <= span_mm[1])
    return np.stack([ray[keep].astype(np.float64), distance[keep], cosine[keep]], axis=1)
