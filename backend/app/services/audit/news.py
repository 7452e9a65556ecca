"""Tell the lab's admin by mail when a check found something new, with the alerts: until a mail leaves, each look tries.

That there is something to tell is kept as an alert of its own, in the transaction that keeps the findings.
"""

from collections import Counter

from sqlalchemy import delete, exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from app.extensions import db
from app.models import Alert, Audit, AuditFinding, AuditStatus
from app.services import alert_mail, catalog_service
from app.services.alert_mail import Written
from app.services.audit.kinds import KINDS, Code
from app.services.catalog_service import settings
from app.utils import clock

NAME = "file check"


def keep() -> None:
    """Note, in the current transaction, that there is something new to tell."""
    row = insert(Alert).values(component=NAME, state="new findings", since=clock.now(), times_seen=1)
    again = row.on_conflict_do_update(index_elements=["component"], set_={"times_seen": Alert.times_seen + 1})
    db.session.execute(again)


def tell() -> bool:
    """Send a mail about what is new since the last one, and still open. Returns whether one left.

    What a check adds while the mail is on its way is told by the next one, with the rest once more.
    """
    alert = db.session.get(Alert, NAME, populate_existing=True)
    if alert is None:
        return False
    new, seen = _still_new(alert), alert.times_seen
    db.session.rollback()
    if new and not alert_mail.leaves(_written(new)):
        return False
    db.session.execute(delete(Alert).where(Alert.component == NAME, Alert.times_seen == seen))
    db.session.commit()
    return bool(new)


def _still_new(alert: Alert) -> Counter[Code]:
    """Count by kind what was new in a check since the note, and is open in the last one."""
    last = select(Audit.id).where(Audit.status == AuditStatus.DONE).order_by(Audit.id.desc()).limit(1)
    came, its = aliased(AuditFinding), aliased(Audit)
    same = (came.code == AuditFinding.code) & (came.path == AuditFinding.path) & came.is_new
    since = exists().where(same, came.audit_id == its.id, its.finished_at >= alert.since)
    rows = select(AuditFinding.code, func.count()).group_by(AuditFinding.code)
    rows = rows.where(AuditFinding.audit_id == last.scalar_subquery(), AuditFinding.resolved_at.is_(None), since)
    return Counter({Code(code): number for code, number in db.session.execute(rows)})


def _written(new: Counter[Code]) -> Written:
    count = sum(new.values())
    found = f"{count} new {'finding' if count == 1 else 'findings'}"
    lines = "\n".join(f"- {KINDS[code].title}: {number}" for code, number in sorted(new.items()))
    text = (
        f"The file check compared the storage with what the system knows, and has {found}:\n\n{lines}\n\n"
        "What to do\nOpen Admin > File check. Each finding says what it means and what would be done about it; nothing "
        f"is changed before somebody says so.\n\n{settings().public_url}/admin\n"
    )
    return Written(f"{catalog_service.current().lab_name}: the file check has {found}", text)
