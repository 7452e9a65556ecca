"""The matrix is played once for all its tests: with LAB_FAULTS every cell, else a part of them in under a minute."""

import logging
import os
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine

from app.config import Settings
from app.extensions import db
from labtool.engines import Postgres, Valkey
from tests.faults.cell import Cell
from tests.faults.points import KINDS
from tests.faults.pool import PROCESSES, Series, play_all
from tests.faults.workflows import WORKFLOWS
from tests.faults.world import copied

IS_FULL = bool(os.environ.get("LAB_FAULTS"))
# Workflows with steps that no other has; the others move a folder, and share the steps of that among them.
OF_THEIR_OWN = {"upload", "submit", "submit an upload", "send mails", "expire uploads", "inspect"}
# Workflows whose every step another has as well.
FULL_ONLY = {"write mails", "decline", "cancel by link"}
PLAYED = [workflow for workflow in WORKFLOWS if IS_FULL or workflow not in FULL_ONLY]


@pytest.fixture(autouse=True)
def heard_again(settings: Settings) -> Iterator[None]:
    """Let the tests that come after hear the log again: a world keeps silent, and with it its whole process."""
    yield
    logging.getLogger().setLevel(settings.log_level)


def table(cells: list[Cell]) -> list[str]:
    """Write how many cells of each workflow and kind were played, and that all held."""
    lines = [f"{'cells':26}" + "".join(f"{kind:>11}" for kind in KINDS)]
    for workflow in dict.fromkeys(cell.workflow for cell in cells):
        found = [sum((cell.workflow, cell.kind) == (workflow, kind) for cell in cells) for kind in KINDS]
        lines.append(f"{workflow:26}" + "".join(f"{number or '':>11}" for number in found))
    broken = sum(bool(cell.wrong) for cell in cells)
    return [*lines, f"{len(cells)} cells, {f'{broken} did not hold' if broken else 'all held'}"]


@pytest.fixture(scope="session")
def played(
    request: pytest.FixtureRequest, settings: Settings, engines: tuple[Postgres, Valkey], migrated_app: Flask,
    owner: Engine, tmp_path_factory: pytest.TempPathFactory, said: dict[str, list[str]],
) -> list[Cell]:  # fmt: skip
    """Play the series that the chosen tests ask for, and return their cells."""
    with migrated_app.app_context():
        db.engine.dispose()  # a database is copied while nobody is connected to it
    owner.dispose()
    folder = tmp_path_factory.mktemp("worlds")
    worlds = [copied(settings, engines[0], number, folder / str(number)) for number in range(PROCESSES)]
    cells = play_all(_wanted(request.session.items), worlds)
    said["faults"] = table(cells)
    return cells


def _wanted(items: list[pytest.Item]) -> list[Series]:
    """List the series that tests are named after; a test that looks at the whole matrix wants all."""
    asking = [item for item in items if "played" in getattr(item, "fixturenames", ())]
    named = {tuple(item.callspec.params.values()) for item in asking if hasattr(item, "callspec")}
    if any(not hasattr(item, "callspec") for item in asking):
        named = {(workflow, kind) for workflow in PLAYED for kind in KINDS}
    found = {workflow: tuple(kind for kind in KINDS if (workflow, kind) in named) for workflow in WORKFLOWS}
    return [Series(workflow, kinds, _step(workflow)) for workflow, kinds in found.items() if kinds]


def _step(workflow: str) -> int:
    return 1 if IS_FULL else 2 if workflow in OF_THEIR_OWN else 16
