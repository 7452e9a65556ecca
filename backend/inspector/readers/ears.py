"""Cut one hollow polygon into triangles by clipping ears."""

import numpy as np
import numpy.typing as npt

_STEPS_PER_CORNER = 6  # real outlines take two or three

Floats = npt.NDArray[np.float64]


def clip_ears(corners: Floats) -> npt.NDArray[np.int64]:
    """Return the triangles (places in ``corners``) of one nearly flat polygon.

    Takes a few n steps of n each. Where no ear is found in that time (crossing sides), the rest becomes a fan.
    """
    left = _flattened(corners)
    names = list(range(len(left)))
    triangles: list[tuple[int, int, int]] = []
    at = misses = 0
    steps = _STEPS_PER_CORNER * len(left)
    while len(left) > 3 and misses < len(left) and steps > 0:
        at, steps = at % len(left), steps - 1
        if _is_ear(left, at):
            triangles.append((names[at - 1], names[at], names[(at + 1) % len(names)]))
            left = np.delete(left, at, axis=0)
            del names[at]
            at, misses = at - 1, 0  # the corner before has often become an ear
        else:
            at += 1
            misses += 1
    triangles += [(names[0], names[i], names[i + 1]) for i in range(1, len(names) - 1)]
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


def _is_ear(left: Floats, at: int) -> bool:
    """Tell whether the corner is convex and no other corner lies in its triangle, or is on a straight line."""
    a, b, c = left[at - 1], left[at], left[(at + 1) % len(left)]
    bend = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    if bend <= 0:
        return bool(bend == 0)
    inside = left[(_sides(a, b, left) >= 0) & (_sides(b, c, left) >= 0) & (_sides(c, a, left) >= 0)]
    if len(inside) <= 3:
        return True
    # Corners at the same places, where the outline touches itself, do not block it.
    return all(bool((corner == (a, b, c)).all(axis=1).any()) for corner in inside)


def _sides(a: Floats, b: Floats, points: Floats) -> Floats:
    sides: Floats = (b[0] - a[0]) * (points[:, 1] - a[1]) - (b[1] - a[1]) * (points[:, 0] - a[0])
    return sides
