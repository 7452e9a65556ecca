"""Put findings right, one after the other: each is looked at once more before anything is done about it."""

import uuid

from sqlalchemy import select

from app.extensions import db
from app.models import Audit, AuditFinding, Job
from app.schemas.audit import Resolution, ResolveBody, Resolved
from app.schemas.base import parse
from app.schemas.desk import AdminBody
from app.services import background, cleaning, event_service, live, move_service, queue, share, staff_service
from app.services.audit import look
from app.services.audit.kinds import Code, Suspect
from app.services.audit.repair import Repair
from app.services.audit.repairs import REPAIRS
from app.services.catalog_service import settings
from app.services.event_service import Who
from app.services.turns import take
from app.utils import clock
from app.utils.errors import Conflict, NotFound

UNKNOWN = "There is no such finding (any more). Reload the report."
PAST = "This is no longer so; there was nothing to do."
BUSY = "It could not be done right now: {error}. Perhaps a program holds the file; close it and try again."


def resolve(payload: object, who: Who) -> Resolved:
    """Put the named findings right, or tell what would happen. Raises Invalid, NotFound, StorageUnavailable."""
    body = parse(ResolveBody, payload)
    if not body.dry_run:
        who = staff_service.acting(who, parse(AdminBody, payload).staff_name)
    share.within(lambda: None)
    ids = body.ids()
    known = set(db.session.scalars(select(AuditFinding.id).where(AuditFinding.id.in_(ids))))
    if set(ids) - known:
        raise NotFound(UNKNOWN)
    return Resolved(dry_run=body.dry_run, results=[_one(each, body, who) for each in ids])


def _one(finding_id: uuid.UUID, body: ResolveBody, who: Who) -> Resolution:
    finding = _held(finding_id)
    try:
        text, is_done = _put_right(finding, body, who)
    except Conflict as refusal:
        text, is_done = refusal.detail, False
    except OSError as error:
        text, is_done = BUSY.format(error=error.strerror or error), False
    finally:
        db.session.rollback()
    return Resolution(finding_id=finding_id, done=is_done, text=text)


def _held(finding_id: uuid.UUID) -> AuditFinding:
    """Hold a finding, and keep every other resolution waiting."""
    take("file check resolution")
    return db.session.get_one(AuditFinding, finding_id, with_for_update=True, populate_existing=True)


def _put_right(finding: AuditFinding, body: ResolveBody, who: Who) -> tuple[str, bool]:
    if finding.resolved_at:
        return f"{finding.resolved_by} has resolved this already: {finding.resolution}", False
    job = _held_job(finding.job_id)
    suspect = _again(finding)
    if suspect is None:
        return _close(finding, None, PAST, body, who), not body.dry_run
    if not body.dry_run:
        cleaning.require()
    text = REPAIRS[suspect.code](Repair(suspect, job, who, is_real=not body.dry_run))
    return _close(finding, job, text, body, who), not body.dry_run


def _held_job(job_id: uuid.UUID | None) -> Job | None:
    """Hold the job's row, so that its folder goes nowhere meanwhile."""
    statement = select(Job).where(Job.id == job_id).with_for_update(of=Job).execution_options(populate_existing=True)
    return db.session.scalars(statement).one_or_none() if job_id else None


def _again(finding: AuditFinding) -> Suspect | None:
    """Look at a finding again; None when it holds no more."""
    name = str(finding.details.get("name", ""))
    seen = Suspect(Code(finding.code), finding.path, finding.job_id, dict(finding.details), name)
    return next(iter(look.confirm([seen], db.session.get_one(Audit, finding.audit_id).is_deep)), None)


def _close(finding: AuditFinding, job: Job | None, text: str, body: ResolveBody, who: Who) -> str:
    """Note in the log and at the finding what was done, commit, and let the folder follow."""
    if body.dry_run:
        return text
    told = {"code": finding.code, "path": finding.path, "resolution": text, "reason": body.reason}
    event_service.record("AuditFindingResolved", who, finding.job_id, **told)  # a path may name its student
    finding.resolved_at, finding.resolved_by, finding.resolution = clock.now(), who.name, text
    if job is not None:
        live.job_changed(job)
    sha256 = finding.path.removeprefix("thumbnails/").removesuffix(".png")
    is_picture, job_id = sha256 != finding.path and finding.path.startswith("thumbnails/"), job.id if job else None
    db.session.commit()
    if is_picture:
        queue.enqueue("inspect_original", sha256)
    if job_id:
        background.run(lambda: move_service.follow(job_id), settings().inline_move_s)
    return text
