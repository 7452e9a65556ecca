"""What happens after a fault: time passes, the scheduler does its duties until nothing is left to do."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select, text, update

from app.extensions import db
from app.models import OPEN_MOVES, Base, FileMove, Job, Original
from app.scheduler import DUTIES
from app.services.catalog_service import settings
from tests import acts, outbox

MOST_ROUNDS = 8
SIGNS_OF_LIFE = "heartbeats"
# Duties that put nothing right.
LOOKING_ON = {"heartbeat", "alerts", "file check", "backup", "estimates", "trial slices"}
ALL_ROWS = text(
    " UNION ALL ".join(
        f"SELECT '{name}', (SELECT string_agg(line::text, '; ' ORDER BY line::text) FROM {name} line)"
        for name in Base.metadata.tables if name != SIGNS_OF_LIFE
    )
)  # fmt: skip
State = dict[str, object]


def recover() -> None:
    """Let the time pass and do every duty, again and again, until a whole round changes nothing at all."""
    for _ in range(MOST_ROUNDS):
        let_time_pass()
        before = state()
        for duty in (each for each in DUTIES if each.name not in LOOKING_ON):
            duty.run()
            db.session.remove()
        if (after := state()) == before:
            return
    raise AssertionError(f"it never comes to rest: {difference(before, after)}")


def let_time_pass() -> None:
    """Let every lease run out and all that waits be due, and everything on the disk be old."""
    acts.let_leases_run_out()
    outbox.make_due()
    outbox.end_leases()
    older = {"updated_at": func.now() - timedelta(minutes=1)}
    db.session.execute(update(Job).where(Job.metadata_stale).values(older))
    begun = update(Original).where(Original.report.is_(None), Original.inspect_attempts > 0)
    db.session.execute(begun.values(created_at=func.now() - timedelta(minutes=1)))
    db.session.commit()
    acts.let_files_age()


def state() -> State:
    """Take down all rows and all files: sizes, times and inodes."""
    db.session.rollback()
    rows: State = {name: rows for name, rows in db.session.execute(ALL_ROWS)}
    db.session.rollback()
    return rows | {"files": tree(settings().data_dir)}


def tree(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Take down every file below a folder, hidden ones too."""
    found = {each.relative_to(folder).as_posix(): each.stat() for each in folder.rglob("*") if each.is_file()}
    return {name: (status.st_size, status.st_mtime_ns, status.st_ino) for name, status in found.items()}


def difference(before: State, after: State) -> State:
    """Name what a round changed."""
    return {name: (before[name], after[name]) for name in before if before[name] != after[name]}


def open_moves() -> list[FileMove]:
    """List the moves that have not come to an end."""
    return list(db.session.scalars(select(FileMove).where(FileMove.state.in_(OPEN_MOVES))))
