"""The one listener of a process: it rests after its last browser and wakes with the next."""

import threading

import pytest
from flask import Flask

from app.config import Settings
from app.extensions import db
from app.services import live, stream_service
from app.services.stream_service import Hub
from tests.factories import make_job


def test_the_listener_rests_after_the_last_browser_and_wakes_with_the_next(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream_service, "PING_S", 0.1)
    hub, job = Hub(settings.database_url), make_job()
    for _ in range(2):
        mailbox, other = hub.subscribe(), hub.subscribe()
        listener = hub._thread
        assert isinstance(listener, threading.Thread)
        hub.unsubscribe(other)
        live.job_changed(job)
        db.session.commit()
        told = [mailbox.get(timeout=10) for _ in range(2)]
        assert [each.partition("\n")[0] for each in told] == ["event: resync", "event: job"]
        hub.unsubscribe(mailbox)
        listener.join(10)
        assert not listener.is_alive()
        assert hub._thread is None
