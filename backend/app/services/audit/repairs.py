"""The one safe way out of each kind of finding. A repair tells in a sentence what it does, and does it if asked to.

It works on a finding that was just seen again, with the job's row held. What it cannot do safely it refuses (Conflict)
with what people can do instead. It deletes nothing: what is in the way goes to Quarantine.
"""

from collections.abc import Callable

from app.services import move_service
from app.services.audit import file_repairs, handling, original_repairs
from app.services.audit.kinds import Code
from app.services.audit.repair import Repair, let_refresh


def quarantine(repair: Repair) -> str:
    """Set a file or folder aside."""
    path = repair.suspect.path
    target = handling.free_place(path)
    if repair.is_real:
        handling.set_aside(path, target)
    return f"“{path}” {repair.was} moved to “{target}”. Nothing is deleted."


def write_metadata(repair: Repair) -> str:
    """Let metadata.json and the folder's picture be written anew, right after the commit."""
    if repair.is_real:
        let_refresh(repair.owner())
    differs = repair.suspect.details.get("differs")
    why = f" It differs in: {', '.join(differs)}." if differs else ""
    return f"“{repair.suspect.path}” {repair.was} written anew from what the system knows.{why}"


def move_home(repair: Repair) -> str:
    """Plan the move of a folder to where the job's status says, from where it really lies."""
    job, lies_in = repair.owner(), repair.suspect.path
    belongs_in = repair.suspect.details["belongs_in"]
    if repair.is_real:
        job.path = lies_in
        let_refresh(job)
        move_service.plan(job, job.status)
    if lies_in == belongs_in:
        return f"The job {repair.was} told that its folder lies in “{lies_in}”, where it belongs."
    return f"The folder {repair.was} moved from “{lies_in}” to “{belongs_in}”, with all that is in it."


def acknowledge(repair: Repair) -> str:
    """Note that somebody has seen it: what was written over cannot be made true again."""
    how = repair.suspect.details.get("how", "")
    return f"{how} It {repair.was} noted that you have seen it; the next check tells of it again, as the log stays so."


REPAIRS: dict[Code, Callable[[Repair], str]] = {
    Code.ORPHAN_FILE: quarantine,
    Code.ORPHAN_FOLDER: quarantine,
    Code.STALE_COPY: quarantine,
    Code.LEFTOVER_INCOMING: quarantine,
    Code.DUPLICATE_REFERENCE: quarantine,
    Code.METADATA_MISSING: write_metadata,
    Code.METADATA_DIFFERS: write_metadata,
    Code.WRONG_FOLDER: move_home,
    Code.MISSING_FILE: file_repairs.restore_file,
    Code.CHANGED_CONTENT: file_repairs.settle_content,
    Code.SIZE_DIFFERS: file_repairs.settle_content,
    Code.LATE_SAVE: file_repairs.adopt,
    Code.ORIGINAL_MISSING: original_repairs.restore_original,
    Code.ORIGINAL_UNREFERENCED: original_repairs.drop_original,
    Code.THUMBNAIL_MISSING: original_repairs.remake_picture,
    Code.EVENT_CHAIN_BROKEN: acknowledge,
}
