"""Every failure that a caller can see, and the one place that turns it into RFC 9457 problem+json.

    Problem
    ├── Invalid 422              fields: what is wrong, and at which field
    ├── Unauthorized 401 · Forbidden 403 · NotFound 404
    ├── IllegalTransition 409 · Duplicate 409 · Locked 409 · Stale 409 · Conflict 409 · ScriptsNotAccepted 409
    ├── Gone 410 · TooLarge 413 · NotAModel 415
    ├── LockRequired 423
    ├── TooMany 429              Retry-After
    └── StorageUnavailable 503 · DatabaseAway 503   Retry-After

Each `detail` is a sentence for people that says what to do next; `code` is for programs.
"""

import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, json
from gunicorn.http.errors import NoMoreData, ParseException  # type: ignore[import-untyped]  # it has no types
from sqlalchemy.exc import DBAPIError, OperationalError
from werkzeug.exceptions import HTTPException

log = logging.getLogger(__name__)


class Problem(Exception):  # noqa: N818 - the word of RFC 9457
    """A refusal: `detail` says what to do, `extra` is added to the answer as it is."""

    status = 400
    code = "bad_request"
    retry_after_s: int | None = None

    def __init__(self, detail: str, **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra


class Invalid(Problem):
    status, code = 422, "invalid"

    @classmethod
    def field(cls, name: str, text: str) -> "Invalid":
        """Refuse one field of the body."""
        return cls(text, fields=[{"field": name, "message": text}])


class Unreadable(Problem):
    """A file that is empty or cut short; `code` says which."""

    status, code = 422, "truncated"

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail, fields=[{"field": "file", "message": detail}])
        self.code = code


class Unauthorized(Problem):
    status, code = 401, "unauthorized"


class Forbidden(Problem):
    status, code = 403, "forbidden"


class NotFound(Problem):
    status, code = 404, "not_found"


class IllegalTransition(Problem):
    status, code = 409, "illegal_transition"


class Duplicate(Problem):
    status, code = 409, "duplicate"


class Locked(Problem):
    status, code = 409, "locked"


class Stale(Problem):
    status, code = 409, "stale"


class Conflict(Problem):
    status, code = 409, "conflict"


class ScriptsNotAccepted(Problem):
    """A file that may run programs on the computer which opens it; nobody has taken that upon himself yet."""

    status, code = 409, "scripts_not_accepted"


class Gone(Problem):
    status, code = 410, "gone"


class TooLarge(Problem):
    status, code = 413, "too_large"


class NotAModel(Problem):
    status, code = 415, "not_a_model"


class LockRequired(Problem):
    status, code = 423, "lock_required"


class TooMany(Problem):
    status, code = 429, "too_many"

    def __init__(self, detail: str, retry_after_s: int, **extra: Any) -> None:
        super().__init__(detail, **extra)
        self.retry_after_s = retry_after_s


class StorageUnavailable(Problem):
    status, code = 503, "storage_unavailable"
    retry_after_s = 10


class DatabaseAway(Problem):
    status, code = 503, "database_unavailable"
    retry_after_s = 5


SENTENCES = {
    400: "The request could not be read. Check that it is well formed and send it again.",
    404: "There is nothing at this address. Check the link.",
    405: "This address does not answer to that method.",
    413: "The request is too large.",
    415: "The body has the wrong content type.",
    429: "That was too often. Please wait a while and try again.",
}
CODES = {429: "too_many"}


def answer(status: int, code: str, detail: str, **extra: Any) -> Response:
    """Build a problem+json response."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, "code": code}
    return Response(json.dumps(body | extra), status, content_type="application/problem+json")


def respond(problem: Problem) -> Response:
    """Build the answer to a refusal."""
    response = answer(problem.status, problem.code, problem.detail, **problem.extra)
    if problem.retry_after_s is not None:
        response.headers["Retry-After"] = str(problem.retry_after_s)
    return response


def _http(error: HTTPException) -> Response:
    if isinstance(error.response, Response):  # whoever aborted has written the answer, e.g. routes/limits.py
        return error.response
    status = error.code or 500
    code = CODES.get(status) or HTTPStatus(status).phrase.lower().replace(" ", "_").replace("-", "_")
    response = answer(status, code, SENTENCES.get(status) or error.description or HTTPStatus(status).phrase)
    response.headers.update({k: v for k, v in error.get_headers() if k in {"Allow", "Retry-After"}})
    return response


def _database_error(error: DBAPIError) -> Response:
    """Tell a database that went away, which is back in seconds, from a fault of ours."""
    if not (isinstance(error, OperationalError) or error.connection_invalidated):
        return _unforeseen(error)
    log.warning("the database is away: %s", error.orig)
    text = "The system is starting again. Please reload in a few seconds and look whether your change was saved."
    return respond(DatabaseAway(text))


def _garbled(_error: Exception) -> Response:
    """Refuse a body in chunks that are none, or that breaks off; gunicorn notices when it is read."""
    return answer(400, "bad_request", SENTENCES[400])


def _unforeseen(error: Exception) -> Response:
    log.error("unforeseen failure", exc_info=error)
    text = "Something went wrong on our side and has been logged. Nothing was changed; please try again in a minute."
    return answer(500, "internal_error", text)


def init_app(app: Flask) -> None:
    """Let every error of `app` leave as problem+json."""
    app.register_error_handler(Problem, respond)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DBAPIError, _database_error)
    app.register_error_handler(ParseException, _garbled)
    app.register_error_handler(NoMoreData, _garbled)
    app.register_error_handler(Exception, _unforeseen)
