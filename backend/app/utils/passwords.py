"""Passwords of workstations: argon2id, and never more than two hashes at a time in one process."""

import secrets
import string
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from app.utils.errors import TooMany

# OWASP's second profile: 19 MiB and two passes, about 40 to 70 ms on the lab's PC.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_places = threading.BoundedSemaphore(2)
PATIENCE_S = 10
EASY_TO_READ = "".join(sorted(set(string.ascii_lowercase + string.digits) - set("l1o0")))
BUSY = "Many sign-ins are being checked right now. Please try again in a few seconds."


@contextmanager
def _place() -> Iterator[None]:
    """Hold one of the two places. Raises TooMany when none gets free: a flood must not fill every thread."""
    if not _places.acquire(timeout=PATIENCE_S):
        raise TooMany(BUSY, retry_after_s=5)
    try:
        yield
    finally:
        _places.release()


def hashed(password: str) -> str:
    """Return the argon2id hash of a password, salted."""
    with _place():
        return _hasher.hash(password)


@cache
def _decoy() -> str:
    """Return a hash that no password fits; unknown workstations are checked against it."""
    return hashed(secrets.token_urlsafe(32))


def matches(password_hash: str | None, password: str) -> bool:
    """Say whether a password fits; `None` (nobody there) costs the same time and never fits."""
    decoy = _decoy()
    with _place():
        try:
            return _hasher.verify(password_hash or decoy, password)
        except VerifyMismatchError:
            return False


def made_up() -> str:
    """Return a new password of four groups that people can read aloud and type (98 bits)."""
    return "-".join("".join(secrets.choice(EASY_TO_READ) for _ in range(5)) for _ in range(4))
