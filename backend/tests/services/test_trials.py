"""Trial slices sharpen estimates where a slicer is installed, and cost nothing where none is."""

from pathlib import Path

import pytest

from app.config import Settings
from app.extensions import db
from app.models import Original, TrialSlice
from app.services import catalog_service, estimate_service, inspection_service, originals, trial_service
from tests.factories import make_original
from tests.inspector import shapes
from tests.inspector.slicer import slicer

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def installed(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = settings.model_copy(update={"prusa_slicer": slicer(tmp_path)})
    monkeypatch.setattr(trial_service, "settings", lambda: changed)


def _inspected(solid: list[shapes.Triangle]) -> Original:
    content = shapes.binary_stl(solid)
    original = make_original(content)
    originals.path(original.sha256).parent.mkdir(parents=True, exist_ok=True)
    originals.path(original.sha256).write_bytes(content)
    inspection_service.inspect(original.sha256)
    return original


def _sweep() -> int:
    rounds = 0
    while trial_service.sweep():
        rounds += 1
    return rounds


def test_nothing_is_asked_where_no_slicer_is(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setattr(trial_service, "settings", lambda: settings.model_copy(update={"prusa_slicer": "no-such"}))
    _inspected(shapes.cube(20))
    assert trial_service.sweep() == 0
    assert db.session.query(TrialSlice).count() == 0


@pytest.mark.usefixtures("installed")
def test_each_model_is_sliced_once_for_each_profile() -> None:
    original = _inspected(shapes.cube(30))
    catalog = catalog_service.current()
    before = estimate_service.of_original(original, catalog)
    assert {name for name, each in before.items() if each.is_sliced} == set()
    assert _sweep() == 2
    after = estimate_service.of_original(original, catalog)
    assert {name for name, each in after.items() if each.is_sliced} == {"Prusa MK4S", "Prusa XL", "Raise3D Pro 2 Plus"}
    assert after["Prusa MK4S"].grams_low < 12 < after["Prusa MK4S"].grams_high
    assert after["Prusa MK4S"].hours_low < 2.5 < after["Prusa MK4S"].hours_high
    assert after["Formlabs Form 3"] == before["Formlabs Form 3"]


@pytest.mark.usefixtures("installed")
def test_what_cannot_be_sliced_is_not_tried_again() -> None:
    original = _inspected(shapes.cube(20)[:6])
    assert _sweep() == 2
    rows = db.session.query(TrialSlice).filter_by(original_sha256=original.sha256).all()
    assert {row.refused for row in rows} == {trial_service.NOTHING_TO_SLICE}
    assert trial_service.of(original) == {}
