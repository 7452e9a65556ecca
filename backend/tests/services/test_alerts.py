"""Alerts: after three looks, once, saying what to do, and once more when all is well."""

import email
from datetime import timedelta
from email.message import Message

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.config import Settings
from app.extensions import db
from app.models import Alert, Workstation
from app.services import alert_service, health_service, mail_transport
from app.services.alert_mail import PARTS
from app.utils import clock
from tests import acts
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("healthy")


@pytest.fixture
def healthy(app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation that is well, and whose admin wants to be told."""
    monkeypatch.setitem(app.extensions, "settings", settings.model_copy(update={"admin_email": "desk@example.edu"}))
    for process in ("worker", "scheduler"):
        health_service.beat(process)


def mails() -> list[Message]:
    folder = mail_transport.folder()
    files = sorted(folder.glob("*-alert-*.eml")) if folder.is_dir() else []
    return [email.message_from_bytes(file.read_bytes()) for file in files]


def test_a_part_that_comes_back_by_itself_alarms_nobody() -> None:
    with acts.away():
        assert [alert_service.look(), alert_service.look()] == [0, 0]
    assert (alert_service.look(), mails()) == (0, [])
    assert db.session.scalars(select(Alert)).all() == []


def test_the_third_look_tells_once_and_the_end_once_more() -> None:
    with acts.away():
        assert [alert_service.look() for _ in range(5)] == [0, 0, 1, 0, 0]
    assert [alert_service.look(), alert_service.look()] == [1, 0]
    ill, well = mails()
    assert (ill["To"], "storage needs a look" in ill["Subject"]) == ("desk@example.edu", True)
    assert "What to do\n" in bytes(ill.get_payload(decode=True)).decode().replace("\r\n", "\n")
    assert "storage is well again" in well["Subject"]


def test_without_an_address_it_is_only_in_the_log(app: Flask, settings: Settings) -> None:
    app.extensions["settings"] = settings
    with acts.away():
        assert [alert_service.look() for _ in range(4)] == [0] * 4
    assert mails() == []


def test_a_mail_that_cannot_leave_is_tried_at_the_next_look() -> None:
    with acts.away():
        alert_service.look(), alert_service.look()
        mail_transport.folder().parent.mkdir(exist_ok=True)
        mail_transport.folder().write_text("a file where the folder should be")
        assert alert_service.look() == 0
        mail_transport.folder().unlink()
        assert alert_service.look() == 1


def test_every_part_has_its_words() -> None:
    assert set(health_service.PROBES) == set(PARTS)


def test_a_backup_that_is_missing_shows_after_two_days(workstation: MakeWorkstation) -> None:
    workstation("back-office")
    assert health_service.check().components["backup"] == "ok"
    db.session.execute(update(Workstation).values(created_at=clock.now() - timedelta(days=3)))
    db.session.commit()
    assert health_service.check().components["backup"] == "too old"


def test_an_address_that_no_mail_can_carry_is_said_in_the_log_and_stops_nothing(
    app: Flask, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    app.extensions["settings"] = settings.model_copy(update={"admin_email": "desk@" + "ü" * 70})
    with acts.away():
        assert [alert_service.look() for _ in range(3)] == [0, 0, 0]
    assert "ADMIN_EMAIL is no address" in caplog.text
