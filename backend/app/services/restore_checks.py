"""What must hold before a restore, and what must hold after it."""

from pathlib import Path

import psycopg

from app.services import backup_snapshot, file_service, postgres_tools, share
from app.services.backup_manifest import BackupFile, Facts, Manifest
from app.services.catalog_service import settings
from app.utils.errors import Conflict

EMPTY = "A backup is restored into an empty installation only. Choose another data folder, or an empty storage."
PLACES = ("originals", "thumbnails", "storage")


def require_empty() -> None:
    """Raises Conflict when there is a table in the database, or a file where files would go."""
    if counted():
        raise Conflict(f"There is a database already. {EMPTY}")
    for place in PLACES:
        folder = place_of(place)
        if folder.is_dir() and any(each.name != share.SENTINEL for each in folder.iterdir()):
            raise Conflict(f"{folder} is not empty. {EMPTY}")


def counted() -> dict[str, int]:
    """Count the rows of every table there is."""
    with psycopg.connect(postgres_tools.libpq_url(), autocommit=True) as connection:
        return backup_snapshot.count_rows(connection)


def compare(facts: Facts, counts: dict[str, int]) -> None:
    """Raises Conflict when the tables have not the rows that the backup speaks of."""
    wrong = [
        f"{name}: {counts.get(name)} of {count}" for name, count in facts.counts.items() if counts.get(name) != count
    ]
    if wrong:
        raise Conflict(f"Not all rows came back: {', '.join(wrong)}. Take another backup.")


def place_of(name: str) -> Path:
    """Return the folder of this installation that one of a backup goes into."""
    return settings().storage_root if name == "storage" else settings().data_dir / name


def require_all_there(manifest: Manifest) -> None:
    """Read every restored file again. Raises Conflict with those that are not what they were."""
    wrong = [each.path for each in manifest.files if not _is_there(each)]
    if wrong:
        raise Conflict(f"{len(wrong)} files did not come back as they were: {', '.join(wrong[:5])}.")


def _is_there(known: BackupFile) -> bool:
    place, _, rest = known.path.partition("/")
    return place not in PLACES or file_service.digest(place_of(place) / rest) == known.sha256
