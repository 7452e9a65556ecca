"""How the triangles hang together: open edges, crowded edges, separate bodies."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from inspector.compiled import is_warm
from inspector.mesh import Mesh, Triangles

Ints = npt.NDArray[np.int64]
Names = npt.NDArray[np.int32]


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
    is_surface = (a != b) & (b != c) & (c != a)
    edges = _edges(triangles if is_surface.all() else triangles[is_surface], point_count)
    if len(edges) == 0:
        return Topology(0, 0, 0, 0)
    is_backward = (edges & 1).astype(bool)
    edges >>= 1
    starts = np.flatnonzero(np.concatenate(([True], edges[1:] != edges[:-1])))
    uses = np.diff(starts, append=len(edges))
    open_edges, crowded = int((uses == 1).sum()), int((uses > 2).sum())
    pairs = starts[uses == 2]  # neighbours that face the same way run along their edge in opposite senses
    turned = int((is_backward[pairs] == is_backward[pairs + 1]).sum())
    edges = edges[starts]
    del starts, uses, pairs  # millions of edges: room for what follows
    one = (edges // point_count).astype(np.int32)
    edges %= point_count
    other = edges.astype(np.int32)
    del edges
    return Topology(open_edges, crowded, turned, _bodies(one, other, point_count))


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


def _bodies(one: Names, other: Names, point_count: int) -> int:
    """Count groups of points that edges connect: every point takes the lowest name in reach until none changes."""
    name = np.arange(point_count, dtype=np.int32)
    is_used = np.zeros(point_count, dtype=bool)
    is_used[one] = is_used[other] = True
    while True:
        one_name, other_name = name[one], name[other]
        differs = one_name != other_name
        if not differs.any():
            break
        # Only edges between groups are needed from here on: their number falls fast.
        one, other, one_name, other_name = one[differs], other[differs], one_name[differs], other_name[differs]
        np.minimum.at(name, np.maximum(one_name, other_name), np.minimum(one_name, other_name))
        while (name[name] != name).any():
            name = name[name]
    return len(np.unique(name[is_used]))
