"""One cell of the matrix: a workflow in a process of its own that is struck once, the recovery, and the judgement."""

import contextlib
import contextvars
import json
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from app.extensions import db
from app.services import originals
from app.utils import fault
from tests.faults import judgement
from tests.faults.cases import Case
from tests.faults.recovery import recover
from tests.faults.strikes import Victim
from tests.faults.workflows import WORKFLOWS
from tests.faults.world import World

LONGEST_S = 60


@dataclass
class Outcome:
    """How the process fared: the points it passed, where it was struck, what the caller was told, how it ended."""

    passed: list[str] = field(default_factory=list)
    struck: str = ""
    answer: dict[str, Any] = field(default_factory=dict)
    ended: int = 0


@dataclass(frozen=True)
class Cell:
    """What came of one cell; `struck` is empty when the workflow ended before its hit."""

    workflow: str
    kind: str
    hit: int
    struck: str
    passed: tuple[str, ...]
    wrong: tuple[str, ...]


def play(world: World, workflow: str, kind: str, hit: int) -> Cell:
    """Let a workflow be struck at its `hit`-th point, recover, and say what is wrong then."""
    with world.afresh() as desk:
        case = WORKFLOWS[workflow](desk)
        had = judgement.left_by(case)
        outcome = suffer(world.app, case, kind, hit)
        wrong = [f"the process failed by itself: {outcome.ended}"] if outcome.ended not in (0, signal.SIGKILL) else []
        try:
            recover()
        except Exception as error:  # noqa: BLE001 - it is a finding like any other
            db.session.rollback()
            wrong.append(f"recovery: {type(error).__name__}: {error}")
        wrong += judgement.of(case, had, outcome.struck, kind, outcome.answer)
    return Cell(workflow, kind, hit, outcome.struck, tuple(outcome.passed), tuple(wrong))


def suffer(app: Flask, case: Case, kind: str, hit: int) -> Outcome:
    """Do the deed in a process that is struck; return what was seen of it."""
    db.session.rollback()
    reading, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _live(app, case, Victim(kind, hit, told))
    os.close(told)
    outcome = Outcome()
    with os.fdopen(reading) as lines:
        for word, what in map(json.loads, lines):
            if word == "answer":
                outcome.answer = what
            else:
                outcome.passed.append(what)
                outcome.struck = what if word == "struck" else outcome.struck
    _, status = os.waitpid(child, 0)
    outcome.ended = status
    return outcome


def _live(app: Flask, case: Case, victim: Victim) -> None:
    """Be the process: head of its group, with connections of its own, for a minute at most. Never returns."""
    code = 1
    try:
        os.setpgid(0, 0)
        signal.alarm(LONGEST_S)
        with app.app_context():
            db.engine.dispose(close=False)  # the connections belong to the parent
        originals._disk = ThreadPoolExecutor(8, "originals")  # a fork takes no threads along
        app.extensions["hints"] = None
        fault.strike = victim.strike
        victim.tell("answer", _answer(app, case))
        victim.is_answered.set()
        _wait_for_background()
        code = 0
    finally:
        os._exit(code)


def _answer(app: Flask, case: Case) -> dict[str, Any]:
    """Do the deed; return what the caller sees, and after how long."""
    began = time.monotonic()
    if case.is_request:
        answer = contextvars.Context().run(case.deed)  # a server handles each request in a context of its own
        assert isinstance(answer, TestResponse)
        told = {"status": answer.status_code, "text": answer.text}
    else:
        told = {"status": 200, "text": ""}
        with app.app_context(), contextlib.suppress(OSError):  # the next sweep tries again
            case.deed()
    return told | {"after_s": time.monotonic() - began}


def _wait_for_background() -> None:
    """Let what goes on after the answer come to its end, as in a server that lives on."""
    here: Callable[[threading.Thread], bool] = lambda thread: thread.name in {"background", "share"}  # noqa: E731
    while threads := [thread for thread in threading.enumerate() if here(thread)]:
        for thread in threads:
            thread.join()
