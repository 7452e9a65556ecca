"""The lifecycle of a job: every status and every action, in one table.

Routes, guards, buttons, folders, mails, the CHECK constraint, the diagram in the docs and the test matrix all derive
from `STATUSES` and `ACTIONS`. To add an action, add a row here (docs/add-an-action.md).
"""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    UPLOADED = "UPLOADED"
    PENDING = "PENDING"
    READYTOPRINT = "READYTOPRINT"
    PRINTING = "PRINTING"
    COMPLETED = "COMPLETED"
    PAIDPICKEDUP = "PAIDPICKEDUP"
    REJECTED = "REJECTED"
    CANCELED = "CANCELED"
    ARCHIVED = "ARCHIVED"


class Actor(StrEnum):
    STUDENT = "student"
    STAFF = "staff"
    ADMIN = "admin"


@dataclass(frozen=True)
class StatusRow:
    """How a status is shown: its title, its folder on the storage, its colour tone, and whether work is still open."""

    title: str
    folder: str
    tone: str
    is_open: bool


STATUSES: dict[Status, StatusRow] = {
    Status.UPLOADED: StatusRow("Uploaded", "Uploaded", "blue", True),
    Status.PENDING: StatusRow("Pending", "Pending", "amber", True),
    Status.READYTOPRINT: StatusRow("Ready to Print", "ReadyToPrint", "violet", True),
    Status.PRINTING: StatusRow("Printing", "Printing", "cyan", True),
    Status.COMPLETED: StatusRow("Completed", "Completed", "green", True),
    Status.PAIDPICKEDUP: StatusRow("Paid & Picked Up", "PaidPickedUp", "slate", False),
    Status.REJECTED: StatusRow("Rejected", "Rejected", "red", False),
    Status.CANCELED: StatusRow("Canceled", "Canceled", "slate", False),
    Status.ARCHIVED: StatusRow("Archived", "Archived", "slate", False),
}

# A second upload of the same file by the same student is a duplicate while the first one is in one of these.
DUPLICATE_WHILE = frozenset({Status.UPLOADED, Status.PENDING, Status.READYTOPRINT})

ANY = frozenset(Status)


@dataclass(frozen=True)
class Action:
    """One row of the lifecycle.

    `sources` are the statuses it starts from; `target` is where it ends: a status, `None` for "stays where it is".
    `actors` may perform it. `body` names its schema in `app.schemas.actions`; `events` and `mail` are what it leaves
    behind. `student_body` names the schema of a student where it differs. `stays_if` names a body flag that keeps the
    status. `removes` says that the job is gone afterwards.
    `is_job_action` rows get `POST /jobs/<id>/<name>` for staff and appear in `job.actions`.
    """

    name: str
    label: str
    actors: frozenset[Actor]
    sources: frozenset[Status]
    target: Status | None
    body: str
    events: tuple[str, ...]
    mail: str | None = None
    tone: str = "neutral"
    confirm: str = ""
    needs_lock: bool = True
    stays_if: str | None = None
    removes: bool = False
    student_body: str | None = None
    is_job_action: bool = True


def _of(*members: Actor) -> frozenset[Actor]:
    return frozenset(members)


def _from(*members: Status) -> frozenset[Status]:
    return frozenset(members)


STAFF, STUDENT, ADMIN = _of(Actor.STAFF), _of(Actor.STUDENT), _of(Actor.ADMIN)

# fmt: off
_ROWS: tuple[Action, ...] = (
    Action(
        "submit", "Submit", STUDENT, frozenset(), Status.UPLOADED, "SubmitForm", ("JobCreated",), "received",
        needs_lock=False, is_job_action=False,
    ),
    Action(
        "review", "Mark as reviewed", STAFF, _from(Status.UPLOADED), None, "ReviewBody", ("JobReviewed",),
        confirm="The NEW badge goes away for everybody.",
    ),
    Action(
        "approve", "Approve", STAFF, _from(Status.UPLOADED), Status.PENDING, "ApproveBody", ("JobApproved",), "quote",
        tone="primary", confirm="The student gets a mail with the price and a link to confirm it.",
    ),
    Action(
        "reject", "Reject", STAFF, _from(Status.UPLOADED, Status.PENDING), Status.REJECTED, "RejectBody",
        ("JobRejected",), "rejected", tone="danger", confirm="The student gets a mail with the reasons.",
    ),
    Action(
        "confirm", "Confirm the price", STUDENT, _from(Status.PENDING), Status.READYTOPRINT, "ConfirmBody",
        ("JobConfirmed",), "confirmed", tone="primary", needs_lock=False,
    ),
    Action(
        "decline", "Decline the price", STUDENT, _from(Status.PENDING), Status.CANCELED, "DeclineBody",
        ("JobCanceled",), "canceled", tone="danger", needs_lock=False,
    ),
    Action(
        "cancel", "Cancel the job", _of(Actor.STUDENT, Actor.STAFF),
        _from(Status.UPLOADED, Status.PENDING, Status.READYTOPRINT), Status.CANCELED, "ReasonBody",
        ("JobCanceled",), "canceled", tone="danger", confirm="The student gets a mail that the job is canceled.",
        student_body="DeclineBody",
    ),
    Action(
        "mark-printing", "Start printing", STAFF, _from(Status.READYTOPRINT), Status.PRINTING, "MarkPrintingBody",
        ("PrintStarted",), tone="primary",
    ),
    Action(
        "mark-failed", "Print failed", STAFF, _from(Status.PRINTING), Status.READYTOPRINT, "ReasonBody",
        ("PrintFailed",), tone="danger", confirm="The job goes back to Ready to Print; the student is not told.",
    ),
    Action(
        "mark-complete", "Print complete", STAFF, _from(Status.PRINTING), Status.COMPLETED, "MarkCompleteBody",
        ("PrintCompleted",), "ready_for_pickup", tone="primary",
        confirm="The student gets a mail that the print is ready for pick-up.",
    ),
    Action(
        "payment", "Record payment", STAFF, _from(Status.COMPLETED), Status.PAIDPICKEDUP, "PaymentBody",
        ("PaymentRecorded",), "receipt", tone="primary", stays_if="partial",
        confirm="The student gets a receipt by mail.",
    ),
    Action(
        "revert-completion", "Back to printing", STAFF, _from(Status.COMPLETED), Status.PRINTING, "ReasonBody",
        ("StatusReverted",), confirm="The job goes back to Printing.",
    ),
    Action(
        "revert-pickup", "Undo payment and pick-up", STAFF, _from(Status.PAIDPICKEDUP), Status.COMPLETED, "ReasonBody",
        ("StatusReverted", "PaymentVoided"), tone="danger",
        confirm="The payment is voided and the job goes back to Completed.",
    ),
    Action(
        "archive", "Archive", ADMIN, _from(Status.PAIDPICKEDUP, Status.REJECTED, Status.CANCELED), Status.ARCHIVED,
        "RetentionBody", ("JobArchived",), needs_lock=False, is_job_action=False,
    ),
    Action(
        "delete", "Delete", STAFF, _from(Status.UPLOADED, Status.PENDING), None, "StaffBody", ("JobDeleted",),
        tone="danger", confirm="The job, its file and its folder are removed for good. No mail is sent.", removes=True,
    ),
    Action(
        "prune", "Prune", ADMIN, _from(Status.ARCHIVED), None, "RetentionBody", ("JobPruned",), tone="danger",
        needs_lock=False, removes=True, is_job_action=False,
    ),
    Action(
        "force-confirm", "Confirm for the student", ADMIN, _from(Status.PENDING), Status.READYTOPRINT, "ReasonBody",
        ("AdminOverride",), "confirmed", confirm="The price counts as accepted; the student gets a mail.",
        needs_lock=False,
    ),
    Action(
        "force-unlock", "Take the lock away", ADMIN, ANY, None, "ReasonBody", ("AdminOverride",), tone="danger",
        confirm="Whoever holds the job loses what is typed but not saved.", needs_lock=False,
    ),
)
# fmt: on

ACTIONS: dict[str, Action] = {row.name: row for row in _ROWS}


def allowed(status: Status, actor: Actor) -> list[Action]:
    """List the actions that `actor` may perform on a job in `status`, in the order of the table."""
    return [row for row in _ROWS if row.is_job_action and actor in row.actors and status in row.sources]


def open_statuses() -> list[Status]:
    """List the statuses in which somebody still has to do something."""
    return [status for status, row in STATUSES.items() if row.is_open]


def closed_statuses() -> list[Status]:
    """List the statuses in which the story has ended."""
    return [status for status, row in STATUSES.items() if not row.is_open]


# Events that no action row leaves behind.
OTHER_EVENTS = (
    "NotesChanged", "FileChanged", "FileOpened", "ScriptsAccepted", "ScriptsRemoved", "EmailSent", "EmailFailed",
    "EmailResent", "EmailRetried", "LockTaken", "LockExpired",
)  # fmt: skip
SYSTEM_EVENTS = (
    "SignedIn", "SignInFailed", "SignedOut", "StaffAdded", "StaffDeactivated", "StaffReactivated", "WorkstationAdded",
    "WorkstationChanged", "WorkstationPasswordReset", "WorkstationRevoked", "EmailTested",
    "AuditFinished", "AuditFindingResolved", "StudentErased", "BackupRestored", "JobRebuilt", "HeldMailReleased",
    "HeldMailDiscarded",
)  # fmt: skip

EVENT_TYPES = frozenset({event for row in _ROWS for event in row.events} | set(OTHER_EVENTS) | set(SYSTEM_EVENTS))

# Every mail that a student can get; each has an HTML and a text template of the same name.
MAIL_KINDS = frozenset({row.mail for row in _ROWS if row.mail} | {"reminder"})
