"""Everything on a disk and in the tables at a moment, to tell whether something has changed it."""

import hashlib
from pathlib import Path

from sqlalchemy import text

from app.extensions import db
from app.models import Base

OWN = {"audits", "audit_findings", "alerts", "events", "event_links", "event_chain"}


def tree_of(*roots: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return everything below some folders with times and content."""
    found = {}
    for root in roots:
        for file in root.rglob("*"):
            status = file.lstat()
            content = file.read_bytes() if file.is_file() else b""
            found[str(file)] = (status.st_size, status.st_mtime_ns, content)
    return found


def tables() -> dict[str, str]:
    """Return a digest of every table but the check's own."""
    db.session.rollback()
    rows = {
        name: repr(db.session.execute(text(f"SELECT * FROM {name} ORDER BY 1")).all())
        for name in sorted(set(Base.metadata.tables) - OWN)
    }
    return {name: hashlib.sha256(told.encode()).hexdigest() for name, told in rows.items()}
