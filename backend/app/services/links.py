"""The links that students get by mail, and the way back from a link to its job."""

import uuid
from dataclasses import dataclass

from app.models import Job
from app.services.catalog_service import settings
from app.utils import tokens
from app.utils.errors import NotFound

UNKNOWN = "This link is not known here. Please open it again from our latest mail, all of it, without line breaks."


@dataclass(frozen=True)
class ConfirmLink:
    """What a confirm link says: its job, and which issue of the link it is."""

    job_id: uuid.UUID
    serial: int


def _secret() -> str:
    return settings().secret_key.get_secret_value()


def _page(path: str) -> str:
    return f"{settings().public_url.rstrip('/')}{path}"


def tracking_url(job: Job) -> str:
    """Return the page where the student follows the job; it never runs out."""
    return _page(f"/track/{tokens.sign(_secret(), 'track', {'job': str(job.id)})}")


def confirm_url(job: Job) -> str:
    """Return the page where the student accepts the price; when it runs out is kept with the job."""
    claims = {"job": str(job.id), "serial": job.confirm_serial}
    return _page(f"/confirm/{tokens.sign(_secret(), 'confirm', claims)}")


def read_tracking(token: str) -> uuid.UUID:
    """Return the job of a tracking link. Raises NotFound for a forged one."""
    try:
        return uuid.UUID(tokens.read(_secret(), "track", token)["job"])
    except tokens.BadToken as error:
        raise NotFound(UNKNOWN) from error


def read_confirm(token: str) -> ConfirmLink:
    """Return what a confirm link says. Raises NotFound for a forged one; expiry is the job's to judge."""
    try:
        claims = tokens.read(_secret(), "confirm", token)
    except tokens.BadToken as error:
        raise NotFound(UNKNOWN) from error
    return ConfirmLink(uuid.UUID(claims["job"]), int(claims["serial"]))
