"""Cut one hollow polygon into triangles by clipping ears."""

import numpy as np
import numpy.typing as npt

_STEPS_PER_CORNER = 12  # real outlines take two or three

Floats = npt.NDArray[np.float64]


def clip_ears(corners: Floats) -> npt.NDArray[np.int64]:
    """Return the triangles (places in ``corners``) of one nearly flat polygon.

    Takes a few n steps of n each. Where no ear is found in that time (crossing sides), the rest becomes a fan.
    """
    flat = _flattened(corners)
    left = list(range(len(flat)))
    triangles: list[tuple[int, int, int]] = []
    at = misses = 0
    steps = _STEPS_PER_CORNER * len(left)
    while len(left) > 3 and misses < len(left) and steps > 0:
        at, steps = at % len(left), steps - 1
        ear = (left[at - 1], left[at], left[(at + 1) % len(left)])
        if _is_ear(flat, left, ear):
            triangles.append(ear)
            del left[at]
            misses = 0
        else:
            at += 1
            misses += 1
    triangles += [(left[0], left[i], left[i + 1]) for i in range(1, len(left) - 1)]
    return np.array(triangles, dtype=np.int64)


def _flattened(corners: Floats) -> Floats:
    """Look along the polygon's normal, so that it runs counter-clockwise in two dimensions."""
    corners = corners - corners[0]
    normal = np.cross(corners, np.roll(corners, -1, axis=0)).sum(axis=0)
    axis = int(np.argmax(np.abs(normal)))
    flat = np.delete(corners, axis, axis=1)
    if (normal[axis] < 0) != (axis == 1):  # leaving out y turns the sense round
        flat = flat * np.array([1.0, -1.0])
    return flat


def _is_ear(flat: Floats, left: list[int], ear: tuple[int, int, int]) -> bool:
    """Tell whether the corner is convex and no other corner lies in its triangle."""
    a, b, c = flat[ear[0]], flat[ear[1]], flat[ear[2]]
    if _side(a, b, c) <= 0:
        return False
    others = flat[left]
    inside = (_sides(a, b, others) >= 0) & (_sides(b, c, others) >= 0) & (_sides(c, a, others) >= 0)
    # Corners of the ear itself, also where the polygon touches itself, do not block it.
    for corner in (a, b, c):
        inside &= (others != corner).any(axis=1)
    return not inside.any()


def _side(a: Floats, b: Floats, point: Floats) -> float:
    return float((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]))


def _sides(a: Floats, b: Floats, points: Floats) -> Floats:
    sides: Floats = (b[0] - a[0]) * (points[:, 1] - a[1]) - (b[1] - a[1]) * (points[:, 0] - a[0])
    return sides
