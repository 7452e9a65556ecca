"""How the system is, component by component."""

import shutil
from collections.abc import Callable
from datetime import timedelta

from redis.exceptions import RedisError
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import broker, db
from app.models import Heartbeat
from app.schemas.desk import Health
from app.services import backup_health, email_service, share
from app.services.catalog_service import settings
from app.utils import clock

SILENT_AFTER = timedelta(seconds=45)
GIGABYTE = 1024**3
VERSION = "0.1.0"


def beat(process: str) -> None:
    """Note a sign of life of a background process, and commit it."""
    row = insert(Heartbeat).values(process=process, at=clock.now())
    db.session.execute(row.on_conflict_do_update(index_elements=["process"], set_={"at": row.excluded.at}))
    db.session.commit()


def check() -> Health:
    """Ask every component; `error` when the database is down, `degraded` when another is."""
    database = _database()
    components = {"database": database} | (
        {name: probe() for name, probe in PROBES.items()} if database == "ok" else dict.fromkeys(PROBES, "unknown")
    )
    status = "error" if database != "ok" else "ok" if set(components.values()) == {"ok"} else "degraded"
    return Health(status=status, version=VERSION, components=components)


def _database() -> str:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        db.session.rollback()
        return "down"
    return "ok"


def _redis() -> str:
    try:
        broker(settings().redis_url).ping()
    except RedisError:
        return "down"
    return "ok"


def _heartbeat(process: str) -> Callable[[], str]:
    def probe() -> str:
        found = db.session.get(Heartbeat, process)
        return "ok" if found and clock.now() - found.at < SILENT_AFTER else "down"

    return probe


def _disk() -> str:
    """Say whether the host's own disk has room: twice what uploads leave free, so that there is time to act."""
    floor = 2 * settings().disk_floor_gb * GIGABYTE
    return "ok" if shutil.disk_usage(settings().data_dir).free >= floor else "nearly full"


PROBES: dict[str, Callable[[], str]] = {
    "redis": _redis,
    "worker": _heartbeat("worker"),
    "scheduler": _heartbeat("scheduler"),
    "storage": lambda: "ok" if share.is_reachable() else "down",
    "mail": email_service.health,
    "disk": _disk,
    "backup": backup_health.state,
}
