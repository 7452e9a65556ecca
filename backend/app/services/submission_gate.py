"""What is decided about a submission before anything is made of it, alone with the student's other submissions.

The jobs themselves say how many there were lately: no counter can be lost, and no two can slip through side by side.
"""

import math
import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from limits import RateLimitItem, parse_many
from sqlalchemy import ColumnElement, Select, bindparam, case, func, select, true

from app.extensions import db
from app.models import Job
from app.models.job import JOB_NUMBER, reference
from app.models.lifecycle import DUPLICATE_WHILE
from app.schemas.student import SubmitForm
from app.services import catalog_service, originals, submission_choices
from app.services.catalog_service import settings
from app.services.turns import take
from app.utils import clock
from app.utils.errors import Duplicate
from app.utils.patience import too_many

PER_EMAIL = "This e-mail address has sent as many requests as one may for now. Please try again {when}, or ask the lab."
ALL = "The lab has taken in as many requests as it can for now. Please try again {when}."
OWN = Job.student_email == bindparam("student_email")


@dataclass(frozen=True)
class Limit:
    """So many of these jobs in so much time, and what is said to who comes too early."""

    rule: RateLimitItem
    counted: ColumnElement[bool]
    sentence: str

    @property
    def last_that_fills(self) -> Select[Any]:
        """When the job came in that must leave the window before there is room for another.

        Jobs sort by their id as they arrived, so that this looks at no more of them than the rule allows.
        """
        arrived = select(Job.created_at).where(self.counted).order_by(Job.id.desc())
        return arrived.offset(self.rule.amount - 1).limit(1)

    def check(self, arrived: datetime | None) -> None:
        """Refuse what comes before that job has left the window. Raises TooMany."""
        if arrived is not None:
            seconds = math.ceil((arrived - clock.now()).total_seconds() + self.rule.get_expiry())
            if seconds > 0:
                raise too_many(self.sentence, seconds)


@dataclass(frozen=True)
class Ticket:
    """What a job that may come in is called, before it is written: what tells of it goes to the database with it."""

    job_id: uuid.UUID
    number: int


def admit(form: SubmitForm, sha256: str) -> Ticket:
    """Refuse choices that are none, what has been sent already, and what is too much; else say what the job is called.

    Decided in turn with all that is sent from the same address or with the same content, until the job is committed.
    Raises Invalid, Duplicate, TooMany.
    """
    take(f"submit/{form.student_email}", originals.turn(sha256))
    limits = _limits(settings().limit_submit_per_email, settings().limit_submit_global)
    asked = db.session.execute(_question(limits), {"student_email": form.student_email, "sha256": sha256})
    written, same, job_id, number, *arrivals = asked.one()
    submission_choices.check(form, catalog_service.understood(written))
    if same is not None:
        text = f"You have sent this file already: it is {reference(same)}. Follow it with the link in our mail."
        raise Duplicate(text, existing_reference=reference(same))
    for limit, arrived in zip(limits, arrivals, strict=True):
        limit.check(arrived)
    return Ticket(job_id, number)


@cache
def _limits(per_email: str, in_all: str) -> tuple[Limit, ...]:
    own = [Limit(rule, OWN, PER_EMAIL) for rule in parse_many(per_email)]
    return (*own, *(Limit(rule, true(), ALL) for rule in parse_many(in_all)))


@cache
def _question(limits: tuple[Limit, ...]) -> Select[Any]:
    """Select the catalogue, the number of the job that is the same, the names of a new one, and what limits go by.

    Asked together, they take one way to the database and back.
    """
    active = Job.status.in_(DUPLICATE_WHILE)
    found = select(Job.number).where(OWN, Job.original_sha256 == bindparam("sha256"), active).order_by(Job.id).limit(1)
    same = found.scalar_subquery()
    number = case((same.is_(None), JOB_NUMBER.next_value()))
    arrivals = (limit.last_that_fills.scalar_subquery() for limit in limits)
    return select(catalog_service.WRITTEN.scalar_subquery(), same, func.uuidv7(), number, *arrivals)
