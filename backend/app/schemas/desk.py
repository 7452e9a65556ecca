"""Sessions, staff, workstations, mails and health."""

import uuid
from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from app.schemas.base import Input, Line100, Output, Reason, StaffBody, Text

StorageRoot = Annotated[Text, StringConstraints(max_length=300)]
WorkstationName = Annotated[
    Text, StringConstraints(min_length=2, max_length=50, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
]
Password = Annotated[str, StringConstraints(min_length=10, max_length=200)]


class LoginBody(Input):
    workstation_id: Annotated[Text, StringConstraints(min_length=1, max_length=50)] = Field(
        description="The workstation's name, e.g. front-desk"
    )
    password: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class WorkstationIdentity(Output):
    id: uuid.UUID
    name: str
    is_admin: bool
    storage_root: str | None


class Session(Output):
    workstation: WorkstationIdentity
    expires_at: datetime


class SignedIn(Session):
    token: str


class Done(Output):
    """A short confirmation in words."""

    message: str


class AdminBody(StaffBody):
    """Every admin write says who did it and why."""

    reason: Reason


class StaffAdd(AdminBody):
    name: Line100


class StaffChange(AdminBody):
    is_active: bool = Field(strict=True)


class StaffView(Output):
    id: uuid.UUID
    name: str
    is_active: bool
    created_at: datetime
    deactivated_at: datetime | None


class StaffQuery(Input):
    include_inactive: bool = Field(False, description="Also list the names that may no longer act")


class StaffList(Output):
    staff: list[StaffView]


class WorkstationAdd(AdminBody):
    name: WorkstationName
    password: Password | None = Field(None, description="Left out: one is made and answered once")
    is_admin: bool = Field(False, strict=True)
    storage_root: StorageRoot | None = None


class WorkstationChange(AdminBody):
    """What to change; what is left out stays. `reset_password` makes a new one and signs the workstation out."""

    reset_password: bool = Field(False, strict=True)
    password: Password | None = None
    is_active: bool | None = Field(None, strict=True)
    is_admin: bool | None = Field(None, strict=True)
    storage_root: StorageRoot | None = None


class WorkstationView(WorkstationIdentity):
    is_active: bool
    created_at: datetime
    last_seen_at: datetime | None


class WorkstationList(Output):
    workstations: list[WorkstationView]


class WorkstationSaved(Output):
    """`password` is answered once, when it was made here; it is kept only as a hash."""

    workstation: WorkstationView
    password: str | None


class InboxMail(Output):
    """A mail that the file transport wrote."""

    id: uuid.UUID
    kind: str
    job_id: uuid.UUID
    to: str
    subject: str
    at: datetime


class InboxPage(Output):
    mails: list[InboxMail]


class InboxBody(Output):
    subject: str
    html: str
    text: str


class Health(Output):
    """`status` is ok, degraded or error; each component is ok or says what is wrong."""

    status: str
    version: str
    components: dict[str, str]
