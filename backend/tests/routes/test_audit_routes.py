"""The file check over HTTP: started, watched, reported, resolved; for admin workstations alone."""

import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import db
from app.models import Audit, Job
from app.services import share
from app.services.audit import scan
from app.services.audit.kinds import KINDS, Code
from app.tasks import check_files
from tests import acts, damage
from tests.world import STAFF

pytestmark = pytest.mark.usefixtures("staff")
BY = {"staff_name": STAFF[0], "reason": "something is odd"}
START, REPORT, RESOLVE = (f"/api/v1/admin/audit/{verb}" for verb in ("start", "report", "resolve"))


@pytest.fixture
def job(app: Flask) -> Job:
    return damage.job_with_folder()


def test_before_the_first_check_there_is_nothing_to_tell(admin_desk: FlaskClient) -> None:
    answer = admin_desk.get(REPORT)
    assert (answer.status_code, answer.get_json()["status"], answer.get_json()["findings"]) == (200, "never", [])


def test_from_the_start_to_the_last_finding(admin_desk: FlaskClient, job: Job) -> None:
    path = damage.orphan_folder(job)
    started = admin_desk.post(START, json=BY)
    assert (started.status_code, started.get_json()["status"]) == (202, "running")
    running = admin_desk.get(REPORT).get_json()
    assert (running["status"], running["audit_id"]) == ("running", started.get_json()["audit_id"])
    assert admin_desk.post(START, json=BY).get_json() == started.get_json()
    check_files()
    report = admin_desk.get(REPORT).get_json()
    assert (report["status"], report["new"], report["started_by"]) == ("done", 1, STAFF[0])
    assert report["counts"] == {"orphan_folder": 1}
    assert report["progress"] == {"folders": 2, "folders_done": 2, "jobs": 1, "jobs_done": 1}
    (finding,) = report["findings"]
    kind = KINDS[Code.ORPHAN_FOLDER]
    assert [finding[name] for name in ("path", "title", "text", "offer")] == [path, kind.title, kind.means, kind.offers]
    asked = BY | {"finding_id": finding["id"]}
    told = admin_desk.post(RESOLVE, json={"finding_id": finding["id"], "dry_run": True}).get_json()
    assert (told["dry_run"], told["results"][0]["done"]) == (True, False)
    assert "would be moved to “Quarantine/" in told["results"][0]["text"]
    done = admin_desk.post(RESOLVE, json=asked).get_json()
    assert (done["dry_run"], done["results"][0]["done"]) == (False, True)
    after = admin_desk.get(REPORT).get_json()
    assert (after["findings"], after["resolved"], after["new"]) == ([], 1, 0)


def test_a_finding_names_its_job(admin_desk: FlaskClient, job: Job) -> None:
    damage.missing_file(job)
    damage.check()
    (finding,) = admin_desk.get(REPORT).get_json()["findings"]
    assert (finding["job_id"], finding["reference"]) == (str(job.id), job.reference)


def test_while_one_runs_or_was_given_up_the_last_whole_one_is_told(admin_desk: FlaskClient, job: Job) -> None:
    damage.missing_file(job)
    damage.check()
    checked_at = admin_desk.get(REPORT).get_json()["checked_at"]
    admin_desk.post(START, json=BY)
    (share.root() / share.SENTINEL).unlink()
    for status in ("running", "aborted"):
        report = admin_desk.get(REPORT).get_json()
        assert (report["status"], len(report["findings"]), report["checked_at"]) == (status, 1, checked_at)
        scan.run()
    assert report["why_aborted"] == scan.AWAY


def test_it_refuses_to_start_while_the_storage_is_away(admin_desk: FlaskClient) -> None:
    with acts.away():
        answer = admin_desk.post(START, json=BY)
    assert (answer.status_code, answer.get_json()["code"]) == (503, "storage_unavailable")
    assert db.session.query(Audit).count() == 0


def test_deep_is_a_wish(admin_desk: FlaskClient) -> None:
    admin_desk.post(START, json=BY | {"deep": True})
    assert admin_desk.get(REPORT).get_json()["is_deep"] is True


@pytest.mark.parametrize("path", [START, RESOLVE])
@pytest.mark.parametrize("missing", ["staff_name", "reason"])
def test_every_write_says_who_and_why(admin_desk: FlaskClient, path: str, missing: str) -> None:
    body = {name: value for name, value in BY.items() if name != missing} | {"finding_id": str(uuid.uuid4())}
    answer = admin_desk.post(path, json=body)
    assert (answer.status_code, [each["field"] for each in answer.get_json()["fields"]]) == (422, [missing])


@pytest.mark.parametrize("named", [{}, {"finding_ids": []}])
def test_nothing_named_is_refused(admin_desk: FlaskClient, named: dict[str, object]) -> None:
    answer = admin_desk.post(RESOLVE, json=BY | named)
    assert (answer.status_code, "finding_id" in answer.get_json()["detail"]) == (422, True)


def test_an_unknown_finding_is_not_found(admin_desk: FlaskClient) -> None:
    answer = admin_desk.post(RESOLVE, json=BY | {"finding_ids": [str(uuid.uuid4())]})
    assert (answer.status_code, answer.get_json()["code"]) == (404, "not_found")


def test_a_plain_workstation_may_not(desk: FlaskClient) -> None:
    assert {desk.post(START, json=BY).status_code, desk.get(REPORT).status_code} == {403}
