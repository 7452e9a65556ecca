"""Files with scripts open only after a named member of staff has accepted just that content, for that job.

Slicers run the scripts in a file's settings on the computer that exports from it (CVE-2023-47268).
"""

import uuid

from sqlalchemy import select

from app.extensions import db
from app.models import Event
from app.schemas.actions import AcceptScriptsBody
from app.schemas.base import parse
from app.schemas.desk import Done
from app.services import event_service, file_service, job_folder, lock_service, sliced_files, staff_service
from app.services.event_service import Who
from app.services.file_service import StoredFile
from app.services.sliced_files import Says
from app.utils.errors import Invalid, ScriptsNotAccepted

ACCEPTED = "ScriptsAccepted"
NOT_IN_FOLDER = "There is no file “{}” in the job's folder. Reload the list."
ASKS = "“{}” carries scripts, and nobody has accepted them yet. Make a copy without them, or accept them."
ASKS_UNREAD = "“{}” cannot be read, so it may carry scripts. Accept that before you open it, or ask for another file."
CHANGED = "“{}” was saved anew since you looked at it. Look at its scripts again."


def accepted_by(job_id: uuid.UUID) -> dict[str, str]:
    """Return who has accepted the scripts in which content of a job: names by SHA-256."""
    lines = db.session.scalars(select(Event).where(Event.job_id == job_id, Event.type == ACCEPTED).order_by(Event.id))
    return {str(line.public_details["sha256"]): line.triggered_by for line in lines}


def require(job_id: uuid.UUID, folder: str, name: str) -> None:
    """Make sure that a file may be opened, and end the transaction.

    Raises Invalid when it is not in the folder, ScriptsNotAccepted, StorageUnavailable.
    """
    accepted = accepted_by(job_id)
    db.session.rollback()
    file, says = look(folder, name)
    if asks(says) and file.sha256 not in accepted:
        raise _refusal(ASKS_UNREAD if says.is_unread else ASKS, file, says)


def accept(job_id: uuid.UUID, payload: object, who: Who) -> Done:
    """Note that a member of staff takes the scripts upon himself that he has seen.

    Raises NotFound, StorageUnavailable, Invalid, or ScriptsNotAccepted when the file holds something else by now.
    """
    lock_service.found_job(job_id)
    body = parse(AcceptScriptsBody, payload)
    who = who.named(staff_service.require_active(body.staff_name).name)
    file, says = job_folder.look(job_id, lambda folder: look(folder, body.file))
    if file.sha256 != body.sha256:
        raise _refusal(CHANGED, file, says)
    if not asks(says):
        return Done(message=f"“{file.name}” carries no scripts.")
    event_service.record(ACCEPTED, who, job_id, file=file.name, sha256=file.sha256, scripts=list(says.scripts))
    db.session.commit()
    return Done(message=f"The scripts in “{file.name}” are accepted in your name.")


def look(folder: str, name: str) -> tuple[StoredFile, Says]:
    """Read a file of a job's folder and what it says. Raises Invalid when it is not there, StorageUnavailable."""
    if name not in job_folder.names(folder):
        raise Invalid.field("file", NOT_IN_FOLDER.format(name))
    return job_folder.read(lambda: sliced_files.look(file_service.path(folder), name), job_folder.READING_S)


def asks(says: Says) -> bool:
    """Say whether somebody has to decide before a file that says this is opened."""
    return bool(says.scripts) or says.is_unread


def _refusal(text: str, file: StoredFile, says: Says) -> ScriptsNotAccepted:
    told = {"file": file.name, "sha256": file.sha256, "scripts": list(says.scripts), "scripts_unknown": says.is_unread}
    return ScriptsNotAccepted(text.format(file.name), **told)
