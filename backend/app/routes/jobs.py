import uuid

from flask import Blueprint, Response, request

from app.routes.files import picture, png, preview, whole_file
from app.routes.guard import staff
from app.schemas.actions import AcceptScriptsBody, FolderFileBody, NotesBody, OpenedBody, ResendBody
from app.schemas.base import StaffBody
from app.schemas.desk import Done
from app.schemas.job import CopyMade, EventPage, FolderPage, JobPage, JobQuery, JobView, LockGranted, OpenLink
from app.services import (
    candidate_files,
    email_service,
    job_list,
    job_views,
    lock_service,
    notes_service,
    script_gate,
    scriptless_service,
    slicer_pictures,
)
from app.utils.api import operation
from app.utils.body import json_answer, json_body

NO_PREVIEW = (
    "There is no 3D view of this model yet. One that was sent long ago gets its view when the lab manager runs "
    "“./lab inspect-again”; until then, open it in the slicer."
)
jobs = Blueprint("jobs", __name__, url_prefix="/jobs")


@jobs.get("")
@operation("jobs", JobPage, query=JobQuery, problems=(401, 422))
def get_jobs() -> Response:
    """List jobs with the counts of all statuses."""
    return json_answer(job_list.page(request.args))


@jobs.get("/<uuid:job_id>")
@operation("jobs", JobView, problems=(401, 404))
def get_job(job_id: uuid.UUID) -> JobView:
    """Show everything about one job."""
    return job_views.one(job_id)


@jobs.get("/<uuid:job_id>/events")
@operation("jobs", EventPage, problems=(401, 404))
def get_job_events(job_id: uuid.UUID) -> EventPage:
    """Show the log of one job, oldest first."""
    return job_views.events(job_id)


@jobs.get("/<uuid:job_id>/files")
@operation("files", FolderPage, problems=(401, 404, 503))
def get_job_files(job_id: uuid.UUID) -> FolderPage:
    """List the models in the job's folder as they are now."""
    return candidate_files.listing(job_id)


@jobs.get("/<uuid:job_id>/candidate-files")
@operation("files", FolderPage, problems=(401, 404, 503))
def get_candidate_files(job_id: uuid.UUID) -> FolderPage:
    """List what may be chosen as the authoritative file, and which one is recommended."""
    return candidate_files.listing(job_id)


@jobs.get("/<uuid:job_id>/files/<path:name>")
@operation("files", problems=(401, 404, 503))
def get_job_file(job_id: uuid.UUID, name: str) -> Response:
    """Download one file of the job."""
    return whole_file(*candidate_files.download(job_id, name))


@jobs.get("/<uuid:job_id>/pictures/<path:name>")
@operation("files", problems=(401, 404, 503))
def get_job_picture(job_id: uuid.UUID, name: str) -> Response:
    """Answer the picture by the slicer in one file of the job, drawn anew (PNG)."""
    return png(slicer_pictures.read(job_id, name))


@jobs.get("/<uuid:job_id>/original")
@operation("files", problems=(401, 404))
def get_job_original(job_id: uuid.UUID) -> Response:
    """Download what the student sent, unchanged; this works while the storage is away."""
    return whole_file(*candidate_files.original(job_id))


@jobs.get("/<uuid:job_id>/thumbnail")
@operation("files", problems=(401, 404))
def get_job_thumbnail(job_id: uuid.UUID) -> Response:
    """Answer the picture of the model (PNG)."""
    return picture(lock_service.found_job(job_id).original_sha256)


@jobs.get("/<uuid:job_id>/preview")
@operation("files", problems=(401, 404))
def get_job_preview(job_id: uuid.UUID) -> Response:
    """Answer the model as few triangles, to be turned in 3D (layout: backend/inspector/preview/file.py)."""
    return preview(lock_service.found_job(job_id).original_sha256, NO_PREVIEW)


@jobs.post("/<uuid:job_id>/lock")
@operation("jobs", LockGranted, body=StaffBody, problems=(401, 404, 409, 422))
def post_lock(job_id: uuid.UUID) -> LockGranted:
    """Take the lock of a job for one tab; 409 names who has it."""
    return lock_service.take(job_id, json_body(), staff())


@jobs.post("/<uuid:job_id>/lock/extend")
@operation("jobs", LockGranted, problems=(401, 404, 423))
def post_lock_extend(job_id: uuid.UUID) -> LockGranted:
    """Keep the lock (header Lock-Token) for another while."""
    return lock_service.extend(job_id, staff())


@jobs.post("/<uuid:job_id>/unlock")
@operation("jobs", Done, problems=(401, 404, 423))
def post_unlock(job_id: uuid.UUID) -> Done:
    """Give the lock (header Lock-Token) back."""
    return lock_service.unlock(job_id, staff())


@jobs.patch("/<uuid:job_id>/notes")
@operation("jobs", JobView, body=NotesBody, problems=(401, 404, 409, 422))
def patch_notes(job_id: uuid.UUID) -> JobView:
    """Replace the desk's notes; 409 when somebody was faster."""
    return job_views.detail(notes_service.change(job_id, json_body(), staff()))


@jobs.post("/<uuid:job_id>/opened")
@operation("files", OpenLink, body=OpenedBody, problems=(401, 404, 409, 422, 503))
def post_opened(job_id: uuid.UUID) -> OpenLink:
    """Make the link that opens a file in the slicer, and log it; 409 lists scripts that nobody has accepted."""
    return candidate_files.open_link(job_id, json_body(), staff())


@jobs.post("/<uuid:job_id>/accept-scripts")
@operation("files", Done, body=AcceptScriptsBody, problems=(401, 404, 409, 422, 503))
def post_accept_scripts(job_id: uuid.UUID) -> Done:
    """Take the scripts in one content of a file upon oneself, so that it can be opened."""
    return script_gate.accept(job_id, json_body(), staff())


@jobs.post("/<uuid:job_id>/remove-scripts")
@operation("files", CopyMade, body=FolderFileBody, problems=(401, 404, 409, 422, 503))
def post_remove_scripts(job_id: uuid.UUID) -> CopyMade:
    """Put a copy without scripts beside a file of the job's folder."""
    return scriptless_service.make(job_id, json_body(), staff())


@jobs.post("/<uuid:job_id>/resend-email")
@operation("jobs", Done, body=ResendBody, problems=(401, 404, 422, 429))
def post_resend_email(job_id: uuid.UUID) -> Done:
    """Send a mail of this job again, at most once in five minutes."""
    return email_service.resend(job_id, json_body(), staff())
