"""The operator's commands against a real installation."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from app.cli import events, lists, prepare  # noqa: F401 - each adds its commands
from app.cli.context import cli
from app.config import Settings
from app.extensions import db
from app.models import ACTIONS, STATUSES, Event, Staff, Workstation
from app.services import opening_service
from app.utils import passwords
from tests.environment import bare, environment_of
from tests.world import STAFF, MakeWorkstation

BACKEND = Path(__file__).parents[2]
Command = Callable[..., Result]


@pytest.fixture
def environment(app: Flask, settings: Settings) -> dict[str, str]:
    """The environment of the installation under test."""
    return environment_of(settings)


@pytest.fixture
def command(environment: dict[str, str]) -> Command:
    """Run a command of `python -m app.cli`, in this process."""
    return lambda *arguments: CliRunner().invoke(cli, [str(each) for each in arguments], env=environment)


def run_apart(environment: dict[str, str], *arguments: str) -> str:
    """Run a command the way the launcher does and return what it prints."""
    line = [sys.executable, "-m", "app.cli", *arguments]
    return subprocess.run(line, cwd=BACKEND, env=environment, capture_output=True, text=True, check=True).stdout


def test_prepare_makes_the_first_workstation_and_names_once(environment: dict[str, str], tmp_path: Path) -> None:
    credentials = tmp_path / "credentials.txt"
    credentials.write_text("workstation: front-desk\npassword: abcde-fghij-kmnpq\n")
    for _ in range(2):
        assert run_apart(environment, "prepare", "--credentials", str(credentials)) == ""
    db.session.rollback()
    station = db.session.scalars(select(Workstation)).one()
    assert (station.name, station.is_admin) == ("front-desk", True)
    assert passwords.matches(station.password_hash, "abcde-fghij-kmnpq")
    assert tuple(sorted(db.session.scalars(select(Staff.name)))) == opening_service.FIRST_STAFF
    assert credentials.read_text().splitlines()[2:] == [f"staff: {name}" for name in opening_service.FIRST_STAFF]


def test_prepare_prints_a_password_that_nobody_gave(command: Command) -> None:
    done = command("prepare")
    assert "workstation: front-desk\npassword: " in done.stdout
    station = db.session.scalars(select(Workstation)).one()
    assert passwords.matches(station.password_hash, done.stdout.split("password: ")[1].strip())


def test_the_event_log_is_proven_by_command(command: Command) -> None:
    command("staff", "add", "New Name")
    done = command("events", "verify")
    assert (done.exit_code, done.stdout) == (0, "All 1 lines are as they were written.\n")


def test_the_staff_list_by_command(command: Command, staff: tuple[str, str]) -> None:
    assert command("staff", "add", "New Name").stdout == "New Name is on the staff list.\n"
    again = command("staff", "add", "new name")
    assert (again.exit_code, "Traceback" in again.stderr) == (1, False)
    assert "on the list already" in again.stderr
    assert command("staff", "deactivate", STAFF[0].lower()).exit_code == 0
    assert command("staff", "list").stdout.splitlines() == [
        f"inactive  {STAFF[0]}", f"active    {STAFF[1]}", "active    New Name",
    ]  # fmt: skip
    assert command("staff", "reactivate", STAFF[0]).exit_code == 0
    assert "no such name" in command("staff", "deactivate", "Nobody").stderr
    lines = db.session.scalars(select(Event).order_by(Event.id))
    assert [(line.type, line.triggered_by) for line in lines] == [
        (kind, "command line") for kind in ("StaffAdded", "StaffDeactivated", "StaffReactivated")
    ]


def test_the_workstations_by_command(command: Command, workstation: MakeWorkstation) -> None:
    workstation("admin", is_admin=True)
    added = command("workstation", "add", "annex").stdout
    assert added.startswith("workstation: annex\npassword: ")
    assert command("workstation", "storage-root", "annex", "Z:\\storage").exit_code == 0
    assert command("workstation", "reset-password", "annex").stdout.startswith("password: ")
    assert command("workstation", "revoke", "annex").exit_code == 0
    assert command("workstation", "list").stdout.splitlines() == [
        "admin                admin", "annex                desk , switched off  Z:\\storage",
    ]  # fmt: skip
    assert command("workstation", "restore", "annex").exit_code == 0
    assert "last active admin" in command("workstation", "revoke", "admin").stderr


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("a", "at least 2 characters"), ("a" * 51, "within 50 characters"), ("a b", "letters, digits, dots")],
)
def test_refusals_by_command_are_sentences(command: Command, name: str, sentence: str) -> None:
    refused = command("workstation", "add", name)
    assert (refused.exit_code, sentence in refused.stderr) == (1, True), refused.output


def test_the_descriptions_need_no_installation() -> None:
    streams = bare() | {"LAB_ROLE": "streams"}
    lifecycle = json.loads(run_apart(streams, "lifecycle"))
    assert list(lifecycle["statuses"]) == list(STATUSES)
    assert list(lifecycle["actions"]) == list(ACTIONS)
    assert lifecycle["actions"]["reject"]["sources"] == ["UPLOADED", "PENDING"]
    assert json.loads(run_apart(streams, "openapi"))["openapi"].startswith("3.1")
    routes = run_apart(streams, "routes").splitlines()
    assert any(line.split()[:3] == ["POST", "/api/v1/auth/login", "public"] for line in routes)
