"""Many mails at once: the broker may forget everything or say nothing, the mail server may want peace; each arrives."""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update

from app.config import Settings
from app.extensions import broker, db
from app.models import Heartbeat, MailStatus, OutboxMail
from app.services import email_service, mail_lane
from app.services import queue as hints
from labtool.engines import Valkey
from labtool.ports import LOOPBACK
from tests.factories import make_job
from tests.faults.conftest import IS_FULL
from tests.mail_server import MailServer
from tests.outbox import promised
from tests.services.test_email_processes import beats, process, until

SOME = 50
WHILE_SILENT, SILENT_S = (200, 120) if IS_FULL else (SOME, 0)
LATEST_S = 60
# With all faults the scheduler keeps its own pace; else its rounds take a second.
SCHEDULER = "app.scheduler" if IS_FULL else "tests.quick_scheduler"


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
    with process("app.worker", own), process(SCHEDULER, own):
        until(beats("worker"))
        until(beats("scheduler"))
        yield


def promise(count: int, over_s: float = 0) -> None:
    """Promise mails, each in a transaction of its own, evenly over some seconds; ask the worker to hurry with each."""
    job, began = make_job(), time.monotonic()
    for number in range(count):
        until(partial(_is_time, began + over_s * number / count))
        email_service.wake(promised(job=job))


def _is_time(due: float) -> bool:
    return time.monotonic() >= due


def sent(at_least: int) -> Callable[[], bool]:
    done = select(func.count()).where(OutboxMail.status == MailStatus.SENT)
    return lambda: (db.session.scalar(done) or 0) >= at_least


def longest_wait_s() -> float:
    """Return how long after its promise the slowest mail left."""
    db.session.rollback()
    seconds = func.extract("epoch", OutboxMail.sent_at - OutboxMail.created_at)
    return float(db.session.scalars(select(func.max(seconds))).one())


def arrived_once(server: MailServer, count: int) -> bool:
    return len({mail["Message-ID"] for mail in server.mails}) == len(server.mails) == count


@contextlib.contextmanager
def silent(url: str) -> Iterator[None]:
    """Stop the broker where it is: it takes connections, and never answers."""
    told: dict[str, Any] = broker(url).info("server")  # type: ignore[assignment]  # redis knows of no asking at once
    pid = told["process_id"]
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@pytest.mark.timeout(400)
def test_a_broker_that_forgets_falls_silent_and_dies_loses_no_mail(
    app: Flask, own: Settings, server: MailServer, valkey: Valkey, said: dict[str, list[str]]
) -> None:
    with shop(own):
        promise(SOME)
        until(sent(SOME // 2))
        broker(own.redis_url).flushall()
        promise(SOME)
        broker(own.redis_url).flushall()
        until(sent(2 * SOME), LATEST_S)
        with silent(own.redis_url):
            promise(WHILE_SILENT, SILENT_S)
        until(sent(2 * SOME + WHILE_SILENT), LATEST_S)
        said["broker"] = [f"{WHILE_SILENT} mails while it was silent, the slowest left after {longest_wait_s():.1f} s"]
        valkey.stop()
        promise(SOME)
        until(sent(3 * SOME + WHILE_SILENT), LATEST_S)
        valkey.start()
        app.extensions["hints"] = None
        assert hints.enqueue("send_mail", promised().id)
        until(lambda: broker(own.redis_url).llen(f"rq:queue:{hints.NAME}") == 0)
        until(sent(3 * SOME + WHILE_SILENT + 1))
    assert longest_wait_s() <= LATEST_S
    assert arrived_once(server, 3 * SOME + WHILE_SILENT + 1)


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
    assert arrived_once(server, 40)
