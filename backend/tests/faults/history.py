"""What the log tells of a job's story, and where that contradicts the job and its mails."""

import uuid
from collections import Counter
from itertools import pairwise

from sqlalchemy import select

from app.extensions import db
from app.models import ACTIONS, Event, Job
from tests.faults.cases import mails_of

AROUND = {"LockTaken", "LockExpired", "EmailSent", "EmailFailed", "NotesChanged"}
MAIL_OF = {row.events[0]: row.mail for row in ACTIONS.values() if row.mail and row.events[0] != "AdminOverride"}


def of(job_id: uuid.UUID) -> list[Event]:
    """List the lines of a job's log that tell of changes, oldest first."""
    db.session.rollback()
    lines = select(Event).where(Event.job_id == job_id, Event.type.not_in(AROUND)).order_by(Event.id)
    return list(db.session.scalars(lines))


def contradictions(job_id: uuid.UUID) -> list[str]:
    """Say where the log leaps, and where the job or its mails are not what it tells; empty when all agrees."""
    told = of(job_id)
    steps = [(event.details.get("from"), event.details["to"]) for event in told if "to" in event.details]
    leaps = [f"from {step} to {after}" for step, after in pairwise(steps) if step[1] != after[0]]
    job = db.session.get(Job, job_id, populate_existing=True)
    if (job is None) != (told[-1].type in {"JobDeleted", "JobPruned"}):
        leaps.append(f"the job is {job and job.status}, the log ends with {told[-1].type}")
    if job is not None and job.status != steps[-1][1]:
        leaps.append(f"the job is {job.status}, the log says {steps[-1][1]}")
    promised, due = Counter(mail.kind for mail in mails_of(job_id)), Counter(MAIL_OF.get(event.type) for event in told)
    del due[None]
    return leaps if promised == due else [*leaps, f"promised {promised}, due {due}"]
