"""Who sends a mail may lose the race, the way or the reason to; each mail is sent once all the same."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from app.extensions import db
from app.models import MailStatus, Status
from app.services import email_service, outbox
from app.utils import clock
from tests.factories import make_job
from tests.mail_server import MailServer, posting_to
from tests.outbox import end_leases, events, fresh, in_other_thread, make_older, promised


@pytest.fixture
def server(app: Flask) -> Iterator[MailServer]:
    with MailServer().running() as found, posting_to(app, found.port):
        yield found


def test_two_senders_at_once_send_one_mail(app: Flask, server: MailServer) -> None:
    mail = promised()
    server.gate.clear()
    first = in_other_thread(app, email_service.send_due)
    assert server.entered.wait(5)
    email_service.send(mail.id)
    assert email_service.send_due() == 0
    server.gate.set()
    first.join()
    assert len(server.mails) == 1
    assert fresh(mail).attempts == 1


def test_many_senders_send_each_mail_once(app: Flask, server: MailServer) -> None:
    ids = [promised().message_id for _ in range(12)]
    for thread in [in_other_thread(app, email_service.send_due) for _ in range(4)]:
        thread.join()
    assert sorted(found["Message-ID"] for found in server.mails) == sorted(ids)


def test_who_lost_the_lease_writes_nothing_down(app: Flask, server: MailServer) -> None:
    mail = promised()
    server.gate.clear()
    slow = in_other_thread(app, email_service.send_due)
    assert server.entered.wait(5)
    end_leases()
    taken = outbox.take()
    assert taken
    server.gate.set()
    slow.join()
    assert fresh(mail).status is MailStatus.QUEUED
    assert mail.lease_owner == taken.owner
    assert outbox.note_sent(taken)
    assert events(mail.job_id) == ["EmailSent"]


def test_a_killed_sender_costs_its_lease_and_no_mail(app: Flask, server: MailServer) -> None:
    mail = promised()
    lease = outbox.take()
    assert lease
    assert email_service.send_due() == 0
    assert 0 < (fresh(mail).lease_until - clock.now()).total_seconds() <= 60  # type: ignore[operator]  # it is leased
    end_leases()
    assert email_service.send_due() == 1
    assert fresh(mail).attempts == 2


@pytest.mark.parametrize("kind", ["quote", "reminder"])
@pytest.mark.parametrize(
    "change",
    [{"status": Status.READYTOPRINT}, {"status": Status.CANCELED}, {"confirm_serial": 2}, {"quote_price_cents": 999}],
    ids=str,
)
def test_a_price_that_was_overtaken_is_not_sent(server: MailServer, kind: str, change: dict[str, object]) -> None:
    job = make_job(status=Status.PENDING)
    mail = promised(kind, job)
    for name, value in change.items():
        setattr(job, name, value)
    db.session.commit()
    assert email_service.send_due() == 0
    assert fresh(mail).status is MailStatus.SUPERSEDED
    assert mail.last_error
    assert server.mails == []


def test_a_mail_of_a_deleted_job_is_not_sent(server: MailServer) -> None:
    job = make_job()
    mail = promised("received", job)
    db.session.delete(job)
    db.session.commit()
    email_service.send_due()
    assert (fresh(mail).status, mail.last_error) == (MailStatus.SUPERSEDED, "the job is gone")


def test_ready_is_not_said_of_a_print_that_went_back(server: MailServer) -> None:
    mail = promised("ready_for_pickup", make_job(status=Status.PRINTING))
    email_service.send_due()
    assert fresh(mail).status is MailStatus.SUPERSEDED


def test_a_mail_that_cannot_be_written_stops_no_other(server: MailServer) -> None:
    broken = promised("receipt", make_job(status=Status.COMPLETED))
    fine = promised()
    assert email_service.send_due() == 1
    assert fresh(fine).status is MailStatus.SENT
    assert "no payment" in (fresh(broken).last_error or "")


def test_a_mail_that_waits_for_long_shows_in_health(app: Flask) -> None:
    promised()
    assert email_service.health() == "ok"
    make_older(timedelta(minutes=6))
    assert email_service.health() == "delayed"
