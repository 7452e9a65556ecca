"""What staff see of a job."""

import uuid
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from app.models.lifecycle import Status
from app.schemas.base import Input, Output, Text
from app.schemas.student import Report, Warning


class Rates(Output):
    cents_per_gram: int
    grams_per_ml: float | None
    minimum_cents: int


class Quote(Output):
    weight_g: float
    volume_ml: float | None
    time_hours: float
    price_cents: int
    rates: Rates
    comment: str
    quoted_at: datetime
    confirm_expires_at: datetime | None
    confirmation_expired: bool


class Lock(Output):
    """Who holds the job. The token is never shown to anybody but its holder."""

    staff_name: str
    workstation_name: str
    taken_at: datetime
    locked_until: datetime


class LockGranted(Output):
    lock_token: str
    locked_until: datetime


class JobFile(Output):
    """A file that the job knows: `role` is original or authoritative."""

    name: str
    size: int
    sha256: str
    role: str


class PaymentLine(Output):
    checkout_id: uuid.UUID
    at: datetime
    paid_on: date
    payment_type: str
    txn_no: str | None
    grams: float
    calculated_cents: int
    charged_cents: int
    reason: str
    payer: str
    picked_up_by: str
    staff_name: str
    is_partial: bool
    is_voided: bool


class JobSummary(Output):
    """A job as a card of the list shows it."""

    id: uuid.UUID
    reference: str
    status: Status
    actions: list[str]
    student_name: str
    student_email: str
    discipline: str
    class_number: str
    print_method: str
    color: str
    printer: str
    due_date: date | None
    created_at: datetime
    updated_at: datetime
    status_at: datetime
    is_new: bool
    original_filename: str
    quote: Quote | None
    lock: Lock | None
    files: list[JobFile]
    warnings: list[Warning]
    has_thumbnail: bool


class JobView(JobSummary):
    """Everything about one job. `is_moving` says that its folder has not arrived yet."""

    admin_actions: list[str]
    student_notes: str
    staff_notes: str
    notes_version: int
    report: Report
    path: str | None
    is_moving: bool
    storage_place: str
    rejection_reasons: list[str]
    accepted_warnings: list[str]
    closing_comment: str
    payments: list[PaymentLine]
    tracking_url: str
    mails: list["JobMail"]


class JobMail(Output):
    """A mail of a job as the desk sees it."""

    id: uuid.UUID
    kind: str
    status: str
    created_at: datetime
    sent_at: datetime | None
    last_error: str | None


def _word_list(value: object) -> object:
    return value.split(",") if isinstance(value, str) and value else value or []


class JobQuery(Input):
    """Filters of the list. `attention` keeps what waits for the desk; `cursor` goes on from the last page."""

    status: Annotated[list[Status], BeforeValidator(_word_list)] = Field(default_factory=list)
    search: Text = Field("", max_length=100)
    printer: Text = ""
    method: Text = ""
    discipline: Text = ""
    color: Text = ""
    attention: bool = False
    confirmation_expired: bool = False
    sort: Literal["attention", "oldest", "newest", "updated"] = "attention"
    limit: int = Field(100, ge=1, le=200)
    cursor: str = Field("", max_length=200)


class JobPage(Output):
    jobs: list[JobSummary]
    counts: dict[str, int]
    next_cursor: str | None


class EventView(Output):
    id: int
    type: str
    at: datetime
    triggered_by: str
    workstation_id: uuid.UUID | None
    details: dict[str, object]


class EventPage(Output):
    events: list[EventView]


class FolderFile(Output):
    """A file in the job's folder, read now, with what the slicer says in it; null is what it does not say.

    `notes` are sentences for staff. `scripts` would run on their computer when a slicer exports from this file;
    `scripts_unknown` says that it could not be read. `scripts_accepted_by` has taken just this content upon himself.
    `has_picture` says that the slicer put a picture into it.
    """

    name: str
    size: int
    sha256: str
    modified_at: datetime
    is_sliced: bool
    slicer: str | None
    sliced_for: str | None
    weight_g: float | None
    volume_ml: float | None
    time_hours: float | None
    notes: list[str]
    scripts: list[str]
    scripts_unknown: bool
    scripts_accepted_by: str | None
    has_picture: bool


class FolderPage(Output):
    files: list[FolderFile]
    recommended: str | None


class CopyMade(Output):
    """A copy without scripts that lies in the job's folder now."""

    name: str
    size: int
    sha256: str


class OpenLink(Output):
    link: str
    path: str
