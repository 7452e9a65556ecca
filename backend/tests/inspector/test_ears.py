"""Hollow outlines are cut into triangles of the same area, each corner kept."""

import numpy as np
import numpy.typing as npt
import pytest

from inspector.readers.ears import clip_ears

Floats = npt.NDArray[np.float64]
TURNS = np.linspace(0, 12 * np.pi, 300)
ARM = np.stack([np.cos(TURNS), np.sin(TURNS)], axis=1)
COMB = [(2.0 * i + x, y) for i in range(99, -1, -1) for x, y in ((2, 10), (1.5, 1), (0.5, 1), (0, 10))]
OUTLINES = {
    "spiral": np.concatenate([ARM * (TURNS + 1)[:, None], (ARM * (TURNS + 0.5)[:, None])[::-1]]),
    "comb with doubled corners": np.array([(0, 0), (200, 0), *COMB]),
    "straight corners": np.array([(0, 0), (5, 0), (10, 0), (10, 10), (5, 10), (5, 5), (5, 2), (0, 10)]),
    "ring cut open": np.array([(0, 0), (9, 0), (9, 9), (0, 9), (0, 0), (3, 3), (3, 6), (6, 6), (6, 3), (3, 3)]),
}


def _area(outline: Floats) -> float:
    x, y = outline.T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2)


@pytest.mark.parametrize("name", OUTLINES)
@pytest.mark.parametrize("axes", [(0, 1, 2), (1, 2, 0), (2, 0, 1), (1, 0, 2)])
def test_area_is_kept(name: str, axes: tuple[int, int, int]) -> None:
    outline = OUTLINES[name]
    solid = np.concatenate([outline, np.zeros((len(outline), 1))], axis=1)[:, axes]
    triangles = clip_ears(solid)
    assert len(triangles) == len(outline) - 2
    assert set(triangles.ravel()) == set(range(len(outline)))
    assert sum(abs(_area(outline[triangle])) for triangle in triangles) == pytest.approx(abs(_area(outline)))


def test_crossing_sides_end_in_time() -> None:
    outline = np.random.default_rng(5).random((400, 3))
    assert len(clip_ears(outline)) == 398
