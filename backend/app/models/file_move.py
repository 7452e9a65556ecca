import uuid
from enum import StrEnum

from sqlalchemy import Enum, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, CreatedAt, Json, Moment, UuidPk


class MoveState(StrEnum):
    PLANNED = "planned"
    COPIED = "copied"
    COMMITTED = "committed"
    CLEANED = "cleaned"
    SUPERSEDED = "superseded"


OPEN_MOVES = (MoveState.PLANNED, MoveState.COPIED, MoveState.COMMITTED)


class FileMove(Base):
    """One promise about a job's folder: bring it from `src` to `dst` (docs/adr: copy, verify, commit, delete).

    `src` null: the folder is made from the original. `dst` null: the folder goes away with its job. `files` lists what
    was copied (name, size, mtime_ns, sha256), which is exactly what may be deleted at the source afterwards.
    """

    __tablename__ = "file_moves"
    __table_args__ = (
        Index("ix_file_moves_open", "next_attempt_at", postgresql_where="state IN ('planned', 'copied', 'committed')"),
        Index("ix_file_moves_job_id", "job_id"),
    )

    id: Mapped[UuidPk]
    job_id: Mapped[uuid.UUID]
    src: Mapped[str | None] = mapped_column(String(200))
    dst: Mapped[str | None] = mapped_column(String(200))
    files: Mapped[list[Json]] = mapped_column(server_default="[]")
    state: Mapped[MoveState] = mapped_column(
        Enum(MoveState, native_enum=False, length=12, values_callable=lambda states: [state.value for state in states],
             create_constraint=True, name="state"),
        server_default=MoveState.PLANNED.value,
    )  # fmt: skip
    attempts: Mapped[int] = mapped_column(server_default="0")
    last_error: Mapped[str | None] = mapped_column(Text)
    next_attempt_at: Mapped[CreatedAt]
    lease_until: Mapped[Moment | None]
    lease_owner: Mapped[uuid.UUID | None]
    created_at: Mapped[CreatedAt]
