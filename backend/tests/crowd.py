"""Many people at once: every piece of work in a thread and an application context of its own, as in the server."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from flask import Flask
from sqlalchemy import text

from app.extensions import db

Result = TypeVar("Result")


def at_once(app: Flask, *works: Callable[[], Result]) -> list[Result | Exception]:
    """Do all works at the same moment; returns what each returned or raised, in their order."""
    start = threading.Barrier(len(works))

    def run(work: Callable[[], Result]) -> Result | Exception:
        with app.app_context():
            start.wait()
            try:
                return work()
            except Exception as error:  # noqa: BLE001 - the test looks at it
                return error

    db.session.rollback()
    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def names(results: list[Result | Exception]) -> list[str]:
    """Name how each work ended, in alphabetical order: `ok`, or the class of what it raised."""
    return sorted(type(each).__name__ if isinstance(each, Exception) else "ok" for each in results)


def statuses(results: Sequence[object]) -> list[int]:
    """List the HTTP status of each answer, in order of size."""
    return sorted(int(getattr(each, "status_code", 0)) for each in results)


def beside(app: Flask, work: Callable[[], object]) -> threading.Thread:
    """Start a piece of work that goes on beside the test."""

    def run() -> None:
        with app.app_context():
            work()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def somebody_waits() -> bool:
    """Say whether a row is held by one and wanted by another."""
    waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = 'lab_app'")
    with db.engine.connect() as beside:
        return bool(beside.scalar(waiting))
