"""Copy a folder so that it arrives whole or not at all, and clear away exactly what was copied. No database here."""

import errno
import hashlib
import os
import uuid
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from app.services import share
from app.services.file_service import CHUNK_BYTES, DERIVED, StoredFile, is_unfinished, list_folder, sync_folder
from app.utils.fault import fault_point


def unfinished(move_id: uuid.UUID) -> str:
    """Return what the names of a move's unfinished copies begin with; the number of the attempt follows."""
    return f".incoming-{move_id}-"


def remove_incoming(parent: Path, move_id: uuid.UUID) -> None:
    """Delete the unfinished copies that attempts of a move have left behind; there is one attempt at a time."""
    for leftover in parent.glob(f"{unfinished(move_id)}*"):
        remove_tree(leftover)


def copy_file(source: Path, target: Path) -> str:
    """Copy one file, hashing what is read; flush, fsync, read the size back. Returns the SHA-256; raises OSError."""
    sha256 = hashlib.sha256()
    target.parent.mkdir(parents=True, exist_ok=True)
    fault_point("copy.open")
    with source.open("rb") as reader, target.open("xb") as writer:
        while chunk := reader.read(CHUNK_BYTES):
            sha256.update(chunk)
            fault_point("copy.write")
            writer.write(chunk)
        writer.flush()
        fault_point("copy.fsync")
        os.fsync(writer.fileno())
        size = reader.tell()
    if target.stat().st_size != size:
        raise OSError(errno.EIO, "the copy is shorter than its source", str(target))
    status = source.stat()
    fault_point("copy.written")
    os.utime(target, ns=(status.st_atime_ns, status.st_mtime_ns))
    return sha256.hexdigest()


def copy_all(sources: dict[str, Path], incoming: Path, still_ours: Callable[[], None]) -> list[StoredFile]:
    """Copy files (name -> source) into the new folder `incoming`; `still_ours` is called between them."""
    fault_point("copy.mkdir")
    incoming.mkdir(parents=True)
    copied = []
    for name, source in sources.items():
        status = source.stat()
        sha256 = copy_file(source, incoming / name)
        copied.append(StoredFile(name, status.st_size, status.st_mtime_ns, sha256))
        still_ours()
    sync_folder(incoming)
    return copied


class There(Enum):
    """What lies at the target of a copy before it settles there."""

    NOTHING = "nothing"
    SAME = "the same content: an earlier attempt has done it"
    PART = "an earlier attempt, before something was saved at the source"
    OTHER = "something else, which is not ours to delete"


def what_is_there(final: Path, incoming: Path) -> There:
    """Compare the target with a finished copy, by content."""
    if not final.exists():
        return There.NOTHING
    there, ours = _content(final), _content(incoming)
    if there == ours:
        return There.SAME
    return There.PART if there < ours and not _holds_more(final, there) else There.OTHER


def settle(incoming: Path, final: Path, aside: Path, there: There) -> None:
    """Give a finished copy its final name, never over an existing folder; what is not ours there is set aside."""
    if there is There.SAME:
        return
    if there is There.PART:
        remove_tree(final)
    elif there is There.OTHER:
        fault_point("aside.rename")
        share.require_wanted()
        final.rename(aside)
    fault_point("settle.rename")
    share.require_wanted()
    incoming.rename(final)
    fault_point("settle.renamed")
    sync_folder(final.parent)


def _content(folder: Path) -> set[tuple[str, str]]:
    return {(file.name, file.sha256) for file in list_folder(folder)}


def _holds_more(folder: Path, known: set[tuple[str, str]]) -> bool:
    """Say whether a folder holds anything else than our own files and the known ones, hidden files included."""
    expected = {name for name, _ in known} | DERIVED
    files = (each.relative_to(folder).as_posix() for each in folder.rglob("*") if not each.is_dir())
    return any(name not in expected and not is_unfinished(name) and not _is_litter(name) for name in files)


def _is_litter(name: str) -> bool:
    """Say whether a file is what macOS leaves in every folder that somebody looked into."""
    bare = name.rpartition("/")[2]
    return bare == ".DS_Store" or bare.startswith("._")


def clear(folder: Path, copied: list[StoredFile]) -> bool:
    """Delete exactly what was copied and has not changed since, then the folder if it is empty.

    Returns False when something else lies there: a late save, which people decide about.
    """
    for file in copied:
        _delete_unchanged(folder / file.name, file)
    if not folder.exists():
        return True
    if _holds_more(folder, set()):
        return False
    remove_tree(folder)
    sync_folder(folder.parent)
    return True


def _delete_unchanged(file: Path, known: StoredFile) -> None:
    try:
        status = file.stat()
    except FileNotFoundError:
        return
    if (status.st_size, status.st_mtime_ns) == (known.size, known.mtime_ns):
        fault_point("clear.unlink")
        share.require_wanted()
        file.unlink()


def remove_tree(folder: Path) -> None:
    """Delete a folder with all that is in it; a missing one is fine."""
    if not folder.exists():
        return
    for each in sorted(folder.rglob("*"), key=lambda found: len(found.parts), reverse=True):
        if each.is_dir() and not each.is_symlink():
            fault_point("remove.rmdir")
            share.require_wanted()
            each.rmdir()
        else:
            fault_point("remove.unlink")
            share.require_wanted()
            each.unlink()
    fault_point("remove.rmdir")
    share.require_wanted()
    folder.rmdir()
