"""A z-buffer without loops over triangles: triangles become rows, rows become pixels, in blocks."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.compiled import is_warm
from inspector.errors import OutOfTime
from inspector.mesh import Triangles
from inspector.picture.camera import View

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Front = npt.NDArray[np.uint64]

_BLOCK_TRIANGLES = 131_072
_BLOCK_PIXELS = 1_000_000
_MOST_PIXELS = 150_000_000  # drawn over and over at one place: nobody can see such a model anyway
_DEPTH_STEPS = 2**30
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Canvas:
    """Who is in front at each pixel, and how near; ``NOBODY`` and depth -inf where nothing is."""

    owner: npt.NDArray[np.int32]
    depth: Floats


@dataclass(frozen=True, slots=True)
class _Corners:
    """Triangles on the canvas with corners sorted from top to bottom, and their depth slopes."""

    owner: Ints
    x: Floats
    y: Floats
    z: Floats
    slope_x: Floats
    slope_y: Floats

    def only(self, keep: slice) -> "_Corners":
        return _Corners(
            self.owner[keep], self.x[keep], self.y[keep], self.z[keep], self.slope_x[keep], self.slope_y[keep]
        )


@dataclass(frozen=True, slots=True)
class _Rows:
    """Parts of canvas rows that a triangle covers."""

    owner: Ints
    first: Ints  # number of the leftmost pixel on the canvas
    count: Ints
    depth: Floats  # at the leftmost pixel
    slope: Floats  # per pixel to the right


def rasterise(view: View, triangles: Triangles) -> Canvas:
    """Find for each pixel the triangle nearest to the eye. Raises OutOfTime beyond a sane overdraw."""
    depths = view.points[:, 2]
    low = float(depths.min())
    per_step = _DEPTH_STEPS / max(float(depths.max()) - low, 1e-6)
    front = (_front_fast if is_warm() else _front_plain)(view, triangles, low, per_step)
    return _canvas(front.reshape(view.side, view.side), low, per_step)


def _front_fast(view: View, triangles: Triangles, low: float, per_step: float) -> Front:
    from inspector.compiled.pixels import fill

    front = np.zeros(view.side * view.side, dtype=np.uint64)
    if (
        fill(view.points, triangles, view.side, np.float32(low), np.float32(per_step), _MOST_PIXELS, front)
        > _MOST_PIXELS
    ):
        raise OutOfTime
    return front


def _front_plain(view: View, triangles: Triangles, low: float, per_step: float) -> Front:
    """Return for each pixel the depth in steps and behind it, in the low half, the triangle; 0 where nothing is."""
    front = np.zeros(view.side * view.side, dtype=np.uint64)
    drawn = 0
    for corners in _corner_blocks(view, triangles):
        for rows in _row_blocks(corners, view.side):
            drawn += int(rows.count.sum())
            if drawn > _MOST_PIXELS:
                raise OutOfTime
            for pixel, depth, owner in _pixel_blocks(rows):
                steps = ((depth - low) * per_step).astype(np.uint64) + np.uint64(1)
                np.maximum.at(front, pixel, (steps << np.uint64(32)) | owner.astype(np.uint64))
    return front


def _canvas(front: Front, low: float, per_step: float) -> Canvas:
    is_empty = front == 0
    owner = (front & np.uint64(0xFFFFFFFF)).astype(np.int32)
    depth = ((front >> np.uint64(32)).astype(np.float64) / per_step + low).astype(np.float32)
    owner[is_empty], depth[is_empty] = NOBODY, -np.inf
    return Canvas(owner, depth)


def _corner_blocks(view: View, triangles: Triangles) -> Iterator[_Corners]:
    """Yield the triangles that may cover the middle of a pixel."""
    for start in range(0, len(triangles), _BLOCK_TRIANGLES):
        corners = view.points[triangles[start : start + _BLOCK_TRIANGLES]]
        x, y, z = corners[:, :, 0], corners[:, :, 1], corners[:, :, 2]
        keep = np.flatnonzero(_spans_middle(x) & _spans_middle(y))
        x, y, z = x[keep], y[keep], z[keep]
        order = np.argsort(y, axis=1)
        x, y, z = (np.take_along_axis(values, order, axis=1) for values in (x, y, z))
        slope_x, slope_y = _depth_slopes(x, y, z)
        yield _Corners(keep + start, x, y, z, slope_x, slope_y)


def _spans_middle(values: Floats) -> npt.NDArray[np.bool_]:
    """Tell which triangles have a pixel's middle between their outermost corners."""
    found: npt.NDArray[np.bool_] = np.floor(values.max(axis=1) - 0.5) >= np.ceil(values.min(axis=1) - 0.5)
    return found


def _depth_slopes(x: Floats, y: Floats, z: Floats) -> tuple[Floats, Floats]:
    """Return how depth changes per pixel to the right and downwards; 0 for a triangle seen edge-on."""
    x1, x2, y1, y2, z1, z2 = (v[:, i] - v[:, 0] for v in (x, y, z) for i in (1, 2))
    area = x1 * y2 - x2 * y1
    inverse = np.divide(1.0, area, out=np.zeros_like(area), where=np.abs(area) > 1e-9)
    return (z1 * y2 - z2 * y1) * inverse, (x1 * z2 - x2 * z1) * inverse


def _row_blocks(corners: _Corners, side: int) -> Iterator[_Rows]:
    top = np.clip(np.ceil(corners.y[:, 0] - 0.5), 0, side - 1).astype(np.int64)
    bottom = np.clip(np.floor(corners.y[:, 2] - 0.5), 0, side - 1).astype(np.int64)
    counts = bottom - top + 1
    for block, repeated, offset in _expanded(counts):
        part = corners.only(block)
        yield _rows(part, repeated, top[block][repeated] + offset, side)


def _rows(corners: _Corners, repeated: Ints, row: Ints, side: int) -> _Rows:
    """Cut each triangle with the middle line of a row: from the long side to one of the short ones."""
    x, y = corners.x, corners.y
    line = row.astype(np.float32) + np.float32(0.5)
    is_upper = line < y[:, 1][repeated]
    long_side = _cross(x, y, 0, 2, repeated, line)
    short_side = np.where(is_upper, _cross(x, y, 0, 1, repeated, line), _cross(x, y, 1, 2, repeated, line))
    left = np.ceil(np.minimum(long_side, short_side) - 0.5)
    right = np.floor(np.maximum(long_side, short_side) - 0.5)
    keep = np.flatnonzero((right >= left) & (left < side) & (right >= 0))
    left = np.clip(left[keep], 0, side - 1)
    right = np.clip(right[keep], 0, side - 1)
    who, line = repeated[keep], line[keep]
    slope = corners.slope_x[who]
    depth = (
        corners.z[:, 0][who]
        + slope * (left + np.float32(0.5) - x[:, 0][who])
        + corners.slope_y[who] * (line - y[:, 0][who])
    )
    first = row[keep] * side + left.astype(np.int64)
    return _Rows(corners.owner[who], first, (right - left).astype(np.int64) + 1, depth, slope)


def _cross(x: Floats, y: Floats, one: int, other: int, repeated: Ints, line: Floats) -> Floats:
    """Return where the side between two corners crosses each line, never beyond its ends."""
    height = y[:, other] - y[:, one]
    slope = np.divide(x[:, other] - x[:, one], height, out=np.zeros_like(height), where=height > 0)
    at = x[:, one][repeated] + slope[repeated] * (line - y[:, one][repeated])
    low, high = np.minimum(x[:, one], x[:, other]), np.maximum(x[:, one], x[:, other])
    crossing: Floats = np.clip(at, low[repeated], high[repeated])
    return crossing


def _pixel_blocks(rows: _Rows) -> Iterator[tuple[Ints, Floats, Ints]]:
    """Yield pixel numbers with the depth and the owner there."""
    for block, repeated, offset in _expanded(rows.count):
        depth = rows.depth[block][repeated] + rows.slope[block][repeated] * offset.astype(np.float32)
        yield rows.first[block][repeated] + offset, depth, rows.owner[block][repeated]


def _expanded(counts: Ints) -> Iterator[tuple[slice, Ints, Ints]]:
    """Cut a list of counts into blocks; yield each with who is repeated and the step within."""
    ends = np.cumsum(counts)
    start = 0
    while start < len(counts):
        base = int(ends[start - 1]) if start else 0
        stop = max(int(np.searchsorted(ends, base + _BLOCK_PIXELS)), start + 1)
        part = counts[start:stop]
        repeated = np.repeat(np.arange(len(part)), part)
        offset = np.arange(len(repeated)) - (ends[start:stop] - part - base)[repeated]
        yield slice(start, stop), repeated, offset
        start = stop
