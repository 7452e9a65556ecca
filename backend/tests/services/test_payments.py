"""Payments: counted in cents, never edited, taken back by a second row, and never taken twice."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import ProgrammingError

from app.extensions import db
from app.models import Checkout, CheckoutVoid, Job, LabSettings, OutboxMail, Status
from app.services import job_service, job_views
from app.services.event_service import Who
from app.utils import clock
from app.utils.errors import Conflict, IllegalTransition, Invalid
from tests import acts, crowd
from tests.factories import make_job
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")
CARD = {"payment_type": "campus_card", "txn_no": "T-1"}


@pytest.fixture
def who(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("desk"))


def completed() -> Job:
    return make_job(status=Status.COMPLETED)


def pay(job: Job, who: Who, **changes: Any) -> Job:
    return acts.perform("payment", job.id, who, **changes)


def refused(job: Job, who: Who, **changes: Any) -> str:
    """Return the field at which a payment is refused."""
    with pytest.raises((Invalid, Conflict)) as found:
        pay(job, who, **changes)
    db.session.rollback()
    acts.let_locks_run_out()
    assert not db.session.scalar(select(func.count()).select_from(Checkout).where(Checkout.txn_no.is_(None)))
    return str(found.value.extra["fields"][0]["field"])


def lines(job: Job) -> list[dict[str, Any]]:
    db.session.rollback()
    return [json.loads(line.model_dump_json()) for line in job_views.one(job.id).payments]


def test_what_is_paid_is_counted_from_the_quote_s_rates(who: Who) -> None:
    job = completed()
    data = db.session.get_one(LabSettings, 1).data
    dearer = data | {"methods": [each | {"cents_per_gram": 99} for each in data["methods"]]}
    db.session.execute(update(LabSettings).values(data=dearer))
    db.session.commit()
    assert pay(job, who, grams=52.5, payer="  ").status is Status.PAIDPICKEDUP
    (line,) = lines(job)
    assert (line["charged_cents"], line["calculated_cents"], line["grams"]) == (525, 525, 52.5)
    assert (line["payer"], line["picked_up_by"], line["staff_name"]) == ("Ann Student", "Mira Holm", "Dora Hartwig")
    assert (line["paid_on"], line["is_voided"], line["is_partial"]) == (clock.now().date().isoformat(), False, False)
    without_quote = make_job(status=Status.COMPLETED, quote_rates=None, quote_price_cents=None)
    pay(without_quote, who, grams=10)
    assert lines(without_quote)[0]["charged_cents"] == 990


def test_another_amount_needs_a_reason_and_both_are_kept(who: Who) -> None:
    job = completed()
    assert refused(job, who, charged_cents=250) == "reason"
    assert pay(job, who, charged_cents=250, reason="A scratch", paid_on="2026-11-02").status is Status.PAIDPICKEDUP
    (line,) = lines(job)
    assert (line["charged_cents"], line["calculated_cents"], line["reason"]) == (250, 400, "A scratch")
    assert line["paid_on"] == date(2026, 11, 2).isoformat()
    same = completed()
    pay(same, who, charged_cents=400)
    assert lines(same)[0]["charged_cents"] == 400


def test_waived_charges_nothing(who: Who) -> None:
    job = completed()
    assert refused(job, who, payment_type="waived", charged_cents=100, reason="half") == "charged_cents"
    pay(job, who, payment_type="waived")
    assert (lines(job)[0]["charged_cents"], lines(job)[0]["calculated_cents"]) == (0, 400)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"payment_type": "campus_card"}, "txn_no"), ({"payment_type": "campus_card", "txn_no": " "}, "txn_no"),
        ({"payment_type": "cash"}, "payment_type"), ({"grams": -1}, "grams"), ({"charged_cents": -1}, "charged_cents"),
        ({"charged_cents": 1.5}, "charged_cents"), ({"picked_up_by": ""}, "picked_up_by"),
        ({"paid_on": "yesterday"}, "paid_on"), ({"partial": "yes"}, "partial"), ({"txn_no": "x" * 61}, "txn_no"),
    ],
)  # fmt: skip
def test_a_payment_that_cannot_be(who: Who, changes: dict[str, Any], field: str) -> None:
    assert refused(completed(), who, **changes) == field


def test_partial_payments_keep_the_job_until_the_last_one(who: Who) -> None:
    job = completed()
    assert pay(job, who, grams=10, partial=True).status is Status.COMPLETED
    assert pay(job, who, grams=50).status is Status.PAIDPICKEDUP
    assert [(line["charged_cents"], line["is_partial"]) for line in lines(job)] == [(300, True), (500, False)]
    acts.perform("revert-pickup", job.id, who)
    assert [line["is_voided"] for line in lines(job)] == [False, True]
    assert acts.events(job.id) == ["PaymentRecorded", "PaymentRecorded", "StatusReverted", "PaymentVoided"]
    pay(job, who, grams=50)
    assert [line["is_voided"] for line in lines(job)] == [False, True, False]
    kinds = db.session.scalars(select(OutboxMail.kind).where(OutboxMail.job_id == job.id)).all()
    assert kinds == ["receipt"] * 3


def test_a_transaction_number_pays_once_until_it_is_voided(who: Who) -> None:
    first, second = completed(), completed()
    pay(first, who, **CARD)
    assert refused(second, who, **CARD) == "txn_no"
    assert refused(second, who, payment_type="check", txn_no="T-1") == "txn_no"
    acts.perform("revert-pickup", first.id, who)
    pay(second, who, **CARD)
    assert refused(first, who, **CARD) == "txn_no"
    void = db.session.scalars(select(CheckoutVoid)).one()
    assert (void.staff_name, void.reason) == ("Dora Hartwig", "Wrong job")


def test_one_number_at_two_desks_at_once(app: Flask, who: Who) -> None:
    jobs = [completed() for _ in range(4)]
    works = [acts.performing("payment", job.id, acts.holding(job.id, who), **CARD) for job in jobs]
    assert crowd.names(crowd.at_once(app, *works)) == ["Conflict"] * 3 + ["ok"]
    assert db.session.scalar(select(func.count()).select_from(Checkout)) == 1


def test_the_same_key_and_body_give_the_first_answer(who: Who) -> None:
    job, keyed = completed(), replace(who, idempotency_key="k-1")
    pay(job, keyed)
    for _ in range(2):
        again = job_service.perform("payment", job.id, acts.body("payment"), keyed)  # the lock is long gone
        assert (again.id, again.status) == (job.id, Status.PAIDPICKEDUP)
    assert acts.events(job.id) == ["PaymentRecorded"]
    with pytest.raises(Conflict, match="another payment"):
        job_service.perform("payment", job.id, acts.body("payment", grams=41.0), keyed)
    db.session.rollback()
    with pytest.raises(Conflict, match="another payment"):
        job_service.perform("payment", completed().id, acts.body("payment"), keyed)
    db.session.rollback()
    with pytest.raises(Invalid, match="200 characters"):
        job_service.perform("payment", job.id, acts.body("payment"), replace(who, idempotency_key="k" * 201))


def test_the_same_key_at_once_pays_once(app: Flask, who: Who) -> None:
    one, other = completed(), completed()
    holder = replace(acts.holding(one.id, who), idempotency_key="k-2")
    results = crowd.at_once(app, *[acts.performing("payment", one.id, holder)] * 4)
    assert crowd.names(results) == ["ok"] * 4
    assert acts.events(one.id) == ["PaymentRecorded"]
    key = {"idempotency_key": "k-3"}
    works = [
        acts.performing("payment", job.id, replace(acts.holding(job.id, who), **key))  # type: ignore[arg-type]  # a str
        for job in (other, completed())
    ]
    assert crowd.names(crowd.at_once(app, *works)) == ["Conflict", "ok"]


def test_a_payment_is_never_edited_or_deleted(who: Who) -> None:
    job = completed()
    pay(job, who)
    for statement in (update(Checkout).values(charged_cents=1), delete(Checkout), text("TRUNCATE checkouts CASCADE")):
        with pytest.raises(ProgrammingError, match="permission denied"):
            db.session.execute(statement)
        db.session.rollback()


def test_a_job_whose_method_is_gone_says_whom_to_ask(who: Who) -> None:
    job = make_job(status=Status.COMPLETED, print_method="Laser", quote_rates=None)
    with pytest.raises(Invalid, match="Laser"):
        pay(job, who)


def test_a_job_that_was_handed_over_without_a_payment_comes_back_and_can_be_paid(who: Who) -> None:
    job = make_job(status=Status.PAIDPICKEDUP)
    with pytest.raises(IllegalTransition):
        pay(job, who)
    db.session.rollback()
    acts.let_locks_run_out()
    assert acts.perform("revert-pickup", job.id, who).status is Status.COMPLETED
    assert db.session.scalar(select(func.count()).select_from(CheckoutVoid)) == 0
    assert pay(job, who).status is Status.PAIDPICKEDUP
