"""The system log and its proof, for an admin workstation alone."""

from flask.testing import FlaskClient

from app.extensions import db
from app.services.event_service import SYSTEM, record
from tests.factories import make_job

LOG, VERIFY = "/api/v1/admin/events", "/api/v1/admin/events/verify"


def test_only_an_admin_workstation_reads_the_log(desk: FlaskClient, client: FlaskClient) -> None:
    assert [desk.get(LOG).status_code, desk.post(VERIFY, json={}).status_code] == [403, 403]
    assert [client.get(LOG).status_code, client.post(VERIFY, json={}).status_code] == [401, 401]


def test_the_system_log_is_read_page_by_page_newest_first(admin_desk: FlaskClient) -> None:
    record("NotesChanged", SYSTEM, make_job().id, version=1)
    record("JobPruned", SYSTEM, make_job().id, reason="0")
    for number in range(5):
        record("SignedOut", SYSTEM, reason=str(number))
    db.session.commit()
    first = admin_desk.get(f"{LOG}?limit=3").get_json()
    assert [line["details"]["reason"] for line in first["events"]] == ["4", "3", "2"]
    rest = admin_desk.get(f"{LOG}?limit=100&before={first['next_before']}").get_json()
    assert [line["type"] for line in rest["events"]][:3] == ["SignedOut", "SignedOut", "JobPruned"]
    assert (rest["next_before"], {line["type"] for line in rest["events"]} & {"NotesChanged"}) == (None, set())
    assert admin_desk.get(f"{LOG}?limit=0").status_code == 422


def test_the_proof_in_words(admin_desk: FlaskClient) -> None:
    record("NotesChanged", SYSTEM, make_job().id, version=1)
    db.session.commit()
    found = admin_desk.post(VERIFY, json={}).get_json()
    assert (found["ok"], found["first_bad"], found["checked"] > 0) == (True, None, True)
    assert found["message"] == f"All {found['checked']} lines are as they were written."
