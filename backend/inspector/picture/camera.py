"""Look at a model from the front right, a little from above, as people look at an object on a desk."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.mesh import Mesh, box_of

Floats = npt.NDArray[np.float32]

_AZIMUTH, _ELEVATION = np.radians(32.0), np.radians(27.0)
_MARGIN = 0.05


def _axes() -> npt.NDArray[np.float64]:
    """Return right, up and towards the eye, as rows."""
    right = np.array([np.cos(_AZIMUTH), np.sin(_AZIMUTH), 0.0])
    ground = np.array([np.sin(_AZIMUTH), -np.cos(_AZIMUTH), 0.0])
    eye = np.cos(_ELEVATION) * ground + np.array([0.0, 0.0, np.sin(_ELEVATION)])
    return np.stack([right, np.cross(eye, right), eye])


@dataclass(frozen=True, slots=True)
class View:
    """Points on the canvas: x to the right, y downwards, depth towards the eye; all in pixels."""

    points: Floats
    side: int


def look_at(mesh: Mesh, side: int) -> View:
    """Project the points orthographically onto a square canvas of ``side`` pixels, filling it."""
    axes = _axes()
    middle = mesh.box.mean(axis=0)
    seen = (mesh.points - middle) @ (axes * np.array([[1.0], [-1.0], [1.0]])).T
    low, high = box_of(seen)
    extent = max(float((high - low)[:2].max()), 1e-30)
    seen -= (low + high) / 2
    seen *= side * (1 - 2 * _MARGIN) / extent
    seen[:, :2] += side / 2
    return View(seen.astype(np.float32), side)
