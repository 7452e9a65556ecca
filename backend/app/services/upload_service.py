"""Files on their way in: chosen by a student, judged by their first bytes, kept for a day or until submitted."""

import shutil
import uuid
from datetime import timedelta

from flask import Request
from sqlalchemy import delete

from app.extensions import db
from app.models import Upload
from app.schemas.student import UploadView
from app.services import inspection_service, names, originals, queue
from app.services.catalog_service import FORMATS, settings
from app.services.turns import take
from app.utils import clock
from app.utils.errors import Invalid, NotAModel, NotFound, TooLarge, Unreadable
from app.utils.fault import fault_point
from app.utils.streams import IncomingFile, too_large
from inspector import magic

KEPT = timedelta(hours=24)
GIGABYTE = 1024**3


def incoming(request: Request) -> tuple[IncomingFile, str] | None:
    """Return the file of a multipart request with the name that the student gave it, or None when there is none.

    Raises TooLarge, NotAModel, Unreadable; what was written is gone when the request ends.
    """
    part = request.files.get("file")
    if part is None:
        return None
    stream = part.stream
    if not isinstance(stream, IncomingFile):
        raise Invalid.field("file", "Please send the model as a file.")
    filename = names.shown_filename(part.filename)
    _judge(stream, filename)
    return stream, filename


def _judge(stream: IncomingFile, filename: str) -> None:
    limit = settings().max_upload_bytes
    if stream.is_too_large:
        raise too_large(limit)
    extension = names.extension(filename)
    if extension not in FORMATS:
        raise NotAModel("Please upload a 3D model: a file that ends in .stl, .obj or .3mf.")
    refusal = magic.check(stream.path, extension)
    if refusal is not None:
        raise NotAModel(refusal.text) if refusal.code == "not_a_model" else Unreadable(refusal.code, refusal.text)
    if shutil.disk_usage(stream.path.parent).free < settings().disk_floor_gb * GIGABYTE:
        raise TooLarge("The lab's disk is full, so we cannot take the file now. Please tell the print desk.")


def keep(request: Request) -> UploadView:
    """Keep an uploaded file for a day and have it inspected."""
    found = incoming(request)
    if found is None:
        raise Invalid.field("file", "Please choose a file.")
    stream, filename = found
    take(originals.turn(stream.sha256))
    original = originals.keep(stream, names.extension(filename))
    upload = Upload(id=uuid.uuid4(), sha256=original.sha256, filename=filename, expires_at=clock.now() + KEPT)
    db.session.add(upload)
    fault_point("upload.added")
    db.session.commit()
    fault_point("upload.committed")
    if original.report is None:
        queue.enqueue("inspect_original", original.sha256)
    return view(upload.id)


def found(upload_id: uuid.UUID) -> Upload:
    """Return an upload that has not run out. Raises NotFound."""
    upload = db.session.get(Upload, upload_id)
    if upload is None or upload.expires_at <= clock.now():
        raise NotFound("This upload is not here any more; uploads are kept for a day. Please choose the file again.")
    return upload


def view(upload_id: uuid.UUID) -> UploadView:
    """Show an upload with what is known of it so far. Raises NotFound."""
    upload = found(upload_id)
    return UploadView(
        upload_id=upload.id, filename=upload.filename, size=upload.original.size_bytes, sha256=upload.sha256,
        expires_at=upload.expires_at, report=inspection_service.view(upload.original),
    )  # fmt: skip


def expire() -> int:
    """Forget uploads that nobody submitted within a day, and files that belong to nothing. Returns how many went."""
    db.session.execute(delete(Upload).where(Upload.expires_at <= clock.now()))
    fault_point("uploads.forgotten")
    db.session.commit()
    fault_point("uploads.committed")
    return originals.sweep_unused() + originals.sweep_strays()
