"""The outbox on the admin page: what became of every mail, another try, and a test mail."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pydantic import SecretStr
from sqlalchemy import select, update

from app.extensions import db
from app.models import Event, Job, MailStatus, OutboxMail
from app.services import email_service, mail_advice, mail_transport
from labtool.paths import ROOT
from labtool.ports import free_port
from tests.mail_server import OK, MailServer, posting_to
from tests.outbox import events, fresh, promised
from tests.world import STAFF

pytestmark = pytest.mark.usefixtures("staff")
BY = {"staff_name": STAFF[0], "reason": "the server is back"}
OUTBOX = "/api/v1/admin/outbox"
TEST = "/api/v1/admin/mail/test"
NO = "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox"


def set_all(**values: object) -> None:
    db.session.execute(update(OutboxMail).values(**values))
    db.session.commit()


def listed(desk: FlaskClient, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.get(f"{OUTBOX}{query}").get_json()["outbox"]
    return found


def retried(desk: FlaskClient, mail: OutboxMail) -> Any:
    return desk.post(f"{OUTBOX}/{mail.id}/retry", json=BY)


def test_every_mail_is_listed_with_what_became_of_it(app: Flask, admin_desk: FlaskClient) -> None:
    server = MailServer()
    with server.running(), posting_to(app, server.port):
        promised()
        email_service.send_due()
        server.at_rcpt = "550 5.1.1 no such user"
        failed = promised()
        email_service.send_due()
        waiting = promised("confirmed")
    first, second, third = listed(admin_desk)
    assert [each["status"] for each in (first, second, third)] == ["queued", "failed", "sent"]
    assert (first["id"], first["kind"], first["attempts"]) == (str(waiting.id), "confirmed", 0)
    assert first["next_attempt_at"]
    assert (second["last_error"], second["attempts"]) == ("550 5.1.1 no such user", 1)
    assert "no such mailbox" in second["advice"]
    assert (second["next_attempt_at"], second["sent_at"]) == (None, None)
    assert (third["to"], third["last_error"], third["advice"]) == ("ann@example.edu", None, None)
    assert third["sent_at"]
    assert second["reference"] == db.session.get_one(Job, failed.job_id).reference
    answer = admin_desk.get(OUTBOX).get_json()
    assert (answer["failed"], answer["health"], answer["next_cursor"]) == (1, "ok", None)


def test_pages_go_on_where_they_ended_and_keep_their_filter(app: Flask, admin_desk: FlaskClient) -> None:
    mails = [promised() for _ in range(5)]
    db.session.execute(update(OutboxMail).where(OutboxMail.id == mails[2].id).values(status=MailStatus.FAILED))
    db.session.commit()
    seen, cursor = [], ""
    while cursor is not None:
        page = admin_desk.get(f"{OUTBOX}?status=queued&limit=2&cursor={cursor}").get_json()
        seen += [each["id"] for each in page["outbox"]]
        cursor = page["next_cursor"]
    assert seen == [str(mail.id) for mail in reversed(mails) if mail.id != mails[2].id]
    assert [each["id"] for each in listed(admin_desk, "?status=failed")] == [str(mails[2].id)]


@pytest.mark.parametrize("query", ["status=lost", "cursor=x", "limit=0", "limit=201"])
def test_a_filter_that_cannot_be_is_refused(admin_desk: FlaskClient, query: str) -> None:
    assert admin_desk.get(f"{OUTBOX}?{query}").status_code == 422


def test_a_mail_of_a_job_that_is_gone_stays_listed(app: Flask, admin_desk: FlaskClient) -> None:
    promised()
    set_all(job_id=uuid.uuid4())
    assert [each["reference"] for each in listed(admin_desk)] == [None]


def test_a_failed_mail_is_tried_again_and_arrives(app: Flask, admin_desk: FlaskClient) -> None:
    server = MailServer()
    with server.running(), posting_to(app, server.port):
        server.at_data = "554 5.7.1 looks like spam"
        mail = promised()
        email_service.send_due()
        server.at_data = OK
        answer = retried(admin_desk, mail)
        assert (answer.status_code, answer.get_json()["status"], answer.get_json()["attempts"]) == (200, "queued", 0)
        assert email_service.send_due() == 1
    assert fresh(mail).status is MailStatus.SENT
    assert events(mail.job_id) == ["EmailFailed", "EmailRetried", "EmailSent"]
    line = db.session.scalars(select(Event).where(Event.type == "EmailRetried")).one()
    assert (line.triggered_by, line.details["reason"], line.details["kind"]) == (*BY.values(), "received")


def test_a_waiting_mail_is_tried_now_and_opens_a_closed_lane(app: Flask, admin_desk: FlaskClient) -> None:
    server = MailServer()
    account = {"smtp_username": "print-lab", "smtp_password": SecretStr("secret")}
    with server.running(**server.asks_who), posting_to(app, server.port, **account):
        server.at_sign_in = NO
        mails = [promised() for _ in range(3)]
        email_service.send_due()
        page = admin_desk.get(OUTBOX).get_json()
        assert page["health"] == "refused sign-in"
        assert [each["advice"] for each in page["outbox"] if each["attempts"]] == [mail_advice.about(NO)]
        server.at_sign_in = OK
        assert retried(admin_desk, mails[2]).status_code == 200
        assert email_service.send_due() == 3


def test_a_mail_older_than_three_days_has_one_try(app: Flask, admin_desk: FlaskClient) -> None:
    mail = promised()
    set_all(status=MailStatus.FAILED, created_at=OutboxMail.created_at - timedelta(hours=80))
    with posting_to(app, free_port()):
        retried(admin_desk, mail)
        email_service.send_due()
    assert fresh(mail).status is MailStatus.FAILED
    assert "given up after 72 hours" in (mail.last_error or "")


@pytest.mark.parametrize("status", [MailStatus.SENT, MailStatus.SUPERSEDED])
def test_what_is_done_with_is_not_tried_again(app: Flask, admin_desk: FlaskClient, status: MailStatus) -> None:
    mail = promised()
    set_all(status=status)
    answer = retried(admin_desk, mail)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "conflict")
    assert events(mail.job_id) == []


def test_an_unknown_mail_is_not_found(admin_desk: FlaskClient) -> None:
    assert admin_desk.post(f"{OUTBOX}/{uuid.uuid4()}/retry", json=BY).status_code == 404


@pytest.mark.parametrize("missing", ["staff_name", "reason"])
def test_every_write_says_who_and_why(admin_desk: FlaskClient, missing: str) -> None:
    body = {name: value for name, value in BY.items() if name != missing}
    for path in (f"{OUTBOX}/{uuid.uuid4()}/retry", TEST):
        answer = admin_desk.post(path, json=body | {"to": "glen@example.edu"})
        assert [each["field"] for each in answer.get_json()["fields"]] == [missing]


def test_a_test_mail_is_sent_at_once(app: Flask, admin_desk: FlaskClient) -> None:
    server = MailServer()
    with server.running(), posting_to(app, server.port):
        answer = admin_desk.post(TEST, json=BY | {"to": "Glen@Example.edu"})
    assert (answer.status_code, answer.get_json()["is_sent"]) == (200, True)
    assert "glen@example.edu" in answer.get_json()["message"]
    assert server.recipients == ["glen@example.edu"]
    assert "Test mail" in server.mails[0]["Subject"]
    line = db.session.scalars(select(Event)).one()
    assert (line.type, line.triggered_by) == ("EmailTested", STAFF[0])
    assert line.details == {"is_sent": True, "reason": BY["reason"]}


def test_a_test_mail_says_what_the_server_said_and_what_to_do(app: Flask, admin_desk: FlaskClient) -> None:
    server = MailServer()
    account = {"smtp_username": "print-lab", "smtp_password": SecretStr("secret")}
    with server.running(**server.asks_who), posting_to(app, server.port, **account):
        server.at_sign_in = NO
        told = admin_desk.post(TEST, json=BY | {"to": "glen@example.edu"}).get_json()
        assert (told["is_sent"], told["said"]) == (False, NO)
        assert "SMTP AUTH is switched off" in told["advice"]
        email_service.send_due()
        waiting = promised()
        email_service.send_due()
        server.at_sign_in = OK
        assert admin_desk.post(TEST, json=BY | {"to": "glen@example.edu"}).get_json()["is_sent"] is True
        assert email_service.send_due() == 1
    assert fresh(waiting).status is MailStatus.SENT


@pytest.mark.parametrize("to", ["nobody", "a@", "a@\u05d01.com"])
def test_a_test_mail_wants_an_address_that_a_mail_can_carry(admin_desk: FlaskClient, to: str) -> None:
    answer = admin_desk.post(TEST, json=BY | {"to": to})
    assert answer.status_code == 422
    assert [each["field"] for each in answer.get_json()["fields"]] == ["to"]


def test_a_test_mail_of_a_trial_installation_is_written(app: Flask, admin_desk: FlaskClient) -> None:
    told = admin_desk.post(TEST, json=BY | {"to": "glen@example.edu"}).get_json()
    assert str(mail_transport.folder()) in told["message"]
    assert len(list(mail_transport.folder().glob("*-test-*.eml"))) == 1
    assert admin_desk.get("/api/v1/inbox").get_json()["mails"] == []


def test_every_advice_stands_in_the_guide() -> None:
    guide = (ROOT / "docs" / "office-365.md").read_text()
    marks = [mark.strip() for mark, _ in mail_advice.ADVICE if mark[:4] in {"AADS", "5.7."} or mark == "SendAsDenied"]
    assert [mark for mark in marks if mark not in guide] == []
