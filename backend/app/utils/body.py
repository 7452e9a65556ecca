"""JSON in and out, without an opinion: schemas judge what comes in later, in their turn."""

from typing import Any

from flask import Response, request
from pydantic_core import to_json


def json_body() -> Any:
    """Return the decoded JSON body, or None when there is none or it cannot be read."""
    return request.get_json(force=True, silent=True)


def json_answer(content: dict[str, object]) -> Response:
    """Answer plain content as JSON: for long lists, where one schema object per row would cost more than the query."""
    return Response(to_json(content), content_type="application/json")
