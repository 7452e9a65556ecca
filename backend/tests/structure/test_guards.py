"""Who may call what, asked of every route of the application: a new route is covered by being there."""

import json
import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import validate
from werkzeug.routing import Rule

from app.extensions import db
from app.models import Workstation
from app.routes.guard import ADMIN, PUBLIC
from app.services import auth_service
from app.services.auth_service import Claims
from app.services.catalog_service import settings
from app.utils import clock, openapi, tokens
from tests.world import MakeWorkstation

Call = tuple[str, str, str]


def calls(app: Flask) -> list[Call]:
    """List every method and path that is not public, with the endpoint behind it."""
    found = []
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            if rule.endpoint not in PUBLIC:
                found.append((method, _address(rule), rule.endpoint))
    return sorted(found)


def _address(rule: Rule) -> str:
    """Fill a rule in, so that it matches."""
    with_ids = re.sub(r"<uuid:[^>]+>", str(uuid.uuid4()), rule.rule)
    return re.sub(r"<[^>]+>", "x", with_ids)


def _claims(station: Workstation, **other: object) -> Claims:
    says = {"workstation_id": station.id, "version": station.session_version, "jti": uuid.uuid4(),
            "expires_at": clock.now() + timedelta(hours=1)}  # fmt: skip
    return Claims(**(says | other))  # type: ignore[arg-type]  # a mix of types, each right for its field


def _revoked(app: Flask, station: Workstation) -> str:
    token = auth_service.open_session(station).token
    signed_out = app.test_client().post("/api/v1/auth/logout", headers={"Authorization": f"Bearer {token}"})
    assert signed_out.status_code == 200
    return token


def _of_other_purpose(station: Workstation, purpose: tokens.Purpose) -> str:
    says = {"workstation": str(station.id), "version": 1, "jti": str(uuid.uuid4())}
    return tokens.sign(settings().secret_key.get_secret_value(), purpose, says | {"exp": 4_000_000_000})


def _unsigned(token: str) -> str:
    head, claims, _ = token.split(".")
    return f"eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{claims}." if head else ""


def _bad_tokens(app: Flask, station: Workstation) -> dict[str, str | None]:
    good = _claims(station).signed()
    middle = len(good) // 2
    return {
        "anonymous": None,
        "expired": _claims(station, expires_at=clock.now() - timedelta(seconds=1)).signed(),
        "revoked": _revoked(app, station),
        "of an earlier password": _claims(station, version=station.session_version - 1).signed(),
        "of no workstation": _claims(station, workstation_id=uuid.uuid4()).signed(),
        "for a tracking link": _of_other_purpose(station, "track"),
        "for a confirm link": _of_other_purpose(station, "confirm"),
        "tampered": good[:middle] + ("A" if good[middle] != "A" else "B") + good[middle + 1 :],
        "unsigned": _unsigned(good),
        "not a token": "x.y.z",
    }


def _ask(client: FlaskClient, call: Call, token: str | None, cookie: bool = False) -> tuple[int, str, str]:
    method, path, _ = call
    client.delete_cookie(settings().cookie_name)
    headers = {"Origin": "http://localhost"}
    if token and cookie:
        client.set_cookie(settings().cookie_name, token)
    elif token:
        headers["Authorization"] = f"Bearer {token}"
    answer = client.open(path, method=method, headers=headers)
    code = answer.get_json().get("code", "") if answer.is_json or "json" in answer.content_type else ""
    return answer.status_code, answer.content_type, code


@pytest.mark.parametrize("cookie", [False, True], ids=["bearer", "cookie"])
def test_every_guarded_route_refuses_whoever_has_no_living_session(
    app: Flask, workstation: MakeWorkstation, cookie: bool
) -> None:
    client = app.test_client()
    let_in = [
        (name, *call[:2], answer)
        for name, token in _bad_tokens(app, workstation("admin", is_admin=True)).items()
        for call in calls(app)
        if (answer := _ask(client, call, token, cookie)) != (401, "application/problem+json", "unauthorized")
    ]
    assert let_in == []


def test_the_last_session_of_a_switched_off_workstation_opens_nothing(app: Flask, workstation: MakeWorkstation) -> None:
    station = workstation("admin", is_admin=True)
    token = _claims(station).signed()
    station.is_active = False
    db.session.commit()
    assert {_ask(app.test_client(), call, token)[0] for call in calls(app)} == {401}


def test_admin_routes_refuse_a_plain_workstation_and_no_other_does(app: Flask, workstation: MakeWorkstation) -> None:
    token = _claims(workstation("desk")).signed()
    client = app.test_client()
    forbidden, wrong = (403, "application/problem+json", "forbidden"), []
    for call in calls(app):
        if call[2] in {"session.post_logout", "stream.get_stream"}:
            continue  # one would end the session, the other never ends; both are plain
        is_admin = call[2].partition(".")[0] in ADMIN
        if (_ask(client, call, token) == forbidden) != is_admin:
            wrong.append(call)
    assert wrong == []


def test_a_change_by_cookie_from_another_site_is_refused_everywhere(app: Flask, workstation: MakeWorkstation) -> None:
    client = app.test_client()
    client.set_cookie(settings().cookie_name, _claims(workstation("admin", is_admin=True)).signed())
    for method, path, _ in calls(app):
        if method != "GET":
            answer = client.open(path, method=method, headers={"Origin": "http://evil.example"}, json={})
            assert (answer.status_code, answer.get_json()["code"]) == (403, "forbidden"), path


def test_every_public_name_exists(app: Flask) -> None:
    assert set(PUBLIC) - set(app.view_functions) == set()


def test_no_route_that_only_reads_shares_its_view_with_one_that_writes(app: Flask) -> None:
    """A GET must never change anything, so no view may answer both."""
    both = [r.endpoint for r in app.url_map.iter_rules() if {"GET"} < (r.methods or set()) - {"HEAD", "OPTIONS"}]
    assert both == []


def test_every_operation_is_documented_and_says_who_may_call_it(app: Flask) -> None:
    document = openapi.document(PUBLIC)
    undocumented, wrong = [], []
    for rule, method, operation in openapi.operations(document):
        if rule.endpoint == "static":
            continue
        if operation is None or not operation["summary"] or "<" in operation["summary"]:
            undocumented.append((method, rule.rule))
        elif operation["security"] != ([] if rule.endpoint in PUBLIC else [{"workstation": []}]):
            wrong.append((method, rule.rule))
    assert (undocumented, wrong) == ([], [])


def test_the_document_is_valid_and_names_each_operation_once(client: FlaskClient) -> None:
    document: dict[str, Any] = client.get("/api/v1/openapi.json").get_json()
    validate(document)
    assert document["openapi"].startswith("3.1")
    names = [each["operationId"] for path in document["paths"].values() for each in path.values()]
    assert len(names) == len(set(names)) > 10
    assert "/api/v1/auth/login" in document["paths"]


@pytest.mark.parametrize("path", ["/api/v1/submit", "/api/v1/uploads"])
def test_the_document_says_in_which_field_a_model_is_sent(client: FlaskClient, path: str) -> None:
    document = client.get("/api/v1/openapi.json").get_json()
    form = document["paths"][path]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"]["$ref"]
    field = document["components"]["schemas"][form.rpartition("/")[2]]["properties"]["file"]
    assert (field["type"], field["format"]) == ("string", "binary")


def test_the_page_shows_every_operation_without_a_script_or_another_host(client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").get_json()
    page = client.get("/api/docs")
    assert page.content_type.startswith("text/html")
    for path in document["paths"]:
        assert f"<code>{path}</code>" in page.text
    assert "<script" not in page.text
    assert "//" not in re.sub(r"https?://(print\.example\.edu|localhost)", "", _attributes(page.text))


def _attributes(page: str) -> str:
    return json.dumps(re.findall(r'(?:src|href)="([^"]*)"', page))
