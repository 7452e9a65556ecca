"""Mails meet a real mail server in every mood, and whoever sends them may lose the race or the way."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from app.extensions import db
from app.models import Job, MailStatus, OutboxMail
from app.services import email_service
from app.utils import clock
from labtool.ports import free_port
from tests.factories import make_job
from tests.mail_server import MailServer, mute, posting_to
from tests.outbox import events, fresh, make_due, make_older, promised


@pytest.fixture
def server(app: Flask) -> Iterator[MailServer]:
    with MailServer().running() as found, posting_to(app, found.port):
        yield found


def seconds_until(mail: OutboxMail) -> float:
    return (mail.next_attempt_at - clock.now()).total_seconds()


def test_sent_once_and_written_down(server: MailServer) -> None:
    mail = promised()
    assert email_service.send_due() == 1
    assert email_service.send_due() == 0
    email_service.send(mail.id)
    assert fresh(mail).status is MailStatus.SENT
    assert (mail.attempts, mail.last_error, mail.lease_owner) == (1, None, None)
    assert mail.sent_at is not None
    assert [found["Message-ID"] for found in server.mails] == [mail.message_id]
    assert server.recipients == ["ann@example.edu"]
    assert events(mail.job_id) == ["EmailSent"]
    assert email_service.health() == "ok"


def test_only_what_is_due_of_one_job_is_sent(server: MailServer) -> None:
    mail, of_another_job = promised(), promised()
    later = promised(job=db.session.get_one(Job, mail.job_id))
    later.next_attempt_at = clock.now() + timedelta(hours=1)
    db.session.commit()
    email_service.send_of_job(mail.job_id)
    assert [fresh(each).status for each in (mail, later, of_another_job)] == [
        MailStatus.SENT, MailStatus.QUEUED, MailStatus.QUEUED,
    ]  # fmt: skip


def test_an_address_beyond_ascii_needs_a_server_that_can(app: Flask) -> None:
    able = MailServer()
    with able.running(), posting_to(app, able.port):
        promised(job=make_job(student_email="δοκιμή@example.edu"))
        assert email_service.send_due() == 1
    assert able.recipients == ["δοκιμή@example.edu"]


def test_a_server_that_defers_is_asked_again_on_schedule(server: MailServer) -> None:
    server.at_rcpt = "451 4.3.0 try later"
    mail = promised()
    waits = []
    for _ in range(9):
        assert email_service.send_due() == 0
        waits.append(round(seconds_until(fresh(mail))))
        make_due()
    expected = [30, 60, 120, 300, 600, 1200, 1800, 3600, 3600]
    assert all(0.88 * want <= got <= 1.11 * want for want, got in zip(expected, waits, strict=True)), waits
    assert "451 4.3.0 try later" in (mail.last_error or "")
    assert events(mail.job_id) == []
    server.at_rcpt = "250 OK"
    assert email_service.send_due() == 1
    assert fresh(mail).last_error is None


@pytest.mark.parametrize(("where", "answer"), [("at_rcpt", "550 5.1.1 no such user"), ("at_data", "554 5.7.1 no")])
def test_a_permanent_refusal_fails_at_once(server: MailServer, where: str, answer: str) -> None:
    setattr(server, where, answer)
    mail = promised()
    assert email_service.send_due() == 0
    assert fresh(mail).status is MailStatus.FAILED
    assert mail.last_error == answer
    assert events(mail.job_id) == ["EmailFailed"]
    assert email_service.health() == "ok"
    for _ in range(2):
        promised()
    email_service.send_due()
    assert email_service.health() == "refused"


def test_a_refused_sender_is_no_fault_of_the_mail(server: MailServer) -> None:
    server.at_mail = "550 5.7.60 not allowed to send as this sender"
    mail = promised()
    email_service.send_due()
    assert fresh(mail).status is MailStatus.QUEUED
    assert email_service.health() == "unreachable"


def test_after_three_days_a_mail_is_given_up(server: MailServer) -> None:
    server.at_data = "452 4.2.2 mailbox full"
    mail = promised()
    make_older(timedelta(hours=72))
    email_service.send_due()
    assert fresh(mail).status is MailStatus.FAILED
    assert mail.last_error == "given up after 72 hours; at last: 452 4.2.2 mailbox full"


def test_a_refused_connection_costs_one_try_a_round_and_all_arrive_when_it_is_back(app: Flask) -> None:
    server = MailServer()
    mails = [promised() for _ in range(5)]
    with posting_to(app, server.port):
        assert email_service.send_due() == 0
        assert sorted(fresh(mail).attempts for mail in mails) == [0, 0, 0, 0, 1]
        assert email_service.health() == "unreachable"
        email_service.send(mails[-1].id)  # the worker leaves it to the sweep meanwhile
        assert fresh(mails[-1]).attempts == 0
        with server.running():
            assert email_service.send_due() == 5
    assert len({mail["Message-ID"] for mail in server.mails}) == 5
    assert email_service.health() == "ok"


def test_a_mute_server_costs_its_timeout_and_no_more(app: Flask) -> None:
    mails = [promised() for _ in range(3)]
    with mute() as port, posting_to(app, port, smtp_timeout_s=0.3):
        began = time.monotonic()
        assert email_service.send_due() == 0
        assert time.monotonic() - began < 2
    assert sum(fresh(mail).attempts for mail in mails) == 1
    assert any("timed out" in (mail.last_error or "") for mail in mails)


def test_a_server_that_is_slow_at_every_step_does_not_outlive_the_lease(app: Flask) -> None:
    server = MailServer()
    with server.running(), posting_to(app, server.port, smtp_timeout_s=0.5):
        mail = promised()
        server.pause_s = 0.4
        began = time.monotonic()
        email_service.send_due()
        assert 0.8 < time.monotonic() - began < 1.6
        assert fresh(mail).status is MailStatus.QUEUED


def test_cut_after_data_is_sent_again_under_the_same_id(server: MailServer) -> None:
    server.cuts = True
    mail = promised()
    assert email_service.send_due() == 0
    assert fresh(mail).status is MailStatus.QUEUED
    server.cuts = False
    make_due()
    assert email_service.send_due() == 1
    assert [found["Message-ID"] for found in server.mails] == [mail.message_id] * 2
    assert server.mails[0]["Date"] == server.mails[1]["Date"]


def test_a_server_without_starttls_gets_nothing_in_the_clear(app: Flask) -> None:
    server = MailServer()
    with server.running(), posting_to(app, server.port, smtp_starttls=True):
        mail = promised()
        assert email_service.send_due() == 0
    assert "STARTTLS" in (fresh(mail).last_error or "")
    assert server.mails == []


def test_a_broker_that_is_away_or_mute_costs_a_request_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    mail = promised()
    with mute() as port:
        for url in (f"redis://127.0.0.1:{free_port()}/0", f"redis://127.0.0.1:{port}/0"):
            away = app.extensions["settings"].model_copy(update={"redis_url": url})
            monkeypatch.setitem(app.extensions, "settings", away)
            monkeypatch.setitem(app.extensions, "hints", None)
            began = time.monotonic()
            for _ in range(50):
                email_service.wake(mail)
            assert time.monotonic() - began < 0.6
