"""The one clock of the application."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the current time as aware UTC."""
    return datetime.now(UTC)
