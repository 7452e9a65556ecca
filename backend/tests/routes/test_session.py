"""Signing in and out, over the test client and the real engines."""

import uuid
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import Event, RevokedSession
from app.services import auth_service, workstation_service
from app.services.auth_service import Claims
from app.utils import clock, passwords
from tests.statements import asked
from tests.world import PASSWORD, MakeWorkstation, SignIn

LOGIN, LOGOUT, SESSION = "/api/v1/auth/login", "/api/v1/auth/logout", "/api/v1/auth/session"


def sign_in(client: FlaskClient, name: str = "desk", password: str = PASSWORD, **how: object) -> TestResponse:
    return client.post(LOGIN, json={"workstation_id": name, "password": password}, **how)


def events(kind: str) -> list[Event]:
    db.session.rollback()
    return list(db.session.query(Event).filter_by(type=kind).order_by(Event.id))


def test_login_answers_a_token_and_who_signed_in(client: FlaskClient, workstation: MakeWorkstation) -> None:
    station = workstation("desk")
    answer = sign_in(client)
    assert answer.status_code == 200
    assert answer.get_json()["workstation"] == {
        "id": str(station.id), "name": "desk", "is_admin": False, "storage_root": None,
    }  # fmt: skip
    bearer = {"Authorization": f"Bearer {answer.get_json()['token']}"}
    session = client.get(SESSION, headers=bearer)
    assert session.get_json() == {name: answer.get_json()[name] for name in ("workstation", "expires_at")}
    assert [event.workstation_id for event in events("SignedIn")] == [station.id]


@pytest.mark.parametrize("typed", ["Desk", "DESK", " desk "])
def test_capitals_and_blanks_around_the_name_do_not_matter(
    client: FlaskClient, workstation: MakeWorkstation, typed: str
) -> None:
    workstation("desk")
    assert sign_in(client, typed).status_code == 200


def test_wrong_unknown_and_switched_off_get_the_same_answer(client: FlaskClient, workstation: MakeWorkstation) -> None:
    workstation("desk")
    workstation("old").is_active = False
    db.session.commit()
    answers = [sign_in(client, "desk", "wrong"), sign_in(client, "nobody", "wrong"), sign_in(client, "old")]
    assert [each.status_code for each in answers] == [401, 401, 401]
    assert all(each.json == answers[0].json and "Set-Cookie" not in each.headers for each in answers)
    assert all(each.content_type == "application/problem+json" for each in answers)
    failed = events("SignInFailed")
    assert [event.details["known"] for event in failed] == [True, False, True]
    assert "nobody" not in str([(event.triggered_by, event.details) for event in failed])


def test_an_unknown_workstation_costs_the_same_work(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []
    real = passwords._hasher.verify

    class Counting:
        def verify(self, kept: str, typed: str) -> bool:
            verified.append(kept)
            return real(kept, typed)

    passwords._decoy()
    monkeypatch.setattr(passwords, "_hasher", Counting())
    assert not passwords.matches(None, "anything")
    assert len(verified) == 1
    assert "m=19456,t=2,p=1" in verified[0]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422), ([], 422), ({"workstation_id": "desk"}, 422), ({"workstation_id": 7, "password": "x"}, 422),
        ({"workstation_id": "a\x00b", "password": "x"}, 422), ({"workstation_id": "x" * 51, "password": "x"}, 422),
        ({"workstation_id": "desk", "password": "x" * 201}, 422), ({"workstation_id": "d", "password": "\ud800"}, 422),
        ({"workstation_id": "d", "password": "x\x00"}, 401),
    ],
)  # fmt: skip
def test_odd_bodies_are_refused_in_words(client: FlaskClient, body: object, status: int) -> None:
    answer = client.post(LOGIN, json=body)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")


def test_signing_out_ends_this_session_only(workstation: MakeWorkstation, signed_in: SignIn) -> None:
    station = workstation("desk")
    one, other = signed_in(station), signed_in(station)
    assert one.post(LOGOUT).status_code == 200
    assert (one.get(SESSION).status_code, other.get(SESSION).status_code) == (401, 200)
    assert one.post(LOGOUT).status_code == 401
    assert len(events("SignedOut")) == 1


def test_signing_out_sweeps_what_ran_out(desk: FlaskClient, workstation: MakeWorkstation) -> None:
    station = workstation("other")
    gone = RevokedSession(jti=uuid.uuid4(), workstation_id=station.id, expires_at=clock.now() - timedelta(hours=1))
    db.session.add(gone)
    db.session.commit()
    desk.post(LOGOUT)
    db.session.rollback()
    assert db.session.query(RevokedSession).filter(RevokedSession.expires_at < clock.now()).count() == 0


def test_last_seen_is_written_at_most_once_a_minute(desk: FlaskClient, app: Flask) -> None:
    desk.get(SESSION)
    seen = _seen()
    desk.get(SESSION)
    assert _seen() == seen
    workstation_service.named("desk").last_seen_at = seen - timedelta(minutes=2)
    db.session.commit()
    desk.get(SESSION)
    assert _seen() >= seen


def _seen() -> datetime:
    db.session.rollback()
    station = workstation_service.named("desk")
    db.session.refresh(station)
    assert station.last_seen_at
    return station.last_seen_at


def test_a_session_lasts_twelve_hours(app: Flask, workstation: MakeWorkstation) -> None:
    opened = auth_service.open_session(workstation("desk"))
    left = opened.expires_at - clock.now()
    assert timedelta(hours=11, minutes=59) < left <= timedelta(hours=12)
    assert Claims.read(opened.token).expires_at == opened.expires_at


def test_identify_asks_the_database_once(desk: FlaskClient, app: Flask) -> None:
    desk.get(SESSION)
    with asked() as statements:
        desk.get(SESSION)
    assert len(statements) == 1, statements
