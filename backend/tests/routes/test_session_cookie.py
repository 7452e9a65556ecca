"""What carries a session: a cookie and our own origin for browsers, a Bearer token for programs."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.routes.test_session import LOGOUT, SESSION, events, sign_in
from tests.world import MakeApp, MakeWorkstation

LAN = "http://192.168.7.20:3000"


def test_the_cookie_works_over_plain_http_at_a_lan_address(client: FlaskClient, workstation: MakeWorkstation) -> None:
    workstation("desk")
    answer = sign_in(client, base_url=LAN, headers={"Origin": LAN})
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("lab_session_3000=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Secure" not in cookie
    assert client.get(SESSION, base_url=LAN).status_code == 200
    assert client.post(LOGOUT, base_url=LAN, headers={"Origin": LAN}).status_code == 200
    assert client.get(SESSION, base_url=LAN).status_code == 401


def test_the_cookie_is_secure_when_it_came_by_https(client: FlaskClient, workstation: MakeWorkstation) -> None:
    workstation("desk")
    assert "Secure" in sign_in(client, base_url="https://print.example.edu").headers["Set-Cookie"]


@pytest.mark.parametrize(
    ("base_url", "headers", "status"),
    [
        (LAN, {"Origin": LAN}, 200),
        (LAN, {"Referer": f"{LAN}/dashboard?tab=1"}, 200),
        ("https://print.example.edu", {"Origin": "https://print.example.edu"}, 200),
        ("http://PRINT.example.edu:80", {"Origin": "http://print.example.edu"}, 200),
        ("http://[fd00::1]:3000", {"Origin": "http://[fd00::1]:3000"}, 200),
        (LAN, {}, 403),
        (LAN, {"Origin": "null"}, 403),
        (LAN, {"Origin": "http://192.168.7.20:3001"}, 403),
        (LAN, {"Origin": "https://192.168.7.20:3000"}, 403),
        (LAN, {"Origin": "http://192.168.7.20.evil.example:3000"}, 403),
        (LAN, {"Origin": "http://192.168.7.20:3000@evil.example"}, 403),
        (LAN, {"Origin": "http://evil.example", "Referer": f"{LAN}/"}, 403),
        (LAN, {"Origin": "http://[bad"}, 403),
        (LAN, {"Origin": "http://192.168.7.20:port"}, 403),
    ],
)
def test_a_change_by_cookie_needs_our_own_origin(
    client: FlaskClient, workstation: MakeWorkstation, base_url: str, headers: dict[str, str], status: int
) -> None:
    workstation("desk")
    sign_in(client, base_url=base_url)
    answer = client.post(LOGOUT, base_url=base_url, headers=headers)
    assert answer.status_code == status
    assert client.get(SESSION, base_url=base_url).status_code == (401 if status == 200 else 200)


def test_a_program_with_a_bearer_token_needs_no_origin(desk: FlaskClient) -> None:
    assert desk.post(LOGOUT, headers={"Origin": "http://elsewhere.example"}).status_code == 200
    assert desk.get(SESSION).status_code == 401


def test_a_bad_bearer_token_is_not_rescued_by_the_cookie(client: FlaskClient, workstation: MakeWorkstation) -> None:
    workstation("desk")
    sign_in(client)
    assert client.get(SESSION).status_code == 200
    assert client.get(SESSION, headers={"Authorization": "Bearer nonsense"}).status_code == 401
    assert client.get(SESSION, headers={"Authorization": "Basic dTpw"}).status_code == 200


def test_behind_the_front_door_its_word_on_host_and_scheme_counts(
    app: Flask, another_app: MakeApp, workstation: MakeWorkstation
) -> None:
    workstation("desk")
    client = another_app(proxy_hops=1).test_client()
    door = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "print.example.edu", "X-Forwarded-For": "10.0.0.7"}
    headers = door | {"Origin": "https://print.example.edu"}
    how: dict[str, Any] = {"base_url": "http://127.0.0.1:8000", "headers": headers}
    cookie = sign_in(client, **how).headers["Set-Cookie"]
    assert "Secure" in cookie
    headers["Cookie"] = cookie.partition(";")[0]
    headers["Origin"] = "http://127.0.0.1:8000"
    assert client.post(LOGOUT, **how).status_code == 403
    headers["Origin"] = "https://print.example.edu"
    assert client.post(LOGOUT, **how).status_code == 200
    assert [event.details["address"] for event in events("SignedIn")] == ["10.0.0.7"]
