"""What people click: the desk's dialogs and the student's form, by the names that a screen reader says."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from e2e.student import FORM, Student

Fill = Callable[[Locator], None]


def open_job(page: Page, job_id: str, search: str = "") -> Locator:
    """Open the job by its own address, beside the list of what a search finds; return its drawer."""
    page.goto(f"/dashboard?job={job_id}&search={search}")
    return drawer(page)


def open_admin(page: Page) -> None:
    """Open Admin and wait until every section has come, so that none moves under the pointer."""
    page.goto("/admin")
    expect(page.get_by_role("heading", name="System log")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Fetching…")).to_have_count(0)


def drawer(page: Page) -> Locator:
    """Return the open job."""
    found = page.get_by_role("region", name=re.compile(r"^Job REQ-"))
    expect(found).to_be_visible()
    return found


def ask(page: Page, button: str) -> Locator:
    """Press a button of the open job, from its menu when it is a rare one; return the dialog."""
    actions = drawer(page).get_by_role("group", name="What can be done now")
    expect(actions).to_be_visible()
    direct = actions.get_by_role("button", name=button, exact=True)
    if direct.count():
        direct.click()
    else:
        actions.get_by_role("button", name="More actions").click()
        page.get_by_role("menuitem", name=button, exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name=button)).to_be_visible()
    return dialog


def choose_name(dialog: Locator, staff_name: str) -> None:
    """Say who acts; at first nobody does."""
    who = dialog.get_by_label("Performing action as")
    expect(who).to_have_value("")
    who.select_option(staff_name)


def submit(dialog: Locator, button: str) -> None:
    """Press the dialog's button; it closes when the deed is done."""
    dialog.get_by_role("button", name=button, exact=True).click()
    expect(dialog).to_be_hidden()


def act(page: Page, button: str, staff_name: str, fill: Fill | None = None) -> None:
    """Perform an action in its dialog."""
    dialog = ask(page, button)
    choose_name(dialog, staff_name)
    if fill is not None:
        fill(dialog)
    submit(dialog, button)


def fill_quote(dialog: Locator) -> None:
    """Enter weight and time; the file is chosen already and the price shows."""
    expect(dialog.get_by_role("radio").first).to_be_checked()
    dialog.get_by_label("Weight in grams").fill("42.5")
    dialog.get_by_label("Print time in hours").fill("3.2")
    expect(dialog.get_by_text("$4.25")).to_be_visible()


def fill_payment(dialog: Locator) -> None:
    """Enter the weighed grams and who picks up."""
    dialog.get_by_label("Weighed grams").fill("40")
    dialog.get_by_label("Paid with").select_option("Check")
    dialog.get_by_label("Picked up by").fill("Mira Holm")


def fill_reason(dialog: Locator) -> None:
    """Say why."""
    dialog.get_by_label("Reason").fill("The student called.")


def tick_reason(dialog: Locator) -> None:
    """Tick a canned reason of a rejection."""
    dialog.get_by_role("checkbox").first.check()


def fill_form(page: Page, student: Student) -> None:
    """Fill in the student's form, in the order in which it asks."""
    page.get_by_role("radio", name=FORM["print_method"]).check()
    page.get_by_label("Color").select_option(FORM["color"])
    page.get_by_role("radio", name=FORM["printer"]).check()
    page.get_by_label("Your name").fill(student.name)
    page.get_by_label("E-mail").fill(student.email)
    page.get_by_label("What do you study?").select_option(FORM["discipline"])
    page.get_by_label("Class number").fill(FORM["class_number"])
    page.get_by_role("checkbox", name=re.compile("every pick-up costs at least")).check()


def choose_file(page: Page, file: Path) -> None:
    """Choose a model and wait until it has arrived."""
    page.get_by_label("Choose a file").set_input_files(file)
    expect(page.get_by_text(f"{file.name} has arrived")).to_be_attached()
