"""Coefficients from a lab's own jobs, so that estimates come to fit its machines and profiles."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import exp
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from inspector.coefficients import Filament, Resin
from inspector.estimate import grams_of, hours_of
from inspector.sample import FEWEST, Sample, sound

WEIGHT = {Filament: ("infill", "wall_mm", "shell_mm", "hang_mm"), Resin: ("used",)}
TIME = {
    Filament: ("start_hours", "hours_per_gram", "hours_per_wall", "least_layer_s"),
    Resin: ("start_hours", "speed_mm_h"),
}
_WITHIN = 0.9  # the share of the jobs that a spread covers
_LEAST_SPREAD = 0.05
_ROUNDS = 30
_STEP, _NEAR = 1e-4, 1e-6
_ODD_GRAMS, _ODD_HOURS = 0.06, 0.2  # what is off by more counts by its distance, not by the square of it
_TRUST = 0.005  # in the usual coefficients: what fits no better with others stays as it is
_FARTHEST = 5.0  # a coefficient may become e^5 times as large, or small

Floats = npt.NDArray[np.float64]
Kind = TypeVar("Kind", bound=Filament | Resin)


class TooFewSamplesError(ValueError):
    """There are not enough jobs to learn from; the text says how many are missing."""


def fit(samples: Sequence[Sample], usual: Kind) -> Kind:
    """Return ``usual`` with the weights, times and spreads that fit the samples; a minority of odd ones does no harm.

    Raises TooFewSamplesError below 20 jobs that have a volume, a weight and a time.
    """
    enough = sound(samples)
    if len(enough) < FEWEST:
        raise TooFewSamplesError(f"{FEWEST} weighed jobs are needed to learn from, and there are {len(enough)} so far.")
    return fitted(enough, usual)


def learnt_names(by: Filament | Resin) -> tuple[str, ...]:
    """Return the names of the coefficients that a fit changes."""
    return (*WEIGHT[type(by)], *TIME[type(by)], "grams_spread", "hours_spread")


def fitted(samples: Sequence[Sample], usual: Kind) -> Kind:
    """Fit to samples that are known to be sound, however few."""
    weights, times = [s.grams for s in samples], [s.hours for s in samples]
    by = _adjusted(usual, WEIGHT[type(usual)], lambda by: _off(_grams(samples, by), weights), _ODD_GRAMS)
    by = _adjusted(by, TIME[type(usual)], lambda by: _off(_hours(samples, by), times), _ODD_HOURS)
    return replace(
        by, grams_spread=_spread(weights, _grams(samples, by)), hours_spread=_spread(times, _hours(samples, by))
    )


def _grams(samples: Sequence[Sample], by: Filament | Resin) -> list[float]:
    return [grams_of(s.model, by) for s in samples]


def _hours(samples: Sequence[Sample], by: Filament | Resin) -> list[float]:
    return [hours_of(s.model, grams_of(s.model, by), by) for s in samples]


def _spread(real: list[float], estimated: list[float]) -> float:
    off = np.abs(np.array(real) / np.array(estimated) - 1)
    return max(_LEAST_SPREAD, float(np.quantile(off, _WITHIN)))


def _off(estimated: list[float], real: list[float]) -> Floats:
    return np.asarray(np.log(np.array(estimated) / np.array(real)), dtype=np.float64)


def _adjusted(by: Kind, names: Sequence[str], off: Callable[[Kind], Floats], odd: float) -> Kind:
    """Change the named coefficients so that the estimates are off by little, as logarithms; none changes its sign.

    Levenberg and Marquardt's way down a loss after Huber, over the logarithms of the coefficients.
    """

    def at(moved: Floats) -> Kind:
        return replace(by, **{name: getattr(by, name) * exp(m) for name, m in zip(names, moved, strict=True)})

    moved, damping = np.zeros(len(names)), 1e-3
    here = off(by)
    for _ in range(_ROUNDS):
        slopes = np.stack([(off(at(moved + _STEP * way)) - here) / _STEP for way in np.eye(len(names))], axis=1)
        weights = np.minimum(1.0, odd / np.maximum(np.abs(here), 1e-12))
        steepness = slopes.T @ (weights[:, None] * slopes) + (_TRUST + damping) * np.eye(len(names))
        step = np.linalg.solve(steepness, -(slopes.T @ (weights * here)) - _TRUST * moved)
        wanted = np.clip(moved + step, -_FARTHEST, _FARTHEST)
        there = off(at(wanted))
        if _loss(there, wanted, odd) >= _loss(here, moved, odd):
            damping *= 10
            continue
        is_there = bool(np.abs(wanted - moved).max() < _NEAR)
        moved, here, damping = wanted, there, damping / 10
        if is_there:
            break
    return at(moved)


def _loss(off: Floats, moved: Floats, odd: float) -> float:
    far = np.abs(off)
    huber = np.where(far < odd, far**2 / 2, odd * (far - odd / 2))
    return float(huber.sum() + _TRUST * (moved**2).sum() / 2)
