"""The confirm link: it shows a price, changes nothing when it is opened, and counts a yes once."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from app.extensions import db
from app.models import Job, Status
from app.services import catalog_service
from app.utils import clock, tokens
from tests import acts, story
from tests.factories import make_job

YES = {"accept": True, "price_cents": 425}


@pytest.fixture
def job(client: FlaskClient) -> Job:
    return make_job(status=Status.PENDING)


def rows(job: Job) -> tuple[object, ...]:
    db.session.rollback()
    db.session.refresh(job)
    mails = story.mails(job.id)
    return job.status, job.updated_at, job.confirm_serial, job.confirm_expires_at, acts.events(job.id), mails


def change(job: Job, **columns: Any) -> None:
    db.session.execute(update(Job).where(Job.id == job.id).values(columns))
    db.session.commit()


def let_it_run_out(job: Job, sent: timedelta = timedelta(days=3)) -> None:
    now = clock.now()
    change(job, confirm_expires_at=now - timedelta(seconds=1), confirm_link_sent_at=now - sent)


def resend(client: FlaskClient, link: str) -> Any:
    return client.post("/api/v1/submit/resend-confirmation", json={"token": link.rpartition("/")[2]})


def test_it_shows_what_the_price_is_and_how_it_came_about(client: FlaskClient, job: Job) -> None:
    page = client.get(story.confirm_path(job.id)).get_json()
    assert (page["price_cents"], page["currency"], page["answer"], page["status"]) == (425, "USD", None, "PENDING")
    assert page["quote"] == {
        "weight_g": 42.5, "volume_ml": None, "time_hours": 3.5, "price_cents": 425, "cents_per_gram": 10,
        "minimum_cents": 300, "comment": "",
    }  # fmt: skip
    assert page["reference"] == job.reference
    assert page["expires_at"] > clock.now().isoformat()
    assert client.get("/api/v1" + page["tracking_url"].removeprefix("http://localhost:3000")).status_code == 200


def test_opening_it_changes_nothing_however_it_is_opened(client: FlaskClient, job: Job) -> None:
    before, link = rows(job), story.confirm_path(job.id)
    for method in ("GET", "HEAD", "OPTIONS", "GET"):
        assert client.open(link, method=method).status_code == 200
    assert client.get(f"{link}/thumbnail").status_code == 404
    for method in ("PUT", "DELETE", "PATCH"):
        assert client.open(link, method=method, json=YES).status_code == 405
    assert client.get(f"{link}/decline").status_code == 405
    assert rows(job) == before


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "accept"), (YES | {"accept": False}, "accept"), (YES | {"accept": "true"}, "accept"),
        (YES | {"accept": 1}, "accept"), ({"accept": True}, "price_cents"),
        (YES | {"price_cents": "425"}, "price_cents"), (YES | {"price_cents": 4.25}, "price_cents"),
    ],
    ids=str,
)  # fmt: skip
def test_anything_but_a_plain_yes_confirms_nothing(
    client: FlaskClient, job: Job, sent: dict[str, object], field: str
) -> None:
    before = rows(job)
    answer = client.post(story.confirm_path(job.id), json=sent)
    assert (answer.status_code, answer.get_json()["fields"][0]["field"]) == (422, field)
    assert client.post(story.confirm_path(job.id), data={"accept": "true", "price_cents": "425"}).status_code == 422
    assert rows(job) == before


@pytest.mark.parametrize("price", [0, 424, 300, 10_000_000])
def test_a_yes_to_another_price_is_none(client: FlaskClient, job: Job, price: int) -> None:
    before = rows(job)
    answer = client.post(story.confirm_path(job.id), json=YES | {"price_cents": price})
    problem = answer.get_json()
    assert (answer.status_code, problem["code"], problem["price_cents"]) == (409, "stale", 425)
    assert rows(job) == before


def test_a_yes_counts_once_and_is_answered_the_same_again(client: FlaskClient, job: Job) -> None:
    link = story.confirm_path(job.id)
    first, second = (client.post(link, json=YES) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.get_json() == second.get_json()
    assert (first.get_json()["status"], first.get_json()["answer"]) == ("READYTOPRINT", "confirmed")
    assert (acts.events(job.id), story.mails(job.id)) == (["JobConfirmed"], ["confirmed"])
    assert client.post(f"{link}/decline", json={}).status_code == 409
    assert client.get(link).get_json()["answer"] == "confirmed"


def test_a_no_counts_once_too_and_takes_no_yes_afterwards(client: FlaskClient, job: Job) -> None:
    link = story.confirm_path(job.id)
    first, second = (client.post(f"{link}/decline", json={"reason": "Too dear"}) for _ in range(2))
    assert first.get_json() == second.get_json()
    assert (first.get_json()["status"], first.get_json()["answer"]) == ("CANCELED", "closed")
    assert client.post(link, json=YES).status_code == 409
    assert (acts.events(job.id), story.mails(job.id)) == (["JobCanceled"], ["canceled"])
    assert rows(job)[0] is Status.CANCELED


@pytest.mark.parametrize("status", [status for status in Status if status not in {Status.UPLOADED, Status.PENDING}])
def test_an_old_link_moves_nothing_after_the_job_went_on(client: FlaskClient, job: Job, status: Status) -> None:
    link = story.confirm_path(job.id)
    change(job, status=status, confirmed_at=clock.now(), confirm_serial=2)
    before = rows(job)
    assert client.get(link).status_code == 200
    assert client.post(link, json=YES).status_code == 200  # it was confirmed: the same answer again
    assert client.post(f"{link}/decline", json={}).status_code == 409
    assert rows(job) == before


def test_after_it_has_run_out_only_a_new_link_helps(client: FlaskClient, job: Job) -> None:
    old = story.confirm_path(job.id)
    let_it_run_out(job)
    before = rows(job)
    for method, path, body in (("GET", old, None), ("POST", old, YES), ("POST", f"{old}/decline", {})):
        answer = client.open(path, method=method, json=body)
        problem = answer.get_json()
        assert (answer.status_code, problem["code"]) == (410, "gone")
        assert problem["can_resend_at"] < clock.now().isoformat()
        assert problem["reference"] == job.reference
    assert rows(job) == before
    answer = resend(client, old)
    assert (answer.status_code, answer.get_json()["sent_to"]) == (200, "ann@example.edu")
    assert (acts.events(job.id), story.mails(job.id)) == (["EmailResent"], ["quote"])
    assert client.get(old).status_code == 410
    assert client.post(old, json=YES).status_code == 410
    assert client.post(story.confirm_path(job.id), json=YES).status_code == 200


def test_a_new_link_is_sent_at_most_once_an_hour(client: FlaskClient, job: Job) -> None:
    old = story.confirm_path(job.id)
    let_it_run_out(job, sent=timedelta(minutes=20))
    before = rows(job)
    answer = resend(client, old)
    problem = answer.get_json()
    assert (answer.status_code, problem["code"], problem["can_resend_at"] > clock.now().isoformat()) == (
        429,
        "too_many",
        True,
    )
    assert 2300 < int(answer.headers["Retry-After"]) <= 2401
    assert rows(job) == before
    let_it_run_out(job, sent=timedelta(minutes=61))
    assert resend(client, old).status_code == 200
    assert resend(client, old).status_code == 429
    assert resend(client, story.confirm_path(job.id)).status_code == 429


def test_no_new_link_while_the_old_one_works_or_the_job_went_on(client: FlaskClient, job: Job) -> None:
    change(job, confirm_link_sent_at=clock.now() - timedelta(hours=2))
    link = story.confirm_path(job.id)
    assert (resend(client, link).status_code, resend(client, link).get_json()["code"]) == (409, "conflict")
    change(job, status=Status.READYTOPRINT)
    assert "answered already" in resend(client, link).get_json()["detail"]
    assert story.mails(job.id) == []
    db.session.delete(db.session.get_one(Job, job.id))
    db.session.commit()
    assert resend(client, link).status_code == client.get(link).status_code == 404


def test_a_forged_link_is_unknown(client: FlaskClient, job: Job) -> None:
    good = story.confirm_path(job.id).rpartition("/")[2]
    tracking = story.track_path(job.id).rpartition("/")[2]
    secret = catalog_service.settings().secret_key.get_secret_value()
    other = tokens.sign(secret + "x", "confirm", {"job": str(job.id), "serial": 1})
    before = rows(job)
    for token in (tracking, other, good[:-2] + "xx", good.replace(".", "", 1), "x", good + "x", "%00", "x" * 3000):
        for method, body in (("GET", None), ("POST", YES)):
            answer = client.open(f"/api/v1/confirm/{token}", method=method, json=body)
            assert (answer.status_code, answer.get_json()["code"]) == (404, "not_found")
        assert resend(client, token).status_code in (404, 422)
    assert client.get(f"/api/v1/track/{good}").status_code == 404
    assert rows(job) == before


def test_a_job_without_a_price_has_nothing_to_confirm(client: FlaskClient) -> None:
    job = make_job()
    assert client.get(story.confirm_path(job.id)).status_code == 404
    assert client.post(story.confirm_path(job.id), json=YES).status_code == 409
