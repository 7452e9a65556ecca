"""A deed on the storage that nobody waits for any more: when it goes on at last, it touches nothing of others."""

import threading
import uuid
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app.config import Settings
from app.extensions import db
from app.models import OPEN_MOVES, FileMove, Job, Status
from app.services import move_service, share
from app.services.event_service import Who
from app.utils import fault
from tests import acts, story
from tests.factories import make_folder, make_job
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")
SAVED = b"G1 X1"


class Sleeper:
    """The first deed on the storage that comes to a point, and sleeps there until it is woken."""

    def __init__(self, point: str) -> None:
        self.point = point
        self.wakes = threading.Event()
        self._thread: threading.Thread | None = None

    def meet(self, point: str) -> None:
        if point == self.point and self._thread is None:
            self._thread = threading.current_thread()
            self.wakes.wait(20)

    def wake(self) -> None:
        """Let it go on, to its end."""
        assert self._thread is not None
        self.wakes.set()
        self._thread.join()


@pytest.fixture
def who(workstation: MakeWorkstation, app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Who]:
    """Somebody on whose storage a deed may take a third of a second."""
    monkeypatch.setitem(app.extensions, "settings", settings.model_copy(update={"share_timeout_s": 0.3}))
    yield acts.at(workstation("desk"))
    fault.strike = None


def rest() -> None:
    """Sweep until no folder is on its way."""

    def is_at_rest() -> bool:
        db.session.execute(update(FileMove).values(next_attempt_at=func.now()))
        db.session.commit()
        move_service.sweep()
        return not list(db.session.scalars(select(FileMove.id).where(FileMove.state.in_(OPEN_MOVES))))

    story.wait_until(is_at_rest)


def check(job_id: uuid.UUID, place: str) -> None:
    job = db.session.get_one(Job, job_id, populate_existing=True)
    assert job.path == f"{place}/{job.folder_name}"
    assert (share.root() / job.path / "plate.gcode").read_bytes() == SAVED


def test_a_late_clearing_spares_the_folder_that_came_back(who: Who) -> None:
    job = make_job(status=Status.READYTOPRINT)
    make_folder(job, {"plate.gcode": SAVED})
    sleeper = Sleeper("clear.unlink")
    fault.strike = sleeper.meet
    acts.perform("mark-printing", job.id, who)
    acts.perform("mark-failed", job.id, who)
    rest()
    check(job.id, "ReadyToPrint")
    sleeper.wake()
    check(job.id, "ReadyToPrint")


def test_a_late_settling_spares_what_another_attempt_has_brought(who: Who) -> None:
    job = make_job(status=Status.READYTOPRINT)
    make_folder(job, {"plate.gcode": SAVED})
    part = share.root() / f"Printing/{job.folder_name}/plate.gcode"
    part.parent.mkdir(parents=True)
    part.write_bytes(SAVED)
    sleeper = Sleeper("remove.unlink")
    fault.strike = sleeper.meet
    acts.perform("mark-printing", job.id, who)
    rest()
    check(job.id, "Printing")
    sleeper.wake()
    check(job.id, "Printing")
