"""Live updates over the real wire: told with the commit, never without one, to whoever has a session."""

import http.client
import json
import queue
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.serving import make_server

from app.extensions import db
from app.models import Status
from app.services import live, stream_service
from app.services.event_service import Who
from app.services.stream_service import BACKLOG, Hub
from tests import acts, story
from tests.factories import make_folder, make_job
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")
Told = tuple[str, dict[str, Any]]


class Browser:
    """One open stream of a real server, read in a thread as a browser does."""

    def __init__(self, port: int, token: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self.connection.request("GET", "/api/v1/stream", headers={"Authorization": token})
        self.answer = self.connection.getresponse()
        self.told: queue.Queue[Told | None] = queue.Queue()
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self) -> None:
        event = ""
        for line in self.answer:
            name, _, value = line.decode().rstrip("\n").partition(": ")
            if name == "event":
                event = value
            elif name == "data":
                self.told.put((event, json.loads(value)))
        self.told.put(None)

    def next(self, kind: str) -> dict[str, Any]:
        """Wait for the next event of a kind; others go by."""
        end = time.monotonic() + 20
        while time.monotonic() < end and (found := self.told.get(timeout=20)) is not None:
            if found[0] == kind:
                return found[1]
        raise AssertionError(f"{kind} was never told")


@pytest.fixture
def who(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("front"))


@pytest.fixture
def screen(app: Flask, desk: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    monkeypatch.setattr(stream_service, "PING_S", 0.2)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    found = Browser(server.server_port, desk.environ_base["HTTP_AUTHORIZATION"])
    assert (found.answer.status, found.answer.headers["Content-Type"]) == (200, "text/event-stream")
    assert "no-transform" in found.answer.headers["Cache-Control"]
    found.next("hello")
    yield found
    desk.post("/api/v1/auth/logout")  # ends the stream with the next ping
    found.thread.join(10)
    assert not found.thread.is_alive()
    found.connection.close()
    server.shutdown()
    serving.join()
    server.server_close()


def test_every_step_of_a_job_is_told(screen: Browser, client: FlaskClient, who: Who) -> None:
    job_id = str(story.submit(client).get_json()["job"]["id"])
    first = screen.next("job")
    assert (first["id"], first["kind"], first["status"]) == (job_id, "created", "UPLOADED")
    job = make_job(status=Status.READYTOPRINT)
    acts.perform("mark-printing", job.id, who)
    assert screen.next("job") == {
        "id": str(job.id), "reference": job.reference, "status": "READYTOPRINT", "kind": "lock",
    }  # fmt: skip
    assert (screen.next("job")["kind"], job.status) == ("changed", "PRINTING")
    gone = make_job()
    acts.perform("delete", gone.id, who)
    assert [screen.next("job")["kind"] for _ in range(2)] == ["lock", "deleted"]


def test_the_arrival_of_a_folder_is_told(screen: Browser, who: Who) -> None:
    job = make_job(status=Status.READYTOPRINT)
    make_folder(job)
    acts.perform("mark-printing", job.id, who)
    assert [screen.next("job")["kind"] for _ in range(3)] == ["lock", "changed", "changed"]


def test_what_is_rolled_back_is_never_told(screen: Browser, who: Who) -> None:
    silent, told = make_job(), make_job()
    live.job_changed(silent)
    db.session.rollback()
    live.job_changed(told)
    db.session.commit()
    assert screen.next("job")["id"] == str(told.id)
    live.job_changed(silent, "lock")
    assert screen.told.empty() or screen.told.get()[0] == "ping"  # type: ignore[index]  # the stream goes on
    db.session.commit()
    assert screen.next("job")["kind"] == "lock"


def test_it_pings_and_holds_no_database_connection(app: Flask, screen: Browser) -> None:
    for _ in range(2):
        screen.next("ping")
    db.session.remove()
    story.wait_until(lambda: db.engine.pool.checkedout() == 0)  # type: ignore[attr-defined]  # a QueuePool


def test_it_ends_when_the_session_does_even_while_news_keep_coming(screen: Browser, desk: FlaskClient) -> None:
    job = make_job()
    desk.post("/api/v1/auth/logout")
    for _ in range(60):
        live.job_changed(job)
        db.session.commit()
        screen.thread.join(0.05)
        if not screen.thread.is_alive():
            break
    screen.next("signed-out")
    assert screen.told.get() is None


def listeners() -> set[int]:
    """Return the connections that listen."""
    db.session.rollback()
    idle = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND state = 'idle'"
    return set(db.session.scalars(text(idle)))


def test_it_reloads_after_the_database_was_away(screen: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_service, "RECONNECT_S", 0.05)
    first = listeners()
    for pid in first:
        db.session.execute(text(f"SELECT pg_terminate_backend({pid})"))
    story.wait_until(lambda: bool(listeners() - first))
    screen.next("resync")
    job = make_job()
    live.job_changed(job)
    db.session.commit()
    assert screen.next("job")["id"] == str(job.id)


def test_a_browser_that_sleeps_loses_the_oldest_news_and_stops_nobody() -> None:
    hub = Hub("postgresql://nowhere")
    mailbox: queue.Queue[str] = queue.Queue(BACKLOG)
    hub._subscribers.add(mailbox)
    for number in range(BACKLOG + 5):
        hub._deliver(str(number))
    assert (mailbox.qsize(), mailbox.get()) == (BACKLOG, "5")
    hub.unsubscribe(mailbox)
    hub.unsubscribe(mailbox)


def test_without_a_session_there_is_no_stream(client: FlaskClient) -> None:
    assert client.get("/api/v1/stream").status_code == 401
