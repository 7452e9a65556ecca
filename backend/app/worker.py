"""The worker: `python -m app.worker` does what the queue hints at, one task after the other.

It runs tasks in its own process: what may crash or hang has a process or a thread of its own (the inspector, the
storage), and a fork a task would cost a database connection each. One SIGTERM finishes the task at hand.
"""

import logging
import signal
import threading
import time
from types import FrameType
from typing import Any

from flask import Flask
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from rq import SimpleWorker
from rq.serializers import JSONSerializer
from sqlalchemy.exc import SQLAlchemyError

from app import create_app
from app.services import health_service, queue
from app.services.catalog_service import settings
from inspector.keeper import OURS

log = logging.getLogger(__name__)

BEAT_S = 10
RECONNECT_S = 1
IDLE_ROUND_S = 60


class LabWorker(SimpleWorker):
    """One queue, JSON, an application context per task. `is_stopping` tells a wanted end from a lost broker."""

    max_connection_wait_time = 5.0
    app: Flask
    is_stopping = False

    def perform_job(self, *args: Any, **kwargs: Any) -> bool:
        with self.app.app_context():
            return bool(super().perform_job(*args, **kwargs))

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        self.is_stopping = True
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]  # RQ leaves it untyped


def main() -> None:
    """Work until SIGTERM, whatever happens to the broker or the database meanwhile."""
    app = create_app()
    threading.Thread(target=_beat, args=(app,), daemon=True, name="heartbeat").start()
    threading.Thread(target=_expect_models, daemon=True, name="expecting").start()
    while not _work(app):
        time.sleep(RECONNECT_S)


def _work(app: Flask) -> bool:
    """Work until told to stop (True) or until the broker is lost (False)."""
    worker = None
    try:
        worker = _worker(app)
        worker.work(logging_level="WARNING")  # our own lines say what was done
    except RedisError as error:
        log.warning("the broker is away: %s", error)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
    return worker is not None and worker.is_stopping


def _worker(app: Flask) -> LabWorker:
    with app.app_context():
        url = settings().redis_url
    broker = Redis.from_url(url, socket_connect_timeout=1, retry=Retry(NoBackoff(), 0))
    worker = LabWorker([queue.NAME], connection=broker, serializer=JSONSerializer, worker_ttl=IDLE_ROUND_S)
    worker.app = app
    return worker


def _expect_models() -> None:
    """Have the inspector's server ready for the first model."""
    try:
        OURS.expect_models()
    except OSError as error:
        log.warning("the inspector's server is not ready; the first model tries again: %s", error)


def _beat(app: Flask) -> None:
    """Show that the worker is alive, also while it waits or works."""
    while True:
        try:
            with app.app_context():
                health_service.beat("worker")
        except SQLAlchemyError as error:
            log.warning("no heartbeat: %s", error)
        time.sleep(BEAT_S)


if __name__ == "__main__":
    main()
