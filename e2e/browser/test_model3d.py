"""A model is turned in the open job: by keys and buttons, drawn on demand, and closed again."""

import io

from PIL import Image, ImageChops
from playwright.sync_api import Locator, expect

from e2e.browser import people
from e2e.browser.accessibility import check
from e2e.browser.conftest import Browsing
from e2e.desk import Desk, job_in
from e2e.student import Student
from e2e.waiting import wait_for

LEAST_SEEN = 8  # of 255
FEWEST_COLOURS = 30  # three sides of a cube, each in its light, lines and figures with smooth edges


def picture(canvas: Locator) -> Image.Image:
    """Return what the canvas shows."""
    return Image.open(io.BytesIO(canvas.screenshot())).convert("RGB")


def colours(shown: Image.Image) -> int:
    """Count the colours of a picture."""
    return len(shown.getcolors(1 << 24) or [])


def differ(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether anybody would see a difference."""
    return any(ImageChops.difference(one, other).convert("L").histogram()[LEAST_SEEN:])


def test_turning_a_model(browsing: Browsing, desk: Desk, student: Student) -> None:
    job = job_in("UPLOADED", desk, student)
    wait_for(lambda: desk.job(job.id)["has_thumbnail"], "the picture")
    page = browsing.desk()
    drawer = people.open_job(page, job.id)
    turn = drawer.get_by_role("button", name="Turn it in 3D")
    turn.press("Enter")
    view = drawer.get_by_role("application", name="part.stl in 3D")
    canvas = view.locator("canvas")
    wait_for(lambda: colours(picture(canvas)) > FEWEST_COLOURS, "a model on a bed")
    expect(view).to_be_focused()
    expect(drawer.get_by_text("A line every 10 mm")).to_be_visible()
    still = picture(canvas)
    page.keyboard.press("ArrowLeft")
    wait_for(lambda: differ(picture(canvas), still), "the model from another side")
    page.keyboard.press("r")
    wait_for(lambda: not differ(picture(canvas), still), "the model as at first")
    drawer.get_by_role("button", name="Show overhangs").click()
    check(page)
    view.press("Escape")
    expect(view).to_have_count(0)
    expect(turn).to_be_visible()
