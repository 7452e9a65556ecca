"""Wake the worker. The broker carries hints only: what must happen is in the database and found by the sweeps."""

import logging
import time

from flask import current_app
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from rq import Queue
from rq.serializers import JSONSerializer

from app.services.catalog_service import settings

log = logging.getLogger(__name__)

NAME = "lab"
WAIT_S = 0.2
REMEMBERED_S = 5.0
TASK_TIMEOUT_S = 300
# A hint that nobody took for an hour is worth nothing: the sweeps were faster.
HINT_TTL_S = 3600
# Reading a model takes a second or more: folders and mails go before it.
SLOW = frozenset({"inspect_original", "check_files", "retain"})
FAILURE_TTL_S = 24 * 3600
# Reading all files may take hours; folders and mails have the scheduler meanwhile.
LONG_S = {"check_files": 12 * 3600}


class Hints:
    """The way to the queue from one process; after a failure it stays silent for some seconds."""

    def __init__(self, url: str) -> None:
        once = Retry(NoBackoff(), 0)
        broker = Redis.from_url(url, socket_timeout=WAIT_S, socket_connect_timeout=WAIT_S, retry=once)
        self.queue = Queue(NAME, connection=broker, serializer=JSONSerializer)
        self.silent_until = 0.0

    def give(self, task: str, args: list[str]) -> bool:
        """Put a task on the queue; return whether the broker took it."""
        if time.monotonic() < self.silent_until:
            return False
        try:
            with self.queue.connection.pipeline(transaction=False) as at_once:  # else it takes two ways to the broker
                self.queue.enqueue_call(
                    f"app.tasks.{task}", args, timeout=LONG_S.get(task, TASK_TIMEOUT_S), ttl=HINT_TTL_S,
                    result_ttl=0, failure_ttl=FAILURE_TTL_S, at_front=task not in SLOW, pipeline=at_once,
                )  # fmt: skip
                at_once.execute()
        except RedisError as error:
            self.silent_until = time.monotonic() + REMEMBERED_S
            log.warning("the broker took no hint: %s; the sweep does the work", error)
            return False
        return True


def enqueue(task: str, *args: object) -> bool:
    """Ask the worker for `app.tasks.<task>`, best effort and after the commit. Never raises for a broker that is away.

    Returns whether the broker took it. Arguments travel as text.
    """
    hints = current_app.extensions.setdefault("hints", None) or Hints(settings().redis_url)
    current_app.extensions["hints"] = hints
    return hints.give(task, [str(arg) for arg in args])
