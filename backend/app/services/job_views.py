"""How a job looks to staff: the card of the list and the whole view."""

import uuid
from datetime import datetime
from operator import attrgetter

from sqlalchemy import select

from app.extensions import db
from app.models import Actor, Job, Original, OutboxMail, Status
from app.models.job import Listed, reference
from app.models.lifecycle import allowed
from app.schemas.job import EventPage, EventView, JobMail, JobView
from app.services import (
    event_service,
    inspection_service,
    links,
    lock_service,
    model_warnings,
    move_service,
    payment_service,
)
from app.services.link_service import is_expired

PLAIN = (
    "id", "status", "student_name", "student_email", "discipline", "class_number", "print_method", "color",
    "printer", "due_date", "created_at", "updated_at", "status_at", "original_filename",
)  # fmt: skip
MORE = (
    "student_notes", "staff_notes", "notes_version", "path", "storage_place", "rejection_reasons", "closing_comment",
    "accepted_warnings",
)  # fmt: skip

# What `summary` reads. The list selects these columns and nothing else, as rows under the names of Job's attributes.
SUMMARY = (
    *(getattr(Job, name) for name in PLAIN), Job.number, Job.reviewed_at, Job.attention_rank,
    Job.quote_weight_g, Job.quote_volume_ml, Job.quote_time_hours, Job.quote_price_cents, Job.quote_rates,
    Job.quote_comment, Job.quoted_at, Job.confirm_expires_at, Job.lock_staff_name, Job.lock_workstation_name,
    Job.lock_taken_at, Job.locked_until, Job.file_name, Job.original_sha256, Job.authoritative_file,
    Original.size_bytes, Original.report,
)  # fmt: skip

_plain = attrgetter(*PLAIN)
ACTION_NAMES = {status: [action.name for action in allowed(status, Actor.STAFF)] for status in Status}
ADMIN_ACTION_NAMES = {status: [action.name for action in allowed(status, Actor.ADMIN)] for status in Status}


def summary(job: Listed, now: datetime) -> dict[str, object]:
    """Show a job as a card of the list: the members of JobSummary, not validated, as a list shows many of them."""
    return dict(zip(PLAIN, _plain(job), strict=True)) | {
        "reference": reference(job.number),
        "actions": ACTION_NAMES[job.status],
        "is_new": job.status is Status.UPLOADED and job.reviewed_at is None,
        "quote": _quote(job),
        "lock": lock_service.holder(job, now),
        "files": _files(job),
        "warnings": model_warnings.listed(job.report),
        "has_thumbnail": bool((job.report or {}).get("thumbnail")),
    }


def detail(job: Job) -> JobView:
    """Show everything about a job."""
    more = {name: getattr(job, name) for name in MORE}
    return JobView.model_validate(summary(job, lock_service.db_now()) | more | {
        "admin_actions": ADMIN_ACTION_NAMES[job.status],
        "report": inspection_service.view(job.original),
        "is_moving": move_service.is_moving(job),
        "payments": [payment_service.view(line) for line in payment_service.lines_of(job.id)],
        "tracking_url": links.tracking_url(job),
        "mails": [JobMail.model_validate(mail) for mail in _mails(job.id)],
    })  # fmt: skip


def _quote(job: Listed) -> dict[str, object] | None:
    """Show the quote, once there is one: the members of Quote."""
    if job.quote_price_cents is None:
        return None
    return {
        "weight_g": job.quote_weight_g, "volume_ml": job.quote_volume_ml, "time_hours": job.quote_time_hours,
        "price_cents": job.quote_price_cents, "rates": job.quote_rates, "comment": job.quote_comment,
        "quoted_at": job.quoted_at, "confirm_expires_at": job.confirm_expires_at,
        "confirmation_expired": is_expired(job),
    }  # fmt: skip


def _files(job: Listed) -> list[dict[str, object]]:
    sent = {"name": job.file_name, "size": job.size_bytes, "sha256": job.original_sha256, "role": "original"}
    return [sent] + ([job.authoritative_file | {"role": "authoritative"}] if job.authoritative_file else [])


def _mails(job_id: uuid.UUID) -> list[OutboxMail]:
    return list(db.session.scalars(select(OutboxMail).where(OutboxMail.job_id == job_id).order_by(OutboxMail.id)))


def one(job_id: uuid.UUID) -> JobView:
    """Show one job. Raises NotFound."""
    return detail(lock_service.found_job(job_id))


def events(job_id: uuid.UUID) -> EventPage:
    """Show the log of one job, oldest first. Raises NotFound."""
    lock_service.found_job(job_id)
    return EventPage(events=[EventView.model_validate(event) for event in event_service.of_job(job_id)])
