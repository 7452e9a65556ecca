"""How the backups stand, noted beside them, so that it is there on whatever computer they are."""

import json

from app.services import file_service
from app.services.catalog_service import settings

STATE = ".state.json"


def note(**facts: str | None) -> None:
    """Write facts down beside the backups, so that they are there on whatever computer the backups are."""
    folder = settings().backups
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file_service.write_durably(folder / STATE, json.dumps(noted() | facts).encode())


def noted() -> dict[str, str | None]:
    """Return what was written down."""
    file = settings().backups / STATE
    found: dict[str, str | None] = json.loads(file.read_text()) if file.is_file() else {}
    return found
