"""axe finds nothing on the desk's pages and in any of their dialogs, empty and refused."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.browser import people
from e2e.browser.accessibility import check
from e2e.browser.conftest import WIDE, browsing_of
from e2e.conftest import new_workstation
from e2e.desk import Desk, job_in
from e2e.shop import Shop
from e2e.student import Sent, Student

# Few cards stand behind each dialog: axe reads them all, and Chromium keeps old colors for cards out of sight.
FEW = f"axe{os.urandom(4).hex()}"
STATUSES = ("UPLOADED", "PENDING", "READYTOPRINT", "PRINTING", "COMPLETED", "PAIDPICKEDUP", "REJECTED")
DIALOGS = {
    "UPLOADED": ("Mark as reviewed", "Approve", "Reject", "Cancel the job", "Delete"),
    "PENDING": ("Confirm for the student",),
    "READYTOPRINT": ("Start printing",),
    "PRINTING": ("Print failed", "Print complete"),
    "COMPLETED": ("Record payment", "Back to printing"),
    "PAIDPICKEDUP": ("Undo payment and pick-up",),
}


@pytest.fixture(scope="module")
def desk_page(browser: Browser, shop: Shop) -> Iterator[Page]:
    """Return a page that has loaded the desk's scripts already, for all tests here; nothing may break in it."""
    for browsing in browsing_of(browser, shop):
        yield browsing.desk()


@pytest.fixture
def page(desk_page: Page) -> Page:
    """Return that page as a wide and light one."""
    desk_page.set_viewport_size({"width": WIDE["width"], "height": WIDE["height"]})
    desk_page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return desk_page


@pytest.fixture(scope="module")
def jobs(shop: Shop, desk: Desk) -> dict[str, Sent]:
    """Return a job in each status; nobody moves them."""
    found = {}
    for status in STATUSES:
        student = Student(shop)
        student.email = f"{FEW}.{student.email}"
        found[status] = job_in(status, desk, student)
    for job in found.values():
        desk.settled(job.id)
    return found


@pytest.mark.parametrize("status", STATUSES)
def test_open_job(status: str, page: Page, jobs: dict[str, Sent]) -> None:
    shown = people.open_job(page, jobs[status].id, FEW)
    expect(shown.get_by_role("region", name="Timeline")).to_be_visible()
    check(page)


@pytest.mark.parametrize(
    ("status", "button"), [(status, button) for status, buttons in DIALOGS.items() for button in buttons]
)
def test_dialog(status: str, button: str, page: Page, desk: Desk, jobs: dict[str, Sent]) -> None:
    people.open_job(page, jobs[status].id, FEW)
    dialog = people.ask(page, button)
    dialog.get_by_role("button", name=button, exact=True).click()
    expect(dialog.get_by_text("Choose your name first")).to_be_visible()
    check(page)
    people.choose_name(dialog, desk.staff_name)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_dialog_of_a_job_that_somebody_holds(page: Page, desk: Desk, other_desk: Desk, student: Student) -> None:
    job = job_in("UPLOADED", desk, student)
    other_desk.lock(job.id)
    people.open_job(page, job.id, student.email)
    dialog = people.ask(page, "Approve")
    expect(dialog.get_by_text(f"{other_desk.staff_name} is working on this job")).to_be_visible()
    check(page)
    dialog.get_by_role("button", name="Take the lock away…").click()
    expect(page.get_by_role("heading", name="Take the lock away")).to_be_visible()
    check(page)


def search_in_vain(page: Page) -> None:
    """Search for what no job has."""
    page.get_by_role("searchbox", name="Search jobs").fill("no such student")
    expect(page.get_by_text("No job fits")).to_be_visible()


LIST: dict[str, Callable[[Page], None]] = {
    "as it opens": lambda page: expect(page.get_by_role("list", name="Jobs, Open")).to_be_visible(),
    "filters": lambda page: page.get_by_role("button", name="Filters").click(),
    "nothing found": search_in_vain,
    "shortcuts": lambda page: page.get_by_role("button", name="Keyboard shortcuts").click(),
    "menu": lambda page: page.get_by_role("button", name="Workstation front-desk").click(),
}


@pytest.mark.parametrize("state", LIST)
def test_list(state: str, page: Page, jobs: dict[str, Sent]) -> None:
    page.goto(f"/dashboard?search={FEW}")
    expect(page.get_by_role("list", name="Jobs, Open")).to_be_visible()
    LIST[state](page)
    check(page)


def test_menu_and_notes_of_an_open_job(page: Page, jobs: dict[str, Sent]) -> None:
    shown = people.open_job(page, jobs["UPLOADED"].id, FEW)
    shown.get_by_role("button", name="More actions").click()
    expect(page.get_by_role("menu")).to_be_visible()
    check(page)
    page.keyboard.press("Escape")
    shown.get_by_role("button", name="Add a note").click()
    shown.get_by_role("button", name="Save notes").click()
    check(page)


@pytest.mark.usefixtures("jobs")
def test_admin(page: Page) -> None:
    people.open_admin(page)
    expect(page.get_by_role("heading", name="Broker")).to_be_visible()
    expect(page.get_by_role("region", name="Workstations").get_by_role("row").nth(1)).to_be_visible()
    expect(page.get_by_role("region", name="Mail", exact=True).get_by_role("row").nth(1)).to_be_visible()
    check(page)


@pytest.mark.parametrize("button", ["Add a name", "Add a workstation", "Send a test mail", "Check now"])
def test_admin_dialog(button: str, page: Page) -> None:
    people.open_admin(page)
    page.get_by_role("button", name=button).click()
    dialog = page.get_by_role("dialog", name=button)
    dialog.get_by_role("button", name=button, exact=True).click()
    expect(dialog.get_by_text("Please fill this in.").first).to_be_visible()
    check(page)


@pytest.mark.parametrize("item", ["Change", "New password", "Switch off"])
def test_workstation_dialog(item: str, page: Page, desk: Desk) -> None:
    name, _ = new_workstation(desk)
    people.open_admin(page)
    page.get_by_role("button", name=f"More for {name}").click()
    page.get_by_role("menuitem", name=item, exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    check(page)
    if item == "New password":
        dialog.get_by_label("Performing action as").select_option(desk.staff_name)
        dialog.get_by_label("Reason").fill("It was lost")
        dialog.get_by_role("button", name=item, exact=True).click()
        expect(page.get_by_role("dialog", name=f"Password of {name}")).to_be_visible()
        check(page)
