"""The lab's workstations: shared computers, each with its own password and its own view of the storage."""

import uuid
from dataclasses import dataclass

from sqlalchemy import func, select

from app.extensions import db
from app.models import Workstation
from app.schemas.desk import WorkstationAdd, WorkstationChange
from app.services import event_service
from app.services.event_service import Who
from app.services.turns import take
from app.utils import passwords
from app.utils.errors import Conflict, NotFound

UNKNOWN = "There is no such workstation. Look it up in the list of workstations."
LAST_ADMIN = (
    "This is the last active admin workstation: without it nobody could manage the lab. "
    "Make another workstation an admin first."
)


@dataclass(frozen=True)
class Saved:
    """A workstation, and the password when it was made here; only its hash is kept."""

    workstation: Workstation
    password: str | None


def every() -> list[Workstation]:
    """List all workstations by name, the switched-off ones too."""
    return list(db.session.scalars(select(Workstation).order_by(func.lower(Workstation.name))))


def find(name: str) -> Workstation | None:
    """Return the workstation of that name; capitals do not matter, as tablets add them."""
    return db.session.scalars(select(Workstation).where(func.lower(Workstation.name) == name.lower())).one_or_none()


def named(name: str) -> Workstation:
    """Return the workstation of that name. Raises NotFound."""
    found = find(name)
    if found is None:
        raise NotFound(UNKNOWN)
    return found


def by_id(workstation_id: uuid.UUID) -> Workstation:
    """Return a workstation. Raises NotFound."""
    found = db.session.get(Workstation, workstation_id)
    if found is None:
        raise NotFound(UNKNOWN)
    return found


def add(wanted: WorkstationAdd, who: Who) -> Saved:
    """Add a workstation. Raises Conflict when the name is taken, in whatever capitals."""
    made = None if wanted.password else passwords.made_up()
    secret = passwords.hashed(wanted.password or made or "")
    _one_at_a_time()
    if find(wanted.name):
        raise Conflict(f"There is already a workstation called {wanted.name}. Choose another name.")
    facts = {"name": wanted.name, "is_admin": wanted.is_admin, "storage_root": wanted.storage_root or None}
    workstation = Workstation(**facts, password_hash=secret)
    db.session.add(workstation)
    db.session.flush()
    event_service.record("WorkstationAdded", who, workstation=wanted.name, added=facts, reason=wanted.reason)
    db.session.commit()
    return Saved(workstation, made)


def change(workstation: Workstation, wanted: WorkstationChange, who: Who) -> Saved:
    """Change what `wanted` names, all of it or nothing. Raises Conflict for the last active admin workstation."""
    reset = wanted.reset_password or wanted.password is not None
    made = passwords.made_up() if reset and wanted.password is None else None
    secret = passwords.hashed(wanted.password or made or "") if reset else None
    _one_at_a_time()
    db.session.refresh(workstation)
    _keep_an_admin(workstation, wanted)
    if secret:
        _set_password(workstation, secret, who, wanted.reason)
    _set_active(workstation, wanted.is_active, who, wanted.reason)
    _set_facts(workstation, wanted, who)
    db.session.commit()
    return Saved(workstation, made)


def _one_at_a_time() -> None:
    """Serialize changes, so that two of them cannot take one name or the last two admins; free at the commit."""
    take("workstations")


def _keep_an_admin(workstation: Workstation, wanted: WorkstationChange) -> None:
    if not (workstation.is_admin and workstation.is_active):
        return
    if wanted.is_active is not False and wanted.is_admin is not False:
        return
    others = select(func.count()).where(Workstation.is_admin, Workstation.is_active, Workstation.id != workstation.id)
    if not db.session.scalar(others):
        raise Conflict(LAST_ADMIN)


def _set_password(workstation: Workstation, secret: str, who: Who, reason: str) -> None:
    workstation.password_hash = secret
    workstation.session_version += 1
    event_service.record("WorkstationPasswordReset", who, workstation=workstation.name, reason=reason)


def _set_active(workstation: Workstation, is_active: bool | None, who: Who, reason: str) -> None:
    """Switch on or off; off ends every session at once, and on does not bring them back."""
    if is_active is None or is_active == workstation.is_active:
        return
    workstation.is_active = is_active
    if is_active:
        changed = {"is_active": True}
        event_service.record("WorkstationChanged", who, workstation=workstation.name, changed=changed, reason=reason)
    else:
        workstation.session_version += 1
        event_service.record("WorkstationRevoked", who, workstation=workstation.name, reason=reason)


def _set_facts(workstation: Workstation, wanted: WorkstationChange, who: Who) -> None:
    """Set the rights and the storage root; an empty root takes it away."""
    asked: dict[str, object] = {}
    if wanted.is_admin is not None:
        asked["is_admin"] = wanted.is_admin
    if "storage_root" in wanted.model_fields_set:
        asked["storage_root"] = wanted.storage_root or None
    changed = {name: value for name, value in asked.items() if getattr(workstation, name) != value}
    for name, value in changed.items():
        setattr(workstation, name, value)
    if changed:
        event_service.record(
            "WorkstationChanged", who, workstation=workstation.name, changed=changed, reason=wanted.reason
        )
