"""The file check by command: it checks on request, and prints what was found for people or for programs."""

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from app.cli import audit  # noqa: F401 - adds its command
from app.cli.context import cli
from app.config import Settings
from app.services import share
from app.services.audit import scan
from app.services.event_service import SYSTEM
from tests import acts, damage

Command = Callable[..., Result]


@pytest.fixture
def command(app: Flask, settings: Settings) -> Command:
    """Run `python -m app.cli audit`, in this process."""
    plain = settings.model_dump(mode="json", exclude_none=True)
    plain["secret_key"] = settings.secret_key.get_secret_value()
    environment = {name.upper(): str(value) for name, value in plain.items()}
    return lambda *options: CliRunner().invoke(cli, ["audit", *options], env=environment)


def test_it_prints_what_was_found_kind_by_kind(command: Command) -> None:
    assert "never checked" in command().stdout
    job = damage.job_with_folder()
    lost, orphan = damage.missing_file(job), damage.orphan_file(job)
    printed = command("--run").stdout
    assert printed.startswith("Checked on ")
    assert "1 jobs: 2 open findings, 2 of them new, 0 resolved." in printed
    assert "\nMissing file (1): " in printed
    assert f"  new  {job.reference}  {lost}\n" in printed
    assert f"  new  {orphan}\n" in printed
    assert command().stdout == printed
    found = json.loads(command("--deep", "--json").stdout)
    assert (found["is_deep"], found["started_by"], len(found["findings"]), found["new"]) == (True, "command line", 2, 0)


def test_it_says_that_one_runs_and_why_one_was_given_up(command: Command) -> None:
    damage.job_with_folder()
    scan.start(SYSTEM, is_deep=False)
    assert command().stdout == "A check is running: 0 of 0 jobs looked at.\n"
    (share.root() / share.SENTINEL).unlink()
    scan.run()
    assert command().stdout == f"The last check was given up. {scan.AWAY}\n"


def test_it_refuses_in_a_sentence_while_the_storage_is_away(command: Command) -> None:
    with acts.away():
        refused = command("--run")
    assert (refused.exit_code, "cannot be reached" in refused.stderr) == (1, True)
