"""Estimates that learn from the lab's own jobs, and are taken into use where they prove better on jobs held out."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select

from app.extensions import db
from app.models import Job, LearntEstimate, Original
from app.schemas.catalog import Method
from app.schemas.catalog import Printer as Offered
from app.schemas.estimates import EstimateBases, EstimateBasis, LearntView
from app.services import catalog_service, estimate_service
from inspector.coefficients import Coefficients, coefficients_of
from inspector.known import model_of
from inspector.sample import FEWEST, Sample, sound

log = logging.getLogger(__name__)

NEWEST_JOBS = 300  # what was printed long ago was printed with other profiles
BETTER_BY = 0.9  # less is chance
MAY_LOSE = 0.01  # of grams for hours, or the other way round
JOBS_NEEDED = FEWEST
EVER = datetime.min.replace(tzinfo=UTC)
ERRORS = ("grams_error_before", "grams_error", "hours_error_before", "hours_error")
_HALF_A_STEP_H = 0.25  # quotes are rounded up to the next half hour


@dataclass(frozen=True)
class Lesson:
    """What one printer's jobs say: how many can be used, and what they taught if it is of use."""

    printer: str
    jobs: int
    learnt: LearntEstimate | None


def learn() -> list[Lesson]:
    """Learn anew for every printer of the catalogue, and take into use what is better. Safe to repeat."""
    catalog, known = catalog_service.current(), estimate_service.learnt()
    lessons = [_lesson(method, printer, known) for method in catalog.methods for printer in method.printers]
    db.session.add_all(each.learnt for each in lessons if each.learnt)
    db.session.commit()
    for each in lessons:
        if each.learnt:
            log.info("estimates learnt", extra={"fields": {"printer": each.printer, "jobs": each.jobs}})
    return lessons


def _lesson(method: Method, printer: Offered, known: estimate_service.Learnt) -> Lesson:
    from inspector.fit import fitted  # numpy loads only where something is learnt
    from inspector.held_out import errors, held_out_errors

    present = coefficients_of(estimate_service.printer_of(method, printer, known))
    samples = sound(_jobs(method.name, printer.name, _begun(method.name, printer.name)))
    if len(samples) < JOBS_NEEDED:
        return Lesson(printer.name, len(samples), None)
    before, after = errors(samples, present), held_out_errors(samples, present)
    row = LearntEstimate(
        method=method.name, printer=printer.name, jobs=len(samples),
        grams_error_before=before.typical_grams, grams_error=after.typical_grams,
        hours_error_before=before.typical_hours, hours_error=after.typical_hours,
        coefficients=_learnt(fitted(samples, present)),
    )  # fmt: skip
    return Lesson(printer.name, len(samples), row if _is_better(row) else None)


def _begun(method: str, printer: str) -> datetime:
    """Return when the lab began anew with a printer."""
    anew = select(func.max(LearntEstimate.fitted_at)).where(
        LearntEstimate.method == method, LearntEstimate.printer == printer, LearntEstimate.jobs == 0
    )
    return db.session.scalar(anew) or EVER


def _jobs(method: str, printer: str, since: datetime) -> list[Sample]:
    """Return model, grams and hours of the newest quotes that staff made for a printer."""
    quoted = (
        select(Original.report, Job.quote_weight_g, Job.quote_time_hours)
        .join(Job, Job.original_sha256 == Original.sha256)
        .where(Job.print_method == method, Job.printer == printer, Job.quoted_at > since)
        .where(Original.report.is_not(None), Job.quote_weight_g > 0, Job.quote_time_hours > 0)
        .order_by(Job.quoted_at.desc())
        .limit(NEWEST_JOBS)
    )
    known = ((model_of(report or {}), grams, hours) for report, grams, hours in db.session.execute(quoted))
    return [
        Sample(model, grams, hours - _HALF_A_STEP_H)
        for model, grams, hours in known
        if model is not None and grams is not None and hours is not None
    ]


def _learnt(by: Coefficients) -> dict[str, float]:
    """Return what was learnt, short enough to read; how a printer is built stays with the catalogue."""
    from inspector.fit import learnt_names

    return {name: float(f"{getattr(by, name):.4g}") for name in learnt_names(by)}


def _is_better(row: LearntEstimate) -> bool:
    """Tell whether grams and hours together are clearly nearer than before, and neither is farther off."""
    is_nearer = row.grams_error + row.hours_error < BETTER_BY * (row.grams_error_before + row.hours_error_before)
    loses_neither = (
        row.grams_error <= row.grams_error_before + MAY_LOSE and row.hours_error <= row.hours_error_before + MAY_LOSE
    )
    return is_nearer and loses_neither


def forget(printer: str) -> bool:
    """Begin anew with the first values of a printer and its quotes from now on; False for one that nobody knows."""
    methods = [
        each.name for each in catalog_service.current().methods if printer in {one.name for one in each.printers}
    ]
    nothing = {"coefficients": {}, "jobs": 0} | dict.fromkeys(ERRORS, 0.0)
    db.session.add_all(LearntEstimate(method=method, printer=printer, **nothing) for method in methods)
    db.session.commit()
    return bool(methods)


def bases() -> EstimateBases:
    """Say of each printer of the catalogue what its estimates rest on."""
    catalog, known = catalog_service.current(), estimate_service.learnt()
    printers = [
        EstimateBasis(printer=printer.name, learnt=_view(known.get((method.name, printer.name))))
        for method in catalog.methods
        for printer in method.printers
    ]
    return EstimateBases(jobs_needed=JOBS_NEEDED, printers=printers)


def _view(row: LearntEstimate | None) -> LearntView | None:
    return None if row is None or not row.jobs else LearntView.model_validate(row, from_attributes=True)
