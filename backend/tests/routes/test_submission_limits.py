"""How much the lab takes from one e-mail address and in all, counted from the jobs themselves."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from app.extensions import db
from app.models import Job
from app.services import originals
from app.utils import clock
from tests import story
from tests.routes.test_limits import refused
from tests.world import MakeApp

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def door(another_app: MakeApp) -> FlaskClient:
    """A client of an application that takes two an hour and three a day from one address, four an hour in all."""
    return another_app(limit_submit_per_email="2/hour;3/day", limit_submit_global="4/hour").test_client()


def send(door: FlaskClient, email: str) -> int:
    return story.submit(door, student_email=email).status_code


def grow_older(by: timedelta) -> None:
    db.session.execute(update(Job).values(created_at=clock.now() - by))
    db.session.commit()


def test_the_next_is_refused_until_there_is_room_again(door: FlaskClient) -> None:
    assert [send(door, "a@example.edu") for _ in range(2)] == [201, 201]
    answer = story.submit(door, student_email=" A@Example.edu ")
    assert "e-mail address" in answer.get_json()["detail"]
    assert 3500 < refused(answer) <= 3600
    grow_older(timedelta(minutes=59))
    assert 0 < refused(story.submit(door, student_email="a@example.edu")) <= 60
    grow_older(timedelta(minutes=61))
    assert send(door, "a@example.edu") == 201


def test_a_day_has_its_own_limit(door: FlaskClient) -> None:
    for _ in range(3):
        assert send(door, "a@example.edu") == 201
        grow_older(timedelta(hours=2))
    assert 21 * 3600 < refused(story.submit(door, student_email="a@example.edu")) <= 22 * 3600
    assert send(door, "b@example.edu") == 201


def test_the_lab_takes_so_many_in_all(door: FlaskClient) -> None:
    assert [send(door, f"{name}@example.edu") for name in "abcd"] == [201] * 4
    answer = story.submit(door, student_email="e@example.edu")
    assert "The lab" in answer.get_json()["detail"]
    assert refused(answer)


def test_what_is_refused_is_not_counted_and_leaves_nothing_behind(door: FlaskClient) -> None:
    assert {send(door, "no address") for _ in range(9)} == {422}
    assert [send(door, "a@example.edu") for _ in range(2)] == [201, 201]
    kept = sorted(originals.path("x").parent.iterdir())
    assert {send(door, "a@example.edu") for _ in range(3)} == {429}
    assert sorted(originals.path("x").parent.iterdir()) == kept


def test_who_sends_the_same_again_is_told_so_rather_than_to_wait(door: FlaskClient) -> None:
    model = story.cube_stl()
    assert [story.submit(door, model).status_code for _ in range(3)] == [201, 409, 409]
    assert story.submit(door).status_code == 201
    assert story.submit(door, model).status_code == 409


def test_side_by_side_no_more_slip_through(door: FlaskClient) -> None:
    def one(_: int) -> int:
        return send(door.application.test_client(), "a@example.edu")

    with ThreadPoolExecutor(8) as crowd:
        assert sorted(crowd.map(one, range(8))) == [201] * 2 + [429] * 6
    assert db.session.scalar(select(func.count()).select_from(Job)) == 2
