"""The one way in which a job changes its status.

`perform` walks the same road for every row of the lifecycle: body, staff, lock, status, content; then status, event,
mail and planned move in one short commit; then the folder, the worker and the listeners.
"""

import logging
import uuid

from app.extensions import db
from app.models import ACTIONS, STATUSES, Action, Actor, Job, OutboxMail, Status
from app.models.lifecycle import allowed
from app.schemas import actions as bodies
from app.schemas.base import Input, StaffBody, parse
from app.services import (
    background,
    email_service,
    event_service,
    job_effects,
    live,
    lock_service,
    move_service,
    new_rows,
    originals,
    staff_service,
)
from app.services.catalog_service import settings
from app.services.event_service import Who
from app.services.job_effects import Effect
from app.utils import clock
from app.utils.errors import IllegalTransition
from app.utils.fault import fault_point

log = logging.getLogger(__name__)


def perform(name: str, job_id: uuid.UUID, payload: object, who: Who) -> Job:
    """Perform one action of the lifecycle on one job; return the job as it is now (a removed one as it was).

    Raises NotFound, Invalid, LockRequired, IllegalTransition, in this order. Whatever is refused, nothing is changed.
    """
    action = ACTIONS[name]
    if answered := job_effects.answered_before(action, job_id, payload, who):
        return answered
    prepared = _prepare(action, job_id, payload, who)
    job = lock_service.held_job(job_id)
    body, who = _checked(action, job, payload, who)
    effect = job_effects.APPLY[name](job, body, who, prepared)
    mails = _leave_behind(action, job, body, who, effect)
    fault_point("change.added")
    db.session.commit()
    fault_point("change.committed")
    log.info("performed %s", name, extra={"fields": {"job_id": job_id, "action": name, "by": who.name}})
    _bring_along(job_id, mails)
    return job


def _prepare(action: Action, job_id: uuid.UUID, payload: object, who: Who) -> object:
    """Do the slow reading of an action before any row is held, after the same checks in the same order."""
    prepare = job_effects.PREPARE.get(action.name)
    if prepare is None:
        return None
    job = lock_service.found_job(job_id)
    body, _ = _checked(action, job, payload, who)
    db.session.rollback()
    return prepare(job_id, body)


def _checked(action: Action, job: Job, payload: object, who: Who) -> tuple[Input, Who]:
    body = parse(_body_model(action, who), payload)
    if isinstance(body, StaffBody):
        who = who.named(staff_service.require_active(body.staff_name).name)
    if action.needs_lock and who.actor is Actor.STAFF:
        lock_service.require(job, who, lock_service.db_now())
    guard(action, job, who)
    return body, who


def _body_model(action: Action, who: Who) -> type[Input]:
    name = action.student_body if who.actor is Actor.STUDENT and action.student_body else action.body
    model: type[Input] = getattr(bodies, name)
    return model


def guard(action: Action, job: Job, who: Who) -> None:
    """Make sure that the action is possible for this caller in the job's status. Raises IllegalTransition."""
    if job.status in action.sources and who.actor in action.actors:
        return
    possible = allowed(job.status, who.actor) if who.actor else []
    labels = ", ".join(row.label for row in possible) or "nothing"
    raise IllegalTransition(
        f"{job.reference} is “{STATUSES[job.status].title}” now, so “{action.label}” is not possible. "
        f"Possible now: {labels}.",
        job_status=job.status, actions=[row.name for row in possible],
    )  # fmt: skip


def _leave_behind(action: Action, job: Job, body: Input, who: Who, effect: Effect) -> list[OutboxMail]:
    """Set status, events, mail and move in the current transaction."""
    before = job.status
    if action.target is not None and not (action.stays_if and getattr(body, action.stays_if)):
        _enter(job, action.target)
    job.updated_at, job.metadata_stale = clock.now(), True
    if who.actor is Actor.STAFF:  # a student's answer takes nobody's lock away: the holder learns of it by a 409
        lock_service.clear(job)
    changed = {"from": before, "to": job.status} if before != job.status else {}
    for event in action.events:
        event_service.record(event, who, job.id, reference=job.reference, **changed, **effect.details)
    mails = [email_service.queue(action.mail, job, **effect.mail_context)] if action.mail else []
    live.job_changed(job, "deleted" if action.removes else "changed")
    if action.removes:
        move_service.plan_removal(job)
        db.session.delete(job)
    return mails


def _enter(job: Job, status: Status) -> None:
    """Set the status; the only place that does."""
    job.status, job.status_at = status, clock.now()
    move_service.plan(job, status)


def create(job: Job, who: Who) -> None:
    """Bring a new job into the lifecycle, in the current transaction; its submitter wakes the worker afterwards."""
    job.status = Status.UPLOADED
    db.session.add(job)
    move_service.plan_first(job, job.status)
    knowing = {"accepted_warnings": job.accepted_warnings} if job.accepted_warnings else {}
    facts = {"reference": job.reference, "to": job.status, "sha256": job.original_sha256}
    event_service.record("JobCreated", who, job.id, **facts, **knowing)
    email_service.queue("received", job)
    new_rows.write(live.TELL, live.message(job, "created"))


def _bring_along(job_id: uuid.UUID, mails: list[OutboxMail]) -> None:
    """Wake the mail and move the folder, waiting a little; what is not done by then goes on in the sweep."""
    email_service.wake(*mails)
    background.run(lambda: settle(job_id), settings().inline_move_s)


def settle(job_id: uuid.UUID) -> None:
    """Bring the folder along, and drop the original of a job that is gone. Safe to repeat."""
    move_service.follow(job_id)
    fault_point("change.followed")
    if db.session.get(Job, job_id) is None:
        originals.sweep_unused()
