"""The printers of the catalogue as the inspector gets them, and what an estimate of its costs."""

import pytest
from pydantic import ValidationError

from app.extensions import db
from app.models import LearntEstimate
from app.schemas.catalog import Catalog
from app.services import catalog_service, estimate_service
from inspector.coefficients import Filament, Resin, coefficients_of

pytestmark = pytest.mark.usefixtures("app")
CUBE = {
    "volume_cm3": 343, "side_cm2": 196, "level_cm2": 98, "overhang_cm2": 0, "size_mm": [70, 70, 70], "open_edges": 0,
    "fits": {"Prusa MK4S": True, "Prusa XL": True, "Raise3D Pro 2 Plus": True, "Formlabs Form 3": False},
}  # fmt: skip


@pytest.fixture
def catalog() -> Catalog:
    return Catalog.model_validate_json(catalog_service.SEED.read_text())


def test_every_printer_comes_with_coefficients_that_make_sense(catalog: Catalog) -> None:
    found = {printer["name"]: coefficients_of(printer) for printer in estimate_service.printers(catalog)}
    assert found["Prusa MK4S"] == Filament()
    assert found["Formlabs Form 3"] == Resin(density_g_cm3=1.11)


def test_what_a_lab_has_learnt_of_a_printer_goes_with_it(catalog: Catalog) -> None:
    catalog.methods[0].printers[1].coefficients = {"infill": 0.3, "hours_per_gram": 0.03}
    catalog.methods[1].printers[0].coefficients = {"speed_mm_h": 22}
    found = {printer["name"]: coefficients_of(printer) for printer in estimate_service.printers(catalog)}
    assert found["Prusa XL"] == Filament(infill=0.3, hours_per_gram=0.03)
    assert found["Formlabs Form 3"] == Resin(density_g_cm3=1.11, speed_mm_h=22)


@pytest.mark.parametrize(("name", "value"), [("speed_mm_h", 15), ("infill", -1), ("typing_error", 1)])
def test_coefficients_that_make_no_sense_are_no_catalogue(catalog: Catalog, name: str, value: float) -> None:
    written = catalog.model_dump()
    written["methods"][0]["printers"][0]["coefficients"] = {name: value}
    with pytest.raises(ValidationError, match=name):
        Catalog.model_validate(written)


def _learnt(**coefficients: float) -> None:
    errors = {"grams_error_before": 0.2, "grams_error": 0.1, "hours_error_before": 0.3, "hours_error": 0.1}
    db.session.add(LearntEstimate(method="Filament", printer="Prusa XL", jobs=20, coefficients=coefficients, **errors))
    db.session.commit()


def test_what_the_jobs_taught_last_goes_before_the_catalogue(catalog: Catalog) -> None:
    catalog.methods[0].printers[1].coefficients = {"infill": 0.3, "density_g_cm3": 1.27}
    _learnt(infill=0.5)
    _learnt(infill=0.2)
    found = {printer["name"]: coefficients_of(printer) for printer in estimate_service.printers(catalog)}
    assert found["Prusa XL"] == Filament(infill=0.2, density_g_cm3=1.27)
    assert found["Prusa MK4S"] == Filament()


def test_what_was_learnt_tells_of_models_that_were_read_before(catalog: Catalog) -> None:
    before = estimate_service.of_report(CUBE, catalog)
    _learnt(infill=1.0)
    after = estimate_service.of_report(CUBE, catalog)
    assert after["Prusa XL"].grams_low > 1.5 * before["Prusa XL"].grams_low
    assert after["Prusa MK4S"] == before["Prusa MK4S"]
    assert "Formlabs Form 3" not in after


def test_the_price_is_that_of_the_grams_that_are_shown(catalog: Catalog) -> None:
    shown = estimate_service.of_report(CUBE, catalog)["Prusa XL"]
    assert (shown.grams_low, shown.grams_high) == (round(shown.grams_low), round(shown.grams_high))
    assert (shown.price_low_cents, shown.price_high_cents) == (10 * shown.grams_low, 10 * shown.grams_high)
    tiny = {"volume_cm3": 1, "side_cm2": 4, "level_cm2": 2, "size_mm": [10, 10, 10]}
    small = estimate_service.of_report(CUBE | tiny, catalog)["Prusa XL"]
    assert small.grams_low == round(small.grams_low, 1) != round(small.grams_low)
    assert small.price_low_cents == catalog.minimum_cents


def test_nothing_that_can_be_printed_weighs_nothing(catalog: Catalog) -> None:
    crumb = {"volume_cm3": 0.009, "side_cm2": 0.2, "level_cm2": 0.1, "size_mm": [2, 2, 3]}
    shown = estimate_service.of_report(CUBE | crumb, catalog)["Prusa XL"]
    assert (shown.grams_low, shown.grams_high) == (0.1, 0.1)


@pytest.mark.parametrize(
    "report",
    [
        None,
        {},
        {"warnings": []},
        {"estimates": {"Prusa XL": {}}},
        CUBE | {"unit_suspect": "inch"},
        CUBE | {"open_edges": 3},
        CUBE | {"open_edges": 3, "gap_cm2": 100},
    ],
)
def test_no_estimate_without_sound_facts(catalog: Catalog, report: dict[str, object] | None) -> None:
    assert estimate_service.of_report(report, catalog) == {}
