"""Walk each order of the demo down the road, as students and staff would."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from itertools import cycle
from typing import Any

from sqlalchemy import select, update

from app.demo.people import Order, orders
from app.extensions import db
from app.models import Actor, Job, Status, Workstation
from app.models.base import Json
from app.schemas.student import SubmitForm
from app.services import catalog_service, event_service, job_service, lock_service, move_service, staff_service
from app.services.catalog_service import settings
from app.services.event_service import Who
from app.services.names import words
from app.services.submission_service import from_file
from app.utils import clock
from app.utils.streams import IncomingFile

# The steps that lead to each stop: (action, body), in order. An empty body is filled in by `_bodies`.
ROADS: dict[str, list[str]] = {
    "new": [],
    "reviewed": ["review"],
    "quoted": ["review", "approve"],
    "rejected": ["reject"],
    "canceled": ["cancel"],
    "declined": ["approve", "decline"],
    "confirmed": ["approve", "confirm"],
    "printing": ["approve", "confirm", "mark-printing"],
    "failed": ["approve", "confirm", "mark-printing", "mark-failed"],
    "completed": ["approve", "confirm", "mark-printing", "mark-complete"],
    "partly-paid": ["approve", "confirm", "mark-printing", "mark-complete", "partial-payment"],
    "paid": ["approve", "confirm", "mark-printing", "mark-complete", "payment"],
}


def build(tell: Callable[[str], None]) -> int:
    """Make the jobs, telling of each; return how many there are now. Does nothing in a lab that has jobs already."""
    if db.session.scalar(select(Job.id).limit(1)) is not None:
        return 0
    found = orders()
    names = cycle(staff.name for staff in staff_service.every(include_inactive=False))
    for number, order in enumerate(found):
        job_id = walk(order, next(names))
        _backdate(job_id, hours=3 * (len(found) - number))
        tell(f"{number + 1}/{len(found)} {order.student_name}: {order.stop}")
    return len(found)


def walk(order: Order, staff_name: str) -> uuid.UUID:
    """Send an order in and walk it down the road to its stop, with this member of staff; returns the job."""
    job_id = _submit(order)
    for step in ROADS[order.stop]:
        _step(step, job_id, staff_name)
    return job_id


def _submit(order: Order) -> uuid.UUID:
    incoming = IncomingFile(settings().data_dir / "originals", settings().max_upload_bytes)
    incoming.write(order.model)
    method = catalog_service.current().method(order.method)
    if method is None:
        raise LookupError(f"the catalogue has no method {order.method}; the demo needs the first catalogue")
    number = sum(order.model[:84]) % len(method.printers)
    form = SubmitForm(
        student_name=order.student_name, student_email=_address(order.student_name), discipline=order.discipline,
        class_number=order.class_number, print_method=order.method, color=order.color,
        printer=method.printers[number].name, acknowledged_minimum_charge=True,
    )  # fmt: skip
    job_id = from_file(form, incoming, order.filename).job.id
    move_service.follow(job_id)
    return job_id


def _address(name: str) -> str:
    return f"{words(name, 24).lower()}@students.example.edu"


def _step(step: str, job_id: uuid.UUID, name: str) -> None:
    job = lock_service.found_job(job_id)
    body = _bodies(job, name)[step]
    if step in {"confirm", "decline"}:
        job_service.perform(step, job_id, body, event_service.STUDENT)
        return
    who = Who(Actor.STAFF, name, db.session.scalars(select(Workstation).order_by(Workstation.id)).first())
    token = lock_service.take(job_id, body, who).lock_token
    action = "payment" if step == "partial-payment" else step
    job_service.perform(action, job_id, body, Who(who.actor, name, who.workstation, token))


def _bodies(job: Job, name: str) -> dict[str, Json]:
    grams = 12.0 + 7.3 * (job.number % 11)
    amount: dict[str, Any] = {"weight_g": grams} if job.print_method == "Filament" else {"volume_ml": grams / 2}
    payment = {"grams": grams, "picked_up_by": job.student_name, "payment_type": "campus_card"}
    payment["txn_no"] = f"TX-{70000 + job.number}"
    bodies: dict[str, Json] = {
        "review": {"reviewed": True},
        "approve": {"authoritative_file": job.file_name, "time_hours": grams / 9, **amount},
        "reject": {"reasons": ["too_small"], "comment": "The teeth are thinner than one line of the printer."},
        "cancel": {"reason": "The student found a mistake and will send it again."},
        "confirm": {"accept": True, "price_cents": job.quote_price_cents},
        "decline": {"reason": "More than I had planned for."},
        "mark-printing": {"printer": job.printer},
        "mark-failed": {"reason": "Came off the plate after an hour; we try again."},
        "mark-complete": {"storage_place": f"Shelf {'ABC'[job.number % 3]}, box {job.number % 7 + 1}"},
        "payment": payment,
        "partial-payment": payment | {"grams": grams / 2, "partial": True},
    }
    return {step: {"staff_name": name, **body} for step, body in bodies.items()}


def _backdate(job_id: uuid.UUID, hours: float) -> None:
    """Let the jobs of a demo look as if they had come in over some days."""
    earlier = clock.now() - timedelta(hours=hours)
    waiting = Job.status.in_([Status.UPLOADED, Status.PENDING])
    db.session.execute(update(Job).where(Job.id == job_id).values(created_at=earlier, metadata_stale=True))
    db.session.execute(update(Job).where(Job.id == job_id, waiting).values(status_at=earlier))
    db.session.commit()
