"""Server-sent events: one listening connection a process, one queue a browser."""

import json
import logging
import queue
import threading
import time
from collections.abc import Iterator

import psycopg
from flask import Request

from app.extensions import db
from app.services import auth_service
from app.services.live import CHANNEL
from app.utils.errors import Problem

log = logging.getLogger(__name__)
PING_S = 15
RECONNECT_S = 1
BACKLOG = 500


class Hub:
    """Hears every commit and hands it to whoever subscribed. Starts with its first subscriber, rests after its last."""

    def __init__(self, url: str) -> None:
        self._url = url.replace("+psycopg", "")
        self._subscribers: set[queue.Queue[str]] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._listening = threading.Event()

    def subscribe(self) -> "queue.Queue[str]":
        """Return a queue that gets every event from now on."""
        mailbox: queue.Queue[str] = queue.Queue(BACKLOG)
        with self._lock:
            self._subscribers.add(mailbox)
            if self._thread is None:
                self._thread = threading.Thread(target=self._listen, daemon=True, name="live")
                self._thread.start()
        self._listening.wait(timeout=5)
        return mailbox

    def unsubscribe(self, mailbox: "queue.Queue[str]") -> None:
        with self._lock:
            self._subscribers.discard(mailbox)

    def _listen(self) -> None:
        while True:
            try:
                self._hear()
                return
            except psycopg.Error as error:
                if not self._is_wanted():
                    return
                log.warning("live updates pause, the database is away: %s", error)
                time.sleep(RECONNECT_S)

    def _hear(self) -> None:
        """Deliver what comes in until nobody listens any more."""
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            self._listening.set()
            self._deliver(frame("resync", {}))
            while self._is_wanted():
                for notification in connection.notifies(timeout=PING_S):
                    message = json.loads(notification.payload)
                    self._deliver(frame(message["event"], message["data"]))

    def _is_wanted(self) -> bool:
        """Say whether somebody still listens; if not, the thread that asks ends, and the next subscriber starts one."""
        with self._lock:
            if not self._subscribers:
                self._thread = None
                self._listening.clear()
            return bool(self._subscribers)

    def _deliver(self, text: str) -> None:
        with self._lock:
            for mailbox in self._subscribers:
                if mailbox.full():
                    mailbox.get_nowait()  # a browser that slept: it reloads when it wakes, the oldest news may go
                mailbox.put_nowait(text)


def frame(event: str, data: dict[str, str]) -> str:
    """Write one server-sent event."""
    return f"event: {event}\ndata: {json.dumps(data)}\n\n"


def _until(end: float, mailbox: "queue.Queue[str]") -> Iterator[str]:
    """Yield what comes in until `end`, a time of the monotonic clock."""
    while (left := end - time.monotonic()) > 0:
        try:
            yield mailbox.get(timeout=left)
        except queue.Empty:
            return


_hubs: dict[str, Hub] = {}


def events(request: Request, database_url: str) -> Iterator[str]:
    """Yield events for one browser until it leaves or its session ends; no database connection is held between them."""
    hub = _hubs.setdefault(database_url, Hub(database_url))
    mailbox = hub.subscribe()
    try:
        yield "retry: 1000\n\n" + frame("hello", {})
        while True:
            db.session.remove()
            yield from _until(time.monotonic() + PING_S, mailbox)
            auth_service.identify(request)
            yield frame("ping", {})
    except Problem:
        yield frame("signed-out", {})
    finally:
        hub.unsubscribe(mailbox)
