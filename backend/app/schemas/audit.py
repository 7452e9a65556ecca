"""The file check: starting it, its report, and putting findings right."""

import uuid
from datetime import datetime
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from app.schemas.base import Input, Output, Reason, StaffName
from app.schemas.desk import AdminBody

AuditState = Literal["never", "running", "done", "aborted"]


class AuditStart(AdminBody):
    deep: bool = Field(False, strict=True, description="Read every byte, also of files that look untouched")


class AuditStarted(Output):
    audit_id: uuid.UUID
    status: str


class ResolveBody(Input):
    """One finding or several. `dry_run` only tells what would happen; without it, say who does it and why."""

    staff_name: StaffName | None = None
    reason: Reason | None = None
    finding_id: uuid.UUID | None = None
    finding_ids: list[uuid.UUID] = Field(default_factory=list, max_length=500)
    dry_run: bool = Field(False, strict=True)

    @model_validator(mode="after")
    def _names_some(self) -> Self:
        if not self.ids():
            raise ValueError("Please name the findings: finding_id or finding_ids.")
        return self

    def ids(self) -> list[uuid.UUID]:
        """Return all findings that are meant, each once."""
        return list(dict.fromkeys([*([self.finding_id] if self.finding_id else []), *self.finding_ids]))


class Resolution(Output):
    """What was done about a finding, or would be; not `done`: what stands in the way, or that it was a dry run."""

    finding_id: uuid.UUID
    done: bool
    text: str


class Resolved(Output):
    dry_run: bool
    results: list[Resolution]


class Progress(Output):
    """How far the check is: names below the status folders, and jobs, looked at and in all."""

    folders: int
    folders_done: int
    jobs: int
    jobs_done: int


class FindingView(Output):
    """`path` is relative to the storage, or names a file of the data folder. `offer` is what resolving it does."""

    id: uuid.UUID
    code: str
    title: str
    text: str
    offer: str
    job_id: uuid.UUID | None
    reference: str | None
    path: str
    is_new: bool
    details: dict[str, Any]


class AuditReport(Output):
    """The latest check, and the open findings of the last one that came to its end (`checked_at`)."""

    status: AuditState
    audit_id: uuid.UUID | None
    started_at: datetime | None
    finished_at: datetime | None
    started_by: str | None
    is_deep: bool
    why_aborted: str | None
    progress: Progress
    checked_at: datetime | None
    counts: dict[str, int]
    new: int
    resolved: int
    findings: list[FindingView]
