"""The nouns. Importing this package makes every table known to `Base.metadata`."""

from app.models.alert import Alert
from app.models.audit import Audit, AuditFinding, AuditStatus
from app.models.base import Base
from app.models.checkout import Checkout, CheckoutLine, CheckoutVoid, PaymentType
from app.models.event import Event, EventChain, EventLink, EventPrivate
from app.models.file_move import OPEN_MOVES, FileMove, MoveState
from app.models.heartbeat import Heartbeat
from app.models.job import Job
from app.models.lab_settings import LabSettings
from app.models.learnt_estimate import LearntEstimate
from app.models.lifecycle import ACTIONS, EVENT_TYPES, MAIL_KINDS, STATUSES, Action, Actor, Status
from app.models.original import Original
from app.models.outbox import MailStatus, OutboxMail
from app.models.staff import Staff
from app.models.trial_slice import TrialSlice
from app.models.upload import Upload
from app.models.workstation import RevokedSession, Workstation

__all__ = [
    "ACTIONS", "EVENT_TYPES", "MAIL_KINDS", "OPEN_MOVES", "STATUSES", "Action", "Actor", "Alert", "Audit",
    "AuditFinding", "AuditStatus", "Base", "Checkout", "CheckoutLine", "CheckoutVoid", "Event", "EventChain",
    "EventLink", "EventPrivate", "FileMove", "Heartbeat", "Job", "LabSettings", "LearntEstimate", "MailStatus",
    "MoveState", "Original", "OutboxMail", "PaymentType", "RevokedSession", "Staff", "Status", "TrialSlice", "Upload",
    "Workstation",
]  # fmt: skip
