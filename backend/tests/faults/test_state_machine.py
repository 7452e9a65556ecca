"""People act in any order while processes die and the storage comes and goes: the lab stays in a legal state."""

from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import Engine

from app.config import Settings
from app.extensions import db
from labtool.engines import Postgres, Valkey
from tests.faults.conftest import IS_FULL
from tests.faults.machine import PrintDesk
from tests.faults.world import copied, opened

WALKS = settings(
    max_examples=300 if IS_FULL else 8, stateful_step_count=30 if IS_FULL else 15, derandomize=not IS_FULL,
    deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.mark.timeout(3600 if IS_FULL else 300)
def test_whatever_people_do_and_whatever_dies(
    settings: Settings, engines: tuple[Postgres, Valkey], migrated_app: Flask, owner: Engine, tmp_path: Path
) -> None:
    with migrated_app.app_context():
        db.engine.dispose()
    owner.dispose()
    PrintDesk.world = opened(copied(settings, engines[0], 9, tmp_path / "world"))
    run_state_machine_as_test(PrintDesk, settings=WALKS)
