import uuid
from datetime import date
from types import SimpleNamespace

from sqlalchemy import CheckConstraint, Computed, Enum, ForeignKey, Index, Sequence, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, CreatedAt, Json, Moment, UuidPk
from app.models.lifecycle import Status, open_statuses
from app.models.original import Original

JOB_NUMBER = Sequence("job_number_seq", metadata=Base.metadata)
_REFERENCE = "'REQ-' || lpad(number::text, greatest(5, length(number::text)), '0')"
SEARCHED = f"lower(student_name || ' ' || student_email || ' ' || class_number || ' ' || {_REFERENCE})"
# 0: new and not looked at, 1: somebody has to do something, 2: the story has ended.
_OPEN = ", ".join(f"'{status}'" for status in open_statuses())
ATTENTION = (
    f"CASE WHEN status = '{Status.UPLOADED}' AND reviewed_at IS NULL THEN 0 WHEN status IN ({_OPEN}) THEN 1 ELSE 2 END"
)


def reference(number: int) -> str:
    """Return the reference that people see and say for a job's number."""
    return f"REQ-{number:05d}"


class Job(Base):
    """One print request. Only `job_service` sets `status`; `path` always says where the folder really is.

    Columns in groups: who asked for what; the files; the quote fixed at approval; the student's link; the lock of one
    workstation tab; what the desk noted. Money is integer cents, weights are grams, times are hours.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint("quote_price_cents >= 0", name="price_not_negative"),
        CheckConstraint("status <> 'PENDING' OR quote_price_cents IS NOT NULL", name="pending_has_quote"),
        Index("ix_jobs_status_id", "status", "id"),
        Index("ix_jobs_attention", "attention_rank", "id"),
        Index("ix_jobs_updated", "updated_at", "id"),
        Index("ix_jobs_duplicate", "student_email", "original_sha256"),
        Index("ix_jobs_search", "search", postgresql_using="gin", postgresql_ops={"search": "gin_trgm_ops"}),
        Index("ix_jobs_metadata_stale", "id", postgresql_where="metadata_stale"),
    )

    id: Mapped[UuidPk]
    number: Mapped[int] = mapped_column(JOB_NUMBER, server_default=JOB_NUMBER.next_value(), unique=True)
    status: Mapped[Status] = mapped_column(
        Enum(Status, native_enum=False, length=16, create_constraint=True, name="status")
    )
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[CreatedAt]
    status_at: Mapped[CreatedAt]

    student_name: Mapped[str] = mapped_column(String(100))
    student_email: Mapped[str] = mapped_column(String(100))
    discipline: Mapped[str] = mapped_column(String(100))
    class_number: Mapped[str] = mapped_column(String(50))
    print_method: Mapped[str] = mapped_column(String(20))
    color: Mapped[str] = mapped_column(String(50))
    printer: Mapped[str] = mapped_column(String(80))
    student_notes: Mapped[str] = mapped_column(Text, server_default="")
    accepted_warnings: Mapped[list[str]] = mapped_column(server_default="[]")
    due_date: Mapped[date | None]
    search: Mapped[str] = mapped_column(Text, Computed(SEARCHED, persisted=True), deferred=True)
    attention_rank: Mapped[int] = mapped_column(SmallInteger, Computed(ATTENTION, persisted=True))

    original_sha256: Mapped[str] = mapped_column(ForeignKey("originals.sha256"), index=True)
    original_filename: Mapped[str] = mapped_column(String(255))
    folder_name: Mapped[str] = mapped_column(String(80), unique=True)
    file_name: Mapped[str] = mapped_column(String(80))
    path: Mapped[str | None] = mapped_column(String(200))
    metadata_stale: Mapped[bool] = mapped_column(server_default="true")
    authoritative_file: Mapped[Json | None]

    quote_weight_g: Mapped[float | None]
    quote_volume_ml: Mapped[float | None]
    quote_time_hours: Mapped[float | None]
    quote_price_cents: Mapped[int | None]
    quote_rates: Mapped[Json | None]
    quote_comment: Mapped[str] = mapped_column(Text, server_default="")
    quoted_at: Mapped[Moment | None]

    confirm_serial: Mapped[int] = mapped_column(server_default="0")
    confirm_expires_at: Mapped[Moment | None]
    confirm_link_sent_at: Mapped[Moment | None]
    confirmed_at: Mapped[Moment | None]

    lock_token_hash: Mapped[str | None] = mapped_column(String(64))
    lock_staff_name: Mapped[str | None] = mapped_column(String(100))
    lock_workstation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("workstations.id", ondelete="SET NULL"))
    lock_workstation_name: Mapped[str | None] = mapped_column(String(50))
    lock_taken_at: Mapped[Moment | None]
    locked_until: Mapped[Moment | None]

    reviewed_at: Mapped[Moment | None]
    rejection_reasons: Mapped[list[str]] = mapped_column(server_default="[]")
    closing_comment: Mapped[str] = mapped_column(Text, server_default="")
    storage_place: Mapped[str] = mapped_column(String(100), server_default="")
    staff_notes: Mapped[str] = mapped_column(Text, server_default="")
    notes_version: Mapped[int] = mapped_column(server_default="1")

    original: Mapped[Original] = relationship(lazy="joined", innerjoin=True)

    @property
    def reference(self) -> str:
        """The reference that people see and say."""
        return reference(self.number)

    @property
    def size_bytes(self) -> int:
        """The size of the original."""
        return self.original.size_bytes

    @property
    def report(self) -> Json | None:
        """What the inspector found in the original; None until it has looked."""
        return self.original.report


# A job as the views read it: the object, or plain values under the same names.
Listed = Job | SimpleNamespace
