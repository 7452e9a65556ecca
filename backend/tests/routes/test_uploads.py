"""A file that was chosen: kept for a day, shown as it becomes known, submitted by its id."""

import hashlib
import io
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from app.extensions import db
from app.models import Job, Original, Upload
from app.services import inspection_service, originals, upload_service
from app.utils import clock
from tests import story
from tests.inspector import shapes


def upload(client: FlaskClient, content: bytes | None = None, filename: str = "part.stl") -> story.JSON:
    sent = io.BytesIO(story.cube_stl() if content is None else content)
    answer = client.post("/api/v1/uploads", data={"file": (sent, filename)})
    assert answer.status_code == 201, answer.text
    found: story.JSON = answer.get_json()
    return found


def let_a_day_pass() -> None:
    db.session.execute(update(Upload).values(expires_at=clock.now() - timedelta(seconds=1)))
    db.session.commit()


@pytest.mark.parametrize(
    ("content", "filename"),
    [(shapes.obj_of_cube(), "a.obj"), (shapes.threemf_of_cube(), "a.3mf"), (shapes.ascii_stl(shapes.cube()), "A.STL")],
    ids=["obj", "3mf", "ascii stl"],
)  # fmt: skip
def test_every_format_is_kept_as_it_is(client: FlaskClient, content: bytes, filename: str) -> None:
    found = upload(client, content, filename)
    sha256 = hashlib.sha256(content).hexdigest()
    assert (found["filename"], found["size"], found["sha256"]) == (filename, len(content), sha256)
    assert originals.path(sha256).read_bytes() == content
    assert found["report"]["ready"] is False
    assert found["report"]["format"] == filename.rpartition(".")[2].lower()


def test_the_report_fills_in_and_the_model_can_be_looked_at(client: FlaskClient) -> None:
    model = story.cube_stl(20)
    found = upload(client, model)
    path = f"/api/v1/uploads/{found['upload_id']}"
    assert client.get(f"{path}/thumbnail").status_code == 404
    inspection_service.inspect(found["sha256"])
    report = client.get(path).get_json()["report"]
    assert (report["ready"], report["size_mm"], report["triangles"]) == (True, [20, 20, 20], 12)
    assert (report["open_edges"], report["warnings"], report["has_thumbnail"]) == (0, [], True)
    assert report["volume_cm3"] == pytest.approx(8)
    assert report["fits"]["Prusa MK4S"] is True
    assert report["overhang_cm2"] == 0
    with client.get(f"{path}/thumbnail") as picture, client.get(f"{path}/model") as same:
        assert (picture.content_type, picture.data[:4]) == ("image/png", b"\x89PNG")
        assert same.data == model
        assert same.headers["Content-Disposition"].startswith("attachment")
    with client.get(f"{path}/preview") as preview:
        assert (preview.content_type, preview.data[:8]) == ("application/octet-stream", b"LABMESH1")


def test_a_cube_gets_an_estimate_for_every_printer(client: FlaskClient) -> None:
    """By weight with the catalogue's rates: 3.7 g of filament are under the minimum, 216 ml of resin are not."""
    small, large = upload(client, story.cube_stl(20)), upload(client, story.cube_stl(60))
    for found in (small, large):
        inspection_service.inspect(found["sha256"])
    shown = client.get(f"/api/v1/uploads/{small['upload_id']}").get_json()["report"]["estimates"]
    assert set(shown) == {"Prusa MK4S", "Prusa XL", "Raise3D Pro 2 Plus", "Formlabs Form 3"}
    filament = shown["Prusa MK4S"]
    assert filament["grams_low"] < 3.7 < filament["grams_high"]
    assert 0.1 < filament["hours_low"] < filament["hours_high"] < 1
    assert (filament["price_low_cents"], filament["price_high_cents"]) == (300, 300)
    assert filament["supports_likely"] is False
    resin = client.get(f"/api/v1/uploads/{large['upload_id']}").get_json()["report"]["estimates"]["Formlabs Form 3"]
    assert resin["grams_low"] < 216 * 1.11 < resin["grams_high"]
    assert resin["price_low_cents"] == resin["grams_low"] * 30
    assert resin["price_high_cents"] == resin["grams_high"] * 30


def test_no_estimate_before_it_is_read_nor_for_what_fits_nowhere(client: FlaskClient) -> None:
    found = upload(client, story.cube_stl(700))
    assert found["report"]["estimates"] == {}
    inspection_service.inspect(found["sha256"])
    assert client.get(f"/api/v1/uploads/{found['upload_id']}").get_json()["report"]["estimates"] == {}


def test_a_known_content_has_its_report_at_once_and_is_kept_once(client: FlaskClient, settings_data: Path) -> None:
    model = story.cube_stl()
    first = upload(client, model)
    inspection_service.inspect(first["sha256"])
    second = upload(client, model, "again.stl")
    assert second["upload_id"] != first["upload_id"]
    assert second["report"]["ready"] is True
    assert story.everything_under(settings_data / "originals") == [first["sha256"]]


def test_submit_by_upload_id(client: FlaskClient) -> None:
    found = upload(client, filename="Büste.stl")
    answer = client.post("/api/v1/submit", data=story.FORM | {"upload_id": found["upload_id"]})
    assert answer.status_code == 201
    assert answer.get_json()["job"]["original_filename"] == "Büste.stl"
    assert db.session.scalars(select(Job.original_sha256)).one() == found["sha256"]
    again = client.post("/api/v1/submit", data=story.FORM | {"upload_id": found["upload_id"]})
    assert (again.status_code, again.get_json()["existing_reference"]) == (409, answer.get_json()["job"]["reference"])


@pytest.mark.parametrize("upload_id", ["not-an-id", "019b2f8e-1c3d-7a00-8000-000000000000"])
def test_submit_by_an_id_that_nobody_has(client: FlaskClient, upload_id: str) -> None:
    answer = client.post("/api/v1/submit", data=story.FORM | {"upload_id": upload_id})
    assert answer.status_code == (404 if len(upload_id) == 36 else 422)
    assert client.get(f"/api/v1/uploads/{upload_id}").status_code == 404


def test_a_file_is_taken_before_an_upload_id(client: FlaskClient) -> None:
    earlier, model = upload(client), story.cube_stl(30)
    answer = story.submit(client, model, upload_id=earlier["upload_id"])
    assert answer.status_code == 201
    assert db.session.scalars(select(Job.original_sha256)).one() == hashlib.sha256(model).hexdigest()


def test_after_a_day_it_is_gone(client: FlaskClient, settings_data: Path) -> None:
    found = upload(client)
    let_a_day_pass()
    for path in ("", "/model", "/thumbnail", "/preview"):
        assert client.get(f"/api/v1/uploads/{found['upload_id']}{path}").status_code == 404
    answer = client.post("/api/v1/submit", data=story.FORM | {"upload_id": found["upload_id"]})
    assert (answer.status_code, "choose the file again" in answer.get_json()["detail"]) == (404, True)
    assert upload_service.expire() == 1
    assert story.everything_under(settings_data) == ["storage/.lab-storage-id"]
    assert db.session.scalar(select(func.count()).select_from(Original)) == 0


def test_what_was_submitted_outlives_its_upload(client: FlaskClient) -> None:
    model = story.cube_stl()
    found = upload(client, model)
    assert client.post("/api/v1/submit", data=story.FORM | {"upload_id": found["upload_id"]}).status_code == 201
    let_a_day_pass()
    assert upload_service.expire() == 0
    assert originals.path(found["sha256"]).read_bytes() == model
