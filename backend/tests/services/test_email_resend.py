"""Mails that the desk sends again, and reminders of prices that wait."""

import threading
import uuid
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app.extensions import db
from app.models import Actor, Checkout, CheckoutLine, CheckoutVoid, Event, Job, OutboxMail, PaymentType, Status
from app.services import email_service, mail_delivery
from app.services.event_service import Who
from app.utils import clock
from app.utils.errors import Invalid, NotFound, TooMany
from tests.factories import make_job

WHO = Who(Actor.STAFF, "desk")
BODY = {"staff_name": "Dora Hartwig"}


def resend(job: Job, kind: str) -> str:
    return email_service.resend(job.id, BODY | {"kind": kind}, WHO).message


def mails(kind: str) -> list[OutboxMail]:
    db.session.rollback()
    return list(db.session.scalars(select(OutboxMail).where(OutboxMail.kind == kind).order_by(OutboxMail.id)))


def pay(job: Job, is_void: bool = False) -> Checkout:
    checkout = Checkout(
        paid_on=clock.now().date(), payment_type=PaymentType.CHECK, calculated_cents=425, charged_cents=425,
        picked_up_by="Ann", staff_name="Ada", workstation_id=uuid.uuid4(), body_sha256="0" * 64,
        lines=[CheckoutLine(job_id=job.id, grams=42.5, charged_cents=425)],
    )  # fmt: skip
    if is_void:
        checkout.void = CheckoutVoid(staff_name="Ada", workstation_id=uuid.uuid4(), reason="mistake")
    db.session.add(checkout)
    db.session.commit()
    return checkout


def test_goes_out_again_and_says_who_did_it(app: Flask, staff: object) -> None:
    job = make_job(status=Status.PENDING)
    assert "ann@example.edu" in resend(job, "quote")
    assert [mail.context for mail in mails("quote")] == [{"price_cents": 425, "serial": 1}]
    event = db.session.scalars(select(Event)).one()
    assert (event.type, event.triggered_by, event.details) == ("EmailResent", "Dora Hartwig", {"kind": "quote"})


def test_at_most_once_per_five_minutes_per_job_and_mail(app: Flask, staff: object) -> None:
    job = make_job(status=Status.PENDING)
    resend(job, "quote")
    with pytest.raises(TooMany) as refusal:
        resend(job, "quote")
    assert 290 <= (refusal.value.retry_after_s or 0) <= 300
    db.session.rollback()
    resend(job, "received")
    resend(make_job(status=Status.PENDING), "quote")
    assert len(mails("quote")) == 2


def test_two_desks_at_once_send_it_once(app: Flask, staff: object) -> None:
    job_id = make_job(status=Status.PENDING).id
    outcomes: list[str] = []

    def press() -> None:
        with app.app_context():
            try:
                email_service.resend(job_id, BODY | {"kind": "quote"}, WHO)
                outcomes.append("sent")
            except TooMany:
                db.session.rollback()
                outcomes.append("too many")

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["sent", "too many", "too many", "too many"]
    assert len(mails("quote")) == 1


def test_a_price_whose_link_has_run_out_gets_a_fresh_one(app: Flask, staff: object) -> None:
    job = make_job(status=Status.PENDING, confirm_expires_at=clock.now() - timedelta(hours=1))
    email_service.queue("quote", job)
    db.session.commit()
    resend(job, "quote")
    db.session.refresh(job)
    assert job.confirm_serial == 2
    left = job.confirm_expires_at - clock.now()  # type: ignore[operator]  # it has a link
    assert timedelta(hours=71, minutes=59) < left <= timedelta(hours=72)
    old, new = mails("quote")
    assert mail_delivery.overtaken(old, job)
    assert not mail_delivery.overtaken(new, job)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (Status.UPLOADED, "quote"), (Status.READYTOPRINT, "quote"), (Status.PENDING, "reminder"),
        (Status.PENDING, "confirmed"), (Status.REJECTED, "received"), (Status.PRINTING, "ready_for_pickup"),
        (Status.PAIDPICKEDUP, "canceled"), (Status.PENDING, "no such mail"), (Status.ARCHIVED, "received"),
    ],
)  # fmt: skip
def test_refuses_what_makes_no_sense_now(app: Flask, staff: object, status: Status, kind: str) -> None:
    job = make_job(status=status)
    with pytest.raises(Invalid) as refusal:
        resend(job, kind)
    assert refusal.value.extra["fields"][0]["field"] == "kind"
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(OutboxMail)) == 0


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (Status.UPLOADED, "received"), (Status.PRINTING, "received"), (Status.PENDING, "quote"),
        (Status.READYTOPRINT, "confirmed"), (Status.REJECTED, "rejected"), (Status.CANCELED, "canceled"),
        (Status.COMPLETED, "ready_for_pickup"),
    ],
)  # fmt: skip
def test_sends_what_makes_sense_now(app: Flask, staff: object, status: Status, kind: str) -> None:
    resend(make_job(status=status), kind)
    assert len(mails(kind)) == 1


def test_a_receipt_is_for_the_latest_payment_that_stands(app: Flask, staff: object) -> None:
    job = make_job(status=Status.PAIDPICKEDUP)
    with pytest.raises(Invalid):
        resend(job, "receipt")
    db.session.rollback()
    standing = pay(job)
    pay(job, is_void=True)
    resend(job, "receipt")
    assert [mail.context for mail in mails("receipt")] == [{"checkout_id": str(standing.id)}]


def test_a_receipt_of_a_voided_payment_does_not_leave(app: Flask) -> None:
    job = make_job(status=Status.COMPLETED)
    mail = email_service.queue("receipt", job, checkout_id=pay(job, is_void=True).id)
    db.session.commit()
    assert mail_delivery.overtaken(mail, job) == "the payment was voided"


def test_refuses_unknown_staff_and_unknown_jobs(app: Flask, staff: object) -> None:
    with pytest.raises(NotFound):
        email_service.resend(uuid.uuid4(), BODY | {"kind": "quote"}, WHO)
    with pytest.raises(Invalid):
        email_service.resend(make_job().id, {"staff_name": "Nobody", "kind": "received"}, WHO)


def test_reminds_once_of_every_link_that_ends_within_a_day(app: Flask) -> None:
    soon = {"status": Status.PENDING, "confirm_expires_at": clock.now() + timedelta(hours=23)}
    job = make_job(**soon)
    make_job(status=Status.PENDING)
    make_job(status=Status.PENDING, confirm_expires_at=clock.now() - timedelta(minutes=1))
    make_job(**soon | {"status": Status.READYTOPRINT})
    assert email_service.queue_reminders() == 1
    assert email_service.queue_reminders() == 0
    assert [(mail.job_id, mail.context["serial"]) for mail in mails("reminder")] == [(job.id, 1)]
    db.session.execute(update(Job).where(Job.id == job.id).values(confirm_serial=2))
    db.session.commit()
    assert email_service.queue_reminders() == 1


def test_two_schedulers_remind_once(app: Flask) -> None:
    for _ in range(5):
        make_job(status=Status.PENDING, confirm_expires_at=clock.now() + timedelta(hours=1))

    def remind() -> None:
        with app.app_context():
            email_service.queue_reminders()

    threads = [threading.Thread(target=remind) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(mails("reminder")) == 5


def test_a_short_lived_link_is_not_reminded_of_at_once(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    short = app.extensions["settings"].model_copy(update={"confirm_hours": 10})
    monkeypatch.setitem(app.extensions, "settings", short)
    make_job(status=Status.PENDING, confirm_expires_at=clock.now() + timedelta(hours=10))
    assert email_service.queue_reminders() == 0
    db.session.execute(update(Job).values(confirm_expires_at=func.now() + timedelta(hours=4)))
    db.session.commit()
    assert email_service.queue_reminders() == 1


def test_refuses_a_kind_that_the_lifecycle_lacks(app: Flask) -> None:
    with pytest.raises(ValueError, match="lifecycle"):
        email_service.queue("advertisement", make_job())
