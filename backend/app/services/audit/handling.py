"""How a resolution handles files: what is in the way is set aside, what is put in place arrives whole."""

import os
import uuid
from pathlib import Path, PurePosixPath

from app.services import copying, file_service, share
from app.services.audit import tree
from app.services.catalog_service import settings
from app.utils import clock
from app.utils.errors import Conflict

QUARANTINE = "Quarantine"


def free_place(path: str) -> str:
    """Return a place below Quarantine, dated today, at which nothing lies yet."""
    day = f"{QUARANTINE}/{clock.now().astimezone():%Y-%m-%d}"
    taken = tree.patiently(lambda: _taken(share.root() / day / path))
    return f"{day}/{path}{f'-{taken + 1}' if taken else ''}"


def _taken(place: Path) -> int:
    """Count how many numbered names of a place are taken."""
    number = 0
    while os.path.lexists(place.with_name(f"{place.name}-{number + 1}" if number else place.name)):
        number += 1
    return number


def set_aside(path: str, target: str) -> None:
    """Move a file, link or folder of the storage to a free place in Quarantine. Raises OSError while it is in use."""
    tree.patiently(lambda: _rename(_itself(path), file_service.path(target)))


def _itself(path: str) -> Path:
    """Return the place of a path whose last part may be a link: the link, not what it points to."""
    parts = PurePosixPath(path)
    return file_service.path(str(parts.parent)) / parts.name


def _rename(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(target):
        raise Conflict("Something lies at the place in Quarantine already. Please try again.")
    source.rename(target)
    file_service.sync_folder(target.parent)
    file_service.sync_folder(source.parent)


def put(source: Path, target: Path, sha256: str | None = None) -> bool:
    """Copy a file to where none lies: whole or not at all. Returns False when it has not the wanted content."""
    incoming = target.with_name(f".incoming-{uuid.uuid4()}-0")
    try:
        found = copying.copy_file(source, incoming)
        if sha256 not in (found, None):
            return False
        if os.path.lexists(target):
            raise Conflict(f"Something lies at “{target.name}” already. Please check again.")
        incoming.rename(target)
        file_service.sync_folder(target.parent)
        return True
    finally:
        incoming.unlink(missing_ok=True)


def put_on_share(source: Path, path: str, sha256: str | None = None) -> bool:
    """Copy a file to a free path of the storage, as `put` does."""
    return tree.patiently(lambda: put(source, file_service.path(path), sha256), tree.HASHING_S)


def has_content(file: Path, sha256: str) -> bool:
    """Say whether a file is there with this content."""
    return file.is_file() and file_service.digest(file) == sha256


def set_original_aside(file: Path) -> None:
    """Move a damaged original out of the way, into the data folder's own quarantine."""
    folder = settings().data_dir / "quarantine" / f"{clock.now():%Y-%m-%d}"
    folder.mkdir(parents=True, exist_ok=True)
    file.rename(folder / f"{file.name}-{uuid.uuid4()}")


def free_name(folder: str, name: str) -> str:
    """Return a name for a late save that nothing in the folder has yet: `plate-late.gcode`, `plate-late2.gcode`."""
    path = PurePosixPath(name)
    taken = tree.patiently(lambda: set(file_service.names(file_service.path(folder))))
    candidates = (str(path.with_name(f"{path.stem}-late{n or ''}{path.suffix}")) for n in (0, *range(2, 1000)))
    return name if name not in taken else next(each for each in candidates if each not in taken)
