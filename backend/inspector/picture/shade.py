"""What makes a shape readable beyond light: dark corners and fine lines along its edges."""

import numpy as np
import numpy.typing as npt

from inspector.picture.raster import Canvas

Floats = npt.NDArray[np.float32]

_RADII = (4.0, 10.0, 22.0, 44.0)
_DIRECTIONS = 10
_STRENGTH = 1.15
_STEP = 2  # corners are soft: half the resolution is enough
_CREASE_COS = 0.80


def openness(canvas: Canvas, normals: Floats) -> Floats:
    """Return how much of the sky each pixel sees, 0..1, from the depths around it."""
    depth: Floats = canvas.depth[::_STEP, ::_STEP] / np.float32(_STEP)
    normal = normals[::_STEP, ::_STEP]
    steep = np.maximum(normal[..., 2], 0.25)
    slope_x, slope_y = -normal[..., 0] / steep, normal[..., 1] / steep
    hidden = np.zeros_like(depth)
    for ring, radius in enumerate(_RADII):
        for number in range(_DIRECTIONS):
            angle = 2 * np.pi * (number + ring / len(_RADII)) / _DIRECTIONS
            dx, dy = round(radius * np.cos(angle)), round(radius * np.sin(angle))
            with np.errstate(invalid="ignore"):  # around the model depth is infinite
                rise = _shifted(depth, dx, dy) - depth - (slope_x * dx + slope_y * dy)
                share = np.clip(rise / radius - 0.06, 0, 1) * np.clip(2.5 - rise / (2 * radius), 0, 1)
            hidden += np.nan_to_num(share, nan=0.0, posinf=0.0, neginf=0.0)
    free: Floats = np.clip(1 - _STRENGTH * hidden / (len(_RADII) * _DIRECTIONS) * 2, 0, 1)
    return np.repeat(np.repeat(_softened(free), _STEP, axis=0), _STEP, axis=1)


def edges(canvas: Canvas, normals: Floats) -> Floats:
    """Return 0..1 for each pixel: how much of an edge of the shape it lies on."""
    found = np.zeros_like(canvas.depth)
    is_covered = canvas.owner >= 0
    for one, other in ((np.s_[1:], np.s_[:-1]), (np.s_[:, 1:], np.s_[:, :-1])):
        bent = np.einsum("ijk,ijk->ij", normals[one], normals[other]) < _CREASE_COS
        bent &= is_covered[one] & is_covered[other]
        found[one] += bent
        found[other] += bent
    return np.clip(found / 2, 0, 1)


def _shifted(values: Floats, dx: int, dy: int) -> Floats:
    """Return the values found dx to the right and dy below each pixel; beyond the canvas, the border's."""
    height, width = values.shape[:2]
    rows = np.clip(np.arange(height) + dy, 0, height - 1)
    columns = np.clip(np.arange(width) + dx, 0, width - 1)
    return values[rows[:, None], columns]


def _softened(values: Floats) -> Floats:
    """Blur a little: fixed directions leave a pattern."""
    quarter = np.float32(0.25)
    for axis in (0, 1):
        values = (np.roll(values, 1, axis) + np.roll(values, -1, axis) + values + values) * quarter
    return values
