"""Look at names below the statuses, and look again at whatever was suspected."""

from collections.abc import Collection, Iterator

from app.services.audit import disk_checks, facts, job_checks, listing, stray_checks, tree
from app.services.audit.facts import Picture
from app.services.audit.kinds import Code, Suspect
from app.services.audit.listing import Entries

AGAIN = 200


def at(names: Collection[str], entries: Entries, picture: Picture, is_deep: bool = False) -> Iterator[Suspect]:
    """Compare what lies under these names with what the database knows of them. Raises StorageUnavailable."""
    homes = [job.path for name in names if (job := picture.jobs.get(name)) and job.path]
    listed = [f"{place}/{name}" for name in names for place in entries.folders.get(name, [])]
    folders = tree.folders(list(dict.fromkeys(homes + listed)))
    strays = [
        folders[path] for path in listed if path in folders and path.partition("/")[2] not in picture.jobs
    ]  # fmt: skip
    for name in names:
        others = [place for place in entries.others.get(name, []) if f"{place}/{name}" not in folders]
        yield from stray_checks.of_files(name, others, picture)
        if job := picture.jobs.get(name):
            paths = dict.fromkeys([job.path or "", *(f"{place}/{name}" for place in entries.folders.get(name, []))])
            yield from job_checks.of_job(job, [folders[path] for path in paths if path in folders], is_deep)
    yield from stray_checks.of_folders(strays, picture)


def confirm(suspects: list[Suspect], is_deep: bool = False) -> list[Suspect]:
    """Return those of the suspects that still hold, with nothing of them under way before, during or after the look."""
    on_disk = [suspect for suspect in suspects if not suspect.name and suspect.code is not Code.EVENT_CHAIN_BROKEN]
    elsewhere = [suspect for suspect in suspects if suspect.code is Code.EVENT_CHAIN_BROKEN]
    names = sorted({suspect.name for suspect in suspects if suspect.name})
    wanted, found = set(suspects), []
    for start in range(0, len(names), AGAIN):
        found += [suspect for suspect in _again(names[start : start + AGAIN], is_deep) if suspect in wanted]
    return found + disk_checks.confirm(on_disk, is_deep) + elsewhere


def _again(names: list[str], is_deep: bool) -> list[Suspect]:
    before = facts.picture(names)
    found = list(at(names, listing.entries(names), before, is_deep))
    after = facts.picture(names)
    return [suspect for suspect in found if _is_settled(suspect, before, after)]


def _is_settled(suspect: Suspect, before: Picture, after: Picture) -> bool:
    is_quiet = before.jobs.get(suspect.name) == after.jobs.get(suspect.name)
    return is_quiet and suspect.path not in after.under_way and not after.names_move_of(suspect.path)
