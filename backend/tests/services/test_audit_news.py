"""The lab's admin gets one mail for what is new, none for what is known, and the check does not depend on it."""

import email
from email.message import Message

import pytest
from flask import Flask
from sqlalchemy import select

from app.config import Settings
from app.extensions import db
from app.models import Audit, Event
from app.services import alert_service, event_chain, health_service, mail_transport, share
from app.services.audit import news, scan
from tests import acts, damage


@pytest.fixture
def told(app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation whose admin wants to be told."""
    for process in ("worker", "scheduler"):
        health_service.beat(process)
    monkeypatch.setitem(app.extensions, "settings", settings.model_copy(update={"admin_email": "desk@example.edu"}))


def told_after_a_check() -> bool:
    """Check, and let the alerts look once; returns whether a mail left."""
    damage.check()
    return news.tell()


def mails() -> list[Message]:
    folder = mail_transport.folder()
    files = sorted(folder.glob("*-alert-*.eml")) if folder.is_dir() else []
    return [email.message_from_bytes(file.read_bytes()) for file in files]


def test_what_is_new_is_told_once(told: None) -> None:
    job = damage.job_with_folder()
    assert not told_after_a_check()
    damage.missing_file(job)
    damage.orphan_file(job)
    assert told_after_a_check()
    assert not told_after_a_check()
    (mail,) = mails()
    assert (mail["To"], "the file check has 2 new findings" in mail["Subject"]) == ("desk@example.edu", True)
    text = mail.get_payload(decode=True).decode()  # type: ignore[union-attr]  # one part, as we wrote it
    assert "- Missing file: 1" in text
    assert "/admin" in text
    assert job.student_name not in text


def test_without_an_address_nobody_is_told(app: Flask) -> None:
    damage.orphan_file(damage.job_with_folder())
    assert not told_after_a_check()
    assert mails() == []


def test_a_mail_that_cannot_leave_is_tried_at_every_look(told: None) -> None:
    """What came meanwhile is told with it; what was put right meanwhile is not."""
    jobs = [damage.job_with_folder() for _ in range(2)]
    damage.orphan_file(jobs[0])
    missing = damage.missing_file(jobs[1])
    mail_transport.folder().parent.mkdir(exist_ok=True)
    mail_transport.folder().write_text("a file where the folder should be")
    assert not told_after_a_check()
    damage.orphan_folder(jobs[0])
    damage.home(jobs[1]).joinpath(jobs[1].file_name).write_bytes(f"solid {jobs[1].number}".encode())
    assert not told_after_a_check()
    mail_transport.folder().unlink()
    assert alert_service.look() == 1
    assert alert_service.look() == 0
    (mail,) = mails()
    text = mail.get_payload(decode=True).decode()  # type: ignore[union-attr]  # one part, as we wrote it
    assert missing not in text
    assert [line for line in text.splitlines() if line.startswith("- ")] == [
        "- File that belongs to no job: 1", "- Folder that belongs to no job: 1",
    ]  # fmt: skip


def test_what_is_put_right_before_it_was_told_is_not_told(told: None) -> None:
    job = damage.job_with_folder()
    lost = damage.orphan_file(job)
    damage.check()
    (share.root() / lost).unlink()
    damage.check()
    assert not news.tell()
    assert mails() == []


def test_that_a_check_has_ended_stands_in_the_log(app: Flask) -> None:
    damage.orphan_file(damage.job_with_folder())
    damage.check(is_deep=True)
    with acts.away():
        db.session.add(Audit(started_by="Dora Hartwig"))
        db.session.commit()
        scan.run()
    lines = list(db.session.scalars(select(Event).where(Event.type == "AuditFinished").order_by(Event.id)))
    assert [(line.triggered_by, line.public_details) for line in lines] == [
        ("system", {"status": "done", "deep": True, "counts": {"orphan_file": 1}, "new": 1}),
        ("Dora Hartwig", {"status": "aborted", "deep": False}),
    ]
    assert event_chain.verify().broken is None
