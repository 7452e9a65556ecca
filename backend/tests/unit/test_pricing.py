"""The price rule: half up to a cent, at least the minimum, and parts that always add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.schemas.catalog import Catalog
from app.services import pricing
from app.services.catalog_service import SEED
from app.services.pricing import Rates

FILAMENT = Rates(cents_per_gram=10, grams_per_ml=None, minimum_cents=300)
RESIN = Rates(cents_per_gram=30, grams_per_ml=1.11, minimum_cents=300)
GRAMS = some.floats(min_value=0.01, max_value=20_000, allow_nan=False)


@pytest.mark.parametrize(
    ("grams", "cents"),
    [
        (42.5, 425), (0.1, 300), (29.99, 300), (30, 300), (30.04, 300), (30.05, 301), (30.15, 302), (42.25, 423),
        (42.249, 422), (100.05, 1001), (1.0e-7, 300), (20_000, 200_000),
    ],
)  # fmt: skip
def test_price_is_rounded_half_up_and_has_a_minimum(grams: float, cents: int) -> None:
    assert pricing.price_cents(grams, FILAMENT) == cents


def test_binary_fractions_do_not_shift_a_price() -> None:
    """0.1 + 0.2 is more than 0.3 for a computer; 1.005 is less than it says."""
    exact = Rates(cents_per_gram=100, grams_per_ml=None, minimum_cents=0)
    assert [pricing.price_cents(grams, exact) for grams in (1.005, 2.675, 0.285)] == [101, 268, 29]


@given(GRAMS, GRAMS)
def test_more_grams_never_cost_less(one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert pricing.price_cents(less, FILAMENT) <= pricing.price_cents(more, FILAMENT)


@pytest.mark.parametrize(("ml", "grams"), [(100, 111), (1, 1.11), (0.5, 0.56), (33.3, 36.96), (12.345, 13.7)])
def test_resin_is_quoted_from_millilitres(ml: float, grams: float) -> None:
    assert pricing.grams_of_volume(ml, RESIN) == grams


def test_filament_has_no_density() -> None:
    with pytest.raises(ValueError, match="density"):
        pricing.grams_of_volume(1, FILAMENT)


@pytest.mark.parametrize(
    ("hours", "billed"),
    [(0.01, 0.5), (0.5, 0.5), (0.51, 1), (3.2, 3.5), (3.5, 3.5), (3.6, 4), (1000, 1000), (0.3, 0.5)],
)
def test_hours_are_rounded_up_to_the_next_half(hours: float, billed: float) -> None:
    assert pricing.billed_hours(hours) == billed


@given(some.integers(0, 10_000_000), some.lists(GRAMS, min_size=1, max_size=12))
def test_parts_always_add_up_and_stay_within_a_cent_of_fair(total_cents: int, weights_g: list[float]) -> None:
    parts = pricing.split_cents(total_cents, weights_g)
    assert sum(parts) == total_cents
    whole = sum(weights_g)
    for part, grams in zip(parts, weights_g, strict=True):
        assert abs(part - total_cents * grams / whole) < 1 + total_cents * 1e-12
        assert part >= 0


def test_the_largest_remainder_gets_the_cent_and_the_first_of_equals() -> None:
    assert pricing.split_cents(100, [1, 1, 1]) == [34, 33, 33]
    assert pricing.split_cents(300, [10, 20, 40]) == [43, 86, 171]
    assert pricing.split_cents(1, [1, 3]) == [0, 1]


def test_the_seed_has_the_prices_of_the_product() -> None:
    catalog = Catalog.model_validate_json(SEED.read_text())
    rates = {method.name: Rates.of(catalog, method) for method in catalog.methods}
    assert rates == {"Filament": FILAMENT, "Resin": RESIN}
