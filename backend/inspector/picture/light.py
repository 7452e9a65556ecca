"""Three lights on a matte material, and the shade in corners."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from inspector.compiled import is_warm
from inspector.mesh import Triangles
from inspector.picture.camera import View
from inspector.picture.raster import Canvas

Floats = npt.NDArray[np.float32]
Colour: TypeAlias = tuple[float, float, float]
Mask = npt.NDArray[np.bool_]

# Directions in the picture: right, up, towards the eye. Colours are linear light.
_LIGHTS: tuple[tuple[Colour, Colour], ...] = (
    ((-0.50, 0.72, 0.58), (0.93, 0.94, 0.97)),  # key, from above left
    ((0.85, 0.10, 0.50), (0.14, 0.17, 0.26)),  # fill, cool, from the right
    ((0.15, 0.55, -0.35), (0.20, 0.22, 0.26)),  # rim, from behind
)
_SKY, _GROUND = (0.22, 0.23, 0.26), (0.085, 0.085, 0.105)
_OUTSIDE = (0.35, 0.45, 0.70)
_INSIDE = (0.72, 0.40, 0.31)  # the back of a surface: seen only where a model is open or turned


def normals_of(view: View, triangles: Triangles, canvas: Canvas) -> tuple[Floats, Mask]:
    """Return at each pixel the direction of the surface, turned to the eye, and where its back is seen."""
    everywhere = np.zeros((*canvas.owner.shape, 3), dtype=np.float32)
    backs = np.zeros(canvas.owner.shape, dtype=bool)
    if is_warm():
        from inspector.compiled.shades import find_normals

        find_normals(view.points, triangles, canvas.owner, everywhere, backs)
        return everywhere, backs
    is_covered = canvas.owner >= 0
    corners = view.points[triangles[canvas.owner[is_covered]]]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals *= np.array([-1, 1, -1], dtype=np.float32)  # the canvas runs downwards: everything is mirrored
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-30)
    is_back = normals[:, 2] < 0
    normals[is_back] *= -1
    everywhere[is_covered] = normals
    backs[is_covered] = is_back
    return everywhere, backs


def lit(normals: Floats, backs: Mask, openness: Floats, canvas: Canvas) -> Floats:
    """Return linear light, red green blue, for each covered pixel; ``openness`` 1 is free, 0 a dark corner."""
    return (_lit_fast if is_warm() else _lit_plain)(normals, backs, openness, canvas)


def _lit_fast(normals: Floats, backs: Mask, openness: Floats, canvas: Canvas) -> Floats:
    from inspector.compiled.shades import light_up

    light = np.zeros_like(normals)
    rows = [_SKY, _GROUND, _OUTSIDE, _INSIDE, *(row for towards, colour in _lamps() for row in (towards, colour))]
    light_up(normals, backs, canvas.owner, openness, np.array(rows, dtype=np.float32), light)
    return light


def _lit_plain(normals: Floats, backs: Mask, openness: Floats, canvas: Canvas) -> Floats:
    sky, ground, outside, inside = (np.array(c, dtype=np.float32) for c in (_SKY, _GROUND, _OUTSIDE, _INSIDE))
    upward = normals[..., 1:2] * 0.5 + 0.5
    light: Floats = (ground + (sky - ground) * upward) * openness[..., None]
    for towards, colour in _lamps():
        wrapped = np.clip((normals @ towards + 0.15) / 1.15, 0, None) ** 1.2
        light += wrapped[..., None] * colour * (0.35 + 0.65 * openness[..., None])
    light *= np.where(backs[..., None], inside, outside)
    light[canvas.owner < 0] = 0
    return light


def _lamps() -> list[tuple[Floats, Floats]]:
    """Return where each light comes from, as a direction of length 1, and its colour."""
    ways = [np.array(way, dtype=np.float32) for way, _ in _LIGHTS]
    colours = [np.array(colour, dtype=np.float32) for _, colour in _LIGHTS]
    return [(way / np.float32(np.linalg.norm(way)), colour) for way, colour in zip(ways, colours, strict=True)]
