"""The kinds of findings: one code, one sentence for people, one safe way out each."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID


class Code(StrEnum):
    ORPHAN_FILE = "orphan_file"
    ORPHAN_FOLDER = "orphan_folder"
    MISSING_FILE = "missing_file"
    WRONG_FOLDER = "wrong_folder"
    CHANGED_CONTENT = "changed_content"
    SIZE_DIFFERS = "size_differs"
    STALE_COPY = "stale_copy"
    LEFTOVER_INCOMING = "leftover_incoming"
    METADATA_MISSING = "metadata_missing"
    METADATA_DIFFERS = "metadata_differs"
    LATE_SAVE = "late_save"
    DUPLICATE_REFERENCE = "duplicate_reference"
    ORIGINAL_MISSING = "original_missing"
    ORIGINAL_UNREFERENCED = "original_unreferenced"
    THUMBNAIL_MISSING = "thumbnail_missing"
    EVENT_CHAIN_BROKEN = "event_chain_broken"


@dataclass(frozen=True)
class Kind:
    """How a kind of finding is told: its title, what it means, and what its one resolution does."""

    title: str
    means: str
    offers: str


# fmt: off
KINDS: dict[Code, Kind] = {
    Code.ORPHAN_FILE: Kind(
        "File that belongs to no job",
        "A file lies beside the job folders, and no job knows it.", "Set it aside in Quarantine",
    ),
    Code.ORPHAN_FOLDER: Kind(
        "Folder that belongs to no job",
        "A folder lies among the job folders, and no job knows it.", "Set it aside in Quarantine",
    ),
    Code.MISSING_FILE: Kind(
        "Missing file",
        "A file of a job is not in its folder any more.", "Restore it from what the student sent",
    ),
    Code.WRONG_FOLDER: Kind(
        "Folder in the wrong place",
        "The job's folder lies under another status than the job has.", "Move it to the right place",
    ),
    Code.CHANGED_CONTENT: Kind(
        "Changed content",
        "A file has not the content that was recorded. Before an approval, staff may have saved it so: then leave it.",
        "Put back what the student sent; record what staff saved",
    ),
    Code.SIZE_DIFFERS: Kind(
        "Changed size",
        "A file is longer or shorter than recorded. Before an approval, staff may have saved it so: then leave it.",
        "Put back what the student sent; record what staff saved",
    ),
    Code.STALE_COPY: Kind(
        "Stale copy",
        "A move left a second copy of a job's folder behind; the job works with the other one.",
        "Set it aside in Quarantine",
    ),
    Code.LEFTOVER_INCOMING: Kind(
        "Unfinished copy",
        "A copy was begun and never finished; nothing refers to it.", "Set it aside in Quarantine",
    ),
    Code.METADATA_MISSING: Kind(
        "metadata.json is missing",
        "Without metadata.json the folder could not be read back into an empty database.",
        "Write it anew from the database",
    ),
    Code.METADATA_DIFFERS: Kind(
        "metadata.json tells something else",
        "metadata.json does not say what the database says about this job.", "Write it anew from the database",
    ),
    Code.LATE_SAVE: Kind(
        "Saved into the old folder",
        "Somebody saved a file into the job's old folder after the job had moved on.",
        "Take the file over into the job's folder",
    ),
    Code.DUPLICATE_REFERENCE: Kind(
        "Two folders for one job",
        "A second folder says that it belongs to a job which has its own folder.", "Set it aside in Quarantine",
    ),
    Code.ORIGINAL_MISSING: Kind(
        "Original is missing",
        "The unchanged copy of what the student sent is gone from the disk, or damaged.",
        "Restore it from the job's folder",
    ),
    Code.ORIGINAL_UNREFERENCED: Kind(
        "Original that nobody needs",
        "A file among the originals belongs to no job and to no upload.", "Remove it, as the hourly clean-up would",
    ),
    Code.THUMBNAIL_MISSING: Kind(
        "Picture is missing",
        "The picture of the model is gone.", "Make it again",
    ),
    Code.EVENT_CHAIN_BROKEN: Kind(
        "The event log was changed",
        "A line of the event log was changed, added or removed past the system. A backup tells what it said before.",
        "Note that you have seen it",
    ),
}
# fmt: on


@dataclass(frozen=True)
class Suspect:
    """Something that does not look right: what, whose, and where (relative to the storage or to the data folder)."""

    code: Code
    path: str
    job_id: UUID | None = None
    details: dict[str, Any] = field(default_factory=dict, compare=False, hash=False)
    name: str = field(default="", compare=False)
    """The name below a status folder that tells where to look again; empty for what lies elsewhere."""
