"""The environment of the processes that tests start."""

import os

from app.config import Settings


def bare() -> dict[str, str]:
    """Return an environment that tells nothing of an installation."""
    return {"PATH": os.environ["PATH"]}


def environment_of(settings: Settings) -> dict[str, str]:
    """Return an environment from which a process reads exactly these settings."""
    plain = settings.model_dump(mode="json", exclude_none=True)
    secret = {"secret_key": settings.secret_key.get_secret_value()}
    return bare() | {name.upper(): str(value) for name, value in (plain | secret).items()}
