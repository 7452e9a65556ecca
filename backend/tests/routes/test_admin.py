"""Staff and workstations, changed by an admin workstation under a name and with a reason."""

import uuid

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import Event, Workstation
from tests.routes.test_session import LOGIN, SESSION
from tests.world import PASSWORD, STAFF, MakeWorkstation, SignIn

pytestmark = pytest.mark.usefixtures("staff")
BY = {"staff_name": STAFF[0], "reason": "the lab grows"}
WORKSTATIONS = "/api/v1/admin/workstations"


def log() -> list[tuple[str, str, object]]:
    """Return type, name and reason of every line of the log."""
    db.session.rollback()
    lines = db.session.scalars(select(Event).order_by(Event.id))
    return [(line.type, line.triggered_by, line.details.get("reason")) for line in lines]


def staff_id(desk: FlaskClient, name: str) -> str:
    listed = desk.get("/api/v1/staff?include_inactive=true").get_json()["staff"]
    return str(next(each["id"] for each in listed if each["name"] == name))


def change_workstation(desk: FlaskClient, name: str, **wanted: object) -> TestResponse:
    db.session.rollback()
    station = db.session.scalars(select(Workstation).where(Workstation.name == name)).one()
    return desk.patch(f"{WORKSTATIONS}/{station.id}", json=BY | wanted)


def test_a_name_comes_goes_and_comes_back(admin_desk: FlaskClient, desk: FlaskClient) -> None:
    added = admin_desk.post("/api/v1/staff", json=BY | {"name": "  Zoë Müller "})
    assert (added.status_code, added.get_json()["name"], added.get_json()["is_active"]) == (201, "Zoë Müller", True)
    path = f"/api/v1/staff/{added.get_json()['id']}"
    gone = admin_desk.patch(path, json=BY | {"is_active": False})
    assert gone.get_json()["is_active"] is False
    assert gone.get_json()["deactivated_at"]
    assert [each["name"] for each in desk.get("/api/v1/staff").get_json()["staff"]] == list(STAFF)
    back = admin_desk.patch(path, json=BY | {"is_active": True})
    assert (back.get_json()["is_active"], back.get_json()["deactivated_at"]) == (True, None)
    assert admin_desk.patch(path, json=BY | {"is_active": True}).status_code == 200
    assert log() == [(kind, *BY.values()) for kind in ("StaffAdded", "StaffDeactivated", "StaffReactivated")]


@pytest.mark.parametrize("name", ["Dora Hartwig", "DORA hartwig", " dora HARTWIG "])
def test_a_name_is_on_the_list_once_in_whatever_capitals(admin_desk: FlaskClient, name: str) -> None:
    answer = admin_desk.post("/api/v1/staff", json=BY | {"name": name})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "conflict")
    assert log() == []


def test_the_last_active_name_stays(admin_desk: FlaskClient) -> None:
    first, last = (f"/api/v1/staff/{staff_id(admin_desk, name)}" for name in STAFF)
    assert admin_desk.patch(last, json=BY | {"is_active": False}).status_code == 200
    answer = admin_desk.patch(first, json=BY | {"is_active": False})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "conflict")


@pytest.mark.parametrize("name", ["Nobody", "dora hartwig"])
def test_only_a_name_of_the_list_may_act(admin_desk: FlaskClient, name: str) -> None:
    answer = admin_desk.post("/api/v1/staff", json=BY | {"staff_name": name, "name": "New Name"})
    assert answer.status_code == 422
    assert [each["field"] for each in answer.get_json()["fields"]] == ["staff_name"]


def test_an_inactive_name_may_not_act(admin_desk: FlaskClient) -> None:
    path = f"/api/v1/staff/{staff_id(admin_desk, STAFF[1])}"
    admin_desk.patch(path, json=BY | {"is_active": False})
    answer = admin_desk.post("/api/v1/staff", json=BY | {"staff_name": STAFF[1], "name": "New Name"})
    assert answer.status_code == 422
    assert "no longer active" in answer.get_json()["fields"][0]["message"]


@pytest.mark.parametrize("missing", ["staff_name", "reason"])
def test_every_write_says_who_and_why(admin_desk: FlaskClient, missing: str) -> None:
    body = {key: value for key, value in BY.items() if key != missing}
    answer = admin_desk.post("/api/v1/auth/revoke-all", json=body)
    assert [each["field"] for each in answer.get_json()["fields"]] == [missing]


def test_a_new_workstation_signs_in_with_the_password_that_is_answered_once(admin_desk: FlaskClient) -> None:
    added = admin_desk.post(WORKSTATIONS, json=BY | {"name": "annex", "storage_root": "Z:\\storage"})
    assert added.status_code == 201
    assert added.get_json()["workstation"]["storage_root"] == "Z:\\storage"
    typed = {"workstation_id": "annex", "password": added.get_json()["password"]}
    assert admin_desk.post(LOGIN, json=typed).status_code == 200
    assert added.get_json()["password"] not in str(admin_desk.get(WORKSTATIONS).get_json())
    assert ("WorkstationAdded", *BY.values()) in log()


def test_a_chosen_password_is_not_answered(admin_desk: FlaskClient) -> None:
    added = admin_desk.post(WORKSTATIONS, json=BY | {"name": "annex", "password": "a long enough one"})
    assert (added.status_code, added.get_json()["password"]) == (201, None)
    typed = {"workstation_id": "annex", "password": "a long enough one"}
    assert admin_desk.post(LOGIN, json=typed).status_code == 200


def test_a_workstation_name_is_taken_once(admin_desk: FlaskClient, desk: FlaskClient) -> None:
    answer = admin_desk.post(WORKSTATIONS, json=BY | {"name": "DESK"})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "conflict")


def test_a_new_password_ends_the_sessions_at_once(admin_desk: FlaskClient, desk: FlaskClient) -> None:
    assert desk.get(SESSION).status_code == 200
    reset = change_workstation(admin_desk, "desk", reset_password=True)
    assert desk.get(SESSION).status_code == 401
    old, new = PASSWORD, reset.get_json()["password"]
    tried = [desk.post(LOGIN, json={"workstation_id": "desk", "password": each}).status_code for each in (old, new)]
    assert tried == [401, 200]
    assert ("WorkstationPasswordReset", *BY.values()) in log()


def test_switching_off_ends_the_sessions_and_switching_on_does_not_bring_them_back(
    admin_desk: FlaskClient, desk: FlaskClient
) -> None:
    assert change_workstation(admin_desk, "desk", is_active=False).get_json()["workstation"]["is_active"] is False
    assert desk.get(SESSION).status_code == 401
    typed = {"workstation_id": "desk", "password": PASSWORD}
    assert desk.post(LOGIN, json=typed).status_code == 401
    change_workstation(admin_desk, "desk", is_active=True)
    assert desk.get(SESSION).status_code == 401
    assert desk.post(LOGIN, json=typed).status_code == 200
    kinds = [kind for kind, _, _ in log()]
    assert kinds == ["WorkstationRevoked", "SignInFailed", "WorkstationChanged", "SignedIn"]


def test_what_is_left_out_stays(admin_desk: FlaskClient, desk: FlaskClient) -> None:
    change_workstation(admin_desk, "desk", storage_root="/mnt/prints")
    kept = change_workstation(admin_desk, "desk", is_admin=True).get_json()["workstation"]
    assert (kept["storage_root"], kept["is_admin"]) == ("/mnt/prints", True)
    assert change_workstation(admin_desk, "desk", storage_root=None).get_json()["workstation"]["storage_root"] is None
    assert desk.get(SESSION).get_json()["workstation"]["is_admin"] is True
    before = log()
    assert change_workstation(admin_desk, "desk", is_admin=True).status_code == 200
    assert log() == before


@pytest.mark.parametrize("wanted", [{"is_active": False}, {"is_admin": False}])
def test_the_last_active_admin_workstation_stays(
    admin_desk: FlaskClient, workstation: MakeWorkstation, wanted: dict[str, bool]
) -> None:
    refused = change_workstation(admin_desk, "admin-desk", **wanted, storage_root="/never")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "conflict")
    assert "last active admin" in refused.get_json()["detail"]
    assert admin_desk.get(SESSION).get_json()["workstation"]["storage_root"] is None
    workstation("second", is_admin=True)
    assert change_workstation(admin_desk, "admin-desk", **wanted).status_code == 200


def test_signing_out_everywhere_includes_the_caller(
    admin_desk: FlaskClient, desk: FlaskClient, signed_in: SignIn, workstation: MakeWorkstation
) -> None:
    other = signed_in(workstation("other"))
    answer = admin_desk.post("/api/v1/auth/revoke-all", json=BY)
    assert "this one too" in answer.get_json()["message"]
    assert {each.get(SESSION).status_code for each in (admin_desk, desk, other)} == {401}
    assert log() == [("SignedOut", *BY.values())]


@pytest.mark.parametrize("path", ["/api/v1/staff", WORKSTATIONS])
def test_what_does_not_exist_is_not_found(admin_desk: FlaskClient, path: str) -> None:
    answer = admin_desk.patch(f"{path}/{uuid.uuid4()}", json=BY | {"is_active": True})
    assert (answer.status_code, answer.get_json()["code"]) == (404, "not_found")
