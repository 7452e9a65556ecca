"""Every action of the desk, by clicking: its dialog, its result on the page, and in the rows behind it."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.browser import people
from e2e.browser.conftest import Browsing
from e2e.desk import Desk, job_in
from e2e.shop import Shop
from e2e.student import Student


@dataclass(frozen=True)
class Click:
    """An action as people see it: where the job stands, what the button says, what it asks, where the job ends."""

    start: str
    button: str
    fill: people.Fill | None
    title: str
    event: str


def printer(dialog: Locator) -> None:
    """Choose another printer than the student did."""
    dialog.get_by_role("radio", name="Prusa XL").check()


def place(dialog: Locator) -> None:
    """Say where the object lies."""
    dialog.get_by_label("Where does the object lie?").fill("Shelf B")


CLICKS = [
    Click("UPLOADED", "Mark as reviewed", None, "Uploaded", "JobReviewed"),
    Click("UPLOADED", "Approve", people.fill_quote, "Pending", "JobApproved"),
    Click("UPLOADED", "Reject", people.tick_reason, "Rejected", "JobRejected"),
    Click("UPLOADED", "Cancel the job", people.fill_reason, "Canceled", "JobCanceled"),
    Click("PENDING", "Confirm for the student", people.fill_reason, "Ready to Print", "AdminOverride"),
    Click("READYTOPRINT", "Start printing", printer, "Printing", "PrintStarted"),
    Click("PRINTING", "Print failed", people.fill_reason, "Ready to Print", "PrintFailed"),
    Click("PRINTING", "Print complete", place, "Completed", "PrintCompleted"),
    Click("COMPLETED", "Record payment", people.fill_payment, "Paid & Picked Up", "PaymentRecorded"),
    Click("COMPLETED", "Back to printing", people.fill_reason, "Printing", "StatusReverted"),
    Click("PAIDPICKEDUP", "Undo payment and pick-up", people.fill_reason, "Completed", "StatusReverted"),
]


@pytest.mark.parametrize("click", CLICKS, ids=lambda click: click.button)
def test_action(click: Click, browsing: Browsing, desk: Desk, student: Student) -> None:
    job = job_in(click.start, desk, student)
    desk.settled(job.id)
    page = browsing.desk()
    people.open_job(page, job.id)
    people.act(page, click.button, desk.staff_name, click.fill)
    expect(people.drawer(page).get_by_role("banner").or_(people.drawer(page)).first).to_contain_text(click.title)
    expect(page.get_by_text(job.reference).first).to_be_visible()
    assert click.event in desk.events(job.id)
    assert desk.job(job.id)["lock"] is None


def test_delete(browsing: Browsing, desk: Desk, student: Student) -> None:
    job = job_in("UPLOADED", desk, student)
    page = browsing.desk()
    people.open_job(page, job.id)
    people.act(page, "Delete", desk.staff_name)
    expect(page.get_by_text(f"{job.reference} is deleted.")).to_be_visible()
    desk.get(f"/jobs/{job.id}").refusal(404, "not_found")


def test_lock_taken_elsewhere_is_shown_and_can_be_taken_away(
    browsing: Browsing, desk: Desk, other_desk: Desk, student: Student
) -> None:
    job = job_in("UPLOADED", desk, student)
    lock_token = other_desk.lock(job.id)
    page = browsing.desk()
    people.open_job(page, job.id)
    dialog = people.ask(page, "Mark as reviewed")
    people.choose_name(dialog, desk.staff_name)
    expect(dialog.get_by_text(f"{other_desk.staff_name} is working on this job")).to_be_visible()
    expect(dialog.get_by_text(other_desk.workstation)).to_be_visible()
    other_desk.post(f"/jobs/{job.id}/unlock", lock_token=lock_token).ok()
    expect(dialog.get_by_text("Reserved for you while this dialog is open.")).to_be_visible()
    people.submit(dialog, "Mark as reviewed")
    assert "JobReviewed" in desk.events(job.id)


def test_escape_gives_the_lock_back(browsing: Browsing, desk: Desk, student: Student) -> None:
    job = job_in("UPLOADED", desk, student)
    page = browsing.desk()
    people.open_job(page, job.id)
    dialog = people.ask(page, "Reject")
    people.choose_name(dialog, desk.staff_name)
    expect(dialog.get_by_text("Reserved for you while this dialog is open.")).to_be_visible()
    assert desk.job(job.id)["lock"]["staff_name"] == desk.staff_name
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_text(f"{desk.staff_name} is working on this job")).to_be_hidden()
    desk.take_lock(job.id).ok()


def test_nothing_is_sent_without_a_name(browsing: Browsing, desk: Desk, student: Student) -> None:
    job = job_in("UPLOADED", desk, student)
    page = browsing.desk()
    people.open_job(page, job.id)
    dialog = people.ask(page, "Mark as reviewed")
    dialog.get_by_role("button", name="Mark as reviewed", exact=True).click()
    expect(dialog.get_by_text("Choose your name first, so that the log says who did it.")).to_be_visible()
    expect(dialog.get_by_label("Performing action as")).to_be_focused()
    assert desk.events(job.id) == ["JobCreated"]


def test_notes_are_kept(browsing: Browsing, desk: Desk, student: Student) -> None:
    job = job_in("UPLOADED", desk, student)
    page = browsing.desk()
    shown = people.open_job(page, job.id)
    shown.get_by_role("button", name="Add a note").click()
    shown.get_by_role("textbox", name="Notes of the desk").fill("Ask for a bigger base.")
    shown.get_by_label("Performing action as").select_option(desk.staff_name)
    shown.get_by_role("button", name="Save notes").click()
    expect(page.get_by_text(f"Notes of {job.reference} saved.")).to_be_visible()
    assert desk.job(job.id)["staff_notes"] == "Ask for a bigger base."


def test_search_finds_by_mail_and_reference(browsing: Browsing, desk: Desk, student: Student) -> None:
    job = job_in("UPLOADED", desk, student)
    page = browsing.desk()
    page.goto("/dashboard")
    for words in (student.email, job.reference):
        page.get_by_role("searchbox", name="Search jobs").fill(words)
        cards = page.get_by_role("list", name="Jobs, Open").get_by_role("listitem")
        expect(cards).to_have_count(1)
        expect(cards.first).to_contain_text(job.reference)


def asks_to_sign_in(page: Page, shop: Shop) -> None:
    """Make sure that nobody is signed in, and that this is still the shop."""
    expect(page.get_by_role("heading", name="Staff sign-in")).to_be_visible()
    assert page.url.startswith(shop.url)


def test_sign_in_and_out(browsing: Browsing, shop: Shop) -> None:
    page = browsing.page()
    page.goto("/dashboard")
    asks_to_sign_in(page, shop)
    page.get_by_label("Workstation").fill("front-desk")
    page.get_by_label("Password", exact=True).fill("wrong password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("The workstation or its password is wrong")).to_be_visible()
    page.get_by_label("Password", exact=True).fill(shop.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Jobs", exact=True)).to_be_attached()
    page.get_by_role("button", name="Workstation front-desk").click()
    page.get_by_role("menuitem", name="Sign out").click()
    asks_to_sign_in(page, shop)
    page.goto("/dashboard")
    asks_to_sign_in(page, shop)
