"""The catalogue: what the lab offers and what it costs."""

from functools import lru_cache
from pathlib import Path

from flask import current_app
from sqlalchemy import Text, cast, func, select

from app.config import Settings
from app.extensions import db
from app.models import Job, LabSettings, Status
from app.schemas.catalog import BusyLevel, Catalog, CatalogView, Limits
from app.utils import clock

SEED = Path(__file__).parent.parent / "catalogue.json"
WRITTEN = select(cast(LabSettings.data, Text))
FORMATS = ("stl", "obj", "3mf")


def settings() -> Settings:
    """Return the settings of the running application."""
    found: Settings = current_app.extensions["settings"]
    return found


def seed() -> None:
    """Write the first catalogue, unless there is one. Does not commit."""
    if db.session.get(LabSettings, 1) is None:
        catalog = Catalog.model_validate_json(SEED.read_text())
        db.session.add(LabSettings(id=1, data=catalog.model_dump(mode="json"), updated_at=clock.now()))


def current() -> Catalog:
    """Return the lab's catalogue as it is now; it is shared, so nobody changes it."""
    return understood(db.session.scalars(WRITTEN).one())


@lru_cache(maxsize=1)
def understood(written: str) -> Catalog:
    """Read the catalogue as it is `WRITTEN`; nobody changes what this returns."""
    return Catalog.model_validate_json(written)


def view() -> CatalogView:
    """Return what a student needs to fill the form in."""
    found = settings()
    limits = Limits(max_upload_bytes=found.max_upload_bytes, formats=list(FORMATS))
    return CatalogView(**current().model_dump(), limits=limits, busy=_busy(), shows_inbox=found.shows_inbox)


def _busy() -> BusyLevel:
    waiting = _count(Status.UPLOADED, Status.PENDING, Status.READYTOPRINT)
    level = "calm" if waiting < 10 else "busy" if waiting < 30 else "very_busy"
    return BusyLevel(level=level, waiting_jobs=waiting, printing_jobs=_count(Status.PRINTING))


def _count(*statuses: Status) -> int:
    return db.session.scalar(select(func.count()).select_from(Job).where(Job.status.in_(statuses))) or 0
