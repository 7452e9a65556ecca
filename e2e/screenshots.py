"""Take the pictures of README and docs: `.venv/bin/python -m e2e.screenshots`, into docs/images.

Opens an installation of its own with the demo's jobs; an open one with a fresh demo is taken with LAB_URL, LAB_DATA and
LAB_PASSWORD.
"""

import io
import os
import re
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Locator, Page, expect, sync_playwright

from e2e.browser import people
from e2e.browser.conftest import ARGUMENTS, PATIENCE_MS, PHONE, WIDE, Browsing
from e2e.desk import Desk
from e2e.shop import Shop, opened
from e2e.waiting import wait_for
from labtool.browsers import chromium
from labtool.paths import ROOT

FOLDER = ROOT / "docs" / "images"
LARGEST_BYTES = 120_000
COLORS = 160
AT_REST = """() => [...document.images].every(
        each => each.complete || !each.checkVisibility() || each.getBoundingClientRect().top > innerHeight)
    && document.getAnimations().every(each => each.playState !== 'running')"""
Pose = Callable[[Page, Desk], None]


def home(page: Page, _desk: Desk) -> None:
    """Show what a student sees first."""
    page.goto("/")
    expect(page.get_by_text(re.compile("in line, .* printing now"))).to_be_visible()


def submit(page: Page, desk: Desk) -> None:
    """Show the form with a model that has arrived."""
    send(page, "vase.stl", vase_of(desk))


def decide(page: Page, desk: Desk) -> None:
    """Show what is asked of who sends a model that was drawn in inches."""
    send(page, "vase-in-inches.stl", scaled(vase_of(desk), 1 / 25.4))
    page.get_by_role("checkbox", name="Send it anyway").scroll_into_view_if_needed()


def send(page: Page, name: str, content: bytes) -> None:
    """Choose a model, and wait until it has been read."""
    page.goto("/submit")
    file = Path(tempfile.gettempdir()) / name
    file.write_bytes(content)
    people.choose_file(page, file)
    expect(page.get_by_role("img", name=f"Picture of {name}")).to_be_visible()


def vase_of(desk: Desk) -> bytes:
    """Return a model of the demo."""
    return desk.get(f"/jobs/{job_of(desk, 'Yuto Sato')}/files/{first_file(desk, 'Yuto Sato')}").body


def scaled(stl: bytes, factor: float) -> bytes:
    """Return a binary STL in another size."""
    records = np.frombuffer(stl, "V12, (3,3)<f4, <u2", offset=84).copy()
    records["f1"] *= factor
    return stl[:84] + records.tobytes()


def dashboard(page: Page, _desk: Desk) -> None:
    """Show the work queue."""
    page.goto("/dashboard")
    expect(page.get_by_role("list", name="Jobs, Open").locator("img").first).to_be_visible()


def job(page: Page, desk: Desk) -> None:
    """Show one job beside the list."""
    people.open_job(page, job_of(desk, "Fatima Zahra"))
    expect(people.drawer(page).locator("img").first).to_be_visible()
    expect(people.drawer(page).get_by_role("region", name="Timeline")).to_be_attached()


def turn(page: Page, desk: Desk) -> None:
    """Show a job's model from all sides, on the bed of its printer."""
    people.open_job(page, job_of(desk, "Fatima Zahra"))
    people.drawer(page).get_by_role("button", name="Turn it in 3D").click()
    expect(people.drawer(page).get_by_text("A line every")).to_be_visible()


def begin(page: Page, desk: Desk, student_name: str, action: str) -> Locator:
    """Open the dialog of an action and reserve the job, whoever had it for the picture before."""
    job_id = job_of(desk, student_name)
    desk.override(job_id, "force-unlock", "For the pictures").ok()
    people.open_job(page, job_id)
    dialog = people.ask(page, action)
    people.choose_name(dialog, desk.staff_name)
    expect(dialog.get_by_text("Reserved for you while this dialog is open.")).to_be_visible()
    return dialog


def approve(page: Page, desk: Desk) -> None:
    """Show the quote in the making."""
    people.fill_quote(begin(page, desk, "Amara Diallo", "Approve"))


def payment(page: Page, desk: Desk) -> None:
    """Show a payment at the desk."""
    dialog = begin(page, desk, "Mateo Quispe", "Record payment")
    people.fill_payment(dialog)
    dialog.get_by_label("Weighed grams").fill("76.2")
    dialog.get_by_label("Picked up by").fill("Mateo Quispe")


def confirm(page: Page, desk: Desk) -> None:
    """Show the price as the student gets it."""
    reference = desk.job(job_of(desk, "Kwame Mensah"))["reference"]
    page.goto("/confirm/" + desk.shop.mailbox.wait_for(reference, "quote").link("confirm").rpartition("/")[2])
    expect(page.get_by_role("checkbox")).to_be_visible()


def track(page: Page, desk: Desk) -> None:
    """Show how far a print has come."""
    page.goto("/track/" + desk.job(job_of(desk, "Mei Tanaka"))["tracking_url"].rpartition("/")[2])
    expect(page.get_by_role("heading", name="Progress")).to_be_visible()


def inbox(page: Page, desk: Desk) -> None:
    """Show a mail about a price."""
    page.goto("/inbox")
    reference = desk.job(job_of(desk, "Kwame Mensah"))["reference"]
    page.get_by_role("button", name=reference).first.click()
    expect(page.frame_locator("iframe").get_by_role("link", name="See the price and answer")).to_be_visible()


def admin(page: Page, _desk: Desk) -> None:
    """Show staff and workstations."""
    people.open_admin(page)
    expect(page.get_by_role("region", name="Workstations").get_by_role("row").nth(1)).to_be_visible()


STUDENTS: tuple[Pose, ...] = (home, submit, decide, confirm, track, inbox)
STAFF: tuple[Pose, ...] = (dashboard, job, turn, approve, payment, admin)


def job_of(desk: Desk, student_name: str) -> str:
    """Return the demo's job of a student."""
    found: str = next(
        each["id"] for each in desk.get("/jobs?limit=200").ok()["jobs"] if each["student_name"] == student_name
    )
    return found


def first_file(desk: Desk, student_name: str) -> str:
    """Return the name of the first file of a student's job."""
    name: str = desk.job(job_of(desk, student_name))["files"][0]["name"]
    return name


def take(page: Page, name: str) -> None:
    """Write a small picture of what the page shows."""
    page.mouse.move(0, 0)
    wait_for(lambda: page.evaluate(AT_REST), f"{name} to be at rest")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    file = FOLDER / f"{name}.png"
    picture.quantize(COLORS, dither=Image.Dither.NONE).save(file, optimize=True)
    assert file.stat().st_size < LARGEST_BYTES, f"{file} has {file.stat().st_size} bytes"


def main() -> None:
    """Take all pictures at both widths."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        if url := os.environ.get("LAB_URL"):
            shop = Shop(url, Path(os.environ["LAB_DATA"]), os.environ["LAB_PASSWORD"])
        else:
            data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lab-pictures-")))
            shop, _ = stack.enter_context(opened(data, "--demo"))
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        expect.set_options(timeout=PATIENCE_MS)
        browsing, desk = Browsing(browser, shop), Desk(shop, "front-desk", shop.password)
        for size in (WIDE, PHONE):
            for poses, open_page in ((STUDENTS, browsing.page), (STAFF, browsing.desk)):
                for pose in poses:
                    page = open_page(size, color_scheme="light", device_scale_factor=1)
                    pose(page, desk)
                    take(page, f"{pose.__name__}-{size['width']}")
        assert not browsing.broken, browsing.broken
        browser.close()


if __name__ == "__main__":
    main()
