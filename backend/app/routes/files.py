"""How files are answered: always as a download or a picture, never as something that a browser would run."""

from pathlib import Path

from flask import Response, send_file

from app.services import originals
from app.utils.errors import NotFound


def picture(sha256: str) -> Response:
    """Answer the picture of an original. Raises NotFound while there is none."""
    path = originals.thumbnail_path(sha256)
    if not path.is_file():
        raise NotFound("There is no picture of this model (yet).")
    response = send_file(path, mimetype="image/png")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def png(drawn: bytes) -> Response:
    """Answer a picture that was drawn for this request; its address changes with the file's content."""
    response = Response(drawn, content_type="image/png")
    response.headers["Cache-Control"] = "private, max-age=86400"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def preview(sha256: str, otherwise: str) -> Response:
    """Answer the likeness of an original that a browser can turn. Raises NotFound, which says `otherwise`."""
    path = originals.preview_path(sha256)
    if not path.is_file():
        raise NotFound(otherwise)
    response = send_file(path, mimetype="application/octet-stream")
    response.headers["Cache-Control"] = "private, max-age=3600, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def whole_file(path: Path, name: str) -> Response:
    """Answer a file as a download under `name`. Raises NotFound when it is not there."""
    if not path.is_file():
        raise NotFound("This file is not where it should be. Please tell the lab manager.")
    response = send_file(path, mimetype="application/octet-stream", as_attachment=True, download_name=name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
