"""Trying a backup out: after a restore into an empty place, everything is compared, and the good end is noted.

What is restored must pass the deep file check with no finding that the shop had not. The drill has the backup alone to
ask, not the shop. So a finding counts as the shop's own, and fails nothing, when

- the shop's last file check of before the backup had it, and nobody had put it right;
- the backup names it as missing: it looked for it twice in the shop;
- what it speaks of lies here byte for byte as it lay in the shop, such as a file with changed content.

Whatever else is found was lost on the way into the backup or out of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import psycopg

from app.services import backup_state, restore_checks
from app.services.audit import findings, scan
from app.services.audit.kinds import KINDS, Suspect
from app.services.backup_manifest import Manifest
from app.utils import clock
from app.utils.errors import Conflict, Problem


@contextmanager
def noted(backup: Path) -> Iterator[None]:
    """Write down beside the backups how the drill in the body ended."""
    began = clock.now().isoformat()
    try:
        yield
    except (Problem, OSError, psycopg.Error) as error:
        backup_state.note(drill_failure=f"drill of {backup.name}: {error}", drill_failed_at=began)
        raise
    backup_state.note(last_drill=began, drill_failure=None, drill_failed_at=None)


def judge(backup: Path, manifest: Manifest) -> str:
    """Compare what was restored here with its backup and say in a sentence that it is the same. Raises Conflict."""
    restore_checks.require_all_there(manifest)
    found = scan.everything(is_deep=True, note=lambda _progress: None)
    lost = _lost(found, manifest)
    if lost:
        told = "; ".join(f"{KINDS[each.code].title}: {each.path}" for each in lost[:5])
        raise Conflict(f"The file check finds {_things(lost)} in what came back that the shop had not: {told}.")
    counts = manifest.facts.counts
    as_there = f" As in the shop, the file check finds {_things(found)} there: see ./lab audit." if found else ""
    return (
        f"The drill went well: {backup.name} gave back {counts['jobs']} jobs and {len(manifest.files)} files.{as_there}"
    )


def _things(found: list[Suspect]) -> str:
    return "1 thing" if len(found) == 1 else f"{len(found)} things"


def _lost(found: list[Suspect], manifest: Manifest) -> list[Suspect]:
    """Return those findings that are not the shop's own."""
    known, missing, came = findings.still_open(findings.last_done()), set(manifest.missing), _places(manifest)
    return [
        each for each in found
        if findings.key(each) not in known and _place(each) not in came and missing.isdisjoint(_with_parents(each))
    ]  # fmt: skip


def _places(manifest: Manifest) -> set[str]:
    """Return the paths of all files in the backup, and of the folders that hold them."""
    paths = [PurePosixPath(each.path) for each in manifest.files]
    return {str(place) for path in paths for place in (path, *path.parents)}


def _place(suspect: Suspect) -> str:
    """Return where a backup would keep what a finding speaks of."""
    return f"storage/{suspect.path}" if suspect.name else suspect.path


def _with_parents(suspect: Suspect) -> list[str]:
    path = PurePosixPath(_place(suspect))
    return [str(path), *(str(parent) for parent in path.parents)]
