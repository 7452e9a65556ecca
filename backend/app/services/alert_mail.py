"""What an alert says: which part, since when, what it means for the lab, and what to do."""

import logging
from typing import NamedTuple

from app.extensions import db
from app.models import Alert
from app.services import catalog_service, mail_lane, mail_rendering, mail_transport
from app.services.catalog_service import settings
from app.services.mail_outcomes import Refused, Undelivered

log = logging.getLogger(__name__)
# Component -> its name for people, what its illness means, what to do.
PARTS = {
    "redis": (
        "the broker",
        "Nothing is lost: mails and folders follow every ten seconds instead of at once.",
        "Look whether Valkey runs (./lab status or docker compose ps) and start it again.",
    ),
    "worker": (
        "the worker",
        "New models are looked into more slowly; nothing is lost.",
        "Look into its log (./lab logs) and restart it; ./lab up restarts it by itself unless it fails at once.",
    ),
    "scheduler": (
        "the scheduler",
        "Reminders, retries of mails and moved folders wait.",
        "Look into its log (./lab logs) and restart it.",
    ),
    "storage": (
        "the lab's storage",
        "Students can submit and staff can work; folders follow when it is back. Only approving has to wait.",
        "Look whether the share is mounted on the server and its host runs; ./lab doctor --share PATH tests it.",
    ),
    "mail": (
        "mail",
        "Mails wait and go out once the server takes them. Students do not get their prices meanwhile.",
        "Open Admin > Mail: each mail shows what the server said and what to do. This alert itself may come late.",
    ),
    "disk": (
        "the server's disk",
        "It is nearly full. Below the limit no new models are taken, so that what is there stays safe.",
        "Free some space, or archive and prune old jobs (Admin > Old jobs).",
    ),
    "backup": (
        "the backups",
        "There may be no backup to rely on: one failed, or the last good one, or the last one tried out, is too old.",
        "Run ./lab backup create and ./lab backup drill, and read what they say.",
    ),
}


class Written(NamedTuple):
    """A mail's subject and text."""

    subject: str
    text: str


def ill(alert: Alert) -> Written:
    """Say that a part is not well."""
    name, meaning, advice = PARTS[alert.component]
    since = mail_rendering.moment(alert.since)
    text = f"Since {since}, {name} is not well: {alert.state}.\n\nWhat it means\n{meaning}\n\nWhat to do\n{advice}\n\n"
    return Written(f"{_lab()}: {name} needs a look", text + f"You get one more mail, once it is well.\n\n{_health()}\n")


def well(alert: Alert) -> Written:
    """Say that a part is well again."""
    name = PARTS[alert.component][0]
    since = mail_rendering.moment(alert.since)
    text = f"What began on {since} is over: {name} is well again. There is nothing left to do.\n\n{_health()}\n"
    return Written(f"{_lab()}: {name} is well again", text)


def send(to: str, written: Written) -> None:
    """Send a mail to the admin now, past the outbox, which speaks of jobs.

    Raises Undelivered.
    """
    try:
        recipient = mail_rendering.recipient_address("", to)
    except ValueError as error:
        raise Refused("ADMIN_EMAIL is no address that a mail can carry") from error
    letter = mail_rendering.plain("alert", recipient, *written)
    db.session.rollback()  # nobody holds a transaction while the mail server thinks
    mail_transport.deliver(letter)


def leaves(written: Written) -> bool:
    """Send a mail to ADMIN_EMAIL now; False without one, or when the mail cannot leave yet: a later look tries again.

    Nothing is tried while the mail server refuses our sign-in.
    """
    to = settings().admin_email
    if not to or mail_lane.is_closed():
        return False
    try:
        send(to, written)
    except Undelivered as error:
        log.warning("a mail to the admin could not be sent: %s", error)
        return False
    return True


def _lab() -> str:
    return catalog_service.current().lab_name


def _health() -> str:
    return f"{settings().public_url}/api/v1/health"
