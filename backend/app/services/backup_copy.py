"""Copy the files of a backup: linked to an earlier backup when the content is the same, never to a live file."""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.services import copying, file_service
from app.services.backup_manifest import BackupFile, Manifest
from app.services.catalog_service import settings
from app.services.file_service import digest, sync_folder

TRIES = 3


@dataclass
class Copier:
    """Fills one new backup. `earlier` is the backup to link to, if there is one, with its manifest."""

    target: Path
    earlier: tuple[Path, Manifest] | None
    files: list[BackupFile] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unsettled: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Index the earlier backup by content, and by name and content."""
        place, manifest = self.earlier or (self.target, None)
        files = manifest.files if manifest else []
        self._known = {each.sha256: place / each.path for each in files}
        self._same = {(each.path, each.sha256): place / each.path for each in files}

    def original(self, source: Path) -> None:
        """Take the file of an original, which is called by its SHA-256; a damaged one counts as missing."""
        name, sha256 = f"originals/{source.name}", source.name
        if self._link(name, sha256):
            return
        self.file(source, name)
        if self.files and self.files[-1].path == name and self.files[-1].sha256 != sha256:
            self.files.pop()
            (self.target / name).unlink()
            self.missing.append(name)

    def file(self, source: Path, name: str, *, is_needed: bool = True) -> None:
        """Take one live file under a name; one that is needed and not there is noted as missing."""
        try:
            if not self._link(name, digest(source)):
                self._copy(source, name)
        except FileNotFoundError:
            if is_needed:
                self.missing.append(name)

    def folder(self, source: Path, name: str, needed: Iterable[str]) -> None:
        """Take a job's folder without what is derived; what of the needed files was not in it is looked for again."""
        if not source.is_dir():
            self.missing.append(name)
            return
        (self.target / name).mkdir(parents=True, exist_ok=True)
        listed = [each for each in file_service.names(source) if each not in file_service.DERIVED]
        for each in dict.fromkeys([*listed, *needed]):
            self.file(source / each, f"{name}/{each}")

    def add(self, name: str) -> None:
        """Note a file that was written into the backup by somebody else."""
        file = self.target / name
        self.files.append(BackupFile(name, file.stat().st_size, digest(file)))

    def sync(self) -> None:
        """Make the folders durable, innermost first; the files are already."""
        for folder in sorted(_folders(self.target), key=lambda found: len(found.parts), reverse=True):
            sync_folder(folder)

    def _link(self, name: str, sha256: str) -> bool:
        """Link to the earlier backup if it has this content, and still does: a damage must not spread."""
        earlier, target = self._same.get((name, sha256), self._known.get(sha256)), self.target / name
        if earlier is None:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            if digest(earlier) != sha256:
                return False
            os.link(earlier, target)
        except OSError:  # gone, unreadable, or a disk without links: then it is copied
            return False
        self.files.append(BackupFile(name, target.stat().st_size, sha256))
        return True

    def _copy(self, source: Path, name: str) -> None:
        """Copy a file; one that is saved meanwhile is copied again."""
        target = self.target / name
        for _ in range(TRIES):
            target.unlink(missing_ok=True)
            before = _state(source)
            require_room(self.target, before[0])
            sha256 = copying.copy_file(source, target)
            if _state(source) == before:
                break
        else:
            self.unsettled.append(name)
        target.chmod(0o600)
        self.files.append(BackupFile(name, target.stat().st_size, sha256))


def require_room(folder: Path, size_bytes: int = 0) -> None:
    """Raises OSError when the disk of a folder would not keep its floor after so many more bytes."""
    floor_bytes = settings().disk_floor_gb * 1024**3
    free_bytes = shutil.disk_usage(folder).free
    if free_bytes - size_bytes < floor_bytes:
        text = (
            f"only {free_bytes / 1024**3:.1f} GiB are free for the backup; make room, or set BACKUP_DIR to another disk"
        )
        raise OSError(errno.ENOSPC, text, str(folder))


def _state(file: Path) -> tuple[int, int]:
    status = file.stat()
    return status.st_size, status.st_mtime_ns


def _folders(root: Path) -> Iterator[Path]:
    yield root
    yield from (each for each in root.rglob("*") if each.is_dir())
