"""What estimates rest on, by command: print it, learn now, or go back to the first values."""

import click

from app.cli.context import cli, installation
from app.schemas.estimates import LearntView
from app.services import estimate_learning
from app.services.estimate_learning import JOBS_NEEDED


@cli.command("estimates")
@click.option("--learn", "is_learning", is_flag=True, help="Learn from the lab's own jobs now; it is done every day.")
@click.option("--forget", metavar="PRINTER", help="Begin anew with the first values of a printer.")
def estimates(is_learning: bool, forget: str | None) -> None:
    """Print what the estimates of each printer rest on."""
    with installation():
        if forget is not None:
            _forget(forget)
        for lesson in estimate_learning.learn() if is_learning else ():
            if lesson.learnt is None:
                click.echo(_why_not(lesson))
        for basis in estimate_learning.bases().printers:
            click.echo(f"Estimates for {basis.printer}: {_says(basis.learnt)}")


def _forget(printer: str) -> None:
    if not estimate_learning.forget(printer):
        raise click.ClickException(f"No printer of the catalogue is named “{printer}”.")
    click.echo(f"What was learnt of {printer} is forgotten. It is learnt anew from quotes that are made from now on.")


def _says(learnt: LearntView | None) -> str:
    if learnt is None:
        return "first values, not yet learnt from jobs of this lab."
    weight = f"weight {learnt.grams_error:.0%} (was {learnt.grams_error_before:.0%})"
    time = f"time {learnt.hours_error:.0%} (was {learnt.hours_error_before:.0%})"
    return f"learnt from {learnt.jobs} jobs on {learnt.fitted_at:%d %b %Y}; typical error: {weight}, {time}."


def _why_not(lesson: estimate_learning.Lesson) -> str:
    if lesson.jobs < JOBS_NEEDED:
        return f"{lesson.printer}: {lesson.jobs} of {JOBS_NEEDED} jobs that are needed to learn from."
    return f"{lesson.printer}: {lesson.jobs} jobs, and nothing better to learn from them."
