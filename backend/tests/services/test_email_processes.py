"""The worker and the scheduler as processes of their own, with engines that go away and come back under them."""

import contextlib
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, text

from app import create_app, scheduler
from app.config import Settings
from app.extensions import broker, db
from app.models import Event, Heartbeat, MailStatus, OutboxMail
from app.scheduler import Duty
from app.services import email_service, mail_transport
from labtool.engines import Postgres, Valkey
from labtool.ports import free_port
from tests.environment import environment_of
from tests.mail_server import MailServer
from tests.outbox import promised

BACKEND = Path(__file__).parents[2]


@contextlib.contextmanager
def process(module: str, settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """Run one of our processes with `settings`; it is asked to end, and must."""
    child = subprocess.Popen([sys.executable, "-m", module], cwd=BACKEND, env=environment_of(settings))
    try:
        yield child
        child.terminate()
        assert child.wait(15) == 0
    finally:
        child.kill()
        child.wait()


def until(condition: Callable[[], object], seconds: float = 20) -> None:
    """Wait for something that another process does to the database or the disk."""
    deadline = time.monotonic() + seconds
    while True:
        db.session.rollback()
        if condition():
            return
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def is_sent(mail: OutboxMail) -> Callable[[], bool]:
    mail_id = mail.id
    return lambda: db.session.scalar(select(OutboxMail.status).where(OutboxMail.id == mail_id)) is MailStatus.SENT


def beats(name: str) -> Callable[[], bool]:
    return lambda: db.session.get(Heartbeat, name) is not None


def hang_up_on_everybody() -> None:
    """Cut every other connection to the database, as its restart does, and wait until they are gone."""
    others = text(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
        "WHERE usename = 'lab_app' AND pid <> pg_backend_pid()"
    )
    db.session.execute(others)
    db.session.commit()


def test_the_worker_sends_on_a_hint_through_flushes_and_restarts(
    app: Flask, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    valkey = Valkey(tmp_path / "valkey").start()
    own = settings.model_copy(update={"redis_url": valkey.url})
    monkeypatch.setitem(app.extensions, "settings", own)
    monkeypatch.setitem(app.extensions, "hints", None)
    try:
        with process("app.worker", own):
            until(beats("worker"))
            mail = promised()
            email_service.wake(mail)
            until(is_sent(mail))
            broker(own.redis_url).flushall()
            mail = promised()
            email_service.wake(mail)
            until(is_sent(mail))
            hang_up_on_everybody()
            mail = promised()
            email_service.wake(mail)
            until(is_sent(mail))
            valkey.stop()
            valkey.start()
            app.extensions["hints"] = None
            mail = promised()
            email_service.wake(mail)
            until(is_sent(mail))
    finally:
        valkey.stop()


def test_one_sigterm_lets_the_worker_finish_its_mail(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "hints", None)
    server = MailServer()
    ours = {"mail_transport": "smtp", "smtp_host": "127.0.0.1", "smtp_port": server.port, "smtp_starttls": False}
    own = settings.model_copy(update=ours)
    with server.running():
        server.gate.clear()
        mail = promised()
        with process("app.worker", own) as worker:
            email_service.wake(mail)
            assert server.entered.wait(20)
            worker.send_signal(signal.SIGTERM)
            with pytest.raises(subprocess.TimeoutExpired):
                worker.wait(0.5)
            server.gate.set()
            assert worker.wait(15) == 0
        until(is_sent(mail))
        assert len(server.mails) == 1


def test_the_scheduler_sends_without_a_broker_and_survives_the_database(app: Flask, settings: Settings) -> None:
    without = settings.model_copy(update={"redis_url": f"redis://127.0.0.1:{free_port()}/0"})
    first = promised()
    with process("app.scheduler", without):
        until(beats("scheduler"))
        until(is_sent(first))
        db.session.execute(delete(Heartbeat))
        db.session.commit()
        hang_up_on_everybody()
        second = promised()
        until(is_sent(second))
        until(beats("scheduler"))
    assert len(list(mail_transport.folder().glob("*.eml"))) == 2


def test_a_flushed_queue_loses_no_mail(app: Flask, settings: Settings) -> None:
    mails = [promised() for _ in range(20)]
    email_service.wake(*mails)
    broker(settings.redis_url).flushall()
    assert email_service.send_due() == 20
    assert db.session.scalar(select(func.count()).where(Event.type == "EmailSent")) == 20


def test_a_failing_duty_stops_no_other_and_not_itself(app: Flask) -> None:
    rounds: list[str] = []
    enough, stopping = threading.Event(), threading.Event()

    def fails() -> None:
        rounds.append("fails")
        raise RuntimeError("on purpose")

    def works() -> None:
        rounds.append("works")
        if rounds.count("works") >= 3 and rounds.count("fails") >= 3:
            enough.set()

    threads = scheduler.start(app, stopping, (Duty("fails", 0.01, fails), Duty("works", 0.01, works)))
    assert enough.wait(10)
    stopping.set()
    for thread in threads:
        thread.join(5)
        assert not thread.is_alive()


def test_what_the_database_held_up_is_done_as_soon_as_it_is_back(
    app: Flask, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done, stopping = threading.Event(), threading.Event()
    postgres = Postgres(tmp_path / "pg18", durable=False).start()
    try:
        url = postgres.superuser_url.replace("postgresql:", "postgresql+psycopg:")
        other = create_app(settings.model_copy(update={"database_url": url}))
        postgres.stop()
        threads = scheduler.start(other, stopping, (Duty("held up", 3600, done.set),))
        until(lambda: "held up: the database is away" in capsys.readouterr().err)
        postgres.start()
        assert done.wait(20)
        stopping.set()
        for thread in threads:
            thread.join(5)
        with other.app_context():
            db.engine.dispose()
    finally:
        stopping.set()
        postgres.stop()


def test_two_schedulers_never_do_the_same_duty_at_once(app: Flask) -> None:
    entered, leave = threading.Event(), threading.Event()
    name = f"test-{uuid.uuid4()}"

    def long() -> None:
        entered.set()
        leave.wait(10)

    first = threading.Thread(target=scheduler.run_once, args=(app, Duty(name, 1, long)))
    first.start()
    assert entered.wait(10)
    assert not scheduler.run_once(app, Duty(name, 1, lambda: None))
    leave.set()
    first.join()
    assert scheduler.run_once(app, Duty(name, 1, lambda: None))


def test_every_duty_runs(app: Flask) -> None:
    assert all(scheduler.run_once(app, duty) for duty in scheduler.DUTIES)
