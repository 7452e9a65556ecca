"""Small watertight models, computed: what a lab's students might send. Lengths in mm; every model is a binary STL."""

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Ring = npt.NDArray[np.float64]
Triangles = npt.NDArray[np.float64]
STEPS = 240


def _circle(radius_mm: Callable[[float], float]) -> Ring:
    angles = np.linspace(0, 2 * math.pi, STEPS, endpoint=False)
    radii = np.array([radius_mm(angle) for angle in angles])
    return np.stack([radii * np.cos(angles), radii * np.sin(angles)], axis=1)


def _lofted(rings: list[Ring], heights_mm: list[float]) -> Triangles:
    """Return the triangles of a body that runs through closed rings, bottom to top, with flat ends."""
    layers = [np.column_stack([ring, np.full(len(ring), z)]) for ring, z in zip(rings, heights_mm, strict=True)]
    walls = [_wall(lower, upper) for lower, upper in pairwise(layers)]
    return np.concatenate([*walls, _cap(layers[0])[:, ::-1], _cap(layers[-1])])


def _wall(lower: Triangles, upper: Triangles) -> Triangles:
    after, above = np.roll(lower, -1, axis=0), np.roll(upper, -1, axis=0)
    return np.concatenate([np.stack([lower, after, above], axis=1), np.stack([lower, above, upper], axis=1)])


def _cap(layer: Triangles) -> Triangles:
    center = np.broadcast_to(layer.mean(axis=0), layer.shape)
    return np.stack([center, layer, np.roll(layer, -1, axis=0)], axis=1)


def _stl(rings: list[Ring], heights_mm: list[float], name: str) -> bytes:
    triangles = _lofted(rings, heights_mm).astype("<f4")
    records = np.zeros(len(triangles), dtype=[("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
    records["corners"] = triangles
    return name.encode().ljust(80, b" ") + np.uint32(len(triangles)).tobytes() + records.tobytes()


def vase(height_mm: float, waves: int) -> bytes:
    """A vase with a waved, twisted wall."""
    levels = np.linspace(0, 1, 40)

    def ring(t: float) -> Ring:
        return _circle(lambda a: (18 + 9 * math.sin(2.6 * t + 0.4)) * (1 + 0.07 * math.cos(waves * a + 2 * t)))

    return _stl([ring(t) for t in levels], [height_mm * t for t in levels], f"vase {height_mm} {waves}")


def gear(teeth: int, thickness_mm: float) -> bytes:
    """A spur gear with rounded teeth."""
    profile = _circle(lambda a: 24 + 3.2 * math.tanh(3 * math.sin(teeth * a)))
    return _stl([profile, profile], [0, thickness_mm], f"gear {teeth} {thickness_mm}")


def star(points: int, height_mm: float) -> bytes:
    """A pointed star that narrows towards its top."""
    base = _circle(lambda a: 20 + 8 * abs(math.cos(points * a / 2)) ** 0.6)
    return _stl([base, base * 0.92, base * 0.4], [0, height_mm * 0.5, height_mm], f"star {points} {height_mm}")


def tower(floors: int, width_mm: float) -> bytes:
    """A stepped tower on a square plan that turns a little with every floor."""

    def square(floor: int) -> Ring:
        turn, side = floor * 0.09, width_mm * (1 - 0.05 * floor)
        return _circle(lambda a: side / 2 / max(abs(math.cos(a - turn)), abs(math.sin(a - turn))))

    rings = [ring for floor in range(floors) for ring in (square(floor), square(floor))]
    heights = [z for floor in range(floors) for z in (floor * 9.0, floor * 9.0 + 8.0)]
    return _stl(rings, heights, f"tower {floors} {width_mm}")
