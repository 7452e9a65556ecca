"""Welding: equal to the last bit, whatever the hash does."""

import numpy as np
import pytest

from inspector import mesh
from inspector.messages import REFUSALS, WARNINGS


def _triangles(count: int) -> mesh.Triangles:
    return np.arange(count, dtype=np.int32).reshape(-1, 3)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_weld_is_unique(kind: type[np.floating]) -> None:
    points = np.random.default_rng(1).integers(-3, 3, (3000, 3)).astype(kind)
    welded, triangles = mesh.weld(points.copy(), _triangles(3000))
    assert len(welded) == len(np.unique(points, axis=0))
    assert (welded[triangles.ravel()] == points).all()


def test_weld_survives_equal_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    points = np.random.default_rng(2).integers(-3, 3, (300, 3)).astype(np.float32)
    honest = mesh.weld(points.copy(), _triangles(300))
    monkeypatch.setattr(mesh, "_mixed", lambda bits: (bits[:, 0] * 0).astype(np.uint64))
    forced = mesh.weld(points.copy(), _triangles(300))
    assert len(forced[0]) == len(honest[0])
    assert (forced[0][forced[1].ravel()] == points).all()


def test_neighbouring_numbers_stay_apart() -> None:
    points = np.array([[1, 1, 1], [np.nextafter(np.float32(1), np.float32(2)), 1, 1], [1, 1, 1]], dtype=np.float32)
    assert len(mesh.weld(points, _triangles(3))[0]) == 2


def test_every_text_says_what_to_do() -> None:
    doing = ("send", "xport", "kept as sent", "Slicers usually cope", "join them", "flip", "{advice}", "by hand")
    for text in [*REFUSALS.values(), *(text for _severity, text in WARNINGS.values())]:
        assert any(word in text for word in doing), text
