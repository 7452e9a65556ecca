"""Read the database: one picture of the jobs behind some folder names, in a session that could not write."""

import re
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import OPEN_MOVES, STATUSES, CheckoutLine, CheckoutVoid, FileMove, Job, MoveState
from app.services import metadata_service
from app.services.file_service import StoredFile

MOVE_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ARRIVED = (MoveState.COMMITTED, MoveState.CLEANED)
# What a program keeps open goes when it is closed, quietly; what does not go for days is told.
QUIETLY = timedelta(days=3)
IS_OLD = FileMove.last_error.is_not(None) & (FileMove.created_at < func.now() - QUIETLY)
IS_UNDER_WAY = FileMove.state.in_(OPEN_MOVES) & ~((FileMove.state == MoveState.COMMITTED) & IS_OLD)


@dataclass(frozen=True)
class Facts:
    """A job as the database knows it. `place` is where its folder belongs, `arrived` what the last move brought."""

    id: uuid.UUID
    folder_name: str
    path: str | None
    place: str
    file_name: str
    original_sha256: str
    original_size: int
    authoritative: dict[str, Any] | None
    has_picture: bool
    is_stale: bool
    is_moving: bool
    arrived: dict[str, StoredFile]
    metadata: dict[str, Any]

    def expected(self) -> dict[str, tuple[int, str]]:
        """Return the files that must be in the folder: name -> size and SHA-256."""
        found = {self.file_name: (self.original_size, self.original_sha256)}
        if self.authoritative:
            found[self.authoritative["name"]] = (self.authoritative["size"], self.authoritative["sha256"])
        return found


@dataclass(frozen=True)
class Picture:
    """Jobs by the name of their folder, and every path and id that a move under way speaks of."""

    jobs: dict[str, Facts]
    under_way: frozenset[str]

    def names_move_of(self, unfinished: str) -> bool:
        """Say whether a name such as `.incoming-<move>-1` or `x.stale-<move>-1` belongs to a move under way."""
        found = MOVE_ID.search(unfinished)
        return found is not None and found[0] in self.under_way


@contextmanager
def reading() -> Iterator[Session]:
    """Open a session of its own that sees one moment of the database and may not write."""
    picture_only = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with db.engine.connect().execution_options(**picture_only) as connection, Session(connection) as session:
        yield session


def folder_names() -> set[str]:
    """Return the folder names of all jobs."""
    with reading() as session:
        return set(session.scalars(select(Job.folder_name)))


def existing(job_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Return those of these jobs that exist."""
    with reading() as session:
        return set(session.scalars(select(Job.id).where(Job.id.in_(job_ids))))


def at_home(paths: Collection[str]) -> set[str]:
    """Return those of these paths at which some job has its folder."""
    with reading() as session:
        return {path for path in session.scalars(select(Job.path).where(Job.path.in_(paths))) if path}


def picture(names: Collection[str]) -> Picture:
    """Read what the database knows about the jobs whose folders have these names."""
    with reading() as session:
        jobs = list(session.scalars(select(Job).where(Job.folder_name.in_(names))))
        ids = [job.id for job in jobs]
        moves = session.execute(
            select(FileMove.id, FileMove.job_id, FileMove.src, FileMove.dst).where(IS_UNDER_WAY)
        ).all()
        arrived, payments = _arrived(session, ids), _payments(session, ids)
        moving = {move.job_id for move in moves}
        found = {
            job.folder_name: _facts(job, job.id in moving, arrived.get(job.id, {}), payments.get(job.id, []))
            for job in jobs
        }
    named = {text for move in moves for text in (str(move.id), move.src, move.dst) if text}
    return Picture(found, frozenset(named))


def _facts(job: Job, is_moving: bool, arrived: dict[str, StoredFile], payments: list[Any]) -> Facts:
    row = {column.name: getattr(job, column.name) for column in metadata_service.KEPT}
    return Facts(
        id=job.id, folder_name=job.folder_name, path=job.path,
        place=f"{STATUSES[job.status].folder}/{job.folder_name}", file_name=job.file_name,
        original_sha256=job.original_sha256, original_size=job.size_bytes, authoritative=job.authoritative_file,
        has_picture=bool((job.report or {}).get("thumbnail")), is_stale=job.metadata_stale, is_moving=is_moving,
        arrived=arrived, metadata={"reference": job.reference, "job": row, "payments": payments},
    )  # fmt: skip


def _arrived(session: Session, ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, StoredFile]]:
    """Return what the last move brought to where each job's folder lies now."""
    rows = session.execute(
        select(FileMove.job_id, FileMove.files).join(Job, (Job.id == FileMove.job_id) & (Job.path == FileMove.dst))
        .where(FileMove.job_id.in_(ids), FileMove.state.in_(ARRIVED))
        .ext(distinct_on(FileMove.job_id)).order_by(FileMove.job_id, FileMove.id.desc())
    )  # fmt: skip
    return {job_id: {file["name"]: StoredFile(**file) for file in files} for job_id, files in rows}


def _payments(session: Session, ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Any]]:
    """Return of each job's payments what metadata.json must say: line, cents, and whether it was taken back."""
    rows = session.execute(
        select(CheckoutLine.job_id, CheckoutLine.id, CheckoutLine.charged_cents, CheckoutVoid.checkout_id)
        .outerjoin(CheckoutVoid, CheckoutVoid.checkout_id == CheckoutLine.checkout_id)
        .where(CheckoutLine.job_id.in_(ids)).order_by(CheckoutLine.id)
    )  # fmt: skip
    found: dict[uuid.UUID, list[Any]] = {}
    for job_id, line_id, cents, voided in rows:
        found.setdefault(job_id, []).append([str(line_id), cents, voided is not None])
    return found
