"""What every repair works on, and what it says when it cannot."""

from dataclasses import dataclass

from app.models import Job
from app.services.audit.kinds import Suspect
from app.services.event_service import Who
from app.utils import clock
from app.utils.errors import Conflict


@dataclass(frozen=True)
class Repair:
    """A finding to put right, its job if it has one, who does it, and whether it is done or only told."""

    suspect: Suspect
    job: Job | None
    who: Who
    is_real: bool

    @property
    def was(self) -> str:
        return "was" if self.is_real else "would be"

    def owner(self) -> Job:
        """Return the job. Raises Conflict when it is gone."""
        if self.job is None:
            raise Conflict("The job of this finding is gone. Please check again.")
        return self.job


def let_refresh(job: Job) -> None:
    """Let metadata.json and the folder's picture be written anew, right after the commit."""
    job.metadata_stale, job.updated_at = True, clock.now()


def no_copy(name: str) -> Conflict:
    """Return the refusal to restore what has no other copy."""
    text = f"No other copy of “{name}” with that content is left. Restore it from a backup, or save it there again."
    return Conflict(text)
