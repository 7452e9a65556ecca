import uuid

from flask import Blueprint, Response, request

from app.routes import limits
from app.routes.files import picture, preview, whole_file
from app.schemas.student import UploadForm, UploadView
from app.services import originals, upload_service
from app.utils.api import operation

NO_PREVIEW = "There is no 3D view of this model. You can send it all the same; the desk opens it in the slicer."
uploads = Blueprint("uploads", __name__)


@uploads.post("/uploads")
@limits.uploads
@operation("student", UploadView, status=201, form=UploadForm, problems=(413, 415, 422, 429, 503))
def post_upload() -> tuple[UploadView, int]:
    """Keep a model for a day, so that the student sees what is in it before submitting."""
    return upload_service.keep(request), 201


@uploads.get("/uploads/<uuid:upload_id>")
@operation("student", UploadView, problems=(404,))
def get_upload(upload_id: uuid.UUID) -> UploadView:
    """Show what is known of an upload so far."""
    return upload_service.view(upload_id)


@uploads.get("/uploads/<uuid:upload_id>/thumbnail")
@operation("student", problems=(404,))
def get_upload_thumbnail(upload_id: uuid.UUID) -> Response:
    """Answer the picture of an uploaded model (PNG)."""
    return picture(upload_service.found(upload_id).sha256)


@uploads.get("/uploads/<uuid:upload_id>/preview")
@operation("student", problems=(404,))
def get_upload_preview(upload_id: uuid.UUID) -> Response:
    """Answer an uploaded model as few triangles, to be turned in 3D (layout: backend/inspector/preview/file.py)."""
    return preview(upload_service.found(upload_id).sha256, NO_PREVIEW)


@uploads.get("/uploads/<uuid:upload_id>/model")
@operation("student", problems=(404,))
def get_upload_model(upload_id: uuid.UUID) -> Response:
    """Answer the uploaded file itself, for the preview."""
    upload = upload_service.found(upload_id)
    return whole_file(originals.path(upload.sha256), upload.filename)
