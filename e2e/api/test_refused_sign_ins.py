"""Wrong passwords: refused, counted for this workstation at this address, and nobody else pays for it."""

import pytest

from e2e.caller import Answer, Caller
from e2e.conftest import new_workstation
from e2e.desk import Desk
from e2e.shop import Shop

ALLOWED_FAILURES = 10


def sign_in(computer: Caller, workstation: str, password: str) -> Answer:
    """Try to sign in."""
    return computer.post("/auth/login", {"workstation_id": workstation, "password": password})


@pytest.mark.parametrize("known", [True, False])
def test_eleventh_failure(known: bool, shop: Shop, desk: Desk) -> None:
    mine, password = new_workstation(desk)
    other, other_password = new_workstation(desk)
    tried = mine if known else f"no-{mine}"
    computer = Caller(shop.url)
    for number in range(ALLOWED_FAILURES):
        answer = sign_in(computer, tried, f"wrong password {number}")
        answer.refusal(401, "unauthorized")
        assert "Set-Cookie" not in answer.headers
    blocked = sign_in(computer, tried.upper(), "wrong again")
    blocked.refusal(429, "too_many")
    assert 0 < int(blocked.headers["Retry-After"]) <= 15 * 60
    sign_in(computer, tried, password).refusal(429, "too_many")
    Desk(shop, other, other_password, computer.address)
    Desk(shop, mine, password)


def test_failures_of_words_do_not_count(shop: Shop, desk: Desk) -> None:
    name, password = new_workstation(desk)
    computer = Caller(shop.url)
    for _ in range(ALLOWED_FAILURES + 1):
        sign_in(computer, name, "").refusal(422, "invalid")
    Desk(shop, name, password, computer.address)


def test_session_ends_with_sign_out_and_with_a_new_password(shop: Shop, desk: Desk) -> None:
    name, password = new_workstation(desk)
    first, second = Desk(shop, name, password), Desk(shop, name, password)
    first.post("/auth/logout").ok()
    first.get("/jobs").refusal(401, "unauthorized")
    second.get("/jobs").ok()
    mine = next(each for each in desk.get("/admin/workstations").ok()["workstations"] if each["name"] == name)
    wish = {"staff_name": desk.staff_name, "reason": "It was written on the wall", "reset_password": True}
    fresh = desk.post(f"/admin/workstations/{mine['id']}", wish, method="PATCH").ok()["password"]
    second.get("/jobs").refusal(401, "unauthorized")
    sign_in(Caller(shop.url), name, password).refusal(401, "unauthorized")
    Desk(shop, name, fresh)


def test_other_workstations_are_no_admins(desk: Desk, other_desk: Desk) -> None:
    assert desk.get("/admin/workstations").status == 200
    other_desk.get("/admin/workstations").refusal(403, "forbidden")
    other_desk.post("/staff", {"name": "X Y", "staff_name": desk.staff_name, "reason": "why not"}).refusal(
        403, "forbidden"
    )
