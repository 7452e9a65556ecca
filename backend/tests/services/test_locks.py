"""The lock: one holder, judged by the database's clock, known by a token that nobody else sees."""

import uuid

import pytest

from app.extensions import db
from app.models import Actor, Event, Job, Status
from app.services import job_service, job_views, lock_service
from app.services.event_service import STUDENT, Who
from app.utils.errors import IllegalTransition, Invalid, Locked, LockRequired, NotFound
from tests import acts
from tests.factories import make_job
from tests.world import MakeWorkstation

pytestmark = pytest.mark.usefixtures("staff")


@pytest.fixture
def desk_one(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("front"))


@pytest.fixture
def desk_two(workstation: MakeWorkstation) -> Who:
    return acts.at(workstation("back"))


def review(job: Job, who: Who) -> Job:
    return acts.performing("review", job.id, who)()


def test_the_holder_may_act_and_the_action_gives_the_lock_back(desk_one: Who) -> None:
    job = make_job()
    done = review(job, acts.holding(job.id, desk_one))
    assert done.reviewed_at is not None
    assert (done.lock_token_hash, done.locked_until, done.lock_staff_name, done.lock_workstation_id) == (None,) * 4
    assert acts.events(job.id, with_locks=True) == ["LockTaken", "JobReviewed"]


def test_whoever_comes_second_learns_who_has_it(desk_one: Who, desk_two: Who) -> None:
    job = make_job()
    token = acts.holding(job.id, desk_one).lock_token
    for other in (desk_two, desk_one):  # another workstation, and another tab of the same one
        with pytest.raises(Locked) as refused:
            acts.holding(job.id, other, "Glen Castell")
        holder = refused.value.extra["holder"]
        assert (holder["staff_name"], holder["workstation_name"]) == ("Dora Hartwig", "front")
        assert holder["locked_until"] > holder["taken_at"]
        assert str(token) not in str(refused.value.extra)
        db.session.rollback()


@pytest.mark.parametrize("token", [None, "", "forged", "x" * 5000])
def test_without_the_token_nothing_is_done(desk_one: Who, token: str | None) -> None:
    job = make_job()
    acts.holding(job.id, desk_one)
    impostor = Who(Actor.STAFF, "front", desk_one.workstation, lock_token=token)
    for attempt in (review, lambda found, who: lock_service.extend(found.id, who)):
        with pytest.raises(LockRequired) as refused:
            attempt(job, impostor)
        assert refused.value.extra["holder"]["staff_name"] == "Dora Hartwig"
        db.session.rollback()
    with pytest.raises(LockRequired):
        lock_service.unlock(job.id, impostor)
    db.session.rollback()
    assert acts.events(job.id) == []


def test_a_lock_that_nobody_took_is_not_held(desk_one: Who) -> None:
    job = make_job()
    with pytest.raises(LockRequired) as refused:
        review(job, desk_one)
    assert refused.value.extra == {"holder": None}


def test_who_slept_past_the_expiry_cannot_write(desk_one: Who, desk_two: Who) -> None:
    job = make_job()
    sleeper = acts.holding(job.id, desk_one)
    acts.let_locks_run_out()
    for attempt in (lambda: review(job, sleeper), lambda: lock_service.extend(job.id, sleeper)):
        with pytest.raises(LockRequired) as refused:
            attempt()
        assert refused.value.extra == {"holder": None}
        db.session.rollback()
    acts.holding(job.id, desk_two, "Glen Castell")
    with pytest.raises(LockRequired) as refused:
        review(job, sleeper)
    assert refused.value.extra["holder"]["workstation_name"] == "back"
    db.session.rollback()
    assert acts.events(job.id, with_locks=True) == ["LockTaken", "LockExpired", "LockTaken"]


def test_the_token_of_one_job_opens_no_other(desk_one: Who) -> None:
    one, other = make_job(), make_job()
    who = acts.holding(one.id, desk_one)
    acts.holding(other.id, desk_one)
    with pytest.raises(LockRequired):
        review(other, who)


def test_a_heartbeat_keeps_it(desk_one: Who) -> None:
    job = make_job()
    who = acts.holding(job.id, desk_one)
    first = job.locked_until
    granted = lock_service.extend(job.id, who)
    assert first is not None
    assert granted.locked_until > first
    assert granted.lock_token == who.lock_token
    remaining_s = (granted.locked_until - lock_service.db_now()).total_seconds()
    assert 55 < remaining_s <= 60


def test_a_lock_given_back_is_free_at_once(desk_one: Who, desk_two: Who) -> None:
    job = make_job()
    who = acts.holding(job.id, desk_one)
    assert lock_service.unlock(job.id, who).message
    with pytest.raises(LockRequired):
        lock_service.unlock(job.id, who)
    db.session.rollback()
    acts.holding(job.id, desk_two)


def test_an_admin_takes_it_away_and_the_old_token_is_worth_nothing(desk_one: Who, desk_two: Who) -> None:
    job = make_job(status=Status.PENDING)
    who = acts.holding(job.id, desk_one)
    admin = Who(Actor.ADMIN, "back", desk_two.workstation)
    job_service.perform("force-unlock", job.id, acts.body("force-unlock"), admin)
    with pytest.raises(LockRequired):
        acts.performing("cancel", job.id, who)()
    db.session.rollback()
    override = db.session.query(Event).filter_by(type="AdminOverride").one()
    assert override.details["held_by"] == "Dora Hartwig"
    assert override.triggered_by == "Dora Hartwig"
    acts.holding(job.id, desk_two, "Glen Castell")


def test_a_student_s_answer_takes_no_lock_away(desk_one: Who) -> None:
    """Who had the dialog open learns that the status has changed, not that the lock is lost."""
    job = make_job(status=Status.PENDING)
    who = acts.holding(job.id, desk_one)
    job_service.perform("confirm", job.id, {"accept": True, "price_cents": 425}, STUDENT)
    with pytest.raises(IllegalTransition):
        acts.performing("reject", job.id, who)()
    db.session.rollback()
    assert acts.performing("cancel", job.id, who)().lock_token_hash is None


def test_a_card_shows_the_holder_and_never_the_token(desk_one: Who) -> None:
    job = make_job()
    who = acts.holding(job.id, desk_one)
    shown = job_views.one(job.id)
    assert shown.lock is not None
    assert shown.lock.staff_name == "Dora Hartwig"
    assert str(who.lock_token) not in shown.model_dump_json()
    assert str(job.lock_token_hash) not in shown.model_dump_json()
    acts.let_locks_run_out()
    assert job_views.one(job.id).lock is None


def test_a_lock_needs_a_job_and_an_active_name(desk_one: Who) -> None:
    with pytest.raises(NotFound):
        acts.holding(uuid.uuid4(), desk_one)
    job = make_job()
    for name in ("Nobody", "", "dora hartwig"):
        with pytest.raises(Invalid) as refused:
            acts.holding(job.id, desk_one, name)
        assert refused.value.extra["fields"][0]["field"] == "staff_name"
        db.session.rollback()
