"""The admin page: names and workstations, by clicking."""

import os

from playwright.sync_api import Locator, Page, expect

from e2e.browser import people
from e2e.browser.conftest import Browsing
from e2e.caller import Caller
from e2e.conftest import new_workstation
from e2e.desk import Desk
from e2e.shop import Shop


def admin_page(browsing: Browsing) -> Page:
    """Open Admin."""
    page = browsing.desk()
    people.open_admin(page)
    expect(page.get_by_role("heading", name="Admin", exact=True)).to_be_visible()
    return page


def sign(dialog: Locator, desk: Desk, button: str) -> None:
    """Say who and why, and press the button."""
    dialog.get_by_label("Performing action as").select_option(desk.staff_name)
    dialog.get_by_label("Reason").fill("Start of term")
    dialog.get_by_role("button", name=button, exact=True).click()


def row(page: Page, table: str, name: str) -> Locator:
    """Return the row of a name in one of the two tables."""
    return page.get_by_role("region", name=table).get_by_role("row").filter(has_text=name)


def test_name_comes_and_goes(browsing: Browsing, desk: Desk) -> None:
    name = f"Robin {os.urandom(3).hex()}"
    page = admin_page(browsing)
    page.get_by_role("button", name="Add a name").click()
    dialog = page.get_by_role("dialog", name="Add a name")
    dialog.get_by_label("Name", exact=True).fill(name)
    sign(dialog, desk, "Add a name")
    expect(page.get_by_text(f"{name} is on the staff list.")).to_be_visible()
    for button, state in (("Deactivate", "Inactive"), ("Reactivate", "Active"), ("Deactivate", "Inactive")):
        row(page, "Staff", name).get_by_role("button", name=f"{button} {name}").click()
        sign(page.get_by_role("dialog", name=f"{button} {name}"), desk, button)
        expect(row(page, "Staff", name)).to_contain_text(state)
    names = [each["name"] for each in desk.get("/staff").ok()["staff"]]
    assert name not in names


def choose(page: Page, name: str, item: str) -> Locator:
    """Choose what to do with a workstation; return the dialog."""
    row(page, "Workstations", name).get_by_role("button", name=f"More for {name}").click()
    page.get_by_role("menuitem", name=item, exact=True).click()
    return page.get_by_role("dialog")


def read_password(page: Page, name: str) -> str:
    """Read the password that is shown once, and put it away."""
    dialog = page.get_by_role("dialog", name=f"Password of {name}")
    password = dialog.get_by_role("code").inner_text()
    dialog.get_by_role("button", name="I have it").click()
    expect(dialog).to_be_hidden()
    return password


def status_of_sign_in(shop: Shop, name: str, password: str) -> int:
    """Try to sign in."""
    return Caller(shop.url).post("/auth/login", {"workstation_id": name, "password": password}).status


def test_new_workstation_signs_in_with_the_password_shown_once(browsing: Browsing, shop: Shop, desk: Desk) -> None:
    name = f"resin-corner-{os.urandom(3).hex()}"
    page = admin_page(browsing)
    page.get_by_role("button", name="Add a workstation").click()
    dialog = page.get_by_role("dialog", name="Add a workstation")
    dialog.get_by_label("Name", exact=True).fill(name)
    dialog.get_by_label("Storage on that computer").fill("Z:\\storage\\")
    sign(dialog, desk, "Add a workstation")
    password = read_password(page, name)
    assert status_of_sign_in(shop, name, password) == 200
    expect(row(page, "Workstations", name)).to_contain_text("Z:\\storage\\")
    expect(page.get_by_text(password)).to_be_hidden()


def test_lost_workstation_is_switched_off_and_on(browsing: Browsing, shop: Shop, desk: Desk) -> None:
    name, password = new_workstation(desk)
    page = admin_page(browsing)
    sign(choose(page, name, "Switch off"), desk, "Switch off")
    expect(row(page, "Workstations", name)).to_contain_text("Switched off")
    assert status_of_sign_in(shop, name, password) == 401
    sign(choose(page, name, "Switch on"), desk, "Switch on")
    expect(row(page, "Workstations", name)).to_contain_text("Active")
    assert status_of_sign_in(shop, name, password) == 200
    sign(choose(page, name, "New password"), desk, "New password")
    fresh = read_password(page, name)
    assert (status_of_sign_in(shop, name, password), status_of_sign_in(shop, name, fresh)) == (401, 200)


def test_admin_is_closed_to_other_workstations(browsing: Browsing, desk: Desk) -> None:
    name, password = new_workstation(desk)
    page = browsing.page()
    assert page.context.request.post("/api/v1/auth/login", data={"workstation_id": name, "password": password}).ok
    page.goto("/admin")
    expect(page.get_by_text("This needs an admin workstation")).to_be_visible()
    page.get_by_role("link", name="Back to the jobs").click()
    expect(page.get_by_role("heading", name="Jobs", exact=True)).to_be_attached()
