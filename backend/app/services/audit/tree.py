"""Read the folders of the storage, patiently and without changing anything. No database here."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from app.services import file_service, share
from app.services.file_service import DERIVED, METADATA

LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
READING_S = 60
HASHING_S = 600
MOST_METADATA_BYTES = 4 * 1024 * 1024
Result = TypeVar("Result")


def is_litter(name: str) -> bool:
    """Say whether a file is what macOS and Windows leave in every folder that somebody looked into."""
    bare = name.rpartition("/")[2]
    return bare in LITTER or bare.startswith("._")


@dataclass(frozen=True)
class Seen:
    """A file as the folder lists it: size in bytes, mtime in nanoseconds."""

    size: int
    mtime_ns: int


@dataclass(frozen=True)
class Folder:
    """What lies in a folder, by relative name, and its metadata.json: None when missing, {} when unreadable."""

    path: str
    files: dict[str, Seen]
    metadata: dict[str, Any] | None = field(repr=False)

    def saved(self) -> dict[str, Seen]:
        """Return what people put there: neither derived, nor hidden, nor litter."""
        return {
            name: seen for name, seen in self.files.items()
            if name not in DERIVED and not name.rpartition("/")[2].startswith(".") and not is_litter(name)
        }  # fmt: skip


def patiently(work: Callable[[], Result], seconds: float = READING_S) -> Result:
    """Read from the storage, which may be slow. Raises StorageUnavailable, OSError."""
    return share.within(work, seconds)


def readable(name: str) -> str:
    """Write a name that is no UTF-8 with escapes: nothing else could keep it. People have to rename such a file."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def folders(paths: list[str]) -> dict[str, Folder]:
    """Read folders; one that has gone meanwhile is left out."""
    root = share.root()
    read = patiently(lambda: [_read(root, path) for path in paths])
    return {folder.path: folder for folder in read if folder is not None}


def _read(root: Path, path: str) -> Folder | None:
    try:
        files = dict(_walk(str(root / path), ""))
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Folder(path, files, _metadata(root / path / METADATA) if METADATA in files else None)


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, Seen]]:
    with os.scandir(folder) as found:
        for each in found:
            if each.is_dir(follow_symlinks=False):
                yield from _walk(each.path, f"{prefix}{readable(each.name)}/")
            elif not each.is_symlink():
                status = each.stat(follow_symlinks=False)
                yield prefix + readable(each.name), Seen(status.st_size, status.st_mtime_ns)


def _metadata(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > MOST_METADATA_BYTES:
            return {}
        content = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def digest(path: str) -> str | None:
    """Return the SHA-256 of a file on the storage; None for one that has gone or that a program holds for itself.

    What the disk cannot read any more has no content: the answer is empty.
    """
    try:
        return patiently(lambda: file_service.digest(share.root() / path), HASHING_S)
    except (FileNotFoundError, PermissionError):
        return None
    except OSError:
        return ""
