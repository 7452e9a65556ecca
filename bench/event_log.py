"""Verify a log of 100,000 lines, against reading the same rows and hashing them bare.

    python -m bench.event_log

Goal: <= 5 s. The bare work fetches the same columns through psycopg and takes one SHA-256 of each row.
"""

import hashlib
import os
import sys

import psycopg

from bench.system import BACKEND, System, once_ms, running

LINES, AT_ONCE = 100_000, 200
FILL = f"""
INSERT INTO events (job_id, type, triggered_by, details)
SELECT gen_random_uuid(), 'NotesChanged', 'Dora Hartwig', jsonb_build_object('version', n, 'reference', 'REQ-' || n)
FROM generate_series(1, {AT_ONCE}) AS n
"""
ROWS = """
SELECT place, hash, id, job_id, type, at, triggered_by, workstation_id, details::text
FROM event_links JOIN events ON events.id = event_id ORDER BY place
"""


def fill(system: System) -> None:
    """Write all lines, some at once, as no action of ours writes more than a few in one transaction."""
    with psycopg.connect(system.sql_url, autocommit=True) as connection:
        for _ in range(LINES // AT_ONCE):
            connection.execute(FILL)


def bare(system: System) -> None:
    """Read every line and hash it."""
    with psycopg.connect(system.sql_url) as connection:
        for row in connection.execute(ROWS):
            hashlib.sha256(repr(row).encode()).digest()


def main() -> None:
    """Print one line: seconds, and how that compares."""
    with running() as system:
        filled_ms = once_ms(lambda: fill(system))
        os.environ.update(system.environment)
        sys.path.insert(0, str(BACKEND))
        from app import create_app
        from app.services import event_chain

        with create_app().app_context():
            times = sorted(once_ms(event_chain.verify) for _ in range(3))
            proof = event_chain.verify()
        if proof.broken or proof.checked < LINES:
            raise RuntimeError(f"the log is not whole: {proof.broken}, {proof.checked} lines")
        floor_ms = sorted(once_ms(lambda: bare(system)) for _ in range(3))[1]
    told = f"{proof.checked} lines verified in {times[1] / 1000:.2f} s (goal <= 5)"
    print(f"{told}, bare {floor_ms / 1000:.2f} s, ratio {times[1] / floor_ms:.2f}; written in {filled_ms / 1000:.1f} s")


if __name__ == "__main__":
    main()
