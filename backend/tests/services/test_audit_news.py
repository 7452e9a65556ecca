"""The lab's admin gets one mail for what is new, none for what is known, and the check does not depend on it."""

import email
from email.message import Message

import pytest
from flask import Flask

from app.config import Settings
from app.services import mail_transport
from tests import damage


@pytest.fixture
def told(app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation whose admin wants to be told."""
    monkeypatch.setitem(app.extensions, "settings", settings.model_copy(update={"admin_email": "desk@example.edu"}))


def mails() -> list[Message]:
    folder = mail_transport.folder()
    files = sorted(folder.glob("*-alert-*.eml")) if folder.is_dir() else []
    return [email.message_from_bytes(file.read_bytes()) for file in files]


def test_what_is_new_is_told_once(told: None) -> None:
    job = damage.job_with_folder()
    damage.check()
    assert mails() == []
    damage.missing_file(job)
    damage.orphan_file(job)
    for _ in range(2):
        damage.check()
    (mail,) = mails()
    assert (mail["To"], "the file check has 2 new findings" in mail["Subject"]) == ("desk@example.edu", True)
    text = mail.get_payload(decode=True).decode()  # type: ignore[union-attr]  # one part, as we wrote it
    assert "- Missing file: 1" in text
    assert "/admin" in text
    assert job.student_name not in text


def test_without_an_address_nobody_is_told(app: Flask) -> None:
    damage.orphan_file(damage.job_with_folder())
    damage.check()
    assert mails() == []


def test_a_mail_that_cannot_leave_holds_up_nothing(told: None) -> None:
    damage.orphan_file(damage.job_with_folder())
    mail_transport.folder().parent.mkdir(exist_ok=True)
    mail_transport.folder().write_text("a file where the folder should be")
    audit = damage.check()
    mail_transport.folder().unlink()
    assert (audit.status, len(damage.found(audit))) == ("done", 1)
