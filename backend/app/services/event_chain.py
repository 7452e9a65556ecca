"""Prove the event log: every line against the link before it, and the whole against the heads kept elsewhere.

The database makes the links (migration 0002); here they are made once more from what the lines say now, in Python, so
that a changed function in the database deceives nobody.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, text

from app.extensions import db
from app.services import event_anchors, event_service

START = hashlib.sha256(b"").digest()
BATCH = 5_000

# Fields are read as the text that the link covers.
LINES = text("""
    SELECT link.place, link.hash, event.id, event.job_id::text, event.type,
           (extract(epoch FROM event.at) * 1000000)::bigint::text AS at_us, event.triggered_by,
           event.workstation_id::text, event.details::text, event.private_digest, private.salt, private.data
      FROM event_links AS link
      FULL JOIN events AS event ON event.id = link.event_id
      LEFT JOIN event_private AS private ON private.event_id = event.id
     ORDER BY link.place NULLS LAST, event.id
""")
HEAD = text("SELECT count AS lines, hash FROM event_chain")
ERASED_JOBS = text("""
    SELECT job FROM events, jsonb_array_elements_text(details -> 'jobs') AS job WHERE type = 'StudentErased'
""")


class Broken(Exception):  # noqa: N818 - it says what the chain is
    """The log is not what was written; the text says where and how."""

    def __init__(self, place: int, how: str) -> None:
        super().__init__(how)
        self.place, self.how = place, how


@dataclass
class Proof:
    """What verifying found. `hashes` has the hash after each place that an anchor speaks of."""

    checked: int = 0
    erased: int = 0
    anchors: int = 0
    broken: Broken | None = None
    hash: bytes = START
    hashes: dict[int, bytes] = field(default_factory=dict)


def verify() -> Proof:
    """Go through the whole log as it is at one moment. Never raises for a broken chain: the proof names it."""
    kept = event_anchors.read()
    proof = Proof(anchors=len(kept))
    with db.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        erased_jobs = set(connection.scalars(ERASED_JOBS))
        try:
            with connection.execution_options(yield_per=BATCH).execute(LINES) as lines:
                _follow(proof, lines, erased_jobs, {count for count, _ in kept})
            _compare_head(proof, connection.execute(HEAD).one())
            _compare_anchors(proof, kept)
        except Broken as broken:
            proof.broken = broken
    return proof


def _follow(proof: Proof, lines: Iterator[Row[Any]], erased_jobs: set[str], wanted: set[int]) -> None:
    for line in lines:
        _check_place(proof, line)
        proof.hash = link_hash(proof.hash, line)
        if proof.hash != line.hash:
            raise Broken(line.place, f"Line {line.id} does not say what it said when it was written.")
        proof.checked = line.place
        proof.erased += _check_private(line, erased_jobs)
        if line.place in wanted:
            proof.hashes[line.place] = proof.hash


def _check_place(proof: Proof, line: Row[Any]) -> None:
    expected = proof.checked + 1
    if line.place is None:
        raise Broken(expected, f"Line {line.id} was put into the log past the chain.")
    if line.place != expected:
        raise Broken(expected, f"The line at place {expected} is gone.")
    if line.id is None:
        raise Broken(expected, f"The line at place {expected} was deleted; its link is still there.")


def link_hash(previous: bytes, line: Row[Any]) -> bytes:
    """Return the hash of a line's link: SHA-256 of the one before it and of each field after its length in bytes."""
    fields = (
        str(line.place), str(line.id), line.job_id or "", line.type, line.at_us, line.triggered_by,
        line.workstation_id or "", line.details, line.private_digest.hex() if line.private_digest else "",
    )  # fmt: skip
    encoded = (each.encode() for each in fields)
    return hashlib.sha256(previous + b"".join(b"%d:%b" % (len(each), each) for each in encoded)).digest()


def _check_private(line: Row[Any], erased_jobs: set[str]) -> bool:
    """Compare a line's private data with its digest; return whether it was erased, as only a logged erasure may do."""
    if line.data is not None and event_service.digest(line.salt, line.data) != line.private_digest:
        raise Broken(line.place, f"What line {line.id} says about a person was changed.")
    if line.data is not None or line.private_digest is None:
        return False
    if line.job_id not in erased_jobs:
        raise Broken(line.place, f"What line {line.id} said about a person is gone, and no erasure tells of it.")
    return True


def _compare_head(proof: Proof, head: Row[Any]) -> None:
    if (head.lines, head.hash) != (proof.checked, proof.hash):
        raise Broken(proof.checked + 1, f"The log ends after {proof.checked} lines, its head speaks of {head.lines}.")


def _compare_anchors(proof: Proof, kept: list[tuple[int, bytes]]) -> None:
    for count, known in kept:
        if count > proof.checked:
            raise Broken(proof.checked + 1, f"The log ends after {proof.checked} lines; it once had {count}.")
        if count and proof.hashes[count] != known:
            raise Broken(count, f"The first {count} lines are not those of which the head was kept on the storage.")
