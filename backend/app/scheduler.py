"""The scheduler: `python -m app.scheduler` re-derives from the database, again and again, whatever is still to be done.

Each duty of the table has a thread of its own, so that a hanging storage never holds up the mail. A database lock per
duty keeps two schedulers apart; a failure is logged, and the next round tries again.
"""

import logging
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from app import create_app
from app.extensions import db
from app.services import (
    alert_service,
    backup_service,
    email_service,
    erase_service,
    estimate_learning,
    event_anchors,
    health_service,
    inspection_service,
    move_service,
    trial_service,
    upload_service,
)
from app.services.audit import scan

log = logging.getLogger(__name__)

FAREWELL_S = 8
KNOCK_S = 1


@dataclass(frozen=True)
class Duty:
    """Something to do every so often; `run` must be safe to repeat."""

    name: str
    every_seconds: float
    run: Callable[[], object]


DUTIES = (
    Duty("heartbeat", 10, lambda: health_service.beat("scheduler")),
    Duty("mail", 10, email_service.send_due),
    Duty("alerts", 60, alert_service.look),
    Duty("reminders", 300, email_service.queue_reminders),
    Duty("moves", 10, move_service.sweep),
    Duty("inspections", 10, inspection_service.sweep),
    Duty("head of the log", 3600, event_anchors.keep),
    Duty("uploads", 600, upload_service.expire),
    Duty("moves of the gone", 600, erase_service.sweep),
    Duty("file check", 10, scan.when_due),
    Duty("backup", 300, backup_service.nightly),
    Duty("trial slices", 5, trial_service.sweep),
    Duty("estimates", 24 * 3600, estimate_learning.learn),
)


def run_once(app: Flask, duty: Duty) -> bool:
    """Do a duty unless another scheduler is at it; return whether it was done. Never raises."""
    try:
        with app.app_context():
            return _do_alone(duty)
    except OperationalError as error:
        log.warning("%s: the database is away: %s", duty.name, error.orig)
    except Exception:
        log.exception("%s failed; the next round tries again", duty.name)
    return False


def _do_alone(duty: Duty) -> bool:
    key = func.hashtextextended(f"scheduler/{duty.name}", 0)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as guard:
        if not guard.scalar(select(func.pg_try_advisory_lock(key))):
            return False
        try:
            duty.run()
        finally:
            db.session.remove()
            guard.scalar(select(func.pg_advisory_unlock(key)))
    return True


def start(app: Flask, stopping: threading.Event, duties: tuple[Duty, ...] = DUTIES) -> list[threading.Thread]:
    """Start a thread per duty; they end after `stopping` is set, each with the round at hand."""

    def rounds(duty: Duty) -> None:
        while not stopping.is_set():
            if run_once(app, duty) or not _came_back(app, stopping):
                stopping.wait(duty.every_seconds)

    threads = [threading.Thread(target=rounds, args=(duty,), daemon=True, name=duty.name) for duty in duties]
    for thread in threads:
        thread.start()
    return threads


def _came_back(app: Flask, stopping: threading.Event) -> bool:
    """Wait as long as the database is away; return whether it was. What it held up is then due at once."""
    was_away = False
    while not stopping.is_set() and not _answers(app):
        was_away = True
        stopping.wait(KNOCK_S)
    return was_away


def _answers(app: Flask) -> bool:
    try:
        with app.app_context(), db.engine.connect() as connection:
            connection.execute(select(1))
    except SQLAlchemyError:
        return False
    return True


def main(duties: tuple[Duty, ...] = DUTIES) -> None:
    """Do all duties until SIGTERM or SIGINT."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    threads = start(create_app(), stopping, duties)
    stopping.wait()
    deadline = time.monotonic() + FAREWELL_S
    for thread in threads:
        thread.join(max(0, deadline - time.monotonic()))


if __name__ == "__main__":
    main()
