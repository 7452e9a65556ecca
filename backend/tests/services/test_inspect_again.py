"""Models that an older version has read are read again by command, and what is known of them is shown meanwhile."""

import pytest
from click.testing import CliRunner
from flask import Flask

from app.cli import inspect_again  # noqa: F401 - adds its command
from app.cli.context import cli
from app.config import Settings
from app.extensions import db
from app.models import Original
from app.services import inspection_service, originals
from tests.services.test_inspection_sweep import left_behind


@pytest.fixture
def read(app: Flask) -> Original:
    """Return an original that was read long ago, when there were no previews."""
    original = left_behind()
    inspection_service.inspect(original.sha256)
    originals.preview_path(original.sha256).unlink()
    return original


def fresh(original: Original) -> Original:
    db.session.rollback()
    db.session.refresh(original)
    return original


def test_the_command_marks_and_the_sweep_reads(read: Original, settings: Settings) -> None:
    report = fresh(read).report
    plain = settings.model_dump(mode="json", exclude_none=True) | {"secret_key": settings.secret_key.get_secret_value()}
    environment = {name.upper(): str(value) for name, value in plain.items()}
    told = CliRunner().invoke(cli, ["inspect-again"], env=environment)
    assert told.stdout.startswith("Models to read again: 1, ")
    assert (fresh(read).report, read.inspected_at) == (report, None)
    assert inspection_service.view(read).ready
    assert inspection_service.sweep() == 1
    assert originals.preview_path(read.sha256).read_bytes().startswith(b"LABMESH1")
    assert fresh(read).inspected_at is not None
    assert "Nothing to do" in CliRunner().invoke(cli, ["inspect-again"], env=environment).stdout
    assert inspection_service.ask_again(of_all=True) == 1


def test_new_models_go_first(read: Original) -> None:
    inspection_service.ask_again(of_all=True)
    new = left_behind()
    assert inspection_service.sweep() == 2
    first, second = fresh(new).inspected_at, fresh(read).inspected_at
    assert first is not None
    assert second is not None
    assert first < second


def test_a_report_is_never_lost_to_a_worse_one(read: Original, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    report = fresh(read).report
    hasty = app.extensions["settings"].model_copy(update={"inspector_wall_s": 0.001})
    monkeypatch.setitem(app.extensions, "settings", hasty)
    inspection_service.ask_again(of_all=True)
    inspection_service.sweep()
    assert fresh(read).report == report
    assert read.inspected_at is not None


def test_giving_up_keeps_what_was_known(read: Original) -> None:
    report = fresh(read).report
    inspection_service.ask_again(of_all=True)
    inspection_service.give_up(read.sha256)
    assert fresh(read).report == report
    assert read.inspected_at is not None
