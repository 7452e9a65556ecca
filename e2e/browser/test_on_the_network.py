"""Two workstations over plain HTTP at this machine's own address: browsers grant such pages less than localhost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.browser import people
from e2e.browser.conftest import PHONE, Browsing, browsing_of
from e2e.conftest import new_workstation
from e2e.desk import Desk, job_in
from e2e.shop import Shop
from e2e.student import Student


@pytest.fixture
def browsing(browser: Browser, network_shop: Shop) -> Iterator[Browsing]:
    """Return an opener of pages at the network's address."""
    yield from browsing_of(browser, network_shop)


@pytest.fixture(scope="module")
def desk(network_shop: Shop) -> Desk:
    """Return the front desk of that installation."""
    return Desk(network_shop, "front-desk", network_shop.password)


def sign_in(page: Page, workstation: str, password: str) -> None:
    """Sign in by typing."""
    page.goto("/login")
    page.get_by_label("Workstation").fill(workstation)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Jobs", exact=True)).to_be_attached()
    expect(page.get_by_text("Live", exact=True)).to_be_visible()


def test_two_workstations(browsing: Browsing, network_shop: Shop, desk: Desk) -> None:
    assert "localhost" not in network_shop.url
    job = job_in("COMPLETED", desk, Student(network_shop))
    desk.settled(job.id)
    front, back = browsing.page(), browsing.page()
    sign_in(front, "front-desk", network_shop.password)
    sign_in(back, *new_workstation(desk))
    people.open_job(back, job.id)
    people.open_job(front, job.id)
    people.act(front, "Record payment", desk.staff_name, people.fill_payment)
    expect(people.drawer(back).get_by_text("Paid & Picked Up").first).to_be_visible()


def test_student_on_a_phone(browsing: Browsing, network_shop: Shop, desk: Desk) -> None:
    student = Student(network_shop)
    job = job_in("PENDING", desk, student)
    public = student.mailbox.wait_for(job.reference, "quote").link("confirm")
    page = browsing.page(PHONE)
    page.goto("/confirm/" + public.rpartition("/")[2])
    page.get_by_role("checkbox", name="I accept $4.25").check()
    page.get_by_role("button", name="Confirm", exact=True).click()
    page.get_by_role("link", name="Follow your print").click()
    expect(page.get_by_role("heading", name=job.reference)).to_be_visible()
    assert page.url.startswith(network_shop.url), "a link led away from the address that the phone reached"
