"""Cut polygons into triangles: fans where that is right, ears where a polygon is hollow."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.mesh import Triangles
from inspector.notes import Notes
from inspector.readers.ears import clip_ears

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Clipping is quadratic: beyond these a fan must do, whose volume is right all the same.
_MOST_CORNERS_EACH = 1_000
_MOST_CORNERS_ALL = 20_000


@dataclass(frozen=True, slots=True)
class Polygons:
    """Polygons of any size: ``counts`` corners each, the ``corners`` (numbers of points) in a row."""

    counts: Ints
    corners: Ints

    @property
    def starts(self) -> Ints:
        """Return where each polygon's corners start."""
        starts: Ints = np.zeros(len(self.counts), dtype=np.int64)
        starts[1:] = np.cumsum(self.counts[:-1])
        return starts

    def only(self, keep: npt.NDArray[np.bool_]) -> "Polygons":
        """Return the polygons marked."""
        return Polygons(self.counts[keep], self.corners[np.repeat(keep, self.counts)])

    def whole(self, point_count: int, notes: Notes) -> "Polygons":
        """Return the polygons with three corners or more that all exist; note the others."""
        exists = (self.corners >= 0) & (self.corners < point_count)
        owner = np.repeat(np.arange(len(self.counts)), self.counts)
        keep = self.counts >= 3
        keep[owner[~exists]] = False
        if not keep.all():
            notes.count("skipped_faces", int(len(keep) - keep.sum()))
        return self.only(keep)


def triangulate(points: Floats, polygons: Polygons) -> Triangles:
    """Return the triangles of all polygons."""
    is_triangle = polygons.counts == 3
    plain: Ints = polygons.corners[np.repeat(is_triangle, polygons.counts)].reshape(-1, 3)
    blocks = [plain]
    if not is_triangle.all():
        larger = _turned(points, polygons.only(~is_triangle))
        clipped, is_clipped = _clipped(points, larger)
        fans = larger.only(~is_clipped)
        blocks += [fans.corners[_fans(fans)[0]], clipped]
    return np.concatenate(blocks).astype(np.int32)


def _fans(polygons: Polygons) -> tuple[Ints, Ints]:
    """Return triangles around each polygon's first corner (places in ``corners``) and their owners."""
    each = polygons.counts - 2
    owner = np.repeat(np.arange(len(each)), each)
    first = polygons.starts[owner]
    step = np.arange(len(owner)) - np.repeat(np.cumsum(each) - each, each) + 1
    return np.stack([first, first + step, first + step + 1], axis=1), owner


def _is_hollow(points: Floats, polygons: Polygons) -> npt.NDArray[np.bool_]:
    """Tell which fans fold back on themselves, so that another cut is needed."""
    places, owner = _fans(polygons)
    a, b, c = (points[polygons.corners[places[:, side]]] for side in range(3))
    with np.errstate(invalid="ignore", over="ignore"):
        normals = np.cross(b - a, c - a)
        whole = np.add.reduceat(normals, np.cumsum(polygons.counts - 2) - (polygons.counts - 2), axis=0)
        against = np.einsum("ij,ij->i", normals, whole[owner]) < 0
    hollow = np.zeros(len(polygons.counts), dtype=bool)
    hollow[owner[against]] = True
    return hollow


def _turned(points: Floats, polygons: Polygons) -> Polygons:
    """Start hollow quads at their second corner: then the fan is the right cut."""
    turn = (polygons.counts == 4) & _is_hollow(points, polygons)
    places = polygons.starts[turn][:, None] + np.arange(4)
    corners = polygons.corners.copy()
    corners[places] = np.roll(polygons.corners[places], -1, axis=1)
    return Polygons(polygons.counts, corners)


def _clipped(points: Floats, polygons: Polygons) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Clip the hollow ones with five corners and more; return their triangles and which they were."""
    clip = _is_hollow(points, polygons) & (polygons.counts > 4) & (polygons.counts <= _MOST_CORNERS_EACH)
    clip &= np.cumsum(np.where(clip, polygons.counts, 0)) <= _MOST_CORNERS_ALL
    triangles = [np.empty((0, 3), dtype=np.int64)]
    for start, count in zip(polygons.starts[clip], polygons.counts[clip], strict=True):
        corners = polygons.corners[start : start + count]
        triangles.append(corners[clip_ears(points[corners])])
    return np.concatenate(triangles), clip
