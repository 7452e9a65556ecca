"""One look at every face: volume, area, which way it faces."""

import numpy as np
import numpy.typing as npt

from inspector.compiled.kernel import Indices, Reals, kernel

_TYPES = "float64[::1](float{}[:, ::1], int32[:, ::1], float64[::1], float64[::1], float64, float64, float64)"


@kernel("boolean(float64[::1], float64, float64)")
def _lies_on_plate(floors: Reals, height: float, on_plate_mm: float) -> bool:
    low, high = 0, len(floors)
    while low < high:
        middle = (low + high) // 2
        if floors[middle] <= height + on_plate_mm:
            low = middle + 1
        else:
            high = middle
    return bool(height - floors[max(low - 1, 0)] <= on_plate_mm)


@kernel(_TYPES.format(32), _TYPES.format(64))
def sum_faces(
    points: Reals,
    triangles: Indices,
    middle: Reals,
    floors: Reals,
    steepest: float,
    on_plate_mm: float,
    flattest_mm: float,
) -> npt.NDArray[np.float64]:
    """Return the sums that ``facts.surfaces`` works with, in its order."""
    sums = np.zeros(9)
    mx, my, mz = middle[0], middle[1], middle[2]
    for t in range(len(triangles)):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        ax, ay, az = points[a, 0] - mx, points[a, 1] - my, points[a, 2] - mz
        ux, uy, uz = points[b, 0] - mx - ax, points[b, 1] - my - ay, points[b, 2] - mz - az
        vx, vy, vz = points[c, 0] - mx - ax, points[c, 1] - my - ay, points[c, 2] - mz - az
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        length = np.sqrt(nx * nx + ny * ny + nz * nz)
        sums[0] += ax * nx + ay * ny + az * nz
        sums[5] += nx
        sums[6] += ny
        sums[7] += nz
        wx, wy, wz = vx - ux, vy - uy, vz - uz
        longest = max(ux * ux + uy * uy + uz * uz, vx * vx + vy * vy + vz * vz, wx * wx + wy * wy + wz * wz)
        sums[8] += length <= flattest_mm * np.sqrt(longest)
        if not abs(nz) > steepest * length:
            sums[1] += length
            continue
        sums[2] += length
        if not _lies_on_plate(floors, az + max(0.0, uz, vz), on_plate_mm):
            sums[3 if nz < 0 else 4] += length
    return sums
