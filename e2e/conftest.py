"""One real installation for the whole run, and the people who use it."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from e2e.desk import Desk
from e2e.shop import Shop, opened
from e2e.student import Student
from labtool.network import lan_addresses

IS_FULL = bool(os.environ.get("LAB_FULL"))
PUBLIC_URL = "http://print.example.edu"
Figures = list[str]


@pytest.fixture(scope="session")
def figures(said: dict[str, Figures]) -> Figures:
    """Return the list of what was measured; it is shown at the end of the run."""
    return said.setdefault("measured", [])


@pytest.fixture(scope="session")
def shop() -> Iterator[Shop]:
    """Return the installation that LAB_URL, LAB_DATA and LAB_PASSWORD name, else open one for this run."""
    if url := os.environ.get("LAB_URL"):
        yield Shop(url, Path(os.environ["LAB_DATA"]), os.environ["LAB_PASSWORD"])
        return
    with tempfile.TemporaryDirectory(prefix="lab-e2e-") as data, opened(Path(data)) as (shop, _):
        yield shop


@pytest.fixture(scope="session")
def network_shop() -> Iterator[Shop]:
    """Open an installation to the network; its URL has this machine's own address, its mails another name."""
    address = next(iter(lan_addresses()), "127.0.0.2")
    options = ("--host", "--public-url", PUBLIC_URL)
    with tempfile.TemporaryDirectory(prefix="lab-e2e-") as data, opened(Path(data), *options) as (shop, _):
        yield replace(shop, url=f"http://{address}:{shop.url.rpartition(':')[2]}")


@pytest.fixture(scope="session")
def desk(shop: Shop) -> Desk:
    """Return the front desk, an admin workstation."""
    return Desk(shop, "front-desk", shop.password)


@pytest.fixture(scope="session")
def other_desk(shop: Shop, desk: Desk) -> Desk:
    """Return a second workstation, which is no admin's."""
    return Desk(shop, *new_workstation(desk))


@pytest.fixture
def student(shop: Shop) -> Student:
    """Return a student at a computer of their own."""
    return Student(shop)


def new_workstation(desk: Desk) -> tuple[str, str]:
    """Add a workstation with a name of its own; return its name and password."""
    name = f"back-room-{os.urandom(4).hex()}"
    wish = {"staff_name": desk.staff_name, "reason": "One more computer", "name": name}
    return name, desk.post("/admin/workstations", wish).ok(201)["password"]
