"""The z-buffer of picture.raster, one triangle after the other, in single precision like the plain one."""

import numpy as np
import numpy.typing as npt

from inspector.compiled.kernel import Indices, Reals, kernel

Half = np.float32
Front = npt.NDArray[np.uint64]
_HALF = Half(0.5)
_EDGE_ON = Half(1e-9)


@kernel("float32(float32, float32, float32, float32, float32)")
def _cross(x0: Half, y0: Half, x1: Half, y1: Half, line: Half) -> Half:
    """Return where the side between two corners crosses a line, never beyond its ends."""
    height = y1 - y0
    slope = (x1 - x0) / height if height > Half(0) else Half(0)
    at = x0 + slope * (line - y0)
    return min(max(at, min(x0, x1)), max(x0, x1))


@kernel("int64(float32, int64)")
def _clipped(value: Half, most: int) -> int:
    return int(min(max(value, Half(0)), Half(most)))


@kernel("void(uint64[::1], float32, float32, float32, float32, int64)")
def _fill_row(front: Front, depth: Half, slope: Half, low: Half, per_step: Half, owner: int) -> None:
    """Put an owner in front where it is nearest."""
    for i in range(len(front)):
        steps = np.uint64((depth + slope * Half(i) - low) * per_step) + np.uint64(1)
        front[i] = max(front[i], steps << np.uint64(32) | np.uint64(owner))


@kernel("int64(float32[:, ::1], int32[:, ::1], int64, float32, float32, int64, uint64[::1])")
def fill(points: Reals, triangles: Indices, side: int, low: Half, per_step: Half, most: int, front: Front) -> int:
    """Draw the triangles; return how many pixels that took, more than ``most`` when it was given up."""
    drawn = 0
    for t in range(len(triangles)):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        if points[b, 1] < points[a, 1]:
            a, b = b, a
        if points[c, 1] < points[b, 1]:
            b, c = c, b
            if points[b, 1] < points[a, 1]:
                a, b = b, a
        x0, y0, x1, y1, x2, y2 = points[a, 0], points[a, 1], points[b, 0], points[b, 1], points[c, 0], points[c, 1]
        top, bottom = np.ceil(y0 - _HALF), np.floor(y2 - _HALF)
        if bottom < top or np.floor(max(x0, x1, x2) - _HALF) < np.ceil(min(x0, x1, x2) - _HALF):
            continue
        z0, z1, z2 = points[a, 2], points[b, 2] - points[a, 2], points[c, 2] - points[a, 2]
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        inverse = Half(1) / area if abs(area) > _EDGE_ON else Half(0)
        slope_x = (z1 * (y2 - y0) - z2 * (y1 - y0)) * inverse
        slope_y = ((x1 - x0) * z2 - (x2 - x0) * z1) * inverse
        for row in range(_clipped(top, side - 1), _clipped(bottom, side - 1) + 1):
            line = Half(row) + _HALF
            long = _cross(x0, y0, x2, y2, line)
            short = _cross(x0, y0, x1, y1, line) if line < y1 else _cross(x1, y1, x2, y2, line)
            left, right = np.ceil(min(long, short) - _HALF), np.floor(max(long, short) - _HALF)
            if right < left or left >= side or right < 0:
                continue
            begun = _clipped(left, side - 1)
            depth = z0 + slope_x * (Half(begun) + _HALF - x0) + slope_y * (line - y0)
            pixels = front[row * side + begun : row * side + _clipped(right, side - 1) + 1]
            _fill_row(pixels, depth, slope_x, low, per_step, t)
            drawn += len(pixels)
        if drawn > most:
            return drawn
    return drawn
