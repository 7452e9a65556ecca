"""Many mails at once: the broker may forget everything, the mail server may want peace; each arrives, once."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update

from app.config import Settings
from app.extensions import broker, db
from app.models import Heartbeat, MailStatus, OutboxMail
from app.services import email_service, mail_lane
from labtool.engines import Valkey
from tests.factories import make_job
from tests.mail_server import LOOPBACK, MailServer
from tests.outbox import promised
from tests.services.test_email_processes import beats, process, until

ALL = 200
HALF = ALL // 2


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer().running() as found:
        yield found


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[Valkey]:
    found = Valkey(tmp_path / "valkey").start()
    yield found
    found.stop()


@pytest.fixture
def own(
    app: Flask, settings: Settings, server: MailServer, valkey: Valkey, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    """Settings of a shop with a broker and a mail server of its own."""
    by_smtp = {"mail_transport": "smtp", "smtp_host": LOOPBACK, "smtp_port": server.port, "smtp_starttls": False}
    found = settings.model_copy(update=by_smtp | {"redis_url": valkey.url})
    monkeypatch.setitem(app.extensions, "settings", found)
    monkeypatch.setitem(app.extensions, "hints", None)
    return found


@contextlib.contextmanager
def shop(own: Settings) -> Iterator[None]:
    with process("app.worker", own), process("app.scheduler", own):
        until(beats("worker"))
        until(beats("scheduler"))
        yield


def promise(count: int) -> None:
    """Promise mails, each in a transaction of its own, and ask the worker to hurry."""
    job = make_job()
    for _ in range(count):
        email_service.wake(promised(job=job))


def sent(at_least: int) -> Callable[[], bool]:
    done = select(func.count()).where(OutboxMail.status == MailStatus.SENT)
    return lambda: (db.session.scalar(done) or 0) >= at_least


def test_a_flush_in_the_middle_loses_no_mail(own: Settings, server: MailServer) -> None:
    with shop(own):
        promise(HALF)
        until(sent(HALF // 4))
        broker(own.redis_url).flushall()
        promise(HALF)
        broker(own.redis_url).flushall()
        until(sent(ALL), seconds=120)
    assert len({mail["Message-ID"] for mail in server.mails}) == len(server.mails) == ALL


def test_a_broker_that_dies_in_the_middle_loses_no_mail(
    app: Flask, own: Settings, server: MailServer, valkey: Valkey
) -> None:
    with shop(own):
        promise(HALF)
        until(sent(HALF // 4))
        valkey.stop()
        promise(HALF)
        until(sent(ALL), seconds=120)
        valkey.start()
        until(lambda: broker(own.redis_url).scard("rq:workers"))
        app.extensions["hints"] = None
        promise(1)
        until(sent(ALL + 1))
    assert len({mail["Message-ID"] for mail in server.mails}) == len(server.mails) == ALL + 1


def test_no_broker_at_all_loses_no_mail(own: Settings, server: MailServer, valkey: Valkey) -> None:
    valkey.stop()
    with process("app.scheduler", own):
        promise(ALL)
        until(sent(ALL), seconds=120)
    assert len({mail["Message-ID"] for mail in server.mails}) == len(server.mails) == ALL


def test_worker_and_scheduler_together_keep_to_the_limits(own: Settings, server: MailServer) -> None:
    with shop(own.model_copy(update={"mail_per_minute": 28, "mail_connections": 1})):
        promise(40)
        until(sent(28))
        db.session.execute(delete(Heartbeat))
        db.session.commit()
        until(beats("scheduler"))  # a round later
        assert not sent(29)()
        db.session.execute(update(OutboxMail).values(sent_at=OutboxMail.sent_at - mail_lane.MINUTE))
        db.session.commit()
        until(sent(40))
    assert server.most_at_once == 1
    assert len({mail["Message-ID"] for mail in server.mails}) == len(server.mails) == 40
