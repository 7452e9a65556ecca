"""Read what lies in the folder of the backups without the backend: when they were made, and what was noted beside."""

import json
from datetime import UTC, datetime
from pathlib import Path

_NAMES = "%Y-%m-%dT%H%M%SZ"


def moments(backups: Path) -> list[datetime]:
    """Return when the whole backups in a folder were made, oldest first."""
    found = backups.glob("*/manifest.json") if backups.is_dir() else []
    return sorted(filter(None, map(_moment, found)))


def noted(backups: Path, name: str) -> datetime | None:
    """Return a moment that was noted beside the backups: last_drill, drill_failed_at, failed_at."""
    state = backups / ".state.json"
    told = json.loads(state.read_text()).get(name) if state.is_file() else None
    return datetime.fromisoformat(told) if told else None


def _moment(manifest: Path) -> datetime | None:
    try:
        return datetime.strptime(manifest.parent.name, _NAMES).replace(tzinfo=UTC)
    except ValueError:
        return None
