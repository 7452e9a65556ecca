"""Opening a file in the slicer: one press, a line in the timeline, and help when this computer is not set up."""

import io
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from e2e.browser import people
from e2e.browser.accessibility import check
from e2e.browser.conftest import Browsing
from e2e.desk import Desk, job_in
from e2e.shop import Shop
from e2e.student import Sent, Student


@pytest.fixture
def job(desk: Desk, student: Student) -> Sent:
    """Return a job whose file lies in its folder."""
    found = job_in("UPLOADED", desk, student)
    desk.settled(found.id)
    return found


def linked(page: Page, press: Callable[[], None]) -> str:
    """Do what follows a link to a program, and return the path that the link names."""
    with page.expect_request(lambda request: request.url.startswith("threedprint://")) as link:
        press()
    return parse_qs(urlsplit(link.value.url).query)["path"][0]


def press_open(page: Page) -> None:
    """Press the button beside the first file."""
    files = people.drawer(page).get_by_role("region", name="Files")
    files.get_by_role("button", name="in the slicer").first.click()


def say_who(page: Page, staff_name: str) -> str:
    """Answer who opens the file, and return the path that the link names."""
    dialog = page.get_by_role("dialog", name="Who opens this file?")
    people.choose_name(dialog, staff_name)
    return linked(page, dialog.get_by_role("button", name="Open in slicer").click)


def test_one_press_names_the_file_and_the_log_keeps_it(browsing: Browsing, shop: Shop, desk: Desk, job: Sent) -> None:
    page = browsing.desk()
    people.open_job(page, job.id)
    press_open(page)
    path = say_who(page, desk.staff_name)
    assert (shop.data / "storage" / path).is_file()
    assert linked(page, lambda: press_open(page)) == path  # the tab remembers who opens
    assert desk.events(job.id).count("FileOpened") == 2


def test_when_nothing_opens_the_page_says_where_the_file_lies(browsing: Browsing, desk: Desk, job: Sent) -> None:
    page = browsing.desk()
    people.open_job(page, job.id)
    press_open(page)
    path = say_who(page, desk.staff_name)
    expect(people.drawer(page).get_by_text("Did nothing open?")).to_be_visible()
    expect(people.drawer(page).get_by_text(path)).to_be_visible()
    check(page)
    # The browser's own question about the link lies over the page: nothing on it can be clicked here.
    setup = people.drawer(page).get_by_role("link", name="Set this computer up")
    expect(setup).to_have_attribute("href", "/slicer")


def test_the_key_o_opens_the_newest_file(browsing: Browsing, desk: Desk, job: Sent) -> None:
    page = browsing.desk()
    people.open_job(page, job.id)
    page.keyboard.press("o")
    expect(page.get_by_role("dialog", name="Who opens this file?")).to_be_visible()
    check(page)
    assert say_who(page, desk.staff_name).startswith("Uploaded/")


def test_keys_are_about_the_open_job_also_when_the_list_lacks_it(browsing: Browsing, desk: Desk, job: Sent) -> None:
    page = browsing.desk()
    people.open_job(page, job.id, search="nothing-has-this-name")
    expect(page.locator("[data-job]")).to_have_count(0)
    page.keyboard.press("o")
    assert say_who(page, desk.staff_name).startswith("Uploaded/")


def test_a_computer_is_set_up_with_one_download(browsing: Browsing, desk: Desk) -> None:
    page = browsing.desk()
    page.goto("/slicer")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download for front-desk").click()
    with ZipFile(io.BytesIO(coming.value.path().read_bytes())) as archive:
        assert {"SlicerOpener/register.bat", "SlicerOpener/config.ini"} <= set(archive.namelist())
    for system in ("Linux", "macOS", "Windows"):
        page.get_by_role("radio", name=system).check()
    expect(page.get_by_text("register.bat")).to_be_visible()
    check(page)
