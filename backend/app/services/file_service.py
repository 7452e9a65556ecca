"""The one door to paths on the storage, and what is done to folders there. No database here."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from app.services import share
from app.utils.fault import fault_point

METADATA = "metadata.json"
THUMBNAIL = "thumbnail.png"
DERIVED = frozenset({METADATA, THUMBNAIL})
CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True)
class StoredFile:
    """A file as it was read: name relative to its folder, size in bytes, mtime in nanoseconds, SHA-256."""

    name: str
    size: int
    mtime_ns: int
    sha256: str


def path(relative: str) -> Path:
    """Return the place of `relative` below the storage root.

    Raises ValueError when it would lie outside: absolute, with `..`, or through a link that leads away.
    """
    parts = PurePosixPath(relative)
    if parts.is_absolute() or ".." in parts.parts or not parts.parts or "\\" in relative or "\0" in relative:
        raise ValueError(f"not a path below the storage root: {relative!r}")
    root = share.root().resolve()
    found = (root / parts).resolve()
    if not found.is_relative_to(root):
        raise ValueError(f"leads out of the storage root: {relative!r}")
    return found


def digest(file: Path) -> str:
    """Return the SHA-256 of a file."""
    fault_point("file.read")
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def stored(folder: Path, name: str) -> StoredFile:
    """Read one file of a folder. Raises OSError."""
    file = folder / name
    status = file.stat()
    return StoredFile(name, status.st_size, status.st_mtime_ns, digest(file))


def names(folder: Path) -> list[str]:
    """List the files below a folder by relative name, without our own unfinished ones and what slicers hide."""
    found = (each for each in folder.rglob("*") if each.is_file() and not each.is_symlink())
    relative = (each.relative_to(folder).as_posix() for each in found)
    return sorted(name for name in relative if not PurePosixPath(name).name.startswith("."))


def list_folder(folder: Path) -> list[StoredFile]:
    """Read all files of a folder but the derived ones. Raises OSError."""
    return [stored(folder, name) for name in names(folder) if name not in DERIVED]


def hidden_name(name: str) -> str:
    """Return the name of a file while it is being written."""
    return f".{name}.incoming"


def is_unfinished(name: str) -> bool:
    """Say whether a relative name is that of a file which we began to write."""
    bare = PurePosixPath(name).name
    return bare.startswith(".") and bare.endswith(".incoming")


def write_durably(file: Path, data: bytes) -> None:
    """Write a small file so that it is there whole or not at all: temporary name, fsync, rename, fsync folder."""
    temporary = file.with_name(hidden_name(file.name))
    with temporary.open("wb") as stream:
        fault_point("durable.write")
        stream.write(data)
        stream.flush()
        fault_point("durable.fsync")
        os.fsync(stream.fileno())
    fault_point("durable.rename")
    share.require_wanted()
    temporary.rename(file)
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Make renames within a folder durable, where the file system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:
        return  # some shares let nobody open a folder; their server syncs by itself
    try:
        fault_point("folder.fsync")
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (22, 95):  # EINVAL, ENOTSUP: the file system has no fsync of folders
            raise
    finally:
        os.close(descriptor)
