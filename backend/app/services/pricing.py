"""The price rule, in one place. Cents are integers; grams and hours are decimal so that 0.1 + 0.2 is 0.3."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from fractions import Fraction

from app.schemas.catalog import Catalog, Method


@dataclass(frozen=True)
class Rates:
    """The rates that produced a price; stored with it, so that later changes never touch it."""

    cents_per_gram: int
    grams_per_ml: float | None
    minimum_cents: int

    @classmethod
    def of(cls, catalog: Catalog, method: Method) -> "Rates":
        return cls(method.cents_per_gram, method.grams_per_ml, catalog.minimum_cents)


def price_cents(grams: float, rates: Rates) -> int:
    """Return the price of a checkout of `grams`, at least the minimum, rounded half up to a cent."""
    exact = Decimal(str(grams)) * rates.cents_per_gram
    return max(int(exact.to_integral_value(ROUND_HALF_UP)), rates.minimum_cents)


def grams_of_volume(volume_ml: float, rates: Rates) -> float:
    """Return the grams of `volume_ml` of resin, to a hundredth of a gram. Raises ValueError without a density."""
    if rates.grams_per_ml is None:
        raise ValueError("this material has no density")
    return float((Decimal(str(volume_ml)) * Decimal(str(rates.grams_per_ml))).quantize(Decimal("0.01"), ROUND_HALF_UP))


def billed_hours(hours: float) -> float:
    """Round hours up to the next half hour (shown, never charged)."""
    return float((Decimal(str(hours)) * 2).to_integral_value(ROUND_CEILING) / 2)


def split_cents(total_cents: int, weights_g: list[float]) -> list[int]:
    """Split a total by weight with the largest remainder: the parts always add up to the total."""
    whole = sum(Fraction(str(grams)) for grams in weights_g)
    shares = [total_cents * Fraction(str(grams)) / whole for grams in weights_g]
    parts = [int(share) for share in shares]
    largest = sorted(range(len(shares)), key=lambda i: (parts[i] - shares[i], i))
    for i in largest[: total_cents - sum(parts)]:
        parts[i] += 1
    return parts
