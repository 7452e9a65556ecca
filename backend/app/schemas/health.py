"""The health of the lab for an admin workstation: what the public health says, with what it means and since when."""

from datetime import datetime

from app.schemas.base import Output


class HealthPart(Output):
    """One component. `state` is ok or says what is wrong; `since` is when that was seen first. `means` and `advice` say
    what it means for the lab and what to do, for one that is not ok."""

    component: str
    state: str
    since: datetime | None
    means: str | None
    advice: str | None


class HealthFacts(Output):
    """What is behind the states; moments are None for what never was. `oldest_mail_at` is of the mails that wait now;
    students can upload until `floor_bytes` are free. `backup_failure` is what went wrong since the last good one."""

    worker_seen_at: datetime | None
    scheduler_seen_at: datetime | None
    waiting_mails: int
    oldest_mail_at: datetime | None
    free_bytes: int
    total_bytes: int
    floor_bytes: int
    last_backup_at: datetime | None
    last_drill_at: datetime | None
    backup_failure: str | None
    backup_failed_at: datetime | None


class HealthReport(Output):
    status: str
    version: str
    checked_at: datetime
    parts: list[HealthPart]
    facts: HealthFacts
