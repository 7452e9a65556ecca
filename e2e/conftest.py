"""One real installation for the whole run, and the people who use it."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from e2e.desk import Desk
from e2e.shop import Shop, opened
from e2e.student import Student

IS_FULL = bool(os.environ.get("LAB_FULL"))


@pytest.fixture(scope="session")
def shop() -> Iterator[Shop]:
    """Return the installation that LAB_URL, LAB_DATA and LAB_PASSWORD name, else open one for this run."""
    if url := os.environ.get("LAB_URL"):
        yield Shop(url, Path(os.environ["LAB_DATA"]), os.environ["LAB_PASSWORD"])
        return
    with tempfile.TemporaryDirectory(prefix="lab-e2e-") as data, opened(Path(data)) as (shop, _):
        yield shop


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
