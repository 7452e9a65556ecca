"""Coefficients from a lab's own jobs, so that estimates come to fit its machines and profiles."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from inspector.coefficients import Filament
from inspector.estimate import Model, grams_of, hours_of, shell_share, time_parts

FEWEST = 20
_ROUNDS = 30
_WITHIN = 0.9  # the share of the jobs that a spread covers
_LEAST_SPREAD = 0.05

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """One printed job: the model, the weighed grams and the hours it took."""

    model: Model
    grams: float
    hours: float


class TooFewSamplesError(ValueError):
    """There are not enough jobs to learn from; the text says how many are missing."""


def fit(samples: Sequence[Sample], usual: Filament | None = None) -> Filament:
    """Return ``usual`` with k, the times and the spreads that fit the samples; a minority of odd ones does no harm.

    k is the median of what each job says. The times minimise Huber's loss of the relative error, and none is
    negative. Raises TooFewSamplesError below 20 jobs that have a volume, a weight and a time.
    """
    by = usual or Filament()
    sound = [s for s in samples if s.model.volume_mm3 > 0 and s.grams > 0 and s.hours > 0]
    if len(sound) < FEWEST:
        raise TooFewSamplesError(f"{FEWEST} weighed jobs are needed to learn from, and there are {len(sound)} so far.")
    by = replace(by, filling=_filling(sound, by))
    start, per_gram, per_cm2, per_layer = _times(sound, by)
    by = replace(by, start_hours=start, hours_per_gram=per_gram, hours_per_cm2=per_cm2, hours_per_layer=per_layer)
    return _with_spreads(sound, by)


def _filling(samples: list[Sample], by: Filament) -> float:
    """Solve the weight of each sample for k; one that weighs more than solid says nothing but "a lot"."""
    solid = np.array([by.density_g_cm3 * s.model.volume_mm3 / 1000 for s in samples])
    share = np.array([shell_share(s.model, by) for s in samples])
    hollow = np.maximum(1 - np.array([s.grams for s in samples]) / solid, 1e-9)
    return float(np.median(-np.log(hollow) / share))


def _times(samples: list[Sample], by: Filament) -> list[float]:
    """Fit the times to the relative error; what comes out negative is left out and the rest fitted anew."""
    hours = np.array([s.hours for s in samples])
    parts = np.array([time_parts(s.model, s.grams, by) for s in samples]) / hours[:, None]
    kept = np.ones(parts.shape[1], dtype=bool)
    while True:
        found = np.zeros(len(kept))
        found[kept] = _huber(parts[:, kept])
        if (found >= 0).all():
            return [float(value) for value in found]
        kept[found.argmin()] = False


def _huber(parts: Floats) -> Floats:
    """Fit ``parts @ found`` to ones: least squares again and again, with less weight for what is far off."""
    found: Floats = np.zeros(parts.shape[1])
    weights: Floats = np.ones(len(parts))
    for _ in range(_ROUNDS):
        root = np.sqrt(weights)
        found = np.asarray(np.linalg.lstsq(parts * root[:, None], root, rcond=None)[0], dtype=np.float64)
        off = np.abs(parts @ found - 1)
        usual = max(1.345 * 1.4826 * float(np.median(off)), 1e-12)
        weights = np.minimum(1.0, usual / np.maximum(off, 1e-12))
    return found


def _with_spreads(samples: list[Sample], by: Filament) -> Filament:
    """Set the spreads so that nine of ten samples lie within them."""
    grams = [grams_of(s.model, by) for s in samples]
    hours = [hours_of(s.model, weight, by) for s, weight in zip(samples, grams, strict=True)]
    grams_spread = _spread([s.grams for s in samples], grams)
    return replace(by, grams_spread=grams_spread, hours_spread=_spread([s.hours for s in samples], hours))


def _spread(real: list[float], estimated: list[float]) -> float:
    off = np.abs(np.array(real) / np.array(estimated) - 1)
    return max(_LEAST_SPREAD, float(np.quantile(off, _WITHIN)))
