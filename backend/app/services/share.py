"""The door to the storage: says whether it is there, and never lets a hanging share hang a request."""

import contextvars
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from app.services.catalog_service import settings
from app.utils.errors import StorageUnavailable

SENTINEL = ".lab-storage-id"
PLACES = 32
_places = threading.BoundedSemaphore(PLACES)
_is_given_up: contextvars.ContextVar[threading.Event] = contextvars.ContextVar("is_given_up")
Result = TypeVar("Result")

AWAY = "The lab's storage cannot be reached right now. Nothing is lost; please try again in a minute."


def root() -> Path:
    """Return the storage root of this installation."""
    return settings().storage_root


def establish() -> None:
    """Write the sentinel into a storage that has none yet. Raises OSError when the storage is not writable."""
    root().mkdir(parents=True, exist_ok=True)
    sentinel = root() / SENTINEL
    if not sentinel.exists():
        sentinel.write_text(secrets.token_hex(16) + "\n")


def within(work: Callable[[], Result], seconds: float | None = None) -> Result:
    """Do `work` on the storage, waiting at most `seconds` (default: SHARE_TIMEOUT_S).

    A writer blocked on a dead share cannot be stopped, so its thread is left behind, but never more than PLACES of
    them; when it goes on, `require_wanted` ends it before its next deed. Raises StorageUnavailable when the sentinel is
    missing or the storage does not answer in time; errors of `work` itself pass through.
    """
    storage, patience_s = root(), seconds or settings().share_timeout_s
    is_given_up = threading.Event()
    answer: Future[Result] = Future()
    places = _places
    if not places.acquire(timeout=patience_s):
        raise StorageUnavailable(AWAY)

    def run() -> None:
        try:
            _require_sentinel(storage)
            answer.set_result(work())
        except BaseException as error:  # noqa: BLE001 - handed over to the waiting thread, which raises it
            answer.set_exception(error)
        finally:
            places.release()

    here = contextvars.copy_context()  # `work` may ask for the settings
    here.run(_is_given_up.set, is_given_up)
    threading.Thread(target=here.run, args=(run,), daemon=True, name="share").start()
    try:
        return answer.result(timeout=patience_s)
    except TimeoutError as error:
        is_given_up.set()
        raise StorageUnavailable(AWAY) from error


def require_wanted() -> None:
    """Make sure that somebody still waits for this work, before it deletes or names what may be another's by now.

    Raises StorageUnavailable.
    """
    is_given_up = _is_given_up.get(None)
    if is_given_up is not None and is_given_up.is_set():
        raise StorageUnavailable(AWAY)


def _require_sentinel(storage: Path) -> None:
    """Make sure that the storage is mounted. Raises StorageUnavailable, also for a share that answers with errors."""
    try:
        is_there = (storage / SENTINEL).is_file()
    except OSError as error:
        raise StorageUnavailable(AWAY) from error
    if not is_there:
        raise StorageUnavailable(AWAY)


def is_reachable() -> bool:
    """Say whether the storage is mounted and answers."""
    try:
        within(lambda: None)
    except (StorageUnavailable, OSError):
        return False
    return True
