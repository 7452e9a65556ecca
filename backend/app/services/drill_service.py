"""Trying a backup out: after a restore into an empty place, everything is compared, and the good end is noted."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from app.services import backup_state, event_chain, restore_checks
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
    proof = event_chain.verify()
    if proof.broken:
        raise Conflict(f"The event log did not come back whole: {proof.broken.how}")
    counts = manifest.facts.counts
    return f"The drill went well: {backup.name} gave back {counts['jobs']} jobs and {len(manifest.files)} files."
