"""The system log as the admin reads it, and the proof of the whole log in words."""

from sqlalchemy import select

from app.extensions import db
from app.models import Event
from app.schemas.event_log import LogPage, LogQuery, Verification
from app.schemas.job import EventView
from app.services import event_chain

# What was done to a job past its ordinary road, or ended it: its own page is gone, or shows it among many.
OF_THE_LAB = ("JobDeleted", "JobArchived", "JobPruned", "AdminOverride")


def page(query: LogQuery) -> LogPage:
    """List what happened around the jobs and what removed or overruled one, newest first."""
    ours = Event.job_id.is_(None) | Event.type.in_(OF_THE_LAB)
    statement = select(Event).where(ours).order_by(Event.id.desc()).limit(query.limit + 1)
    if query.before:
        statement = statement.where(Event.id < query.before)
    found = list(db.session.scalars(statement))
    shown = found[: query.limit]
    return LogPage(
        events=[EventView.model_validate(each) for each in shown],
        next_before=shown[-1].id if len(found) > query.limit else None,
    )


def verify() -> Verification:
    """Go through the whole log and say what was found."""
    proof = event_chain.verify()
    broken = proof.broken
    return Verification(
        ok=broken is None, checked=proof.checked, first_bad=broken.place if broken else None,
        message=_broken(broken) if broken else _whole(proof), kept_heads=proof.anchors, erased=proof.erased,
    )  # fmt: skip


def _whole(proof: event_chain.Proof) -> str:
    kept = ", and agree with every head that was kept on the storage" if proof.anchors else ""
    return f"All {proof.checked} lines are as they were written{kept}."


def _broken(broken: event_chain.Broken) -> str:
    return (
        f"{broken.how} Somebody with full rights over the database has changed the log. Keep the newest backup of "
        "before, change the database passwords, and compare the log with that backup."
    )
