"""What makes a shape readable beyond light: dark corners and fine lines along its edges."""

import numpy as np
import numpy.typing as npt

from inspector.compiled import is_warm
from inspector.picture.raster import Canvas

Floats = npt.NDArray[np.float32]

_RADII = (4.0, 10.0, 22.0, 44.0)
_DIRECTIONS = 10
_STRENGTH = 1.15
_STEP = 2  # corners are soft: half the resolution is enough
_LIFT = 0.06
_CREASE_COS = 0.80


def openness(canvas: Canvas, normals: Floats) -> Floats:
    """Return how much of the sky each pixel sees, 0..1, from the depths around it."""
    hidden = (_hidden_fast if is_warm() else _hidden_plain)(canvas, normals)
    free: Floats = np.clip(1 - _STRENGTH * hidden / (len(_RADII) * _DIRECTIONS) * 2, 0, 1)
    return np.repeat(np.repeat(_softened(free), _STEP, axis=0), _STEP, axis=1)


def _hidden_fast(canvas: Canvas, normals: Floats) -> Floats:
    from inspector.compiled.shades import find_hidden

    hidden = np.zeros([(side + _STEP - 1) // _STEP for side in canvas.depth.shape], dtype=np.float32)
    shifts = np.array([(dx, dy) for dx, dy, _ in _around()])
    radii = np.array([radius for _, _, radius in _around()], dtype=np.float32)
    find_hidden(canvas.depth, normals, _STEP, shifts, radii, np.float32(_LIFT), hidden)
    return hidden


def _hidden_plain(canvas: Canvas, normals: Floats) -> Floats:
    depth: Floats = canvas.depth[::_STEP, ::_STEP] / np.float32(_STEP)
    normal = normals[::_STEP, ::_STEP]
    steep = np.maximum(normal[..., 2], 0.25)
    slope_x, slope_y = -normal[..., 0] / steep, normal[..., 1] / steep
    hidden = np.zeros_like(depth)
    for dx, dy, radius in _around():
        with np.errstate(invalid="ignore"):  # around the model depth is infinite
            rise = _shifted(depth, dx, dy) - depth - (slope_x * dx + slope_y * dy)
            share = np.clip(rise / radius - _LIFT, 0, 1) * np.clip(2.5 - rise / (2 * radius), 0, 1)
        hidden += np.nan_to_num(share, nan=0.0, posinf=0.0, neginf=0.0)
    return hidden


def _around() -> list[tuple[int, int, float]]:
    """Return where to look from each pixel, to the right and below, with the radius."""
    turns = [
        (radius, 2 * np.pi * (number + ring / len(_RADII)) / _DIRECTIONS)
        for ring, radius in enumerate(_RADII)
        for number in range(_DIRECTIONS)
    ]
    return [(round(radius * np.cos(turn)), round(radius * np.sin(turn)), radius) for radius, turn in turns]


def edges(canvas: Canvas, normals: Floats) -> Floats:
    """Return 0..1 for each pixel: how much of an edge of the shape it lies on."""
    found = np.zeros_like(canvas.depth)
    if is_warm():
        from inspector.compiled.shades import find_creases

        find_creases(normals, canvas.owner, np.float32(_CREASE_COS), found)
    else:
        _find_creases(canvas.owner >= 0, normals, found)
    return np.minimum(found / 2, 1)


def _find_creases(is_covered: npt.NDArray[np.bool_], normals: Floats, found: Floats) -> None:
    for one, other in ((np.s_[1:], np.s_[:-1]), (np.s_[:, 1:], np.s_[:, :-1])):
        bent = np.einsum("ijk,ijk->ij", normals[one], normals[other]) < _CREASE_COS
        bent &= is_covered[one] & is_covered[other]
        found[one] += bent
        found[other] += bent


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
