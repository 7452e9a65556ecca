"""Fill the lab of the environment with jobs in every status, through the services: `python -m bench.full_shop 1000`.

Each job has a model of its own of some 50 kB, a folder where its status says, its quote and its payments.
"""

import itertools
import sys
import uuid
from datetime import timedelta

from sqlalchemy import select, update

from app import create_app
from app.demo import road
from app.demo.people import Order
from app.demo.solids import gear
from app.extensions import db
from app.models import Actor, Job, Staff, Workstation
from app.services import job_service
from app.services.event_service import Who
from app.utils import clock

ARCHIVED = "archived"
STOPS = (*road.ROADS, ARCHIVED)
MODEL = gear(24, 8)[80:]


def fill(count: int) -> None:
    """Make so many jobs, as many at each stop of the road."""
    staff_name = db.session.scalars(select(Staff.name).order_by(Staff.name)).first() or ""
    admin = Who(Actor.ADMIN, staff_name, db.session.scalars(select(Workstation)).first())
    for number, stop in zip(range(count), itertools.cycle(STOPS), strict=False):
        job_id = road.walk(order(number, "paid" if stop == ARCHIVED else stop), staff_name)
        if stop == ARCHIVED:
            reason = {"staff_name": staff_name, "reason": "Closed long ago", "retention_days": 30}
            long_ago = clock.now() - timedelta(days=31)
            db.session.execute(update(Job).where(Job.id == job_id).values(status_at=long_ago))
            db.session.commit()
            job_service.perform("archive", job_id, reason, admin)


def order(number: int, stop: str) -> Order:
    """Return the order of a student of this number, whose model nobody else sends."""
    model = uuid.uuid4().bytes.ljust(80, b" ") + MODEL
    filament, color = "Filament", "True Red"
    return Order(f"Mira Holm {number}", "Art", "ART 1360", filament, color, f"gear {number}.stl", model, stop)


if __name__ == "__main__":
    with create_app().app_context():
        fill(int(sys.argv[1]))
