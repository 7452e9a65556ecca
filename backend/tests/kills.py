"""kill -9 at any moment: work is done in a process of its own that dies at a change of the storage or at a commit."""

import itertools
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event

from app.extensions import db

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.utime"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _dies_at(hit: int, storage: Path) -> None:
    """Let this very process be killed at the `hit`-th change below `storage`, or commit, from now on."""
    left = itertools.count(hit - 1, -1)
    below = str(storage)

    def reached(*_: object) -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def audited(name: str, details: tuple[Any, ...]) -> None:
        is_write = name == "open" and isinstance(details[2], int) and details[2] & WRITES
        if (name in CHANGES or is_write) and str(details[0]).startswith(below):
            reached()

    sys.addaudithook(audited)
    event.listen(db.session, "before_commit", reached)
    event.listen(db.session, "after_commit", reached)


def killed(app: Flask, work: Callable[[], object], hit: int, storage: Path) -> bool:
    """Do `work` in a process that is killed at its `hit`-th step; returns False when it ended before."""
    db.session.rollback()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with app.app_context():
                db.engine.dispose(close=False)  # the connections belong to the parent
                _dies_at(hit, storage)
                work()
                code = 0
        finally:
            os._exit(code)
    _, ended = os.waitpid(child, 0)
    assert ended in (0, signal.SIGKILL), f"it failed by itself: {ended}"
    return bool(ended)


def every_moment(app: Flask, prepare: Callable[[], Callable[[], object]], storage: Path) -> Iterator[int]:
    """Kill at the first step, the second and so on, each time after preparing anew; ends with the run that survives."""
    for hit in itertools.count(1):
        if not killed(app, prepare(), hit, storage):
            return
        yield hit
