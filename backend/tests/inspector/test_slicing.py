"""A slicer gets a mesh of our own making and our own settings, and no more than it needs."""

from pathlib import Path

import pytest

from inspector import cage
from inspector.coefficients import Filament
from inspector.estimate import Model, Trial, estimate, refined
from inspector.report import Profile
from inspector.slicing.command import PROFILES, Machine, profile_path
from inspector.slicing.launch import NotSlicedError, Slice, slice_model
from tests.inspector import shapes
from tests.inspector.slicer import slicer

BED = Machine("fast", (250, 210, 220))
CUBE = shapes.cube(20, at=(1000, 0, -5))


@pytest.fixture(autouse=True, params=["caged", "open"])
def _where(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Slice where there is a cage, and where there is none."""
    if request.param == "open":
        monkeypatch.setattr(cage, "hindrance", lambda: "none here")


def _sliced(folder: Path, does: str = "", solid: list[shapes.Triangle] = CUBE, wall_seconds: float = 60) -> Slice:
    out = folder / "out"
    out.mkdir()
    path = shapes.written(folder, "original", shapes.binary_stl(solid) + b"more than it says")
    return slice_model(slicer(folder, does), path, "stl", out, BED, wall_seconds)


def test_what_is_sliced_is_our_own_file(tmp_path: Path) -> None:
    checked = "assert content.startswith(b'rewritten') and len(content) == 84 + 50 * 12"
    assert _sliced(tmp_path, checked) == Slice(12, 2.5)
    assert "more than it says" not in (tmp_path / "out" / "model.stl").read_text("latin-1")


def test_it_is_told_our_settings_and_the_bed(tmp_path: Path) -> None:
    said = "assert words[words.index('--bed-shape') + 1] == '0x0,250x0,250x210,0x210', words"
    said += f"; assert words[words.index('--load') + 1] == {str(profile_path('fast'))!r}"
    assert _sliced(tmp_path, said).grams == 12


@pytest.mark.parametrize(
    ("does", "why"),
    [
        ("sys.exit('Nothing to print')", "Nothing to print"),
        ("bytearray(3 << 30)", "MemoryError"),
        ("time.sleep(60)", "It takes too long."),
        ("sys.exit()", "neither weight nor time"),
    ],
)
def test_a_slicer_that_fails_says_why(tmp_path: Path, does: str, why: str) -> None:
    with pytest.raises(NotSlicedError, match=why):
        _sliced(tmp_path, does, wall_seconds=2 if "sleep" in does else 60)


def test_what_cannot_be_read_is_not_sliced(tmp_path: Path) -> None:
    with pytest.raises(NotSlicedError):
        _sliced(tmp_path, solid=[])


@pytest.mark.parametrize("profile", PROFILES)
def test_profiles_run_no_scripts(profile: Profile) -> None:
    keys = [line.split(" = ")[0] for line in profile_path(profile).read_text().splitlines()]
    assert "post_process" not in keys
    assert "layer_gcode" in keys


def test_a_trial_replaces_the_figure_and_keeps_what_was_learnt() -> None:
    model = Model(27000, 3600, 1800, 0, 30)
    usual, trial = Filament(), Trial(12.0, 1.5, Filament())
    found = refined(model, usual, trial)
    plain, heavy = estimate(model, usual), refined(model, Filament(density_g_cm3=2.48), trial)
    assert found is not None and plain is not None and heavy is not None
    assert (found["grams"], found["hours"]) == (12.0, 1.5)
    assert found["hours_high"] / found["hours"] < plain["hours_high"] / plain["hours"]
    assert heavy["grams"] == 24.0
    assert refined(Model(0, 3600, 1800, 0, 30), usual, trial) is None
