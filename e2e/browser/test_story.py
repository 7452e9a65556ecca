"""The whole story by clicking: a student sends from a phone, the desk prints, mails are read in the inbox."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e import models
from e2e.browser import people
from e2e.browser.conftest import PHONE, Browsing
from e2e.desk import Desk
from e2e.student import Student

SLOW_BYTES_PER_S = 150_000
STORY = [
    "JobCreated", "JobReviewed", "JobApproved", "JobConfirmed", "PrintStarted", "PrintFailed", "PrintStarted",
    "PrintCompleted", "PaymentRecorded", "StatusReverted", "PaymentVoided", "PaymentRecorded",
]  # fmt: skip


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Return a file as a student has it."""
    file = tmp_path / "Lamp shade, final (2).stl"
    file.write_bytes(models.stl())
    return file


def slow_down(page: Page) -> None:
    """Give a page a line on which one can see an upload grow."""
    wire = page.context.new_cdp_session(page)
    speed = {"latency": 20, "downloadThroughput": -1, "uploadThroughput": SLOW_BYTES_PER_S}
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", {"offline": False, **speed})


def test_progress_shows_while_the_file_is_sent(browsing: Browsing, tmp_path: Path) -> None:
    file = tmp_path / "big.stl"
    file.write_bytes(models.big_stl(1_600_000))
    page = browsing.page(PHONE)
    page.goto("/submit")
    expect(page.get_by_role("button", name="Submit", exact=True)).to_be_visible()
    slow_down(page)
    page.get_by_label("Choose a file").set_input_files(file)
    bar = page.get_by_role("progressbar", name="Sending big.stl")
    expect(bar).to_be_visible()
    first = bar.get_attribute("aria-valuenow") or ""
    expect(page.get_by_text(re.compile(r"of 1\.5 MB . .*/s"))).to_be_visible()
    expect(bar).not_to_have_attribute("aria-valuenow", first)
    page.get_by_role("button", name="Stop").click()
    expect(bar).to_be_hidden()
    expect(page.get_by_text("Choose a file")).to_be_visible()


def test_whole_story(browsing: Browsing, model: Path, desk: Desk, student: Student) -> None:
    phone, office = browsing.page(PHONE), browsing.desk()
    reference = send(phone, model, student)
    phone.get_by_role("link", name="Open the tracking page").click()
    expect(phone.get_by_role("heading", name=reference)).to_be_visible()
    tracking = phone.url
    quote(office, reference, desk)
    confirm_from_the_inbox(browsing.page(), reference, student)
    shown = print_it(office, desk)
    expect(shown).to_contain_text("$4.00")
    phone.goto(tracking)
    expect(phone.get_by_text("Paid and picked up. Enjoy it!")).to_be_visible()
    assert desk.events(office.url.partition("job=")[2].partition("&")[0]) == STORY


def send(page: Page, model: Path, student: Student) -> str:
    """Send a model through the form, and return the reference that the page shows."""
    page.goto("/")
    page.get_by_role("link", name="Submit a model").first.click()
    people.choose_file(page, model)
    expect(page.get_by_text(re.compile("^20 . 20 . 20 mm")).first).to_be_visible()
    people.fill_form(page, student)
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_role("heading", name=f"We have it, {student.name}")).to_be_visible()
    return page.get_by_text(re.compile(r"^REQ-\d{5}$")).inner_text()


def quote(page: Page, reference: str, desk: Desk) -> None:
    """Find the new job in the queue, review it and approve it."""
    page.goto("/dashboard")
    page.get_by_role("searchbox", name="Search jobs").fill(reference)
    page.get_by_role("link", name=reference).click()
    people.act(page, "Mark as reviewed", desk.staff_name)
    people.act(page, "Approve", desk.staff_name, people.fill_quote)
    expect(page.get_by_text(f"{reference} is now Pending.")).to_be_visible()


def confirm_from_the_inbox(page: Page, reference: str, student: Student) -> None:
    """Read the mail about the price, follow its link, tick, and confirm."""
    student.mailbox.wait_for(reference, "quote")
    page.goto("/inbox")
    page.get_by_role("list", name="Mails, newest first").get_by_role("button", name=reference).first.click()
    letter = page.frame_locator("iframe")
    letter.get_by_role("link", name="See the price and answer").click()
    expect(page.get_by_role("heading", name="Your print costs $4.25")).to_be_visible()
    page.get_by_role("checkbox", name="I accept $4.25").check()
    page.get_by_role("button", name="Confirm", exact=True).click()
    expect(page.get_by_text("Accepted. It is in line for a printer.")).to_be_visible()


def print_it(page: Page, desk: Desk) -> Locator:
    """Print with one failure, complete, take payment, undo that, and take it again; return the open job."""
    people.act(page, "Start printing", desk.staff_name)
    people.act(page, "Print failed", desk.staff_name, people.fill_reason)
    people.act(page, "Start printing", desk.staff_name)
    people.act(page, "Print complete", desk.staff_name)
    people.act(page, "Record payment", desk.staff_name, people.fill_payment)
    people.act(page, "Undo payment and pick-up", desk.staff_name, people.fill_reason)
    people.act(page, "Record payment", desk.staff_name, people.fill_payment)
    return people.drawer(page)
