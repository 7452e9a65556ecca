"""The audit log: lines are added in the transaction of what they tell, and never changed."""

import hashlib
import json
import os
import uuid
from dataclasses import dataclass, replace

from sqlalchemy import select

from app.extensions import db
from app.models import EVENT_TYPES, Actor, Event, EventPrivate, Workstation
from app.models.base import Json

# The details of a job's event that can name nobody; anything else may be erased with its student.
PUBLIC = frozenset({
    "from", "to", "reference", "kind", "mail_id", "version", "price_cents", "reviewed", "printer", "override",
    "declined", "checkout_id", "sha256", "retention_days", "accepted_warnings",
})  # fmt: skip
SALT_BYTES = 16


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
    # What is told about a job's student is set apart; of the lab's own affairs, nothing is.
    private = {} if job_id is None else {name: each for name, each in details.items() if name not in PUBLIC}
    event = Event(
        type=kind, job_id=job_id, triggered_by=who.name, workstation_id=who.workstation_id,
        public_details=Json({name: each for name, each in details.items() if name not in private}),
    )  # fmt: skip
    if private:
        event.private = EventPrivate(salt=os.urandom(SALT_BYTES), data=json.dumps(private))
        event.private_digest = digest(event.private.salt, event.private.data)
    db.session.add(event)
    return event


def digest(salt: bytes, data: str) -> bytes:
    """Return what stands in an event for its private data, so that it can be proven while it is there."""
    return hashlib.sha256(salt + data.encode()).digest()


def of_job(job_id: uuid.UUID) -> list[Event]:
    """List the lines of one job, oldest first."""
    return list(db.session.scalars(select(Event).where(Event.job_id == job_id).order_by(Event.id)))
