"""Archive and prune: the two actions on many jobs at once, counted before the deed, done by the worker job by job.

What a killed worker leaves undone stays as it was; asking again goes on with the rest.
"""

import logging
import time
import uuid
from datetime import timedelta

from sqlalchemy import ColumnElement, Select, func, select

from app.extensions import db
from app.models import ACTIONS, Actor, Job, Workstation
from app.schemas.retention import RetentionAsked, RetentionPlan
from app.services import job_service, queue
from app.services.event_service import Who
from app.utils import clock
from app.utils.errors import Conflict, Invalid, Problem, StorageUnavailable

log = logging.getLogger(__name__)
AT_A_TIME_S = 120.0
BROKER_AWAY = "The background worker cannot be reached right now. Nothing was changed; please try again in a minute."


def plan(name: str, asked: RetentionAsked) -> RetentionPlan:
    """Count what an action of this name would be performed on, and say it in words."""
    counted = select(func.count(), func.min(Job.status_at)).where(*_old_enough(name, asked))
    count, oldest = db.session.execute(counted).one()
    return RetentionPlan(
        action=name, retention_days=asked.retention_days, matching=count, oldest=oldest, started=False,
        confirmation=confirmation(name, count), message=_sentence(name, count, asked.retention_days),
    )  # fmt: skip


def confirmation(name: str, count: int) -> str:
    """Return what has to be typed before so many jobs are acted on."""
    return f"{name} {count}"


def start(name: str, asked: RetentionAsked, who: Who) -> RetentionPlan:
    """Have the worker do it. Raises Invalid without the typed confirmation, Conflict when the count has changed."""
    found = plan(name, asked)
    if not found.matching:
        return found
    if asked.confirm.strip().lower() != found.confirmation:
        if asked.confirm.strip().lower().startswith(f"{name} "):
            raise Conflict(f"Meanwhile it would be {found.matching} jobs. Look at the count again, then confirm it.")
        raise Invalid.field("confirm", f"Please type “{found.confirmation}” to confirm.")
    if not _hand_over(name, asked.retention_days, asked.reason, who.name, who.workstation_id):
        raise Conflict(BROKER_AWAY)
    return found.model_copy(update={"started": True})


def _hand_over(name: str, days: int, reason: str, staff_name: str, workstation_id: uuid.UUID | None) -> bool:
    return queue.enqueue("retain", name, days, reason, staff_name, workstation_id)


def run(name: str, days: int, reason: str, staff_name: str, workstation_id: uuid.UUID) -> int:
    """Perform the action on one job after the other for two minutes, then hand the rest on. Returns how many went."""
    who = Who(Actor.ADMIN, staff_name, db.session.get_one(Workstation, workstation_id))
    body = {"staff_name": staff_name, "reason": reason, "retention_days": days}
    asked, until, done = RetentionAsked.model_validate(body), time.monotonic() + AT_A_TIME_S, 0
    passed_over: set[uuid.UUID] = set()
    while job_id := db.session.scalar(_next(name, asked, passed_over)):
        if time.monotonic() > until:
            _hand_over(name, days, reason, staff_name, workstation_id)
            break
        done += _perform(name, job_id, body, who, passed_over)
    log.info("%s: %d jobs", name, done)
    return done


def _perform(name: str, job_id: uuid.UUID, body: dict[str, object], who: Who, passed_over: set[uuid.UUID]) -> bool:
    """Perform the action on one job; one that cannot be, for now, is passed over and said in the log."""
    try:
        job_service.perform(name, job_id, body, who)
    except StorageUnavailable:
        raise
    except Problem as problem:
        db.session.rollback()
        passed_over.add(job_id)
        log.warning("%s of job %s: %s", name, job_id, problem.detail)
        return False
    return True


def _next(name: str, asked: RetentionAsked, passed_over: set[uuid.UUID]) -> Select[uuid.UUID]:
    ours = (*_old_enough(name, asked), Job.id.not_in(passed_over))
    return select(Job.id).where(*ours).order_by(Job.status_at, Job.id).limit(1)


def _old_enough(name: str, asked: RetentionAsked) -> tuple[ColumnElement[bool], ...]:
    before = clock.now() - timedelta(days=asked.retention_days)
    return Job.status.in_(ACTIONS[name].sources), Job.status_at <= before


def _sentence(name: str, count: int, days: int) -> str:
    if not count:
        return f"No job has been closed for {days} days or longer; there is nothing to do."
    jobs = "1 job" if count == 1 else f"{count} jobs"
    if name == "archive":
        return f"{jobs} closed for at least {days} days would move to Archived. Nothing is deleted."
    return f"{jobs} archived for at least {days} days would be deleted for good, with all their files."
