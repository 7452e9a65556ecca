"""An installation that is open to the network: plain HTTP at this machine's own address, links with the public name."""

import pytest

from e2e.caller import Answer, Caller
from e2e.conftest import PUBLIC_URL, new_workstation
from e2e.desk import Desk, job_in
from e2e.shop import Shop
from e2e.student import Student


@pytest.fixture(scope="module")
def admin(network_shop: Shop) -> Desk:
    """Return the front desk, signed in over the network."""
    return Desk(network_shop, "front-desk", network_shop.password)


def test_two_workstations_work_side_by_side(network_shop: Shop, admin: Desk) -> None:
    other = Desk(network_shop, *new_workstation(admin))
    job = job_in("COMPLETED", admin, Student(network_shop))
    holder = admin.take_lock(job.id).ok()
    assert other.take_lock(job.id).refusal(409, "locked")["holder"]["workstation_name"] == "front-desk"
    admin.post(f"/jobs/{job.id}/unlock", lock_token=holder["lock_token"]).ok()
    paid = other.act(job.id, "payment", grams=12.5, payment_type="waived", picked_up_by="Mira Holm").ok()
    assert paid["status"] == "PAIDPICKEDUP"


def test_links_in_mails_have_the_public_name(network_shop: Shop, admin: Desk) -> None:
    job = job_in("READYTOPRINT", admin, Student(network_shop))
    for kind, page in (("received", "track"), ("quote", "confirm"), ("confirmed", "track")):
        mail = network_shop.mailbox.wait_for(job.reference, kind)
        assert mail.link(page).startswith(f"{PUBLIC_URL}/{page}/")
        html = mail.message.get_body(("html",))
        assert html is not None and f'href="{PUBLIC_URL}/{page}/' in html.get_content()
        assert network_shop.url not in mail.message.as_string()


def with_cookie(computer: Caller, cookie: str, origin: str | None, method: str, path: str) -> Answer:
    """Call as a browser does: with the cookie, and with the address of the page that calls."""
    headers = {"Cookie": cookie, "Content-Type": "application/json"} | ({"Origin": origin} if origin else {})
    return computer.send(method, path, b"{}", headers)


def test_browsers_sign_in_without_tls_but_not_from_other_sites(network_shop: Shop) -> None:
    computer = Caller(network_shop.url)
    credentials = {"workstation_id": "front-desk", "password": network_shop.password}
    cookie = computer.post("/auth/login", credentials).headers["Set-Cookie"]
    assert "httponly" in cookie.lower() and "samesite=lax" in cookie.lower() and "secure" not in cookie.lower()
    name_and_value = cookie.partition(";")[0]
    with_cookie(computer, name_and_value, None, "GET", "/auth/session").ok()
    for foreign in ("http://evil.example", PUBLIC_URL, "null", None):
        with_cookie(computer, name_and_value, foreign, "POST", "/auth/logout").refusal(403, "forbidden")
    with_cookie(computer, name_and_value, network_shop.url, "POST", "/auth/logout").ok()
    with_cookie(computer, name_and_value, None, "GET", "/auth/session").refusal(401, "unauthorized")


def test_inbox_is_for_this_very_computer(network_shop: Shop, admin: Desk) -> None:
    at_home = Caller(f"http://localhost:{admin.port}", "127.0.0.1")
    assert at_home.get("/inbox").ok()["mails"] is not None
    forged = {"X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1", "Forwarded": "for=127.0.0.1"}
    if not admin.host.startswith("127."):
        admin.send("GET", "/inbox", None, forged).refusal(404, "not_found")
