"""What requests leave behind, so that a test can show that a refused one leaves nothing."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from e2e.caller import Json
from e2e.shop import Shop
from e2e.waiting import wait_for

TABLES = ("jobs", "originals", "uploads", "outbox", "file_moves", "checkouts", "checkout_lines", "checkout_voids")


def of_shop(shop: Shop) -> Json:
    """Count the rows, and list what lies in the rooms for incoming files and what is half copied."""
    counts = ", ".join(f"(SELECT count(*) FROM {table}) AS {table}" for table in TABLES)
    rooms = [name for room in ("originals", "uploads") for name in names_below(shop.data / room)]
    half_copied = [name for name in names_below(shop.storage) if name.startswith(".incoming-")]
    return shop.rows(f"SELECT {counts}")[0] | {"rooms": sorted(rooms), "half copied": half_copied}


def names_below(folder: Path) -> list[str]:
    """List every file and folder below one; what the server moves away meanwhile is simply not there."""
    return [name for _, folders, files in os.walk(folder) for name in folders + files]


def of_job(shop: Shop, job_id: str) -> Json:
    """Return what an action may change about a job."""
    told = "type NOT IN ('LockTaken', 'LockExpired', 'EmailSent', 'EmailFailed')"
    return shop.rows(
        "SELECT status, quote_price_cents, confirmed_at, confirm_serial, reviewed_at, printer, storage_place, "
        "rejection_reasons, closing_comment, staff_notes, "
        f"(SELECT count(*) FROM events WHERE job_id = jobs.id AND {told}) AS events, "
        "(SELECT array_agg(kind ORDER BY id) FROM outbox WHERE job_id = jobs.id) AS mails, "
        "(SELECT count(*) FROM checkout_lines WHERE job_id = jobs.id) AS payments "
        f"FROM jobs WHERE id = '{job_id}'"
    )[0]


@contextmanager
def nothing_left_behind(shop: Shop) -> Iterator[None]:
    """Make sure that the body adds no row and no file; what the server was writing may take a moment to go."""
    before = wait_for(lambda: found if not (found := of_shop(shop))["half copied"] else None, "folders to arrive")
    yield
    wait_for(lambda: of_shop(shop) == before, f"everything to be as before: {before}", 5)


@contextmanager
def nothing_changed(shop: Shop, job_id: str) -> Iterator[None]:
    """Make sure that the body changes nothing about a job."""
    before = of_job(shop, job_id)
    yield
    assert of_job(shop, job_id) == before
