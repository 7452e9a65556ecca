"""How often the public doors open. Each limit is a setting, kept in the broker, in memory while the broker is away.

What a limit counts by is read before the limiter runs, as it takes any failure on its way for a failing broker.
"""

import math
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, g
from flask_limiter import RequestLimit

from app.config import Settings
from app.extensions import client_address, limiter
from app.services.catalog_service import settings
from app.utils.body import json_body
from app.utils.errors import respond
from app.utils.patience import too_many

View = Callable[..., Any]
Wrap = Callable[[View], View]

LOGIN = (
    "Too many failed sign-ins of this workstation from this computer. Please try again {when}; "
    "other workstations can sign in as usual."
)
GUESSES = "Very many sign-ins failed from this computer or its network. Please try again {when}."
UPLOADS = "Many files came from your network lately. Please try again {when}."
PER_ADDRESS = "Many requests came from your network lately. Please try again {when}; nothing that you typed is lost."
LINKS = "Links were opened very often from your network lately. Please try again {when}."


def _limit(
    name: str,
    rule: Callable[[Settings], str],
    sentence: str,
    *,
    key: Callable[[], str] = client_address,
    counted: int | None = None,
) -> Wrap:
    """Make a limit shared by all views that wear it; `counted`: only answers of that status count."""
    return limiter.shared_limit(
        lambda: rule(settings()),
        scope=name,
        key_func=key,
        deduct_when=None if counted is None else lambda response: response.status_code == counted,
        on_breach=lambda breached: _refusal(breached, sentence),
    )


def _refusal(breached: RequestLimit, sentence: str) -> Response:
    left = math.ceil(breached.reset_at - time.time())
    seconds = min(max(1, left), breached.limit.get_expiry())
    return respond(too_many(sentence, seconds))


def _counted_by(read: Callable[[], str], *limits: Wrap) -> Wrap:
    """Read what the limits count by, then let them judge."""

    def decorate(view: View) -> View:
        limited = view
        for limit in limits:
            limited = limit(limited)

        @wraps(view)
        def reading(*args: Any, **kwargs: Any) -> Any:
            g.counted_by = read()
            return limited(*args, **kwargs)

        return reading

    return decorate


def _typed_workstation() -> str:
    """Return who wants to sign in from where; capitals count as little as they do when signing in."""
    body = json_body()
    typed = body.get("workstation_id") if isinstance(body, dict) else None
    return f"{str(typed).strip().lower()[:60]} at {client_address()}"


def _counted() -> str:
    found: str = g.counted_by
    return found


login_failures = _counted_by(
    _typed_workstation,
    _limit("login", lambda s: s.limit_login, LOGIN, key=_counted, counted=401),
    _limit("login-guesses", lambda s: s.limit_login_guesses, GUESSES, counted=401),
)
submissions = _limit("submit-address", lambda s: s.limit_submit_per_address, PER_ADDRESS, counted=201)
uploads = _limit("upload", lambda s: s.limit_upload, UPLOADS)
link_reads = _limit("link-read", lambda s: s.limit_link_read, LINKS)
link_writes = _limit("link-write", lambda s: s.limit_link_write, LINKS)
