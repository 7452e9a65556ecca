"""What the worker does on a hint: one line onto a service each. Every task is safe to repeat; arguments are text."""

import uuid

from app.services import email_service, inspection_service, move_service, queue, retention_service
from app.services.audit import scan


def send_mail(mail_id: str) -> None:
    """Send one mail of the outbox."""
    email_service.send(uuid.UUID(mail_id))


def welcome(job_id: str, sha256: str) -> None:
    """Do what a new job waits for: its file is to be read, its folder to be made, its first mail to be sent."""
    queue.enqueue("inspect_original", sha256)
    move_service.follow(uuid.UUID(job_id))
    email_service.send_of_job(uuid.UUID(job_id))


def inspect_original(sha256: str) -> None:
    """Let the inspector read one original."""
    inspection_service.inspect(sha256)


def check_files() -> None:
    """Do the file check that was asked for."""
    scan.run()


def retain(name: str, days: str, reason: str, staff_name: str, workstation_id: str) -> None:
    """Archive or prune what is old enough."""
    retention_service.run(name, int(days), reason, staff_name, uuid.UUID(workstation_id))
