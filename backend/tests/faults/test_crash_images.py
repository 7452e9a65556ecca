"""The power fails at any moment: what was acknowledged before is on the disk, with its content.

This needs mounts and loop devices, so root on Linux, and is skipped where a machine does not allow them.
"""

import itertools
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine

from app.config import Settings
from app.extensions import db
from labtool.engines import Postgres, Valkey
from tests.faults import disk
from tests.faults.conftest import IS_FULL
from tests.faults.crash_images import END, WORKFLOWS, Studio, studio
from tests.faults.world import copied

# What is noted after a backup is synced on the same disk, and takes along the name of the backup.
UNSEEN = ("backup", "folder")
SYNCED = [each for each in itertools.product(WORKFLOWS, ("file", "folder")) if each != UNSEEN]
pytestmark = pytest.mark.timeout(900 if IS_FULL else 120)


@pytest.fixture(scope="module")
def images(
    settings: Settings, engines: tuple[Postgres, Valkey], migrated_app: Flask, owner: Engine,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Studio]:  # fmt: skip
    """Return what does a workflow and looks at what power cuts would have left on the way."""
    if why := disk.why_impossible(tmp_path_factory.mktemp("trial")):
        pytest.skip(f"no disk image can be mounted here, which takes root and a loop device: {why}")
    with migrated_app.app_context():
        db.engine.dispose()
    owner.dispose()
    with studio(copied(settings, engines[0], 8, tmp_path_factory.mktemp("disks") / "data")) as found:
        yield found


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_a_power_cut_takes_nothing_that_was_promised(images: Studio, workflow: str, said: dict[str, list[str]]) -> None:
    found = images(workflow, IS_FULL)
    assert [f"{image.point}: {wrong}" for image in found for wrong in image.wrong] == []
    assert found[-1].point == END
    said.setdefault("power cuts", []).append(f"{workflow:26}{len(found):>11} images")


@pytest.mark.parametrize(("workflow", "left_out"), SYNCED)
def test_a_missing_fsync_would_be_found(images: Studio, workflow: str, left_out: str) -> None:
    assert any(image.wrong for image in images(workflow, False, (left_out,)))
