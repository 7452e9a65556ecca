"""How far estimates are off, measured on jobs that they were not learnt from."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import median

from inspector.coefficients import Filament, Resin
from inspector.estimate import grams_of, hours_of
from inspector.fit import Kind, fitted
from inspector.sample import Sample

FOLDS = 5
_SEED = 1


@dataclass(frozen=True, slots=True)
class Errors:
    """By which share the estimate of each job is off, in the order of the jobs."""

    grams: list[float]
    hours: list[float]

    @property
    def typical_grams(self) -> float:
        """Return the share that half of the weights are within."""
        return median(self.grams)

    @property
    def typical_hours(self) -> float:
        """Return the share that half of the times are within."""
        return median(self.hours)


def errors(samples: Sequence[Sample], by: Filament | Resin) -> Errors:
    """Judge coefficients by usable samples."""
    grams = [grams_of(s.model, by) for s in samples]
    hours = [hours_of(s.model, weight, by) for s, weight in zip(samples, grams, strict=True)]
    return Errors(
        [abs(weight / s.grams - 1) for s, weight in zip(samples, grams, strict=True)],
        [abs(time / s.hours - 1) for s, time in zip(samples, hours, strict=True)],
    )


def held_out_errors(samples: Sequence[Sample], usual: Kind, folds: int = FOLDS) -> Errors:
    """Judge each sample by coefficients that were learnt from the others, a fold at a time."""
    order = list(range(len(samples)))
    Random(_SEED).shuffle(order)  # noqa: S311  # a fair mix, no secret
    found: dict[int, tuple[float, float]] = {}
    for fold in range(folds):
        kept = set(order[fold::folds])
        by = fitted([samples[i] for i in order if i not in kept], usual)
        judged = errors([samples[i] for i in sorted(kept)], by)
        found |= zip(sorted(kept), zip(judged.grams, judged.hours, strict=True), strict=True)
    return Errors([found[i][0] for i in range(len(samples))], [found[i][1] for i in range(len(samples))])
