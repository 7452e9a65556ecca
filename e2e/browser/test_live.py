"""Two browsers: what happens in one shows in the other by itself, within two seconds."""

import time

import pytest
from playwright.sync_api import Page, expect

from e2e.browser import people
from e2e.browser.conftest import Browsing
from e2e.conftest import Figures
from e2e.desk import Desk, job_in
from e2e.student import Sent, Student

WITHIN_S = 2.0
ROUNDS = 3


def watch(page: Page, job: Sent, student: Student) -> None:
    """Open the list of a student's jobs and wait until it is live."""
    page.goto(f"/dashboard?search={student.email}")
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=job.reference)).to_be_visible()


def test_approval_in_one_browser_shows_in_the_other(browsing: Browsing, desk: Desk, figures: Figures) -> None:
    took_s: list[float] = []
    acting, watching = browsing.desk(), browsing.desk()
    for _ in range(ROUNDS):
        student = Student(desk.shop)
        job = job_in("UPLOADED", desk, student)
        desk.settled(job.id)
        watch(watching, job, student)
        people.open_job(acting, job.id)
        dialog = people.ask(acting, "Approve")
        people.choose_name(dialog, desk.staff_name)
        people.fill_quote(dialog)
        expect(dialog.get_by_text("Reserved for you while this dialog is open.")).to_be_visible()
        with acting.expect_response(lambda answer: answer.url.endswith("/approve")) as answered:
            dialog.get_by_role("button", name="Approve", exact=True).click()
        answered_at = time.monotonic()
        assert answered.value.ok
        expect(watching.get_by_role("link", name=job.reference)).to_contain_text("Pending")
        took_s.append(time.monotonic() - answered_at)
    figures.append("approval seen in the other browser after " + ", ".join(f"{each:.2f}" for each in took_s) + " s")
    assert max(took_s) < WITHIN_S


def test_new_job_and_lock_show_by_themselves(browsing: Browsing, desk: Desk, student: Student) -> None:
    page = browsing.desk()
    page.goto("/dashboard?sort=newest")
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    job = student.submitted()
    card = page.get_by_role("link", name=job.reference)
    expect(card).to_be_visible()
    lock_token = desk.lock(job.id)
    expect(card.get_by_text(f"{desk.staff_name} is on it")).to_be_visible()
    desk.post(f"/jobs/{job.id}/unlock", lock_token=lock_token).ok()
    expect(card.get_by_text(f"{desk.staff_name} is on it")).to_be_hidden()


@pytest.mark.parametrize("where", ["list", "drawer"])
def test_open_dialog_of_a_job_that_moved_on(where: str, browsing: Browsing, desk: Desk, student: Student) -> None:
    job = job_in("UPLOADED", desk, student)
    page = browsing.desk()
    people.open_job(page, job.id)
    dialog = people.ask(page, "Reject") if where == "drawer" else None
    student.cancel(job).ok()
    if dialog is None:
        expect(people.drawer(page).get_by_text("Canceled").first).to_be_visible()
    else:
        expect(dialog.get_by_text("The job has moved on meanwhile.")).to_be_visible()
