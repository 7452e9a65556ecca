"""Trying a backup out: after a restore into an empty place, everything is compared, and the good end is noted."""

from pathlib import Path

from app.services import backup_state, event_chain, restore_checks
from app.services.backup_manifest import Manifest
from app.utils import clock
from app.utils.errors import Conflict


def judge(backup: Path, manifest: Manifest) -> str:
    """Compare what was restored here with its backup, note the good drill, and say so in a sentence.

    Raises Conflict when something did not come back; that is noted, too.
    """
    now = clock.now().isoformat()
    try:
        restore_checks.require_all_there(manifest)
        proof = event_chain.verify()
        if proof.broken:
            raise Conflict(f"The event log did not come back whole: {proof.broken.how}")
    except (Conflict, OSError) as error:
        backup_state.note(failure=f"drill of {backup.name}: {error}", failed_at=now)
        raise
    backup_state.note(last_drill=now, drilled=backup.name)
    counts = manifest.facts.counts
    return f"The drill went well: {backup.name} gave back {counts['jobs']} jobs and {len(manifest.files)} files."
