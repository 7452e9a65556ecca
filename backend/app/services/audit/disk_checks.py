"""What can be wrong with the originals and their pictures on the host's own disk."""

import os
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import Job, Original, Upload
from app.services import file_service, originals
from app.services.audit.kinds import Code, Suspect
from app.services.audit.tree import is_litter
from app.services.catalog_service import settings
from app.utils.streams import INCOMING

ORIGINALS, PICTURES = "originals", "thumbnails"
# Each content that is looked at again is held by a lock of the database meanwhile; it has some thousands.
BATCH = 500


@dataclass(frozen=True)
class Kept:
    """An original as the database knows it, with one of its jobs."""

    sha256: str
    size: int
    has_picture: bool
    is_used: bool
    job_id: uuid.UUID | None


def suspects(is_deep: bool) -> list[Suspect]:
    """Compare all originals and pictures with the database; `is_deep` reads every original."""
    with Session(db.engine) as session:
        return list(_compare(_sizes(), _pictures(), _kept(session, None), is_deep))


def confirm(found: list[Suspect], is_deep: bool) -> list[Suspect]:
    """Look again at what was suspected, each while nobody else may keep or remove that content."""
    names = sorted({_sha256(suspect) for suspect in found})
    again: set[Suspect] = set()
    for start in range(0, len(names), BATCH):
        again |= set(_again(names[start : start + BATCH], is_deep))
    return [suspect for suspect in found if suspect in again]


def _again(names: list[str], is_deep: bool) -> list[Suspect]:
    with Session(db.engine) as session:
        free = {name for name in names if session.scalar(select(func.pg_try_advisory_xact_lock(_key(name))))}
        pictures = {name for name in free if originals.thumbnail_path(name).is_file()}
        return list(_compare(_sizes_of(free), pictures, _kept(session, free), is_deep))


def _key(sha256: str) -> object:
    return func.hashtextextended(f"original/{sha256}", 0)


def _sha256(suspect: Suspect) -> str:
    return suspect.path.partition("/")[2].removesuffix(".png")


def _sizes() -> dict[str, int]:
    folder = settings().data_dir / ORIGINALS
    return {entry.name: entry.stat().st_size for entry in _files(folder) if not entry.name.startswith(INCOMING)}


def _sizes_of(names: set[str]) -> dict[str, int]:
    files = ((name, originals.path(name)) for name in names)
    return {name: file.stat().st_size for name, file in files if file.is_file()}


def _pictures() -> set[str]:
    return {entry.name.removesuffix(".png") for entry in _files(settings().data_dir / PICTURES)}


def _files(folder: Path) -> Iterator["os.DirEntry[str]"]:
    if folder.is_dir():
        with os.scandir(folder) as found:
            yield from (entry for entry in found if entry.is_file(follow_symlinks=False) and not is_litter(entry.name))


def _kept(session: Session, names: Collection[str] | None) -> dict[str, Kept]:
    job = select(Job.id).where(Job.original_sha256 == Original.sha256).limit(1).scalar_subquery()
    used = or_(exists().where(Job.original_sha256 == Original.sha256), exists().where(Upload.sha256 == Original.sha256))
    picture = Original.report["thumbnail"].astext.is_not(None)
    rows = select(Original.sha256, Original.size_bytes, func.coalesce(picture, False), used, job)
    rows = rows if names is None else rows.where(Original.sha256.in_(names))
    return {row[0]: Kept(*row) for row in session.execute(rows)}


def _compare(sizes: dict[str, int], pictures: set[str], kept: dict[str, Kept], is_deep: bool) -> Iterator[Suspect]:
    for each in kept.values():
        path = f"{ORIGINALS}/{each.sha256}"
        if not each.is_used:
            yield from [Suspect(Code.ORIGINAL_UNREFERENCED, path)] if each.sha256 in sizes else []
        elif sizes.get(each.sha256) != each.size or (is_deep and _is_damaged(each.sha256)):
            yield Suspect(Code.ORIGINAL_MISSING, path, each.job_id, {"damaged": each.sha256 in sizes})
        if each.is_used and each.has_picture and each.sha256 not in pictures:
            yield Suspect(Code.THUMBNAIL_MISSING, f"{PICTURES}/{each.sha256}.png", each.job_id)
    yield from (Suspect(Code.ORIGINAL_UNREFERENCED, f"{ORIGINALS}/{name}") for name in sizes.keys() - kept.keys())


def _is_damaged(sha256: str) -> bool:
    try:
        return file_service.digest(originals.path(sha256)) != sha256
    except FileNotFoundError:
        return True
