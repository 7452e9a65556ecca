"""axe finds nothing on the student's pages, whatever stands on them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e import models
from e2e.browser import people
from e2e.browser.accessibility import check
from e2e.browser.conftest import Browsing
from e2e.desk import Desk, job_in
from e2e.shop import Shop
from e2e.student import Sent, Student

STATUSES = ("UPLOADED", "PENDING", "READYTOPRINT", "COMPLETED", "REJECTED")


@pytest.fixture(scope="module")
def jobs(shop: Shop, desk: Desk) -> dict[str, Sent]:
    """Return a job in each status that looks different to its student; nobody moves them."""
    return {status: job_in(status, desk, Student(shop)) for status in STATUSES}


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Return a model that fits no printer, so that there is something to say about it."""
    file = tmp_path / "column.stl"
    file.write_bytes(models.stl(700))
    return file


PLAIN = {
    "start": ("/", "Send a model, pick up the print"),
    "form": ("/submit", "Submit a model"),
    "sign-in": ("/login", "Staff sign-in"),
    "inbox": ("/inbox", "Inbox"),
    "not found": ("/nothing-here", "Nothing is printed here"),
    "unknown link": ("/track/made-up", "We cannot show this print"),
    "unknown price": ("/confirm/made-up", "We cannot show this price"),
}


@pytest.mark.parametrize("name", PLAIN)
def test_page(name: str, browsing: Browsing) -> None:
    path, heading = PLAIN[name]
    page = browsing.page()
    page.goto(path)
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    check(page)


@pytest.mark.parametrize("status", STATUSES)
def test_tracking(status: str, browsing: Browsing, jobs: dict[str, Sent]) -> None:
    page = browsing.page()
    page.goto(f"/track/{jobs[status].tracking_token}")
    expect(page.get_by_role("heading", name=jobs[status].reference)).to_be_visible()
    check(page)


def test_tracking_with_the_question_unfolded(browsing: Browsing, jobs: dict[str, Sent]) -> None:
    page = browsing.page()
    page.goto(f"/track/{jobs['UPLOADED'].tracking_token}")
    page.get_by_role("button", name="Cancel this print…").click()
    check(page)


def open_price(page: Page, job: Sent, shop: Shop) -> None:
    """Open the page of the price."""
    page.goto(shop.mailbox.wait_for(job.reference, "quote").link("confirm"))
    expect(page.get_by_role("main").get_by_role("heading").first).to_be_visible()


PRICE: dict[str, Callable[[Page], None]] = {
    "as it opens": lambda page: expect(page.get_by_role("checkbox")).to_be_visible(),
    "not ticked": lambda page: page.get_by_role("button", name="Confirm", exact=True).click(),
    "declining": lambda page: page.get_by_role("button", name="Decline…").click(),
}


@pytest.mark.parametrize("state", PRICE)
def test_price(state: str, browsing: Browsing, shop: Shop, jobs: dict[str, Sent]) -> None:
    page = browsing.page()
    open_price(page, jobs["PENDING"], shop)
    PRICE[state](page)
    check(page)


def test_price_that_was_answered(browsing: Browsing, shop: Shop, jobs: dict[str, Sent]) -> None:
    page = browsing.page()
    open_price(page, jobs["READYTOPRINT"], shop)
    check(page)


def test_price_that_waited_too_long(browsing: Browsing, shop: Shop, desk: Desk, student: Student) -> None:
    job = job_in("PENDING", desk, student)
    shop.mailbox.wait_for(job.reference, "quote")
    shop.change(f"UPDATE jobs SET confirm_expires_at = now() - interval '1 minute' WHERE id = '{job.id}'")
    page = browsing.page()
    open_price(page, job, shop)
    expect(page.get_by_role("heading", name="This price waited too long")).to_be_visible()
    check(page)


def test_form_with_mistakes(browsing: Browsing) -> None:
    page = browsing.page()
    page.goto("/submit")
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_text("Choose the file that we should print.")).to_be_visible()
    check(page)


def test_form_with_a_model_that_needs_a_decision_and_what_follows(
    browsing: Browsing, model: Path, desk: Desk, student: Student
) -> None:
    page = browsing.page()
    page.goto("/submit")
    people.choose_file(page, model)
    expect(page.get_by_role("img", name="Picture of column.stl")).to_be_visible()
    people.fill_form(page, student)
    page.get_by_role("button", name="Submit", exact=True).click()
    anyway = page.get_by_role("checkbox", name="Send it anyway")
    expect(anyway).to_be_focused()
    expect(page.get_by_role("button", name="Replace the file")).to_be_in_viewport()
    check(page)
    anyway.check()
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_role("heading", name=f"We have it, {student.name}")).to_be_visible()
    check(page)
    sent = desk.get(f"/jobs?search={student.email}").ok()["jobs"][0]["id"]
    seen = browsing.desk()
    people.open_job(seen, sent)
    expect(seen.get_by_text("The student knew this when sending it.").first).to_be_visible()


def test_refused_file(browsing: Browsing, tmp_path: Path) -> None:
    (tmp_path / "page.stl").write_bytes(models.HTML)
    page = browsing.page()
    page.goto("/submit")
    page.get_by_label("Choose a file").set_input_files(tmp_path / "page.stl")
    expect(page.get_by_role("main").get_by_role("alert").filter(has_text="page.stl").first).to_be_visible()
    check(page)


def test_mail_in_the_inbox(browsing: Browsing, shop: Shop, jobs: dict[str, Sent]) -> None:
    reference = jobs["COMPLETED"].reference
    shop.mailbox.wait_for(reference, "ready_for_pickup")
    page = browsing.page()
    page.goto("/inbox")
    page.get_by_role("button", name=reference).first.click()
    expect(page.frame_locator("iframe").get_by_text(reference).first).to_be_visible()
    check(page)


def test_refused_sign_in(browsing: Browsing) -> None:
    page = browsing.page()
    page.goto("/login")
    page.get_by_label("Workstation").fill("no-such-desk")
    page.get_by_label("Password", exact=True).fill("wrong password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("The workstation or its password is wrong")).to_be_visible()
    check(page)
