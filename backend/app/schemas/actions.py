"""The body of each action of the lifecycle, under the name that its row gives."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from app.models.checkout import PaymentType
from app.schemas.base import Cents, Comment, Input, Line100, Reason, StaffBody, Text, TimeHours, VolumeMl, WeightG


class ReviewBody(StaffBody):
    reviewed: bool = Field(strict=True)


class ApproveBody(StaffBody):
    """The quote: the file that will be printed, its weight (volume for resin) and its time."""

    authoritative_file: Annotated[Text, StringConstraints(min_length=1, max_length=255)]
    weight_g: WeightG | None = None
    volume_ml: VolumeMl | None = None
    time_hours: TimeHours
    comment: Comment = ""


class RejectBody(StaffBody):
    """At least one canned reason (its code) or a comment."""

    reasons: list[Annotated[Text, StringConstraints(max_length=40)]] = Field(default_factory=list, max_length=20)
    comment: Comment = ""

    @model_validator(mode="after")
    def _says_why(self) -> "RejectBody":
        if not self.reasons and not self.comment:
            raise ValueError("Choose at least one reason or write a comment, so that the student knows what to change.")
        return self


class ReasonBody(StaffBody):
    reason: Reason


class RetentionBody(ReasonBody):
    """Which closed jobs are old enough: those whose last change of status is at least that many days ago."""

    retention_days: int = Field(ge=30, le=36_500, strict=True)


class MarkPrintingBody(StaffBody):
    printer: Annotated[Text, StringConstraints(min_length=1, max_length=80)]


class MarkCompleteBody(StaffBody):
    storage_place: Annotated[Text, StringConstraints(max_length=100)] = ""


class PaymentBody(StaffBody):
    """One payment for one job. `charged_cents` is given only when it differs from the calculated price."""

    grams: WeightG
    payment_type: PaymentType
    txn_no: Annotated[Text, StringConstraints(max_length=60)] | None = None
    charged_cents: Cents | None = None
    reason: Comment = ""
    picked_up_by: Line100
    payer: Annotated[Text, StringConstraints(max_length=100)] = ""
    paid_on: date | None = None
    partial: bool = Field(False, strict=True)


class ConfirmBody(Input):
    """The student's yes. `price_cents` is the price that the page showed."""

    accept: bool = Field(strict=True)
    price_cents: Cents


class DeclineBody(Input):
    reason: Annotated[Text, StringConstraints(max_length=500)] = ""


class NotesBody(StaffBody):
    notes: Annotated[Text, StringConstraints(max_length=5000)]
    version: int = Field(strict=True, ge=1, description="The version that the caller has read")


class OpenedBody(StaffBody):
    file: Annotated[Text, StringConstraints(max_length=255)] | None = None


class FolderFileBody(StaffBody):
    file: Annotated[Text, StringConstraints(min_length=1, max_length=255)]


class AcceptScriptsBody(FolderFileBody):
    """Which scripts were seen: those in the content with this SHA-256."""

    sha256: Annotated[Text, StringConstraints(pattern="^[0-9a-f]{64}$")]


class ResendBody(StaffBody):
    kind: Annotated[Text, StringConstraints(max_length=20)]


class TokenBody(Input):
    token: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
