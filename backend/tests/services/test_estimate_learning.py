"""Quotes of the lab's own jobs teach the estimates of a printer, where that proves better."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from app.cli import estimates as command
from app.extensions import db
from app.models import Job, LearntEstimate, Status
from app.services import catalog_service, estimate_learning, estimate_service, pricing
from inspector.coefficients import Filament
from inspector.estimate import grams_of, hours_of
from inspector.known import model_of
from inspector.sample import FEWEST
from tests.factories import make_job, make_original

pytestmark = pytest.mark.usefixtures("app")
OURS = replace(Filament(), infill=0.3, wall_mm=1.4, hours_per_gram=0.05, least_layer_s=14)


def _box(dice: Random) -> dict[str, object]:
    """Return the report of a box."""
    x, y, z = (dice.uniform(10, 110) for _ in range(3))
    return {
        "volume_cm3": x * y * z / 1000, "side_cm2": 2 * (x + y) * z / 100, "level_cm2": 2 * x * y / 100,
        "overhang_cm2": 0, "gap_cm2": 0, "open_edges": 0, "size_mm": [x, y, z], "unit_suspect": None,
    }  # fmt: skip


def _jobs(count: int, by: Filament = OURS, seed: int = 1, **changes: object) -> list[Job]:
    """Make jobs whose quotes are as a printer of those coefficients would have it, with some noise."""
    dice, jobs = Random(seed), []
    for _ in range(count):
        original = make_original()
        original.report = _box(dice)
        model = model_of(original.report)
        assert model is not None
        grams = grams_of(model, by)
        hours = pricing.billed_hours(hours_of(model, grams, by) * dice.gauss(1, 0.05))
        quote = {"quote_weight_g": grams * dice.gauss(1, 0.03), "quote_time_hours": hours}
        jobs.append(make_job(original=original, status=Status.COMPLETED, **quote | changes))
    return jobs


def _lesson(printer: str = "Prusa MK4S") -> estimate_learning.Lesson:
    return next(each for each in estimate_learning.learn() if each.printer == printer)


def test_twenty_jobs_teach_their_printer_and_no_other() -> None:
    _jobs(FEWEST)
    row = _lesson().learnt
    assert row is not None
    assert row.jobs == FEWEST
    assert row.grams_error < 0.06 < row.grams_error_before
    assert row.hours_error < 0.12 < row.hours_error_before
    catalog = catalog_service.current()
    assert [printer for _, printer in estimate_service.learnt()] == ["Prusa MK4S"]
    assert estimate_service.printers(catalog)[0]["coefficients"]["infill"] == pytest.approx(0.3, rel=0.2)
    assert db.session.scalar(select(func.count()).select_from(LearntEstimate)) == 1


def test_nothing_is_learnt_twice_from_the_same_jobs() -> None:
    _jobs(FEWEST)
    assert _lesson().learnt is not None
    assert _lesson().learnt is None


def test_too_few_jobs_teach_nothing() -> None:
    _jobs(FEWEST - 1)
    _jobs(3, quoted_at=None)
    _jobs(3, printer="Prusa XL")
    assert _lesson() == estimate_learning.Lesson("Prusa MK4S", FEWEST - 1, None)


def test_what_is_no_better_is_not_taken_into_use() -> None:
    _jobs(FEWEST, by=Filament())
    assert _lesson() == estimate_learning.Lesson("Prusa MK4S", FEWEST, None)
    assert estimate_service.learnt() == {}


def test_newer_jobs_that_tell_otherwise_are_learnt_too() -> None:
    _jobs(FEWEST)
    first = _lesson().learnt
    _jobs(2 * FEWEST, by=replace(OURS, infill=0.9), seed=2)
    second = _lesson().learnt
    assert first is not None
    assert second is not None
    assert second.coefficients["infill"] > 1.5 * first.coefficients["infill"]
    assert estimate_service.learnt()[("Filament", "Prusa MK4S")].id == second.id


@pytest.fixture
def run(app: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[CliRunner]:
    """Run the command in this application."""
    from contextlib import nullcontext

    monkeypatch.setattr(command, "installation", nullcontext)
    yield CliRunner()


def test_the_command_says_what_the_estimates_rest_on_and_forgets_it(run: CliRunner) -> None:
    _jobs(FEWEST)
    said = run.invoke(command.estimates, ["--learn"]).output
    assert "Estimates for Prusa MK4S: learnt from 20 jobs on " in said
    assert "Estimates for Prusa XL: first values, not yet learnt from jobs of this lab." in said
    assert "Prusa XL: 0 of 20 jobs" in said
    assert "first values" in run.invoke(command.estimates, ["--forget", "Prusa MK4S"]).output.splitlines()[1]
    assert estimate_service.printers(catalog_service.current())[0]["coefficients"] == {}
    assert _lesson() == estimate_learning.Lesson("Prusa MK4S", 0, None)
    assert run.invoke(command.estimates, ["--forget", "Prusa MK5"]).exit_code == 1
