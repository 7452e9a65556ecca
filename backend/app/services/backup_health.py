"""Whether there is a backup to rely on: one made lately, and one tried out lately."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.extensions import db
from app.models import Workstation
from app.services import backup_manifest, backup_state
from app.utils import clock

MADE_WITHIN = timedelta(days=2)
TRIED_WITHIN = timedelta(days=8)


def state() -> str:
    """Say `ok`, or what is missing; a young installation has as much time as an old one."""
    began = db.session.scalar(select(func.min(Workstation.created_at))) or clock.now()
    noted, backups = backup_state.noted(), backup_manifest.whole()
    made = backup_manifest.made_at(backups[-1]) if backups else began
    tried = _moment(noted.get("last_drill")) or began
    failed = _moment(noted.get("failed_at"))
    if failed and failed > made:
        return "failed"
    if noted.get("drill_failed_at"):
        return "drill failed"
    if made < clock.now() - MADE_WITHIN:
        return "too old"
    return "ok" if tried >= clock.now() - TRIED_WITHIN else "not tried out"


def _moment(noted: str | None) -> datetime | None:
    return datetime.fromisoformat(noted) if noted else None
