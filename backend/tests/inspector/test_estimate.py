"""Grams and hours from measures, against slicers, against reason, and what a lab's own jobs make of it."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from inspector.coefficients import Filament, Resin, coefficients_of
from inspector.estimate import Model, estimate, grams_of, hours_of
from inspector.fit import TooFewSamplesError, fit
from inspector.held_out import errors, held_out_errors
from inspector.sample import FEWEST, Sample


def _cube(side_mm: float, **others: Any) -> Model:
    face = side_mm**2
    return replace(Model(side_mm**3, 4 * face, 2 * face, 0, side_mm), **others)


@pytest.mark.parametrize(
    ("side_mm", "grams", "minutes"),
    [
        pytest.param(25, 6.17, 20.0, id="PrusaSlicer 2.9, MK4 input shaper, 0.20mm SPEED"),
        pytest.param(18, 2.83, 18.25, id="Bambu Studio 2.4, A1 mini, 0.20mm Standard"),
    ],
)
def test_cubes_that_a_slicer_has_sliced(side_mm: float, grams: float, minutes: float) -> None:
    found = estimate(_cube(side_mm), Filament())
    assert found is not None
    assert found["grams"] == pytest.approx(grams, rel=0.06)
    assert found["hours"] == pytest.approx(minutes / 60, rel=0.27)
    assert not found["supports_likely"]


def test_range_is_as_wide_as_the_spreads() -> None:
    found = estimate(_cube(60), replace(Filament(), grams_spread=0.1, hours_spread=0.5))
    assert found is not None
    assert (found["grams_low"], found["grams_high"]) == pytest.approx(
        (found["grams"] * 0.9, found["grams"] * 1.1), 1e-3
    )
    assert (found["hours_low"], found["hours_high"]) == pytest.approx(
        (found["hours"] * 0.5, found["hours"] * 1.5), 1e-2
    )


def test_thin_parts_are_solid() -> None:
    sheet = Model(100 * 100 * 0.4, 4 * 100 * 0.4, 2 * 100 * 100, 0, 0.4)
    assert grams_of(sheet, Filament()) == pytest.approx(1.24 * 4, rel=0.02)


@pytest.mark.parametrize(("overhang_mm2", "likely"), [(0, False), (400, False), (401, True)])
def test_supports_raise_the_upper_end_alone(overhang_mm2: float, likely: bool) -> None:
    plain, found = estimate(_cube(50), Filament()), estimate(_cube(50, overhang_mm2=overhang_mm2), Filament())
    assert plain is not None
    assert found is not None
    assert found["supports_likely"] is likely
    assert found["grams_low"] == pytest.approx(plain["grams_low"], rel=0.02)
    assert (found["grams_high"] > plain["grams_high"] * 1.2) is likely
    assert (found["hours_high"] > plain["hours_high"] * 1.2) is likely


@pytest.mark.parametrize("by", [Filament(), Resin()])
def test_an_approximate_volume_widens_the_range_both_ways(by: Filament | Resin) -> None:
    plain, found = estimate(_cube(50), by), estimate(_cube(50, is_approximate=True), by)
    assert plain is not None
    assert found is not None
    assert found["grams"] == plain["grams"]
    assert found["grams_low"] < plain["grams_low"] < plain["grams_high"] < found["grams_high"]
    assert found["hours_low"] < plain["hours_low"] < plain["hours_high"] < found["hours_high"]


@pytest.mark.parametrize("by", [Filament(), Resin()])
@pytest.mark.parametrize("volume_mm3", [0, 1e-9, -8000])
def test_nothing_is_said_without_a_volume(by: Filament | Resin, volume_mm3: float) -> None:
    assert estimate(_cube(20, volume_mm3=volume_mm3), by) is None


def test_resin_is_solid_and_goes_with_the_height() -> None:
    by = Resin(density_g_cm3=1.2, start_hours=1, speed_mm_h=10, lift_mm=5)
    found = estimate(_cube(20), by)
    assert found is not None
    assert (found["grams"], found["hours"]) == pytest.approx((1.2 * 8, 1 + 25 / 10))
    assert found["supports_likely"]
    assert hours_of(_cube(20, volume_mm3=1), 1, by) == pytest.approx(3.5)


def test_a_printer_brings_its_own_coefficients() -> None:
    usual = {"name": "A", "volume_mm": [1, 1, 1]}
    assert coefficients_of(usual) == Filament()  # type: ignore[arg-type]  # a printer as JSON has it
    assert coefficients_of({"name": "A", "volume_mm": [1, 1, 1], "process": "resin"}) == Resin()
    own = coefficients_of({"name": "A", "volume_mm": [1, 1, 1], "coefficients": {"infill": 0.2, "density_g_cm3": 1.27}})
    assert own == Filament(infill=0.2, density_g_cm3=1.27)


@pytest.mark.parametrize(
    ("name", "value"), [("speed_mm_h", 1), ("infill", -1), ("infill", float("nan")), ("layer_mm", 0), ("x", 1)]
)
def test_coefficients_that_make_no_sense(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=name):
        coefficients_of({"name": "A", "volume_mm": [1, 1, 1], "coefficients": {name: value}})


OURS = Filament(infill=0.2, wall_mm=1.3, shell_mm=1.1, hours_per_gram=0.035, hours_per_wall=0.008, least_layer_s=12)
VAT = Resin(used=1.25, start_hours=0.4, speed_mm_h=11)


def _samples(count: int, seed: int, noise: float) -> list[Sample]:
    """Return jobs of boxes of all sizes, printed as by ``OURS``, with noise of that relative size."""
    dice = Random(seed)
    samples = []
    for _ in range(count):
        x, y, z = (dice.uniform(5, 120) for _ in range(3))
        model = Model(x * y * z, 2 * (x + y) * z, 2 * x * y, 0, z)
        grams = grams_of(model, OURS) * dice.gauss(1, noise)
        samples.append(Sample(model, grams, hours_of(model, grams, OURS) * dice.gauss(1, noise)))
    return samples


def _odd(sample: Sample) -> Sample:
    """Return a job that was printed solid and stood over night."""
    return replace(sample, grams=sample.grams * 3, hours=sample.hours + 14)


@pytest.mark.parametrize("seed", range(3))
def test_fit_finds_how_a_printer_prints(seed: int) -> None:
    found = fit(_samples(60, seed, 0.0), Filament())
    assert found.infill == pytest.approx(OURS.infill, rel=0.1)
    assert found.wall_mm == pytest.approx(OURS.wall_mm, rel=0.1)
    assert found.least_layer_s == pytest.approx(OURS.least_layer_s, rel=0.3)
    assert (found.grams_spread, found.hours_spread) == (0.05, 0.05)
    for sample in _samples(20, seed + 100, 0.0):
        assert grams_of(sample.model, found) == pytest.approx(sample.grams, rel=0.03)
        assert hours_of(sample.model, sample.grams, found) == pytest.approx(sample.hours, rel=0.05)


def test_fit_learns_of_resin_too() -> None:
    printed = [(s.model, grams_of(s.model, VAT), hours_of(s.model, 1, VAT)) for s in _samples(30, 1, 0.0)]
    found = fit([Sample(*each) for each in printed], Resin())
    assert (found.used, found.speed_mm_h) == pytest.approx((VAT.used, VAT.speed_mm_h), rel=0.03)


def test_few_jobs_leave_what_they_tell_nothing_of_as_it_was() -> None:
    alike = [replace(sample, model=_cube(20)) for sample in _samples(FEWEST, 1, 0.0)]
    found = fit([replace(s, grams=4.0, hours=0.4) for s in alike], Filament())
    assert found.hang_mm == Filament().hang_mm
    assert grams_of(_cube(20), found) == pytest.approx(4.0, rel=0.02)


@pytest.mark.parametrize("seed", range(3))
def test_fit_bears_noise_and_odd_jobs(seed: int) -> None:
    samples = _samples(60, seed, 0.05)
    found = fit([_odd(sample) for sample in samples[:9]] + samples[9:], Filament())
    for sample in _samples(30, seed + 100, 0.0):
        grams = grams_of(sample.model, found)
        assert grams == pytest.approx(sample.grams, rel=0.1)
        assert hours_of(sample.model, grams, found) == pytest.approx(sample.hours, rel=0.15)


def test_fitted_spreads_hold_nine_of_ten_jobs() -> None:
    found = fit(_samples(200, 1, 0.08), Filament())
    held = 0
    for sample in _samples(200, 2, 0.08):
        said = estimate(sample.model, found)
        assert said is not None
        held += said["grams_low"] <= sample.grams <= said["grams_high"]
    assert 0.85 * 200 <= held <= 0.95 * 200
    assert found.grams_spread == pytest.approx(1.64 * 0.08, rel=0.2)


def test_what_was_learnt_is_judged_by_jobs_that_it_was_not_learnt_from() -> None:
    samples = _samples(40, 3, 0.05)
    before, after = errors(samples, Filament()), held_out_errors(samples, Filament())
    assert after.typical_grams < 0.08 < before.typical_grams
    assert after.typical_hours < 0.12 < before.typical_hours
    assert len(after.grams) == len(after.hours) == len(samples)
    odd = [_odd(samples[0]), *samples[1:]]
    assert held_out_errors(odd, Filament()).grams[0] > 0.5


def test_fit_asks_for_more_jobs() -> None:
    useless = Sample(_cube(20, volume_mm3=-8000), 4, 1)
    with pytest.raises(TooFewSamplesError, match="20 weighed jobs are needed to learn from, and there are 19 so far"):
        fit([*_samples(FEWEST - 1, 1, 0.0), useless], Filament())
