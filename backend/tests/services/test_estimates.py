"""The printers of the catalogue as the inspector gets them, and what an estimate of its costs."""

import pytest
from pydantic import ValidationError

from app.schemas.catalog import Catalog
from app.services import catalog_service, estimate_service
from inspector.coefficients import Filament, Resin, coefficients_of


@pytest.fixture
def catalog() -> Catalog:
    return Catalog.model_validate_json(catalog_service.SEED.read_text())


def test_every_printer_comes_with_coefficients_that_make_sense(catalog: Catalog) -> None:
    found = {printer["name"]: coefficients_of(printer) for printer in estimate_service.printers(catalog)}
    assert found["Prusa MK4S"] == Filament()
    assert found["Formlabs Form 3"] == Resin(density_g_cm3=1.11)


def test_what_a_lab_has_learnt_of_a_printer_goes_with_it(catalog: Catalog) -> None:
    catalog.methods[0].printers[1].coefficients = {"filling": 2.1, "hours_per_gram": 0.03}
    catalog.methods[1].printers[0].coefficients = {"speed_mm_h": 22}
    found = {printer["name"]: coefficients_of(printer) for printer in estimate_service.printers(catalog)}
    assert found["Prusa XL"] == Filament(filling=2.1, hours_per_gram=0.03)
    assert found["Formlabs Form 3"] == Resin(density_g_cm3=1.11, speed_mm_h=22)


@pytest.mark.parametrize(("name", "value"), [("speed_mm_h", 15), ("filling", 0), ("typing_error", 1)])
def test_coefficients_that_make_no_sense_are_no_catalogue(catalog: Catalog, name: str, value: float) -> None:
    written = catalog.model_dump()
    written["methods"][0]["printers"][0]["coefficients"] = {name: value}
    with pytest.raises(ValidationError, match=name):
        Catalog.model_validate(written)


def test_the_price_is_that_of_the_grams_that_are_shown(catalog: Catalog) -> None:
    estimate = {
        "grams": 50.2, "grams_low": 40.49, "grams_high": 62.51, "hours": 3, "hours_low": 2, "hours_high": 4,
        "supports_likely": True,
    }  # fmt: skip
    found = estimate_service.of_report(
        {"estimates": {"Prusa XL": estimate, "Formlabs Form 3": None, "Gone": estimate}}, catalog
    )
    assert list(found) == ["Prusa XL"]
    shown = found["Prusa XL"]
    assert (shown.grams_low, shown.grams_high) == (40, 63)
    assert (shown.price_low_cents, shown.price_high_cents) == (400, 630)
    small = estimate_service.of_report({"estimates": {"Prusa XL": estimate | {"grams_low": 3.14}}}, catalog)["Prusa XL"]
    assert (small.grams_low, small.price_low_cents) == (3.1, catalog.minimum_cents)


@pytest.mark.parametrize("report", [None, {}, {"warnings": []}, {"estimates": None}])
def test_reports_without_estimates(catalog: Catalog, report: dict[str, object] | None) -> None:
    assert estimate_service.of_report(report, catalog) == {}
