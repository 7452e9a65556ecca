"""kill -9 of any process, amid stories that have begun at random moments: afterwards every job is whole.

One kill of each kind in a seeded order, three stories around each; ten kills of each kind with LAB_FULL=1.
"""

import hashlib
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import psycopg
import pytest

from e2e.conftest import IS_FULL, Figures
from e2e.desk import LOCK_EVENTS, MAIL_EVENTS, SETTLED
from e2e.faults.house import House
from e2e.faults.patience import Patient
from e2e.faults.victims import VICTIMS
from e2e.shop import Shop
from e2e.student import Sent
from e2e.waiting import wait_for

KILLS_OF_EACH = 10 if IS_FULL else 1
STORIES_AROUND_EACH = 3
STORY_S = 3.0
WHOLE_WITHIN_S = 60
CHANGES = ["JobCreated", "JobApproved", "JobConfirmed", "PrintStarted", "PrintCompleted", "PaymentRecorded"]
AROUND = LOCK_EVENTS | MAIL_EVENTS | {"AdminOverride"}  # a lock that a lost answer left behind is taken away
MAILS = ["received", "quote", "confirmed", "ready_for_pickup", "receipt"]
pytestmark = pytest.mark.timeout(7200 if IS_FULL else 600)


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Return an installation of this test's own."""
    with ExitStack() as stack:
        yield House(tmp_path_factory.mktemp("kills"), stack)


def test_every_job_is_whole_whoever_was_killed(house: House, figures: Figures) -> None:
    chance = random.Random(2026)
    order = list(VICTIMS) * KILLS_OF_EACH
    chance.shuffle(order)
    with ThreadPoolExecutor(STORIES_AROUND_EACH * len(order)) as pool:
        walks = []
        for victim in order:
            starts = [chance.uniform(0, STORY_S) for _ in range(STORIES_AROUND_EACH)]
            walks += [pool.submit(start_late, Patient(house.shop, house.desk), start) for start in starts]
            time.sleep(STORY_S)  # the moments are what is random here
            figures.append(f"kill -9 of {victim}: the desk works again after {house.lose(victim, chance):.1f} s")
        jobs = [walk.result() for walk in walks]
    whole_s = recover(house.shop)
    for job in jobs:
        check_whole(house.shop, job)
    figures.append(f"{len(jobs)} stories, {len(order)} kills: all whole {whole_s:.1f} s after the last step")


def start_late(patient: Patient, seconds: float) -> Sent:
    """Walk a job down the road from a moment on."""
    time.sleep(seconds)
    return patient.walk()


def recover(shop: Shop) -> float:
    """Wait until no mail and no folder is on its way any more; return the seconds."""
    began = time.monotonic()
    mails = "SELECT count(*) FROM outbox WHERE status = 'queued'"
    folders = f"SELECT count(*) FROM file_moves WHERE NOT {SETTLED}"

    def all_arrived() -> bool:
        try:
            return bool(shop.value(f"SELECT ({mails}) + ({folders})") == 0)
        except psycopg.OperationalError:
            return False  # the database is still recovering

    wait_for(all_arrived, "mails and folders to arrive", WHOLE_WITHIN_S)
    return time.monotonic() - began


def check_whole(shop: Shop, job: Sent) -> None:
    """Compare everything about a job at the end of the road with what must be there, once."""
    row = shop.rows(f"SELECT status, path, file_name, original_sha256 FROM jobs WHERE id = '{job.id}'")[0]
    assert row["status"] == "PAIDPICKEDUP"
    told = shop.rows(f"SELECT type, details FROM events WHERE job_id = '{job.id}' ORDER BY id")
    changes = [event for event in told if event["type"] not in AROUND]
    assert [event["type"] for event in changes] == CHANGES
    assert [event["details"]["from"] for event in changes[1:]] == [event["details"]["to"] for event in changes[:-1]]
    assert shop.value(f"SELECT count(*) FROM checkout_lines WHERE job_id = '{job.id}'") == 1
    folders = shop.storage.glob(f"*/*_{row['path'].rpartition('_')[2]}")
    assert [folder.relative_to(shop.storage).as_posix() for folder in folders] == [row["path"]]
    for file in (shop.storage / row["path"] / row["file_name"], shop.data / "originals" / row["original_sha256"]):
        assert hashlib.sha256(file.read_bytes()).hexdigest() == row["original_sha256"]
    assert shop.mailbox.kinds(job.reference) == MAILS
    # All have arrived; one whose sender was killed before it could say so may have been overtaken by what it led to.
    waiting = f"SELECT count(*) FROM outbox WHERE job_id = '{job.id}' AND status NOT IN ('sent', 'superseded')"
    assert shop.value(waiting) == 0
