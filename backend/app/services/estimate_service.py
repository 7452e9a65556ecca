"""What a print will roughly take and cost, as far as its shape tells; the price is that of the price rule."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.models import LearntEstimate, Original
from app.schemas.catalog import Catalog, Method
from app.schemas.catalog import Printer as Offered
from app.schemas.student import Estimate
from app.services import trial_service
from app.services.pricing import Rates, price_cents
from inspector.estimate import Trial
from inspector.known import estimates_of
from inspector.report import Estimate as Found
from inspector.report import Printer, Profile

_WHOLE_FROM_G = 10  # from here on nobody reads tenths of a gram in an estimate
_LEAST_G = 0.1
Learnt = Mapping[tuple[str, str], LearntEstimate]


def learnt() -> Learnt:
    """Return what is in use of what the lab's jobs taught, by method and printer."""
    rows = db.session.scalars(select(LearntEstimate).order_by(LearntEstimate.id))
    return {(row.method, row.printer): row for row in rows}


def printers(catalog: Catalog) -> list[Printer]:
    """List the printers of the catalogue as the inspector wants them."""
    known = learnt()
    return [printer_of(method, printer, known) for method in catalog.methods for printer in method.printers]


def printer_of(method: Method, offered: Offered, known: Learnt) -> Printer:
    """Return one printer: what the jobs taught goes before what the catalogue says.

    The density of resin is the one that it is quoted by, unless the printer brings another.
    """
    density = {} if method.grams_per_ml is None else {"density_g_cm3": method.grams_per_ml}
    row = known.get((method.name, offered.name))
    return {
        "name": offered.name,
        "volume_mm": offered.volume_mm,
        "process": method.process,
        "profile": offered.profile,
        "coefficients": density | offered.coefficients | (row.coefficients if row else {}),
    }


def of_original(original: Original, catalog: Catalog) -> dict[str, Estimate]:
    """Return the estimate for each printer of the catalogue that can be estimated, by what is known today."""
    return of_report(original.report, catalog, trial_service.of(original))


def of_report(
    report: Mapping[str, Any] | None, catalog: Catalog, trials: Mapping[Profile, Trial] = MappingProxyType({})
) -> dict[str, Estimate]:
    """Return the estimates from a report, and from what a slicer said in trials with its profiles."""
    found = estimates_of(report or {}, printers(catalog), trials)
    return {
        printer.name: _priced(estimate, Rates.of(catalog, method), _is_sliced(method, printer, trials))
        for method in catalog.methods
        for printer in method.printers
        if (estimate := found.get(printer.name)) is not None
    }


def _priced(found: Found, rates: Rates, is_sliced: bool) -> Estimate:
    low, high = _readable(found["grams_low"]), _readable(found["grams_high"])
    return Estimate(
        grams_low=low, grams_high=high, hours_low=found["hours_low"], hours_high=found["hours_high"],
        price_low_cents=price_cents(low, rates), price_high_cents=price_cents(high, rates),
        supports_likely=found["supports_likely"], is_sliced=is_sliced,
    )  # fmt: skip


def _is_sliced(method: Method, printer: Offered, trials: Mapping[Profile, Trial]) -> bool:
    return method.process == "filament" and printer.profile in trials


def _readable(grams: float) -> float:
    """Round as people read it, and before the price is made, so that both agree; nothing printed weighs nothing."""
    return float(round(grams)) if grams >= _WHOLE_FROM_G else max(_LEAST_G, round(grams, 1))
