"""People who act on one job at the same moment: exactly one succeeds, with one event and one mail."""

import itertools
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from app.extensions import db
from app.models import Actor, Checkout, Job, OutboxMail, Status
from app.services import confirm_service, job_service, originals, tracking_service
from app.services.event_service import Who
from tests import acts, crowd, story
from tests.factories import make_folder, make_job
from tests.world import MakeWorkstation, SignIn

pytestmark = pytest.mark.usefixtures("staff")


@pytest.fixture
def who(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("front"))


def mails(job_id: uuid.UUID) -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(OutboxMail.kind).where(OutboxMail.job_id == job_id).order_by(OutboxMail.id)))


def approving(job: Job, who: Who) -> Callable[[], Job]:
    sent = {"staff_name": acts.STAFF_NAME, "authoritative_file": job.file_name, "weight_g": 42.5, "time_hours": 3.2}
    job_id = job.id
    return lambda: job_service.perform("approve", job_id, sent, who)


def test_of_eight_approvals_with_one_token_one_succeeds(app: Flask, who: Who) -> None:
    for _ in range(3):
        job = make_job()
        make_folder(job)
        work = approving(job, acts.holding(job.id, who))
        results = crowd.at_once(app, *[work] * 8)
        assert crowd.names(results) == ["LockRequired"] * 7 + ["ok"]
        assert acts.events(job.id) == ["JobApproved"]
        assert mails(job.id) == ["quote"]
        db.session.refresh(job)
        assert (job.status, job.confirm_serial) == ("PENDING", 1)


def test_approve_against_reject(app: Flask, who: Who) -> None:
    seen = set()
    for _ in range(4):
        job = make_job()
        make_folder(job)
        holder = acts.holding(job.id, who)
        results = crowd.at_once(app, approving(job, holder), acts.performing("reject", job.id, holder))
        assert crowd.names(results) == ["LockRequired", "ok"]
        db.session.refresh(job)
        left = {"PENDING": (["JobApproved"], ["quote"]), "REJECTED": (["JobRejected"], ["rejected"])}
        assert (acts.events(job.id), mails(job.id)) == left[job.status]
        seen.add(job.status)
    assert seen <= {Status.PENDING, Status.REJECTED}


def _token(job: Job) -> str:
    return story.confirm_path(job.id).rpartition("/")[2]


def test_a_student_who_confirms_eight_times_at_once_confirms_once(app: Flask) -> None:
    job = make_job(status=Status.PENDING)
    token = _token(job)
    results = crowd.at_once(app, *[lambda: confirm_service.confirm(token, {"accept": True, "price_cents": 425})] * 8)
    assert crowd.names(results) == ["ok"] * 8
    assert {getattr(each, "answer", None) for each in results} == {"confirmed"}
    assert (acts.events(job.id), mails(job.id)) == (["JobConfirmed"], ["confirmed"])


def test_a_student_confirms_while_the_desk_cancels(app: Flask, who: Who) -> None:
    """Either order is legal: a confirmed job may still be canceled, a canceled one can no longer be confirmed."""
    for _ in range(5):
        job = make_job(status=Status.PENDING)
        token, holder = _token(job), acts.holding(job.id, who)
        results = crowd.at_once(
            app,
            partial(confirm_service.confirm, token, {"accept": True, "price_cents": 425}),
            acts.performing("cancel", job.id, holder),
        )
        first, second = (not isinstance(each, Exception) for each in results)
        assert second
        db.session.refresh(job)
        assert job.status is Status.CANCELED
        done = ["JobConfirmed", "JobCanceled"] if first else ["JobCanceled"]
        assert (acts.events(job.id), mails(job.id)) == (done, ["confirmed", "canceled"] if first else ["canceled"])


def test_a_student_confirms_and_declines_at_once(app: Flask) -> None:
    job = make_job(status=Status.PENDING)
    token = _token(job)
    results = crowd.at_once(
        app, lambda: confirm_service.confirm(token, {"accept": True, "price_cents": 425}),
        lambda: confirm_service.decline(token, {}),
    )  # fmt: skip
    assert crowd.names(results) == ["IllegalTransition", "ok"]
    assert len(acts.events(job.id)) == len(mails(job.id)) == 1


def test_cancel_by_link_and_force_confirm_at_once(app: Flask, who: Who) -> None:
    job = make_job(status=Status.PENDING)
    token = story.track_path(job.id).rpartition("/")[2]
    admin = Who(Actor.ADMIN, "front", who.workstation)
    results = crowd.at_once(
        app, lambda: tracking_service.cancel(token, {}), acts.performing("force-confirm", job.id, admin)
    )
    db.session.refresh(job)
    assert not isinstance(results[0], Exception)
    assert job.status is Status.CANCELED
    assert acts.events(job.id) in (["AdminOverride", "JobCanceled"], ["JobCanceled"])


def test_two_workstations_cannot_both_take_the_money(
    app: Flask, workstation: MakeWorkstation, signed_in: SignIn
) -> None:
    desks: list[FlaskClient] = [signed_in(workstation("front")), signed_in(workstation("back"))]
    for _ in range(3):
        job = make_job(status=Status.COMPLETED)
        path = f"/api/v1/jobs/{job.id}"

        def pays(desk: FlaskClient, path: str = path) -> Any:
            token = desk.post(f"{path}/lock", json={"staff_name": acts.STAFF_NAME}).get_json().get("lock_token", "")
            return desk.post(f"{path}/payment", json=acts.body("payment"), headers={"Lock-Token": token})

        results = crowd.at_once(app, *[lambda desk=desk: pays(desk) for desk in desks])
        answered = crowd.statuses(results)
        assert answered[0] == 200
        assert answered[1] in (409, 423)
        assert acts.events(job.id) == ["PaymentRecorded"]
        assert mails(job.id) == ["receipt"]
        db.session.execute(update(Job).values(status=Status.ARCHIVED))
        db.session.commit()
    assert db.session.scalar(select(func.count()).select_from(Checkout)) == 3


def test_of_eight_equal_submissions_one_becomes_a_job(app: Flask) -> None:
    model = story.cube_stl()
    results = crowd.at_once(app, *[lambda: story.submit(app.test_client(), model)] * 8)
    assert crowd.statuses(results) == [201] + [409] * 7
    assert db.session.scalar(select(func.count()).select_from(Job)) == 1
    answers = [each.get_json() for each in results if not isinstance(each, Exception)]
    assert {each.get("code", "") for each in answers} == {"", "duplicate"}


def test_the_same_file_of_eight_students_is_kept_once(app: Flask) -> None:
    model, number = story.cube_stl(), itertools.count()
    results = crowd.at_once(
        app, *[lambda: story.submit(app.test_client(), model, student_email=f"s{next(number)}@example.edu")] * 8
    )
    assert crowd.statuses(results) == [201] * 8
    kept = db.session.scalars(select(Job.original_sha256).distinct()).all()
    assert [each.name for each in originals.path("x").parent.iterdir()] == list(kept)
    assert originals.path(kept[0]).read_bytes() == model


def test_a_file_that_goes_while_it_comes_again_is_there(app: Flask, who: Who) -> None:
    """Deleting the last job of an original races with a new submission of the same content."""
    for round_ in range(4):
        model = story.cube_stl()
        job_id = story.submitted(app.test_client(), model)
        holder = acts.holding(job_id, who)
        results = crowd.at_once(
            app,
            partial(story.submit, app.test_client(), model, student_email=f"b{round_}@example.edu"),
            acts.performing("delete", job_id, holder),
        )
        assert getattr(results[0], "status_code", None) == 201
        assert not isinstance(results[1], Exception)
        sha256 = db.session.scalars(
            select(Job.original_sha256).where(Job.student_email == f"b{round_}@example.edu")
        ).one()
        assert originals.path(sha256).read_bytes() == model
        acts.perform("delete", db.session.scalars(select(Job.id)).one(), who)
