"""Put the files of a job's folder right: missing, changed, or saved into the old folder."""

from functools import partial

from app.models import Job
from app.services import event_service, file_service, originals
from app.services.audit import handling, tree
from app.services.audit.kinds import Suspect
from app.services.audit.repair import Repair, let_refresh, no_copy


def restore_file(repair: Repair) -> str:
    """Bring a missing file back from the original."""
    job, path = repair.owner(), repair.suspect.path
    _require_original(job, repair.suspect)
    if repair.is_real:
        _put_original(job, path)
    return f"“{path}” {repair.was} restored from what the student sent."


def _require_original(job: Job, suspect: Suspect) -> None:
    """Raise Conflict unless the original has the content that the file must have."""
    sha256 = suspect.details["sha256"]
    if sha256 != job.original_sha256 or not handling.has_content(originals.path(sha256), sha256):
        raise no_copy(suspect.path)


def _put_original(job: Job, path: str) -> None:
    folder = path.rpartition("/")[0]
    tree.patiently(lambda: file_service.path(folder).mkdir(parents=True, exist_ok=True))
    if not handling.put_on_share(originals.path(job.original_sha256), path, job.original_sha256):
        raise no_copy(path)
    job.path = folder
    let_refresh(job)


def settle_content(repair: Repair) -> str:
    """Put the original's content back and set the other aside; what has no original is recorded as it lies there."""
    job, suspect = repair.owner(), repair.suspect
    if suspect.details["sha256"] != job.original_sha256:
        return _record_content(repair, job)
    _require_original(job, suspect)
    target = handling.free_place(suspect.path)
    if repair.is_real:
        handling.set_aside(suspect.path, target)
        _put_original(job, suspect.path)
    other = f"the other one {repair.was} moved to “{target}”"
    return f"“{suspect.path}” {repair.was} restored from what the student sent; {other}."


def _record_content(repair: Repair, job: Job) -> str:
    folder, _, name = repair.suspect.path.partition(f"{job.folder_name}/")
    folder = f"{folder}{job.folder_name}"
    found = tree.patiently(lambda: file_service.stored(file_service.path(folder), name), tree.HASHING_S)
    if repair.is_real:
        job.authoritative_file = {"name": name, "size": found.size, "sha256": found.sha256}
        let_refresh(job)
        event_service.record("FileChanged", repair.who, job.id, file=name, sha256=found.sha256)
    return (
        f"There is no other copy of “{name}” as it was at approval. What lies there {repair.was} recorded as the file "
        "to print; look at it in the slicer first."
    )


def adopt(repair: Repair) -> str:
    """Copy what was saved late into the job's folder under free names, then set the old folder aside."""
    job, old = repair.owner(), repair.suspect.path
    names = {name: handling.free_name(job.path or "", name) for name in repair.suspect.details["files"]}
    target = handling.free_place(old)
    if repair.is_real:
        for name, new in names.items():
            source, parent = file_service.path(f"{old}/{name}"), f"{job.path}/{new}".rpartition("/")[0]
            tree.patiently(partial(_make_folder, parent))
            handling.put_on_share(source, f"{job.path}/{new}")
        handling.set_aside(old, target)
        let_refresh(job)
    listed = ", ".join(f"“{new}”" for new in names.values())
    return f"{listed} {repair.was} taken over into “{job.path}”; the old folder {repair.was} moved to “{target}”."


def _make_folder(relative: str) -> None:
    file_service.path(relative).mkdir(parents=True, exist_ok=True)
