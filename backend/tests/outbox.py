"""How tests speak of the outbox: promise a mail, read it afresh, make it due."""

import threading
from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select, update

from app.extensions import db
from app.models import Event, Job, OutboxMail
from app.services import email_service
from tests.factories import make_job


def promised(kind: str = "received", job: Job | None = None) -> OutboxMail:
    """Promise a mail, and commit."""
    mail = email_service.queue(kind, job or make_job())
    db.session.commit()
    return mail


def fresh(mail: OutboxMail) -> OutboxMail:
    """Read the row as it is by now."""
    db.session.rollback()
    db.session.refresh(mail)
    return mail


def events(job_id: object) -> list[str]:
    """List the types of the lines of a job's log."""
    db.session.rollback()
    return list(db.session.scalars(select(Event.type).where(Event.job_id == job_id).order_by(Event.id)))


def make_due() -> None:
    """Let the time until the next try of every mail pass."""
    _ago(next_attempt_at=func.now() - timedelta(seconds=1))


def end_leases() -> None:
    """Let every lease run out."""
    _ago(lease_until=func.now() - timedelta(seconds=1))


def make_older(age: timedelta) -> None:
    """Let every mail have been promised long ago."""
    _ago(created_at=func.now() - age)


def _ago(**values: object) -> None:
    db.session.execute(update(OutboxMail).values(**values))
    db.session.commit()


def in_other_thread(app: Flask, work: Callable[[], object]) -> threading.Thread:
    """Do something beside the test, as another process would."""

    def run() -> None:
        with app.app_context():
            work()

    thread = threading.Thread(target=run)
    thread.start()
    return thread
