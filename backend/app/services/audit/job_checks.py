"""What can be wrong with one job's folder."""

from collections.abc import Iterator

from app.services import originals
from app.services.audit import metadata, tree
from app.services.audit.facts import Facts
from app.services.audit.kinds import Code, Suspect
from app.services.audit.tree import Folder, Seen
from app.services.file_service import METADATA, THUMBNAIL, StoredFile, is_unfinished

# Windows keeps times to 100 ns; a file that a move brought there has lost the rest.
TICK_NS = 100


def of_job(job: Facts, folders: list[Folder], is_deep: bool) -> Iterator[Suspect]:
    """Check a job against its folder and any others of the same name. One whose folder is on its way is left alone.

    But a folder has a place at every moment of its way: one that is nowhere was taken away, and its move waits in vain.
    """
    home = next((folder for folder in folders if folder.path == job.path), None)
    if home is None and (job.path or not job.is_moving):
        yield from _without_home(job, folders)
    elif home is not None and not job.is_moving:
        yield from _with_home(job, home, folders, is_deep)


def _with_home(job: Facts, home: Folder, folders: list[Folder], is_deep: bool) -> Iterator[Suspect]:
    if job.path != job.place:
        yield _suspect(Code.WRONG_FOLDER, job, home.path, belongs_in=job.place)
    yield from _files(job, home, is_deep)
    yield from _derived(job, home)
    yield from (_second(job, home, folder) for folder in folders if folder is not home)


def _suspect(code: Code, job: Facts, path: str, **details: object) -> Suspect:
    return Suspect(code, path, job.id, details, job.folder_name)


def _without_home(job: Facts, folders: list[Folder]) -> Iterator[Suspect]:
    if folders:
        yield _suspect(Code.WRONG_FOLDER, job, folders[0].path, belongs_in=job.place)
        return
    for name, (size, sha256) in job.expected().items():
        yield _suspect(Code.MISSING_FILE, job, f"{job.path or job.place}/{name}", size=size, sha256=sha256)


def _files(job: Facts, home: Folder, is_deep: bool) -> Iterator[Suspect]:
    for name, (size, sha256) in job.expected().items():
        seen, path = home.files.get(name), f"{home.path}/{name}"
        if seen is None:
            yield _suspect(Code.MISSING_FILE, job, path, size=size, sha256=sha256)
        elif seen.size != size:
            yield _suspect(Code.SIZE_DIFFERS, job, path, size=seen.size, recorded=size, sha256=sha256)
        else:
            found = _content(path, seen, None if is_deep else job.arrived.get(name))
            if found not in (sha256, None):
                yield _suspect(Code.CHANGED_CONTENT, job, path, found=found, sha256=sha256)
    for name in home.files:
        if name.startswith(".incoming-") or (is_unfinished(name) and not job.is_stale):
            yield _suspect(Code.LEFTOVER_INCOMING, job, f"{home.path}/{name}")


def _content(path: str, seen: Seen, known: StoredFile | None) -> str | None:
    """Return the SHA-256 of a file: as it was when it was copied, if nobody has written to it since, else read anew."""
    if known and _same_moment(seen, Seen(known.size, known.mtime_ns)):
        return known.sha256
    return tree.digest(path)


def _same_moment(one: Seen, other: Seen) -> bool:
    return one.size == other.size and one.mtime_ns // TICK_NS == other.mtime_ns // TICK_NS


def _derived(job: Facts, home: Folder) -> Iterator[Suspect]:
    """Check metadata.json and the picture, unless they are about to be written."""
    if job.is_stale:
        return
    if home.metadata is None:
        yield _suspect(Code.METADATA_MISSING, job, f"{home.path}/{METADATA}")
    elif differs := metadata.differing(job, home.metadata):
        yield _suspect(Code.METADATA_DIFFERS, job, f"{home.path}/{METADATA}", differs=differs)
    there = job.has_picture and THUMBNAIL not in home.files and originals.thumbnail_path(job.original_sha256).is_file()
    if there:
        yield _suspect(Code.THUMBNAIL_MISSING, job, f"{home.path}/{THUMBNAIL}")


def _second(job: Facts, home: Folder, other: Folder) -> Suspect:
    late = late_saves(job, home, other)
    return _suspect(Code.LATE_SAVE if late else Code.STALE_COPY, job, other.path, files=late, lives_in=home.path)


def late_saves(job: Facts, home: Folder, other: Folder) -> list[str]:
    """List the files of another folder whose content the job's own folder does not have."""
    return [name for name, seen in other.saved().items() if not _is_known(job, home, f"{other.path}/{name}", seen)]


def _is_known(job: Facts, home: Folder, path: str, seen: Seen) -> bool:
    twin = home.files.get(path.removeprefix(f"{path.split('/', maxsplit=1)[0]}/{job.folder_name}/"))
    if twin and _same_moment(twin, seen):
        return True
    content = tree.digest(path)
    recorded = {sha256 for _, sha256 in job.expected().values()} | {file.sha256 for file in job.arrived.values()}
    alike = (name for name, each in home.saved().items() if each.size == seen.size)
    return content in recorded or any(tree.digest(f"{home.path}/{name}") == content for name in alike)
