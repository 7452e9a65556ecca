"""Structured logs: one JSON object a line, with the request it belongs to."""

import json
import logging
import sys
import uuid

from flask import Flask, Response, g, has_request_context, request

from app.utils import clock


class JsonLines(logging.Formatter):
    """Format a record as one JSON object; `extra={"fields": {...}}` adds members."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": clock.now().isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if has_request_context():
            line |= {"request_id": g.get("request_id"), "route": route()}
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


def route() -> str:
    """Return the rule of the present request; its path may carry a token, which no log should keep."""
    return f"{request.method} {request.url_rule.rule if request.url_rule else '(no route)'}"


def setup(level: str) -> None:
    """Send all logs of this process to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.getLogger("alembic").setLevel("WARNING")


def init_app(app: Flask, level: str) -> None:
    """Give every request an id, answered as X-Request-Id."""
    setup(level)
    app.before_request(_name_request)
    app.after_request(_answer_name)


def _name_request() -> None:
    g.request_id = uuid.uuid4().hex[:12]


def _answer_name(response: Response) -> Response:
    if "request_id" in g:
        response.headers["X-Request-Id"] = g.request_id
    return response
