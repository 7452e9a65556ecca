"""Notes of the desk on a job: no lock, but a version, so that nobody overwrites what he has not read."""

import uuid

from app.extensions import db
from app.models import Job
from app.schemas.actions import NotesBody
from app.schemas.base import parse
from app.services import event_service, live, lock_service, staff_service
from app.services.event_service import Who
from app.utils import clock
from app.utils.errors import Stale


def change(job_id: uuid.UUID, payload: object, who: Who) -> Job:
    """Replace the notes. Raises Stale with the present text when somebody was faster."""
    job = lock_service.held_job(job_id)
    body = parse(NotesBody, payload)
    who = who.named(staff_service.require_active(body.staff_name).name)
    if body.version != job.notes_version:
        text = "Somebody else has changed these notes meanwhile. Look at the new text and save again."
        raise Stale(text, notes=job.staff_notes, version=job.notes_version)
    job.staff_notes, job.notes_version = body.notes, job.notes_version + 1
    job.updated_at, job.metadata_stale = clock.now(), True
    event_service.record("NotesChanged", who, job.id, version=job.notes_version)
    live.job_changed(job)
    db.session.commit()
    return job
