"""What a tab goes through that shows a preview: its longest task, and the time to the first picture."""

import random
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, Playwright, sync_playwright

from e2e.browser.conftest import ARGUMENTS, WIDE, Browsing
from e2e.desk import Desk, job_in
from e2e.shop import Shop, opened
from e2e.student import Student
from e2e.waiting import wait_for
from labtool.browsers import chromium

# A frame that begins after the canvas came shows what was drawn in the one before.
_WATCH = """
window.seen = { longest: 0, first: null };
new PerformanceObserver(found => found.getEntries().forEach(each => {
    if (each.startTime > (seen.began ?? Infinity)) seen.longest = Math.max(seen.longest, each.duration);
})).observe({ type: "longtask", buffered: true });
addEventListener("click", event => {
    if (event.target.closest?.("[aria-expanded]")) seen.began ??= event.timeStamp;
}, true);
document.addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
    if (seen.first === null && document.querySelector("[role=application] canvas"))
        requestAnimationFrame(() => requestAnimationFrame(now => { seen.first ??= now; }));
}).observe(document, { childList: true, subtree: true }));
"""


class Seen(NamedTuple):
    """Milliseconds."""

    longest_task_ms: float
    first_picture_ms: float


def looks(previews: Mapping[str, Path], repeats: int) -> dict[str, Seen]:
    """Open a shop, give a job one preview after another, and look at each in so many fresh browsers; return medians."""
    seen: dict[str, list[Seen]] = {name: [] for name in previews}
    with tempfile.TemporaryDirectory(prefix="lab-bench-") as data, opened(Path(data)) as (shop, _):
        desk = Desk(shop, "front-desk", shop.password)
        job = job_in("UPLOADED", desk, Student(shop))
        wait_for(lambda: desk.job(job.id)["has_thumbnail"], "the picture")
        (kept,) = (shop.data / "thumbnails").glob("*.mesh")
        with sync_playwright() as playwright:
            for _ in range(repeats):
                for name in random.sample(list(previews), len(previews)):
                    shutil.copyfile(previews[name], kept)
                    seen[name].append(_look(_started(playwright), shop, job.id))
    return {name: Seen(*map(median, zip(*each, strict=True))) for name, each in seen.items()}


def _started(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)


def _look(browser: Browser, shop: Shop, job_id: str) -> Seen:
    browsing = Browsing(browser, shop)
    page = browsing.desk(WIDE)
    page.add_init_script(_WATCH)
    page.goto(f"/dashboard?job={job_id}")
    page.get_by_role("button", name="Turn it in 3D").click()
    wait_for(lambda: page.evaluate("seen.first !== null"), "the first picture")
    page.get_by_role("application").press("ArrowLeft")
    page.wait_for_timeout(1000)  # long tasks are told of after they ended
    found = page.evaluate("[seen.longest, seen.first - seen.began]")
    assert not browsing.broken, browsing.broken
    browser.close()
    return Seen(*found)
