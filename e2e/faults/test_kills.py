"""kill -9 of any process at any moment of the story: afterwards every job is whole.

Each kill hits three jobs at seeded moments of their stories; one kill for each victim, ten with LAB_FULL=1.
"""

import hashlib
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from e2e.conftest import IS_FULL, Figures
from e2e.desk import LOCK_EVENTS, MAIL_EVENTS, SETTLED, Desk
from e2e.faults.patience import Patient
from e2e.faults.victims import VICTIMS, kill
from e2e.shop import Shop, opened
from e2e.student import Sent
from e2e.waiting import wait_for

KILLS = 10 if IS_FULL else 1
TOGETHER = 3
STORY_S = 3.0
RECOVERED_WITHIN_S = 60
CHANGES = ["JobCreated", "JobApproved", "JobConfirmed", "PrintStarted", "PrintCompleted", "PaymentRecorded"]
AROUND = LOCK_EVENTS | MAIL_EVENTS | {"AdminOverride"}  # a lock that a lost answer left behind is taken away
MAILS = ["received", "quote", "confirmed", "ready_for_pickup", "receipt"]
pytestmark = pytest.mark.timeout(3600 if IS_FULL else 600)


class House:
    """An installation that is opened again, on the same port, whenever its launcher was killed."""

    def __init__(self, data: Path, stack: ExitStack) -> None:
        """Open it."""
        self._data, self._stack = data, stack
        self._port: int | None = None
        self.open()
        self.desk = Desk(self.shop, "front-desk", self.shop.password)

    def open(self) -> None:
        """Open it, for the first time or again."""
        self.shop, self._running = self._stack.enter_context(opened(self._data, port=self._port))
        self._port = int(self.shop.url.rpartition(":")[2])

    def kill(self, victim: str, chance: random.Random) -> int:
        """Kill a process; open again when it was the launcher."""
        pid = kill(victim, self.shop, self._running.launcher.pid, chance)
        if victim == "launcher":
            self.open()
        return pid


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Return an installation of this module's own."""
    with ExitStack() as stack:
        yield House(tmp_path_factory.mktemp("kills"), stack)


@pytest.mark.parametrize("victim", VICTIMS)
def test_killed_at_random_moments(victim: str, house: House, figures: Figures) -> None:
    chance = random.Random(f"{victim} 2026")
    began = time.monotonic()
    jobs = [job for _ in range(KILLS) for job in kill_amid_stories(victim, house, chance)]
    recover(house, jobs)
    for job in jobs:
        check_whole(house.shop, job)
    took_s = time.monotonic() - began
    figures.append(f"kill -9 of {victim}: {KILLS} x {TOGETHER} stories, all jobs and mails whole after {took_s:.0f} s")


def kill_amid_stories(victim: str, house: House, chance: random.Random) -> list[Sent]:
    """Start stories at random moments, kill somebody while they run, and see them to their end."""
    starts = [chance.uniform(0, STORY_S) for _ in range(TOGETHER)]
    with ThreadPoolExecutor(TOGETHER) as pool:
        walks = [pool.submit(start_late, Patient(house.shop, house.desk), start) for start in starts]
        time.sleep(STORY_S)
        assert house.kill(victim, chance), f"no {victim} to kill"
        return [walk.result() for walk in walks]


def start_late(patient: Patient, seconds: float) -> Sent:
    """Walk a job down the road from a moment on; that the moment is random is the point of the sleep."""
    time.sleep(seconds)
    return patient.walk()


def recover(house: House, jobs: list[Sent]) -> None:
    """Wait until no mail and no folder is on its way any more."""
    ids = ", ".join(f"'{job.id}'" for job in jobs)
    open_ends = (
        f"SELECT (SELECT count(*) FROM outbox WHERE job_id IN ({ids}) AND status = 'queued')"
        f" + (SELECT count(*) FROM file_moves WHERE job_id IN ({ids}) AND NOT {SETTLED})"
    )

    def all_arrived() -> bool:
        try:
            return bool(house.shop.value(open_ends) == 0)
        except psycopg.OperationalError:
            return False  # the database is still recovering

    wait_for(all_arrived, "mails and folders to arrive", RECOVERED_WITHIN_S)


def check_whole(shop: Shop, job: Sent) -> None:
    """Compare everything about a job that reached the end of the road with what must be there, once."""
    row = shop.rows(
        f"SELECT status, path, file_name, original_sha256, lock_token_hash FROM jobs WHERE id = '{job.id}'"
    )[0]
    assert row["status"] == "PAIDPICKEDUP"
    told = shop.rows(f"SELECT type, details FROM events WHERE job_id = '{job.id}' ORDER BY id")
    changes = [event for event in told if event["type"] not in AROUND]
    assert [event["type"] for event in changes] == CHANGES
    assert [event["details"]["from"] for event in changes[1:]] == [event["details"]["to"] for event in changes[:-1]]
    assert shop.value(f"SELECT count(*) FROM checkout_lines WHERE job_id = '{job.id}'") == 1
    number = row["path"].rpartition("_")[2]
    assert [folder.relative_to(shop.storage).as_posix() for folder in shop.storage.glob(f"*/*_{number}")] == [
        row["path"]
    ]
    for file in (shop.storage / row["path"] / row["file_name"], shop.data / "originals" / row["original_sha256"]):
        assert hashlib.sha256(file.read_bytes()).hexdigest() == row["original_sha256"]
    assert shop.mailbox.kinds(job.reference) == MAILS
    statuses = shop.rows(f"SELECT DISTINCT status FROM outbox WHERE job_id = '{job.id}'")
    assert statuses == [{"status": "sent"}]
