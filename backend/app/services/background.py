"""Work that a request starts and waits for only a little while, or not at all."""

import logging
import threading
from collections.abc import Callable

from flask import Flask, Response, after_this_request, current_app, has_request_context

from app.extensions import db

log = logging.getLogger(__name__)


def run(work: Callable[[], object], wait_s: float) -> bool:
    """Do `work` in a thread with its own database session; return whether it was done within `wait_s`.

    What is not done by then goes on. A failure is logged: whatever is run here is found again by a sweep.
    """
    app = _app()
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


def after_answer(work: Callable[[], object]) -> None:
    """Do `work` when the caller has its answer; at once where nobody is being answered.

    A process that dies in between never does it: only hints belong here.
    """
    if not has_request_context():
        work()
        return
    app = _app()

    def in_context() -> None:
        with app.app_context():
            work()

    @after_this_request
    def _when_sent(response: Response) -> Response:
        response.call_on_close(in_context)
        return response


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's own way to its object
    return app
