"""Sessions of workstations: signing in and out, and knowing which workstation calls.

A session is a signed token (12 h) that every call checks against the database, so that signing out, a new password and
a deactivation work at once. Programs send it as `Authorization: Bearer`; browsers carry it in a cookie that no script
can read, and then a change needs an Origin of our own (OWASP: verifying the origin with standard headers).
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from flask import Request
from sqlalchemy import bindparam, delete, exists, select, update
from sqlalchemy.dialects.postgresql import insert

from app.extensions import db
from app.models import RevokedSession, Workstation
from app.schemas.desk import LoginBody, Session, SignedIn, WorkstationIdentity
from app.services import event_service, workstation_service
from app.services.catalog_service import settings
from app.services.event_service import Who
from app.utils import clock, passwords, tokens
from app.utils.errors import Forbidden, Unauthorized

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
DEFAULT_PORTS = {"http": 80, "https": 443}
SEEN_EVERY = timedelta(minutes=1)

# The workstation of a session that nobody ended, in one query, which every call asks.
LIVING = select(Workstation).where(
    Workstation.id == bindparam("workstation_id"),
    Workstation.is_active,
    Workstation.session_version == bindparam("version"),
    ~exists().where(RevokedSession.jti == bindparam("jti")),
)

SIGN_IN = "Please sign in first: this is for the lab's workstations."
ENDED = "This session has ended or is not valid. Please sign in again; everything that was saved is still there."
WRONG = "The workstation or its password is wrong. Check both; the lab manager can set a new password."
FOREIGN = "This change came from another site and was refused. Open the lab's own page and do it there."


@dataclass(frozen=True)
class Claims:
    """What a session's token says."""

    workstation_id: uuid.UUID
    version: int
    jti: uuid.UUID
    expires_at: datetime

    def signed(self) -> str:
        """Return the token."""
        says = {"workstation": str(self.workstation_id), "version": self.version, "jti": str(self.jti)}
        return tokens.sign(_secret(), "session", says | {"exp": int(self.expires_at.timestamp())})

    @classmethod
    def read(cls, token: str) -> "Claims":
        """Return what a token says. Raises Unauthorized when it is forged, expired or of another purpose."""
        try:
            says = tokens.read(_secret(), "session", token)
            expires_at = datetime.fromtimestamp(says["exp"], UTC)
            return cls(uuid.UUID(says["workstation"]), int(says["version"]), uuid.UUID(says["jti"]), expires_at)
        except (tokens.BadToken, KeyError, ValueError) as error:
            raise Unauthorized(ENDED) from error


def _secret() -> str:
    return settings().secret_key.get_secret_value()


def login(body: LoginBody, address: str) -> SignedIn:
    """Sign a workstation in and log it. Raises Unauthorized with the same words, and after the same work, whether the
    workstation is unknown, switched off, or the password wrong."""
    workstation = workstation_service.find(body.workstation_id)
    genuine = passwords.matches(workstation.password_hash if workstation else None, body.password)
    if workstation is None or not genuine or not workstation.is_active:
        # What was typed is not kept: people type passwords into the wrong field, and the log is for ever.
        event_service.record("SignInFailed", _who(workstation), address=address, known=workstation is not None)
        db.session.commit()
        raise Unauthorized(WRONG)
    event_service.record("SignedIn", _who(workstation), address=address)
    db.session.commit()
    return open_session(workstation)


def open_session(workstation: Workstation) -> SignedIn:
    """Make a new session's token for `workstation`."""
    expires_at = (clock.now() + timedelta(hours=settings().session_hours)).replace(microsecond=0)
    token = Claims(workstation.id, workstation.session_version, uuid.uuid4(), expires_at).signed()
    return SignedIn(workstation=WorkstationIdentity.model_validate(workstation), expires_at=expires_at, token=token)


def identify(request: Request) -> Workstation:
    """Return the workstation that calls, and note that it was seen.

    Raises Unauthorized without a living session, Forbidden for a cookie's change that another site sent.
    """
    workstation = _living(_claims(request))
    if not _bearer(request) and request.method not in SAFE_METHODS:
        _require_own_origin(request)
    if workstation.last_seen_at is None or clock.now() - workstation.last_seen_at > SEEN_EVERY:
        workstation.last_seen_at = clock.now()
        db.session.commit()
    return workstation


def current(request: Request, workstation: Workstation) -> Session:
    """Describe the session of this request."""
    identity = WorkstationIdentity.model_validate(workstation)
    return Session(workstation=identity, expires_at=_claims(request).expires_at)


def logout(request: Request, workstation: Workstation) -> None:
    """End the session of this request; what ran out long ago is swept away with it."""
    claims = _claims(request)
    ended = insert(RevokedSession).values(
        jti=claims.jti, workstation_id=claims.workstation_id, expires_at=claims.expires_at
    )
    db.session.execute(ended.on_conflict_do_nothing())
    db.session.execute(delete(RevokedSession).where(RevokedSession.expires_at < clock.now()))
    event_service.record("SignedOut", _who(workstation))
    db.session.commit()


def revoke_all(who: Who, reason: str) -> None:
    """End every session of every workstation, the caller's too."""
    db.session.execute(update(Workstation).values(session_version=Workstation.session_version + 1))
    event_service.record("SignedOut", who, everywhere=True, reason=reason)
    db.session.commit()


def _who(workstation: Workstation | None) -> Who:
    return Who(None, workstation.name if workstation else "unknown workstation", workstation)


def _bearer(request: Request) -> str | None:
    carried = request.authorization
    return carried.token if carried and carried.type == "bearer" else None


def _claims(request: Request) -> Claims:
    token = _bearer(request) or request.cookies.get(settings().cookie_name)
    if not token:
        raise Unauthorized(SIGN_IN)
    return Claims.read(token)


def _living(claims: Claims) -> Workstation:
    says = {"workstation_id": claims.workstation_id, "version": claims.version, "jti": claims.jti}
    found = db.session.scalars(LIVING, says).one_or_none()
    if found is None:
        raise Unauthorized(ENDED)
    return found


def _require_own_origin(request: Request) -> None:
    """Compare with the address that this very request used: workstations come by any name of the host."""
    came_from = request.headers.get("Origin") or request.headers.get("Referer") or ""
    if _origin(came_from) != _origin(f"{request.scheme}://{request.host}"):
        raise Forbidden(FOREIGN)


def _origin(url: str) -> tuple[str, str, int] | None:
    """Return scheme, host and port of a URL; `None` (equal to no real host) when it has none."""
    try:
        parts = urlsplit(url)
        port = parts.port or DEFAULT_PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname else None
