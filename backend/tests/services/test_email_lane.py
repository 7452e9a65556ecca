"""The lane to the mail server: closed after a refused sign-in, and never busier than the server allows."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from pydantic import SecretStr
from sqlalchemy import func, select, update

from app.extensions import db
from app.models import MailStatus, OutboxMail
from app.services import alert_service, email_service, mail_lane
from app.services.mail_lane import Limits
from app.utils import clock
from tests.mail_server import OK, MailServer, posting_to
from tests.outbox import fresh, in_other_thread, make_due, promised

ACCOUNT = {"smtp_username": "print-lab", "smtp_password": SecretStr("secret")}
NO = "535 5.7.139 Authentication unsuccessful"


@pytest.fixture
def guarded(app: Flask) -> Iterator[MailServer]:
    server = MailServer()
    with server.running(**server.asks_who), posting_to(app, server.port, **ACCOUNT):
        yield server


def sent() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(OutboxMail.status == MailStatus.SENT)) or 0


def leased() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(mail_lane.IS_LEASED)) or 0


def let_a_minute_pass() -> None:
    db.session.execute(update(OutboxMail).values(sent_at=OutboxMail.sent_at - mail_lane.MINUTE))
    db.session.commit()


def test_a_refused_sign_in_stops_every_mail_for_five_minutes(guarded: MailServer) -> None:
    guarded.at_sign_in = NO
    mails = [promised() for _ in range(3)]
    for _ in range(5):
        assert email_service.send_due() == 0
        for mail in mails:
            email_service.send(mail.id)
    mails.append(promised())
    assert email_service.send_due() == 0
    assert guarded.sign_ins == 1
    assert email_service.health() == "refused sign-in"
    refused = next(mail for mail in map(fresh, mails) if mail.attempts)
    assert refused.last_error == f"sign-in refused: {NO}"
    assert 290 < (refused.next_attempt_at - clock.now()).total_seconds() <= 300


def test_alerts_do_not_knock_at_a_closed_lane_and_come_once_it_is_open(app: Flask, guarded: MailServer) -> None:
    alerted = app.extensions["settings"].model_copy(update={"admin_email": "desk@example.edu"})
    app.extensions["settings"] = alerted  # the fixture puts back what was before
    guarded.at_sign_in = NO
    promised()
    email_service.send_due()
    for _ in range(alert_service.TELL_AFTER + 2):
        assert alert_service.look() == 0
    assert guarded.sign_ins == 1
    guarded.at_sign_in = OK
    make_due()
    email_service.send_due()
    assert alert_service.look() > 0
    assert "desk@example.edu" in guarded.recipients


def test_the_lane_opens_by_itself_once_the_sign_in_works(guarded: MailServer) -> None:
    guarded.at_sign_in = NO
    mails = [promised() for _ in range(4)]
    for _ in range(3):
        email_service.send_due()
        make_due()
    assert guarded.sign_ins == 3
    assert email_service.health() == "refused sign-in"
    guarded.at_sign_in = OK
    assert email_service.send_due() == 4
    assert [fresh(mail).last_error for mail in mails] == [None] * 4
    assert email_service.health() == "ok"


def test_a_mail_that_never_could_be_sent_fails_in_the_open(guarded: MailServer) -> None:
    guarded.at_sign_in = NO
    mail = promised()
    db.session.execute(update(OutboxMail).values(created_at=func.now() - timedelta(hours=72)))
    db.session.commit()
    email_service.send_due()
    assert fresh(mail).status is MailStatus.FAILED
    assert mail.last_error == f"given up after 72 hours; at last: sign-in refused: {NO}"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"mail_transport": "file"}, Limits()),
        ({"mail_transport": "file", "mail_per_minute": 5, "mail_connections": 1}, Limits()),
        ({}, Limits()),
        ({"mail_per_minute": 5, "mail_connections": 1}, Limits(1, 5)),
        ({"smtp_host": "smtp.office365.com"}, Limits(2, 28)),
        ({"smtp_host": "SMTP-mail.Outlook.com", "mail_per_minute": 10}, Limits(2, 10)),
        ({"smtp_host": "notoffice365.com"}, Limits()),
        ({"mail_transport": "smtp_oauth2"}, Limits(2, 28)),
    ],
    ids=str,
)
def test_every_transport_has_its_limits(app: Flask, changes: dict[str, object], expected: Limits) -> None:
    with posting_to(app, 25, **changes):
        assert mail_lane.limits() == expected


def test_no_more_mails_a_minute_than_allowed_and_none_is_lost(app: Flask) -> None:
    server = MailServer()
    with server.running(), posting_to(app, server.port, mail_per_minute=28):
        for _ in range(60):
            promised()
        for expected in (28, 56, 60):
            for thread in [in_other_thread(app, email_service.send_due) for _ in range(4)]:
                thread.join()
            assert sent() == expected == len(server.mails)
            assert email_service.send_due() == 0
            let_a_minute_pass()


def test_no_more_connections_than_allowed_whoever_sends(app: Flask) -> None:
    server = MailServer()
    with server.running(), posting_to(app, server.port, mail_connections=2):
        mails = [promised() for _ in range(8)]
        server.gate.clear()
        threads = [in_other_thread(app, email_service.send_due) for _ in range(2)]
        threads += [in_other_thread(app, partial(email_service.send, mail.id)) for mail in mails[4:]]
        while sum(thread.is_alive() for thread in threads) > 2:
            assert leased() <= 2
        assert leased() == 2
        server.gate.set()
        for thread in threads:
            thread.join()
        email_service.send_due()
    assert sent() == 8
    assert server.most_at_once <= 2


def test_a_killed_sender_holds_its_line_no_longer_than_its_lease(app: Flask) -> None:
    server = MailServer()
    with server.running(), posting_to(app, server.port, mail_connections=1):
        lost, waiting = promised(), promised()
        db.session.execute(
            update(OutboxMail).where(OutboxMail.id == lost.id).values(lease_until=func.now() + timedelta(seconds=45))
        )
        db.session.commit()
        assert email_service.send_due() == 0
        db.session.execute(update(OutboxMail).values(lease_until=func.now() - timedelta(seconds=1)))
        db.session.commit()
        assert email_service.send_due() == 2
        assert fresh(waiting).status is MailStatus.SENT
