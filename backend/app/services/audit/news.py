"""Tell the lab's admin by mail when a check found something new; best effort, as the report keeps it in any case."""

import logging
from collections.abc import Mapping

from app.services import alert_mail, catalog_service
from app.services.alert_mail import Written
from app.services.audit.kinds import KINDS, Code
from app.services.catalog_service import settings
from app.services.mail_outcomes import Undelivered

log = logging.getLogger(__name__)


def tell(new: Mapping[Code, int]) -> bool:
    """Send a mail that counts the new findings, if there are any and ADMIN_EMAIL is set. Returns whether it left."""
    to = settings().admin_email
    if not new or not to:
        return False
    try:
        alert_mail.send(to, _written(new))
    except Undelivered as error:
        log.warning("the mail about new findings could not be sent: %s", error)
        return False
    return True


def _written(new: Mapping[Code, int]) -> Written:
    count = sum(new.values())
    found = f"{count} new {'finding' if count == 1 else 'findings'}"
    lines = "\n".join(f"- {KINDS[code].title}: {number}" for code, number in sorted(new.items()))
    text = (
        f"The file check compared the storage with what the system knows, and has {found}:\n\n{lines}\n\n"
        "What to do\nOpen Admin > File check. Each finding says what it means and what would be done about it; nothing "
        f"is changed before somebody says so.\n\n{settings().public_url}/admin\n"
    )
    return Written(f"{catalog_service.current().lab_name}: the file check has {found}", text)
