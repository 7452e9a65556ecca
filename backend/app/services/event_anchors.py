"""The head of the event log, kept day by day on the storage: whoever cuts or rewrites the log cannot reach them all."""

import json
import logging
from pathlib import Path

from sqlalchemy import select

from app.extensions import db
from app.models import EventChain
from app.services import file_service, share
from app.utils import clock
from app.utils.errors import StorageUnavailable

log = logging.getLogger(__name__)
FOLDER = ".event-log"


def keep() -> bool:
    """Write today's head to the storage, once a day. Returns whether it was written now; the storage may be away."""
    head = db.session.scalars(select(EventChain)).one()
    now = clock.now()
    content = {"at": now.isoformat(), "count": head.count, "hash": head.hash.hex()}
    db.session.rollback()
    try:
        return share.within(lambda: _write(share.root() / FOLDER / f"{now:%Y-%m-%d}.json", content))
    except (StorageUnavailable, OSError) as error:
        log.warning("the head of the event log was not kept: %s", error)
        return False


def _write(file: Path, content: dict[str, object]) -> bool:
    if file.exists():
        return False
    file.parent.mkdir(exist_ok=True)
    file_service.write_durably(file, (json.dumps(content, indent=2) + "\n").encode())
    return True


def read() -> list[tuple[int, bytes]]:
    """Return all heads that were kept, count and hash, oldest first; none while the storage is away."""
    try:
        return share.within(_read_all)
    except (StorageUnavailable, OSError) as error:
        log.warning("verifying without the kept heads: %s", error)
        return []


def _read_all() -> list[tuple[int, bytes]]:
    kept = [json.loads(file.read_text()) for file in sorted((share.root() / FOLDER).glob("*.json"))]
    return [(each["count"], bytes.fromhex(each["hash"])) for each in kept]
