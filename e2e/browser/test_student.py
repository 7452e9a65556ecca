"""The student's pages: the form's help, the price, saying yes only by a tick, saying no, links that ran out."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e import models
from e2e.browser import people
from e2e.browser.conftest import PHONE, Browsing
from e2e.desk import Desk, job_in
from e2e.shop import Shop
from e2e.student import Sent, Student
from e2e.traces import nothing_changed, nothing_left_behind


@pytest.fixture
def quoted(desk: Desk, student: Student) -> Sent:
    """Return a job whose price waits for an answer."""
    return job_in("PENDING", desk, student)


@pytest.fixture
def price_page(browsing: Browsing, quoted: Sent, student: Student) -> Page:
    """Return the page of the price, opened from the mail."""
    page = browsing.page(PHONE)
    page.goto(student.mailbox.wait_for(quoted.reference, "quote").link("confirm"))
    expect(page.get_by_role("heading", name="Your print costs $4.25")).to_be_visible()
    return page


def test_pressing_every_button_confirms_nothing(shop: Shop, quoted: Sent, price_page: Page) -> None:
    calls: list[str] = []
    price_page.on("request", lambda request: calls.append(request.method) if "/api/" in request.url else None)
    with nothing_changed(shop, quoted.id):
        price_page.get_by_role("button", name="Confirm", exact=True).dblclick()
        for button in price_page.get_by_role("main").get_by_role("button").all():
            button.click()
        price_page.keyboard.press("Enter")
        expect(price_page.get_by_role("heading", name="Decline the price?")).to_be_visible()
        expect(price_page.get_by_role("checkbox", name="I accept $4.25")).not_to_be_checked()
    assert "POST" not in calls


def test_confirm_without_the_tick_says_what_to_do(shop: Shop, quoted: Sent, price_page: Page) -> None:
    with nothing_changed(shop, quoted.id):
        price_page.get_by_role("button", name="Confirm", exact=True).click()
        expect(price_page.get_by_text("Tick “I accept $4.25” first.")).to_be_visible()
        expect(price_page.get_by_role("checkbox", name="I accept $4.25")).to_be_focused()


def test_decline(desk: Desk, quoted: Sent, price_page: Page) -> None:
    price_page.get_by_role("button", name="Decline…").click()
    price_page.get_by_label("Why? It helps the desk.").fill("Too dear")
    price_page.get_by_role("button", name="Decline and cancel").click()
    expect(price_page.get_by_text("This price needs no answer any more")).to_be_visible()
    assert desk.job(quoted.id)["status"] == "CANCELED"


def test_link_that_ran_out_leads_to_a_new_one(shop: Shop, browsing: Browsing, quoted: Sent, student: Student) -> None:
    late = "confirm_expires_at = now() - interval '1 minute', confirm_link_sent_at = now() - interval '2 hours'"
    old = student.mailbox.wait_for(quoted.reference, "quote").link("confirm")
    assert shop.change(f"UPDATE jobs SET {late} WHERE id = '{quoted.id}'") == 1
    page = browsing.page(PHONE)
    page.goto(old)
    expect(page.get_by_role("heading", name="This price waited too long")).to_be_visible()
    page.get_by_role("button", name="Mail me a new link").click()
    expect(page.get_by_text(f"A new link is on its way to {student.email}")).to_be_visible()
    page.goto(student.mailbox.wait_for(quoted.reference, "quote", 2).link("confirm"))
    expect(page.get_by_role("heading", name="Your print costs $4.25")).to_be_visible()


def test_unknown_links_lead_somewhere(browsing: Browsing) -> None:
    page = browsing.page(PHONE)
    for path in ("/track/made-up", "/confirm/made-up", "/nothing-here"):
        page.goto(path)
        expect(page.get_by_role("link", name="Go to the start page")).to_be_visible()


def test_cancel_on_the_tracking_page(browsing: Browsing, desk: Desk, student: Student) -> None:
    job = student.submitted()
    page = browsing.page(PHONE)
    page.goto(f"/track/{job.tracking_token}")
    page.get_by_role("button", name="Cancel this print…").click()
    page.get_by_role("button", name="No, keep it").click()
    page.get_by_role("button", name="Cancel this print…").click()
    page.get_by_role("button", name="Yes, cancel it").click()
    expect(page.get_by_text("This print is canceled. Nothing was charged.")).to_be_visible()
    assert desk.job(job.id)["status"] == "CANCELED"


def test_form_says_what_is_missing_and_goes_there(shop: Shop, browsing: Browsing) -> None:
    page = browsing.page(PHONE)
    page.goto("/submit")
    with nothing_left_behind(shop):
        page.get_by_role("button", name="Submit", exact=True).click()
        expect(page.get_by_text("Choose the file that we should print.")).to_be_in_viewport()
        expect(page.get_by_label("Your name")).to_have_attribute("aria-invalid", "true")


def test_typed_fields_survive_a_reload(browsing: Browsing, student: Student) -> None:
    page = browsing.page(PHONE)
    page.goto("/submit")
    people.fill_form(page, student)
    page.reload()
    expect(page.get_by_label("Your name")).to_have_value(student.name)
    expect(page.get_by_label("E-mail")).to_have_value(student.email)
    expect(page.get_by_label("Color")).to_have_value("True Red")


@pytest.mark.parametrize("name", ["page.stl", "empty.stl", "part.docx"])
def test_refused_file_says_why(name: str, browsing: Browsing, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"" if name.startswith("empty") else models.HTML)
    page = browsing.page(PHONE)
    page.goto("/submit")
    page.get_by_label("Choose a file").set_input_files(tmp_path / name)
    expect(page.get_by_role("main").get_by_role("alert").filter(has_text=name).first).to_be_visible()


def test_same_file_twice_names_the_first_job(browsing: Browsing, student: Student, tmp_path: Path) -> None:
    content = models.stl()
    job = student.submitted(content=content)
    (tmp_path / "again.stl").write_bytes(content)
    page = browsing.page(PHONE)
    page.goto("/submit")
    people.choose_file(page, tmp_path / "again.stl")
    people.fill_form(page, student)
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_text(f"it is {job.reference}")).to_be_visible()


def test_who_wants_no_motion_sees_the_other_colors_at_once(browsing: Browsing) -> None:
    page = browsing.page()
    page.goto("/submit")
    expect(page.get_by_role("heading", name="Submit a model")).to_be_visible()
    turned = "() => { document.documentElement.classList.toggle('dark'); return document.getAnimations().length }"
    assert page.evaluate(turned) == 0
