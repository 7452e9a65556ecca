"""What students send and see: the form, the upload, the quote and the tracking page."""

import uuid
from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from app.schemas.base import Comment, Email, Input, Output, Text


def _ticked(value: object) -> object:
    """A multipart form has no booleans; a browser sends `true` or `on` for a ticked box."""
    return (
        {"true": True, "on": True, "1": True, "yes": True}.get(value.lower(), False)
        if isinstance(value, str)
        else value
    )


def _no_text(_value: object) -> None:
    """A file never comes this way: it goes to the disk while it arrives."""
    raise ValueError("Please send the model as a file.")


ModelFile = Annotated[None, BeforeValidator(_no_text), WithJsonSchema({"type": "string", "format": "binary"})]
WarningCode = Annotated[Text, StringConstraints(max_length=40)]
ACCEPTED = "Codes of the warnings and dangers in the upload's report that the student sends the file with all the same"


class UploadForm(Input):
    """What a student looks into before submitting it."""

    file: ModelFile = Field(description="The model: .stl, .obj or .3mf")


class SubmitForm(Input):
    """The student's form; choices are checked against the catalogue."""

    student_name: Annotated[Text, StringConstraints(min_length=2, max_length=100)]
    student_email: Email
    discipline: Annotated[Text, StringConstraints(min_length=1, max_length=100)]
    class_number: Annotated[Text, StringConstraints(min_length=1, max_length=50)]
    print_method: Annotated[Text, StringConstraints(min_length=1, max_length=20)]
    color: Annotated[Text, StringConstraints(min_length=1, max_length=50)]
    printer: Annotated[Text, StringConstraints(min_length=1, max_length=80)]
    acknowledged_minimum_charge: Annotated[bool, BeforeValidator(_ticked)]
    notes: Comment = ""
    due_date: Annotated[date | None, BeforeValidator(lambda value: value or None)] = None
    upload_id: Annotated[uuid.UUID | None, BeforeValidator(lambda value: value or None)] = None
    accepted_warnings: list[WarningCode] = Field(default_factory=list, max_length=50, description=ACCEPTED)
    file: ModelFile = Field(
        default_factory=lambda: None, description="The model: .stl, .obj or .3mf; not needed with an `upload_id`"
    )


class Warning(Output):
    """Something that the inspector noticed. `severity` is info, warning or danger.

    `rejection_reason` is the code of the canned reason by which the desk would reject the model for it.
    """

    code: str
    text: str
    severity: str
    rejection_reason: str | None


class Estimate(Output):
    """What a print will roughly take, without promise: from its shape alone, or `is_sliced` from a trial in a slicer
    with usual settings. The quote says what it takes with the settings of the lab."""

    grams_low: float
    grams_high: float
    hours_low: float
    hours_high: float
    price_low_cents: int
    price_high_cents: int
    supports_likely: bool
    is_sliced: bool


class Report(Output):
    """What is known of a model. Members are null unless they are known; `ready` says that reading is over.

    `estimates` are by printer, for those that the model fits on.
    """

    ready: bool
    format: str
    size_mm: tuple[float, float, float] | None
    triangles: int | None
    volume_cm3: float | None
    area_cm2: float | None
    open_edges: int | None
    overhang_cm2: float | None
    unit_suspect: str | None
    fits: dict[str, bool]
    estimates: dict[str, Estimate]
    warnings: list[Warning]
    has_thumbnail: bool


class UploadView(Output):
    upload_id: uuid.UUID
    filename: str
    size: int = Field(description="Bytes")
    sha256: str
    expires_at: datetime
    report: Report


class JobReference(Output):
    id: uuid.UUID
    reference: str
    status: str
    student_name: str
    original_filename: str


class Submitted(Output):
    job: JobReference
    tracking_url: str


class PublicQuote(Output):
    """The price and how it came about. `charged_by` is grams; resin is estimated from millilitres."""

    weight_g: float
    volume_ml: float | None
    time_hours: float
    price_cents: int
    cents_per_gram: int
    minimum_cents: int
    comment: str


class ConfirmView(Output):
    """What the confirm page shows. `answer` is null while the student can still answer."""

    reference: str
    status: str
    status_title: str
    answer: str | None
    student_name: str
    original_filename: str
    print_method: str
    color: str
    printer: str
    price_cents: int
    currency: str
    quote: PublicQuote
    expires_at: datetime
    tracking_url: str
    has_thumbnail: bool


class TimelineEntry(Output):
    """One step of the way; `at` is null for a step that is still ahead."""

    status: str
    title: str
    tone: str
    at: datetime | None


class TrackView(Output):
    """Where a job is on its way. `estimate` is null from the desk's first decision on, when the quote takes over."""

    reference: str
    status: str
    status_title: str
    tone: str
    student_name: str
    original_filename: str
    print_method: str
    color: str
    printer: str
    submitted_at: datetime
    timeline: list[TimelineEntry]
    estimate: Estimate | None
    quote: PublicQuote | None
    currency: str
    queue_position: int | None
    confirm_url: str | None
    can_cancel: bool
    messages: list[str]
    pickup: str | None
    warnings: list[Warning]
    has_thumbnail: bool


class LinkSent(Output):
    sent_to: str
    can_resend_at: datetime
