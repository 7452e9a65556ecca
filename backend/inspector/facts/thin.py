"""Thin walls: short rays from places all over the surface into the solid, and where they come out again."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from inspector.compiled import is_warm
from inspector.facts.ray_grid import Grid, Hits, Rays, crossings
from inspector.mesh import Mesh

Floats = npt.NDArray[np.float64]

_PLACES = 4000
_FEW = 4  # places that may be a sharp edge by chance
_LEAST_MM2 = 5.0
_LEVEL = 0.5  # of a wall's least thickness suffices for a sheet that lies flat: it is printed in layers
_STEEPEST = float(np.cos(np.pi / 4))
_ALONG = 0.8  # the far side of a wall runs along its near side, within 37 degrees; that of a sharp edge does not
_LEAST_SIZE = 5  # times the limit: in a smaller model everything is thin
_BARELY = 0.98  # of the limit: what is meant to be just thick enough
_BEFORE_MM = 1e-3  # rays begin so far outside of the face
_BLOCK = 32_768
_STEPS = (0.7548776662466927, 0.5698402909980532)  # the two numbers whose multiples fill a square most evenly


class Thin(NamedTuple):
    """Area of walls thinner than the limit, and how thin the thinnest tenth of it is; 0 and None without any."""

    area_mm2: float
    thinnest_mm: float | None


_NOTHING = Thin(0.0, None)


def thin(mesh: Mesh, limit_mm: float, *, inside_out: bool) -> Thin | None:
    """Measure walls thinner than ``limit_mm``, and flat-lying sheets of half that; both sides of a wall count.

    Bodies that overlap count as one. The places are the same every time. None when the model is too small for that,
    or it would take too long.
    """
    if (mesh.box[1] - mesh.box[0]).max() < _LEAST_SIZE * limit_mm:
        return None
    areas = _areas(mesh)
    rays = _rays(mesh, np.cumsum(areas, out=areas), inside_out=inside_out)
    if rays is None:
        return _NOTHING
    found = _thin_ones(mesh, rays, limit_mm, inside_out=inside_out)
    if found is None:
        return None
    area_mm2 = float(areas[-1]) / 2 * len(found) / _PLACES
    if len(found) < _FEW or area_mm2 < _LEAST_MM2:
        return _NOTHING
    return Thin(area_mm2, float(np.quantile(found, 0.1)))


def _thin_ones(mesh: Mesh, rays: Rays, limit_mm: float, *, inside_out: bool) -> Floats | None:
    """Return how thick it is where it is too thin; None when finding out would take too long."""
    hits = crossings(mesh, rays, Grid.around(mesh.box, rays, limit_mm), (0.0, limit_mm + _BEFORE_MM))
    if hits is None:
        return None
    thickness = _thickness(len(rays.ways), hits, -1 if inside_out else 1)
    upright = np.abs(rays.ways[:, 2]) <= _STEEPEST
    is_thin = thickness < _BARELY * limit_mm * np.where(upright, 1.0, _LEVEL)
    if is_thin.sum() < _FEW:
        return thickness[:0]
    is_outside = _outside(mesh, rays.starts[is_thin])
    return None if is_outside is None else thickness[is_thin][is_outside]


def _areas(mesh: Mesh) -> Floats:
    """Return twice the area of each triangle."""
    areas = np.empty(len(mesh.triangles))
    if is_warm():
        from inspector.compiled.rays import find_areas

        find_areas(mesh.points, mesh.triangles, areas)
        return areas
    for start in range(0, len(areas), _BLOCK):
        a, b, c = (mesh.points[mesh.triangles[start : start + _BLOCK, i]].astype(np.float64) for i in range(3))
        areas[start : start + _BLOCK] = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    return areas


def _rays(mesh: Mesh, sums: Floats, *, inside_out: bool) -> Rays | None:
    """Spread places evenly over the surface, each a little outside, with the way straight in; None without surface."""
    if not sums[-1] > 0:
        return None
    number = np.arange(_PLACES)
    chosen = np.searchsorted(sums, (number + 0.5) * (sums[-1] / _PLACES))
    a, b, c = (mesh.points[mesh.triangles[chosen, corner]].astype(np.float64) for corner in range(3))
    u, v = (((number + 1) * step % 1.0)[:, None] for step in _STEPS)
    beyond = u + v > 1
    u, v = np.where(beyond, 1 - u, u), np.where(beyond, 1 - v, v)
    ways = np.cross(c - a, b - a) if not inside_out else np.cross(b - a, c - a)
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    return Rays(a + u * (b - a) + v * (c - a) - _BEFORE_MM * ways, ways)


def _thickness(ray_count: int, hits: Hits, outwards: int) -> Floats:
    """Return how far each ray goes until it is outside again; infinite when it does not come out of a wall."""
    facing = hits.facing * outwards
    order = np.lexsort((facing, np.round(hits.distance / _BEFORE_MM), hits.ray))  # into the neighbour, then out of one
    ray, facing, distance = hits.ray[order], facing[order], hits.distance[order]
    depth = np.cumsum(np.where(facing > 0, -1, 1))
    starts = np.flatnonzero(np.diff(ray, prepend=-1))
    before = np.concatenate([[0], depth])[starts]
    solids = depth - np.repeat(before, np.diff(starts, append=len(ray)))  # that it is in behind this face
    back = np.flatnonzero(solids <= 0)
    _, first = np.unique(ray[back], return_index=True)
    back = back[first]
    back = back[(solids[back] == 0) & (facing[back] > _ALONG)]
    thickness = np.full(ray_count, np.inf)
    thickness[ray[back]] = distance[back] - _BEFORE_MM
    return thickness


def _outside(mesh: Mesh, points: Floats) -> npt.NDArray[np.bool_] | None:
    """Tell which points are in no solid: above them as many faces lead in as out."""
    up = Rays(points, np.tile([0.0, 0.0, 1.0], (len(points), 1)))
    hits = crossings(mesh, up, Grid.around(mesh.box, up, 0.0), (0.0, np.inf))
    if hits is None:
        return None
    is_outside: npt.NDArray[np.bool_] = np.bincount(hits.ray, np.sign(hits.facing), len(points)) == 0
    return is_outside
