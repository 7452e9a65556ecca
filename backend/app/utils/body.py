"""The body of a JSON request, without an opinion: schemas judge it later, in their turn."""

from typing import Any

from flask import request


def json_body() -> Any:
    """Return the decoded JSON body, or None when there is none or it cannot be read."""
    return request.get_json(force=True, silent=True)
