"""Ask axe about a page as it stands: light on a desk, dark on a phone; all four ways with LAB_FULL=1."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

from e2e.browser.conftest import PHONE, WIDE
from e2e.conftest import IS_FULL
from e2e.waiting import wait_for

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# All that axe found in order as well would be half of the work.
VIOLATIONS = "() => axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)"
LIGHT_DESK, DARK_PHONE = (WIDE, "light"), (PHONE, "dark")
MODES = [LIGHT_DESK, DARK_PHONE, *([(PHONE, "light"), (WIDE, "dark")] if IS_FULL else [])]
AT_REST = """theme => document.documentElement.classList.contains('dark') === (theme === 'dark')
    && document.getAnimations().every(each => each.playState !== 'running')"""


def check(page: Page) -> None:
    """Make sure that axe finds nothing, in each theme and at each width."""
    found = [finding for size, theme in MODES for finding in _findings(page, size, theme)]
    assert not found, "\n".join(found)


def _findings(page: Page, size: dict[str, int], theme: str) -> list[str]:
    """List what axe finds, each with the elements that it is about."""
    shown = f"{theme}, {size['width']} px"
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
    wait_for(lambda: page.evaluate(AT_REST, theme), f"the page to be at rest: {shown}")
    return [
        "\n".join(
            [
                f"{shown}: {each['id']} ({each['impact']}), {each['help']}",
                *(f"    {' '.join(map(str, node['target']))}: {node['html'][:160]}" for node in each["nodes"][:3]),
            ]
        )
        for each in _violations(page)
    ]


def _violations(page: Page) -> list[dict[str, Any]]:
    """Ask axe, which a document is given once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(VIOLATIONS)
    return found
