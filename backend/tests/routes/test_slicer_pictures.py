"""Pictures by slicers in the files of a job's folder."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from PIL import Image

from app.models import Job
from tests.factories import make_folder, make_job
from tests.inspector.test_sliced_pictures import in_gcode, picture

FILES = {"sub/plate 1.gcode": in_gcode((picture(700), "", "700x700")), "bad.gcode": in_gcode((b"no", "", "9x9"))}


@pytest.fixture
def job(desk: FlaskClient) -> Job:
    made = make_job()
    make_folder(made, FILES)
    return made


def test_the_picture_is_answered_anew(desk: FlaskClient, job: Job) -> None:
    files = desk.get(f"/api/v1/jobs/{job.id}/files").get_json()["files"]
    assert {file["name"]: file["has_picture"] for file in files} == {
        job.file_name: False, "sub/plate 1.gcode": True, "bad.gcode": True,
    }  # fmt: skip
    answer = desk.get(f"/api/v1/jobs/{job.id}/pictures/sub/plate 1.gcode")
    assert (answer.status_code, answer.content_type) == (200, "image/png")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    with Image.open(BytesIO(answer.data)) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (512, 512))


@pytest.mark.parametrize("name", ["bad.gcode", "gone.gcode", "../../x", ""])
def test_where_there_is_none(desk: FlaskClient, job: Job, name: str) -> None:
    assert desk.get(f"/api/v1/jobs/{job.id}/pictures/{name}").status_code == 404
    assert desk.get(f"/api/v1/jobs/{job.id}/pictures/{job.file_name}").status_code == 404
