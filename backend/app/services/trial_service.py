"""Trial slices: where PrusaSlicer is installed, it says in the background what a model weighs and takes.

Only a binary STL that we wrote from the measured mesh goes to it, under limits, with our own short profiles. One model
at a time, in the scheduler: the worker is there for what people wait for.
"""

import logging
import shutil
import tempfile
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from sqlalchemy import exists, select

from app.extensions import db
from app.models import Job, Original, TrialSlice
from app.schemas.catalog import Catalog
from app.services import catalog_service, live, originals
from app.services.catalog_service import settings
from app.utils import clock
from inspector.coefficients import USUAL
from inspector.estimate import Trial
from inspector.known import model_of
from inspector.report import Profile
from inspector.slicing.command import Machine
from inspector.slicing.launch import NotSlicedError, Slice, slice_model

log = logging.getLogger(__name__)

NOTHING_TO_SLICE = "The model has no sound volume, or fits no such printer."
MOST_ATTEMPTS = 2
OVERDUE = timedelta(minutes=15)  # who has not answered by then was killed
NEWS = timedelta(days=14)  # older models had their estimate


def slicer() -> str | None:
    """Return the program, or None where there is none."""
    return shutil.which(settings().prusa_slicer)


def sweep() -> int:
    """Slice the newest model that waits for it; returns how many were sliced, so at most 1."""
    program = slicer()
    waiting = _waiting() if program else None
    db.session.rollback()
    if program is None or waiting is None:
        return 0
    original, profile = waiting
    machine = _begin(original, profile)
    answer = _slice(program, original, machine) if machine else NOTHING_TO_SLICE
    _keep(original.sha256, profile, answer)
    return 1


def _waiting() -> tuple[Original, Profile] | None:
    """Return the newest original without an answer for one of the profiles."""
    for profile in _machines(catalog_service.current()):
        trial = (TrialSlice.original_sha256 == Original.sha256) & (TrialSlice.profile == profile)
        is_settled = (
            TrialSlice.grams.is_not(None)
            | TrialSlice.refused.is_not(None)
            | (TrialSlice.begun_at > clock.now() - OVERDUE)
            | (TrialSlice.attempts >= MOST_ATTEMPTS)
        )
        wanted = select(Original).where(Original.inspected_at > clock.now() - NEWS, ~exists().where(trial, is_settled))
        if found := db.session.scalar(wanted.order_by(Original.created_at.desc()).limit(1)):
            return found, profile
    return None


def _machines(catalog: Catalog) -> Mapping[Profile, list[Machine]]:
    """Return the filament printers by the profile that they print like."""
    found: dict[Profile, list[Machine]] = {}
    for method in (each for each in catalog.methods if each.process == "filament"):
        for printer in method.printers:
            found.setdefault(printer.profile, []).append(Machine(printer.profile, printer.volume_mm))
    return found


def _begin(original: Original, profile: Profile) -> Machine | None:
    """Note the attempt; return the smallest printer that takes the model as it lies, None when it cannot be sliced."""
    row = db.session.get(TrialSlice, (original.sha256, profile))
    if row is None:
        row = TrialSlice(original_sha256=original.sha256, profile=profile, attempts=0)
        db.session.add(row)
    row.attempts, row.begun_at = row.attempts + 1, clock.now()
    report = original.report or {}
    size = report["size_mm"] if model_of(report) else None
    db.session.commit()
    if size is None:
        return None
    machines = sorted(_machines(catalog_service.current())[profile], key=lambda each: sum(each.volume_mm))
    return next((each for each in machines if _takes(each, size)), None)


def _takes(machine: Machine, size_mm: list[float]) -> bool:
    return all(side <= room for side, room in zip(size_mm, machine.volume_mm, strict=True))


def _slice(program: str, original: Original, machine: Machine) -> Slice | str:
    """Return what the slicer says, or why it says nothing."""
    folder = settings().data_dir / "slicing"
    shutil.rmtree(folder, ignore_errors=True)  # left by a killed process; nobody else is at it
    folder.mkdir(parents=True)
    sha256, form = original.sha256, original.format
    db.session.rollback()
    try:
        with tempfile.TemporaryDirectory(dir=folder) as out:
            return slice_model(program, originals.path(sha256), form, Path(out), machine)
    except NotSlicedError as error:
        log.info("not sliced", extra={"fields": {"sha256": sha256, "why": str(error)}})
        return str(error)


def _keep(sha256: str, profile: Profile, answer: Slice | str) -> None:
    row = db.session.get(TrialSlice, (sha256, profile))
    if row is None:
        return  # the original was removed meanwhile
    if isinstance(answer, Slice):
        row.grams, row.hours = answer.grams, answer.hours
        for job in db.session.scalars(select(Job).where(Job.original_sha256 == sha256)):
            live.job_changed(job)
    else:
        row.refused = answer
    db.session.commit()


def of(original: Original) -> dict[Profile, Trial]:
    """Return what the slicer said of an original, by profile."""
    rows = db.session.scalars(
        select(TrialSlice).where(TrialSlice.original_sha256 == original.sha256, TrialSlice.grams.is_not(None))
    )
    said = {row.profile: row for row in rows}
    return {
        profile: Trial(row.grams, row.hours, usual)
        for profile, usual in USUAL.items()
        if (row := said.get(profile)) and row.grams is not None and row.hours is not None
    }
