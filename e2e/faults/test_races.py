"""Many at once: whatever is tried together, exactly one succeeds, and it leaves one event and one mail.

Five rounds of each race; fifty with LAB_FULL=1.
"""

import pytest

from e2e.caller import Answer
from e2e.conftest import IS_FULL
from e2e.desk import MAIL_OF, PAYMENT, PRICE_CENTS, Desk, job_in
from e2e.mailbox import MAIL_WITHIN_S
from e2e.racing import at_once, only_winner
from e2e.shop import Shop
from e2e.student import Sent, Student
from e2e.waiting import wait_for

ROUNDS = range(50 if IS_FULL else 5)
LOST = {409: {"illegal_transition", "locked"}, 423: {"lock_required"}}
pytestmark = pytest.mark.timeout(900 if IS_FULL else 300)


def check_left_behind(shop: Shop, job: Sent, status: str, event: str, mail: str) -> None:
    """Make sure that one change happened once: status, one event, one promise of a mail, one mail."""
    assert shop.value(f"SELECT status FROM jobs WHERE id = '{job.id}'") == status
    events = shop.rows(f"SELECT type FROM events WHERE job_id = '{job.id}'")
    changes = [each["type"] for each in events if each["type"] in MAIL_OF]
    assert changes.count(event) == 1, changes
    promised = [each["kind"] for each in shop.rows(f"SELECT kind FROM outbox WHERE job_id = '{job.id}'")]
    assert sorted(promised) == sorted(["received", *(MAIL_OF[each] for each in changes)])
    assert promised.count(mail) == 1
    left = f"SELECT count(*) FROM outbox WHERE job_id = '{job.id}' AND status = 'queued'"
    wait_for(lambda: shop.value(left) == 0, f"mails about {job.reference}", MAIL_WITHIN_S)
    assert shop.mailbox.kinds(job.reference).count(mail) == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_eight_approvals_with_one_lock(_round: int, shop: Shop, desk: Desk, student: Student) -> None:
    job = job_in("UPLOADED", desk, student)
    body, lock_token = desk.quote_body(job.id), desk.lock(job.id)
    answers = at_once([lambda: desk.act_with(lock_token, job.id, "approve", **body)] * 8)
    only_winner(answers, 200, LOST)
    check_left_behind(shop, job, "PENDING", "JobApproved", "quote")


@pytest.mark.parametrize("_round", ROUNDS)
def test_approve_against_reject(_round: int, shop: Shop, desk: Desk, other_desk: Desk, student: Student) -> None:
    job = job_in("UPLOADED", desk, student)
    body, lock_token = desk.quote_body(job.id), desk.lock(job.id)
    answers = at_once(
        [
            lambda: desk.act_with(lock_token, job.id, "approve", **body),
            lambda: other_desk.act_with(lock_token, job.id, "reject", reasons=["too_small"]),
        ]
    )
    winner = only_winner(answers, 200, LOST)
    outcome = [("PENDING", "JobApproved", "quote"), ("REJECTED", "JobRejected", "rejected")][winner]
    check_left_behind(shop, job, *outcome)


@pytest.mark.parametrize("number", ROUNDS)
def test_payment_at_two_desks(number: int, shop: Shop, desk: Desk, other_desk: Desk, student: Student) -> None:
    job = job_in("COMPLETED", desk, student)
    if number % 2:  # both hold the same lock: the worst that a copied tab could do
        lock_token = desk.lock(job.id)
        deeds = [lambda d=each: d.act_with(lock_token, job.id, "payment", **PAYMENT) for each in (desk, other_desk)]
    else:
        deeds = [lambda d=each: take_and_pay(d, job) for each in (desk, other_desk)]
    only_winner(at_once(deeds), 200, LOST)
    assert shop.value(f"SELECT count(*) FROM checkout_lines WHERE job_id = '{job.id}'") == 1
    check_left_behind(shop, job, "PAIDPICKEDUP", "PaymentRecorded", "receipt")


def take_and_pay(desk: Desk, job: Sent) -> Answer:
    """Take the lock and pay, as the dialog does; return the first refusal or the payment."""
    granted = desk.take_lock(job.id)
    if granted.status != 200:
        return granted
    return desk.act_with(granted.json["lock_token"], job.id, "payment", **PAYMENT)


@pytest.mark.parametrize("_round", ROUNDS)
def test_student_says_yes_while_staff_cancels(_round: int, shop: Shop, desk: Desk, student: Student) -> None:
    job = job_in("PENDING", desk, student)
    path, lock_token = student.confirm_path(job), desk.lock(job.id)
    yes = {"accept": True, "price_cents": PRICE_CENTS}
    answers = at_once(
        [
            lambda: student.post(path, yes),
            lambda: student.post(f"{path}/decline", {}),
            lambda: desk.act_with(lock_token, job.id, "reject", comment="Torn."),
        ]
    )
    winner = only_winner(answers, 200, LOST)
    outcome = [
        ("READYTOPRINT", "JobConfirmed", "confirmed"),
        ("CANCELED", "JobCanceled", "canceled"),
        ("REJECTED", "JobRejected", "rejected"),
    ][winner]
    check_left_behind(shop, job, *outcome)


@pytest.mark.parametrize("_round", ROUNDS)
def test_eight_want_the_lock(_round: int, desk: Desk, other_desk: Desk, student: Student) -> None:
    job = job_in("UPLOADED", desk, student)
    deeds = [lambda d=each: d.take_lock(job.id) for each in (desk, other_desk) * 4]
    only_winner(at_once(deeds), 200, {409: {"locked"}})
