"""The whole way of a file: a press in the dashboard, the browser, the system's handler, SlicerOpener, the slicer."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, Playwright

from e2e.browser import people
from e2e.browser.conftest import ARGUMENTS, PATIENCE_MS, WIDE
from e2e.conftest import new_workstation
from e2e.desk import Desk, job_in
from e2e.shop import Shop
from e2e.student import Student
from e2e.waiting import wait_for
from labtool.browsers import chromium

TOOLS = ("Xvfb", "xdg-open", "xdg-mime")
SLICER = "#!/bin/sh\nprintf '%s\\n' \"$@\" >{record}.new\nmv {record}.new {record}\n"
OPENS_BY_ITSELF = {"threedprint": True}
pytestmark = pytest.mark.skipif(
    not os.environ.get("CI") and not all(map(shutil.which, TOOLS)),
    reason="a real launch needs a screen: apt-get install xvfb xdg-utils",
)


@pytest.fixture
def display() -> Iterator[str]:
    """A screen that nobody sees."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1440x900x24"]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        with os.fdopen(reader) as answer:
            yield f":{answer.readline().strip()}"
        server.terminate()


@dataclass(frozen=True)
class Computer:
    """A computer of the desk, set up as the page says: its home, its workstation, and what its slicer was given."""

    home: Path
    workstation: str
    password: str
    record: Path

    @property
    def environment(self) -> dict[str, str]:
        """What its programs find around them: nothing of this account's own settings."""
        kept = {name: each for name, each in os.environ.items() if not name.startswith("XDG_")}
        return kept | {"HOME": str(self.home)}

    def signed_in(self, playwright: Playwright, shop: Shop, display: str) -> Page:
        """Open a browser on the screen, whose user has allowed once that the dashboard opens these links."""
        profile = self.home / "profile"
        allowed = {"protocol_handler": {"allowed_origin_protocol_pairs": {shop.url: OPENS_BY_ITSELF}}}
        (profile / "Default").mkdir(parents=True)
        (profile / "Default/Preferences").write_text(json.dumps(allowed))
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=chromium(), headless=False, args=ARGUMENTS, base_url=shop.url, locale="en-US",
            viewport={"width": WIDE["width"], "height": WIDE["height"]},
            env={**self.environment, "DISPLAY": display},
        )  # fmt: skip
        context.set_default_timeout(PATIENCE_MS)
        credentials = {"workstation_id": self.workstation, "password": self.password}
        assert context.request.post("/api/v1/auth/login", data=credentials).ok
        return context.pages[0]


@pytest.fixture
def computer(shop: Shop, desk: Desk, tmp_path: Path) -> Computer:
    """Set a computer up with the download of its workstation and one slicer."""
    name, password = new_workstation(desk)
    found = next(each for each in desk.get("/admin/workstations").ok()["workstations"] if each["name"] == name)
    wish = {"staff_name": desk.staff_name, "reason": "It opens files", "storage_root": str(shop.data / "storage")}
    desk.post(f"/admin/workstations/{found['id']}", wish, "PATCH").ok()
    made = Computer(tmp_path, name, password, tmp_path / "opened.txt")
    archive = Desk(shop, name, password).get("/slicer-opener.zip")
    assert archive.status == 200
    with ZipFile(io.BytesIO(archive.body)) as packed:
        packed.extractall(tmp_path)
    slicer = tmp_path / "slicer"
    slicer.write_text(SLICER.format(record=made.record))
    slicer.chmod(0o755)
    with (tmp_path / "SlicerOpener/config.ini").open("a") as settings:
        settings.write(f"\n[slicer Recorder]\nprogram = {slicer}\nextensions = stl\n")
    python = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        ["sh", "linux/install.sh"], cwd=tmp_path / "SlicerOpener", env=made.environment | {"PATH": python}, check=True
    )
    return made


def test_one_press_and_the_slicer_has_exactly_that_file(
    playwright: Playwright, shop: Shop, desk: Desk, student: Student, computer: Computer, display: str
) -> None:
    job = job_in("UPLOADED", desk, student)
    desk.settled(job.id)
    [row] = shop.rows(f"SELECT path || '/' || file_name AS file FROM jobs WHERE id = '{job.id}'")
    page = computer.signed_in(playwright, shop, display)
    people.open_job(page, job.id)
    people.drawer(page).get_by_role("button", name="in the slicer").first.click()
    dialog = page.get_by_role("dialog", name="Who opens this file?")
    people.choose_name(dialog, desk.staff_name)
    dialog.get_by_role("button", name="Open in slicer").click()
    wait_for(computer.record.exists, "the slicer to get its file")
    assert computer.record.read_text() == f"{shop.data}/storage/{row['file']}\n"
    page.context.close()
