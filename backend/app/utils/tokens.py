"""Signed tokens. Each purpose has a key of its own, so that no token can pass for another kind."""

import hashlib
import hmac
import secrets
from typing import Any, Literal

import jwt

Purpose = Literal["session", "confirm", "track"]


class BadToken(Exception):  # noqa: N818 - it reads as the answer it is
    """The token is forged, of another purpose, or damaged."""


def _key(secret: str, purpose: Purpose) -> bytes:
    return hmac.new(secret.encode(), f"3d-print-system/{purpose}".encode(), hashlib.sha256).digest()


def sign(secret: str, purpose: Purpose, claims: dict[str, Any]) -> str:
    """Sign `claims` for one purpose; `exp`, when given, is a Unix time in seconds."""
    return jwt.encode(claims | {"aud": purpose}, _key(secret, purpose), algorithm="HS256")


def read(secret: str, purpose: Purpose, token: str) -> dict[str, Any]:
    """Return the claims of a token. Raises BadToken; a token past its `exp` is bad, too."""
    try:
        return jwt.decode(token, _key(secret, purpose), algorithms=["HS256"], audience=purpose)
    except jwt.InvalidTokenError as error:
        raise BadToken(str(error)) from error


def random_secret() -> str:
    """Return 32 random bytes as URL-safe text."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """Return the SHA-256 under which a random secret is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()
