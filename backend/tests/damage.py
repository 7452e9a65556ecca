"""Damage for the file check to find, one kind at a time, and the check itself in a word.

`DAMAGE` maps a code to a function that does it to a job with a folder; it returns the path that must be told.
"""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from app.extensions import db
from app.models import STATUSES, Audit, AuditFinding, Job, Status
from app.services import metadata_service, originals, share
from app.services.audit import scan
from app.services.audit.kinds import Code
from app.services.event_service import SYSTEM
from app.utils import clock
from tests.factories import make_folder, make_job

PICTURE = b"\x89PNG picture"
Found = set[tuple[str, str]]


def check(*, is_deep: bool = False) -> Audit:
    """Do a whole check; returns its row."""
    audit = scan.start(SYSTEM, is_deep)
    assert scan.run()
    db.session.refresh(audit)
    return audit


def found(audit: Audit) -> Found:
    """Return code and path of what a check found."""
    rows = db.session.scalars(select(AuditFinding).where(AuditFinding.audit_id == audit.id))
    return {(row.code, row.path) for row in rows}


def last_found() -> Found:
    """Check, and return code and path of what was found."""
    audit = check()
    assert audit.status == "done", audit.why_aborted
    return found(audit)


def with_picture(job: Job) -> None:
    """Let the inspector have made a picture of the job's model."""
    job.original.report, job.original.inspected_at = {"thumbnail": "thumbnail.png", "warnings": []}, clock.now()
    originals.thumbnail_path(job.original_sha256).parent.mkdir(parents=True, exist_ok=True)
    originals.thumbnail_path(job.original_sha256).write_bytes(PICTURE)
    job.metadata_stale = True
    db.session.commit()
    metadata_service.refresh(job.id)


def job_with_folder(status: Status = Status.PRINTING) -> Job:
    """Make a job whose chosen file is one that staff saved, with its folder and its picture."""
    job = make_job(status=status)
    sliced = b"; sliced " + str(job.number).encode()
    folder = make_folder(job, {"plate.gcode": sliced})
    if status is not Status.UPLOADED:
        listed = json.loads((folder / "metadata.json").read_text())["files"]
        job.authoritative_file = next(each for each in listed if each["name"] == "plate.gcode")
    with_picture(job)
    return job


def home(job: Job) -> Path:
    """Return the job's folder."""
    return share.root() / (job.path or "")


def elsewhere(job: Job) -> str:
    """Return where the job's folder would lie in another status."""
    return f"{STATUSES[Status.COMPLETED].folder}/{job.folder_name}"


def orphan_file(job: Job) -> str:
    (home(job).parent / "lost.stl").write_bytes(b"x")
    return f"{home(job).parent.name}/lost.stl"


def orphan_folder(job: Job) -> str:
    folder = home(job).parent / "Holiday pictures"
    folder.mkdir()
    (folder / "beach.jpg").write_bytes(b"x")
    return f"{folder.parent.name}/{folder.name}"


def missing_file(job: Job) -> str:
    (home(job) / job.file_name).unlink()
    return f"{job.path}/{job.file_name}"


def wrong_folder(job: Job) -> str:
    (share.root() / elsewhere(job)).parent.mkdir(exist_ok=True)
    home(job).rename(share.root() / elsewhere(job))
    return elsewhere(job)


def changed_content(job: Job) -> str:
    file = home(job) / "plate.gcode"
    file.write_bytes(file.read_bytes()[::-1])
    return f"{job.path}/plate.gcode"


def size_differs(job: Job) -> str:
    file = home(job) / job.file_name
    file.write_bytes(file.read_bytes()[:-3])
    return f"{job.path}/{job.file_name}"


def stale_copy(job: Job) -> str:
    shutil.copytree(home(job), share.root() / elsewhere(job))
    return elsewhere(job)


def leftover_incoming(job: Job) -> str:
    folder = home(job).parent / ".incoming-019ab000-0000-7000-8000-000000000000-1"
    shutil.copytree(home(job), folder)
    return f"{folder.parent.name}/{folder.name}"


def metadata_missing(job: Job) -> str:
    (home(job) / "metadata.json").unlink()
    return f"{job.path}/metadata.json"


def metadata_differs(job: Job) -> str:
    file = home(job) / "metadata.json"
    content: dict[str, Any] = json.loads(file.read_text())
    content["job"]["student_name"] = "Somebody Else"
    file.write_text(json.dumps(content))
    return f"{job.path}/metadata.json"


def late_save(job: Job) -> str:
    folder = share.root() / elsewhere(job)
    folder.mkdir(parents=True)
    (folder / "plate.gcode").write_bytes(b"; saved by a slicer that did not know")
    return elsewhere(job)


def duplicate_reference(job: Job) -> str:
    copy = home(job).with_name(f"{job.folder_name} - Copy")
    shutil.copytree(home(job), copy)
    return f"{copy.parent.name}/{copy.name}"


def original_missing(job: Job) -> str:
    originals.path(job.original_sha256).unlink()
    return f"originals/{job.original_sha256}"


def original_unreferenced(job: Job) -> str:
    sha256 = job.original_sha256[::-1]
    originals.path(sha256).write_bytes(b"x")
    os.utime(originals.path(sha256), (0, 0))
    return f"originals/{sha256}"


def thumbnail_missing(job: Job) -> str:
    (home(job) / "thumbnail.png").unlink()
    return f"{job.path}/thumbnail.png"


DAMAGE: dict[Code, Callable[[Job], str]] = {
    code: globals()[code.value] for code in Code if code is not Code.EVENT_CHAIN_BROKEN
}


def status_slipped(job: Job) -> str:
    """Let the row say another status than the folder, with no move that would bring it along."""
    changed = update(Job).where(Job.id == job.id).values({"status": Status.PRINTING, "metadata_stale": True})
    db.session.execute(changed)
    db.session.commit()
    return str(job.path)
