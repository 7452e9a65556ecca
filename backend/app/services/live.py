"""Tell listeners what changed. PostgreSQL carries the message with the commit, so none is lost or early."""

import json

from sqlalchemy import bindparam, func, select

from app.extensions import db
from app.models import Job

CHANNEL = "lab_live"
TELL = select(func.pg_notify(CHANNEL, bindparam("message")))


def job_changed(job: Job, kind: str = "changed") -> None:
    """Announce a job with the commit of the current transaction; `kind` is created, changed, lock or deleted."""
    db.session.execute(TELL, message(job, kind))


def message(job: Job, kind: str) -> dict[str, object]:
    """Return what `TELL` tells of a job; `kind` as for `job_changed`."""
    data = {"id": str(job.id), "reference": job.reference, "status": job.status, "kind": kind}
    return {"message": json.dumps({"event": "job", "data": data})}
