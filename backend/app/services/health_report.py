"""Health for people: each component with what the alerts say of it, and the facts behind the states."""

import shutil
from datetime import datetime

from sqlalchemy import func, select

from app.extensions import db
from app.models import Alert, Heartbeat, OutboxMail
from app.schemas.health import HealthFacts, HealthPart, HealthReport
from app.services import backup_service, health_service, mail_lane
from app.services.alert_mail import PARTS
from app.services.catalog_service import settings
from app.services.health_service import GIGABYTE
from app.utils import clock


def current() -> HealthReport:
    """Look at every component now and say how it is."""
    found = health_service.check()
    began = {alert.component: alert.since for alert in db.session.scalars(select(Alert))}
    parts = [_part(component, state, began.get(component)) for component, state in found.components.items()]
    return HealthReport(
        status=found.status, version=found.version, checked_at=clock.now(), parts=parts, facts=_facts()
    )  # fmt: skip


def _part(component: str, state: str, since: datetime | None) -> HealthPart:
    is_well = state == "ok"
    _, means, advice = (None, None, None) if is_well else PARTS.get(component, (None, None, None))
    return HealthPart(component=component, state=state, since=None if is_well else since, means=means, advice=advice)


def _facts() -> HealthFacts:
    seen = {beat.process: beat.at for beat in db.session.scalars(select(Heartbeat))}
    waiting = select(func.count(), func.min(OutboxMail.created_at)).where(mail_lane.IS_QUEUED)
    count, oldest = db.session.execute(waiting).one()
    disk, backups = shutil.disk_usage(settings().data_dir), backup_service.state()
    return HealthFacts(
        worker_seen_at=seen.get("worker"), scheduler_seen_at=seen.get("scheduler"),
        waiting_mails=count, oldest_mail_at=oldest,
        free_bytes=disk.free, total_bytes=disk.total, floor_bytes=int(settings().disk_floor_gb * GIGABYTE),
        last_backup_at=backups.last_backup, last_drill_at=backups.last_drill,
        backup_failure=backups.failure, backup_failed_at=backups.failed_at,
    )  # fmt: skip
