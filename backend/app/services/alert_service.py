"""Tell the lab's admin by mail when a part of the system is not well, once, and again when it is.

A part counts as ill when three looks in a row, a minute apart, found it so: what comes back by itself alarms nobody.
"""

import logging

from app.extensions import db
from app.models import Alert
from app.services import alert_mail, health_service
from app.services.audit import news
from app.utils import clock

log = logging.getLogger(__name__)
TELL_AFTER = 3
WELL = "ok"


def look() -> int:
    """Look at every part once, and at the news of the file check. Returns how many mails were sent; without ADMIN_EMAIL
    it only writes to the log."""
    health = health_service.check()
    db.session.rollback()
    ill = (_note(component, state) for component, state in health.components.items() if state != "unknown")
    return sum(ill) + news.tell()


def _note(component: str, state: str) -> bool:
    alert = db.session.get(Alert, component)
    if state != WELL:
        return _ill(alert or Alert(component=component, since=clock.now(), times_seen=0), state)
    return _well(alert) if alert else False


def _ill(alert: Alert, state: str) -> bool:
    alert.state, alert.times_seen = state, alert.times_seen + 1
    db.session.add(alert)
    db.session.commit()
    if alert.told_at or alert.times_seen < TELL_AFTER:
        return False
    log.warning("%s is not well (%s) since %s", alert.component, state, alert.since)
    if not alert_mail.leaves(alert_mail.ill(alert)):
        return False
    alert.told_at = clock.now()
    db.session.commit()
    return True


def _well(alert: Alert) -> bool:
    was_told = alert.told_at is not None
    if was_told and not alert_mail.leaves(alert_mail.well(alert)):
        return False
    log.info("%s is well again", alert.component)
    db.session.delete(alert)
    db.session.commit()
    return was_told
