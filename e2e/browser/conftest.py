"""Chromium of the system, and pages in it that complain when something breaks unseen."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, expect

from e2e.shop import Shop
from labtool.browsers import HOW_TO_GET_IT, chromium, windowless_chromium

# The last word on features counts, so those that Playwright turns off and that matter here are named again.
FEATURES_OFF = [
    "HttpsUpgrades",  # people on the network come by plain HTTP
    "HttpsFirstBalancedModeAutoEnable",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "DestroyProfileOnBrowserClose",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "MediaRouter",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "PreconnectToSearch",
    "WebUIOmniboxPopup",  # nobody types an address, and each window would have a process for that
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxAimPopup",
]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",  # 3D without a graphics card
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(FEATURES_OFF)}",
]
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
# Chromium says so itself whenever an answer is no 2xx, but not what was asked: _judge looks at the answers themselves.
EXPECTED_NOISE = "Failed to load resource: the server responded with a status of"
PATIENCE_MS = 30_000


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the system's Chromium; a browser that downloads itself is not wanted."""
    is_headless = not os.environ.get("LAB_HEADED")
    program = windowless_chromium() if is_headless else chromium()
    assert program, f"no Chromium: {HOW_TO_GET_IT}"
    return {"executable_path": program, "args": ARGUMENTS, "headless": is_headless}


@dataclass
class Browsing:
    """Opens pages, each like a browser of its own, and remembers what went wrong in them."""

    browser: Browser
    shop: Shop
    contexts: list[BrowserContext] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def page(self, viewport: dict[str, int] | None = None, url: str | None = None, **options: Any) -> Page:
        """Return an empty page in a context of its own; relative addresses are the shop's."""
        context = self.browser.new_context(
            base_url=url or self.shop.url,
            viewport={"width": (viewport or WIDE)["width"], "height": (viewport or WIDE)["height"]},
            locale="en-US",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE_MS)
        context.on("page", self._watch)
        self.contexts.append(context)
        return context.new_page()

    def desk(self, viewport: dict[str, int] | None = None, **options: Any) -> Page:
        """Return a page whose workstation is signed in."""
        page = self.page(viewport, **options)
        credentials = {"workstation_id": "front-desk", "password": self.shop.password}
        signed_in = page.context.request.post("/api/v1/auth/login", data=credentials)
        assert signed_in.ok, signed_in.text()
        return page

    def _watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.broken.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._hear(page, message))
        page.on("response", self._judge)

    def _hear(self, page: Page, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED_NOISE):
            self.broken.append(f"{page.url}: {message.text}")

    def _judge(self, answer: Response) -> None:
        """Take what the server could not do for broken; what it refuses is judged by what the page makes of it."""
        if answer.status >= 500:
            self.broken.append(f"{answer.status}: {answer.request.method} {answer.url}")


@pytest.fixture
def browsing(browser: Browser, shop: Shop) -> Iterator[Browsing]:
    """Return an opener of pages; afterwards nothing may have broken in any of them."""
    yield from browsing_of(browser, shop)


def browsing_of(browser: Browser, shop: Shop) -> Iterator[Browsing]:
    """Open pages of a shop, close them, and make sure that none of them broke."""
    expect.set_options(timeout=PATIENCE_MS)
    opened = Browsing(browser, shop)
    yield opened
    for context in opened.contexts:
        context.close()
    assert not opened.broken, "\n".join(opened.broken)
