"""What a new installation needs before anybody can work with it; done again, it changes nothing."""

from sqlalchemy import exists, select

from app.extensions import db
from app.models import Staff, Workstation
from app.schemas.base import parse
from app.schemas.desk import WorkstationAdd
from app.services import catalog_service, share, staff_service, workstation_service
from app.services.event_service import SYSTEM

FIRST_WORKSTATION = "front-desk"
FIRST_STAFF = ("Alex Kim", "Sam Rivera")
REASON = "first start of this installation"


def open_shop(password: str | None) -> str | None:
    """Seed the catalogue, the first admin workstation and two staff names, each where there is none yet.

    Returns the workstation's password when one had to be made up, as nobody else knows it.
    """
    catalog_service.seed()
    db.session.commit()
    made = _first_workstation(password) if _is_empty(Workstation) else None
    if _is_empty(Staff):
        for name in FIRST_STAFF:
            staff_service.add(name, SYSTEM, REASON)
    return made


def mark_storage() -> bool:
    """Mark the storage as ours when that is safe, and say whether it carries the mark.

    Safe is a folder on the host's own disk, or a fresh installation. Later an unmounted share looks like an empty
    folder, and a mark in it would let jobs be placed beside the share: then a person has to say so (`cli storage`).
    """
    at = catalog_service.settings()
    if at.storage_root.is_relative_to(at.data_dir) or _is_empty(Workstation):
        share.establish()
    return share.is_reachable()


def _first_workstation(password: str | None) -> str | None:
    facts = {"name": FIRST_WORKSTATION, "password": password, "is_admin": True}
    wanted = parse(WorkstationAdd, facts | {"staff_name": SYSTEM.name, "reason": REASON})
    return workstation_service.add(wanted, SYSTEM).password


def _is_empty(table: type[Staff] | type[Workstation]) -> bool:
    return not db.session.scalar(select(exists(select(table.id))))
