"""The page on which a student follows a job, and may cancel it while that is possible."""

import uuid

from sqlalchemy import func, select

from app.extensions import db
from app.models import ACTIONS, STATUSES, Event, Job, Status
from app.schemas.catalog import Catalog
from app.schemas.student import Estimate, TimelineEntry, TrackView, Warning
from app.services import estimate_service, job_service, links, model_warnings
from app.services.catalog_service import current
from app.services.confirm_service import public_quote
from app.services.event_service import STUDENT
from app.utils.errors import NotFound

WAY = (Status.UPLOADED, Status.PENDING, Status.READYTOPRINT, Status.PRINTING, Status.COMPLETED, Status.PAIDPICKEDUP)


def _job(token: str) -> Job:
    job = db.session.get(Job, links.read_tracking(token))
    if job is None:
        raise NotFound("This job was removed by the print desk. If you did not expect that, please ask there.")
    return job


def show(token: str) -> TrackView:
    """Show where a job is on its way, and what is needed from the student now. Raises NotFound."""
    job = _job(token)
    catalog, row = current(), STATUSES[job.status]
    is_ready = job.status is Status.COMPLETED
    return TrackView(
        reference=job.reference, status=job.status, status_title=row.title, tone=row.tone,
        student_name=job.student_name, original_filename=job.original_filename, print_method=job.print_method,
        color=job.color, printer=job.printer, submitted_at=job.created_at, timeline=_timeline(job),
        estimate=_estimate(job, catalog), quote=public_quote(job), currency=catalog.currency,
        queue_position=_queue_position(job),
        confirm_url=links.confirm_url(job) if job.status is Status.PENDING else None,
        can_cancel=job.status in ACTIONS["cancel"].sources, messages=_messages(job),
        pickup=f"{catalog.room}. {catalog.hours}" if is_ready else None,
        warnings=[Warning.model_validate(found) for found in model_warnings.listed(job.report)],
        has_thumbnail=bool((job.report or {}).get("thumbnail")),
    )  # fmt: skip


def original_of(token: str) -> str:
    """Return the SHA-256 of the original of a link's job. Raises NotFound."""
    return _job(token).original_sha256


def _timeline(job: Job) -> list[TimelineEntry]:
    """List the steps behind, each with its time, and the ordinary steps that are still ahead."""
    entered = _entered(job.id)
    behind = [status for status in WAY if status in entered and status is not job.status]
    ahead = WAY[WAY.index(job.status) + 1 :] if job.status in WAY else ()
    steps = [*(s for s in behind if s not in ahead), job.status, *ahead]
    return [
        TimelineEntry(
            status=status, title=STATUSES[status].title, tone=STATUSES[status].tone,
            at=None if status in ahead else job.status_at if status is job.status else entered[status].at,
        )
        for status in steps
    ]  # fmt: skip


def _entered(job_id: uuid.UUID) -> dict[Status, Event]:
    """Return for each status the last event that led into it."""
    statement = select(Event).where(Event.job_id == job_id, Event.public_details.has_key("to")).order_by(Event.id)
    return {Status(event.public_details["to"]): event for event in db.session.scalars(statement)}


def _estimate(job: Job, catalog: Catalog) -> Estimate | None:
    """Return what the print will roughly take, as long as the desk has not said it."""
    if job.status is not Status.UPLOADED:
        return None
    return estimate_service.of_original(job.original, catalog).get(job.printer)


def _queue_position(job: Job) -> int | None:
    """Return the place in the line of jobs that wait for a printer, from 1."""
    if job.status is not Status.READYTOPRINT:
        return None
    ahead = select(func.count()).where(Job.status == Status.READYTOPRINT, Job.status_at < job.status_at)
    return (db.session.scalar(ahead) or 0) + 1


def _messages(job: Job) -> list[str]:
    """Return what the desk has to say: the reasons of a rejection, or its comment."""
    reasons = {reason.code: reason for reason in current().rejection_reasons}
    told = [f"{reasons[code].label}. {reasons[code].advice}" for code in job.rejection_reasons if code in reasons]
    return told + [text for text in (job.closing_comment, job.quote_comment) if text]


def cancel(token: str, payload: object) -> TrackView:
    """Cancel the job for its student. Raises NotFound, Invalid, IllegalTransition."""
    job_service.perform("cancel", _job(token).id, payload, STUDENT)
    return show(token)
