"""What lies under the statuses and is no job's folder."""

import uuid
from collections.abc import Iterator

from app.services.audit import facts, tree
from app.services.audit.facts import Picture
from app.services.audit.kinds import Code, Suspect
from app.services.audit.tree import Folder

INCOMING, STALE = ".incoming-", ".stale-"


def of_files(name: str, places: list[str], picture: Picture) -> Iterator[Suspect]:
    """Check files (and links) that lie directly under a status."""
    for place in places:
        if not tree.is_litter(name) and not picture.names_move_of(name):
            code = Code.LEFTOVER_INCOMING if name.startswith(INCOMING) else Code.ORPHAN_FILE
            yield Suspect(code, f"{place}/{name}", name=name)


def of_folders(strays: list[Folder], picture: Picture) -> Iterator[Suspect]:
    """Check folders whose name no job has; what a move under way speaks of is left alone."""
    free = [folder for folder in strays if not _is_under_way(folder, picture)]
    homes = facts.at_home([folder.path for folder in free]) if free else set()
    claimed = {folder.path: _claim(folder) for folder in free}
    jobs = facts.existing([each for each in claimed.values() if each]) if free else set()
    for folder in free:
        if folder.path not in homes:
            yield _suspect(folder, claimed[folder.path], jobs)


def _is_under_way(folder: Folder, picture: Picture) -> bool:
    return folder.path in picture.under_way or picture.names_move_of(folder.path)


def _claim(folder: Folder) -> uuid.UUID | None:
    """Return the job that metadata.json says the folder belongs to."""
    row = (folder.metadata or {}).get("job")
    try:
        return uuid.UUID(str(row["id"])) if isinstance(row, dict) else None
    except (KeyError, ValueError):
        return None


def _suspect(folder: Folder, claim: uuid.UUID | None, jobs: set[uuid.UUID]) -> Suspect:
    name = folder.path.partition("/")[2]
    owner = claim if claim in jobs else None
    if name.startswith(INCOMING):
        code = Code.LEFTOVER_INCOMING
    elif STALE in name:
        code = Code.STALE_COPY
    else:
        code = Code.DUPLICATE_REFERENCE if owner else Code.ORPHAN_FOLDER
    return Suspect(code, folder.path, owner, {"files": sorted(folder.files)[:20]}, name)
