"""The audit log: lines are added in the transaction of what they tell, and never changed."""

import uuid
from dataclasses import dataclass, replace

from sqlalchemy import select

from app.extensions import db
from app.models import EVENT_TYPES, Actor, Event, Workstation
from app.models.base import Json


@dataclass(frozen=True)
class Who:
    """Who acts: the kind of actor, the name that the log shows, the workstation, and what its request carried."""

    actor: Actor | None
    name: str
    workstation: Workstation | None = None
    lock_token: str | None = None
    idempotency_key: str | None = None

    def named(self, name: str) -> "Who":
        """Return the same caller under the name of the member of staff who acts."""
        return replace(self, name=name)

    @property
    def workstation_id(self) -> uuid.UUID | None:
        return self.workstation.id if self.workstation else None


STUDENT = Who(Actor.STUDENT, "student")
SYSTEM = Who(None, "system")


def record(kind: str, who: Who, job_id: uuid.UUID | None = None, /, **details: object) -> Event:
    """Add one line to the log, in the current transaction. Raises ValueError for a type that the lifecycle lacks."""
    if kind not in EVENT_TYPES:
        raise ValueError(f"unknown event type {kind}; see models/lifecycle.py")
    event = Event(
        type=kind, job_id=job_id, triggered_by=who.name, workstation_id=who.workstation_id, details=Json(details)
    )
    db.session.add(event)
    return event


def of_job(job_id: uuid.UUID) -> list[Event]:
    """List the lines of one job, oldest first."""
    return list(db.session.scalars(select(Event).where(Event.job_id == job_id).order_by(Event.id)))
