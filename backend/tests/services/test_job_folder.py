"""Reading a job's folder while it moves on: what is answered is what lies where the job says now."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.models import Job, Status
from app.services import file_service, job_folder, lock_service
from app.services.event_service import Who
from app.utils.errors import NotFound, StorageUnavailable
from tests import acts
from tests.factories import make_folder, make_job
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")
OLD, NEW = "ReadyToPrint", "Printing"


@pytest.fixture
def who(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("front"))


@pytest.fixture
def job() -> Job:
    made = make_job(status=Status.READYTOPRINT)
    make_folder(made, {"plate.gcode": b"G28\n"})
    return made


@dataclass
class MovesOn:
    """Starts printing the job at the first look, so that the folder is gone from where it was."""

    job: Job
    who: Who
    looked: list[str] = field(default_factory=list)

    def __call__(self, folder: str) -> list[str]:
        self.looked.append(folder.partition("/")[0])
        if len(self.looked) == 1:
            acts.perform("mark-printing", self.job.id, self.who)
        return job_folder.names(folder)


def test_an_empty_answer_of_the_old_place_is_not_the_answer(job: Job, who: Who) -> None:
    work = MovesOn(job, who)
    assert "plate.gcode" in job_folder.look(job.id, work)
    assert work.looked == [OLD, NEW]


def test_a_problem_of_the_old_place_is_none(job: Job, who: Who) -> None:
    work = MovesOn(job, who)

    def find(folder: str) -> str:
        if "plate.gcode" not in work(folder):
            raise NotFound("not there")
        return folder

    assert job_folder.look(job.id, find).startswith(NEW)


def test_a_problem_of_the_place_itself_is_told_at_once(job: Job) -> None:
    looked = []

    def fail(folder: str) -> None:
        looked.append(folder)
        raise NotFound("not there")

    with pytest.raises(NotFound):
        job_folder.look(job.id, fail)
    assert len(looked) == 1


def test_the_list_of_files_comes_from_where_they_are_now(
    desk: FlaskClient, job: Job, who: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    list_folder = file_service.list_folder
    moved: list[Job] = []

    def moving(folder: Any) -> list[file_service.StoredFile]:
        if not moved:
            moved.append(acts.perform("mark-printing", job.id, who))
        return list_folder(folder)

    monkeypatch.setattr(file_service, "list_folder", moving)
    page = desk.get(f"/api/v1/jobs/{job.id}/candidate-files").get_json()
    assert page["recommended"] == "plate.gcode"
    assert moved


def test_a_folder_that_has_not_arrived_is_said_so(job: Job) -> None:
    lock_service.found_job(job.id).path = None
    with pytest.raises(StorageUnavailable, match="has not arrived"):
        job_folder.look(job.id, job_folder.names)
