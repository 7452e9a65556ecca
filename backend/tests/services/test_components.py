"""How the system says it is, with each component taken away in turn; and the catalogue that students see."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, delete, update

from app.config import Settings
from app.extensions import db
from app.models import Heartbeat, LabSettings, Status
from app.services import background, catalog_service, email_service, health_service
from app.utils import clock
from labtool.ports import free_port
from tests import acts
from tests.factories import make_job
from tests.outbox import make_older

ALL = ("database", "redis", "worker", "scheduler", "storage", "mail", "disk", "backup")


@pytest.fixture
def healthy(app: Flask) -> FlaskClient:
    """An application whose background processes have just given a sign of life."""
    for process in ("worker", "scheduler"):
        health_service.beat(process)
        health_service.beat(process)
    return app.test_client()


def health(client: FlaskClient) -> tuple[int, str, dict[str, str]]:
    """Return the HTTP status, the status, and the components that are not well."""
    answer = client.get("/api/v1/health")
    found = answer.get_json()
    assert tuple(found["components"]) == ALL
    assert found["version"] == health_service.VERSION
    return answer.status_code, found["status"], {k: v for k, v in found["components"].items() if v != "ok"}


def test_all_is_well(healthy: FlaskClient) -> None:
    assert health(healthy) == (200, "ok", {})


@pytest.mark.parametrize("process", ["worker", "scheduler"])
def test_a_process_that_is_silent_is_down(healthy: FlaskClient, process: str) -> None:
    long_ago = clock.now() - timedelta(minutes=1)
    db.session.execute(update(Heartbeat).where(Heartbeat.process == process).values(at=long_ago))
    db.session.commit()
    assert health(healthy) == (200, "degraded", {process: "down"})
    db.session.execute(delete(Heartbeat).where(Heartbeat.process == process))
    db.session.commit()
    assert health(healthy) == (200, "degraded", {process: "down"})
    health_service.beat(process)
    assert health(healthy) == (200, "ok", {})


def test_without_the_storage_it_is_degraded(healthy: FlaskClient) -> None:
    with acts.away():
        assert health(healthy) == (200, "degraded", {"storage": "down"})
    assert health(healthy) == (200, "ok", {})


def test_without_the_broker_it_is_degraded(
    app: Flask, healthy: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = f"redis://127.0.0.1:{free_port()}/0"
    monkeypatch.setitem(app.extensions, "settings", settings.model_copy(update={"redis_url": nowhere}))
    assert health(healthy) == (200, "degraded", {"redis": "down"})


def test_mail_that_waits_shows(healthy: FlaskClient) -> None:
    email_service.queue("received", make_job())
    db.session.commit()
    make_older(timedelta(minutes=6))
    assert health(healthy) == (200, "degraded", {"mail": "delayed"})


def test_without_the_database_it_is_down_and_pages_say_so(
    healthy: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = create_engine(f"postgresql+psycopg://lab_app:app@127.0.0.1:{free_port()}/lab")
    db.session.remove()
    monkeypatch.setattr(type(db), "engines", {None: dead})
    unknown = dict.fromkeys(ALL[1:], "unknown")
    assert health(healthy) == (503, "error", {"database": "down"} | unknown)
    answer = healthy.get("/api/v1/catalog")
    assert (answer.status_code, answer.get_json()["code"]) == (503, "database_unavailable")
    assert "psycopg" not in answer.text
    monkeypatch.undo()
    dead.dispose()
    db.session.remove()
    assert health(healthy) == (200, "ok", {})


def test_the_catalogue_shows_what_the_lab_offers(client: FlaskClient) -> None:
    found = client.get("/api/v1/catalog").get_json()
    filament, resin = found["methods"]
    assert (filament["name"], resin["name"]) == ("Filament", "Resin")
    assert (len(filament["colors"]), resin["colors"]) == (23, ["Black", "White", "Gray", "Clear"])
    volumes = {printer["name"]: printer["volume_mm"] for method in found["methods"] for printer in method["printers"]}
    assert volumes == {
        "Prusa MK4S": [250, 210, 220], "Prusa XL": [360, 360, 360], "Raise3D Pro 2 Plus": [305, 305, 605],
        "Formlabs Form 3": [145, 145, 175],
    }  # fmt: skip
    assert (found["minimum_cents"], found["currency"], len(found["disciplines"])) == (300, "USD", 7)
    assert len(found["rejection_reasons"]) == 7
    assert found["limits"] == {"max_upload_bytes": 1024 * 1024, "formats": ["stl", "obj", "3mf"]}
    assert found["shows_inbox"] is True
    assert found["busy"] == {"level": "calm", "waiting_jobs": 0, "printing_jobs": 0}


@pytest.mark.parametrize(("waiting", "level"), [(9, "calm"), (10, "busy"), (29, "busy"), (30, "very_busy")])
def test_the_lab_says_how_busy_it_is(client: FlaskClient, waiting: int, level: str) -> None:
    for number in range(waiting):
        make_job(status=(Status.UPLOADED, Status.PENDING, Status.READYTOPRINT)[number % 3])
    for status in (Status.PRINTING, Status.COMPLETED, Status.CANCELED):
        make_job(status=status)
    busy = client.get("/api/v1/catalog").get_json()["busy"]
    assert busy == {"level": level, "waiting_jobs": waiting, "printing_jobs": 1}


def test_a_catalogue_that_a_lab_has_changed_is_not_seeded_again(app: Flask) -> None:
    data = db.session.get_one(LabSettings, 1).data | {"lab_name": "Ours"}
    db.session.execute(update(LabSettings).values(data=data))
    catalog_service.seed()
    db.session.commit()
    assert catalog_service.current().lab_name == "Ours"


def test_work_in_the_background_is_waited_for_a_little_and_its_failure_is_logged(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[int] = []
    assert background.run(lambda: done.append(1), 5) is True
    assert done == [1]

    def fails() -> None:
        raise RuntimeError("on purpose")

    with caplog.at_level("ERROR"):
        assert background.run(fails, 5) is True
    assert "the sweep goes on with it" in caplog.text
