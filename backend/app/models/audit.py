import uuid
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, CreatedAt, Json, Moment, UuidPk


class AuditStatus(StrEnum):
    RUNNING = "running"
    DONE = "done"
    ABORTED = "aborted"


class Audit(Base):
    """One file check. `progress` counts folder names and jobs, looked at and in all; `counts` the findings by code.

    A row that says running while nobody holds the check's lock was left by a process that died; it is begun again.
    """

    __tablename__ = "audits"
    __table_args__ = (Index("uq_audits_running", "status", unique=True, postgresql_where="status = 'running'"),)

    id: Mapped[UuidPk]
    started_at: Mapped[CreatedAt]
    finished_at: Mapped[Moment | None]
    status: Mapped[AuditStatus] = mapped_column(
        Enum(AuditStatus, native_enum=False, length=12, create_constraint=True, name="status",
             values_callable=lambda states: [state.value for state in states]),
        server_default=AuditStatus.RUNNING.value,
    )  # fmt: skip
    is_deep: Mapped[bool] = mapped_column(server_default="false")
    started_by: Mapped[str] = mapped_column(String(100))
    progress: Mapped[Json] = mapped_column(server_default="{}")
    counts: Mapped[Json] = mapped_column(server_default="{}")
    why_aborted: Mapped[str | None] = mapped_column(Text)


class AuditFinding(Base):
    """One thing that is not as it should be. `code` is one of services/audit/kinds.py; `is_new`: the check before had
    not found it. `path` is relative to the storage, or names a file of the data folder."""

    __tablename__ = "audit_findings"
    __table_args__ = (Index("ix_audit_findings_audit_id", "audit_id", "code", "path"),)

    id: Mapped[UuidPk]
    audit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("audits.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(40))
    job_id: Mapped[uuid.UUID | None]
    path: Mapped[str] = mapped_column(Text)
    details: Mapped[Json]
    is_new: Mapped[bool]
    resolved_at: Mapped[Moment | None]
    resolved_by: Mapped[str | None] = mapped_column(String(100))
    resolution: Mapped[str | None] = mapped_column(Text)
