"""Work that a request starts and waits for only a little while."""

import logging
import threading
from collections.abc import Callable

from flask import Flask, current_app

from app.extensions import db

log = logging.getLogger(__name__)


def run(work: Callable[[], object], wait_s: float) -> bool:
    """Do `work` in a thread with its own database session; return whether it was done within `wait_s`.

    What is not done by then goes on. A failure is logged: whatever is run here is found again by a sweep.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's own way to its object
    done = threading.Event()

    def task() -> None:
        try:
            with app.app_context():
                work()
                db.session.remove()
        except Exception:
            log.exception("background work failed; the sweep goes on with it")
        finally:
            done.set()

    threading.Thread(target=task, daemon=True, name="background").start()
    return done.wait(wait_s)
