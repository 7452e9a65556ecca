"""Whatever the application asks for by name exists, and whatever exists under a name is asked for."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import tasks
from app.cli import describe, documents  # noqa: F401 - each adds its commands
from app.cli.context import cli
from app.models import ACTIONS, Action, Status
from app.models.lifecycle import EVENT_TYPES, MAIL_KINDS, OTHER_EVENTS, SYSTEM_EVENTS
from app.scheduler import DUTIES

ROOT = Path(__file__).parents[3]
APP = ROOT / "backend" / "app"
MAILS = APP / "templates" / "email"


def nodes() -> Iterator[ast.AST]:
    """Go through the whole source of the application."""
    for path in APP.rglob("*.py"):
        yield from ast.walk(ast.parse(path.read_text()))


def texts(node: ast.AST) -> set[str]:
    """List the plain texts in a piece of source."""
    found = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
    return {text for text in found if isinstance(text, str)}


def passed(function: str) -> set[str]:
    """List the plain texts that calls of `function` are given first."""
    calls = [node for node in nodes() if isinstance(node, ast.Call) and node.args]
    named = [call for call in calls if ast.unparse(call.func).rpartition(".")[2] == function]
    return set[str]().union(*(texts(call.args[0]) for call in named))


def test_the_worker_is_asked_for_every_task_and_for_no_other() -> None:
    defined = {name for name, value in vars(tasks).items() if getattr(value, "__module__", "") == tasks.__name__}
    assert passed("enqueue") == defined


def test_every_duty_has_its_own_name_and_something_to_run() -> None:
    assert len({duty.name for duty in DUTIES}) == len(DUTIES)
    assert all(callable(duty.run) and duty.every_seconds > 0 for duty in DUTIES)


def test_every_event_that_is_recorded_is_known() -> None:
    assert {name for name in passed("record") if name[:1].isupper()} <= EVENT_TYPES


def test_every_event_outside_the_rows_is_recorded_somewhere() -> None:
    written = set[str]().union(*(texts(ast.parse(path.read_text())) for path in (APP / "services").rglob("*.py")))
    assert set(OTHER_EVENTS) | set(SYSTEM_EVENTS) <= written


def test_no_event_is_listed_twice() -> None:
    of_rows = {event for row in ACTIONS.values() for event in row.events}
    assert len([*of_rows, *OTHER_EVENTS, *SYSTEM_EVENTS]) == len(EVENT_TYPES)


def test_every_template_belongs_to_a_mail_and_every_mail_has_two() -> None:
    shared = {"base.html", "base.txt", "parts.html", "price.html", "price.txt"}
    assert {path.name for path in MAILS.iterdir()} - shared == {f"{k}.{s}" for k in MAIL_KINDS for s in ("html", "txt")}


@pytest.mark.parametrize("row", ACTIONS.values(), ids=list(ACTIONS))
def test_every_row_makes_sense_in_itself(row: Action) -> None:
    assert row.label
    assert row.actors
    assert row.sources <= set(Status)
    assert not (row.removes and row.target)
    assert row.target or not row.stays_if
    assert row.mail is None or row.mail in MAIL_KINDS


@pytest.mark.parametrize(
    ("command", "path"),
    [
        ("openapi", "docs/generated/openapi.json"), ("lifecycle", "frontend/types/lifecycle.json"),
        ("lifecycle-page", "docs/generated/lifecycle.md"), ("settings-page", "docs/generated/settings.md"),
        ("env-example", ".env.example"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("another_app")  # the commands make one on paper, whose broker nobody must rely on afterwards
def test_the_committed_file_is_what_the_code_says(command: str, path: str, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main([command], standalone_mode=False)
    said, committed = capsys.readouterr().out, (ROOT / path).read_text()
    if path.endswith("json"):
        assert json.loads(said) == json.loads(committed), "run ./lab check --write"
    assert said.strip() == committed.strip(), "run ./lab check --write"
