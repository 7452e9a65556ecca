"""The operator's commands about backups."""

import os
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import update

from app.cli import held_mail, rebuild  # noqa: F401 - each adds its commands
from app.cli.context import cli
from app.config import Settings
from app.extensions import db
from app.models import MailStatus, OutboxMail
from app.services import backup_manifest, email_service
from labtool.paths import postgres_bin
from tests.factories import make_folder, make_job

Command = Callable[..., Result]


@pytest.fixture
def command(app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command of `python -m app.cli`, in this process, with the programs of the server's version."""
    monkeypatch.setenv("PATH", f"{postgres_bin()}{os.pathsep}{os.environ['PATH']}")
    plain = settings.model_dump(mode="json", exclude_none=True)
    secret = {"secret_key": settings.secret_key.get_secret_value()}
    environment = {name.upper(): str(value) for name, value in (plain | secret).items()}
    return lambda *arguments: CliRunner().invoke(cli, list(arguments), env=environment)


def test_backups_by_command(command: Command) -> None:
    job = make_job()
    make_folder(job)
    folder = str(job.path)
    assert "no drill yet" in command("backup", "list").stdout
    made = command("backup", "create").stdout
    assert "1 jobs" in made
    assert "missing: originals/" in made  # of a row without a file
    assert "1 jobs" in command("backup", "list").stdout
    (backup,) = backup_manifest.whole()
    assert f"{backup.name} is as it was written" in command("backup", "verify", backup.name).stdout
    next((backup / "storage" / folder).iterdir()).unlink()
    damaged = command("backup", "verify")
    assert (damaged.exit_code, "is gone" in damaged.stdout, "is damaged" in damaged.stderr) == (1, True, True)
    (backup / backup_manifest.NAME).write_text("{")
    assert "cannot be read" in command("backup", "list").stdout


def test_refusals_are_sentences(command: Command) -> None:
    assert "There is no backup" in command("backup", "verify").stderr
    assert "is not a backup" in command("backup", "verify", "yesterday").stderr
    command("backup", "create")
    for verb in ("restore", "drill"):
        refused = command("backup", verb)
        assert (refused.exit_code, "There is a database already" in refused.stderr) == (1, True)
    make_folder(make_job())
    assert "There are jobs in the database already" in command("rebuild").stderr


@pytest.mark.parametrize(
    ("verb", "said"), [("release-mail", "1 mails go out"), ("discard-mail", "1 mails were dropped")]
)
def test_held_mail_by_command(command: Command, verb: str, said: str) -> None:
    assert command("backup", "held-mail").stdout == "No mail is held.\n"
    email_service.queue("received", make_job())
    db.session.execute(update(OutboxMail).values(status=MailStatus.HELD))
    db.session.commit()
    assert "ann@example.edu" in command("backup", "held-mail").stdout
    assert said in command("backup", verb).stdout
    assert command("backup", "held-mail").stdout == "No mail is held.\n"
