"""The staff list: the names that may act. Names are never removed; what they did stays theirs."""

import uuid

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.models import Staff
from app.services import event_service
from app.services.event_service import Who
from app.utils import clock
from app.utils.errors import Conflict, Invalid, NotFound

UNKNOWN = "There is no such name on the staff list. Look it up in the list."
LAST_ONE = "This is the last active name: without it nobody could act. Add or bring back another one first."


def every(*, include_inactive: bool = False) -> list[Staff]:
    """List the names that may act (`include_inactive`: those of earlier, too), in alphabetical order."""
    names = select(Staff).order_by(func.lower(Staff.name))
    return list(db.session.scalars(names if include_inactive else names.where(Staff.is_active)))


def require_active(name: str) -> Staff:
    """Return the member of staff of exactly that name. Raises Invalid at `staff_name` when nobody of it may act."""
    found = db.session.scalars(select(Staff).where(Staff.name == name)).one_or_none()
    if found is None:
        raise Invalid.field("staff_name", f"{name} is not on the staff list. Choose a name from the list.")
    if not found.is_active:
        raise Invalid.field("staff_name", f"{name} is no longer active. Choose another name from the list.")
    return found


def acting(who: Who, name: str) -> Who:
    """Return the caller under the name of an active member of staff. Raises Invalid at `staff_name`."""
    return who.named(require_active(name).name)


def by_id(staff_id: uuid.UUID) -> Staff:
    """Return a member of staff. Raises NotFound."""
    found = db.session.get(Staff, staff_id)
    if found is None:
        raise NotFound(UNKNOWN)
    return found


def named(name: str) -> Staff:
    """Return the member of staff of that name; capitals do not matter. Raises NotFound."""
    found = db.session.scalars(select(Staff).where(func.lower(Staff.name) == func.lower(name))).one_or_none()
    if found is None:
        raise NotFound(UNKNOWN)
    return found


def add(name: str, who: Who, reason: str) -> Staff:
    """Put a name on the list. Raises Conflict when it is taken, in whatever capitals."""
    staff = Staff(name=name)
    db.session.add(staff)
    try:
        db.session.flush()
    except IntegrityError as error:
        db.session.rollback()
        raise Conflict(
            f"{name} is on the list already, perhaps as inactive or in other capitals. Choose another name."
        ) from error
    event_service.record("StaffAdded", who, staff=name, reason=reason)
    db.session.commit()
    return staff


def set_active(staff: Staff, is_active: bool, who: Who, reason: str) -> Staff:
    """Let a name act, or no longer; asking twice changes nothing. Raises Conflict for the last active one."""
    active = db.session.scalars(select(Staff).where(Staff.is_active).order_by(Staff.id).with_for_update()).all()
    db.session.refresh(staff, with_for_update=True)
    if staff.is_active == is_active:
        return staff
    if not is_active and len(active) == 1:
        raise Conflict(LAST_ONE)
    staff.is_active = is_active
    staff.deactivated_at = None if is_active else clock.now()
    event_service.record("StaffReactivated" if is_active else "StaffDeactivated", who, staff=staff.name, reason=reason)
    db.session.commit()
    return staff
