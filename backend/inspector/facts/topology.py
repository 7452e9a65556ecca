"""How the triangles hang together: open edges, crowded edges, separate bodies."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from inspector.compiled import is_warm
from inspector.mesh import Mesh, Triangles

Ints = npt.NDArray[np.int64]


class Topology(NamedTuple):
    """Edges used by one triangle, by more than two, by two that face opposite ways; separate pieces."""

    open_edges: int
    nonmanifold_edges: int
    turned_edges: int
    bodies: int


def topology(mesh: Mesh) -> Topology:
    """Count edges and bodies; triangles that use a point twice are no surface and do not count."""
    return (_fast if is_warm() else _plain)(mesh.triangles, len(mesh.points))


def _fast(triangles: Triangles, point_count: int) -> Topology:
    from inspector.compiled import edges

    counts = np.zeros(point_count, dtype=np.uint32)
    edges.count_sides(triangles, counts)
    ends = np.cumsum(counts, dtype=np.uint32)
    sides = np.empty(int(ends[-1]), dtype=np.uint32)
    ends -= counts
    name = np.arange(point_count, dtype=np.int32)
    edges.gather(triangles, ends, sides, name)
    return Topology(*edges.count_edges(ends, sides), edges.count_bodies(name))


def _plain(triangles: Triangles, point_count: int) -> Topology:
    a, b, c = triangles[:, 0], triangles[:, 1], triangles[:, 2]
    edges = _edges(triangles[(a != b) & (b != c) & (c != a)], point_count)
    if len(edges) == 0:
        return Topology(0, 0, 0, 0)
    is_backward = (edges & 1).astype(bool)
    edges >>= 1
    starts = np.flatnonzero(np.concatenate(([True], edges[1:] != edges[:-1])))
    uses = np.diff(starts, append=len(edges))
    pairs = starts[uses == 2]  # neighbours that face the same way run along their edge in opposite senses
    turned = is_backward[pairs] == is_backward[pairs + 1]
    bodies = _bodies(edges[starts], point_count)
    return Topology(int((uses == 1).sum()), int((uses > 2).sum()), int(turned.sum()), bodies)


def _edges(corners: Triangles, point_count: int) -> Ints:
    """Return every side of every triangle as one number in order; its last bit tells the direction."""
    edges = np.empty((3, len(corners)), dtype=np.int64)
    for side in range(3):
        one, other = corners[:, side], corners[:, (side + 1) % 3]
        np.multiply(np.minimum(one, other), np.int64(point_count), out=edges[side])
        edges[side] += np.maximum(one, other)
        edges[side] <<= 1
        edges[side] |= one > other
    flat = edges.reshape(-1)
    flat.sort()
    return flat


def _bodies(edges: Ints, point_count: int) -> int:
    """Count connected groups of points: every point takes the lowest name in reach until none changes."""
    one, other = np.divmod(edges, point_count)
    name = np.arange(point_count)
    while True:
        low, high = np.minimum(name[one], name[other]), np.maximum(name[one], name[other])
        differs = low != high
        if not differs.any():
            break
        # Only edges between groups are needed from here on: their number falls fast.
        one, other, low, high = one[differs], other[differs], low[differs], high[differs]
        np.minimum.at(name, high, low)
        while (name[name] != name).any():
            name = name[name]
    used = np.zeros(point_count, dtype=bool)
    used[edges // point_count] = True
    used[edges % point_count] = True
    return len(np.unique(name[used]))
