"""The same in a real browser: how long a student looks at the page until facts and picture are painted."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from e2e.browser.conftest import ARGUMENTS
from e2e.shop import Shop, opened
from labtool.browsers import chromium

PATIENCE_MS = 60_000
KEPT_AT_MS = "SELECT extract(epoch FROM max(inspected_at))::float8 * 1000 AS kept FROM originals"
# Starts with the choice of the file, ends when facts and picture are on the page; looks without asking for frames.
STOPWATCH = """() => { window.measured = new Promise(done => {
    document.addEventListener('change', () => {
        const chosen = performance.now()
        const look = () => {
            const picture = document.querySelector('section[aria-labelledby=report] img')
            const facts = document.querySelector('section[aria-labelledby=report] dl')
            if (!(facts && picture?.complete && picture.naturalWidth)) return setTimeout(look, 10)
            const posts = performance.getEntriesByType('resource').filter(each => each.name.endsWith('/api/v1/uploads'))
            const now = performance.now()
            done([now - chosen, now - posts.at(-1).responseEnd, performance.timeOrigin + now])
        }
        look()
    }, {once: true, capture: true})
}) }"""


def on_screen_ms(model: Callable[[], bytes], repeats: int) -> list[float]:
    """Return the median times to facts and picture on screen: since the choice, the upload's answer, the kept report.

    Opens an installation of its own; each time is that of a page that was opened anew, the first does not count.
    """
    with (
        tempfile.TemporaryDirectory(prefix="lab-bench-") as folder,
        opened(Path(folder) / "data") as (shop, _),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        file = Path(folder) / "part.stl"
        found = []
        for _ in range(repeats + 1):
            file.write_bytes(model())
            found.append(_once_ms(browser, shop, file))
        browser.close()
    return [median(times) for times in zip(*found[1:], strict=True)]


def _once_ms(browser: Browser, shop: Shop, file: Path) -> tuple[float, float, float]:
    page = browser.new_page(base_url=shop.url)
    page.set_default_timeout(PATIENCE_MS)
    page.goto("/submit")
    page.get_by_label("Your name").wait_for()
    page.evaluate(STOPWATCH)
    page.get_by_label("Choose a file").set_input_files(file)
    chosen, received, at_ms = page.evaluate("() => window.measured")
    page.close()
    return chosen, received, at_ms - shop.value(KEPT_AT_MS)
