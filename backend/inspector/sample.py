"""What an estimate can learn from."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.estimate import Model

FEWEST = 20  # to learn from


@dataclass(frozen=True, slots=True)
class Sample:
    """One printed job: the model, the weighed grams and the hours it took."""

    model: Model
    grams: float
    hours: float


def sound(samples: Sequence[Sample]) -> list[Sample]:
    """Return those that have a volume, a weight and a time."""
    return [s for s in samples if s.model.volume_mm3 > 0 and s.grams > 0 and s.hours > 0]
